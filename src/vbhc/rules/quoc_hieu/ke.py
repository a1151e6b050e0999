"""Dưới Tiêu ngữ không có đường kẻ, hoặc kẻ không dài bằng dòng chữ.

Dưới Tiêu ngữ có đường kẻ ngang, nét liền, dài bằng dòng chữ. Kẻ bằng nét vẽ, viền đoạn, gạch dưới đều được; chỉ đo
khi biết chắc độ dài, cho lệch một phần mười.

Sai: đường kẻ ngắn 3 cm ở giữa
Đúng: đường kẻ dài bằng dòng “Độc lập - Tự do - Hạnh phúc”
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, duong_ke

QUY_TAC = QuyTac(
    "N30-01-3", "Đường kẻ dưới Tiêu ngữ", ("I.II.1b",), Severity.CANH_BAO, Sua.KHONG, frozenset({DINH_DANG})
)
_DAI = (0.95, 1.05)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The rule under the first stretch of the component."""
    lines = duong_ke.nhom_dau(van_ban.tim("tieu_ngu"))
    if lines:
        yield from duong_ke.soat(van_ban, lines, "Tiêu ngữ", _DAI, "dài bằng dòng chữ")
