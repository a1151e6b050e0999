"""Văn bản không có dòng số, ký hiệu.

Dưới tên cơ quan ban hành có dòng số, ký hiệu; dự thảo để trống số nhưng vẫn có dòng này. Giấy mời, giấy giới thiệu
cũng có số. Tệp chỉ có phụ lục, hay không nhận ra phần đầu, thì không xét.

Sai: dưới tên cơ quan không có gì
Đúng: Số:       /KH-SKHCN
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, dau_trang

QUY_TAC = QuyTac("N30-03-1d", "Thiếu số, ký hiệu", ("I.II.3c", "Đ8.2"), Severity.LOI, Sua.KHONG)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """No line of the head was recognised as the number."""
    if not van_ban.tim("so_ky_hieu"):
        yield dau_trang.khong_co_dau(van_ban) or Loi(
            None, "Không có dòng số, ký hiệu", "Thêm dòng “Số: …/…” dưới tên cơ quan", vi_tri="đầu văn bản"
        )
