"""Numbers with a point between thousands and a comma before decimals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel import Locale
from babel.numbers import parse_pattern
from hypothesis import given
from hypothesis import strategies as st

from vbhc.text import numbers


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4))
def test_what_is_printed_reads_back(value: Decimal) -> None:
    assert numbers.parse(numbers.viet(value)) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=3))
def test_a_number_is_printed_as_the_locale_has_it(value: Decimal) -> None:
    locale = Locale("vi")
    assert numbers.viet(value) == parse_pattern("#,##0.000").apply(abs(value) if value == 0 else value, locale)


@given(st.integers(-(10**40), 10**40))
def test_whole_numbers_of_any_length_read_back(value: int) -> None:
    printed = numbers.viet(Decimal(value))
    assert numbers.parse(printed) == value
    assert len(printed.lstrip("-").split(".")[0]) <= 3


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.234.567", "1234567"), ("1.234,50", "1234.50"), ("1234,5", "1234.5"), ("−12", "-12"), ("-12", "-12"),
        (" 1 234 ", "1234"), ("0,25", "0.25"), ("007", "7"),
        ("0,125", "0.125"), ("-0,001", "-0.001"), ("1\u00a0234\u00a0567,5", "1234567.5"), ("- 5", "-5"),
    ],
)  # fmt: skip
def test_the_vietnamese_way_of_writing(typed: str, value: str) -> None:
    assert numbers.parse(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["1,234", "12.5", "1,234.5", "1,234,567", "0.5", "1234.567"])
def test_what_two_readers_read_differently_is_refused(typed: str) -> None:
    with pytest.raises(numbers.BadNumber, match="hai cách"):
        numbers.parse(typed)


@pytest.mark.parametrize("typed", ["", "abc", "1.23.456", "12,", ",5", "1e3", "0x1F", "12 triệu", "--1", "1,2,3"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(numbers.BadNumber):
        numbers.parse(typed)


def test_zeros_given_are_kept_and_there_is_no_minus_zero() -> None:
    assert numbers.viet(Decimal("1234567.50")) == "1.234.567,50"
    assert numbers.viet(Decimal("-0.0")) == "0,0"
    assert numbers.viet(Decimal("-1234.5")) == "-1.234,5"


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
def test_a_float_is_the_number_a_person_sees(value: float) -> None:
    assert float(numbers.from_float(value)) == pytest.approx(value, rel=1e-14, abs=0)
    assert numbers.from_float(0.1 + 0.2) == Decimal("0.3")


@pytest.mark.parametrize("typed", ["12 13", "100\n200", "5\n6,5", "1500\n000", "1 23", "12 3456", "1 234 56"])
def test_two_numbers_are_never_one(typed: str) -> None:
    with pytest.raises(numbers.BadNumber):
        numbers.parse(typed)
