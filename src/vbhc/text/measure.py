"""How wide a text prints in Times New Roman, and how it breaks into lines: font metrics, no guess.

The widths are those of Liberation Serif, whose advance widths equal Times New Roman's (units of 1/2048 em, no
kerning: Word applies none by default).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
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


@cache
def _widths(dam: bool, nghieng: bool) -> dict[str, int]:
    tables: dict[str, dict[str, int]] = _tables()
    return tables[("b" if dam else "") + ("i" if nghieng else "")]


@cache
def _tables() -> dict[str, dict[str, int]]:
    text = resources.files("vbhc.text").joinpath("widths.json").read_text(encoding="ascii")
    tables: dict[str, dict[str, int]] = json.loads(text)
    return tables


def width(text: str, face: Face) -> float:
    """Width in millimetres of a text set on one line. A letter the table lacks counts as one em half."""
    table = _widths(face.dam, face.nghieng)
    return sum(table.get(c, _EM // 2) for c in text) / _EM * face.co * PT_MM


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


_MARGIN = 0.8  # mm by which a break must be sure, on both sides: other renderers round otherwise


def even(text: str, face: Face, limit: float, tu_ghep: Iterable[str] = ()) -> tuple[list[str], float]:
    """As few lines as `wrap` makes, but even, and no word of `tu_ghep` split between two lines if it can be helped.

    Returns:
        The lines, and a width in mm (at most `limit`) at which greedy breaking gives just these lines.
    """
    first = wrap(text, face, limit)
    if len(first) < 2:
        return first, limit
    words = [tuple(w.split()) for w in tu_ghep]
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
            cost = (sum(_split(a, b, words) for a, b in pairwise(lines)), round(ragged, 1))
            if best is None or cost < best[0]:
                best = (cost, lines, tried)
        tried -= 0.4
    return (best[1], best[2]) if best else (first, limit)


def _split(line: str, after: str, words: list[tuple[str, ...]]) -> bool:
    """Whether a break falls inside one of the words."""
    left, right = line.casefold().split(), after.casefold().split()
    return any(
        tuple(left[-cut:]) == word[:cut] and tuple(right[: len(word) - cut]) == word[cut:]
        for word in words
        for cut in range(1, len(word))
    )
