"""Paragraphs, rows and tables to be put in, made like what stands in the file already; all they say marked as new."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from lxml import etree

from vbhc.model.edits import NewParagraph, NewTable
from vbhc.word.ns import twips, w
from vbhc.word.tracked import formats, pieces
from vbhc.word.tracked.counting import Lists
from vbhc.word.tracked.formats import Mark
from vbhc.word.tracked.text import inserted

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_ROW_SPOKEN = {w(t) for t in ("ins", "del", "trPrChange")}
_CELL_PLACE = {w(t) for t in ("tcW", "gridSpan", "hMerge", "vMerge")}
_TABLE_LEFT = {
    w(t) for t in ("tblpPr", "tblOverlap", "tblW", "tblLayout", "tblCaption", "tblDescription", "tblPrChange")
}


class Maker:
    """Makes new blocks. What it makes them like is read as it stands: ask before the file is changed."""

    def __init__(self, lists: Lists, mark: Mark) -> None:
        self._lists = lists
        self._mark = mark
        self._models: dict[tuple[Any, bool], tuple[Any, Any]] = {}

    def paragraph(self, new: NewParagraph, like: Any, *, moved: bool = False) -> Any:
        """A paragraph with its words marked; its end is not marked yet.

        Args:
            new: what it says.
            like: the paragraph it is made like.
            moved: whether its moved stretches are marked as moved here.
        """
        own, look = self._model(like, counted=new.counted)
        styled = self._lists.styled(new.style, like)
        if styled is not None:
            own, look = styled, None
        node = like.makeelement(w("p"))
        if own is not None:
            node.append(copy.deepcopy(own))
        if new.page:
            formats.begin_page(node)
        at, found = 0, 0
        line = pieces.read(like, []) if moved and new.moved else None
        for start, end in new.moved if moved else ():
            self._say(node, new.text[at:start], look, "ins")
            assert line is not None
            words = new.text[start:end]
            place = line.text.find(words, found)
            if place < 0:
                self._say(node, words, look, "moveTo")
            else:
                for text, own_look in _looks(line, place, place + len(words)):
                    self._say(node, text, own_look, "moveTo")
                found = place + len(words)
            at = end
        self._say(node, new.text[at:], look, "ins")
        return node

    def _say(self, node: Any, text: str, look: Any, tag: str) -> None:
        if text:
            node.append(inserted(node, look, text, self._mark, tag))

    def _model(self, like: Any, *, counted: bool) -> tuple[Any, Any]:
        """The properties that a paragraph's likeness has, in its list or in none, and the format of its words."""
        found = self._models.get((like, counted))
        if found is None:
            own = like.find(w("pPr"))
            own = like.makeelement(w("pPr")) if own is None else formats.own_layout(own)
            if not counted:
                self._lists.unnumber(own)
            found = self._models[like, counted] = own if len(own) else None, _look(like)
        return found

    # --- rows ---------------------------------------------------------------------------------------------------------

    def row(self, cells: Sequence[Sequence[str]], like: Any, models: Sequence[Any]) -> Any:
        """A row marked as new, made like another; `models` are the cells of that one."""
        node = like.makeelement(w("tr"))
        for tag in ("tblPrEx", "trPr"):
            own = like.find(w(tag))
            if own is not None:
                node.append(_without(own, _ROW_SPOKEN | {w("tblPrExChange")}))
        formats.mark_row(node, "ins", self._mark)
        for words, model in zip(cells, models, strict=True):
            cell = node.makeelement(w("tc"))
            own = model.find(w("tcPr"))
            if own is not None:
                cell.append(_without(own, formats.CELL_SPOKEN))
            self._fill(cell, words, list(model.iterchildren(w("p"))))
            node.append(cell)
        return node

    def _fill(
        self, cell: Any, words: Sequence[str], models: Sequence[Any], style: str = "", align: str = ""
    ) -> None:  # fmt: skip
        for i, text in enumerate(words or ("",)):
            like = models[min(i, len(models) - 1)] if models else cell.makeelement(w("p"))
            if not text and self._lists.only_counted(like):
                made = like.makeelement(w("p"))
                made.append(formats.own_layout(like.find(w("pPr"))))
            else:
                made = self.paragraph(NewParagraph(text, style=style), like)
            if align:
                formats.align(made, align)
            formats.mark_end(made, "ins", self._mark)
            cell.append(made)

    # --- tables -------------------------------------------------------------------------------------------------------

    def table(self, new: NewTable, like: Any, rows: Sequence[Sequence[Any]], place: Any) -> Any:
        """A table, every row of it marked as new.

        Args:
            new: what it says.
            like: the table it is made like, or None.
            rows: the cells of the rows of that one.
            place: the paragraph whose letters it takes where nothing says others.
        """
        node = place.makeelement(w("tbl"))
        own = None if like is None else like.find(w("tblPr"))
        style = self._lists.own(new.styles[0], "table") if like is None else ""
        node.append(_table_properties(node, own, sum(map(twips, new.widths)), style))
        grid = node.makeelement(w("tblGrid"))
        for width in new.widths:
            etree.SubElement(grid, w("gridCol"), {w("w"): str(twips(width))})
        node.append(grid)
        letters = {"fonts": new.font, "size": new.size} if new.font else {}
        plain, heading = (_model_paragraph(place, letters | more) for more in ({}, {"bold": True}))
        formats.align(heading, "center")
        head, body = _models(rows)
        for i, (cells, spans) in enumerate(zip(new.rows, new.spans, strict=True)):
            row = node.makeelement(w("tr"))
            own_row = etree.SubElement(row, w("trPr"))
            if new.whole and new.whole[i]:
                etree.SubElement(own_row, w("cantSplit"))
            if i < new.heads:
                etree.SubElement(own_row, w("tblHeader"))
            formats.mark_row(row, "ins", self._mark)
            models = head if i < new.heads else body
            at = 0
            for k, (words, span) in enumerate(zip(cells, spans, strict=True)):
                model = models[min(k, len(models) - 1)] if models else None
                cell = row.makeelement(w("tc"))
                width = twips(sum(new.widths[at : at + span]))
                cell.append(_cell_properties(cell, model, width, span, new.merged[i][k] if new.merged else ""))
                styled = new.styles[1 + (i >= new.heads)] if model is None else ""
                across = i >= new.heads and span == 1 and new.aligns
                lines = [heading if i < new.heads else plain] if model is None else list(model.iterchildren(w("p")))
                self._fill(cell, words, lines, styled, new.aligns[at] if across else "")
                row.append(cell)
                at += span
            node.append(row)
        return node


