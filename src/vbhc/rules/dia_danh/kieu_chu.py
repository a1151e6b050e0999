"""Địa danh, ngày tháng sai cỡ chữ hoặc kiểu chữ.

Địa danh và thời gian ban hành cỡ chữ 13 đến 14, kiểu chữ nghiêng, không đậm.

Sai: Hải Phòng, ngày 05 tháng 10 năm 2026 (chữ đứng)
Đúng: Hải Phòng, ngày 05 tháng 10 năm 2026 (chữ nghiêng)
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form

QUY_TAC = QuyTac(
    "N30-04-1a", "Kiểu chữ địa danh, thời gian", ("I.II.4c",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG})
)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Letters of every line of the component."""
    yield from form.kieu_chu(van_ban.tim("dia_danh"), "dia_danh", "Địa danh, thời gian")
