"""What a number cell means by its number format: a date, a time, a percentage, or a number."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal, InvalidOperation

from vbhc.annex.trang_tinh import O, gio
from vbhc.text import numbers

_BUILT_IN = (
    dict.fromkeys((9, 10), "%")
    | dict.fromkeys((14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59)), "ngày")
    | dict.fromkeys((18, 19, 20, 21, 45, 47), "giờ")
    | {46: "đếm giờ"}
)
_LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


def dinh_dang(so: int, ma: str | None) -> str:
    """The kind of a number format: `%`, `ngày` (time or not), `giờ`, `đếm giờ`, `000` or "" (number).

    Args:
        so: the format's number; the built-in ones have no code in the file (ISO/IEC 29500-1 §18.8.30).
        ma: the format's code, where the file gives one.
    """
    if ma is None:
        return str(_BUILT_IN.get(so, ""))
    code = _LITERAL.sub("", ma).split(";")[0].lower()
    if "%" in code:
        return "%"
    if re.fullmatch("0{2,}", code):
        return code
    if "general" in code or "@" in code:
        return ""
    if re.search(r"\[[hms]", code):
        return "đếm giờ"
    if re.search(r"[yd]", code):
        return "ngày"
    if re.search(r"[hs]", code):
        return "giờ"
    return "ngày" if "m" in code else ""


def ngay_tu_so(serial: float, kieu: str, *, tu_1904: bool) -> O:
    """The cell of a serial number shown as a date or time.

    Days before 01/3/1900 are a fault: Excel counts a 29/02/1900 that never was, and an empty cell referred to
    shows as 00/01/1900.
    """
    if not -1e7 < serial < 1e7:
        return O(None, f"ô định dạng ngày giờ mà giá trị là {serial:.10g}; ghi lại ngày hoặc xoá ô")
    day, seconds = divmod(round(serial * 86_400), 86_400)
    if kieu != "ngày":
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
    if not seconds:
        return O(date)
    return O(datetime.datetime.combine(date, datetime.time()) + datetime.timedelta(seconds=seconds))


def o_so(raw: str, kieu: str = "", *, tu_1904: bool = False) -> O:
    """The cell of a number as a file writes it, with the kind of its format.

    More than 15 digits before the comma is a fault: spreadsheets keep 15 and show zeros for the rest.
    """
    try:
        value = Decimal(raw) if len(raw) <= 15 else numbers.from_float(float(raw))
    except (InvalidOperation, ValueError):
        return O(raw, f"ô ghi số mà nội dung là “{raw[:40]}”")
    if not value.is_finite() or (value and not -30 < value.adjusted() < 15):
        return O(
            raw,
            f"số {raw[:40]} vượt 15 chữ số mà bảng tính giữ được; ghi thành chữ (định dạng Text)",
        )
    if kieu == "%":
        return O(value, phan_tram=True)
    if kieu.startswith("0"):  # 000: the sheet shows 7 as 007, a code
        whole = value >= 0 and value == value.to_integral_value()
        return O(f"{int(value):0{len(kieu)}}" if whole else value)
    return ngay_tu_so(float(value), kieu, tu_1904=tu_1904) if kieu else O(value)
