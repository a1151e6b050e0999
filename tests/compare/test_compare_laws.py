"""What every comparison must keep, and that it finds the edits that were made and no others.

The large proof is `tools/prove_diff.py`: thousands of edits, every make, every kind counted.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import compare_drafts
import compare_edits
import compare_hand
import compare_matching
import pytest
from compare_matching import Score
from compare_proof import MAKES, Trial, kinds, trial
from compare_wants import bare
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from rules_foreign import typed_by_hand
from rules_mutate import Op, break_it

from vbhc import archive, compare, recognising
from vbhc.compare import words
from vbhc.model.so_sanh import Loai, SoSanh, ThayDoi
from vbhc.word import libreoffice, ns
from vbhc.word.ns import w
from vbhc.word.seeing.plain import view_of_text

NUMBERS = st.integers(0, 10_000)
SWAPPED = {Loai.THEM: Loai.BO, Loai.BO: Loai.THEM, Loai.TACH: Loai.NHAP, Loai.NHAP: Loai.TACH}


def so_sanh(a: bytes, b: bytes) -> SoSanh:
    return compare.so_sanh(compare_drafts.read(a, "A"), compare_drafts.read(b, "B"))


def applied(kind: str, make: str = "printed", skip: int = 0) -> Trial:
    """The first drafts on which an edit of this kind can be made."""
    found = (t for n in range(skip * 100, skip * 100 + 100) if (t := trial(n, make, 1, (kind,))) is not None)
    return next(found)


# --- what is found ---------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("kind", compare_edits.EDITS)
def test_a_single_edit_is_told_as_it_was_made_and_nothing_else(kind: str) -> None:
    score = applied(kind).score
    assert score.misses == []
    assert (score.recall, score.precision) == (1, 1)
    assert score.wide == score.unnamed == []


def test_the_proof_can_fail() -> None:
    """A comparison of other files than those the script made is found out."""
    one, other = trial(3, "printed", 5), trial(4, "printed", 5)
    assert one is not None
    assert other is not None
    score = compare_matching.judge(other.ss, one.made, one.a, one.b)
    assert score.recall < 0.5
    assert score.precision < 0.5
    nothing = compare_matching.judge(so_sanh(one.files[0], one.files[0]), one.made, one.a, one.b)
    assert (nothing.recall, len(nothing.misses)) == (0, nothing.made.total())


@pytest.mark.slow
@pytest.mark.parametrize("make", MAKES)
def test_single_edits_of_every_kind_in_every_make(make: str) -> None:
    score = Score()
    for i, kind in enumerate(kinds(make)):
        score.add(applied(kind, make, 1 + i).score)
    assert score.recall >= 0.99, "\n".join(score.misses)
    assert score.precision >= 0.99, "\n".join(score.misses)


@pytest.mark.slow
@pytest.mark.parametrize("make", MAKES)
def test_ten_edits_at_once_in_every_make(make: str) -> None:
    score = Score()
    for n in range(20_000, 20_025):
        found = trial(n, make, 10)
        assert found is not None
        score.add(found.score)
        assert compare_matching.texts_hold(found.ss) == []
    assert score.made.total() > 180
    assert score.recall >= 0.95, "\n".join(score.misses)
    assert score.precision >= 0.95, "\n".join(score.misses)


@pytest.mark.slow
@pytest.mark.parametrize("make", ["printed", "typed", "edited"])
def test_one_row_put_into_two_hundred_numbered_rows_is_one_change(make: str) -> None:
    found = trial(7, make, 1, ("row_inserted",), rows=200)
    assert found is not None
    assert [(t.loai, t.thanh_phan) for t in found.ss.chu] == [(Loai.THEM, "hang")]
    assert found.score.misses == []


# --- laws ------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@given(NUMBERS)
@settings(max_examples=4)
def test_a_document_compared_with_itself_has_not_changed(n: int) -> None:
    data = compare_drafts.printed(compare_drafts.make(n))
    for one in (data, typed_by_hand(data)):
        ss = so_sanh(one, one)
        assert ss.thay_doi == ()
        assert all(len(c.a) == len(c.b) == 1 and not c.tu and not c.chuyen for c in ss.cap)


@pytest.mark.slow
@given(NUMBERS)
@settings(max_examples=4)
def test_a_print_and_the_same_typed_by_hand_differ_in_formats_at_most(n: int) -> None:
    data = compare_drafts.printed(compare_drafts.make(n))
    assert list(so_sanh(data, typed_by_hand(data)).chu) == []
    assert list(so_sanh(typed_by_hand(data), data).chu) == []


@pytest.mark.slow
@pytest.mark.libreoffice
def test_a_document_saved_by_libreoffice_says_the_same(tmp_path: Path) -> None:
    for n in (1, 4, 9, 12):
        data = compare_drafts.printed(compare_drafts.make(n))
        before, after = tmp_path / f"{n}.docx", tmp_path / f"{n}-lo.docx"
        before.write_bytes(data)
        libreoffice.convert(before, after)
        assert list(so_sanh(data, after.read_bytes()).chu) == []


@pytest.mark.slow
@given(NUMBERS)
@settings(max_examples=4)
def test_words_join_to_texts_and_every_change_has_a_place(n: int) -> None:
    found = trial(n, "printed", 10)
    assert found is not None
    assert compare_matching.texts_hold(found.ss) == []


@pytest.mark.slow
@given(NUMBERS)
@settings(max_examples=4)
def test_the_way_back_is_the_way_there_turned_round(n: int) -> None:
    found = trial(n, "printed", 6)
    assert found is not None
    back = so_sanh(found.files[1], found.files[0])
    there, here = (Counter(map(key, ss.chu)) for key, ss in ((_turned, found.ss), (_told, back)))
    assert there == here


def _told(t: ThayDoi) -> tuple[Loai, str, str]:
    # Of two that change places either may be the one that moved.
    return (t.loai, "", "") if t.loai is Loai.CHUYEN else (t.loai, bare(t.cu), bare(t.moi))


def _turned(t: ThayDoi) -> tuple[Loai, str, str]:
    loai, cu, moi = _told(t)
    return SWAPPED.get(loai, loai), moi, cu


@pytest.mark.slow
@given(NUMBERS)
@settings(max_examples=4)
def test_the_same_files_give_the_same_comparison(n: int) -> None:
    found = trial(n, "mixed", 5)
    assert found is not None
    assert so_sanh(*found.files).thay_doi == found.ss.thay_doi


@pytest.mark.slow
@given(NUMBERS, st.integers(2, 300))
@settings(max_examples=4)
def test_numbering_rows_anew_changes_no_words(n: int, first: int) -> None:
    """All STT of every annex count on from another number, as in an annex that was parted in two."""
    data = compare_drafts.printed(compare_drafts.make(n, rows=20))
    parts = archive.members(data, "A", "tệp Word")
    tree = ns.parse(parts[ns.DOCUMENT], "A")
    for table in tree.iter(w("tbl")):
        for column in (0, 1):
            compare_hand.number_anew(table, column, first)
    other = archive.pack(parts | {ns.DOCUMENT: ns.serialize(tree)})
    assert {t.loai for t in so_sanh(data, other).chu} <= {Loai.DANH_SO}


FORMATS: dict[str, list[Op]] = {
    "cỡ chữ": [{"run": {"o": "trich_yeu", "size": 17}}],
    "chữ đậm": [{"run": {"o": "dia_danh", "bold": True}}],
    "chữ nghiêng": [{"run": {"o": "doan[0]", "italic": True}}],
    "phông chữ": [{"run": {"o": "doan[-1]", "font": "Arial"}}],
    "màu chữ": [{"run": {"o": "ten_loai", "color": "FF0000"}}],
    "căn lề": [{"doan": {"o": "doan[0]", "align": "left"}}],
    "dãn dòng": [{"doan": {"o": "doan[0]", "line": 2}}],
    "thụt đầu dòng": [{"doan": {"o": "doan[-1]", "first": 3}}],
    "lề trang": [{"trang": {"left": 25}}],
    "nhiều chỗ": [{"run": {"o": "ho_ten", "size": 12}}, {"doan": {"o": "doan[0]", "after": 20}},
                  {"trang": {"top": 31}}],
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("what", FORMATS)
def test_what_is_only_formatted_otherwise_is_a_change_of_format(what: str) -> None:
    data = compare_drafts.printed(compare_drafts.make(5))
    for one in (data, typed_by_hand(data)):
        ss = so_sanh(one, break_it(one, FORMATS[what]))
        assert {t.loai for t in ss.thay_doi} == {Loai.DINH_DANG}
        assert all(t.truong for t in ss.thay_doi)


def test_words_cut_into_other_runs_are_the_same_words() -> None:
    data = compare_drafts.printed(compare_drafts.make(5))
    parts = archive.members(data, "A", "tệp Word")
    tree = ns.parse(parts[ns.DOCUMENT], "A")
    for run in list(tree.iter(w("r"))):
        text = run.find(w("t"))
        if len(run.findall(w("t"))) == 1 and len(text.text or "") > 3:
            twin = etree.fromstring(etree.tostring(run))
            text.text, twin.find(w("t")).text = text.text[:2], text.text[2:]
            for one in (text, twin.find(w("t"))):
                one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.addnext(twin)
    other = archive.pack(parts | {ns.DOCUMENT: ns.serialize(tree)})
    assert so_sanh(data, other).thay_doi == ()


def test_unrelated_texts_cost_what_they_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the wrong file was picked: four times the text is about four times the likenesses asked for."""
    asked: list[int] = []
    likeness = words.likeness

    def counted(x: Sequence[str], y: Sequence[str]) -> float:
        asked.append(1)
        return likeness(x, y)

    monkeypatch.setattr(words, "likeness", counted)
    counts = []
    for count in (100, 400):
        a, b = (recognising.doc(view_of_text(_chatter(side, count), side)) for side in "ab")
        asked.clear()
        assert len(list(compare.so_sanh(a, b).chu)) > count
        counts.append(len(asked))
    assert counts[1] < 8 * counts[0]


def _chatter(seed: str, count: int) -> str:
    dice = random.Random(seed)
    said = [f"từ{n}" for n in range(300)]
    return "\n".join(" ".join(dice.choices(said, k=20)) + "." for _ in range(count))
