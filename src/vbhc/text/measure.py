"""How wide a text prints in Times New Roman, and how it breaks into lines: font metrics, no guess.

The widths are those of Liberation Serif, whose advance widths equal Times New Roman's (units of 1/2048 em, no
kerning: Word applies none by default).
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate, pairwise

PT_MM = 25.4 / 72
_EM = 2048


@dataclass(frozen=True, slots=True)
class Face:
    """A cut of the font: size in points, bold, italic."""

    co: float
    dam: bool = False
    nghieng: bool = False


class _Widths(dict[str, int]):
    """Letter → width in units; one the font lacks counts as one em half."""

    def __missing__(self, letter: str) -> int:
        return _EM // 2


@cache
def _widths(dam: bool, nghieng: bool) -> _Widths:
    return _Widths(_tables()[("b" if dam else "") + ("i" if nghieng else "")])


@cache
def _tables() -> dict[str, dict[str, int]]:
    text = resources.files("vbhc.text").joinpath("widths.json").read_text(encoding="ascii")
    tables: dict[str, dict[str, int]] = json.loads(text)
    return tables


def width(text: str, face: Face) -> float:
    """Width in millimetres of a text set on one line. A letter the table lacks counts as one em half."""
    return sum(map(_widths(face.dam, face.nghieng).__getitem__, text)) / _EM * face.co * PT_MM


@cache
def widest(face: Face) -> float:
    """Width in millimetres of the widest letter."""
    return max(_widths(face.dam, face.nghieng).values()) / _EM * face.co * PT_MM


_WORD = re.compile(r"[^\S\u00a0]*((?:\S|\u00a0)+)")


class _Set:
    """A text whose letters are measured once, to be broken at many widths."""

    def __init__(self, text: str, face: Face) -> None:
        self.text = text
        self._scale = face.co
        self._upto = [0, *accumulate(map(_widths(face.dam, face.nghieng).__getitem__, text))]
        self._blank = _widths(face.dam, face.nghieng)[" "]
        self._pieces: list[list[tuple[int, int]]] = []
        at = 0
        for piece in text.split("\n"):
            self._pieces.append([(at + m.start(1), at + m.end(1)) for m in _WORD.finditer(piece)])
            at += len(piece) + 1

    def lines(self, limit: float) -> list[tuple[int, int]]:
        """Where the lines begin and end, broken as `wrap` does."""
        out: list[tuple[int, int]] = []
        for words in self._pieces:
            start = -1
            last = 0
            for begin, end in words:
                if start < 0:
                    start = begin
                elif self.wide(start, end) > limit:
                    out.append((start, last))
                    start = begin
                last = end
            if start >= 0:
                out.append((start, last))
        return out

    def wide(self, start: int, end: int, units: int = 0) -> float:
        """Width in millimetres of a stretch, `units` more."""
        return (self._upto[end] - self._upto[start] + units) / _EM * self._scale * PT_MM

    def with_next(self, line: tuple[int, int], after: tuple[int, int]) -> float:
        """Width of a line if the first word of the one after it stood on it too."""
        word = (self.text[slice(*after)].split() or [""])[0]
        at = self.text.index(word, after[0])
        return self.wide(*line, self._blank + self._upto[at + len(word)] - self._upto[at])


def wrap(text: str, face: Face, limit: float) -> list[str]:
    """The lines into which Word breaks a text at `limit` millimetres: greedy, at spaces; blanks keep their width.

    A newline in the text is a line break of the writer's own.
    """
    return list(_again(text, face, limit) if len(text) < _NAME else _wrapped(text, face, limit))


def _wrapped(text: str, face: Face, limit: float) -> tuple[str, ...]:
    return tuple(text[slice(*line)] for line in _Set(text, face).lines(limit))


_NAME = 200  # letters; what is longer is no line of a letterhead, and seldom asked for again
_again = lru_cache(maxsize=1024)(_wrapped)
NO_BREAK = "\u00a0"
MAX_GLUED = 12
_MARGIN = 0.8  # mm by which a break must be sure, on both sides: other renderers round otherwise


def even(text: str, face: Face, limit: float, khong_tach: re.Pattern[str] | None = None) -> tuple[list[str], float]:
    """As few lines as `wrap` makes, but even, and no stretch that `khong_tach` finds split if it can be helped.

    Returns:
        The lines, and a width in mm (at most `limit`) at which greedy breaking gives just these lines.
    """
    measured = _Set(text, face)
    first = measured.lines(limit)
    if len(first) < 2:
        return [text[slice(*line)] for line in first], limit
    whole = [found.span() for found in khong_tach.finditer(text)] if khong_tach else []
    best: tuple[tuple[int, float], list[tuple[int, int]], float] | None = None
    tried = limit
    lines, longest, cost, reach = first, math.inf, (0, 0.0), 0.0
    while tried > limit / len(first) * 0.8:
        if longest > tried:  # else every line still holds what it held
            lines = measured.lines(tried)
            if len(lines) != len(first):
                break
            wide = [measured.wide(*line) for line in lines]
            longest, reach = max(wide), min(measured.with_next(*pair) for pair in pairwise(lines))
            cost = (len(_splits(lines, whole)), round(longest - min(wide), 1))
        if longest + _MARGIN <= tried and reach - tried >= _MARGIN and (best is None or cost < best[0]):
            best = (cost, lines, tried)
        tried -= 0.4
    _, lines, room = best or (None, first, limit)
    return [text[slice(*line)] for line in lines], room


@lru_cache(maxsize=4096)
def unsplit(text: str, face: Face, limit: float, khong_tach: re.Pattern[str]) -> tuple[str, list[str], float]:
    """As `even`, and where a break would still split a stretch, no-break spaces go into it, and only there.

    The names of an agency are asked for again with every document: answers are remembered.

    Returns:
        The text, as long as before; its lines; the width in mm.
    """
    for glued in range(MAX_GLUED + 1):
        lines, room = even(text, face, limit, khong_tach)
        gaps = _splits(_spans(text, lines), [found.span() for found in khong_tach.finditer(text)])
        if not gaps or glued == MAX_GLUED:
            break
        start, end = gaps[0]
        text = text[:start] + NO_BREAK * (end - start) + text[end:]
    return text, lines, room


def _spans(text: str, lines: list[str]) -> list[tuple[int, int]]:
    """Where lines stand in their text."""
    out = []
    at = 0
    for line in lines:
        start = text.index(line, at)
        at = start + len(line)
        out.append((start, at))
    return out


def _splits(lines: list[tuple[int, int]], whole: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The blanks at which a break falls inside one of the stretches: start and end in the text."""
    gaps = [(line[1], after[0]) for line, after in pairwise(lines)]
    return [(start, end) for start, end in gaps if any(begin < start and end < stop for begin, stop in whole)]
