"""Dates: a date cell, or a text of the forms drafters type (`10/4/2026`, `4/2026`, `2026`, `01/12`)."""

from __future__ import annotations

import datetime

from vbhc.annex import o_in
from vbhc.annex.o_in import BadCell, NguCanh
from vbhc.annex.trang_tinh import O
from vbhc.model.phu_luc import Canh
from vbhc.text import dates

KIEU = "ngay"
MO_TA = "Ngày, tháng, năm"
CANH = Canh.GIUA


def in_o(o: O, ngu_canh: NguCanh) -> str:
    """`05/4/2026`, `4/2026`. BadCell: no such day, or a time of day that would be lost."""
    del ngu_canh
    value = o.gia_tri
    if isinstance(value, datetime.datetime):
        raise BadCell(f"ô có cả giờ ({o_in.chu(o)}); bỏ phần giờ, hoặc dùng kieu: chu")
    if isinstance(value, datetime.date):
        return o_in.ngay_so(value)
    try:
        return dates.bang_so(dates.parse(o_in.chu(o)))
    except dates.BadDate as error:
        raise BadCell(f"{error}; ghi 10/4/2026, 4/2026 hoặc 2026") from None
