"""Numbers and letters of headings, made and never trusted (Phụ lục I, II.6đ)."""

from __future__ import annotations

DIEM = "abcdđeghiklmnopqrstuvxy"
"""The letters of điểm in order: the Vietnamese alphabet without ă â ê ô ơ ư, and no f j w z (usage of the decree)."""

MOST_ROMAN = 3999
"""Beyond it a numeral has no agreed form."""

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def la_ma(n: int) -> str:
    """Roman numeral of 1 … `MOST_ROMAN`.

    Raises:
        ValueError: outside that range.
    """
    if not 1 <= n <= MOST_ROMAN:
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
