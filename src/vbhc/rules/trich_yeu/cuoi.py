"""Cuối trích yếu có dấu câu.

Trích yếu là tiêu đề của văn bản; các mẫu của Phụ lục III không đặt dấu ở cuối. Nghị định không nói bằng lời nên chỉ
nhắc.

Sai: Rà soát dữ liệu chuyên ngành.
Đúng: Rà soát dữ liệu chuyên ngành
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, duong_ke, form

QUY_TAC = QuyTac("NHA-TY-1", "Dấu cuối trích yếu", ("nha", "PL3"), Severity.CANH_BAO, Sua.DE_XUAT)
_END = re.compile(r"(?<![.…\s])\s?[.;:,]\Z|\./\.\Z")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The last line of the title's subject; an ellipsis is a draft's."""
    lines = duong_ke.nhom_dau(van_ban.tim("trich_yeu"))[-1:]
    lines += duong_ke.nhom_dau(van_ban.tim("trich_yeu_cv"))[-1:]
    for dong in lines:
        text = dong.goc.rstrip()
        found = _END.search(text[-8:])
        if found is None:
            continue
        start = max(len(text) - 8, 0) + found.start()
        edits = form.sua(dong, start, len(text), "")
        yield Loi(
            dong,
            f"Cuối trích yếu có dấu “{found.group().strip()}”",
            "Bỏ dấu cuối trích yếu",
            trich=text[-40:],
            edits=edits,
        )
