"""Tên Phụ lục sai cỡ chữ, kiểu chữ hoặc cách canh.

Tên Phụ lục (nếu có): canh giữa, chữ in hoa, cỡ 13 đến 14, kiểu chữ đứng, đậm.

Sai: Danh mục nhiệm vụ năm 2026
Đúng: DANH MỤC NHIỆM VỤ NĂM 2026
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form

QUY_TAC = QuyTac("N30-PL-3b", "Kiểu chữ tên Phụ lục", ("I.III.1b",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Size, weight, slant, capitals, alignment."""
    names = [d for a in van_ban.phu_luc if not a.van_ban_kem for d in a.ten]
    yield from form.kieu_chu(names, "ten_phu_luc", "Tên Phụ lục")
    yield from form.canh(names, "ten_phu_luc", "Tên Phụ lục")
