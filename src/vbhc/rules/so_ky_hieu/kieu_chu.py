"""Dòng số, ký hiệu sai cỡ chữ hoặc kiểu chữ.

Số, ký hiệu cỡ chữ 13, kiểu chữ đứng, không đậm. Cỡ 14 là lỗi hay gặp.

Sai: Số: 05/KH-SKHCN cỡ 14
Đúng: Số: 05/KH-SKHCN cỡ 13
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form
from vbhc.rules.so_ky_hieu._doc import lines

QUY_TAC = QuyTac("N30-03-1e", "Kiểu chữ số, ký hiệu", ("I.II.3c",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every number line."""
    yield from form.kieu_chu(lines(van_ban), "so_ky_hieu", "Số, ký hiệu")
