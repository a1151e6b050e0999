"""Số trang sai cỡ chữ hoặc kiểu chữ.

Số trang cỡ chữ 13 đến 14, kiểu chữ đứng (không đậm, không nghiêng).

Sai: số trang cỡ 11, in nghiêng
Đúng: số trang cỡ 14, chữ đứng
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc import norms
from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form
from vbhc.rules.trang._chung import moi_so_trang, nhin

QUY_TAC = QuyTac("N30-00-9b", "Kiểu chữ số trang", ("I.I.7",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Only the number itself is looked at, not what stands beside it."""
    limit = norms.gioi_han()["so_trang"]
    for found in moi_so_trang(van_ban):
        yield from form.kieu_chu_dong(nhin(found), limit, "Số trang")
