"""Từ “Phụ lục” và số thứ tự sai cỡ chữ, kiểu chữ hoặc cách canh.

Từ “Phụ lục” và số thứ tự: canh giữa, cỡ 14, kiểu chữ đứng, đậm.

Sai: Phụ lục I (cỡ 13, không đậm)
Đúng: Phụ lục I (cỡ 14, đậm, canh giữa)
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form
from vbhc.rules.phu_luc import _tieu_de

QUY_TAC = QuyTac("N30-PL-3a", "Kiểu chữ từ “Phụ lục”", ("I.III.1b",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Size, weight, slant, alignment."""
    heads = [a.tieu_de for a in van_ban.phu_luc if _tieu_de.doc(a) is not None]
    yield from form.kieu_chu(heads, "phu_luc", "Từ “Phụ lục”")
    yield from form.canh(heads, "phu_luc", "Từ “Phụ lục”")
