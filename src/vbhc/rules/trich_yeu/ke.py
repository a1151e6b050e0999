"""Dưới trích yếu không có đường kẻ, hoặc kẻ không dài từ 1/3 đến 1/2 dòng chữ.

Dưới trích yếu có đường kẻ ngang, nét liền, dài từ 1/3 đến 1/2 dòng chữ, cân giữa. Kẻ bằng nét vẽ, viền đoạn, gạch
dưới đều được. Trích yếu nhiều dòng: so với dòng dài nhất và ngắn nhất.

Sai: không có đường kẻ dưới trích yếu
Đúng: đường kẻ khoảng 1/3 dòng trích yếu, ở giữa
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, duong_ke

QUY_TAC = QuyTac(
    "N30-05-2b", "Đường kẻ dưới trích yếu", ("I.II.5b",), Severity.CANH_BAO, Sua.KHONG, frozenset({DINH_DANG})
)
_DAI = (1 / 3, 1 / 2)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The rule under the first stretch of the component."""
    lines = duong_ke.nhom_dau(van_ban.tim("trich_yeu"))
    if lines:
        yield from duong_ke.soat(van_ban, lines, "trích yếu", _DAI, "dài từ 1/3 đến 1/2 dòng chữ, cân giữa")
