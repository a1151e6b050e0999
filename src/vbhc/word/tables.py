"""Annex tables as WordprocessingML: fixed grid, header row repeated, rows not split, groups merged.

The rows never pass through a template engine or a tree: they are written as text, once, so that time and memory grow
with the rows and no faster.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from typing import Any

from vbhc.model.ban_in import BangIn, CotIn, HangIn
from vbhc.model.phu_luc import Canh
from vbhc.text import measure
from vbhc.text.inline import Run
from vbhc.word.columns import PADDING
from vbhc.word.fragments import attribute, bookmark, bookmark_name, paragraphs_of_cell, runs
from vbhc.word.ns import twips
from vbhc.word.plain_rows import PlainRows
from vbhc.word.styles import Styles

_JC = {Canh.TRAI: "left", Canh.GIUA: "center", Canh.PHAI: "right", Canh.DEU: "both"}
_FIRST_ID = 2**29  # ids of bookmarks: Word counts its own from 0, far below
_BLOCK = 256  # rows written at a time: few enough to lose little where one of them is not plain
_SPLIT_FROM = 0.6  # a row taller than this share of the page may break across pages


@dataclass(frozen=True, slots=True)
class Written:
    """Of a table that was written: the hash of its words, and what `stamp.table_look` will read in it."""

    words: str
    look: str


@dataclass(frozen=True, slots=True)
class _Form:
    """What tables of the same columns have in common: all but the rows, and how ordinary rows are written.

    `grid` and `head` are XML in two pieces, with a place for a description and for a bookmark; `words` and `look` are
    the hashes with the heading row in them.
    """

    grid: tuple[str, str]
    head: tuple[str, str]
    plain: PlainRows
    plain_look: bytes
    words: Any
    look: Any


@dataclass(frozen=True, slots=True)
class _Table:
    """A table that is being written; `words` and `look` grow with `out`."""

    out: BytesIO
    bang: BangIn
    widths: list[int]
    tallest: float
    marks: list[bytes]
    form: _Form
    words: Any
    look: Any

    def put(self, xml: bytes, words: bytes, look: bytes) -> None:
        self.out.write(xml)
        self.words.update(b"\n" + words)
        self.look.update(look)


class TableWriter:
    """Writes the tables of one file."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._face = styles.face("o_bang")
        self._line = self._face.co * measure.PT_MM * 1.17
        # How a cell's paragraphs are aligned, where that is not how their style aligns them.
        self._jc = {
            (part, canh): "" if canh is None or _JC[canh] == styles.jc(part) else _JC[canh]
            for part in ("o_bang", "dau_bang", "nhom_bang")
            for canh in (None, *Canh)
        }
        self._open = {
            (part, canh): f'<w:p><w:pPr><w:pStyle w:val="{styles.id_of(part)}"/>'
            + (f'<w:jc w:val="{jc}"/>' if jc else "")
            + "</w:pPr>"
            for (part, canh), jc in self._jc.items()
        }
        self._form = lru_cache(maxsize=64)(self._made)  # the documents of a list have the same columns

    def write(self, out: BytesIO, bang: BangIn, widths: list[int], cao_trang: float) -> Written:
        """Append the whole w:tbl, in UTF-8: large tables are held once.

        Args:
            out: what has been written before it.
            bang: what to print.
            widths: of the columns in twips, as `Columns.widths` says.
            cao_trang: height of the text area in mm; a row near it is allowed to break across pages.
        """
        number = bang.ma.rsplit("_", 1)[-1]
        first_id = (
            _FIRST_ID + (int(number) % 512 if number.isdecimal() else 0) * 2**20
        )  # no two rows of a file share one
        tallest = cao_trang * _SPLIT_FROM
        form = self._form(bang.cot, tuple(widths), tallest)
        describe = f'<w:tblDescription w:val="{attribute(bang.mo_ta)}"/>' if bang.mo_ta else ""
        out.write(describe.join(form.grid).encode())
        out.write(bookmark(bang.ma, first_id).join(form.head).encode())
        marks = [
            bookmark(bookmark_name(f"h{number}", row.khoa), first_id + i).encode() if row.khoa else b""
            for i, row in enumerate(bang.hang, start=1)
        ]
        table = _Table(out, bang, widths, tallest, marks, form, form.words.copy(), form.look.copy())
        start = 0
        for ordinary, run in groupby(bang.hang[:-1], _ordinary):  # the last row is kept with what follows
            end = start + sum(1 for _ in run)
            for at in range(start, end, _BLOCK):
                self._add(table, at, min(at + _BLOCK, end), ordinary=ordinary)
            start = end
        self._add(table, start, len(bang.hang), ordinary=False)
        out.write(b"</w:tbl>")
        return Written(table.words.hexdigest(), " ".join([table.look.hexdigest(), *map(str, widths)]))

    def _add(self, table: _Table, start: int, end: int, *, ordinary: bool) -> None:
        """Write some rows: ordinary ones as a block; by halves where that cannot be, down to the row in the way."""
        rows = table.bang.hang[start:end]
        if block := table.form.plain.write(rows, table.marks[start:end]) if ordinary and rows else None:
            table.put(block.xml, block.words, table.form.plain_look * len(rows))
        elif len(rows) > 1:
            middle = (start + end) // 2
            self._add(table, start, middle, ordinary=ordinary)
            self._add(table, middle, end, ordinary=ordinary)
        elif rows:
            (row,) = rows
            keep = end == len(table.bang.hang) or row.loai == "nhom"
            split = self._height(row, table.widths) > table.tallest
            mark = table.marks[start].decode()
            xml, look = self._row(row, table.bang.cot, table.widths, mark, keep_next=keep, split=split)
            table.put(xml.encode(), _row_words(row), look.encode())

    def _made(self, cot: tuple[CotIn, ...], widths: tuple[int, ...], tallest: float) -> _Form:
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        heads = [
            (
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
                + self._open["dau_bang", None],
                f"{runs((Run(column.tieu_de),))}</w:p></w:tc>",
            )
            for column, width in zip(cot, widths, strict=True)
        ]
        (first, rest), *others = heads
        lines = max(0.0, (tallest - 1.4) / self._line - 1)  # so many, whatever their letters
        return _Form(
            (
                f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._styles.id_of("bang")}"/>'
                f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
                '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
                'w:noHBand="1" w:noVBand="1"/>',
                f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>",
            ),
            (
                f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{first}",
                f"{rest}{''.join(map(''.join, others))}</w:tr>",
            ),
            PlainRows(
                [
                    f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{self._open["o_bang", column.canh]}'
                    for column, width in zip(cot, widths, strict=True)
                ],
                [int(lines * _room(width) / measure.widest(self._face)) for width in widths],
            ),
            "".join(_look(jc=self._jc["o_bang", column.canh]) for column in cot).encode(),
            hashlib.sha256(_folded(c.tieu_de for c in cot)),
            hashlib.sha256(_look(place="center").encode() * len(cot)),
        )

    def _row(
        self,
        row: HangIn,
        cot: tuple[CotIn, ...],
        widths: list[int],
        mark: str,
        *,
        keep_next: bool,
        split: bool,
    ) -> tuple[str, str]:
        """The row, and its look."""
        cells: list[tuple[str, str]] = []
        if row.loai == "nhom":
            starts = [i for i, text in enumerate(row.o) if text or i == 0]
            for i, end in zip(starts, [*starts[1:], len(row.o)], strict=True):
                canh = Canh.GIUA if i == 0 and end == 1 < len(row.o) else Canh.TRAI
                cells.append(
                    self._cell(
                        row.o[i], sum(widths[i:end]), "nhom_bang", canh, "" if i else mark, span=end - i, keep=True
                    )
                )
        else:
            part = "nhom_bang" if row.loai == "tong" else "o_bang"
            for i, (text, column, width) in enumerate(zip(row.o, cot, widths, strict=True)):
                merge = row.gop if i == 0 else ""
                cells.append(
                    self._cell(
                        text, width, "nhom_bang" if merge else part, column.canh,
                        mark if i == (1 if row.gop else 0) else "", merge=merge, keep=keep_next,
                    )
                )  # fmt: skip
        properties = "" if split else "<w:trPr><w:cantSplit/></w:trPr>"
        return f"<w:tr>{properties}{''.join(xml for xml, _ in cells)}</w:tr>", "".join(look for _, look in cells)

    def _cell(
        self, text: str, width: int, part: str, canh: Canh | None, mark: str = "", *,
        span: int = 1, merge: str = "", keep: bool = False,
    ) -> tuple[str, str]:  # fmt: skip
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if span > 1:
            properties += f'<w:gridSpan w:val="{span}"/>'
        if merge:
            properties += '<w:vMerge w:val="restart"/>' if merge == "dau" else "<w:vMerge/>"
        start = self._open[part, canh]
        if keep:
            style_end = start.index("/>") + 2
            start = f"{start[:style_end]}<w:keepNext/>{start[style_end:]}"
        if merge == "tiep":
            text = ""
        lines = paragraphs_of_cell(text)
        body = []
        for i, chu in enumerate(lines):
            inner = runs(chu) if text else ""
            body.append(f"{start}{mark if i == 0 else ''}{inner}</w:p>")
        look = _look(
            str(span) if span > 1 else "", {"": "", "dau": "restart"}.get(merge, "continue"),
            jc=self._jc[part, canh], lines=lines if text else [()],
        )  # fmt: skip
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(body)}</w:tc>", look

    def _height(self, row: HangIn, widths: list[int]) -> float:
        """Height of a row in mm, roughly: counted from text length, measured only when it may matter."""
        line = self._line
        tallest = 1.0
        first = 1 if row.gop else 0
        for text, width in zip(row.o[first:], widths[first : len(row.o)], strict=False):
            room = _room(width)
            if len(text) * line * 0.5 < room * 3:
                continue
            height = 0.0
            for paragraph in text.split("\n"):
                height += max(1, round(measure.width(paragraph, self._face) / room + 0.5)) * line + 1.4
            tallest = max(tallest, height)
        return tallest


