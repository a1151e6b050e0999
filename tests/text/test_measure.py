"""Widths in Times New Roman, and lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbhc import norms
from vbhc.text import measure
from vbhc.text.measure import Face

QUOC_HIEU = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
words = st.lists(st.sampled_from("Kế hoạch triển khai thực hiện cải cách hành chính “Công sở” 2026".split()), min_size=1)
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


@given(sentences, faces)
def test_width_grows_with_size_and_adds_up(text: str, face: Face) -> None:
    whole = measure.width(text, face)
    assert whole == pytest.approx(sum(measure.width(c, face) for c in text))
    assert measure.width(text, Face(face.co * 2, face.dam, face.nghieng)) == pytest.approx(whole * 2)


@given(sentences, faces, limits)
def test_lines_keep_the_words_and_the_limit(text: str, face: Face, limit: float) -> None:
    for lines in (measure.wrap(text, face, limit), measure.balanced(text, face, limit)):
        assert " ".join(lines) == text
        assert all(measure.width(line, face) <= limit for line in lines)


@given(sentences, faces, limits)
def test_balanced_lines_are_as_many_and_no_wider(text: str, face: Face, limit: float) -> None:
    plain, even = measure.wrap(text, face, limit), measure.balanced(text, face, limit)
    assert len(even) == len(plain)
    assert max(measure.width(x, face) for x in even) <= max(measure.width(x, face) for x in plain) + 1e-9


def test_a_lone_word_on_the_last_line_is_pulled_down_company() -> None:
    text = "Triển khai thực hiện Bộ tiêu chí Công sở thân thiện tại Sở Khoa học và Công nghệ thành phố"
    face = Face(14, dam=True)
    limit = measure.width(text.rsplit(" ", 1)[0], face) + 1
    assert measure.wrap(text, face, limit)[1] == "phố"
    assert len(measure.balanced(text, face, limit)[1].split()) > 4


def test_one_word_wider_than_the_limit_stands_alone() -> None:
    assert measure.wrap("a WWWWWWWWWW b", Face(14), 10) == ["a", "WWWWWWWWWW", "b"]
    assert measure.wrap("", Face(14), 10) == measure.balanced("", Face(14), 10) == []