def _without(own: Any, tags: set[str]) -> Any:
    made = copy.deepcopy(own)
    for node in [n for n in made if n.tag in tags]:
        made.remove(node)
    return made


def _models(rows: Sequence[Sequence[Any]]) -> tuple[Sequence[Any], Sequence[Any]]:
    """The cells that headings are made like, and those that the other rows are: the first row and the next one."""
    if not rows:
        return (), ()
    return rows[0], next((r for r in rows[1:] if len(r) == len(rows[0])), rows[-1])


def _table_properties(at: Any, like: Any, width: int, style: str) -> Any:
    own = at.makeelement(w("tblPr")) if like is None else _without(like, _TABLE_LEFT)
    size = at.makeelement(w("tblW"), {w("w"): str(width), w("type"): "dxa"})
    before = {w(t) for t in ("tblStyle", "bidiVisual", "tblStyleRowBandSize", "tblStyleColBandSize")}
    own.insert(sum(1 for n in own if n.tag in before), size)
    if style:
        own.insert(0, at.makeelement(w("tblStyle"), {w("val"): style}))
    if like is None:
        borders = etree.SubElement(own, w("tblBorders"))
        for side in _SIDES:
            rule = {"val": "single", "sz": "4", "space": "0", "color": "auto"}
            etree.SubElement(borders, w(side), {w(k): v for k, v in rule.items()})
    layout = at.makeelement(w("tblLayout"), {w("type"): "fixed"})
    last = {w("tblCellMar"), w("tblLook")}
    own.insert(next((i for i, n in enumerate(own) if n.tag in last), len(own)), layout)
    return own


def _cell_properties(at: Any, model: Any, width: int, span: int, merged: str) -> Any:
    held = None if model is None else model.find(w("tcPr"))
    own = at.makeelement(w("tcPr")) if held is None else _without(held, formats.CELL_SPOKEN | _CELL_PLACE)
    style = 1 if len(own) and own[0].tag == w("cnfStyle") else 0
    if merged:
        own.insert(style, at.makeelement(w("vMerge"), {w("val"): "restart" if merged == "start" else "continue"}))
    if span > 1:
        own.insert(style, at.makeelement(w("gridSpan"), {w("val"): str(span)}))
    own.insert(style, at.makeelement(w("tcW"), {w("w"): str(width), w("type"): "dxa"}))
    return own


def _model_paragraph(place: Any, more: Mapping[str, object]) -> Any:
    """A paragraph with the letters of another one, and these formats."""
    node = place.makeelement(w("p"))
    run = etree.SubElement(node, w("r"))
    look = _look(place)
    run.append(run.makeelement(w("rPr")) if look is None else copy.deepcopy(look))
    formats.dress(run[0], more)
    etree.SubElement(run, w("t")).text = "x"
    return node


# --- looks ------------------------------------------------------------------------------------------------------------


def _look(paragraph: Any) -> Any:
    """The format most of a paragraph's letters have; that of its end where it has none."""
    letters: dict[bytes, int] = {}
    held: dict[bytes, Any] = {}
    for piece in pieces.read(paragraph, []).pieces:
        if piece.run is None or not piece.text.strip():
            continue
        own = piece.run.find(w("rPr"))
        own = None if own is None else formats.own_look(own)
        key = b"" if own is None else etree.tostring(own)
        letters[key] = letters.get(key, 0) + len(piece.text)
        held.setdefault(key, own)
    if letters:
        return held[max(letters, key=lambda k: letters[k])]
    mark = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    return None if mark is None else formats.own_look(mark)


def _looks(line: pieces.Line, start: int, end: int) -> Iterator[tuple[str, Any]]:
    """A stretch of a paragraph's words with the formats they have."""
    text = line.text
    said = [p for p in line.pieces if p.text and p.start < end and start < p.end]
    for _, group in groupby(said, key=lambda p: id(p.run)):
        own = list(group)
        look = None if own[0].run is None else own[0].run.find(w("rPr"))
        yield text[max(start, own[0].start) : min(end, own[-1].end)], look
