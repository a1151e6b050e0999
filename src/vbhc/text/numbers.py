"""Numbers as Vietnamese offices write them: point between thousands, comma before decimals."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

_SPACED = re.compile(r"[+-]?[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"[+-]?\d+(?:,\d+)?")
_AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}(?:,\d{3})*|[+-]?\d+\.\d+|[+-]?\d{1,3}(?:,\d{3})+\.\d+")


class BadNumber(ValueError):
    """The text is not a number that can be read in one way only; the message is Vietnamese."""


def parse(text: str) -> Decimal:
    """Read `1.234.567`, `1 234 567`, `1234,5`, `-12`. Blanks elsewhere may part two numbers: nothing is joined.

    Raises:
        BadNumber: not a number, or one that two readers would read differently (`1,234`, `12.5`).
    """
    compact = re.sub(r"^([+-])[ \u00a0]", r"\1", text.strip().replace("−", "-"))
    if _SPACED.fullmatch(compact):
        compact = re.sub(r"\s", "", compact)
    if _THOUSANDS.fullmatch(compact):
        return Decimal(compact.replace(".", "").replace(",", "."))
    if _AMBIGUOUS.fullmatch(compact):
        raise BadNumber(f"“{text}” đọc được theo hai cách; ghi 1234,5 hoặc 1.234,5 (dấu phẩy trước phần lẻ)")
    if _PLAIN.fullmatch(compact):
        return Decimal(compact.replace(",", "."))
    raise BadNumber(f"“{text}” không phải là số")


def from_float(value: float) -> Decimal:
    """The number a person sees in a spreadsheet cell: 15 significant digits, as Excel keeps them."""
    return Decimal(f"{value:.15g}")


def viet(value: Decimal) -> str:
    """`1234567.5` → `1.234.567,5`; zeros at the end of the fraction are kept as given."""
    text = f"{value:,f}".translate(_signs())
    return text.removeprefix("-") if value == 0 else text


@cache
def _signs() -> dict[int, str]:
    """The signs of Python's numbers → those of the locale, which Babel knows (CLDR); loaded only for a number."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return str.maketrans({",": get_group_symbol("vi"), ".": get_decimal_symbol("vi")})
