"""Dòng “(Kèm theo …)” sai cỡ chữ, kiểu chữ hoặc cách canh.

Dòng chỉ dẫn kèm theo văn bản: canh giữa dưới tên Phụ lục, chữ in thường, cỡ 13 đến 14, kiểu chữ nghiêng, không đậm.

Sai: (Kèm theo Kế hoạch số …) đứng, đậm
Đúng: (Kèm theo Kế hoạch số …) nghiêng, canh giữa
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form
from vbhc.rules.phu_luc import _kem_theo

QUY_TAC = QuyTac(
    "N30-PL-4c", "Kiểu chữ “(Kèm theo …)”", ("I.III.1c",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG})
)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Size, weight, slant, alignment."""
    lines = [d for a in van_ban.phu_luc for d in _kem_theo.dong(a)]
    yield from form.kieu_chu(lines, "kem_theo", "Dòng “Kèm theo …”")
    yield from form.canh(lines, "kem_theo", "Dòng “Kèm theo …”")
