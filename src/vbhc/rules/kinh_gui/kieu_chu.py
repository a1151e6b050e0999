"""Phần “Kính gửi” sai cỡ chữ hoặc kiểu chữ.

Từ “Kính gửi” và tên nơi nhận: chữ in thường, cỡ 13 đến 14, kiểu chữ đứng, không đậm.

Sai: “Kính gửi” in đậm hoặc nghiêng
Đúng: Kính gửi: Bộ Nội vụ (cỡ 14, đứng)
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form

QUY_TAC = QuyTac(
    "N30-09-2d", "Kiểu chữ Kính gửi", ("I.II.9d", "I.V"), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG})
)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Size, weight, slant."""
    yield from form.kieu_chu(van_ban.tim("kinh_gui"), "kinh_gui", "Kính gửi")
