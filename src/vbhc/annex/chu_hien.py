"""What a sheet shows for a number or a date, told from its text: .ods files keep it beside the value."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal

from vbhc.annex.dinh_dang import la_dong

_THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?:[.,\s]\d{3})+(?!\d)")
_FRACTION = re.compile(r"[-−]?(?:(\d+) )?(\d+)/(\d+)")
_BESIDE = re.compile(r"[\w\s.,()₫–—−-]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_OF_DATES = frozenset({"ngày", "tháng", "năm", "thg", "giờ", "phút", "am", "pm", "sa", "ch", "t",
                       "thứ", "hai", "ba", "tư", "sáu", "bảy", "chủ", "nhật", "cn"})  # fmt: skip
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?")


def le_hien(value: Decimal, text: str) -> int:
    """How many decimals a sheet shows, told from the number and its text as shown; -1 when it cannot be told.

    More than 4 are left untold: a General format shows as many as there is room for.
    """
    digits = re.sub(r"\D", "", text)
    for le in range(5):
        shown = f"{abs(value).quantize(Decimal(1).scaleb(-le), ROUND_HALF_UP):f}".replace(".", "")
        if shown == digits:
            return le
    return -1


def nghin_hien(value: Decimal, text: str) -> bool:
    """Whether a sheet parts the thousands of a number."""
    return abs(value) >= 1000 and _THOUSANDS.search(text) is not None


def hien_khac(value: Decimal, text: str) -> bool:
    """Whether a text that a sheet shows for a number says something else: another number, or words or signs beside it.

    The đồng is no part of the number; neither is a zero shown as a dash, nor the way a number is written (`1/3`,
    `1,5E+06`) or rounded. A percentage is given as shown, without its sign.
    """
    words = re.sub(r"[^\w]|[\d_]", " ", text).lower().split()
    if words == ["e"]:
        return False
    if fraction := _FRACTION.fullmatch(text.strip()):
        whole, top, bottom = (int(part or 0) for part in fraction.groups())
        return not bottom or abs(whole + Decimal(top) / bottom - abs(value)) * 2 > Decimal(1) / bottom
    if text.strip() and not re.search(r"\d", text):
        return value != 0 or not la_dong(words)  # nothing of the number: a dash for zero
    if value > 0 and re.search(r"^\W*[-−(]|\d\s*[-−–]\s*\d", text):
        return True
    if not la_dong(words) or _BESIDE.sub("", text):
        return True
    if re.match(r"\D*0[\s.-]?\d", text) and abs(value) >= 1:  # filled up with zeros: a telephone, a code
        return True
    digits = re.sub(r"\D", "", text)
    kept = abs(value) * Decimal("1e-14")  # what 15 digits leave open
    return bool(digits) and not any(
        abs(Decimal(digits).scaleb(-le) - abs(value)) < max(Decimal(1).scaleb(-le), kept)
        for le in range(len(digits) + 1)
    )


def ngay_hien(moment: datetime.datetime, text: str) -> str | None:
    """What a sheet shows of a date: `ngày` all of it, `tháng` or `năm` no more than that; None for something else.

    A file may keep no text; then all of it is shown.
    """
    if not text.strip():
        return "ngày"
    month = _MONTHS[moment.month - 1]
    words = re.findall(r"[^\W\d_]+", text.lower())
    if not all(word in _OF_DATES or word[:3] in {month, *_WEEKDAYS} for word in words):
        return None
    shown = [int(digits) for digits in re.findall(r"\d+", _TIME.sub("", text))]
    shown += [moment.month for word in words if word[:3] == month]
    for year in (moment.year, moment.year % 100):
        parts = {"năm": [year], "tháng": [moment.month, year], "ngày": [moment.day, moment.month, year]}
        for kind, numbers in parts.items():
            if sorted(shown) == sorted(numbers):
                return kind
    return None
