"""Structural changes: accepted they read as asked, rejected the file is the one that was there, formats and all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_word_tracked import WHO, Parts, document, see
from word_cau_truc import SECT, Wanted, blocks, edits_of, shown
from word_libreoffice import settle
from word_van_ban import compose, dossier, print_it

from shared import examples
from vbhc import archive
from vbhc.model.edits import (
    CountEdit,
    DropEdit,
    InsertEdit,
    NewParagraph,
    NewRow,
    NewTable,
    RowDropEdit,
    RowsEdit,
    SectionEdit,
    TextEdit,
)
from vbhc.model.view import Block, Paragraph, Spot, Table, View, paragraphs
from vbhc.word import ns, revisions, tracked
from vbhc.word.ns import w


def plain(blocks_: tuple[Block, ...]) -> tuple[Any, ...]:
    """Blocks as they print: what does not show (how runs are cut) left out."""
    out: list[Any] = []
    for block in blocks_:
        if isinstance(block, Paragraph):
            look = [(c, r.look, r.field) for r in block.runs for c in r.text or "\0"]
            shapes = tuple(replace(s, blocks=plain(s.blocks)) for s in block.shapes)
            out.append((block.style, block.layout, block.label, tuple(look), shapes, block.section))
        elif isinstance(block, Table):
            rows = [
                (r.header, r.whole, [(c.width, c.span, c.merged, plain(c.blocks)) for c in r.cells]) for r in block.rows
            ]
            out.append((block.widths, block.style, block.number, rows))
    return tuple(out)


def full(read: Any) -> Any:
    """What is read without empty paragraphs."""
    return [full(one) if isinstance(one, list) else one for one in read if one] if isinstance(read, list) else read


def check(parts: Parts, edits: list[Any], *, exact: bool = True) -> Parts:
    before = see(parts)
    made = tracked.apply_some(parts, edits, **WHO)
    left = [e for e, _ in made.bo_lai]
    assert all("field" in why for _, why in made.bo_lai), made.bo_lai
    done = [e for e in edits if e not in left]
    rejected = see(revisions.reject(made.parts))
    assert plain(rejected.blocks) == plain(before.blocks)
    assert rejected.sections == before.sections
    accepted = revisions.accept(made.parts)
    told = Wanted(before, done)
    got = shown(see(accepted))
    assert (got[0] if exact else full(got[0])) == (told.main if exact else full(told.main))
    assert [b for b in got[1] if any(b)] == [b for b in told.boxes if any(b)]
    assert len(see(accepted).sections) == len(before.sections)
    tree = ns.parse(made.parts[ns.DOCUMENT], "x")
    names = [sorted(n.get(w("name")) for n in tree.iter(w(f"{k}RangeStart"))) for k in ("moveFrom", "moveTo")]
    assert names[0] == names[1] == sorted({e.move for e in done if isinstance(e, DropEdit) and e.move})
    assert all(len(list(tree.iter(w(f"{k}RangeEnd")))) == len(names[0]) for k in ("moveFrom", "moveTo"))
    ids = [n.get(w("id")) for n in tree.iter() if n.get(w("author")) is not None]
    assert len(ids) == len(set(ids))
    return made.parts


@pytest.mark.slow
@given(data=st.data())
@examples(80)
def test_the_laws(data: st.DataObject) -> None:
    parts = document(data.draw(blocks()) + SECT)
    check(parts, data.draw(edits_of(see(parts))))


@given(data=st.data())
@examples(30)
def test_the_laws_with_content_controls(data: st.DataObject) -> None:
    """An empty paragraph may stay in a content control that has lost its last one."""
    parts = document(data.draw(blocks(controls=True)) + SECT)
    check(parts, data.draw(edits_of(see(parts))), exact=False)


def joined(bodies: int) -> tuple[Parts, list[Any]]:
    """Several random files as one, with edits all over it: of those made, the one with the most kinds of them."""
    out: list[tuple[Parts, list[Any]]] = []

    @given(data=st.data())
    @settings(max_examples=8, database=None)
    def draw(data: st.DataObject) -> None:
        parts = document("".join(data.draw(blocks(controls=True)) for _ in range(bodies)) + SECT)
        out.append((parts, data.draw(edits_of(see(parts), most=4 * bodies))))

    draw()
    return max(out, key=lambda made: (len({type(e) for e in made[1]}), len(made[1])))


@pytest.mark.slow
@pytest.mark.validator
def test_word_takes_them_marked_accepted_and_rejected(tmp_path: Path, validate: Callable[[Path], list[str]]) -> None:
    parts, edits = joined(8)
    assert len({type(e) for e in edits}) == 6
    marked = tracked.apply_some(parts, edits, **WHO).parts
    faults = []
    for made in (parts, marked, revisions.accept(marked), revisions.reject(marked)):
        path = tmp_path / "a.docx"
        path.write_bytes(archive.pack(made))
        faults.append({fault.partition(" at ")[0] for fault in validate(path)})
    before, *after = faults
    assert [found - before for found in after] == [set()] * 3


@pytest.mark.slow
@pytest.mark.libreoffice
def test_libreoffice_accepts_and_rejects_to_the_same_words(tmp_path: Path) -> None:
    """Of files of one section: it lets what ends a section run into the next one."""
    made: list[Parts] = []

    @given(data=st.data())
    @settings(max_examples=20, database=None)
    def draw(data: st.DataObject) -> None:
        body = data.draw(blocks(plain=True))
        if "sectPr" not in body:
            parts = document(body + SECT)
            made.append(tracked.apply_some(parts, data.draw(edits_of(see(parts))), **WHO).parts)

    draw()
    files = []
    for n, parts in enumerate(made):
        files.append(tmp_path / f"{n}.docx")
        files[-1].write_bytes(archive.pack(parts))
    assert len(files) >= 10
    for parts, (accepted, rejected) in zip(made, settle(files, tmp_path), strict=True):
        assert said(archive.members(accepted, "LibreOffice", "tệp Word")) == said(revisions.accept(parts))
        assert said(archive.members(rejected, "LibreOffice", "tệp Word")) == said(revisions.reject(parts))


def said(parts: Parts) -> list[str]:
    """The paragraphs with words; LibreOffice marks new empty cells with a letter of no width, pages with a break."""
    texts = [p.text.replace("\u200d", "").strip("\n\f") for p in paragraphs(see(parts).blocks)]
    return [text for text in texts if text]


# --- what is made, read as it prints ----------------------------------------------------------------------------------


def lines_of(*texts: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)


def settled(parts: Parts, edits: list[Any]) -> tuple[View, View]:
    """The file with all changes accepted, and with all rejected, which is the one that was there."""
    marked = tracked.apply(parts, edits, **WHO)
    accepted, rejected = see(revisions.accept(marked)), see(revisions.reject(marked))
    assert plain(rejected.blocks) == plain(see(parts).blocks)
    assert rejected.sections == see(parts).sections
    return accepted, rejected


def test_a_point_typed_on_is_one_insertion_with_the_words_before_it() -> None:
    """The end of the list and the new point stand in one stretch of new text: the mark between them is new as well."""
    parts = document(lines_of("Sở Nội vụ.", "Thực hiện") + SECT)
    spot = Spot(ns.DOCUMENT, 0)
    edits = [TextEdit(spot, 9, 10, ";", whole=True), InsertEdit(spot, (NewParagraph("Sở Tài chính."),))]
    accepted, _ = settled(parts, edits)
    assert said_by(accepted) == ["Sở Nội vụ;", "Sở Tài chính.", "Thực hiện"]
    body = ns.parse(tracked.apply(parts, edits, **WHO)[ns.DOCUMENT], "x")
    ends = [p.find(f"{w('pPr')}/{w('rPr')}/{w('ins')}") is not None for p in body.iter(w("p"))]
    assert ends == [True, False, False]


def said_by(view: View) -> list[str]:
    return [p.text for p in paragraphs(view.blocks)]


def test_a_new_table_is_merged_aligned_and_kept_whole_as_asked() -> None:
    parts = document(lines_of("trước", "sau") + SECT)
    new = NewTable(
        rows=((("Nhóm",), ("Việc",)), (("I",), ("một",)), (("",), ("hai", "ba"))),
        spans=((1, 1), (1, 1), (1, 1)), widths=(20.0, 40.0), merged=(("", ""), ("start", ""), ("on", "")),
        aligns=("center", "both"), whole=(True, False, True), font="Arial", size=13,
    )  # fmt: skip
    accepted, _ = settled(parts, [InsertEdit(Spot(ns.DOCUMENT, 0), (new,))])
    (table,) = [b for b in accepted.blocks if isinstance(b, Table)]
    assert [[c.merged for c in row.cells] for row in table.rows] == [["", ""], ["start", ""], ["on", ""]]
    assert [(row.header, row.whole) for row in table.rows] == [(True, True), (False, False), (False, True)]
    looks = [[{p.layout.align for p in paragraphs(c.blocks)} for c in row.cells] for row in table.rows]
    assert looks == [[{"center"}, {"center"}], [{"center"}, {"both"}], [{"center"}, {"both"}]]
    assert table.bordered
    letters = [{(r.look.fonts[0], r.look.size, r.look.bold) for p in paragraphs(c.blocks) for r in p.runs}
               for row in table.rows for c in row.cells if c.text]  # fmt: skip
    assert letters == [{("Arial", 13, n < 2)} for n in range(5)]
    for bad in (replace(new, whole=(True,)), replace(new, aligns=("left",)), replace(new, merged=(("",),))):
        left = tracked.apply_some(parts, [InsertEdit(Spot(ns.DOCUMENT, 0), (bad,))], **WHO).bo_lai
        assert [why for _, why in left] == ["bảng cần thêm có hàng không khớp số cột"]


def test_styles_of_the_house_are_taken_where_the_file_has_them() -> None:
    """In our print a new annex title and table get our styles; in a file without them the looks of a likeness."""
    parts = archive.members(print_it(compose(dossier())), "mẫu", "tệp Word")
    last = [p for p in paragraphs(see(parts).blocks) if not p.spot.table][-1].spot
    title = NewParagraph("Phụ lục", like=last, style="VB Phụ lục", page=True)
    new = NewTable(((("Việc",),), (("một",),)), ((1,), (1,)), (40.0,), styles=("VB Bảng", "VB Đầu bảng", "VB Ô bảng"))
    accepted, _ = settled(parts, [InsertEdit(last, (title, new))])
    made = next(p for p in paragraphs(accepted.blocks) if p.text == "Phụ lục" and p.layout.page_break_before)
    table = [b for b in accepted.blocks if isinstance(b, Table)][-1]
    assert (made.style, table.style) == ("VB Phụ lục", "VB Bảng")
    assert [p.style for p in paragraphs((table,))] == ["VB Đầu bảng", "VB Ô bảng"]
    bare, _ = settled(document(lines_of("trước") + SECT), [InsertEdit(Spot(ns.DOCUMENT, 0), (title, new))])
    assert {p.style for p in paragraphs(bare.blocks)} == {""}


def test_a_section_that_goes_on_leaves_no_page_and_comes_back() -> None:
    turned = SECT.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')
    parts = document(f"<w:p><w:pPr>{SECT}</w:pPr><w:r><w:t>một</w:t></w:r></w:p>{lines_of('hai')}{turned}")
    page = see(parts).sections[0]
    edit = SectionEdit(1, {"continuous": True, "width": page.width, "height": page.height})
    accepted, _ = settled(parts, [edit])
    assert [s.landscape for s in accepted.sections] == [False, False]
    kinds = [
        n.get(w("val")) for n in ns.parse(revisions.accept(tracked.apply(parts, [edit], **WHO))[ns.DOCUMENT], "x").iter(
            w("type"))
    ]  # fmt: skip
    assert kinds == ["continuous"]


def numbered(*numbers: str) -> Parts:
    """A table of two columns, the numbers typed in the first."""
    cell = '<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>'
    rows = "".join(f"<w:tr>{cell.format(n)}{cell.format(f'việc {k}')}</w:tr>" for k, n in enumerate(numbers))
    own = '<w:tblPr><w:tblW w:w="3000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="1500"/>'
    return document(f'<w:tbl>{own}<w:gridCol w:w="1500"/></w:tblGrid>{rows}</w:tbl><w:p/>{SECT}')


def column(view: View) -> list[str]:
    """The first column as it prints, numbers that Word makes included."""
    (table,) = [b for b in view.blocks if isinstance(b, Table)]
    return ["".join(p.label + p.text for p in paragraphs(row.cells[0].blocks)) for row in table.rows]


@pytest.mark.parametrize(
    ("form", "typed", "after"),
    [
        ("%1", ["1", "2", "3"], ["1", "2", "3"]),
        ("%1.", ["5.", "6.", "7."], ["5.", "6.", "7."]),
        ("0%1", ["08", "09", "10"], ["08", "09", "10"]),
        ("(%1)", ["(1)", "(2)", "(3)"], ["(1)", "(2)", "(3)"]),
    ],
)
def test_numbers_counted_by_word_are_right_before_and_after(form: str, typed: list[str], after: list[str]) -> None:
    """The second row goes and one comes in front: 1, 2, 3 again, in the form in which they were typed."""
    parts = numbered(*typed)
    start = int("".join(c for c in typed[0] if c.isdigit()))
    edits: list[Any] = [
        CountEdit(0, ((1, 1, 0), (1, 2, 0), (1, 3, 0)), (start,), form), RowDropEdit(1, 2),
        RowsEdit(1, 0, (NewRow((("",), ("mới",)), 1, 0),)),
    ]  # fmt: skip
    marked = tracked.apply(parts, edits, **WHO)
    assert column(see(revisions.accept(marked))) == after
    assert column(see(revisions.reject(marked))) == typed
    again = revisions.accept(marked)  # counted now: a row more is counted on, and nothing is typed beside a number
    more = tracked.apply(again, [RowsEdit(1, 1, (NewRow((("",), ("nữa",)), 1),))], **WHO)
    end = column(see(revisions.accept(more)))
    assert end[:3] == after
    assert len(set(end)) == 4
    assert column(see(revisions.reject(more))) == after


def test_numbers_that_do_not_follow_are_not_counted() -> None:
    edit = CountEdit(0, ((1, 1, 0), (1, 2, 0)), (1,))
    for typed, why in ((("1", "3"), "liền nhau"), (("1", "2a"), "liền nhau"), (("1", "2</w:t><w:br/><w:t>x"), "ngoài")):
        (left,) = tracked.apply_some(numbered(*typed), [edit], **WHO).bo_lai
        assert why in left[1]
