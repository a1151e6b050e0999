"""Địa danh, ngày tháng không canh giữa.

Địa danh và ngày, tháng, năm đặt dưới, canh giữa so với Quốc hiệu và Tiêu ngữ. Dòng đặt bằng dấu Tab hay dấu cách thì
không xét được chỗ in.

Sai: địa danh canh phải
Đúng: địa danh canh giữa dưới Tiêu ngữ
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form

QUY_TAC = QuyTac(
    "N30-04-1b", "Canh giữa địa danh, thời gian", ("I.II.4c",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG})
)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Alignment of every line of the component."""
    yield from form.canh(van_ban.tim("dia_danh"), "dia_danh", "Địa danh, thời gian")
