"""Dòng số, ký hiệu không canh giữa.

Số, ký hiệu đặt canh giữa dưới tên cơ quan ban hành. Dòng đặt bằng dấu Tab hay dấu cách thì không xét được chỗ in.

Sai: Số: 05/KH-SKHCN canh trái
Đúng: Số: 05/KH-SKHCN canh giữa
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form
from vbhc.rules.so_ky_hieu._doc import lines

QUY_TAC = QuyTac("N30-03-1f", "Canh giữa số, ký hiệu", ("I.II.3c",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every number line."""
    yield from form.canh(lines(van_ban), "so_ky_hieu", "Số, ký hiệu")
