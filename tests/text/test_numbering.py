"""Numbers and letters of headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbhc.text import numbering

VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def test_letters_are_the_vietnamese_alphabet_without_f_j_w_z() -> None:
    letters = "".join(numbering.chu_diem(n) for n in range(1, len(numbering.DIEM) + 1))
    assert letters == "abcdđeghiklmnopqrstuvxy"
    assert not set(letters) & set("fjwzăâêôơư")


@pytest.mark.parametrize("n", [0, -1, 24])
def test_there_is_no_letter_beyond_the_alphabet(n: int) -> None:
    with pytest.raises(ValueError):
        numbering.chu_diem(n)


@given(st.integers(1, numbering.MOST_ROMAN))
def test_roman_numerals_say_their_number(n: int) -> None:
    roman = numbering.la_ma(n)
    values = [VALUES[c] for c in roman]
    assert sum(-v if v < max(values[i:]) else v for i, v in enumerate(values)) == n
    assert not any(c * 4 in roman for c in "IXCM")
    assert not any(c * 2 in roman for c in "VLD")


def test_roman_numerals_of_a_document() -> None:
    assert [numbering.la_ma(n) for n in (1, 4, 9, 14, 40, 99, 400, 1949)] == [
        "I",
        "IV",
        "IX",
        "XIV",
        "XL",
        "XCIX",
        "CD",
        "MCMXLIX",
    ]
    for n in (0, 4000):
        with pytest.raises(ValueError):
            numbering.la_ma(n)


def test_zero_before_numbers_under_10() -> None:
    assert [numbering.so_co_khong(n) for n in (1, 9, 10, 1413)] == ["01", "09", "10", "1413"]
