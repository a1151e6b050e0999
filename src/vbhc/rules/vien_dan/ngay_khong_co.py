"""Văn bản được viện dẫn ghi một ngày không có trong lịch.

Tháng 2 có 28 hoặc 29 ngày; tháng 4, 6, 9, 11 có 30 ngày; không có tháng 13.

Sai: Quyết định số 371/QĐ-UBND ngày 31/4/2026
Đúng: Quyết định số 371/QĐ-UBND ngày 30/4/2026
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.thoi_han import _ngay as lich

QUY_TAC = QuyTac("N30-06-3h", "Ngày viện dẫn không có", ("I.II.6b",), Severity.LOI, Sua.KHONG)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every citation with a date that the calendar does not have."""
    for v in van_ban.vien_dan:
        if v.ngay is None and v.ngay_chu:
            why = next((d.sai for d in lich.doc(v.ngay_chu) if d.sai), "")
            if why:
                name = f"{v.loai} số {v.so_ky_hieu}" if v.so_ky_hieu else f"{v.loai} {v.trich_yeu}"[:60]
                yield Loi(v.dong, f"{name} ghi {v.ngay_chu}: {why}", "Đối chiếu với văn bản gốc", trich=v.chu)
