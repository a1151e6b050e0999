"""How wide the columns of an annex table are: their shares, but no number, date or word of a heading breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from vbhc.model.ban_in import BangIn, CotIn
from vbhc.problems import Place, Problems
from vbhc.text import inline, measure
from vbhc.word.ns import twips
from vbhc.word.styles import Styles

PADDING = 1.5  # mm on each side of a cell
_LETTERS = "\u2211"  # beyond all letters; a minus sign is the next
_NUMBER = re.compile(r"[(+−-]?\d[\d.,/:–-]{0,20}\)?(?: ?%)?")
_AMONG_WORDS = re.compile(r"(?<![\w./])\d[\d.,/]*\d")
_BY_NUMBER = "hẹp hơn số hoặc ngày dài nhất trong cột: số bị ngắt làm hai dòng"
_BY_WORD = "hẹp hơn một từ trong tiêu đề của cột"
_WIDE = 35.0
"""A column of so many mm breaks no number or date that stands among words."""
_YIELDING = (1.0, 0.75)
"""How much of what their words need headings get, where with all of it numbers would break."""
_SHARE = 0.5
"""How much of its share a column keeps for its words, whatever the numbers of the others need."""
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


def _least(be_rong: float, shares: Sequence[float], heads: Sequence[float], numbers: Sequence[float]) -> list[float]:
    """What each column is to have at least, in mm: for its numbers, for its heading, and for the words in it."""
    for part in _YIELDING:
        tried = [
            max(number, part * head, _SHARE * share) for share, head, number in zip(shares, heads, numbers, strict=True)
        ]
        if sum(tried) < be_rong:
            return tried
    return list(heads)


class Widths(NamedTuple):
    """Widths of columns in twips, and in words what breaks in them all the same."""

    twips: list[int]
    faults: list[str]


def tell(faults: Sequence[str], problems: Problems, place: Place, where: str) -> None:
    """What breaks in the columns of an annex, and what can be done."""
    for fault in faults:
        problems.canh_bao(
            "phu_luc/cot_hep", place, fault, "Tăng `rong` của cột ấy, bớt cột, hoặc đặt `huong: ngang`", where
        )


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

    def widths(self, bang: BangIn, be_rong: float) -> Widths:
        """The columns' widths in a text area of so many mm.

        No number or date breaks over two lines, nor a heading's word, as long as there is room; then rather the word.
        """
        shares = [be_rong * c.rong / sum(c.rong for c in bang.cot) for c in bang.cot]
        heads, close = self._least(bang.cot), [mm < _WIDE for mm in shares]
        while True:
            numbers = self._numbers(bang, close)
            made = table_width(be_rong, bang.cot, _least(be_rong, shares, heads, numbers))
            closer = [was or width < twips(_WIDE) for was, width in zip(close, made, strict=True)]
            if closer == close:
                break
            close = closer  # one that gave room to the others is looked at as well
        narrow: dict[str, list[str]] = {}
        for c, width, head, number in zip(bang.cot, made, heads, numbers, strict=True):
            breaks = _BY_NUMBER if width + 2 < twips(number - 0.5) else _BY_WORD  # Word breaks either anywhere
            if width + 2 < twips(max(head, number) - 0.5):
                narrow.setdefault(breaks, []).append(f"“{inline.plain(c.tieu_de)}”")
        return Widths(made, [f"cột {', '.join(names)} {why}" for why, names in narrow.items()])

    def _numbers(self, bang: BangIn, narrow: Sequence[bool]) -> list[float]:
        """What each column needs for its longest number or date, in mm; in narrow ones also for those among words."""
        out = [0.0] * len(bang.cot)
        for loai, face in (("thuong", self._cell), ("nhom", self._sum), ("tong", self._sum)):
            rows = [row.o for row in bang.hang if row.loai == loai]
            for i, column in enumerate(zip(*rows, strict=True)):
                likely = [text for text in column if text < ":" or text > _LETTERS]
                # Of numbers with the same signs one is enough: all digits are equally wide.
                shapes = {
                    text for text in {*"\n".join(likely).translate(_DIGITS).split("\n")} if _NUMBER.fullmatch(text)
                }
                if narrow[i]:
                    shapes.update(_AMONG_WORDS.findall("\n".join(column).translate(_DIGITS)))
                widest = max((measure.width(text, face) for text in shapes), default=0.0)
                out[i] = max(out[i], widest + 2 * PADDING + 0.5)
        return out
