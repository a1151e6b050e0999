"""Paragraphs and tables put in and taken out beside one another: two documents in one, A before and B after.

A paragraph ends in its mark, and the mark holds its format (17.13.5.15): what is taken out with its mark flows into the
next paragraph. Each mark is a mark in A, in B, or in both. Where nothing follows that a paragraph could flow into (a
table, the end of a cell or of a section), the last mark has to be one of both; it is taken over from the paragraph
before, as Word does when one types on at the end of a cell.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from vbhc.word.ns import w
from vbhc.word.seeing import marks
from vbhc.word.tracked import formats
from vbhc.word.tracked.formats import Mark

_P, _TBL = w("p"), w("tbl")
_LOOSE = {
    w(t)
    for t in (
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd", "proofErr",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "sectPr", "tcPr", "sdtPr",
        "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
        "customXmlPr",
    )
}  # fmt: skip
"""What stands between blocks and is none."""
A, B = 0, 1


@dataclass(slots=True, eq=False)
class Block:
    """A paragraph or table of one container, or a wall that no paragraph can flow through.

    `kind`: "p", "tbl", "wall", or "section", the end of one. `said` and `ends` are for A and B: whether what it says is
    there, whether its mark is. `moved`: as a move.
    """

    node: Any
    kind: str
    said: list[bool]
    ends: list[bool]
    moved: bool = False


@dataclass(slots=True)
class Plan:
    """What happens to the blocks of a part, by node: what comes before and after each, and what goes."""

    before: dict[Any, list[Block]] = field(default_factory=dict)
    after: dict[Any, list[Block]] = field(default_factory=dict)
    gone: dict[Any, bool] = field(default_factory=dict)
    """Paragraphs and tables that go; true: moved away."""

    def containers(self) -> list[Any]:
        """The elements whose blocks change."""
        return list(dict.fromkeys(node.getparent() for node in (*self.before, *self.after, *self.gone)))


def new(node: Any, *, moved: bool = False) -> Block:
    """A block that is put in."""
    return Block(node, kind_of(node), [False, True], [False, True], moved)


def kind_of(node: Any) -> str:
    """What a child of a container is: "p", "tbl", "wall", or "" for what is no block."""
    if node.tag == _P:
        return "p"
    if node.tag == _TBL:
        return "tbl"
    return "" if not isinstance(node.tag, str) or node.tag in _LOOSE else "wall"


def arrange(parent: Any, plan: Plan, mark: Mark) -> None:
    """Bring the blocks of one container into the order of both documents and mark the ends of its paragraphs."""
    were = [_owners([_first(n) for n in parent if kind_of(n)], side) for side in (A, B)]
    before = [{block.node: owner.node for block, owner in were[side].items()} for side in (A, B)]
    blocks = _parted(_placed(parent, plan))
    _typed_on(blocks)
    for side in (A, B):
        _carry(blocks, side)
    owners = [_owners(blocks, side) for side in (A, B)]
    fresh = [made for block in blocks if (made := _format(block, owners, before)) is not None]
    _hand_on_sections(blocks)
    for made in fresh:
        made.write(mark)
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if block.kind == "p":
            _flow(block, following, mark)


def _first(node: Any) -> Block:
    """A block as it stands, other people's changes of its mark in force."""
    block = Block(node, kind_of(node), [True, True], [True, True])
    look = node.find(f"{w('pPr')}/{w('rPr')}") if block.kind == "p" else None
    if look is not None:
        block.ends = [not marks.inserted(look), not marks.deleted(look)]
    return block


def _placed(parent: Any, plan: Plan) -> list[Block]:
    """The blocks in order, what is new put in its place."""
    out: list[Block] = []

    for node in list(parent):
        if not kind_of(node):
            continue
        for block in plan.before.get(node, ()):
            node.addprevious(block.node)
            out.append(block)
        own = _first(node)
        if node in plan.gone:
            own.said[B], own.ends[B], own.moved = False, False, plan.gone[node]
        out.append(own)
        last = node
        for block in plan.after.get(node, ()):
            last.addnext(block.node)
            last = block.node
            out.append(block)
        section = node.find(f"{w('pPr')}/{w('sectPr')}") if own.kind == "p" else None
        if section is not None:
            out.append(Block(section, "section", [True, True], [True, True]))
    return out


# --- tables apart -----------------------------------------------------------------------------------------------------


def _parted(blocks: list[Block]) -> list[Block]:
    """Put an empty paragraph where a new table would run into another one, or end its container."""
    out: list[Block] = []
    for i, block in enumerate(blocks):
        if block.kind == "tbl" and not block.said[A]:
            before = next((b for b in reversed(out) if b.said[B]), None)
            if before is not None and before.kind == "tbl":
                out.append(_empty(block.node, [False, True], first=True))
            elif out and out[-1].kind == "tbl":
                out.append(_empty(block.node, [False, False], first=True))
            out.append(block)
            after = next((b for b in blocks[i + 1 :] if b.said[B]), None)
            if after is None or after.kind == "section" or (after.kind == "tbl" and after.said[A]):
                out.append(_empty(block.node, [False, True], first=False))
        else:
            if block.kind == "tbl" and out and out[-1].kind == "tbl" and not out[-1].said[A]:
                out.append(_empty(block.node, [False, False], first=True))
            out.append(block)
    return out


def _empty(beside: Any, sides: list[bool], *, first: bool) -> Block:
    node = beside.makeelement(_P)
    if first:
        beside.addprevious(node)
    else:
        beside.addnext(node)
    return Block(node, "p", list(sides), list(sides))


# --- marks ------------------------------------------------------------------------------------------------------------


