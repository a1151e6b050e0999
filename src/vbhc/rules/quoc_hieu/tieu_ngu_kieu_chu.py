"""Tiêu ngữ sai cỡ chữ hoặc kiểu chữ.

Tiêu ngữ cỡ chữ 13 đến 14, đứng, đậm.

Sai: Tiêu ngữ in nghiêng
Đúng: Tiêu ngữ cỡ 14, đứng, đậm
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form

QUY_TAC = QuyTac("N30-01-2b", "Kiểu chữ Tiêu ngữ", ("I.II.1b",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Letters of every line of the component."""
    yield from form.kieu_chu(van_ban.tim("tieu_ngu"), "tieu_ngu", "Tiêu ngữ")
