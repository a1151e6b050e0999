"""Small things of the walk: symbols of their own fonts, paragraphs joined by deleted marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from vbhc.model.view import Paragraph, Run
from vbhc.word.ns import w

_DEL, _INS, _MOVED_FROM, _MOVED_TO = w("del"), w("ins"), w("moveFrom"), w("moveTo")
_SYMBOLS = {
    "wingdings": {"A8": "□", "6F": "□", "FE": "☑", "FD": "☒", "FC": "✓", "FB": "✗", "E0": "→", "DF": "←", "A7": "▪",
                  "6E": "■", "6C": "●", "D8": "➢", "76": "❖", "28": "☎", "2A": "✉", "2B": "✉", "9F": "•"},
    "wingdings 2": {"52": "☑", "A3": "□", "50": "✓", "51": "☒", "2A": "□"},
    "symbol": {"B7": "•", "2D": "-", "AE": "→", "B3": "≥", "A3": "≤", "B1": "±", "B4": "×", "B0": "°", "B9": "≠",
               "61": "α", "62": "β", "67": "γ", "44": "Δ", "57": "Ω", "6D": "μ", "70": "π", "53": "Σ"},
}  # fmt: skip


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
