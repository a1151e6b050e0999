"""Trích yếu công văn không mở đầu bằng “V/v”.

Trích yếu công văn đặt sau chữ “V/v”: chữ V hoa, gạch chéo, chữ v thường, không có dấu hai chấm.

Sai: v/v: nâng bậc lương năm 2026
Đúng: V/v nâng bậc lương năm 2026
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import TextEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, duong_ke, form

QUY_TAC = QuyTac("N30-05-3b", "Chữ V/v", ("I.II.5b",), Severity.LOI, Sua.DE_XUAT)
_RIGHT = re.compile(r"V/v \S")
_OTHER = re.compile(r"\s*(?:v\s*/\s*v|về việc)\s*[:.]?\s*", re.IGNORECASE)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The beginning of the first line."""
    for dong in duong_ke.nhom_dau(van_ban.tim("trich_yeu_cv"))[:1]:
        if _RIGHT.match(dong.chu) and not dong.chu[4:].startswith(":"):
            continue
        found = _OTHER.match(dong.goc)
        edits: tuple[TextEdit, ...] = ()
        if found is not None:
            edits = form.sua(dong, 0, found.end(), "V/v ")
        yield Loi(dong, "Trích yếu công văn không mở đầu bằng “V/v”", "Viết: V/v …", trich=dong.chu[:40], edits=edits)
