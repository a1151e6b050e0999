"""Widths in Times New Roman, and lines."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbhc import norms
from vbhc.text import measure
from vbhc.text.measure import Face

QUOC_HIEU = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
WORDS = ["Kế", "hoạch", "triển", "khai", "thực", "hiện", "cải", "cách", "hành", "chính", "“Công", "sở”", "2026"]
words = st.lists(st.sampled_from(WORDS), min_size=1)
sentences = words.map(" ".join)
faces = st.builds(Face, st.sampled_from([11.0, 13.0, 14.0]), st.booleans(), st.booleans())
limits = st.floats(40, 160)


def test_the_national_name_has_its_known_width_and_fits_its_cell() -> None:
    width = measure.width(QUOC_HIEU, Face(13, dam=True))
    assert width == pytest.approx(95.7, abs=0.1)
    assert width < norms.trang()["o_dau"]["phai"]
    assert measure.width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Face(12, dam=True)) == pytest.approx(88.3, abs=0.1)
    assert measure.width("Độc lập - Tự do - Hạnh phúc", Face(14, dam=True)) == pytest.approx(60.5, abs=0.1)
    assert measure.width("Hà Nội, ngày 05 tháng 01 năm 2026", Face(14, nghieng=True)) == pytest.approx(72.2, abs=0.1)


@pytest.mark.parametrize("dam", [False, True])
@pytest.mark.parametrize("nghieng", [False, True])
def test_all_digits_are_equally_wide(dam: bool, nghieng: bool) -> None:
    """Columns are measured with one number for all of the same shape."""
    assert len({measure.width(digit, Face(13, dam, nghieng)) for digit in "0123456789"}) == 1


@given(sentences, faces)
def test_width_grows_with_size_and_adds_up(text: str, face: Face) -> None:
    whole = measure.width(text, face)
    assert whole == pytest.approx(sum(measure.width(c, face) for c in text))
    assert measure.width(text, Face(face.co * 2, face.dam, face.nghieng)) == pytest.approx(whole * 2)


@given(sentences, faces, limits)
def test_lines_keep_the_words_and_the_limit(text: str, face: Face, limit: float) -> None:
    for lines in (measure.wrap(text, face, limit), measure.even(text, face, limit)[0]):
        assert " ".join(lines) == text
        assert all(measure.width(line, face) <= limit for line in lines)


@given(sentences, faces, limits)
def test_even_lines_are_as_many_and_come_out_of_greedy_breaking(text: str, face: Face, limit: float) -> None:
    plain, (even, room) = measure.wrap(text, face, limit), measure.even(text, face, limit)
    assert len(even) == len(plain)
    assert room <= limit
    assert measure.wrap(text, face, room) == even


@given(sentences, faces, limits, st.lists(st.sampled_from(["Công sở", "hành chính", "triển khai"]), max_size=3))
def test_words_of_two_syllables_cost_no_line(text: str, face: Face, limit: float, whole: list[str]) -> None:
    lines, room = measure.even(text, face, limit, re.compile("|".join(whole)) if whole else None)
    assert len(lines) == len(measure.wrap(text, face, limit))
    assert measure.wrap(text, face, room) == lines


def test_a_lone_word_on_the_last_line_gets_company() -> None:
    text = "Triển khai thực hiện Bộ tiêu chí Công sở thân thiện tại Sở Khoa học và Công nghệ thành phố"
    face = Face(14, dam=True)
    limit = measure.width(text.rsplit(" ", 1)[0], face) + 1
    assert measure.wrap(text, face, limit)[1] == "phố"
    assert len(measure.even(text, face, limit)[0][1].split()) > 4


def test_a_word_is_not_split_when_it_can_be_helped() -> None:
    text, face = "Kế hoạch tuyên truyền cải cách hành chính năm 2026 của Sở Khoa học và Công nghệ", Face(14, dam=True)
    limit = measure.width("Kế hoạch tuyên truyền cải cách hành chính năm 2026 của Sở Khoa", face)
    lines, _ = measure.even(text, face, limit, re.compile("khoa học|hành chính|cải cách", re.IGNORECASE))
    assert not lines[0].endswith(("Khoa", "hành", "cải"))


def test_one_word_wider_than_the_limit_stands_alone() -> None:
    assert measure.wrap("a WWWWWWWWWW b", Face(14), 10) == ["a", "WWWWWWWWWW", "b"]
    assert measure.wrap("", Face(14), 10) == measure.even("", Face(14), 10)[0] == []
    assert measure.wrap("a b\nc", Face(14), 100) == ["a b", "c"]
    assert measure.wrap("a\u00a0b c", Face(14), 1) == ["a\u00a0b", "c"]


def test_what_may_not_be_split_is_glued_and_nothing_else() -> None:
    text = "(Kèm theo Báo cáo số       /BC-SKHCN ngày        tháng 11 năm 2026 của Sở Khoa học và Công nghệ)"
    face = Face(14, nghieng=True)
    for limit in range(60, 165, 5):
        glued, lines, room = measure.unsplit(text, face, limit, norms.khong_tach())
        assert glued.replace(measure.NO_BREAK, " ") == text
        assert measure.wrap(glued, face, room) == lines
        if limit >= 100:
            assert any("tháng 11 năm 2026" in line.replace(measure.NO_BREAK, " ") for line in lines), lines


@pytest.mark.parametrize(
    ("text", "limit", "whole"),
    [
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH", 72, "HỒ CHÍ MINH"),
        ("Phát động phong trào thi đua yêu nước tại tỉnh giai đoạn 2026 - 2030", 140, "2026 - 2030"),
        (
            "Về việc phân công nhiệm vụ các phòng, đơn vị thuộc Sở triển khai Kế hoạch Cải cách hành chính",
            165,
            "Kế hoạch",
        ),
    ],
)
def test_titles_break_between_words(text: str, limit: float, whole: str) -> None:
    _, lines, _ = measure.unsplit(text, Face(14, dam=True), limit, norms.khong_tach())
    assert any(whole in line.replace(measure.NO_BREAK, " ") for line in lines), lines
