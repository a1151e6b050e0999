"""Dates as the decree writes them, known in part or whole (Phụ lục I, II.4b: zero before day < 10, month 1 and 2)."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

CHO_TRONG = "      "
"""The blank of a draft, wide enough to write a number in by hand."""

_FORMS = (
    re.compile(r"(?P<nam>\d{4})(?:-(?P<thang>\d{1,2})(?:-(?P<ngay>\d{1,2}))?)?"),
    re.compile(r"(?:(?:(?P<ngay>\d{1,2})/)?(?P<thang>\d{1,2})/)(?P<nam>\d{4})"),
    re.compile(r"(?P<ngay>\d{1,2})/(?P<thang>\d{1,2})"),
)


_WHOLE = re.compile(r"(?:ngày\s+)?(\d{1,2})(?:[-./]|\s+tháng\s+)(\d{1,2})(?:[-./]|\s+năm\s+)(\d{4})", re.IGNORECASE)


class BadDate(ValueError):
    """The text is not a date; the message is Vietnamese and says why."""


class NoDate(BadDate):
    """The text does not even look like one."""


@dataclass(frozen=True, slots=True)
class Ngay:
    """A date of which year, month or day may not be known yet (0 = not known)."""

    nam: int = 0
    thang: int = 0
    ngay: int = 0

    @property
    def day_du(self) -> bool:
        """Whether day, month and year are all known."""
        return bool(self.nam and self.thang and self.ngay)

    @property
    def co_that(self) -> bool:
        """Whether it is whole and a day of the calendar, in years that documents of today can bear."""
        if not self.day_du or not 1945 <= self.nam <= 2100:
            return False
        try:
            datetime.date(self.nam, self.thang, self.ngay)
        except ValueError:
            return False
        return True

    def as_date(self) -> datetime.date | None:
        """The calendar date, when it is whole."""
        return datetime.date(self.nam, self.thang, self.ngay) if self.day_du else None

    def iso(self) -> str:
        """What is known, sortable: `2026`, `2026-04`, `2026-04-10`, or empty."""
        if not self.nam:
            return ""
        return "-".join([f"{self.nam:04}", *(f"{x:02}" for x in (self.thang, self.ngay) if x)])


def parse(text: str) -> Ngay:
    """Read `2026`, `2026-04`, `2026-04-10`, `10/4/2026`, `4/2026` or `01/12` (a day of every year).

    A whole date may also be `10-4-2026`, `10.4.2026` or `ngày 10 tháng 4 năm 2026`.

    Raises:
        BadDate: no such day in the calendar.
        NoDate: not of these forms.
    """
    whole = _WHOLE.fullmatch(text.strip())
    text = "/".join(whole.groups()) if whole else text
    for form in _FORMS:
        found = form.fullmatch(text.strip())
        if not found:
            continue
        part = {k: int(v or 0) for k, v in found.groupdict().items()}
        date = Ngay(part.get("nam", 0), part.get("thang", 0), part.get("ngay", 0))
        if "nam" in part and not 1945 <= date.nam <= 2100:
            raise BadDate(f"năm {date.nam} không hợp lý")
        if found.groupdict().get("thang") is not None and not 1 <= date.thang <= 12:
            raise BadDate(f"không có tháng {date.thang}")
        if found.groupdict().get("ngay") is not None:
            try:
                datetime.date(date.nam or 2024, date.thang, date.ngay)  # 2024: 29/02 exists in some year
            except ValueError:
                where = f"tháng {date.thang}" + (f" năm {date.nam}" if date.nam else "")
                raise BadDate(f"{where} không có ngày {date.ngay}") from None
        return date
    raise NoDate(f"“{text}” không phải là ngày")


def ngay_so(ngay: int) -> str:
    """The day's digits: zero before days under 10."""
    return f"{ngay:02}"


def thang_so(thang: int) -> str:
    """The month's digits: zero before 1 and 2 only."""
    return f"{thang:02}" if thang < 3 else str(thang)


def bang_chu(date: Ngay) -> str:
    """`ngày 05 tháng 4 năm 2026`; what is not known yet is left blank."""
    ngay = ngay_so(date.ngay) if date.ngay else CHO_TRONG
    thang = thang_so(date.thang) if date.thang else CHO_TRONG
    nam = str(date.nam) if date.nam else CHO_TRONG
    return f"ngày {ngay} tháng {thang} năm {nam}"


def bang_so(date: Ngay) -> str:
    """`05/4/2026`, `4/2026`, `05/4` or `2026`: the short form inside a sentence."""
    parts = [
        ngay_so(date.ngay) if date.ngay else "",
        thang_so(date.thang) if date.thang else "",
        str(date.nam) if date.nam else "",
    ]
    return "/".join(p for p in parts if p)
