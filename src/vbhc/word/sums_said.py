"""Sums of a table that the text around it still says after other rows have come in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from vbhc.word import ns
from vbhc.word.ns import w

_NUMBER = re.compile(r"-?\d[\d.]*\d(?:,\d+)?")
_LEAST = 3
"""Digits of a number that is looked for: smaller ones stand everywhere."""
_AROUND = 40


def gone(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The numbers of a table's row of sums that are no longer in it; none when the row is no row of sums."""
    if "Tổng cộng" not in old:
        return []
    return [
        cell for cell in old if cell not in new and _NUMBER.fullmatch(cell) and sum(map(str.isdigit, cell)) >= _LEAST
    ]


def said(tree: Any, numbers: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each of the numbers that a paragraph outside the annex tables says, with the words around it."""
    patterns = [(n, re.compile(rf"(?<![\d.,/]){re.escape(n)}(?![\d/]|[.,]\d)")) for n in dict.fromkeys(numbers)]
    ours = {
        table
        for mark in tree.iter(w("bookmarkStart"))
        if mark.get(w("name"), "").startswith("vb_bang_")
        and (table := next(mark.iterancestors(w("tbl")), None)) is not None
    }
    for paragraph in tree.iter(w("p")) if patterns else ():
        text = ns.text_of(paragraph, own=True)
        for number, pattern in patterns:
            found = pattern.search(text)
            if found and ours.isdisjoint(paragraph.iterancestors(w("tbl"))):
                start, end = max(0, found.start() - _AROUND), found.end() + _AROUND
                yield number, ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")
