"""Tracked changes made from a comparison: all accepted it reads as B, all rejected it is A again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import compare_drafts
import compare_edits
import compare_hand
import pytest
from compare_proof import Trial, trial
from hypothesis import given, settings
from hypothesis import strategies as st

from vbhc import archive, compare, recognising
from vbhc.compare.redlining import plan
from vbhc.model.ban_doc import BanDoc
from vbhc.model.view import paragraphs
from vbhc.word import ns, revisions, seeing, tracked
from vbhc.word.ns import w

pytestmark = pytest.mark.slow

Parts = dict[str, bytes]
TRACKED = ("ins", "del", "moveFrom", "moveTo")


@dataclass(frozen=True)
class Marked:
    """The file of A with the changes to B, and both ends of it."""

    trial: Trial
    parts: Parts
    left: tuple[str, ...]

    @property
    def accepted(self) -> BanDoc:
        return _read(revisions.accept(self.parts))

    @property
    def rejected(self) -> BanDoc:
        return _read(revisions.reject(self.parts))


def _read(parts: Parts) -> BanDoc:
    return recognising.doc(seeing.view_of(parts, "mẫu"))


def marked(n: int, make: str, count: int, kinds: tuple[str, ...] = (), rows: int = 0) -> Marked:
    found = trial(n, make, count, kinds, rows)
    while found is None:
        n += 1
        found = trial(n, make, count, kinds, rows)
    wanted = plan(found.ss)
    parts = archive.members(found.files[0], "A", "tệp Word")
    made = tracked.apply_some(parts, wanted.edits, ai="vbhc", khi="2026-11-21T08:00:00Z")
    return Marked(found, made.parts, (*wanted.bo_lai, *(why for _, why in made.bo_lai)))


def words(doc: BanDoc) -> list[str]:
    """The paragraphs as they print, numbers that Word makes included."""
    return [p.label + p.text for p in paragraphs(doc.view.blocks)]


def holds(one: Marked) -> None:
    """Both laws; of what could not be written, nothing is left but that an annex lies across the paper in B."""
    ss = one.trial.ss
    assert [why for why in one.left if "khổ ngang" not in why] == []
    assert [t for t in compare.so_sanh(one.accepted, ss.b).chu] == []  # noqa: C416 - shown in full when it fails
    assert compare.so_sanh(ss.a, one.rejected).thay_doi == ()
    assert [t for t in words(one.rejected) if t] == [t for t in words(ss.a) if t]


@pytest.mark.parametrize("kind", compare_edits.EDITS)
def test_a_single_edit_accepted_reads_as_b_and_rejected_as_a(kind: str) -> None:
    holds(marked(0, "printed", 1, (kind,)))


@pytest.mark.parametrize("make", ["printed", "typed", "mixed", "edited", "edited, flattened"])
def test_ten_edits_accepted_read_as_b_and_rejected_as_a(make: str) -> None:
    for n in range(40_000, 40_012):
        holds(marked(n, make, 10))


@given(st.integers(0, 10_000))
@settings(max_examples=4)
def test_what_is_tracked_is_no_more_than_what_was_told(n: int) -> None:
    """Nothing told, nothing tracked; and the tracked words of single edits are those of the edits."""
    data = compare_drafts.printed(compare_drafts.make(n))
    doc = compare_drafts.read(data)
    assert plan(compare.so_sanh(doc, doc)).edits == ()
    one = marked(n, "printed", 1, ("word_changed", "date_changed", "amount_changed"))
    marks = _marks(one.parts)
    assert {m.tag for m in marks} == {w("ins"), w("del")}
    assert len({m.getparent() for m in marks}) == 1


def _marks(parts: Parts) -> list[Any]:
    tree = ns.parse(parts[ns.DOCUMENT], "mẫu")
    return [node for name in TRACKED for node in tree.iter(w(name))]


@pytest.mark.parametrize("make", ["printed", "typed", "edited"])
def test_one_row_put_into_two_hundred_numbered_rows_tracks_that_row_alone(make: str) -> None:
    one = marked(7, make, 1, ("row_inserted",), rows=200)
    rows = {next((a for a in m.iterancestors(w("tr"))), None) for m in _marks(one.parts)}
    assert len(rows) == 1
    assert None not in rows
    holds(one)


def test_rows_are_numbered_right_accepted_and_rejected() -> None:
    one = marked(7, "printed", 1, ("row_inserted",), rows=200)
    for doc, count in ((one.accepted, 201), (one.rejected, 200)):
        stt = [h.o[0] for h in doc.bang[0].thuong()]
        assert [_number(doc, o) for o in stt] == [str(n) for n in range(1, count + 1)]


def _number(doc: BanDoc, cell: Any) -> str:
    """A number as it prints: typed, or counted by Word."""
    (line,) = cell.dong
    return (line.tu_dong or line.chu).strip()


def test_an_annex_that_goes_leaves_no_page_behind() -> None:
    """Its section goes on where the text ends; rejected, the pages are as they were."""
    one = marked(2, "printed", 1, ("annex_removed",))
    last = _last_section(one.parts)
    assert last.find(w("type")).get(w("val")) == "continuous"
    assert last.find(w("pgSz")).get(w("w")) == _last_section(one.parts, 0).find(w("pgSz")).get(w("w"))
    assert one.rejected.view.sections == one.trial.ss.a.view.sections
    said = [p.text for p in paragraphs(one.accepted.view.blocks) if p.section == len(one.accepted.view.sections) - 1]
    assert "".join(said) == ""


def _last_section(parts: Parts, n: int = -1) -> Any:
    found = ns.parse(parts[ns.DOCUMENT], "mẫu").iter(w("sectPr"))
    return [s for s in found if s.getparent().tag != w("sectPrChange")][n]


@pytest.mark.parametrize("make", ["printed", "typed"])
def test_a_first_annex_comes_behind_the_foot_on_a_page_of_its_own(make: str) -> None:
    one = marked(2, make, 1, ("annex_added",))
    doc = one.accepted
    (annex,) = doc.phu_luc
    assert annex.tieu_de.doan.layout.page_break_before
    foot = max(line.doan.spot.p for line in doc.noi_nhan.muc)
    assert annex.tieu_de.doan.spot.p > foot


@pytest.mark.validator
@pytest.mark.parametrize("make", ["printed", "typed", "edited"])
def test_files_are_valid_marked_accepted_and_rejected(
    make: str, tmp_path: Path, validate: Callable[[Path], list[str]]
) -> None:
    for n in range(50_000, 50_003):
        one = marked(n, make, 10)
        before = tmp_path / "a.docx"
        before.write_bytes(one.trial.files[0])
        known = validate(before)
        for name, parts in (
            ("marked", one.parts),
            ("accepted", revisions.accept(one.parts)),
            ("rejected", revisions.reject(one.parts)),
        ):
            path = tmp_path / f"{name}.docx"
            path.write_bytes(archive.pack(parts))
            assert [e for e in validate(path) if e not in known] == [], name


def test_a_file_numbered_by_hand_anew_is_not_drowned() -> None:
    """Every typed STT counts from another number: few tracked changes, the numbers themselves, or none."""
    data = compare_drafts.printed(compare_drafts.make(7, rows=60))
    parts = archive.members(data, "A", "tệp Word")
    tree = ns.parse(parts[ns.DOCUMENT], "A")
    for table in tree.iter(w("tbl")):
        compare_hand.number_anew(table, 0, 5)
    other = archive.pack(parts | {ns.DOCUMENT: ns.serialize(tree)})
    ss = compare.so_sanh(compare_drafts.read(data), compare_drafts.read(other))
    made = tracked.apply_some(parts, plan(ss).edits, ai="vbhc", khi="2026-11-21T08:00:00Z")
    assert compare.so_sanh(ss.a, _read(revisions.reject(made.parts))).thay_doi == ()
    touched = {next((a for a in m.iterancestors(w("tr"))), None) for m in _marks(made.parts)}
    assert None not in touched
