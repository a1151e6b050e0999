"""What an annex brings along or leaves behind: empty lines, the rule under its head, a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import DropEdit, Edit, InsertEdit, NewParagraph, SectionEdit, StructureEdit, TableDropEdit
from vbhc.model.so_sanh import SoSanh
from vbhc.model.view import Block, Paragraph, Spot, paragraphs


def emptied(document: BanDoc, edits: Sequence[Edit | StructureEdit]) -> Iterator[Edit | StructureEdit]:
    """What goes with the annexes that go: paragraphs without words, and the pages of which nothing is left.

    Such a page cannot be taken out: its section goes on where the one before it ends, on paper of the same size.
    """
    gone = {e.spot for e in edits if isinstance(e, DropEdit)}
    tables = {e.table for e in edits if isinstance(e, TableDropEdit)}
    heads = {p.tieu_de.doan.spot for p in document.phu_luc} & gone
    left: dict[int, bool] = {}
    section, inside = 0, False
    for block in document.view.blocks:
        first = next(paragraphs((block,)), None)
        section = section if first is None else first.section
        if isinstance(block, Paragraph):
            goes = block.spot in gone
            inside = inside or block.spot in heads
        else:
            goes = block.number in tables
        if inside and not goes and _silent(block):
            assert isinstance(block, Paragraph)
            yield DropEdit(block.spot)
            goes = True
        inside = inside and goes
        left[section] = left.get(section, False) or not (goes and inside)
    for number, anything in sorted(left.items()):
        if not anything and number:
            page = document.view.sections[number - 1]
            yield SectionEdit(number, {"continuous": True, "width": page.width, "height": page.height})


def rules(document: BanDoc) -> dict[Spot, Spot]:
    """The rules drawn under lines of the text (empty paragraphs with a border), by the line they stand under."""
    return {
        x.spot: y.spot for x, y in pairwise(document.view.blocks)
        if isinstance(x, Paragraph) and isinstance(y, Paragraph) and _silent(y) and y.layout.borders
    }  # fmt: skip


def _silent(block: Block) -> bool:
    """Whether a block is a paragraph that says nothing, in its shapes either."""
    if not isinstance(block, Paragraph) or block.label or block.text.strip():
        return False
    return not any(p.text.strip() for shape in block.shapes for p in paragraphs(shape.blocks))


def not_turned(so_sanh: SoSanh, edits: Sequence[Edit | StructureEdit]) -> Iterator[str]:
    """Annexes put in that lie across the paper in B: they come to stand on the paper that is there."""
    come = {
        block.text for e in edits if isinstance(e, InsertEdit) for block in e.blocks
        if isinstance(block, NewParagraph) and block.page
    }  # fmt: skip
    if not come:
        return
    for annex in so_sanh.b.phu_luc:
        page = so_sanh.b.view.sections[annex.section]
        if page.width > page.height and annex.tieu_de.in_ra.strip() in come:
            yield f"{so_sanh.b.vi_tri(annex.tieu_de)}: bản sau in khổ ngang; chấp nhận xong thì đặt lại hướng giấy"
