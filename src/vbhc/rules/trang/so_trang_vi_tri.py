"""Số trang không đặt ở lề trên.

Số trang đặt trong phần lề trên (Header) của trang. Đặt ở chân trang là lối cũ.

Sai: số trang ở giữa chân trang
Đúng: số trang ở giữa đầu trang
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.trang._chung import moi_so_trang

QUY_TAC = QuyTac("N30-00-9", "Chỗ đặt số trang", ("I.I.7",), Severity.LOI, Sua.KHONG, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Numbers in footers, unless drawn somewhere else from there."""
    for found in moi_so_trang(van_ban):
        if found.chan and not found.trong_hinh:
            yield Loi(
                found.dong,
                "Số trang đặt ở chân trang",
                "Đặt số trang ở đầu trang (Header), canh giữa",
                vi_tri="số trang",
            )
