"""Dưới tên cơ quan không có đường kẻ, hoặc kẻ không dài từ 1/3 đến 1/2 dòng chữ.

Dưới tên cơ quan ban hành có đường kẻ ngang, nét liền, dài từ 1/3 đến 1/2 dòng chữ, cân giữa. Kẻ bằng nét vẽ, viền
đoạn, gạch dưới đều được. Tên nhiều dòng: so với dòng dài nhất và ngắn nhất.

Sai: đường kẻ dài hết tên cơ quan
Đúng: đường kẻ khoảng 1/3 tên cơ quan, ở giữa
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, dau_trang, duong_ke

QUY_TAC = QuyTac(
    "N30-02-2b", "Đường kẻ dưới tên cơ quan", ("I.II.2b",), Severity.CANH_BAO, Sua.KHONG, frozenset({DINH_DANG})
)
_DAI = (1 / 3, 1 / 2)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The rule under the first stretch of the component."""
    lines = duong_ke.nhom_dau(van_ban.tim("co_quan"))
    if lines and dau_trang.co_dau(van_ban):
        yield from duong_ke.soat(van_ban, lines, "tên cơ quan", _DAI, "dài từ 1/3 đến 1/2 dòng chữ, cân giữa")
