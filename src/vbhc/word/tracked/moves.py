"""Moves: what is taken out in one place and put in in another under one name (17.13.5.22, 17.13.5.25)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from vbhc.model.edits import DropEdit, InsertEdit, NewParagraph
from vbhc.word.ns import w
from vbhc.word.tracked.blocks import kind_of
from vbhc.word.tracked.formats import Mark


def whole(drops: Sequence[tuple[DropEdit, Any]], inserts: Sequence[tuple[InsertEdit, Any]]) -> set[str]:
    """The names of moves that can be written as such.

    Both halves are there, the paragraphs of each stand together, and some of the words have moved; any other move is
    a deletion and an insertion.

    Args:
        drops: what is taken out, in the order of the file, with its paragraph.
        inserts: what is put in, in the order it will stand in, with what it stands beside.
    """
    out = set()
    for name in sorted({e.move for e, _ in drops} & {e.move for e, _ in inserts} - {""}):
        old = [node for edit, node in drops if edit.move == name]
        at = [i for i, (edit, _) in enumerate(inserts) if edit.move == name]
        places = {(inserts[i][1], inserts[i][0].before) for i in at}
        moved = any(isinstance(b, NewParagraph) and b.moved for i in at for b in inserts[i][0].blocks)
        together = all(_next(a) is b for a, b in pairwise(old))
        if together and moved and len(places) == 1 and at == list(range(at[0], at[-1] + 1)):
            out.add(name)
    return out


def _next(node: Any) -> Any:
    after = node.getnext()
    while after is not None and not kind_of(after):
        after = after.getnext()
    return after


@dataclass(slots=True)
class Ranges:
    """The two ends of every move, put around its paragraphs."""

    mark: Mark
    _last: list[tuple[Any, Any]] = field(default_factory=list)
    """The end of a range, and the paragraph it follows."""

    def around(self, kind: str, name: str, nodes: Sequence[Any]) -> None:
        """Open a range in the first of some paragraphs and close it in the last. `kind`: "moveFrom" or "moveTo"."""
        values = self.mark()
        start = nodes[0].makeelement(w(f"{kind}RangeStart"), {w(k): v for k, v in (values | {"name": name}).items()})
        end = nodes[0].makeelement(w(f"{kind}RangeEnd"), {w("id"): values["id"]})
        own = nodes[0].find(w("pPr"))
        nodes[0].insert(0 if own is None else 1, start)
        nodes[-1].append(end)
        self._last.append((end, nodes[-1]))

    def settle(self) -> None:
        """Let a range go beyond the mark of its last paragraph where that moves too and something follows it."""
        for end, node in self._last:
            look = node.find(f"{w('pPr')}/{w('rPr')}")
            moves = look is not None and any(look.find(w(t)) is not None for t in ("moveFrom", "moveTo"))
            if moves and node.getparent() is not None and _next(node) is not None:
                node.addnext(end)
