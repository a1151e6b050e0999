"""The pieces of the comparison: words, matching, numbers, places in a text. Laws first, then what people would say."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import compare_drafts
import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Pt, RGBColor
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from vbhc import compare
from vbhc.compare import counting, fields, places, words
from vbhc.compare.matching import Thing, heaviest, match
from vbhc.model.ban_doc import BanDoc
from vbhc.model.so_sanh import Loai
from vbhc.text.numbering import DIEM, la_ma
from vbhc.word.ns import w

TEXTS = st.text(st.sampled_from("ab đ Á.,;/-15%“”\n\t "), max_size=40)


@given(TEXTS)
def test_words_joined_are_the_text(text: str) -> None:
    assert "".join(words.split(text)) == text


@given(TEXTS, TEXTS)
def test_stretches_give_both_texts_back(a: str, b: str) -> None:
    found = words.changed(a, b)
    assert (found == ()) == (a == b)
    if found:
        assert "".join(t.chu for t in found if t.dau != "+") == a
        assert "".join(t.chu for t in found if t.dau != "-") == b
        assert all(x.dau != y.dau for x, y in pairwise(found))
        assert all(t.chu for t in found)


@pytest.mark.parametrize(
    ("a", "b", "changed"),
    [
        ("trước ngày 15/02/2026.", "trước ngày 28/02/2026.", [("-", " 15/02/2026"), ("+", " 28/02/2026")]),
        ("số 74/KH-SKHCN ngày", "số 75/KH-SKHCN ngày", [("-", " 74/KH-SKHCN"), ("+", " 75/KH-SKHCN")]),
        ("1.000 đồng", "1.500 đồng", [("-", "1.000"), ("+", "1.500")]),
        ("đạt 84,5%;", "đạt 85%;", [("-", " 84,5%"), ("+", " 85%")]),
        ("một hai", "một hai ba", [("+", " ba")]),
    ],
)
def test_numbers_dates_and_symbols_change_whole(a: str, b: str, changed: list[tuple[str, str]]) -> None:
    assert [(t.dau, t.chu) for t in words.changed(a, b) if t.dau != "="] == changed


def test_a_word_that_stays_by_chance_goes_with_the_change_around_it() -> None:
    found = words.changed("rà soát toàn bộ hồ sơ của đơn vị", "lập danh sách, của ai thì trình cấp trên")
    assert [t.dau for t in found] == ["-", "+"]


def test_very_long_texts_are_told_in_bounded_time() -> None:
    a = "đầu " + "x " * 30_000 + "cuối"
    b = "đầu " + "y " * 30_000 + "cuối"
    assert [t.dau for t in words.changed(a, b)] == ["=", "-", "+", "="]


# --- matching ---------------------------------------------------------------------------------------------------------

LISTS = st.lists(st.sampled_from("abcdefgh"), max_size=14)


def things(texts: list[str]) -> list[Thing]:
    return [Thing(t, (t,)) for t in texts]


@given(LISTS, LISTS)
def test_each_thing_is_paired_once_and_what_stays_never_crosses(a: list[str], b: list[str]) -> None:
    found = match(things(a), things(b), lambda i, j: 0.0)
    every = [*found.stay, *found.moved]
    assert len({i for i, _ in every}) == len(every) == len({j for _, j in every})
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(found.stay))
    assert all(a[i] == b[j] for i, j in every)


@given(LISTS)
def test_the_same_list_stays_whole(a: list[str]) -> None:
    found = match(things(a), things(a), lambda i, j: 0.0)
    assert found.stay == tuple((i, i) for i in range(len(a)))
    assert found.moved == ()


@given(LISTS, LISTS)
def test_whatever_is_in_both_is_paired(a: list[str], b: list[str]) -> None:
    found = match(things(a), things(b), lambda i, j: 0.0)
    common = sum(min(a.count(x), b.count(x)) for x in set(a))
    assert len(found.stay) + len(found.moved) == common


@given(
    st.lists(st.sampled_from("abcdefghijkl"), max_size=14).flatmap(lambda a: st.tuples(st.just(a), st.permutations(a)))
)
def test_what_is_only_in_another_order_is_paired_with_itself(both: tuple[list[str], list[str]]) -> None:
    """However alike the things are."""
    a, b = both
    found = match(things(a), things(b), lambda i, j: 0.9)
    every = [*found.stay, *found.moved]
    assert len(every) == len(a)
    assert all(a[i] == b[j] for i, j in every)


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from([1.0, 2.0, 5.0])), max_size=9))
def test_the_heaviest_rising_set_is_found(pairs: list[tuple[int, int, float]]) -> None:
    from itertools import combinations

    weight = {(i, j): w for i, j, w in pairs}
    found = heaviest([(i, j, w) for (i, j), w in weight.items()])
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(found))
    best = max(
        sum(weight[p] for p in some)
        for n in range(len(weight) + 1)
        for some in combinations(sorted(weight), n)
        if all(x[0] < y[0] and x[1] < y[1] for x, y in pairwise(some))
    )
    assert sum(weight[p] for p in found) == best


def test_named_things_are_one_whatever_they_say_and_never_another() -> None:
    a = [Thing("x", ("x",), name="k1"), Thing("y", ("y",), name="k2")]
    b = [Thing("y2", ("y",), name="k2"), Thing("x2", ("x",), name="k1"), Thing("y3", ("y",), name="k3")]
    found = match(a, b, lambda i, j: 0.9)
    assert sorted((*found.stay, *found.moved)) == [(0, 1), (1, 0)]


def test_names_that_only_count_do_not_hide_what_is_the_same() -> None:
    a = [Thing(t, (t,), name=n) for n, t in enumerate("abcdef")]
    b = [Thing(t, (t,), name=n) for n, t in enumerate("aXbcdef")]
    found = match(a, b, lambda i, j: 0.0)
    assert [a[i].same for i, _ in found.stay] == list("abcdef")
    assert all(a[i].same == b[j].same for i, j in found.stay)


def test_many_things_alike_are_matched_in_little_time() -> None:
    a = [Thing(f"việc {n} của phòng", ("việc", str(n), "của", "phòng")) for n in range(3000)]
    b = [Thing(f"việc {n} của ban", ("việc", str(n), "của", "ban")) for n in range(3000)]
    asked = 0

    def like(i: int, j: int) -> float:
        nonlocal asked
        asked += 1
        return words.likeness(a[i].words, b[j].words)

    found = match(a, b, like)
    assert found.stay == tuple((n, n) for n in range(3000))
    assert asked < 60_000


# --- numbers ----------------------------------------------------------------------------------------------------------


@given(st.integers(1, 60), st.sampled_from(["{}.", "{})", "{}", "Điều {}.", "Phụ lục {}"]))
def test_numbers_are_read_back(n: int, form: str) -> None:
    for text in (str(n), la_ma(n)):
        number = counting.read(form.format(text))
        assert number is not None
        assert number.steps == (n,)
    if n <= len(DIEM):
        number = counting.read(form.format(DIEM[n - 1]), roman=False)
        assert number is not None
        assert number.steps == (n,)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=12))
def test_only_a_number_that_does_not_follow_is_off(steps: list[int]) -> None:
    counter = counting.Counter()
    last = 0
    for n in steps:
        number = counting.read(f"{n}.")
        assert number is not None
        assert counter.off(number) == (n - last - 1,)
        last = n


def test_steps_follow_within_their_own_number() -> None:
    counter = counting.Counter()
    numbers = [counting.read(t) for t in ("1.", "1.1.", "1.2.", "2.", "2.1.", "2.2.", "2.4.")]
    offs = [counter.off(n) for n in numbers if n is not None]
    assert [any(o) for o in offs] == [False] * 6 + [True]


@pytest.mark.parametrize("mark", ["-", "+", "•", "", "abc", "15/02"])
def test_what_is_no_number_is_none(mark: str) -> None:
    assert counting.read(mark) is None


# --- places and fields ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("Mục II, khoản 2, điểm b", "Mục II.2.b"),
        ("Mục II, khoản 2, gạch đầu dòng 3", "Mục II.2, gạch 3"),
        ("khoản 2, điểm đ", "Khoản 2.đ"),
        ("Điều 5, khoản 2, điểm b", "Điều 5, khoản 2, điểm b"),
        ("Phụ lục I, Mục II, khoản 1", "Phụ lục I, Mục II.1"),
        ("Mục I, khoản 1, mục 1.2", "Mục I.1.2"),
        ("căn cứ 2", "Căn cứ 2"),
        ("", ""),
    ],
)
def test_places_in_few_letters(long: str, short: str) -> None:
    assert places.short(long) == short


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        ("xong trước 15/02/2026.", "xong trước 28/02/2026.", ("thời hạn", "15/02/2026", "28/02/2026")),
        ("xong trước ngày 05 tháng 3 năm 2026", "xong trước ngày 25 tháng 3 năm 2026",
         ("thời hạn", "ngày 05 tháng 3 năm 2026", "ngày 25 tháng 3 năm 2026")),
        ("văn bản ngày 10/4/2026 của Bộ", "văn bản ngày 11/4/2026 của Bộ", ("ngày", "10/4/2026", "11/4/2026")),
        ("với kinh phí 600 triệu đồng", "với kinh phí 650 triệu đồng", ("số tiền", "600 triệu đồng", "650 triệu đồng")),
        ("đạt 84,5% hồ sơ", "đạt 90% hồ sơ", ("tỷ lệ", "84,5%", "90%")),
        ("Số: 74/KH-SKHCN", "Số: 75/KH-SKHCN", ("số, ký hiệu", "74/KH-SKHCN", "75/KH-SKHCN")),
        ("giao Văn phòng Sở", "giao Thanh tra Sở", ("", "Văn phòng", "Thanh tra")),
        ("hạn:\t30/9", "hạn:\t30/6", ("thời hạn", "30/9", "30/6")),
        ("-5", "5", ("", "-", "")),
        ("10", "+10", ("", "", "+")),
        ("≤95%", "≥95%", ("", "≤", "≥")),
        ("~30/9", "30/9", ("", "~", "")),
    ],
)  # fmt: skip
def test_a_changed_place_is_called_what_it_is(a: str, b: str, told: tuple[str, str, str]) -> None:
    (one,) = fields.places(words.changed(a, b))
    assert (one.truong, one.cu, one.moi) == told


@given(TEXTS, TEXTS)
def test_every_changed_place_is_in_its_text(a: str, b: str) -> None:
    for one in fields.places(words.changed(a, b)):
        assert one.cu in a
        assert one.moi in b


@pytest.mark.parametrize("in_cell", [False, True])
def test_words_that_change_inside_bold_ones_are_no_change_of_format(in_cell: bool) -> None:
    """15/02 → 28/02, where another 15 stands in the same bold stretch."""

    def draft(date: str) -> BanDoc:
        document = docx.Document()
        holder = document.add_table(1, 1).rows[0].cells[0] if in_cell else document
        paragraph = holder.add_paragraph("Thời gian thực hiện: các đơn vị gửi báo cáo ")
        paragraph.add_run(f"{date} hằng năm trước ngày 15/4/2026").bold = True
        document.add_paragraph("Trên đây là nội dung kế hoạch.")
        out = io.BytesIO()
        document.save(out)
        return compare_drafts.read(out.getvalue())

    found = compare.so_sanh(draft("15/02"), draft("28/02")).thay_doi
    assert [t.loai for t in found] == [Loai.SUA]


def _with_one(number: str, format_it: Callable[[Any], None], before: str = "") -> BanDoc:
    """A point in which a number stands in a run of its own."""
    document = docx.Document()
    document.add_paragraph("Nội dung thứ nhất của kế hoạch như sau:")
    paragraph = document.add_paragraph(f"{before}Các phòng, đơn vị thuộc Sở báo cáo mức chi 10")
    format_it(paragraph.add_run(number).font)
    paragraph.add_run(" cho mỗi đơn vị theo quy định hiện hành.")
    out = io.BytesIO()
    document.save(out)
    return compare_drafts.read(out.getvalue())


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("strike", True, "chữ gạch ngang riêng"),
        ("hidden", True, "chữ ẩn riêng"),
        ("highlight_color", WD_COLOR_INDEX.YELLOW, "chữ tô nền riêng"),
        ("size", Pt(4), "chữ khác cỡ"),
        ("superscript", True, "chỉ số trên"),
        ("subscript", True, "chỉ số dưới"),
    ],
)
def test_a_number_of_another_look_amid_a_point_is_told(field: str, value: object, name: str) -> None:
    plain, other = _with_one("3", lambda font: None), _with_one("3", lambda font: setattr(font, field, value))
    for a, b, wanted in ((plain, other, ("không", "“3”")), (other, plain, ("“3”", "không"))):
        (one,) = compare.so_sanh(a, b).thay_doi
        assert (one.loai, one.truong, (one.cu, one.moi)) == (Loai.DINH_DANG, name, wanted)


def test_a_number_that_turns_white_amid_a_point_is_told() -> None:
    def whiten(font: Any) -> None:
        font.color.rgb = RGBColor(255, 255, 255)

    (one,) = compare.so_sanh(_with_one("3", lambda font: None), _with_one("3", whiten)).thay_doi
    assert (one.truong, one.cu, one.moi) == ("chữ khác màu", "không", "“3”")


def test_a_raised_number_that_is_lowered_is_told() -> None:
    up, down = (
        _with_one("3", lambda font, field=field: setattr(font, field, True)) for field in ("superscript", "subscript")
    )
    assert [t.truong for t in compare.so_sanh(up, down).thay_doi] == ["chỉ số trên", "chỉ số dưới"]


def test_words_taken_out_turn_no_look_of_the_others() -> None:
    """What is in italics comes to be most of the point when the rest is cut short."""

    def slanted(before: str) -> BanDoc:
        def slant(font: Any) -> None:
            font.italic = True

        return _with_one(
            " (gồm cả các đơn vị sự nghiệp công lập trực thuộc Sở và các ban quản lý dự án theo danh sách)",
            slant,
            before,
        )

    a, b = slanted("Giám đốc yêu cầu tiết kiệm triệt để: "), slanted("")
    assert [t.loai for t in compare.so_sanh(a, b).thay_doi] == [Loai.SUA]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("30/9/2025", "30/6/2025", [Loai.SUA]),
        ("2", "3", [Loai.SUA]),
        ("- 2 -", "- 3 -", [Loai.SUA]),
        ("", "2", [Loai.THEM]),
        ("___", "", []),
    ],
)
def test_a_margin_of_figures_is_compared_even_where_it_may_be_the_number_of_a_page(
    before: str, after: str, told: list[Loai]
) -> None:
    def draft(words: str) -> BanDoc:
        document = docx.Document()
        document.add_paragraph("Nội dung thứ nhất của kế hoạch như sau:")
        document.sections[0].header.paragraphs[0].text = words
        out = io.BytesIO()
        document.save(out)
        return compare_drafts.read(out.getvalue())

    assert [t.loai for t in compare.so_sanh(draft(before), draft(after)).chu] == told


def test_the_number_of_pages_that_a_field_shows_is_no_change() -> None:
    def draft(shown: str) -> BanDoc:
        document = docx.Document()
        document.add_paragraph("Nội dung thứ nhất của kế hoạch như sau:")
        paragraph = document.sections[0].footer.paragraphs[0]
        paragraph.add_run("Trang ")
        field = etree.SubElement(paragraph._p, w("fldSimple"), {w("instr"): " NUMPAGES "})
        etree.SubElement(etree.SubElement(field, w("r")), w("t")).text = shown
        out = io.BytesIO()
        document.save(out)
        return compare_drafts.read(out.getvalue())

    assert compare.so_sanh(draft("5"), draft("6")).thay_doi == ()
