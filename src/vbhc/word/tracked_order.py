"""Edits told apart and put in order, so that it does not matter in which order they were given."""

from __future__ import annotations

from vbhc.model.edits import Edit, ParagraphEdit, SectionEdit, TextEdit


class Key:
    """An edit, equal to another that says the same; its mappings cannot be hashed."""

    __slots__ = ("edit", "key")

    def __init__(self, edit: Edit) -> None:
        self.edit = edit
        self.key = order(edit)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


def order(edit: Edit) -> tuple[str, int, int, int, str]:
    """What sorts edits and tells them apart, whatever order they came in."""
    if isinstance(edit, SectionEdit):
        return ("", edit.section, 0, 0, repr(sorted(edit.page.items())))
    spot = edit.spot
    if isinstance(edit, ParagraphEdit):
        return (spot.part, spot.p, -1, -1, repr(sorted(edit.layout.items())))
    said = repr(edit.text) if isinstance(edit, TextEdit) else "look" + repr(sorted(edit.look.items()))
    return (spot.part, spot.p, edit.start, edit.end, said)
