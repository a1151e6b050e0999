"""Annex tables as WordprocessingML: fixed grid, header row repeated, rows not split, groups merged.

The rows never pass through a template engine or a tree: they are written as text, once, so that time and memory grow
with the rows and no faster.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from vbhc.model.ban_in import BangIn, CotIn
from vbhc.text import inline
from vbhc.word.fragments import attribute, bookmark, bookmark_name, runs
from vbhc.word.row import CellForm, RowWriter, Written, folded, look_of, words_of
from vbhc.word.row_blocks import RowBlocks
from vbhc.word.styles import Styles

_FIRST_ID = 2**29  # ids of bookmarks: Word counts its own from 0, far below
_BLOCK = 256  # rows written at a time: what is made for them stays in the processor's cache
_SPLIT_FROM = 0.6  # a row taller than this share of the page may break across pages


@dataclass(frozen=True, slots=True)
class Marks:
    """Of a table that was written: the hash of its words, and what `stamp.table_look` will read in it."""

    words: str
    look: str


@dataclass(frozen=True, slots=True)
class _Form:
    """What tables of the same columns have in common: all but the rows, and how rows are written.

    `grid` and `head` are XML in two pieces, with a place for a description and for a bookmark; `words` and `look` are
    the hashes with the heading row in them.
    """

    grid: tuple[str, str]
    head: tuple[str, str]
    row: RowWriter
    blocks: RowBlocks
    words: Any
    look: Any


class TableWriter:
    """Writes the tables of one file."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._cells = CellForm(styles)
        self._form = lru_cache(maxsize=64)(self._made)  # the documents of a list have the same columns

    def write(self, out: BytesIO, bang: BangIn, widths: list[int], cao_trang: float) -> Marks:
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
        form = self._form(bang.cot, tuple(widths), cao_trang * _SPLIT_FROM)
        describe = f'<w:tblDescription w:val="{attribute(bang.mo_ta)}"/>' if bang.mo_ta else ""
        out.write(describe.join(form.grid).encode())
        out.write(bookmark(bang.ma, first_id).join(form.head).encode())
        keys = [row.khoa for row in bang.hang]
        marks = [b""] * len(keys)
        if any(keys):
            names = [bookmark_name(f"h{number}", key) if key else "" for key in keys]
            marks = [bookmark(name, i).encode() if name else b"" for i, name in enumerate(names, first_id + 1)]
        words, look = form.words.copy(), form.look.copy()

        def put(rows: Written) -> None:
            out.write(rows.xml)
            words.update(b"\n" + rows.words)
            look.update(rows.look)

        last = len(bang.hang) - 1
        for start in range(0, last, _BLOCK):
            end = min(start + _BLOCK, last)
            put(form.blocks.write(bang.hang[start:end], marks[start:end]))
        if bang.hang:
            put(form.row.write(bang.hang[last], marks[last], keep_next=True))
        out.write(b"</w:tbl>")
        return Marks(words.hexdigest(), " ".join([look.hexdigest(), *map(str, widths)]))

    def _made(self, cot: tuple[CotIn, ...], widths: tuple[int, ...], tallest: float) -> _Form:
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        heads = [
            (
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
                + self._cells.open["dau_bang", None],
                f"{runs(inline.parse(column.tieu_de).runs)}</w:p></w:tc>",
            )
            for column, width in zip(cot, widths, strict=True)
        ]
        (first, rest), *others = heads
        row = RowWriter(self._cells, cot, widths, tallest)
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
            row,
            RowBlocks(row),
            hashlib.sha256(_head_words(cot)),
            hashlib.sha256("".join(map(_head_look, cot)).encode()),
        )


def words_hash(bang: BangIn) -> str:
    """The hash of a table's words as they will be read back from the file."""
    rows = [_head_words(bang.cot), *map(words_of, bang.hang)]
    return hashlib.sha256(b"\n".join(rows)).hexdigest()


def _head_words(cot: Sequence[CotIn]) -> bytes:
    return folded(inline.plain(c.tieu_de) for c in cot)


def _head_look(cot: CotIn) -> str:
    return look_of(place="center", lines=[inline.parse(cot.tieu_de).runs])
