"""Tên loại văn bản không canh giữa trang.

Tên loại đặt canh giữa theo chiều ngang văn bản. Canh giữa mà còn thụt đầu dòng thì chữ lệch sang phải, cũng báo.

Sai: KẾ HOẠCH canh giữa nhưng thụt đầu dòng 1,27 cm
Đúng: KẾ HOẠCH canh giữa, không thụt
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form

QUY_TAC = QuyTac("N30-05-1a", "Canh giữa tên loại", ("I.II.5b",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Alignment, and an indent that puts centred words beside the middle of the page."""
    lines = van_ban.tim("ten_loai")
    yield from form.canh(lines, "ten_loai", "Tên loại")
    yield from form.lech(lines, "Tên loại")
