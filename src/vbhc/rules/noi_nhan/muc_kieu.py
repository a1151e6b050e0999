"""Phần liệt kê nơi nhận sai cỡ chữ hoặc kiểu chữ.

Tên nơi nhận dưới từ “Nơi nhận”: chữ in thường, cỡ 11, kiểu chữ đứng, không đậm.

Sai: - Sở Nội vụ; (cỡ 12 hoặc nghiêng)
Đúng: - Sở Nội vụ; (cỡ 11, đứng)
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form

QUY_TAC = QuyTac(
    "N30-09-3b", "Kiểu chữ danh sách nơi nhận", ("I.II.9d", "I.V"), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG})
)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Size, weight, slant; the initials raised after a unit are left out."""
    yield from form.kieu_chu(van_ban.tim("noi_nhan"), "noi_nhan", "Danh sách nơi nhận")
