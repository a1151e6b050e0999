"""Trích yếu công văn sai cỡ chữ hoặc kiểu chữ.

Trích yếu công văn (V/v …) cỡ chữ 12 đến 13, kiểu chữ đứng, không đậm, không nghiêng.

Sai: V/v nâng bậc lương năm 2026 (nghiêng)
Đúng: V/v nâng bậc lương năm 2026 (đứng, cỡ 12)
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form

QUY_TAC = QuyTac(
    "N30-05-3", "Kiểu chữ trích yếu công văn", ("I.II.5b",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG})
)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Letters of every line of the component."""
    yield from form.kieu_chu(van_ban.tim("trich_yeu_cv"), "trich_yeu_cv", "Trích yếu công văn")
