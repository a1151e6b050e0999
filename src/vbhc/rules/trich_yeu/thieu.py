"""Văn bản có tên loại mà không có trích yếu.

Ngay dưới tên loại là trích yếu nội dung. Chỉ xét những loại mà mẫu của Phụ lục III có trích yếu; giấy giới thiệu,
giấy nghỉ phép, phiếu gửi … không có nên không xét.

Sai: KẾ HOẠCH, dưới là căn cứ ngay
Đúng: KẾ HOẠCH, dưới là “Rà soát dữ liệu chuyên ngành”
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc import norms
from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac("N30-05-2c", "Thiếu trích yếu", ("I.II.5b",), Severity.LOI, Sua.KHONG)
_NEED = frozenset({"NQ", "QĐ", "CT", "QC", "QyĐ", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "TTr"})


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """A title of a kind that has a subject, and no line of it."""
    title = van_ban.tim("ten_loai")
    if title and van_ban.loai in _NEED and not van_ban.tim("trich_yeu") and not van_ban.tim("trich_yeu_cv"):
        name = norms.ten_loai()[van_ban.loai]
        yield Loi(title[0], f"{name} không có trích yếu", "Ghi trích yếu nội dung ngay dưới tên loại")
