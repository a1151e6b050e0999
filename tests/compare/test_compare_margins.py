"""Headers and footers: what changed on which pages, and the marked file."""

from __future__ import annotations

import io

import compare_drafts
import docx
import pytest
from docx.enum.section import WD_SECTION
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from vbhc import compare
from vbhc.archive import members, pack
from vbhc.model.ban_doc import BanDoc
from vbhc.model.so_sanh import Loai, SoSanh
from vbhc.model.view import every
from vbhc.reviewing.drafts import Draft
from vbhc.reviewing.redline import redline
from vbhc.word import revisions
from vbhc.word.ns import w

WORDS = (
    "Ban hành kế hoạch tuyên truyền trên địa bàn xã.",
    "Tổ chức tập huấn cho cán bộ các thôn.",
    "Báo cáo kết quả về Ủy ban nhân dân tỉnh.",
    "Kinh phí thực hiện lấy từ ngân sách.",
)


def made(
    *headers: str | None, first: dict[int, str] | None = None, number: bool = False, words: tuple[str, ...] = WORDS
) -> bytes:
    """A document of a section a header; None goes on with the one before, `first` gives first pages their own."""
    document = docx.Document()
    for n, header in enumerate(headers):
        section = document.add_section(WD_SECTION.NEW_PAGE) if n else document.sections[0]
        document.add_paragraph(words[n])
        section.different_first_page_header_footer = n in (first or {})
        if header is not None:
            section.header.is_linked_to_previous = False
            section.header.paragraphs[0].text = header
            if number:
                field = etree.SubElement(section.header.add_paragraph()._p, w("fldSimple"), {w("instr"): " PAGE "})
                etree.SubElement(etree.SubElement(field, w("r")), w("t")).text = "2"
        if first and n in first:
            section.first_page_header.is_linked_to_previous = False
            section.first_page_header.paragraphs[0].text = first[n]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(data: bytes) -> BanDoc:
    return compare_drafts.read(data)


def between(a: bytes, b: bytes) -> SoSanh:
    return compare.so_sanh(read(a), read(b))


def told(a: bytes, b: bytes) -> list[tuple[Loai, str, str, str]]:
    return [(t.loai, t.vi_tri, t.cu, t.moi) for t in between(a, b).chu]


def test_a_header_that_changes_in_one_section_is_told_of_that_section() -> None:
    assert told(made("Mật", None, None), made("Mật", "Tối mật", None)) == [
        (Loai.SUA, "Đầu trang, phần 2–3", "Mật", "Tối mật")
    ]
    assert told(made("Mật", "Tối mật", "Mật"), made("Mật", None, None)) == [
        (Loai.SUA, "Đầu trang, phần 2", "Tối mật", "Mật")
    ]
    assert told(made("Mật", None, None), made("Mật", "", None)) == [(Loai.BO, "Đầu trang, phần 2–3", "Mật", "")]


def test_two_headers_that_change_places_are_told() -> None:
    assert [t[1:] for t in told(made("Bản gốc", "Bản sao"), made("Bản sao", "Bản gốc"))] == [
        ("Đầu trang, phần 1", "Bản gốc", "Bản sao"),
        ("Đầu trang, phần 2", "Bản sao", "Bản gốc"),
    ]


def test_one_header_for_all_or_a_copy_in_each_is_the_same() -> None:
    assert told(made("Mật", None, None), made("Mật", "Mật", "Mật")) == []
    assert told(made("Mật", "Mật", "Mật"), made("Kín", None, None)) == [(Loai.SUA, "Đầu trang", "Mật", "Kín")]


def test_a_section_that_came_or_went_brings_no_news_of_the_margins_it_shares() -> None:
    whole = made("Mật", None, "Phụ lục mật", None)
    assert [t for t in told(made("Mật", None), whole) if "trang" in t[1]] == [
        (Loai.THEM, "Đầu trang, phần 3", "", "Phụ lục mật")
    ]
    assert [t for t in told(whole, made("Mật", None)) if "trang" in t[1]] == [
        (Loai.BO, "Đầu trang, phần 3 của bản trước", "Phụ lục mật", "")
    ]
    assert [
        t for t in told(whole, made("Mật", "Phụ lục mật", None, words=(WORDS[0], *WORDS[2:]))) if "trang" in t[1]
    ] == []


