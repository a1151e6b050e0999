"""Tên cơ quan chủ quản sai cỡ chữ hoặc kiểu chữ.

Tên cơ quan chủ quản trực tiếp in hoa, cỡ chữ 12 đến 13, kiểu chữ đứng, không đậm. Nhiều mẫu cũ để đậm cả hai dòng.

Sai: UBND THÀNH PHỐ HẢI PHÒNG in đậm
Đúng: UBND THÀNH PHỐ HẢI PHÒNG chữ đứng, không đậm
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, dau_trang, form

QUY_TAC = QuyTac(
    "N30-02-1", "Kiểu chữ cơ quan chủ quản", ("I.II.2b",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG})
)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Letters of every line of the component."""
    if dau_trang.co_dau(van_ban):
        yield from form.kieu_chu(van_ban.tim("chu_quan"), "chu_quan", "Tên cơ quan chủ quản")
