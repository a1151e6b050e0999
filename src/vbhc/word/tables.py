"""Annex tables as WordprocessingML: fixed grid, header row repeated, rows not split, groups merged.

The rows never pass through a template engine or a tree: they are written as text, once, so that time and memory grow
with the rows and no faster.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

from vbhc.model.ban_in import BangIn, CotIn, HangIn
from vbhc.model.phu_luc import Canh
from vbhc.text import measure
from vbhc.text.inline import Run
from vbhc.word.fragments import Fragments, bookmark, bookmark_name, escape, paragraphs_of_cell, runs
from vbhc.word.ns import twips
from vbhc.word.styles import Styles

_JC = {Canh.TRAI: "left", Canh.GIUA: "center", Canh.PHAI: "right", Canh.DEU: "both"}
_PADDING = 1.5  # mm on each side of a cell
_FIRST_ID = 2**29  # ids of bookmarks: Word counts its own from 0, far below
_NUMBER = re.compile(r"[+−-]?[\d.,]{1,18} ?%?")
_SPLIT_FROM = 0.6  # a row taller than this share of the page may break across pages


def table_width(be_rong: float, cot: tuple[CotIn, ...], least: list[float]) -> list[int]:
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


class TableWriter:
    """Writes the tables of one file."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fragments = Fragments(styles)
        self._face = styles.face("o_bang")
        self._open = {
            (part, canh): f'<w:p><w:pPr><w:pStyle w:val="{styles.id_of(part)}"/>'
            + (f'<w:jc w:val="{_JC[canh]}"/>' if canh is not None else "")
            + "</w:pPr>"
            for part in ("o_bang", "dau_bang", "nhom_bang")
            for canh in (None, *Canh)
        }

    def write(self, bang: BangIn, be_rong: float, cao_trang: float) -> str:
        """The whole w:tbl.

        Args:
            bang: what to print.
            be_rong: width of the text area in mm.
            cao_trang: height of the text area in mm; a row near it is allowed to break across pages.
        """
        widths = self._widths(bang, be_rong)
        number = bang.ma.rsplit("_", 1)[-1]
        first_id = (
            _FIRST_ID + (int(number) % 512 if number.isdecimal() else 0) * 2**20
        )  # no two rows of a file share one
        rows = [self._head(bang, widths, first_id)]
        last = len(bang.hang) - 1
        for i, row in enumerate(bang.hang):
            keep = i == last or row.loai == "nhom"
            split = self._height(row, bang.cot, widths) > cao_trang * _SPLIT_FROM
            mark = bookmark(bookmark_name(f"h{number}", row.khoa), first_id + i + 1) if row.khoa else ""
            rows.append(self._row(row, bang.cot, widths, mark, keep_next=keep, split=split))
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        describe = f'<w:tblDescription w:val="{escape(bang.mo_ta).replace(chr(34), "&quot;")}"/>' if bang.mo_ta else ""
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._styles.id_of("bang")}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
            f'w:noHBand="1" w:noVBand="1"/>{describe}</w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )

    def _least(self, bang: BangIn) -> list[float]:
        """What each column needs for the longest word of its heading."""
        face = self._styles.face("dau_bang")
        return [
            max((measure.width(word, face) for word in c.tieu_de.split()), default=0) + 2 * _PADDING + 0.5
            for c in bang.cot
        ]

    def _widths(self, bang: BangIn, be_rong: float) -> list[int]:
        """The columns' widths: no number breaks over two lines, nor a heading's word, as long as there is room."""
        least = self._least(bang)
        numbers: list[set[tuple[str, bool]]] = [set() for _ in bang.cot]
        for row in bang.hang:
            if row.loai != "nhom":
                for found, text in zip(numbers, row.o, strict=True):
                    if 0 < len(text) < 20 and _NUMBER.fullmatch(text):
                        found.add((text, row.loai == "tong"))
        faces = {False: self._face, True: self._styles.face("nhom_bang")}
        both = [
            max([need, *(measure.width(text, faces[bold]) + 2 * _PADDING + 0.5 for text, bold in found)])
            for need, found in zip(least, numbers, strict=True)
        ]
        return table_width(be_rong, bang.cot, both if sum(both) < be_rong else least)

    def too_narrow(self, bang: BangIn, be_rong: float) -> list[str]:
        """Columns narrower than the longest word of their heading: Word would break the word anywhere."""
        least = self._least(bang)
        widths = self._widths(bang, be_rong)
        return [
            c.tieu_de for c, width, need in zip(bang.cot, widths, least, strict=True) if width + 2 < twips(need - 0.5)
        ]

    def _head(self, bang: BangIn, widths: list[int], first_id: int) -> str:
        cells = []
        for i, (column, width) in enumerate(zip(bang.cot, widths, strict=True)):
            mark = bookmark(bang.ma, first_id) if i == 0 else ""
            paragraph = f"{self._open['dau_bang', None]}{mark}{runs((Run(column.tieu_de),))}</w:p>"
            properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            cells.append(f"<w:tc>{properties}{paragraph}</w:tc>")
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"

    def _row(
        self,
        row: HangIn,
        cot: tuple[CotIn, ...],
        widths: list[int],
        mark: str,
        *,
        keep_next: bool,
        split: bool,
    ) -> str:
        cells: list[str] = []
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
        return f"<w:tr>{properties}{''.join(cells)}</w:tr>"

    def _cell(
        self, text: str, width: int, part: str, canh: Canh | None, mark: str = "", *,
        span: int = 1, merge: str = "", keep: bool = False,
    ) -> str:  # fmt: skip
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
        body = []
        for i, chu in enumerate(paragraphs_of_cell(text)):
            inner = runs(chu) if text else ""
            body.append(f"{start}{mark if i == 0 else ''}{inner}</w:p>")
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(body)}</w:tc>"

    def _height(self, row: HangIn, cot: tuple[CotIn, ...], widths: list[int]) -> float:
        """Height of a row in mm, roughly: counted from text length, measured only when it may matter."""
        line = self._face.co * measure.PT_MM * 1.17
        tallest = 1.0
        first = 1 if row.gop else 0
        for text, width in zip(row.o[first:], widths[first : len(row.o)], strict=False):
            room = max(5.0, width / twips(1) - 2 * _PADDING)
            if len(text) * line * 0.5 < room * 3:
                continue
            height = 0.0
            for paragraph in text.split("\n"):
                height += max(1, round(measure.width(paragraph, self._face) / room + 0.5)) * line + 1.4
            tallest = max(tallest, height)
        return tallest
