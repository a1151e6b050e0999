"""Văn bản không có dòng địa danh, ngày tháng.

Địa danh và thời gian ban hành đặt dưới Quốc hiệu, Tiêu ngữ, cùng dòng với số, ký hiệu; dự thảo để trống ngày nhưng
vẫn có dòng này. Biên bản không có dòng này (Mẫu 1.9) thì không xét; tệp chỉ có phụ lục, hay không nhận ra phần đầu,
cũng không xét.

Sai: dưới Tiêu ngữ không có gì
Đúng: Hải Phòng, ngày … tháng … năm 2026
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, dau_trang

QUY_TAC = QuyTac("N30-04-1c", "Thiếu địa danh, thời gian", ("I.II.4c", "Đ8.2"), Severity.LOI, Sua.KHONG)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """No line of the head was recognised as place and date."""
    if van_ban.loai == "BB":
        yield Khong("biên bản ghi thời gian, địa điểm trong nội dung, không bắt buộc có dòng này")
    elif not van_ban.tim("dia_danh"):
        yield dau_trang.khong_co_dau(van_ban) or Loi(
            None, "Không có địa danh, ngày tháng", "Thêm dòng “…, ngày … tháng … năm …” dưới Tiêu ngữ",
            vi_tri="đầu văn bản",
        )  # fmt: skip
