"""Marks inside a sentence."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbhc.text import inline
from vbhc.text.inline import Run

marked = st.text(alphabet="*^{}[]\\ ab5.,\n", max_size=40)


@given(st.one_of(st.text(), marked))
def test_escaped_text_prints_as_it_is(text: str) -> None:
    assert inline.plain(inline.escape(text)) == text
    assert inline.parse(inline.escape(text)).ho == ()


@given(st.one_of(st.text(), marked))
def test_the_words_alone_are_those_of_the_runs(text: str) -> None:
    assert inline.plain(text) == "".join(run.text for run in inline.parse(text).runs)


@given(marked)
def test_marks_take_away_marks_only(text: str) -> None:
    words = inline.plain(text)
    bare = [c for c in text if c not in "*^{}\\"]
    assert [c for c in words if c not in "*^{}\\"] == bare


@given(st.text(alphabet="abc ", min_size=1).filter(str.strip).map(str.strip), st.sampled_from(["*", "**", "***"]))
def test_a_marked_word_has_its_look(word: str, mark: str) -> None:
    assert inline.parse(f"{mark}{word}{mark}").runs == (Run(word, dam=len(mark) > 1, nghieng=len(mark) != 2),)


@pytest.mark.parametrize("text", ["5*3", "5 * 3", "* ghi chú", "a*b*c", "2**3", "m^2", "a_b", "[x]", "{x}", "5* và 6*"])
def test_signs_that_are_no_marks_stay(text: str) -> None:
    assert inline.plain(text) == text


@pytest.mark.parametrize(("text", "left"), [("**đậm", ("**",)), ("a *nghiêng", ("*",)), ("**a* b", ("**", "*"))])
def test_a_mark_left_open_is_named_and_printed(text: str, left: tuple[str, ...]) -> None:
    found = inline.parse(text)
    assert set(found.ho) <= set(left)
    assert found.ho
    assert "".join(r.text for r in found.runs) == text


def test_looks_nest_and_superscripts_keep_the_look_around_them() -> None:
    assert inline.parse("**a *b* c** m^{2}").runs == (
        Run("a ", dam=True), Run("b", dam=True, nghieng=True), Run(" c", dam=True), Run(" m"), Run("2", tren=True),
    )  # fmt: skip
    assert inline.parse("**m^{2}**").runs[1] == Run("2", dam=True, tren=True)


def test_capitals_keep_vietnamese_marks() -> None:
    assert inline.in_hoa((Run("ế ự đ", dam=True),)) == (Run("Ế Ự Đ", dam=True),)


@pytest.mark.parametrize(
    ("text", "prints"),
    [
        (r"\\maychu\chung", r"\\maychu\chung"), (r"a\\b", r"a\\b"), (r"C:\thư mục\*", r"C:\thư mục*"),
        (r"\\\*x", r"\*x"), (r"\\*x*", r"\x"), ("cuối\\", "cuối\\"),
    ],
)  # fmt: skip
def test_a_backslash_is_a_letter_where_no_mark_follows(text: str, prints: str) -> None:
    assert inline.plain(text) == prints


@pytest.mark.parametrize("text", ["*" * 50_000, "^{" * 50_000, "**a " * 20_000, "\\*" * 50_000, "\\" * 200_000])
def test_a_long_row_of_marks_takes_no_time(text: str) -> None:
    start = time.monotonic()
    inline.parse(text)
    assert time.monotonic() - start < 5


def test_a_superscript_left_open_is_named() -> None:
    assert inline.parse("m^{2").ho == ("^{",)
    assert inline.parse("m^{2} *x").ho == ("*",)
    assert inline.parse("m^{2} m\\^\\{3").ho == ()
    assert [run.text for run in inline.parse("m^{2").runs] == ["m^{2"]


@pytest.mark.parametrize(("text", "shown"), [
    ("1.000 m^{2}", "1.000 m²"), ("10^{-3} m^{3}", "10⁻³ m³"), ("triệu đồng", "triệu đồng"), ("\\*", "*"),
    ("**a**", "**a**"),
    ("x^{n}", "x^{n}"),
])  # fmt: skip
def test_where_there_is_one_look_raised_digits_are_letters(text: str, shown: str) -> None:
    assert inline.one_look(text) == shown
