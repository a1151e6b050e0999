"""Chỉ dẫn về phạm vi lưu hành dùng chữ khác quy định.

Các chỉ dẫn về phạm vi lưu hành: XEM XONG TRẢ LẠI, LƯU HÀNH NỘI BỘ.

Sai: TÀI LIỆU NỘI BỘ
Đúng: LƯU HÀNH NỘI BỘ
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.dau import _dau

QUY_TAC = QuyTac("N30-10-1c", "Chữ của chỉ dẫn lưu hành", ("I.III.2c",), Severity.CANH_BAO, Sua.DE_XUAT)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The decree says “như”: others are not wrong by its letter, hence a warning."""
    yield from _dau.loi_chu(van_ban, "pham_vi", "Chỉ dẫn về phạm vi lưu hành")
