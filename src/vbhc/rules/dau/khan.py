"""Dấu chỉ mức độ khẩn dùng chữ khác quy định.

Có ba mức độ khẩn: HỎA TỐC, THƯỢNG KHẨN, KHẨN (viết HOẢ TỐC cũng được).

Sai: KHẨN CẤP
Đúng: THƯỢNG KHẨN
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.dau import _dau

QUY_TAC = QuyTac("N30-10-1a", "Chữ của dấu khẩn", ("I.III.2b",), Severity.LOI, Sua.DE_XUAT)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The three wordings."""
    yield from _dau.loi_chu(van_ban, "do_khan", "Dấu chỉ mức độ khẩn")
