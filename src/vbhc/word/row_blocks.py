"""Rows of an annex table, a block of them at a time.

Most rows hold a line in each cell and no marks: then nothing but the words differs from row to row, and a block is one
list of pieces, joined once. What stands between the words is taken from a row written alone, as rows are that need a
closer look.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from operator import ge
from typing import NamedTuple

from vbhc.model.ban_in import HangIn
from vbhc.word.row import RowWriter, Written

_SLOT = "\ue000"
"""Stands for the words of each cell, and for the bookmark, in a row that is written as a model."""
_UNSAID = b' xml:space="preserve"'  # no blank begins or ends these words
_EMPTY_RUN = b"<w:r><w:t></w:t></w:r>"
_ESCAPED = ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"))
_MARKS = b"*^\\_"
"""Letters of a drafter's marks, and of docxtpl's own escapes."""
_DOUBTFUL = bytes({*_MARKS, *range(32), 127, 0xC2, 0xE2, 0xE3, 0x9A} - {9, 10})
"""These, control characters, and of each blank but the common one a byte that few letters have in UTF-8."""


class _Shape(NamedTuple):
    """What rows of one kind have in common.

    `frame` has at every second place, from the first on, a slot: for the row's bookmark and for each column's words.
    `unused` of the words' have no run of their own and stay empty.
    """

    frame: list[bytes]
    look: bytes
    unused: int


class RowBlocks:
    """Writes the rows of one table."""

    def __init__(self, row: RowWriter) -> None:
        self._alone = row.write
        self._most = row.most_letters()
        self._columns = len(self._most)
        self._shape = lru_cache(maxsize=8)(self._made)

    def write(self, rows: Sequence[HangIn], marks: Sequence[bytes]) -> Written:
        """Write rows, at least one, with a bookmark for each, b"" for none."""
        merged = rows[0].gop != "" and self._columns > 1
        usual = ("thuong", "tiep" if merged else "")
        cells, loai, _, gop = zip(*rows, strict=True)
        others = [i for i, kind in enumerate(zip(loai, gop, strict=True)) if kind != usual]
        closer = self._closer(rows, others, merged)
        words, texts = _joined(cells)
        if not self._all_plain(cells, words, texts):
            closer.update(i for i, row in enumerate(rows) if self._needs_a_look(row))
        alone = {i: self._alone(rows[i], marks[i]) for i in closer}
        if alone:
            empty = ("",) * self._columns
            words, texts = _joined([empty if i in alone else row for i, row in enumerate(cells)])
            marks = [b"" if i in alone else mark for i, mark in enumerate(marks)]

        shape = self._shape(*usual, self._columns)
        frame, looks, unused = shape.frame * len(rows), [shape.look] * len(rows), shape.unused * len(rows)
        step = len(shape.frame)
        for i in {*others, *alone}:
            one = _of_one(alone[i], self._columns) if i in alone else self._shape(loai[i], gop[i], _filled(rows[i]))
            frame[i * step : (i + 1) * step] = one.frame
            looks[i] = one.look
            unused += one.unused - shape.unused
        slots = [texts[i :: self._columns] for i in range(self._columns)]
        slots.insert(int(merged), list(marks))
        for i, column in enumerate(slots):
            frame[2 * i + 1 :: step] = column
        xml = b"".join(frame)
        if texts.count(b"") > unused:
            xml = xml.replace(_EMPTY_RUN, b"")

        if others or alone:
            lines = words.split(b"\n")
            for i in others:
                if loai[i] == "nhom":  # what is merged into its last cell is none of its words
                    lines[i] = lines[i].rstrip(b"\t")
            for i, one_row in alone.items():
                lines[i] = one_row.words
            words = b"\n".join(lines)
        return Written(xml, words, b"".join(looks))

    def _closer(self, rows: Sequence[HangIn], others: Sequence[int], merged: bool) -> set[int]:
        """Which rows are of no kind that has a shape.

        Args:
            rows: as given to `write`.
            others: those that are not of the usual kind.
            merged: whether the first column is.
        """
        between = {("thuong", "dau"), ("thuong", "mot")} if merged else {("nhom", "")}
        closer = {i for i in others if (rows[i].loai, rows[i].gop) not in between or any(rows[i].o[_filled(rows[i]) :])}
        if merged:
            closer.update(i for i, row in enumerate(rows) if row.gop == "tiep" and row.o[0])
        return closer

    def _all_plain(self, rows: Sequence[tuple[str, ...]], words: bytes, texts: list[bytes]) -> bool:
        """Whether all cells print letter for letter, a line each, and no blank in them can be folded.

        Looked at as a whole where that tells; where it does not, `_needs_a_look` does, row by row.
        """
        cells = list(chain.from_iterable(rows))
        if len(texts) != len(cells) or {*map(len, rows)} != {self._columns}:
            return False
        if b"  " in words or list(map(str.strip, cells)) != cells:
            return False
        if any(max(map(len, cells[i :: self._columns])) >= most for i, most in enumerate(self._most)):
            return False
        if len(words.translate(None, _DOUBTFUL)) == len(words):
            return True
        return len(words.translate(None, _MARKS)) == len(words) and all(map(str.isprintable, cells))

    def _needs_a_look(self, row: HangIn) -> bool:
        """Whether a row has to be written alone: marks, breaks, blanks that fold, a cell that may be too tall."""
        line = f"|{'|'.join(row.o)}|"
        return (
            len(row.o) != self._columns
            or not line.isprintable()
            or any(blank in line for blank in ("  ", "| ", " |"))
            or any(mark in line for mark in _MARKS.decode())
            or any(map(ge, map(len, row.o), self._most))
        )

    def _made(self, loai: str, gop: str, filled: int) -> _Shape:
        cells = [_SLOT] * filled + [""] * (self._columns - filled)
        if gop == "tiep":
            cells[0] = ""
        xml, _, look = self._alone(HangIn(tuple(cells), loai=loai, gop=gop), _SLOT.encode())
        pieces = xml.replace(_UNSAID, b"").split(_SLOT.encode())
        unused = self._columns + 2 - len(pieces)
        pieces = [b""] * unused + pieces if gop else pieces + [b""] * unused
        frame = [b""] * (2 * len(pieces) - 1)
        frame[::2] = pieces
        return _Shape(frame, look, unused)


def _filled(row: HangIn) -> int:
    """In how many cells a row has words: the others of a heading are merged into the last of these."""
    return len(row.o) if row.loai != "nhom" else 2 if any(row.o[1:2]) else 1


def _of_one(block: Written, columns: int) -> _Shape:
    """A row that is there already, as a shape without words."""
    return _Shape([block.xml, *[b""] * (2 * columns + 2)], block.look, columns)


def _joined(rows: Sequence[tuple[str, ...]]) -> tuple[bytes, list[bytes]]:
    """The words of rows as `stamp.words_hash` joins them; those of each cell as XML."""
    words = "\n".join(map("\t".join, rows)).encode()
    escaped = words
    for letter, name in _ESCAPED:
        escaped = escaped.replace(letter, name)
    return words, escaped.replace(b"\n", b"\t").split(b"\t")
