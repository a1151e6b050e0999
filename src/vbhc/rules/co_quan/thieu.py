"""Văn bản không có tên cơ quan ban hành.

Tên cơ quan, tổ chức ban hành văn bản ở phía trên, bên trái trang đầu. Tệp chỉ có phụ lục, hay không nhận ra phần đầu,
thì không xét.

Sai: bên trái Quốc hiệu để trống
Đúng: tên cơ quan chủ quản, dưới là tên cơ quan ban hành
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, dau_trang

QUY_TAC = QuyTac("N30-02-2e", "Thiếu tên cơ quan", ("I.II.2a", "Đ8.2"), Severity.LOI, Sua.KHONG)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """No line of the head was recognised as the agency."""
    if not van_ban.tim("co_quan"):
        yield dau_trang.khong_co_dau(van_ban) or Loi(
            None, "Không có tên cơ quan ban hành", "Ghi tên cơ quan ở phía trên, bên trái", vi_tri="đầu văn bản"
        )
