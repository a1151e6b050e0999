"""Numbers in words: what an independent writer spells reads back, and what can be read in two ways is not read."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelling import DIGITS, picker, three, write
from vbhc.text import spelled


@given(
    st.one_of(st.integers(0, 2000), st.integers(0, 10**15 - 1), st.integers(0, 10**6).map(lambda n: n * 10**6)),
    st.data(),
)
def test_what_is_spelled_reads_back(number: int, data: st.DataObject) -> None:
    pick = picker(data)
    text = write(number, pick)
    for form in ("NFC", "NFD"):
        shown = unicodedata.normalize(form, pick(text, text.capitalize(), text.upper(), f"{text} chẵn"))
        assert spelled.read(shown) == number, shown


@given(
    st.integers(0, 999),
    st.integers(0, 999),
    st.sampled_from([(0, ""), (6, " triệu"), (9, " tỷ"), (12, " nghìn tỷ")]),
    st.data(),
)
def test_a_fraction_reads_back(whole: int, part: int, scale: tuple[int, str], data: st.DataObject) -> None:
    pick = picker(data)
    digits = f"{part:03}".rstrip("0") or "0"
    ways = [" ".join(DIGITS[int(d)] for d in digits)]
    if part > 9 and len(digits) == 2 and digits[0] != "0" and digits != "10":
        ways.append(three(f"0{digits}", pick, first=True))
    if len(digits) == 3 and not scale[0]:
        ways.append(three(digits, pick, first=False))
    text = f"{three(f'{whole:03}', pick, first=True)} {pick('phẩy', 'phảy')} {pick(*ways)}{scale[1]}"
    assert spelled.read(text) == Decimal(f"{whole}.{digits}").scaleb(scale[0]), text


@given(st.lists(st.sampled_from([*spelled.WORD.split("|"), "chẵn", "đồng", "nghìn,", ""]), max_size=12))
def test_whatever_is_read_has_one_spelling_that_reads_the_same(words: list[str]) -> None:
    value = spelled.read(" ".join(words))
    if value is not None:
        assert value >= 0
        assert "đồng" not in words
        if value == value.to_integral_value() and value < 10**15:
            assert spelled.read(write(int(value), lambda *ways: ways[0])) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Mười hai tỷ năm trăm bốn mươi triệu", "12540000000"),
        ("mười hai nghìn bốn trăm năm mươi triệu", "12450000000"),
        ("một nghìn hai trăm tỷ", "1200000000000"),
        ("hai triệu rưỡi", "2500000"), ("một trăm rưỡi", "150"), ("mười lăm tỷ rưỡi", "15500000000"),
        ("hai lăm", "25"), ("một trăm hai lăm", "125"), ("ba mốt", "31"), ("chín tư", "94"), ("hai mươi mốt", "21"),
        ("hai nghìn linh năm", "2005"), ("hai nghìn không trăm lẻ năm", "2005"), ("hai nghìn mười lăm", "2015"),
        ("một trăm linh tư", "104"), ("bẩy mươi", "70"), ("hai mươi năm triệu", "25000000"),
        ("không phẩy bảy lăm", "0.75"), ("không phẩy không năm", "0.05"), ("mười hai phẩy bốn lăm tỷ", "12450000000"),
        ("hai phẩy không trăm linh năm", "2.005"), ("một phẩy không", "1"), ("không", "0"),
        ("không trăm linh một triệu không trăm tám mươi nghìn", "1080000"),  # as some programs write it
        ("  một \u00a0trăm\tnghìn,  chẵn ", "100000"),
    ],
)  # fmt: skip
def test_the_ways_in_use(text: str, value: str) -> None:
    assert spelled.read(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "", "chẵn", "đồng", "nhiều", "ba đồng", "thứ ba", "tư", "lăm", "mốt", "mươi", "trăm", "nghìn", "rưỡi", "phẩy",
        "năm ba", "ba bốn", "năm mười lăm", "hai mười lăm", "một mươi", "không mươi", "một chục", "một vạn",
        "mười năm", "hai mươi năm", "năm năm", "ba năm",
        "hai nghìn năm", "hai triệu hai", "một trăm hai", "hai nghìn hai lăm", "một tỷ hai mốt",
        "tỷ rưỡi", "một nghìn tỷ rưỡi", "hai rưỡi", "mười rưỡi", "hai trăm rưỡi triệu",
        "hai tỷ tỷ", "một nghìn hai triệu ba triệu", "một tỷ hai nghìn ba trăm triệu", "không triệu", "linh năm",
        "hai phẩy", "phẩy năm", "hai phẩy năm phẩy ba", "hai phẩy năm trăm triệu", "hai phẩy mười năm", "một phần hai",
        "hai, ba", "một trăm, linh hai", "hai-lăm", "hai. lăm", "hai 5", "muời hai", "âm năm", "một " * 100,
        "hai phẩy " + "năm " * 30,
    ],
)  # fmt: skip
def test_what_is_no_number_or_can_be_read_in_two_ways_is_not_read(text: str) -> None:
    assert spelled.read(text) is None
