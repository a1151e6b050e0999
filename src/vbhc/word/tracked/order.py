"""Edits told apart and put in order, so that it does not matter in which order they were given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vbhc.model.edits import (
    CountEdit,
    DropEdit,
    Edit,
    InsertEdit,
    ParagraphEdit,
    RowDropEdit,
    RowsEdit,
    SectionEdit,
    StructureEdit,
    TableDropEdit,
    TextEdit,
)

_Order = tuple[str, int, int, int, str]


def once(edits: Iterable[Edit | StructureEdit]) -> Iterator[Edit | StructureEdit]:
    """Each edit once, in the order given; what is put in twice is meant twice."""
    seen: set[_Order] = set()
    for edit in edits:
        key = order(edit)
        if isinstance(edit, InsertEdit | RowsEdit) or key not in seen:
            seen.add(key)
            yield edit


def order(edit: Edit | StructureEdit) -> _Order:
    """What sorts edits and tells them apart, whatever order they came in.

    What is put in at one place has one key, and keeps the order it was given in.
    """
    if isinstance(edit, SectionEdit):
        return ("", edit.section, 0, 0, repr(sorted(edit.page.items())))
    if isinstance(edit, InsertEdit):
        return (edit.spot.part, edit.spot.p, edit.table, int(not edit.before), "InsertEdit")
    if isinstance(edit, RowsEdit):
        return ("", edit.table, edit.after, 0, "RowsEdit")
    if isinstance(edit, RowDropEdit | TableDropEdit):
        return ("", edit.table, -2, 0, repr(edit))
    if isinstance(edit, CountEdit):
        return ("", 0, -2, 0, repr(edit))
    spot = edit.spot
    if isinstance(edit, DropEdit):
        return (spot.part, spot.p, -2, 0, repr(edit))
    if isinstance(edit, ParagraphEdit):
        return (spot.part, spot.p, -1, -1, repr(sorted(edit.layout.items())))
    said = repr(edit.text) if isinstance(edit, TextEdit) else "look" + repr(sorted(edit.look.items()))
    return (spot.part, spot.p, edit.start, edit.end, said)
