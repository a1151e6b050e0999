"""Ký hiệu người soạn thảo sai cỡ chữ hoặc kiểu chữ.

Ký hiệu người soạn thảo và số lượng bản phát hành: cỡ 11, kiểu chữ đứng, không đậm.

Sai: PL.(300) (cỡ 14, nghiêng)
Đúng: PL.(300) (cỡ 11, đứng)
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form

QUY_TAC = QuyTac(
    "N30-12-1a", "Kiểu chữ ký hiệu người soạn", ("I.III.3", "I.V"), Severity.CANH_BAO, Sua.AN_TOAN,
    frozenset({DINH_DANG}),
)  # fmt: skip


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Size, weight, slant."""
    yield from form.kieu_chu(van_ban.tim("nguoi_soan"), "nguoi_soan", "Ký hiệu người soạn")
