"""How wide a text prints in Times New Roman, and how it breaks into lines: font metrics, no guess.

The widths are those of Liberation Serif, whose advance widths equal Times New Roman's (units of 1/2048 em, no
kerning: Word applies none by default).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

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
    """The lines into which Word breaks a text at `limit` millimetres: greedy, at spaces; blanks keep their width."""
    lines: list[str] = []
    line = ""
    for gap, word in re.findall(r"(\s*)(\S+)", text):
        if line and width(line + gap + word, face) > limit:
            lines.append(line)
            line = word
        else:
            line = line + gap + word if line else word
    return [*lines, line] if line else lines


def balanced(text: str, face: Face, limit: float) -> list[str]:
    """The same number of lines as `wrap`, as even as they come: no lone word on the last line."""
    lines = wrap(text, face, limit)
    if len(lines) < 2:
        return lines
    low, high = 0.0, limit
    while high - low > 0.2:
        middle = (low + high) / 2
        tried = wrap(text, face, middle)
        if len(tried) == len(lines) and all(width(line, face) <= middle for line in tried):
            high, lines = middle, tried
        else:
            low = middle
    return lines
