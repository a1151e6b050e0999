"""Tên cơ quan ban hành không canh giữa.

Tên cơ quan ban hành canh giữa dưới tên cơ quan chủ quản. Dòng đặt bằng dấu Tab hay dấu cách thì không xét được chỗ
in.

Sai: tên cơ quan canh trái trong ô
Đúng: tên cơ quan canh giữa trong ô
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, dau_trang, form

QUY_TAC = QuyTac("N30-02-2c", "Canh giữa tên cơ quan", ("I.II.2b",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Alignment of every line of the component."""
    if dau_trang.co_dau(van_ban):
        yield from form.canh(van_ban.tim("co_quan"), "co_quan", "Tên cơ quan")
