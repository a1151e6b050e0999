"""Tên loại văn bản sai cỡ chữ hoặc kiểu chữ.

Tên loại in hoa, cỡ chữ 13 đến 14, đứng, đậm.

Sai: Kế hoạch (chữ thường)
Đúng: KẾ HOẠCH (in hoa, đậm)
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form

QUY_TAC = QuyTac("N30-05-1", "Kiểu chữ tên loại", ("I.II.5b",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Letters of every line of the component."""
    yield from form.kieu_chu(van_ban.tim("ten_loai"), "ten_loai", "Tên loại")
