"""Paragraphs as lines: split at breaks, in one normal form for matching."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from vbhc.model.ban_doc import Dong
from vbhc.model.view import Block, Paragraph, Run, paragraphs
from vbhc.text import legacy, letters


def fold(text: str) -> str:
    """NFC, every run of blanks (tabs, no-break spaces) one space, none at the ends."""
    return " ".join(letters.nfc(text).split())


def lines_of(paragraph: Paragraph, o_dau: str = "") -> Iterator[Dong]:
    """The lines of a paragraph; an empty paragraph is one empty line. Its shapes' lines come after its own.

    Letters typed in an old font (TCVN3, VNI) are told in Unicode, so that they can be matched; the View keeps what is
    in the file.
    """
    text = paragraph.text
    label = f"{paragraph.label} " if paragraph.label else ""
    old = _old(paragraph)
    if "\n" not in text and "\f" not in text:
        runs = old or paragraph.runs
        whole = label + ("".join(r.text for r in runs) if old else text)
        yield Dong(paragraph, runs, whole, fold(whole), 0, paragraph.label, o_dau)
    else:
        start = 0
        for number, piece in enumerate(text.replace("\f", "\n").split("\n")):
            own = label if number == 0 else ""
            runs = tuple(_cut(paragraph.runs, start, start + len(piece)))
            after = start + len(piece) + 1
            if old:
                runs = tuple(_unicode(r) for r in runs)
                piece = "".join(r.text for r in runs)
            yield Dong(paragraph, runs, own + piece, fold(own + piece), start, paragraph.label if own else "", o_dau)
            start = after
    for shape in paragraph.shapes:
        yield from lines(shape.blocks, "shape")


def lines(blocks: Iterable[Block], o_dau: str = "") -> Iterator[Dong]:
    """The lines of blocks, those in tables included, in order."""
    for paragraph in paragraphs(tuple(blocks)):
        yield from lines_of(paragraph, o_dau)


def split(line: Dong, at: int, to: int) -> tuple[Dong, Dong]:
    """A line as two, what stands before `at` and from `to` (offsets in `goc`); the blanks between belong to neither."""
    shift = line.dau - (len(line.tu_dong) + 1 if line.tu_dong else 0)
    left, right = line.goc[:at], line.goc[to:]
    end = shift + len(line.goc)
    return (
        replace(line, runs=tuple(_cut(line.runs, line.dau, shift + at)), goc=left, chu=fold(left)),
        replace(
            line, runs=tuple(_cut(line.runs, shift + to, end)), goc=right, chu=fold(right), dau=shift + to, tu_dong=""
        ),
    )


def _cut(runs: tuple[Run, ...], start: int, end: int) -> Iterator[Run]:
    for run in runs:
        left, right = max(start, run.start), min(end, run.start + len(run.text))
        if left < right:
            yield Run(run.text[left - run.start : right - run.start], run.look, left, run.change, run.field)


def _old(paragraph: Paragraph) -> tuple[Run, ...]:
    """The runs in Unicode when any is in an old encoding, otherwise nothing."""
    old = [r.text for r in paragraph.runs if r.look.fonts and legacy.encoding(r.look.fonts[0])]
    if old and not legacy.is_unicode("".join(old)):
        return tuple(_unicode(r) for r in paragraph.runs)
    return ()


def _unicode(run: Run) -> Run:
    font = run.look.fonts[0] if run.look.fonts else ""
    return replace(run, text=legacy.to_unicode(run.text, font)) if legacy.encoding(font) else run
