"""Cells like one that was read before: of a long table only the words are read anew."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from vbhc.model.view import Cell, Paragraph, Run, Spot
from vbhc.word.ns import w

_T = w("t")
_UNREAD = {w(tag) for tag in ("p", "r", "bookmarkStart", "bookmarkEnd", "proofErr")}
"""Elements whose attributes (Word's own marks, names of bookmarks) change nothing of what the walk makes of them."""
_MOST, _LONGEST = 4096, 500
"""Forms remembered of one file, and what one may be made of; no table that an office makes has so many."""

Form = tuple[Hashable, ...]


def form(node: Any) -> tuple[Form, str] | None:
    """What a w:tc is apart from its words, and its words: cells of one form differ in nothing else that is read.

    Each element stands in the form with how many children it has, so that no two trees have one form. None where the
    words stand in more than one stretch, or the cell is long: cells may stand in each other hundreds deep.
    """
    made: list[Hashable] = []
    words: str | None = None
    for part in node.iter():
        tag = part.tag
        made += (tag, len(part))
        if tag == _T:
            if words is not None:
                return None
            words = part.text or ""
        elif tag not in _UNREAD:
            made += part.items()
        if len(made) > _LONGEST:
            return None
    return tuple(made), words or ""


class Alike:
    """The cells of one file that the walk has read, one of each form whose words are all there is to read anew."""

    def __init__(self) -> None:
        self._made: dict[Form, Cell] = {}

    def remember(self, form: Form, words: str, made: Cell) -> None:
        """Keep a cell that was read, and changed nothing but the count of paragraphs, if it is all one run of words."""
        if len(self._made) < _MOST and len(made.blocks) == 1 and isinstance(made.blocks[0], Paragraph):
            only = made.blocks[0]
            said = [(run.text, run.change, run.field) for run in only.runs]
            if not only.shapes and said == ([(words, "", "")] if words else []):
                self._made[form] = made

    def read(self, form: Form, words: str, spot: Spot, section: int) -> Cell | None:
        """The cell of these words at this place, if one of its form is kept."""
        like = self._made.get(form)
        if like is None:
            return None
        only = like.blocks[0]
        assert isinstance(only, Paragraph)
        if bool(words) != bool(only.runs):
            return None
        runs = (Run(words, only.runs[0].look),) if words else ()
        return Cell(
            (Paragraph(spot, only.style, only.layout, runs, section=section),), like.width, like.span, like.merged
        )
