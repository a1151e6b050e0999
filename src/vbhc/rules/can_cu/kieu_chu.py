"""Căn cứ ban hành văn bản in sai cỡ chữ hoặc kiểu chữ.

Căn cứ in chữ thường, kiểu chữ nghiêng, cỡ 13 đến 14. Phần mở đầu sau căn cứ là lời văn, in chữ đứng.

Sai: Căn cứ Luật Tổ chức chính quyền địa phương …; (chữ đứng)
Đúng: Căn cứ Luật Tổ chức chính quyền địa phương …; (chữ nghiêng, cỡ 13 đến 14)
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form, loi_van

QUY_TAC = QuyTac(
    "N30-06-1a", "Kiểu chữ của căn cứ", ("I.II.6a",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG})
)  # fmt: skip


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every line of the preamble."""
    lines = [dong for entry in loi_van.can_cu(van_ban) for dong in entry]
    yield from form.kieu_chu(lines, "can_cu", "Căn cứ")
