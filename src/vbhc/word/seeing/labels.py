"""The numbers that Word makes itself (automatic numbering): `1.`, `a)`, `-` before a paragraph, as they print.

ECMA-376 17.9. Word's own letters have e f j w z; they are shown as Word would print them, so that rules can judge them.
"""

from __future__ import annotations

from typing import Any

from vbhc.text.numbering import la_ma
from vbhc.word import ns
from vbhc.word.ns import w
from vbhc.word.seeing.cascade import Cascade, Props, number

_VAL = w("val")
_LEVELS, _MOST, _LONGEST = 9, 32_767, 60
"""Word numbers nine levels; no label is longer than a line can bear."""
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "-", "\uf0d8": "➢", "\uf0fc": "✓", "o": "o"}


class Labels:
    """Counts the numbered paragraphs of one file in document order."""

    def __init__(self, xml: bytes | None, name: str) -> None:
        self._abstract: dict[str, dict[int, Any]] = {}
        self._of: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if xml is None:
            return
        tree = ns.parse(xml, f"{name} (numbering.xml)")
        for definition in tree.iterfind(w("abstractNum")):
            levels = {int(number(lvl.get(w("ilvl")))): lvl for lvl in definition.iterfind(w("lvl"))}
            self._abstract[definition.get(w("abstractNumId"), "")] = levels
        for num in tree.iterfind(w("num")):
            key = num.get(w("numId"), "")
            base = num.find(w("abstractNumId"))
            self._of[key] = "" if base is None else base.get(_VAL, "")
            for override in num.iterfind(w("lvlOverride")):
                start = override.find(w("startOverride"))
                if start is not None:
                    self._starts[key, int(number(override.get(w("ilvl"))))] = int(number(start.get(_VAL)))

    def next(self, num_id: str, level: int) -> tuple[str, Props]:
        """The label of the next paragraph of a list at a level, and the layout that the level gives."""
        base = self._of.get(num_id)
        levels = self._abstract.get(base or "")
        if not levels or level not in levels or not 0 <= level < _LEVELS:
            return "", {}
        counts = self._counts.setdefault(base or "", {})
        if (num_id, level) in self._starts:
            counts[level] = self._starts.pop((num_id, level))
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = _start(levels[level])
        for deeper in [k for k in counts if k > level]:
            del counts[deeper]
        text = levels[level].find(w("lvlText"))
        label = "" if text is None else text.get(_VAL, "")[:_LONGEST]
        for n in range(level + 1):
            if f"%{n + 1}" in label and n in levels:
                value = counts.setdefault(n, _start(levels[n]))
                label = label.replace(f"%{n + 1}", _written(value, levels[n]))
        return _BULLETS.get(label, label), Cascade.para_props(levels[level].find(w("pPr")))


def _start(level: Any) -> int:
    start = level.find(w("start"))
    return 1 if start is None else int(number(start.get(_VAL), 1))


def _written(value: int, level: Any) -> str:
    value = min(value, _MOST)
    kind = level.find(w("numFmt"))
    name = "decimal" if kind is None else kind.get(_VAL, "decimal")
    if name in {"upperRoman", "lowerRoman"} and 1 <= value <= 399:
        return la_ma(value) if name == "upperRoman" else la_ma(value).lower()
    if name in {"lowerLetter", "upperLetter"} and 1 <= value <= 780:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if name == "lowerLetter" else letter.upper()
    if name == "decimalZero":
        return f"{value:02}"
    return "" if name in {"bullet", "none"} else str(value)
