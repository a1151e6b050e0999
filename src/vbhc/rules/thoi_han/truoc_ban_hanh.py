"""Thời hạn giao việc đã qua khi văn bản ban hành.

Việc giao trong văn bản không thể có hạn trước ngày ban hành: hạn gõ sai, hoặc lấy từ văn bản năm trước. Chỉ xét câu
giao hạn (hoàn thành, gửi, tổ chức … trước ngày …) và cột thời hạn của bảng; không xét báo cáo, biên bản.

Sai: Kế hoạch ngày 09/3/2026 có “Gửi về Văn phòng Sở trước ngày 15/02/2026”
Đúng: Gửi về Văn phòng Sở trước ngày 15/4/2026
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import NGAY, BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.thoi_han import _ngay as lich
from vbhc.text import dates

QUY_TAC = QuyTac("NHA-TH-2", "Hạn trước ngày ban hành", ("nha",), Severity.CANH_BAO, Sua.KHONG, frozenset({NGAY}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every deadline against the date of issue."""
    own = van_ban.ngay
    if own is None or van_ban.loai in lich.KE_LAI:
        return
    for han in lich.han(van_ban):
        if han.ngay.iso() < own.iso():
            yield Loi(
                han.dong,
                f"Hạn {lich.goi(han)} trước ngày ban hành {dates.bang_so(own)}",
                "Ghi lại thời hạn, hoặc bỏ việc đã qua",
                trich=han.chu,
            )
