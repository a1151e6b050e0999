"""Structural changes: accepted they read as asked, rejected the file is the one that was there, formats and all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from test_word_tracked import WHO, Parts, document, see
from word_cau_truc import SECT, Wanted, blocks, edits_of, shown

from vbhc.model.edits import DropEdit, JoinEdit
from vbhc.model.view import Block, Paragraph, Table
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
    assert all(isinstance(e, JoinEdit) or "field" in why for e, why in made.bo_lai), made.bo_lai
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


@given(data=st.data())
@settings(max_examples=400)
def test_the_laws(data: st.DataObject) -> None:
    parts = document(data.draw(blocks()) + SECT)
    check(parts, data.draw(edits_of(see(parts))))


@given(data=st.data())
@settings(max_examples=200)
def test_the_laws_with_content_controls(data: st.DataObject) -> None:
    """An empty paragraph may stay in a content control that has lost its last one."""
    parts = document(data.draw(blocks(controls=True)) + SECT)
    check(parts, data.draw(edits_of(see(parts))), exact=False)
