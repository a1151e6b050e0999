"""The numbers that Word makes itself (automatic numbering): `1.`, `a)`, `-` before a paragraph, as they print.

ECMA-376 17.9. Word's own letters have e f j w z; they are shown as Word would print them, so that rules can judge them.
"""

from __future__ import annotations

from typing import Any

from vbhc.text.numbering import MOST_ROMAN, la_ma
from vbhc.word import ns
from vbhc.word.ns import number, w
from vbhc.word.seeing.cascade import Cascade, Props, is_on

_VAL = w("val")
_LEVELS, _MOST, _LONGEST = 9, 32_767, 60
"""Word numbers nine levels; no label is longer than a line can bear."""
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "-", "\uf0d8": "➢", "\uf0fc": "✓", "o": "o"}


class Labels:
    """Counts the numbered paragraphs of one file in document order.

    A w:num is a list: the levels of its w:abstractNum, some of which it may set itself (17.9.8). Lists of one
    w:abstractNum count on from each other.
    """

    def __init__(self, xml: bytes | None, name: str) -> None:
        self._of: dict[str, str] = {}
        self._levels: dict[str, dict[int, Any]] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if xml is None:
            return
        tree = ns.parse(xml, f"{name} (numbering.xml)")
        abstract = _abstract(tree)
        for num in tree.iterfind(w("num")):
            key = num.get(w("numId"), "")
            base = self._of[key] = _val(num, "abstractNumId")
            levels = self._levels[key] = dict(abstract.get(base, {}))
            for override in num.iterfind(w("lvlOverride")):
                level = _level(override)
                start, own = override.find(w("startOverride")), override.find(w("lvl"))
                if start is not None:
                    self._starts[key, level] = int(number(start.get(_VAL)))
                if own is not None:
                    levels[level] = own

    def place(self, properties: Any, style: str, cascade: Cascade) -> tuple[str, int]:
        """The list and the level that number a paragraph; "" and 0 where none does.

        Args:
            properties: its own w:pPr, or None.
            style: the id of its style. A numPr from there puts it in the level that is tied to the style, or to one
                that it is based on, whatever level the numPr names (17.9.23).
            cascade: the styles.
        """
        own = None if properties is None else properties.find(w("numPr"))
        given = cascade.numbering_of(style) if own is None else own
        num_id = "" if given is None else _val(given, "numId") or cascade.list_of(style)
        if not num_id or num_id == "0":
            return "", 0
        level = int(number(_val(given, "ilvl")))
        if own is None:
            tied = {_val(node, "pStyle"): n for n, node in self._levels.get(num_id, {}).items()}
            level = next((tied[key] for key in cascade.lineage(style) if key and key in tied), level)
        return num_id, level

    def next(self, num_id: str, level: int) -> tuple[str, Props]:
        """The label of the next paragraph of a list at a level, and the layout that the level gives."""
        levels = self._levels.get(num_id, {})
        if level not in levels or not 0 <= level < _LEVELS:
            return "", {}
        counts = self._counts.setdefault(self._of[num_id], {})
        if (num_id, level) in self._starts:
            counts[level] = self._starts.pop((num_id, level))
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = _start(levels[level])
        for deeper in [k for k in counts if k > level and _restarts(levels.get(k), level)]:
            del counts[deeper]
        label = _val(levels[level], "lvlText")[:_LONGEST]
        legal = levels[level].find(w("isLgl"))  # 17.9.4: all of its numbers are shown as 1, 2, 3
        arabic = legal is not None and is_on(legal)
        for n in range(level + 1):
            if f"%{n + 1}" in label and n in levels:
                value = counts.setdefault(n, _start(levels[n]))
                label = label.replace(f"%{n + 1}", str(value) if arabic else _written(value, levels[n]))
        return _BULLETS.get(label, label), Cascade.para_props(levels[level].find(w("pPr")))


def _abstract(tree: Any) -> dict[str, dict[int, Any]]:
    """The levels of each w:abstractNum; one that only names a numbering style has that style's (17.9.21, 17.9.27)."""
    definitions = {node.get(w("abstractNumId"), ""): node for node in tree.iterfind(w("abstractNum"))}
    of_style = {style: node for node in definitions.values() if (style := _val(node, "styleLink"))}
    return {
        key: {_level(level): level for level in of_style.get(_val(node, "numStyleLink"), node).iterfind(w("lvl"))}
        for key, node in definitions.items()
    }


def _val(parent: Any, tag: str) -> str:
    node = parent.find(w(tag))
    return "" if node is None else node.get(_VAL, "")


def _level(node: Any) -> int:
    return int(number(node.get(w("ilvl"))))


def _restarts(level: Any, above: int) -> bool:
    """Whether a level begins anew after one above it was used (17.9.10): after any, unless it says after which."""
    told = "" if level is None else _val(level, "lvlRestart")
    return not told or above < int(number(told))


def _start(level: Any) -> int:
    return int(number(_val(level, "start"), 1))


def _written(value: int, level: Any) -> str:
    value = min(value, _MOST)
    name = _val(level, "numFmt") or "decimal"
    if name in {"upperRoman", "lowerRoman"} and 1 <= value <= MOST_ROMAN:
        return la_ma(value) if name == "upperRoman" else la_ma(value).lower()
    if name in {"lowerLetter", "upperLetter"} and 1 <= value <= 780:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if name == "lowerLetter" else letter.upper()
    if name == "decimalZero":
        return f"{value:02}"
    return "" if name in {"bullet", "none"} else str(value)
