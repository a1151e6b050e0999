"""Tiêu ngữ không canh giữa dưới Quốc hiệu.

Tiêu ngữ canh giữa dưới Quốc hiệu. Dòng đặt bằng dấu Tab hay dấu cách thì không xét được chỗ in.

Sai: Tiêu ngữ canh trái
Đúng: Tiêu ngữ canh giữa
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form

QUY_TAC = QuyTac("N30-01-2c", "Canh giữa Tiêu ngữ", ("I.II.1b",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Alignment of every line of the component."""
    yield from form.canh(van_ban.tim("tieu_ngu"), "tieu_ngu", "Tiêu ngữ")
