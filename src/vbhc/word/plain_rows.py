"""Ordinary rows of an annex table, a block of them at a time.

Most rows of most annexes hold a line in each cell and no marks: then nothing but the words differs from row to row, and
a block is one list of pieces, joined once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from vbhc.model.ban_in import HangIn

_OPEN_ROW = b"<w:tr><w:trPr><w:cantSplit/></w:trPr>"
_OPEN_RUN = b"<w:r><w:t>"
_CLOSE_RUN = b"</w:t></w:r>"
_CLOSE_CELL = b"</w:p></w:tc>"
_MARKS = "&<>*^\\_"
"""Letters of XML's, of a drafter's, and of docxtpl's own escapes."""
_DOUBTFUL = bytes({*range(32), 127, 0xC2, 0xE2, 0xE3} - {9, 10})
"""Control characters, and the first bytes in UTF-8 of all blanks but the common one; that of U+1680 begins letters."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows as written: their XML, and their words as `stamp.words_hash` joins them."""

    xml: bytes
    words: bytes


class PlainRows:
    """The ordinary rows of one table, ready for their words."""

    def __init__(self, cells: Sequence[str], most: Sequence[int]) -> None:
        """Prepare.

        Args:
            cells: each column's cell up to where its paragraph's words begin.
            most: with fewer letters than these no cell makes its row too tall for a page.
        """
        opened = [cell.encode() for cell in cells]
        self._columns = len(opened)
        self._most = tuple(most)
        self._frame: list[bytes] = [_OPEN_ROW + opened[0], b"", _OPEN_RUN]
        for cell in opened[1:]:
            self._frame += [b"", b"".join((_CLOSE_RUN, _CLOSE_CELL, cell, _OPEN_RUN))]
        self._frame += [b"", b"".join((_CLOSE_RUN, _CLOSE_CELL, b"</w:tr>"))]

    def write(self, rows: Sequence[HangIn], marks: Sequence[bytes]) -> Block | None:
        """Write rows that are ordinary (`loai` "thuong", nothing merged).

        Args:
            rows: at least one.
            marks: a bookmark for the first cell of each, b"" for none.

        Returns:
            None when the words of a row need a closer look: marks, breaks, blanks that fold, letters to escape, a row
            that may be too tall.
        """
        words = "\n".join(["\t".join(row.o) for row in rows])
        cells = list(chain.from_iterable([row.o for row in rows]))
        data = words.encode()
        texts = data.replace(b"\n", b"\t").split(b"\t")
        columns, step = self._columns, len(self._frame)
        if len(texts) != len(cells) or not _one_line_each(words, data, cells) or self._may_be_tall(cells):
            return None
        frame = self._frame * len(rows)
        frame[1::step] = marks
        for i in range(columns):
            frame[3 + 2 * i :: step] = texts[i::columns]
        xml = b"".join(frame)
        return Block(xml if all(texts) else xml.replace(_OPEN_RUN + _CLOSE_RUN, b""), data)

    def _may_be_tall(self, cells: list[str]) -> bool:
        if max(map(len, cells)) < min(self._most):
            return False
        return any(max(map(len, cells[i :: self._columns])) >= most for i, most in enumerate(self._most))


def _one_line_each(words: str, data: bytes, cells: list[str]) -> bool:
    """Whether cells print letter for letter, a line each, and no blank in them can be folded.

    `words` are the cells between tabs and line feeds, `data` the same in UTF-8. Looked at as a whole where that tells.
    """
    if b"  " in data or any(mark in words for mark in _MARKS) or list(map(str.strip, cells)) != cells:
        return False
    doubtful = len(data.translate(None, _DOUBTFUL)) < len(data) or "\u1680" in words
    return not doubtful or all(map(str.isprintable, cells))
