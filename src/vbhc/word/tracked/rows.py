"""Rows put into tables and taken out of them, merged cells kept whole."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from vbhc.word.ns import MC, number, w
from vbhc.word.tracked import pieces
from vbhc.word.tracked.formats import CELL_SPOKEN, Mark
from vbhc.word.tracked.gone import take_out_row
from vbhc.word.tracked.text import inserted

_TR, _TC, _SDT, _BOX = w("tr"), w("tc"), w("sdt"), w("txbxContent")
_CHOICE, _FALLBACK = f"{{{MC}}}Choice", f"{{{MC}}}Fallback"
_DRAWN = {w("drawing"), w("pict")}


def tables(tree: Any) -> list[Any]:
    """The tables of a part that a View counts, in order: those in no cell, of text that prints."""
    return [table for table in tree.iter(w("tbl")) if _is_counted(table)]


def _is_counted(table: Any) -> bool:
    inner: bool | None = None
    below = table
    for node in table.iterancestors():
        if node.tag == _TC:
            inner = True if inner is None else inner
        elif node.tag == _BOX:
            inner = False if inner is None else inner
            drawn = next((a for a in node.iterancestors() if a.tag in _DRAWN), None)
            if drawn is None or next(drawn.iter(_BOX)) is not node:
                return False
        elif node.tag in pieces.DELETED or (node.tag == _TR and _is_deleted(node)):
            return False
        elif node.tag == f"{{{MC}}}AlternateContent":
            read = node.find(_CHOICE)
            if below is not (read if read is not None else node.find(_FALLBACK)):
                return False
        below = node
    return not inner


def _is_deleted(row: Any) -> bool:
    return row.find(f"{w('trPr')}/{w('del')}") is not None


def rows(table: Any) -> list[Any]:
    """The rows of a table that print, those in content controls too."""
    return [row for row in _through(table, _TR) if not _is_deleted(row)]


def cells(row: Any) -> list[Any]:
    """The cells of a row, those in content controls too."""
    return list(_through(row, _TC))


def _through(parent: Any, tag: str) -> Iterator[Any]:
    for node in parent:
        if node.tag == tag:
            yield node
        elif node.tag in pieces.THROUGH or node.tag in pieces.INSERTED:
            yield from _through(node, tag)


@dataclass(slots=True)
class Table:
    """A table whose rows change: its rows as they are, which of them go, and what comes after each (0: before all)."""

    node: Any
    rows: list[Any]
    gone: set[int] = field(default_factory=set)
    fresh: dict[int, list[Any]] = field(default_factory=dict)

    @property
    def vanishes(self) -> bool:
        """Whether no row of it is left."""
        return bool(self.rows) and len(self.gone) == len(self.rows) and not any(self.fresh.values())

    def change(self, mark: Mark) -> None:
        """Put the new rows in and mark those that go."""
        self._merge_new()
        self._merge_left(mark)
        for after, made in sorted(self.fresh.items()):
            if after:
                for row in reversed(made):
                    self.rows[after - 1].addnext(row)
            else:
                for row in made:
                    self.rows[0].addprevious(row)
        for i in sorted(self.gone):
            take_out_row(self.rows[i - 1], mark)

    # --- cells merged downwards ---------------------------------------------------------------------------------------

    def _merge_new(self) -> None:
        """A new cell without words in the middle of merged ones is one of them; one with words stands alone."""
        left = [i for i in range(1, len(self.rows) + 1) if i not in self.gone]
        for after, made in self.fresh.items():
            above = next((_columns(self.rows[i - 1]) for i in reversed(left) if i <= after), {})
            below = next((_columns(self.rows[i - 1]) for i in left if i > after), {})
            for row in made:
                own = _columns(row)
                for column, cell in own.items():
                    _merge(cell, _merged(above.get(column)), _merged(below.get(column)))
                above = own

    def _merge_left(self, mark: Mark) -> None:
        """Where the first of merged cells goes, the next one that stays begins them, with the words of the first."""
        columns: Mapping[int, Mapping[int, Any]] = {}
        if self.gone:
            columns = {i: _columns(row) for i, row in enumerate(self.rows, 1)}
        for i in sorted(self.gone):
            for column, cell in columns[i].items():
                if _merged(cell) != "start":
                    continue
                for k in range(i + 1, len(self.rows) + 1):
                    heir = columns[k].get(column)
                    if _merged(heir) != "on":
                        break
                    if k not in self.gone:
                        _begin(heir, cell, mark)
                        break


def _columns(row: Any) -> dict[int, Any]:
    """The cells of a row by the grid column they begin in."""
    before = row.find(f"{w('trPr')}/{w('gridBefore')}")
    at = 0 if before is None else int(number(before.get(w("val"))))
    out = {}
    for cell in cells(row):
        out[at] = cell
        span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
        at += max(1, min(63, 1 if span is None else int(number(span.get(w("val")), 1))))
    return out


def _merged(cell: Any) -> str:
    node = None if cell is None else cell.find(f"{w('tcPr')}/{w('vMerge')}")
    if node is None:
        return ""
    return "start" if node.get(w("val")) == "restart" else "on"


def _merge(cell: Any, above: str, below: str) -> None:
    own = _merged(cell)
    empty = not any(True for t in cell.iter(w("t")) if (t.text or "").strip())
    if empty and above and (own == "on" or below == "on"):
        wanted = "on"
    else:
        wanted = "start" if own == "start" and not empty else ""
    if own == wanted:
        return
    properties = cell.find(w("tcPr"))
    if properties is None:
        properties = cell.makeelement(w("tcPr"))
        cell.insert(0, properties)
    node = properties.find(w("vMerge"))
    if not wanted:
        properties.remove(node)
        return
    if node is None:
        node = properties.makeelement(w("vMerge"))
        first = {w(t) for t in ("cnfStyle", "tcW", "gridSpan", "hMerge")}
        properties.insert(sum(1 for n in properties if n.tag in first), node)
    node.attrib.pop(w("val"), None)
    if wanted == "start":
        node.set(w("val"), "restart")


def _begin(cell: Any, first: Any, mark: Mark) -> None:
    properties = cell.find(w("tcPr"))
    if properties.find(w("tcPrChange")) is None:
        change = etree.SubElement(properties, w("tcPrChange"), {w(k): v for k, v in mark().items()})
        former = etree.SubElement(change, w("tcPr"))
        former.extend([copy.deepcopy(n) for n in properties if n.tag not in CELL_SPOKEN])
    properties.find(w("vMerge")).set(w("val"), "restart")
    own = list(cell.iterchildren(w("p")))
    if not own or any((t.text or "").strip() for t in cell.iter(w("t"))):
        return
    lines = [pieces.read(p, []) for p in first.iterchildren(w("p"))]
    for i, line in enumerate(line for line in lines if line.text):
        if i:
            own[0].append(inserted(own[0], None, "\n", mark))
        for piece in line.pieces:
            if piece.text:
                look = None if piece.run is None else piece.run.find(w("rPr"))
                own[0].append(inserted(own[0], look, piece.text, mark))


__all__ = ["Table", "cells", "rows", "tables"]
