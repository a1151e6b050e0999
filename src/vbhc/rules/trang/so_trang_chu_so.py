"""Số trang không dùng chữ số Ả Rập.

Trang đánh bằng 1, 2, 3; không dùng số La Mã hay chữ cái.

Sai: ii, iii, iv
Đúng: 2, 3, 4
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import SectionEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.trang._chung import goi, in_ra

QUY_TAC = QuyTac("N30-00-9c", "Chữ số của số trang", ("I.I.7",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))
_OTHER = {
    "upperRoman": "số La Mã", "lowerRoman": "số La Mã thường", "upperLetter": "chữ cái hoa", "lowerLetter": "chữ cái",
    "ordinal": "số thứ tự tiếng Anh", "cardinalText": "chữ", "ordinalText": "chữ", "hex": "số hệ 16",
    "chicago": "dấu chú thích",
}  # fmt: skip


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The number format of every section that prints its numbers."""
    view = van_ban.view
    for i, section in enumerate(view.sections):
        called = _OTHER.get(section.number_format)
        shown = called and any(in_ra(section, which, even_odd=view.even_odd) for which in ("first", "other"))
        if shown:
            yield Loi(
                None,
                f"Số trang đánh bằng {called}",
                "Đánh số trang 1, 2, 3 (Page Number Format)",
                edits=(SectionEdit(i, {"number_format": "decimal"}),),
                vi_tri=goi(van_ban, i),
            )
