"""Trích yếu công văn không canh giữa.

Trích yếu công văn canh giữa dưới số, ký hiệu. Dòng đặt bằng dấu Tab hay dấu cách thì không xét được chỗ in.

Sai: V/v … canh trái
Đúng: V/v … canh giữa dưới số, ký hiệu
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form

QUY_TAC = QuyTac(
    "N30-05-3a", "Canh giữa trích yếu công văn", ("I.II.5b",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG})
)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Alignment of every line of the component."""
    yield from form.canh(van_ban.tim("trich_yeu_cv"), "trich_yeu_cv", "Trích yếu công văn")