def _room(width: int) -> float:
    """The mm between the edges of a cell of a width in twips."""
    return max(5.0, width / twips(1) - 2 * PADDING)


def _look(
    span: str = "", merge: str = "", place: str = "", jc: str = "", lines: list[tuple[Run, ...]] | None = None
) -> str:  # fmt: skip
    """What `stamp.table_look` reads in a cell."""
    out = [span, merge, place]
    for chu in lines or [()]:
        out.append(f"\n{jc}")
        for run in chu:
            marks = ["b" if run.dam else "", "i" if run.nghieng else "", "superscript" if run.tren else ""]
            if any(marks):
                out.append(f"{marks}{''.join(run.text.split())}")
    return "\t".join(out) + "\0"


def words_hash(bang: BangIn) -> str:
    """The hash of a table's words as they will be read back from the file."""
    rows = [_folded(c.tieu_de for c in bang.cot), *map(_row_words, bang.hang)]
    return hashlib.sha256(b"\n".join(rows)).hexdigest()


def _folded(cells: Iterable[str]) -> bytes:
    return "\t".join(" ".join(cell.split()) for cell in cells).encode()


def _ordinary(row: HangIn) -> bool:
    return row.loai == "thuong" and not row.gop


def _row_words(row: HangIn) -> bytes:
    cells: list[str] = list(row.o)
    if row.loai == "nhom":
        cells = [text for i, text in enumerate(row.o) if text or i == 0]
    elif row.gop == "tiep":
        cells[0] = ""
    return _folded("\n".join("".join(run.text for run in chu) for chu in paragraphs_of_cell(cell)) for cell in cells)
