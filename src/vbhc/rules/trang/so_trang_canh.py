"""Số trang không canh giữa.

Số trang đặt canh giữa theo chiều ngang. Số trang đặt bằng dấu Tab, trong bảng hay trong khung vẽ thì không xét được
chỗ in.

Sai: số trang ở góc phải đầu trang
Đúng: số trang ở giữa đầu trang
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form
from vbhc.rules.trang._chung import moi_so_trang

QUY_TAC = QuyTac("N30-00-9a", "Canh giữa số trang", ("I.I.7",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The alignment of the number's paragraph."""
    for found in moi_so_trang(van_ban):
        if not found.trong_hinh and not found.dong.doan.spot.column:
            # A field that no program has filled in yet prints a number all the same.
            yield from form.canh([replace(found.dong, chu=found.dong.chu or "1")], "so_trang", "Số trang")
