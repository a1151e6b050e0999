"""Có gạch đầu dòng trước “Căn cứ”.

Gạch đầu dòng trước căn cứ là cách trình bày của văn bản Đảng; văn bản hành chính bắt đầu ngay bằng chữ “Căn cứ”.

Sai: - Căn cứ Luật Thực hiện dân chủ ở cơ sở ngày 10 tháng 11 năm 2022;
Đúng: Căn cứ Luật Thực hiện dân chủ ở cơ sở ngày 10 tháng 11 năm 2022;
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, liet_ke

QUY_TAC = QuyTac("N30-06-1c", "Gạch đầu dòng trước căn cứ", ("PL3.1.2", "I.II.6a"), Severity.CANH_BAO, Sua.AN_TOAN)
_GACH = re.compile(r"\s*[-‐‑–—−•▪*+]\s*(?=Căn cứ\b)")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """A dash, typed or made by Word, before a căn cứ."""
    for dong in _lines(van_ban):
        found = _GACH.match(dong.goc)
        if found is not None:
            edits = liet_ke.sua(dong, len(found.group()) - len(found.group().lstrip()), found.end(), "")
            yield Loi(dong, "Có gạch đầu dòng trước “Căn cứ”", "Bỏ gạch đầu dòng", edits=edits)


def _lines(van_ban: BanDoc) -> Iterator[Dong]:
    """The căn cứ, and dashed lines of the text before its first heading that are nothing else by what they say."""
    yield from van_ban.can_cu
    for muc in van_ban.muc:
        if muc.cap not in {"gach", "doan"}:
            return
        if muc.cap == "gach" and muc.chu.startswith("Căn cứ") and muc.chu.endswith((";", ".")):
            yield muc.dong
