"""What a number cell means by its number format: a date, a time, a percentage, or a number."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NamedTuple

from vbhc.annex.trang_tinh import O, gio
from vbhc.text import numbers

_BUILT_IN = (
    dict.fromkeys((9, 10), "%")
    | {17: "tháng"}
    | dict.fromkeys((14, 15, 16, 22, *range(27, 32), 36, *range(50, 59)), "ngày")
    | dict.fromkeys((18, 19, 20, 21, 45, 47), "giờ")
    | {46: "đếm giờ"}
)
_BUILT_IN_LE = dict.fromkeys((1, 3, 5, 6, 9, 37, 38, 41, 42), 0) | dict.fromkeys((2, 4, 7, 8, 10, 39, 40, 43, 44), 2)
_MAX_LE = 10
_FIXED = re.compile(r"[^#0?.,e/%]*[#0?,]*[#0?](?:\.(0+))?[^#0?.,e/]*")
_LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


_WORDS = re.compile(r'"([^"]*)"|\\(.)')
_CURRENCY = frozenset(
    {*"đð₫$€£¥", "đồng", "vnđ", "vnð", "vnd", "vn", "việt", "nam", "us", "usd", "eur", "jpy", "cny", "gbp", "chf",
     "sgd", "aud", "krw", "thb", "lak"}
)  # fmt: skip
_SCALED = re.compile(r"[#0?],+(?=[^#0?,]*(?:\.|$))")
_CONDITION = re.compile(r"\[[<>=]")


class DinhDang(NamedTuple):
    """A number format: its kind, and how many decimals it fixes (-1: none; General keeps what the number has).

    Kinds: `%`, `ngày` (time or not), `tháng` (no day), `năm`, `giờ`, `đếm giờ`, `000` or "" (number). `la` is the code
    of a format that shows something else than the number: in thousands, with words, by a condition, or not at all.
    """

    kieu: str = ""
    le: int = -1
    la: str = ""


_CHUNG = DinhDang()
_NGAY = ("ngày", "tháng", "năm")


def dinh_dang(so: int, ma: str | None) -> DinhDang:
    """The meaning of a number format.

    Args:
        so: the format's number; the built-in ones have no code in the file (ISO/IEC 29500-1 §18.8.30).
        ma: the format's code, where the file gives one.
    """
    if ma is None:
        return DinhDang(_BUILT_IN.get(so, ""), _BUILT_IN_LE.get(so, -1))
    code = _LITERAL.sub("", ma).split(";")[0].lower()
    kind = _kieu(code)
    fixed = _FIXED.fullmatch(code) if kind in ("", "%") else None
    strange = kind in ("", "%") and _shows_otherwise(ma, code)
    return DinhDang(kind, min(len(fixed[1] or ""), _MAX_LE) if fixed else -1, ma[:40] if strange else "")


def _shows_otherwise(ma: str, code: str) -> bool:
    """Whether a format shows something else than the number; a currency beside it is no part of the number.

    Args:
        ma: the whole code.
        code: its section for positive numbers without literals, in small letters.
    """
    if not re.search(r"[#0?@]|general", code) and not _CONDITION.search(ma):
        return True
    sections = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', ma)
    for section in sections if _CONDITION.search(ma) else sections[:1]:
        words = " ".join(quoted or escaped for quoted, escaped in _WORDS.findall(section))
        if _SCALED.search(_LITERAL.sub("", section)) or not _is_currency(re.findall(r"[^\W\d_]+|\d+", words.lower())):
            return True
    return False


def _kieu(code: str) -> str:
    if "%" in code:
        return "%"
    if re.fullmatch("0{2,}", code):
        return code
    if "general" in code or "@" in code:
        return ""
    if re.search(r"\[[hms]", code):
        return "đếm giờ"
    if re.search(r"[yd]", code):
        return "ngày" if "d" in code else "tháng" if "m" in code else "năm"
    if re.search(r"[hs]", code):
        return "giờ"
    return "ngày" if "m" in code else ""


def hien_la(raw: str, vi_sao: str) -> O:
    """The fault of a number that its sheet shows as something else."""
    return O(raw, f"ô ghi số {raw[:40]} mà {vi_sao}; đổi định dạng ô, rồi ghi đúng số hoặc chữ cần in")


def ngay_tu_so(serial: float, kieu: str, *, tu_1904: bool) -> O:
    """The cell of a serial number shown as a date or time.

    Days before 01/3/1900 are a fault: Excel counts a 29/02/1900 that never was, and an empty cell referred to
    shows as 00/01/1900.
    """
    if not -1e7 < serial < 1e7:
        return O(None, f"ô định dạng ngày giờ mà giá trị là {serial:.10g}; ghi lại ngày hoặc xoá ô")
    day, seconds = divmod(round(serial * 86_400), 86_400)
    if kieu not in _NGAY:
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
    if kieu != "ngày":  # the sheet shows no day: one that nobody wrote is not made up
        return O(f"{date.month:02}/{date.year}" if kieu == "tháng" else f"{date.year}")
    if not seconds:
        return O(date)
    return O(datetime.datetime.combine(date, datetime.time()) + datetime.timedelta(seconds=seconds))


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


def hien_khac(value: Decimal, text: str) -> bool:
    """Whether a text that a sheet shows for a number says something else: another number, or words beside it.

    A currency is no part of the number; neither is a zero shown as a dash, nor the way a number is written (`1/3`,
    `1,5E+06`) or rounded.
    """
    words = re.sub(r"[^\w]|[\d_]", " ", text).lower().split()
    if words == ["e"] or "/" in text:
        return False
    if words and not _is_currency(words):
        return True
    digits = re.sub(r"\D", "", text)
    kept = abs(value) * Decimal("1e-14")  # what 15 digits leave open
    return bool(digits) and not any(
        abs(Decimal(digits).scaleb(-le) - abs(value)) < max(Decimal(1).scaleb(-le), kept)
        for le in range(len(digits) + 1)
    )


def _is_currency(words: Iterable[str]) -> bool:
    return all(word in _CURRENCY for word in words)


def o_so(raw: str, dang: DinhDang = _CHUNG, *, tu_1904: bool = False) -> O:
    """The cell of a number as a file writes it, with its format.

    More than 15 digits before the comma is a fault: spreadsheets keep 15 and show zeros for the rest.
    """
    try:
        if "_" in raw or not raw.isascii():  # Python reads 1_000 and the digits of other scripts, a spreadsheet none
            raise ValueError
        value = Decimal(raw) if len(raw) <= 15 else numbers.from_float(float(raw))
    except (InvalidOperation, ValueError):
        return O(raw, f"ô ghi số mà nội dung là “{raw[:40]}”")
    if not value.is_finite() or (value and not -30 < value.adjusted() < 15):
        return O(
            raw,
            f"số {raw[:40]} vượt 15 chữ số mà bảng tính giữ được; ghi thành chữ (định dạng Text)",
        )
    kieu = dang.kieu
    if dang.la:
        return hien_la(raw, f"định dạng “{dang.la}” làm bảng tính hiện chữ khác")
    if kieu in ("", "%"):
        return O(value, phan_tram=kieu == "%", le=dang.le)
    if kieu.startswith("0"):  # 000: the sheet shows 7 as 007, a code
        whole = value >= 0 and value == value.to_integral_value()
        return O(f"{int(value):0{len(kieu)}}" if whole else value)
    return ngay_tu_so(float(value), kieu, tu_1904=tu_1904)
