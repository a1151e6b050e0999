"""Tên cơ quan ban hành sai cỡ chữ hoặc kiểu chữ.

Tên cơ quan, tổ chức ban hành văn bản in hoa, cỡ chữ 12 đến 13, đứng, đậm.

Sai: Sở Khoa học và Công nghệ (chữ thường)
Đúng: SỞ KHOA HỌC VÀ CÔNG NGHỆ (in hoa, đậm)
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, dau_trang, form

QUY_TAC = QuyTac(
    "N30-02-2", "Kiểu chữ cơ quan ban hành", ("I.II.2b",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG})
)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Letters of every line of the component."""
    if dau_trang.co_dau(van_ban):
        yield from form.kieu_chu(van_ban.tim("co_quan"), "co_quan", "Tên cơ quan")
