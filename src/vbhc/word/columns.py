"""How wide the columns of an annex table are: their shares of the page, but no number and no heading's word broken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from vbhc.model.ban_in import BangIn, CotIn
from vbhc.text import inline, measure
from vbhc.word.ns import twips
from vbhc.word.styles import Styles

PADDING = 1.5  # mm on each side of a cell
_LETTERS = "\u2211"  # beyond all letters; a minus sign is the next
_NUMBER = re.compile(r"[+−-]?[\d.,]{1,18} ?%?")
_DIGITS = str.maketrans("123456789", "000000000")


def table_width(be_rong: float, cot: tuple[CotIn, ...], least: Sequence[float]) -> list[int]:
    """Column widths in twips; they add up to the text width exactly.

    Args:
        be_rong: the text width in mm.
        cot: the columns with their shares.
        least: what each needs for what must not break in it, in mm; given as long as all fit.
    """
    wide = [be_rong * c.rong / sum(c.rong for c in cot) for c in cot]
    narrow: set[int] = set()
    if sum(least) < be_rong:
        while fresh := {i for i, mm in enumerate(wide) if mm < least[i] - 1e-9} - narrow:
            narrow |= fresh
            rest = sum(c.rong for i, c in enumerate(cot) if i not in narrow)
            room = be_rong - sum(least[i] for i in narrow)
            wide = [least[i] if i in narrow else room * c.rong / rest for i, c in enumerate(cot)]
    edges = [round(edge * twips(be_rong) / be_rong) for edge in accumulate(wide, initial=0.0)]
    return [b - a for a, b in pairwise(edges)]


class Columns:
    """Measures the columns of one file's tables, in that file's fonts."""

    def __init__(self, styles: Styles) -> None:
        self._head, self._cell, self._sum = (styles.face(part) for part in ("dau_bang", "o_bang", "nhom_bang"))
        self._least = lru_cache(maxsize=64)(self._needs)  # the documents of a list have the same columns

    def _needs(self, cot: tuple[CotIn, ...]) -> tuple[float, ...]:
        """What each column needs for the longest word of its heading."""
        return tuple(
            max((measure.width(word, self._head) for word in inline.plain(c.tieu_de).split()), default=0)
            + 2 * PADDING
            + 0.5
            for c in cot
        )

    def widths(self, bang: BangIn, be_rong: float) -> list[int]:
        """The columns' widths in twips in a text area of so many mm.

        No number breaks over two lines, nor a heading's word, as long as there is room.
        """
        least = self._least(bang.cot)
        both = list(least)
        for loai, face in (("thuong", self._cell), ("tong", self._sum)):
            rows = [row.o for row in bang.hang if row.loai == loai]
            for i, column in enumerate(zip(*rows, strict=True)):
                likely = [text for text in column if text < ":" or text > _LETTERS]
                # Of numbers with the same signs one is enough: all digits are equally wide.
                shapes = {*"\n".join(likely).translate(_DIGITS).split("\n")}
                wide = [measure.width(text, face) for text in shapes if _NUMBER.fullmatch(text)]
                both[i] = max(both[i], max(wide, default=0.0) + 2 * PADDING + 0.5)
        return table_width(be_rong, bang.cot, both if sum(both) < be_rong else least)

    def too_narrow(self, bang: BangIn, widths: list[int]) -> list[str]:
        """Columns narrower than the longest word of their heading: Word would break the word anywhere."""
        least = self._least(bang.cot)
        return [
            inline.plain(c.tieu_de)
            for c, width, need in zip(bang.cot, widths, least, strict=True)
            if width + 2 < twips(need - 0.5)
        ]
