"""What column types share: their context, their fault, and how a cell is read as text or number."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from vbhc.annex.trang_tinh import O
from vbhc.text import dates, numbers

_LEADING_ZERO = re.compile(r"[+-]?0\d*\.[\d.]*(?:,\d+)?")
_MAX_DIGITS = 24


class BadCell(ValueError):
    """A cell that its column cannot print; the message is Vietnamese and says what to write."""


@dataclass(frozen=True, slots=True)
class NguCanh:
    """What a column type may need beyond the cell: the agency's units, key → name."""

    don_vi: Mapping[str, str] = field(default_factory=dict)


def ngay_so(day: datetime.date) -> str:
    """`05/4/2026`."""
    return dates.bang_so(dates.Ngay(day.year, day.month, day.day))


def so_tron(value: Decimal) -> str:
    """A number without points between thousands, `91,97`: years and codes stay as the sheet shows them."""
    return f"{value:f}".replace(".", ",")


def phan_tram(value: Decimal, le: int = -1) -> str:
    """A ratio as a percentage: 0.25 → `25%`; zeros behind the comma go, unless a format fixes the decimals (`le`)."""
    shifted = value.scaleb(2)
    if le < 0:
        le = so_le(shifted.normalize())
    return numbers.viet(shifted.quantize(Decimal(1).scaleb(-le))) + "%"


def hien(o: O, number: Decimal) -> Decimal:
    """The number of a cell rounded as the sheet shows it, where its format fixes or limits the decimals."""
    le = o.le if o.le >= 0 else o.toi_da
    if le < 0 or (o.le < 0 and so_le(number) - 2 * o.phan_tram <= le):
        return number
    rounded = number.quantize(Decimal(1).scaleb(-le - 2 * o.phan_tram), ROUND_HALF_UP)
    if o.le < 0:
        rounded = Decimal(f"{rounded.normalize():f}")
    return rounded or abs(rounded)  # no "-0"


def so_le(number: Decimal) -> int:
    """How many decimals a number has."""
    return max(0, -int(number.as_tuple().exponent))


def chu(o: O) -> str:
    """The text of a cell, as a Vietnamese sheet shows it: `91,97`, `1.500.000`, `25%`, `05/4/2026`, `TRUE`."""
    value = o.gia_tri
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        seconds = f":{value.second:02}" if value.second else ""
        return f"{ngay_so(value)} {value:%H:%M}{seconds}"
    if isinstance(value, datetime.date):
        return ngay_so(value)
    value = hien(o, value)
    if o.phan_tram:
        return phan_tram(value, o.le)
    return numbers.viet(value) if o.nghin else so_tron(value)


def so(o: O) -> Decimal:
    """The number of a cell, or of a text that reads in one way only.

    Raises:
        BadCell: not a number, two readings (`1,234`, `12.5`, `0.500`), a percentage, or too long.
    """
    value = o.gia_tri
    if isinstance(value, Decimal):
        if o.phan_tram:
            raise BadCell(f"ô là phần trăm ({phan_tram(value)}); dùng kieu: phan_tram hoặc bỏ định dạng % của ô")
        number = value
    elif isinstance(value, str):
        if _LEADING_ZERO.fullmatch(value.strip()):
            raise BadCell(f"“{value}” đọc được theo hai cách; ghi phần lẻ sau dấu phẩy (0,5)")
        try:
            number = numbers.parse(value)
        except numbers.BadNumber as error:
            raise BadCell(str(error)) from None
    else:
        raise BadCell(f"“{chu(o)}” không phải là số")
    if len(number.as_tuple().digits) > _MAX_DIGITS or number.adjusted() > _MAX_DIGITS:
        raise BadCell(f"“{chu(o)[:40]}” có quá nhiều chữ số")
    return number
