"""Paragraphs as lines: split at breaks, in one normal form for matching."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vbhc.model.ban_doc import Dong
from vbhc.model.view import Block, Paragraph, Run, paragraphs
from vbhc.text import letters


def fold(text: str) -> str:
    """NFC, every run of blanks (tabs, no-break spaces) one space, none at the ends."""
    return " ".join(letters.nfc(text).split())


def lines_of(paragraph: Paragraph, o_dau: str = "") -> Iterator[Dong]:
    """The lines of a paragraph; an empty paragraph is one empty line. Its shapes' lines come after its own."""
    text = paragraph.text
    start = 0
    label = f"{paragraph.label} " if paragraph.label else ""
    pieces = text.replace("\f", "\n").split("\n")
    for number, piece in enumerate(pieces):
        own = label if number == 0 else ""
        yield Dong(
            doan=paragraph,
            runs=tuple(_cut(paragraph.runs, start, start + len(piece))) if len(pieces) > 1 else paragraph.runs,
            goc=own + piece,
            chu=fold(own + piece),
            dau=start,
            tu_dong=paragraph.label if number == 0 else "",
            o_dau=o_dau,
        )
        start += len(piece) + 1
    for shape in paragraph.shapes:
        yield from lines(shape.blocks, "shape")


def lines(blocks: Iterable[Block], o_dau: str = "") -> Iterator[Dong]:
    """The lines of blocks, those in tables included, in order."""
    for paragraph in paragraphs(tuple(blocks)):
        yield from lines_of(paragraph, o_dau)


def _cut(runs: tuple[Run, ...], start: int, end: int) -> Iterator[Run]:
    for run in runs:
        left, right = max(start, run.start), min(end, run.start + len(run.text))
        if left < right:
            yield Run(run.text[left - run.start : right - run.start], run.look, left, run.change, run.field)
