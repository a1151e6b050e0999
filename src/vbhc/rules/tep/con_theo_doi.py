"""Tệp còn sửa đổi ở chế độ theo dõi (Track Changes).

Sửa đổi chưa chấp nhận hay từ chối có thể in ra hoặc lộ nội dung cũ khi gửi tệp.

Sai: gửi tệp còn 12 chỗ sửa đang theo dõi
Đúng: chấp nhận hoặc từ chối từng chỗ (Review - Accept/Reject) rồi gửi
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac("NHA-TEP-1", "Sửa đổi đang theo dõi", ("nha",), Severity.CANH_BAO, Sua.KHONG)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Insertions, deletions, moves and formats that are still tracked."""
    if van_ban.view.changes:
        yield Loi(None, f"Còn {van_ban.view.changes} chỗ sửa đang theo dõi (Track Changes)",
                  "Chấp nhận hoặc từ chối từng chỗ trước khi phát hành")  # fmt: skip
