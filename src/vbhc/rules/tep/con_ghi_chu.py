"""Tệp còn ghi chú (Comment).

Ghi chú của người soạn, người duyệt không thuộc văn bản và có thể in ra hoặc gửi theo tệp.

Sai: gửi tệp còn 3 ghi chú
Đúng: xóa hết ghi chú (Review - Delete) rồi gửi
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac("NHA-TEP-2", "Ghi chú còn trong tệp", ("nha",), Severity.CANH_BAO, Sua.KHONG)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Comments anywhere in the file."""
    if van_ban.view.comments:
        yield Loi(None, f"Còn {van_ban.view.comments} ghi chú (Comment)", "Xóa các ghi chú trước khi phát hành")
