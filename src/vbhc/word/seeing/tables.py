"""Tables: what a table, a row and a cell say of themselves (ECMA-376 17.4); the walk brings what stands in them."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from vbhc.model.view import Block, Cell, Row, Table
from vbhc.word.ns import mm, number, w
from vbhc.word.seeing.pages import flag, val

_VAL, _MARK = w("val"), w("bookmarkStart")
_AROUND = {w("p"), w("tc"), w("tr")}
"""What a bookmark in the words of a row stands in."""
_MOST_COLUMNS = 63
"""Of a Word table."""
_LOOK_BITS = {"firstRow": 0x0020, "lastRow": 0x0040, "firstColumn": 0x0080, "lastColumn": 0x0100}
_ROW_KEY = re.compile(r"h\d+_(\w+)")


def table(node: Any, rows: list[Row], style: str, counted: int, section: int) -> Table:
    """A w:tbl with its rows; `style` by its name, `counted` and `section` as the walk counts."""
    properties, grid = node.find(w("tblPr")), node.find(w("tblGrid"))
    indent = None if properties is None else properties.find(w("tblInd"))
    borders = None if properties is None else properties.find(w("tblBorders"))
    return Table(
        rows=tuple(rows),
        widths=tuple(mm(c.get(w("w"))) for c in grid.iterfind(w("gridCol"))) if grid is not None else (),
        style=style,
        number=counted,
        indent=0 if indent is None else mm(indent.get(w("w"))),
        section=section,
        bordered=borders is not None and any(b.get(_VAL, "nil") not in {"nil", "none"} for b in borders.iterfind("*")),
    )


def row(node: Any, cells: list[Cell]) -> Row:
    """A w:tr with its cells."""
    properties = node.find(w("trPr"))
    return Row(tuple(cells), flag(properties, "tblHeader"), flag(properties, "cantSplit"), _key(node))


def cell(node: Any, blocks: tuple[Block, ...]) -> Cell:
    """A w:tc with what stands in it; its width is 0 where it is said in percent or left to Word."""
    own = node.find(w("tcPr"))
    merge = None if own is None else own.find(w("vMerge"))
    width = None if own is None else own.find(w("tcW"))
    return Cell(
        blocks=blocks,
        width=0 if width is None or width.get(w("type"), "dxa") != "dxa" else mm(width.get(w("w"))),
        span=max(1, min(int(number(val(own, "gridSpan"), 1)), _MOST_COLUMNS)),
        merged="" if merge is None else "start" if merge.get(_VAL) == "restart" else "on",
    )


def first_column(node: Any) -> int:
    """The column, from 1, of a row's first cell."""
    return 1 + int(number(val(node.find(w("trPr")), "gridBefore")))


def _key(node: Any) -> str:
    """The key of a row's data, from the bookmark our tables put at its first word; "" without one."""
    for mark in node.iter(_MARK):
        found = _ROW_KEY.fullmatch(mark.get(w("name"), ""))
        if found and [a for a in islice(mark.iterancestors(), 3) if a.tag in _AROUND][2:] == [node]:
            return found[1]
    return ""


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
