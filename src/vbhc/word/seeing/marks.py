"""Small things of the walk: symbols of their own fonts, paragraphs joined by deleted marks, conditional formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from vbhc.model.view import Paragraph, Run
from vbhc.word.ns import w

_VAL = w("val")
_DEL, _INS, _MOVED_FROM, _MOVED_TO = w("del"), w("ins"), w("moveFrom"), w("moveTo")
_SYMBOLS = {
    "wingdings": {"A8": "□", "6F": "□", "FE": "☑", "FD": "☒", "FC": "✓", "FB": "✗", "E0": "→", "DF": "←", "A7": "▪",
                  "6E": "■", "6C": "●", "D8": "➢", "76": "❖", "28": "☎", "2A": "✉", "2B": "✉", "9F": "•"},
    "wingdings 2": {"52": "☑", "A3": "□", "50": "✓", "51": "☒", "2A": "□"},
    "symbol": {"B7": "•", "2D": "-", "AE": "→", "B3": "≥", "A3": "≤", "B1": "±", "B4": "×", "B0": "°", "B9": "≠",
               "61": "α", "62": "β", "67": "γ", "44": "Δ", "57": "Ω", "6D": "μ", "70": "π", "53": "Σ"},
}  # fmt: skip
_LOOK_BITS = {"firstRow": 0x0020, "lastRow": 0x0040, "firstColumn": 0x0080, "lastColumn": 0x0100}


def symbol(node: Any) -> str:
    """What a w:sym prints, where its font is one of the usual ones; "" where it is not known."""
    font, code = (node.get(w("font")) or "").casefold(), (node.get(w("char")) or "").upper()
    known = _SYMBOLS.get(font, {}).get(code.removeprefix("F0").removeprefix("00"))
    if known is None and font not in _SYMBOLS and len(code) == 4 and not code.startswith(("F0", "D8", "DC")):
        try:
            made = chr(int(code, 16))
        except ValueError:
            return ""
        return made if made.isprintable() else ""
    return known or ""


def deleted(mark: Any) -> bool:
    """Whether the mark that ends a paragraph (its rPr) is deleted (tracked): what it says flows into the next."""
    return mark.find(_DEL) is not None or mark.find(_MOVED_FROM) is not None


def inserted(mark: Any) -> bool:
    """Whether the mark that ends a paragraph is inserted (tracked)."""
    return mark.find(_INS) is not None or mark.find(_MOVED_TO) is not None


def joined(before: Sequence[Paragraph], last: Paragraph) -> Paragraph:
    """A paragraph with what flows into it; it keeps its own place and format, as Word does."""
    if not before:
        return last
    runs: list[Run] = []
    at = 0
    for paragraph in (*before, last):
        runs += [replace(run, start=at + run.start) for run in paragraph.runs]
        at += len(paragraph.text)
    return replace(
        last,
        runs=tuple(runs),
        shapes=tuple(s for p in (*before, last) for s in p.shapes),
        deleted="".join(p.deleted for p in (*before, last)),
        joined=sum(1 for p in before if p.text),
    )


def conditions(properties: Any) -> frozenset[str]:
    """The conditional formats of its style that a table asks for (w:tblLook)."""
    look = None if properties is None else properties.find(w("tblLook"))
    if look is None:
        return frozenset()
    try:
        bits = int(look.get(_VAL) or "0", 16)
    except ValueError:
        bits = 0
    out = set()
    for name, bit in _LOOK_BITS.items():
        own = look.get(w(name))
        if (own in {"1", "true", "on"}) if own is not None else bits & bit:
            out.add(name)
    return frozenset(out)


def in_cell(asked: frozenset[str], row: int, rows: int, column: int, last_column: bool) -> tuple[str, ...]:
    """Which of a style's conditional formats meet in a cell, the stronger later (17.7.6)."""
    out = []
    if column == 1 and "firstColumn" in asked:
        out.append("firstCol")
    if last_column and "lastColumn" in asked:
        out.append("lastCol")
    if row == 1 and "firstRow" in asked:
        out.append("firstRow")
    if row == rows and rows > 1 and "lastRow" in asked:
        out.append("lastRow")
    return tuple(out)
