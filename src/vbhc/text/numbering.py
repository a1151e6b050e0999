"""Numbers and letters of headings, made and never trusted (Phụ lục I, II.6đ)."""

from __future__ import annotations

DIEM = "abcdđeghiklmnopqrstuvxy"
"""The letters of điểm in order: the Vietnamese alphabet without ă â ê ô ơ ư, and no f j w z (usage of the decree)."""

_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def la_ma(n: int) -> str:
    """Roman numeral of 1 … 399.

    Raises:
        ValueError: outside that range.
    """
    if not 1 <= n <= 399:
        raise ValueError(n)
    out = ""
    for value, letters in _ROMAN:
        while n >= value:
            out += letters
            n -= value
    return out


def chu_diem(n: int) -> str:
    """The letter of the n-th điểm, from 1.

    Raises:
        ValueError: the alphabet has no such letter; the decree gives no way on (split the khoản).
    """
    if not 1 <= n <= len(DIEM):
        raise ValueError(n)
    return DIEM[n - 1]


def so_co_khong(n: int) -> str:
    """An ordinal of a document: zero before numbers under 10 (Phụ lục I, II.3c)."""
    return f"{n:02}"
