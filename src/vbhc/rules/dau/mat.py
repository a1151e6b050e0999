"""Dấu chỉ độ mật dùng chữ khác quy định.

Có ba độ mật: TUYỆT MẬT, TỐI MẬT, MẬT.

Sai: BÍ MẬT
Đúng: MẬT
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.dau import _dau

QUY_TAC = QuyTac("N30-10-1b", "Chữ của dấu mật", ("I.III.2a",), Severity.LOI, Sua.KHONG)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The three wordings."""
    yield from _dau.loi_chu(van_ban, "do_mat", "Dấu chỉ độ mật")
