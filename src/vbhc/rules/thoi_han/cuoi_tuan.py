"""Thời hạn rơi vào thứ Bảy hoặc Chủ nhật.

Không trái quy định, nhưng người nhận việc nộp vào ngày nghỉ; nên biết trước khi ký.

Sai: Hoàn thành ngày 15/11/2026 (Chủ nhật)
Đúng: Hoàn thành ngày 13/11/2026 (thứ Sáu)
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.thoi_han import _ngay as lich
from vbhc.text import dates

QUY_TAC = QuyTac("NHA-TH-4", "Hạn vào ngày nghỉ", ("nha",), Severity.THONG_TIN, Sua.KHONG)
_NGHI = {5: "thứ Bảy", 6: "Chủ nhật"}


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every deadline that sets tasks still to come."""
    if van_ban.loai in {"BC", "BB"}:
        return
    for han in lich.han(van_ban):
        if han.ca_ky:
            continue
        day = _NGHI.get(lich.ngay_cua(han).weekday())
        if day:
            yield Loi(han.dong, f"Hạn {dates.bang_so(han.ngay)} là {day}", "Cân nhắc chọn ngày làm việc", trich=han.chu)