def test_the_header_of_first_pages_is_theirs_only_where_they_have_one() -> None:
    plain = made("Mật", None)
    assert told(plain, made("Mật", None, first={1: "Mật"})) == []
    assert told(plain, made("Mật", None, first={1: "Tối mật"})) == [
        (Loai.SUA, "Đầu trang của trang đầu, phần 2", "Mật", "Tối mật")
    ]
    assert told(made("Mật", None, first={0: "A", 1: "B"}), made("Mật", None, first={0: "A", 1: "C"})) == [
        (Loai.SUA, "Đầu trang của trang đầu, phần 2", "B", "C")
    ]


def test_page_numbers_that_go_are_told_once() -> None:
    assert told(made("Mật", "Kín", number=True), made("Mật", "Kín")) == [(Loai.BO, "Số trang", "[số trang]", "")]
    assert told(made("Mật", "Kín", number=True), made("Mật", "Kín", number=True)) == []


_HEADERS = st.tuples(*[st.sampled_from([None, "", "Mật", "Kín"])] * 3)
_FIRST = st.dictionaries(st.integers(0, 2), st.sampled_from(["", "Mật", "Hoả tốc"]), max_size=2)


def printing(headers: tuple[str | None, ...], first: dict[int, str]) -> list[tuple[str, str]]:
    """What stands above the first page of each section, and above the others."""
    out, last = [], ""
    for n, header in enumerate(headers):
        last = last if header is None else header
        out.append((first.get(n, last), last))
    return out


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(_HEADERS, _FIRST, _HEADERS, _FIRST)
def test_margins_are_told_if_and_only_if_they_print_otherwise(
    old: tuple[str | None, ...], first_old: dict[int, str], new: tuple[str | None, ...], first_new: dict[int, str]
) -> None:
    found = told(made(*old, first=first_old), made(*new, first=first_new))
    assert bool(found) == (printing(old, first_old) != printing(new, first_new))
    assert all(place.startswith("Đầu trang") for _, place, _, _ in found)


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        (made("Mật", "Kín"), made("Mật", "Tối mật"), False),
        (made("Mật", "Kín", number=True), made("Tối mật", "Kín", number=True), False),
        (made("Mật", None, number=True), made("Tối mật", None, number=True), False),
        (made("Mật", None), made("Mật", "Tối mật"), True),  # one part for both sections
        (made("Mật", "Mật"), made("Kín", "Tối mật"), False),
        (made("Mật", ""), made("Mật", "Kín"), True),
    ],
)
def test_the_marked_file_has_the_change_where_it_is_or_tells_of_it(before: bytes, after: bytes, left: bool) -> None:
    drafts = [Draft(name, read(data), members(data, name, "tệp")) for name, data in (("a", before), ("b", after))]
    marked = redline(drafts[0], drafts[1], "2026-01-01T00:00:00Z")
    assert bool(marked.bo_lai) == left, marked.bo_lai
    assert all("Đầu trang" in why for why in marked.bo_lai)
    accepted = compare_drafts.read(pack(revisions.accept(marked.parts)))
    assert any(compare.so_sanh(accepted, read(after)).chu) == left


def numbered(page: int, of: int, words: str = "Trang ") -> bytes:
    """A document whose header counts the pages, as Word last laid it out."""
    document = docx.Document()
    document.add_paragraph(WORDS[0])
    line = document.sections[0].header.paragraphs[0]
    for before, code, shown in ((words, "PAGE", page), ("/", "NUMPAGES", of)):
        line.add_run(before)
        field = etree.SubElement(line._p, w("fldSimple"), {w("instr"): f" {code} "})
        etree.SubElement(etree.SubElement(field, w("r")), w("t")).text = str(shown)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("words", ["Trang ", "Bản số 2, trang "])
def test_pages_counted_anew_are_no_change_in_the_marked_file_either(words: str) -> None:
    before, after = numbered(1, 9), numbered(2, 12, words)
    assert len(told(before, after)) == (words != "Trang ")
    drafts = [Draft(name, read(data), members(data, name, "tệp")) for name, data in (("a", before), ("b", after))]
    marked = redline(drafts[0], drafts[1], "2026-01-01T00:00:00Z")
    assert marked.bo_lai == ()
    assert told(pack(revisions.accept(marked.parts)), after) == []


def test_a_header_of_many_sections_is_read_once() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Mật"
    for n in range(40):
        document.add_paragraph(WORDS[n % 4])
        document.add_section()
    out = io.BytesIO()
    document.save(out)
    view = read(out.getvalue()).view
    assert len(view.sections) == 41
    assert sum(p.text == "Mật" for p in every(view)) == 1
