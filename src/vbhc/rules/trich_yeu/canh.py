"""Trích yếu không canh giữa trang.

Trích yếu đặt canh giữa theo chiều ngang văn bản, dưới tên loại. Canh giữa mà còn thụt đầu dòng thì chữ lệch, cũng
báo.

Sai: trích yếu canh trái
Đúng: trích yếu canh giữa, không thụt
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form

QUY_TAC = QuyTac("N30-05-2a", "Canh giữa trích yếu", ("I.II.5b",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Alignment, and an indent that puts centred words beside the middle of the page."""
    lines = van_ban.tim("trich_yeu")
    yield from form.canh(lines, "trich_yeu", "Trích yếu")
    yield from form.lech(lines, "Trích yếu")
