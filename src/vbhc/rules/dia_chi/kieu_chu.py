"""Địa chỉ cơ quan ở chân trang sai cỡ chữ hoặc kiểu chữ.

Địa chỉ, thư điện tử, trang thông tin điện tử, số điện thoại, số Fax: chữ in thường, cỡ 11 đến 12, kiểu chữ đứng.

Sai: địa chỉ cỡ 9, nghiêng
Đúng: địa chỉ cỡ 11, đứng
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form

QUY_TAC = QuyTac("N30-13-1a", "Kiểu chữ địa chỉ", ("I.III.4",), Severity.CANH_BAO, Sua.AN_TOAN, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Size, weight, slant."""
    yield from form.kieu_chu(van_ban.tim("dia_chi"), "dia_chi", "Địa chỉ")
