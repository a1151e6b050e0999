"""The cell of a number as a file writes it, by its number format: a date, a time, a percentage, or a number."""

from __future__ import annotations

import datetime
from decimal import Decimal, InvalidOperation

from vbhc.annex.dinh_dang import NGAY, DinhDang
from vbhc.annex.trang_tinh import O, gio
from vbhc.text import numbers

_CHUNG = DinhDang()


def hien_la(raw: str, la: str, vi_sao: str) -> O:
    """The fault of a number or date (`la`) that its sheet shows as something else."""
    return O(raw, f"ô ghi {la} mà {vi_sao}; đổi định dạng ô, rồi ghi đúng số, ngày hoặc chữ cần in")


def ngay_tu_so(serial: float, kieu: str, *, tu_1904: bool) -> O:
    """The cell of a serial number shown as a date or time.

    Days before 01/3/1900 are a fault: Excel counts a 29/02/1900 that never was, and an empty cell referred to
    shows as 00/01/1900.
    """
    if not -1e7 < serial < 1e7:
        return O(None, f"ô định dạng ngày giờ mà giá trị là {serial:.10g}; ghi lại ngày hoặc xoá ô")
    day, seconds = divmod(round(serial * 86_400), 86_400)
    if kieu not in NGAY:
        if serial < 0:
            return O(None, "ô ghi giờ âm")
        return O(gio(day * 86_400 + seconds, dem=kieu == "đếm giờ"))
    first, base = (0, datetime.date(1904, 1, 1)) if tu_1904 else (61, datetime.date(1899, 12, 30))
    if not first <= day <= 2_900_000:
        return O(
            None,
            f"ô định dạng ngày mà giá trị là {serial:.10g}, không thành ngày nào; ghi lại ngày hoặc xoá ô",
        )
    date = base + datetime.timedelta(days=day)
    if kieu in ("tháng", "năm"):  # the sheet shows no day: one that nobody wrote is not made up
        return O(f"{date.month:02}/{date.year}" if kieu == "tháng" else f"{date.year}")
    if not seconds or kieu == "ngày":
        return O(date)
    return O(datetime.datetime.combine(date, datetime.time()) + datetime.timedelta(seconds=seconds))


def o_so(raw: str, dang: DinhDang = _CHUNG, *, tu_1904: bool = False) -> O:
    """The cell of a number as a file writes it, with its format.

    More than 15 digits before the comma is a fault: spreadsheets keep 15 and show zeros for the rest.
    """
    try:
        if "_" in raw or not raw.isascii():  # Python reads 1_000 and the digits of other scripts, a spreadsheet none
            raise ValueError
        whole = len(raw) <= 15 and raw.removeprefix("-").isdecimal()
        value = Decimal(raw) if whole else numbers.from_float(float(raw))  # 7.0, as some programs write 7
    except (InvalidOperation, ValueError):
        return O(raw, f"ô ghi số mà nội dung là “{raw[:40]}”")
    if not value.is_finite() or (value and not -30 < value.adjusted() < 15):
        return O(
            raw,
            f"số {raw[:40]} vượt 15 chữ số mà bảng tính giữ được; ghi thành chữ (định dạng Text)",
        )
    kieu, value = dang.kieu, value or abs(value)
    sign = "-" if value < 0 else "+" if value else "0"
    if sign in dang.khi or (dang.chu_so and abs(value.scaleb(2 * (kieu == "%"))) < 10 ** (dang.chu_so - 1)):
        said = ngay_tu_so(float(value), kieu, tu_1904=tu_1904).gia_tri if kieu in NGAY else None
        shown = f"ngày {said:%d/%m/%Y}" if isinstance(said, datetime.date) else f"số {raw[:40]}"
        return hien_la(raw, shown, f"định dạng “{dang.la}” làm bảng tính hiện chữ khác")
    if kieu in ("", "%"):
        return O(value, phan_tram=kieu == "%", le=dang.le, nghin=dang.nghin, toi_da=dang.toi_da)
    if kieu.startswith("0"):  # 000: the sheet shows 7 as 007, a code
        whole = value >= 0 and value == value.to_integral_value()
        return O(f"{int(value):0{len(kieu)}}" if whole else value)
    return ngay_tu_so(float(value), kieu, tu_1904=tu_1904)
