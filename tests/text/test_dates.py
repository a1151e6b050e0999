"""Dates as the decree writes them; known in part or whole."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbhc.text import dates
from vbhc.text.dates import BadDate, Ngay

days = st.dates(datetime.date(1945, 1, 1), datetime.date(2100, 12, 31)).map(lambda d: Ngay(d.year, d.month, d.day))
known_in_part = st.one_of(
    days,
    days.map(lambda d: Ngay(d.nam, d.thang)),
    days.map(lambda d: Ngay(d.nam)),
    days.map(lambda d: Ngay(0, d.thang, d.ngay)),
)


@given(known_in_part)
def test_what_is_printed_reads_back(date: Ngay) -> None:
    assert dates.parse(dates.bang_so(date)) == date


@given(days)
def test_every_form_of_a_day_reads_the_same(date: Ngay) -> None:
    forms = [date.iso(), f"{date.nam}-{date.thang}-{date.ngay}", f"{date.ngay}/{date.thang}/{date.nam}"]
    forms += [f"{date.ngay}-{date.thang}-{date.nam}", f"{date.ngay}.{date.thang}.{date.nam}", dates.bang_chu(date)]
    assert {dates.parse(f) for f in forms} == {date}
    assert date.as_date() == datetime.date(date.nam, date.thang, date.ngay)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("2026-04-05", "ngày 05 tháng 4 năm 2026"),
        ("2026-2-10", "ngày 10 tháng 02 năm 2026"),
        ("1/1/2026", "ngày 01 tháng 01 năm 2026"),
        ("31/12/2026", "ngày 31 tháng 12 năm 2026"),
        ("2026-03", "ngày        tháng 3 năm 2026"),
        ("2026", "ngày        tháng        năm 2026"),
    ],
)
def test_zero_stands_before_days_under_10_and_months_1_and_2_only(typed: str, printed: str) -> None:
    assert dates.bang_chu(dates.parse(typed)) == printed


def test_months_3_to_9_have_no_zero() -> None:
    assert [dates.thang_so(m) for m in range(1, 13)] == [
        "01",
        "02",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "10",
        "11",
        "12",
    ]


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("2026-02-29", "tháng 2 năm 2026 không có ngày 29"), ("31/4", "tháng 4 không có ngày 31"),
        ("2026-13", "tháng 13"), ("2026-00", "tháng 0"), ("0/5/2026", "ngày 0"), ("1026-04-01", "1026"),
        ("31-04-2026", "không có ngày 31"), ("tháng tư", "không phải là ngày"), ("", "không phải là ngày"),
        ("2026-04-10T00:00", "không phải là ngày"), ("20260410", "không phải là ngày"),
    ],
)  # fmt: skip
def test_an_impossible_date_is_refused_with_the_reason(typed: str, named: str) -> None:
    with pytest.raises(BadDate, match=named):
        dates.parse(typed)


def test_29_february_of_some_year_is_a_day() -> None:
    assert dates.parse("29/02") == Ngay(0, 2, 29)
    assert dates.parse("29/02/2028").day_du


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_a_bad_date(text: str) -> None:
    try:
        date = dates.parse(text)
    except BadDate:
        return
    assert date.nam or date.thang
