"""How wide a text prints in Times New Roman, and how it breaks into lines: font metrics, no guess.

The widths are those of Liberation Serif, whose advance widths equal Times New Roman's (units of 1/2048 em, no
kerning: Word applies none by default).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise

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


def wrap(text: str, face: Face, limit: float) -> list[str]:
    """The lines into which Word breaks a text at `limit` millimetres: greedy, at spaces; blanks keep their width.

    A newline in the text is a line break of the writer's own.
    """
    lines: list[str] = []
    for piece in text.split("\n"):
        line = ""
        for gap, word in re.findall(r"([^\S\u00a0]*)((?:\S|\u00a0)+)", piece):
            if line and width(line + gap + word, face) > limit:
                lines.append(line)
                line = word
            else:
                line = line + gap + word if line else word
        if line:
            lines.append(line)
    return lines


NO_BREAK = "\u00a0"
MAX_GLUED = 12
_MARGIN = 0.8  # mm by which a break must be sure, on both sides: other renderers round otherwise


def even(text: str, face: Face, limit: float, khong_tach: re.Pattern[str] | None = None) -> tuple[list[str], float]:
    """As few lines as `wrap` makes, but even, and no stretch that `khong_tach` finds split if it can be helped.

    Returns:
        The lines, and a width in mm (at most `limit`) at which greedy breaking gives just these lines.
    """
    first = wrap(text, face, limit)
    if len(first) < 2:
        return first, limit
    whole = [found.span() for found in khong_tach.finditer(text)] if khong_tach else []
    best: tuple[tuple[int, float], list[str], float] | None = None
    tried = limit
    while tried > limit / len(first) * 0.8:
        lines = wrap(text, face, tried)
        if len(lines) != len(first):
            break
        widest = max(width(line, face) for line in lines)
        spare = [width(f"{line} {after.split()[0]}", face) - tried for line, after in pairwise(lines) if len(lines) > 1]
        if widest + _MARGIN <= tried and min(spare) >= _MARGIN:
            ragged = widest - min(width(line, face) for line in lines)
            cost = (len(_splits(text, lines, whole)), round(ragged, 1))
            if best is None or cost < best[0]:
                best = (cost, lines, tried)
        tried -= 0.4
    return (best[1], best[2]) if best else (first, limit)


@lru_cache(maxsize=4096)
def unsplit(text: str, face: Face, limit: float, khong_tach: re.Pattern[str]) -> tuple[str, list[str], float]:
    """As `even`, and where a break would still split a stretch, no-break spaces go into it, and only there.

    The names of an agency are asked for again with every document: answers are remembered.

    Returns:
        The text, as long as before; its lines; the width in mm.
    """
    for _ in range(MAX_GLUED):
        lines, _ = even(text, face, limit, khong_tach)
        gaps = _splits(text, lines, [found.span() for found in khong_tach.finditer(text)])
        if not gaps:
            break
        start, end = gaps[0]
        text = text[:start] + NO_BREAK * (end - start) + text[end:]
    return text, *even(text, face, limit, khong_tach)


def _splits(text: str, lines: list[str], whole: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The blanks at which a break falls inside one of the stretches: start and end in the text."""
    out = []
    at = 0
    for line, after in pairwise(lines):
        start = text.index(line, at) + len(line)
        at = text.index(after, start)
        if any(begin < start and at < end for begin, end in whole):
            out.append((start, at))
    return out