def _segments(blocks: list[Block], side: int | None) -> Iterator[tuple[Block | None, list[Block], Block | None]]:
    """The paragraphs between two walls of one document, and those walls; None: only sections are walls."""
    left: Block | None = None
    held: list[Block] = []
    for block in [*blocks, None]:
        if block is not None and block.kind == "p":
            held.append(block)
        elif block is None or block.kind == "section" or (side is not None and block.said[side]):
            yield left, held, block
            left, held = block, []


def _typed_on(blocks: list[Block]) -> None:
    """Let new paragraphs behind one that ends in new words begin with its mark, as if typed on from there.

    LibreOffice takes the words and the paragraphs for one insertion; a mark of A between them would go with it.
    """
    for at, block in enumerate(blocks):
        if not (block.kind == "p" and all(block.said) and all(block.ends) and _ends_new(block.node)):
            continue
        fresh = list(takewhile(lambda b: b.kind == "p" and not b.said[A] and b.ends[B], blocks[at + 1 :]))
        if fresh and not any(b.moved or b.ends[A] for b in fresh):
            block.ends[A], fresh[-1].ends[A] = False, True


def _ends_new(paragraph: Any) -> bool:
    last = next((n for n in paragraph.iterchildren(reversed=True) if n.tag not in _LOOSE), None)
    return last is not None and last.tag == w("ins")


def _carry(blocks: list[Block], side: int) -> None:
    """Let the last paragraph before each wall end in a mark of this document, taken over from the one before."""
    for left, held, right in _segments(blocks, side):
        # What other people's changes left is theirs.
        if not held or held[-1].ends[side] or held[-1].said[side]:
            continue
        before = next((b for b in reversed(held) if b.ends[side]), None)
        if before is not None:
            before.ends[side], held[-1].ends[side] = False, True
        elif side == B and any(b.said[A] for b in held) and _needed(left, right):
            held[-1].ends[side] = True


def _needed(left: Block | None, right: Block | None) -> bool:
    """Whether a paragraph has to stand between two walls: at an end, or between two tables."""
    if right is None or right.kind == "section":
        return True
    return left is not None and left.kind == "tbl"


def _owners(blocks: list[Block], side: int) -> dict[Block, Block]:
    """For each mark of a document the paragraph whose format it holds: the first one that flows into it."""
    out: dict[Block, Block] = {}
    for _, held, _ in _segments(blocks, side):
        first: Block | None = None
        for block in held:
            if block.said[side]:
                first = first or block
            if block.ends[side]:
                out[block] = first or block
                first = None
    return out


def _flow(block: Block, following: Block | None, mark: Mark) -> None:
    """Mark the end of a paragraph; one that ends in neither document is a part of the next."""
    in_a, in_b = block.ends
    look = block.node.find(f"{w('pPr')}/{w('rPr')}")
    put_in, taken_out = look is not None and marks.inserted(look), look is not None and marks.deleted(look)
    if not in_a and not in_b and following is not None and following.kind == "p" and not put_in and not taken_out:
        own = following.node.find(w("pPr"))
        at = 0 if own is None else following.node.index(own) + 1
        for child in reversed([n for n in block.node if n.tag != w("pPr")]):
            following.node.insert(at, child)
        block.node.getparent().remove(block.node)
        return
    if not in_a and not put_in:
        formats.mark_end(block.node, "moveTo" if block.moved and not block.said[A] else "ins", mark)
    if not in_b and not taken_out:
        formats.mark_end(block.node, "moveFrom" if block.moved and not block.said[B] else "del", mark)


# --- formats ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Format:
    """The format a paragraph gets; the one to come back on rejection (None: none); the look of its mark in A."""

    node: Any
    now: list[Any]
    former: list[Any] | None
    look: Any
    with_look: bool

    def write(self, mark: Mark) -> None:
        """Write it."""
        own = formats.properties(self.node)
        formats.set_former(own, self.now, self.former, mark)
        if self.with_look:
            formats.set_look(self.node, self.look)
        if not len(own):
            self.node.remove(own)


def _format(block: Block, owners: list[dict[Block, Block]], before: list[dict[Any, Any]]) -> _Format | None:
    """What a paragraph's format has to become; None where it stays."""
    in_a, in_b = (held.get(block) for held in owners)
    changed = any(
        owner is not None and owner.node is not before[side].get(block.node, block.node)
        for side, owner in ((A, in_a), (B, in_b))
    )
    if block.kind != "p" or not changed or (in_a is None and in_b is None):
        return None
    former = None if in_a is None else _children(in_a.node, A)
    now = None if in_b is None else _children(in_b.node, B)
    look = None
    if in_a is not None:
        look = in_a.node.find(f"{w('pPr')}/{w('rPr')}")
        look = None if look is None else copy.deepcopy(look)
    with_look = in_a is not None and in_a is not block
    if now is None:
        assert former is not None
        return _Format(block.node, former, None, look, with_look)
    return _Format(block.node, now, former, look, with_look)


def _children(node: Any, side: int) -> list[Any]:
    """A paragraph's own format in A (before any change of it) or in B."""
    own = node.find(w("pPr"))
    if own is None:
        return []
    former = own.find(f"{w('pPrChange')}/{w('pPr')}")
    kept = {w("rPr"), w("sectPr"), w("pPrChange")}
    return [copy.deepcopy(n) for n in (former if side == A and former is not None else own) if n.tag not in kept]


def _hand_on_sections(blocks: list[Block]) -> None:
    """A section stays with the last mark before its end."""
    for _, held, right in _segments(blocks, None):
        if right is not None and held:
            own = formats.properties(held[-1].node)
            change = own.find(w("pPrChange"))
            if right.node.getparent() is own:
                continue
            if change is None:
                own.append(right.node)
            else:
                change.addprevious(right.node)
