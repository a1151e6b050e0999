"""Quốc hiệu sai cỡ chữ hoặc kiểu chữ.

Quốc hiệu in hoa, cỡ chữ 12 đến 13, đứng, đậm.

Sai: Quốc hiệu cỡ 14, không đậm
Đúng: Quốc hiệu cỡ 13, đứng, đậm
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form

QUY_TAC = QuyTac("N30-01-1a", "Kiểu chữ Quốc hiệu", ("I.II.1a",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Letters of every line of the component."""
    yield from form.kieu_chu(van_ban.tim("quoc_hieu"), "quoc_hieu", "Quốc hiệu")
