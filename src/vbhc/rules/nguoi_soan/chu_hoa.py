"""Ký hiệu người soạn thảo không in hoa.

Ký hiệu người soạn thảo viết bằng chữ in hoa, số lượng bản phát hành bằng chữ số Ả Rập.

Sai: pl.(300)
Đúng: PL.(300)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import RunEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac("N30-12-1b", "Ký hiệu người soạn in hoa", ("I.III.3",), Severity.CANH_BAO, Sua.AN_TOAN)
_KY_HIEU = re.compile(r"\s*(?P<chu>[^\W\d_]{1,12}(?:[./\-][^\W\d_]{1,12}){0,3})\s*\.?\s*(?:\(?\s*\d{1,5}\b|$)")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The letters before the number of copies."""
    for dong in van_ban.tim("nguoi_soan"):
        found = _KY_HIEU.match(dong.goc)
        if not found or all(r.look.caps for r in dong.runs if r.text.strip()):
            continue
        code = found["chu"]
        if code.upper() not in dong.in_ra:
            start = dong.dau + found.start("chu")
            yield Loi(
                dong, f"Ký hiệu người soạn “{code}” chưa in hoa", f"Viết: {dong.chu.replace(code, code.upper(), 1)}",
                edits=() if dong.tu_dong else (RunEdit(dong.doan.spot, start, start + len(code), {"caps": True}),),
            )  # fmt: skip
