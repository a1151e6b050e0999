"""Ngày ban hành không có trong lịch.

Ngày, tháng phải là ngày có thật: tháng 4 chỉ có 30 ngày, năm không nhuận thì tháng 2 có 28 ngày. Dự thảo để trống thì
xét phần đã ghi.

Sai: ngày 31 tháng 4 năm 2026
Đúng: ngày 30 tháng 4 năm 2026
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.dia_danh._doc import DongNgay, doc

QUY_TAC = QuyTac("N30-04-5", "Ngày có thật", ("I.II.4b",), Severity.LOI, Sua.KHONG)
_LEAP = 2024
_FIRST, _LAST = 1945, 2100


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Day, month and year as far as they are written."""
    for line in doc(van_ban):
        wrong = _wrong(line)
        if wrong:
            yield Loi(line.dong, wrong, "Ghi lại ngày, tháng, năm ban hành")


def _wrong(line: DongNgay) -> str:
    day, month, year = (line.gia_tri(k) for k in ("ngay", "thang", "nam"))
    if line.so("thang") and not 1 <= month <= 12:
        return f"Không có tháng {line.so('thang')}"
    if len(line.so("nam")) == 4 and not _FIRST <= year <= _LAST:
        return f"Năm {line.so('nam')} không hợp lý"
    if not line.so("ngay"):
        return ""
    known = year if len(line.so("nam")) == 4 else 0
    try:
        datetime.date(known or _LEAP, month or 1, day)
    except ValueError:
        where = (f" tháng {month}" if month else "") + (f" năm {known}" if known and month == 2 else "")
        return f"Không có ngày {line.so('ngay')}{where}"
    return ""
