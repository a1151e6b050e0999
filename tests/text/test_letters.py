"""One normal form, keys however they are typed, characters that may not be printed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbhc.text import letters


@pytest.mark.parametrize("typed", ["Trích yếu", "TRÍCH YẾU", "trich-yeu", "trich_yeu", " Trích  yếu ", "Đề/án"])
def test_a_key_is_the_same_composed_or_not(typed: str) -> None:
    forms = {letters.key_of(unicodedata.normalize(f, typed)) for f in ("NFC", "NFD", "NFKC", "NFKD")}
    assert forms == {"de_an" if "án" in typed else "trich_yeu"}


@given(st.text())
def test_a_key_is_ascii_and_made_once(text: str) -> None:
    key = letters.key_of(text)
    assert key.isascii()
    assert letters.key_of(key) == key


def test_the_nearest_name_is_named_and_nothing_when_nothing_is_near() -> None:
    assert letters.nearest("trich_yue", ["trich_yeu", "noi_nhan"]) == "trich_yeu"
    assert letters.nearest("Nơi nhân", ["trich_yeu", "noi_nhan"]) == "noi_nhan"
    assert letters.nearest("xxxxxxx", ["trich_yeu", "noi_nhan"]) is None
    assert letters.nearest("", []) is None


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\x00", "điều khiển"), ("\x0b", "điều khiển"), ("\x85", "điều khiển"), ("\u200b", "rộng 0"),
        ("\u00ad", "gạch nối mềm"), ("\ufeff", "BOM"), ("\u202e", "đổi chiều"), ("\u2066", "đổi chiều"),
        ("\u2028", "ngắt dòng"), ("\u2029", "ngắt đoạn"), ("\ud800", "nửa ký tự"), ("\uffff", "điều khiển"),
    ],
)  # fmt: skip
def test_a_character_that_changes_the_page_unseen_is_named_with_its_place(char: str, name: str) -> None:
    found = letters.forbidden_character(f"ab{char}c{char}")
    assert found is not None
    assert found[0] == 2
    assert name in found[1]
    assert f"U+{ord(char):04X}" in found[1]
    assert letters.forbidden_character(f"ab{char}c{char}", 3) == (4, found[1])


def test_vietnamese_in_either_form_and_ordinary_blanks_are_allowed() -> None:
    text = "Đề án “Công sở thân thiện” — 5 %\t\n\u00a0m² 😀"
    for form in ("NFC", "NFD"):
        assert letters.forbidden_character(unicodedata.normalize(form, text)) is None


@given(st.text(alphabet=st.characters(codec="utf-16", categories=("L", "M", "N", "P", "S", "Zs"))))
def test_letters_signs_and_blanks_are_never_forbidden(text: str) -> None:
    assert letters.forbidden_character(text) is None


def test_nothing_forbidden_is_printable() -> None:
    """So a printable text needs no search for what is forbidden; of what else is unfit, two letters are."""
    bad = [c for c in map(chr, range(0x110000)) if letters._BAD.match(c)]
    assert len(bad) > 2000
    assert not [c for c in bad if c.isprintable()]
    unfit = [c for c in map(chr, range(0x110000)) if letters.unfit_character(c)]
    assert len(unfit) > 100_000
    assert [c for c in unfit if c.isprintable()] == ["\ufffc", "\ufffd"]


@pytest.mark.parametrize(
    ("char", "name"),
    [("\ufffd", "hỏng khi đổi"), ("\ufffc", "hình dán"), ("\uf0b7", "riêng của một phông"), ("\u200b", "rộng 0")],
)
def test_what_no_drafter_means_to_print_is_named_with_its_place(char: str, name: str) -> None:
    first = [letters.unfit_character(text) for text in (f"ă{char}{char}", f"ă{char}\u200b", f"ă\u200b{char}")]
    assert [found[0] for found in first if found] == [1, 1, 1]
    found = letters.unfit_character(f"ab{char}c{char}")
    assert found is not None
    assert (found[0], name in found[1], f"U+{ord(char):04X}" in found[1]) == (2, True, True)
    assert letters.unfit_character(f"ab{char}c{char}", 3) == (4, found[1])
    assert letters.unfit_character(f"ab{char}c", 3) is None


@given(st.text(st.sampled_from("aZ9_ -.đĐế\u0301\u0323\u00e9\u3000ﬁ")))
def test_text_without_marks_is_the_same_by_the_short_way(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    assert letters.without_marks(text) == "".join(c for c in decomposed if not unicodedata.combining(c))
