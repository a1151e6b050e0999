"""Văn bản không có tên loại.

Mọi văn bản hành chính trừ công văn đều ghi tên loại. Không có cả tên loại lẫn “V/v …” thì xem ký hiệu: ký hiệu mở đầu
bằng chữ viết tắt của một tên loại thì chắc chắn thiếu; còn lại không xét được.

Sai: Số: 05/KH-SKHCN nhưng không có dòng KẾ HOẠCH
Đúng: KẾ HOẠCH ở giữa trang, dưới là trích yếu
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc import norms
from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, dau_trang
from vbhc.rules.so_ky_hieu._doc import doc

QUY_TAC = QuyTac("N30-05-1b", "Thiếu tên loại", ("I.II.5b", "Đ8.2"), Severity.LOI, Sua.KHONG)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Neither a title nor the subject of a công văn."""
    if van_ban.tim("ten_loai") or van_ban.tim("trich_yeu_cv"):
        return
    unknown = dau_trang.khong_co_dau(van_ban)
    if unknown is not None:
        yield unknown
        return
    line = next(doc(van_ban), None)
    first, joined, _ = line.ky.strip().partition("-") if line is not None else ("", "", "")
    name = norms.ten_loai().get(first.strip())
    if name is None or not joined:
        yield Khong("không rõ là công văn hay văn bản có tên loại")
        return
    yield Loi(None, f"Ký hiệu ghi {first.strip()} nhưng không có tên loại", f"Ghi tên loại: {name.upper()}",
              vi_tri="đầu văn bản")  # fmt: skip
