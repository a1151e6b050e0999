"""What a paragraph gathers while it is walked: runs joined where they look alike, shapes, deleted words."""

from __future__ import annotations

from vbhc.model.view import Look, Run, Shape
from vbhc.word.seeing.cascade import Props


class Gathered:
    """`base` is what its runs inherit; `page` the page it begins on where a break within tells, else 0."""

    __slots__ = ("base", "deleted", "length", "page", "runs", "shapes")

    def __init__(self, base: Props) -> None:
        self.base = base
        self.runs: list[Run] = []
        self.shapes: list[Shape] = []
        self.deleted: list[str] = []
        self.length = 0
        self.page = 0

    def add(self, text: str, look: Look, change: str, field: str) -> None:
        """Put a stretch of text at the end; one that looks like its neighbour is joined with it."""
        last = self.runs[-1] if self.runs else None
        if last is not None and last.look is look and last.change == change and last.field == field:
            self.runs[-1] = Run(last.text + text, look, last.start, change, field)
        elif text or field:
            self.runs.append(Run(text, look, self.length, change, field))
        self.length += len(text)
