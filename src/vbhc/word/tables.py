"""Annex tables as WordprocessingML: fixed grid, header row repeated, rows not split, groups merged.

The rows never pass through a template engine or a tree: they are written as text, once, so that time and memory grow
with the rows and no faster.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import lt

from vbhc.model.ban_in import BangIn, CotIn, HangIn
from vbhc.model.phu_luc import Canh
from vbhc.text import measure
from vbhc.text.inline import Run
from vbhc.word.fragments import bookmark, bookmark_name, escape, is_plain, paragraphs_of_cell, runs
from vbhc.word.ns import twips
from vbhc.word.styles import Styles

_JC = {Canh.TRAI: "left", Canh.GIUA: "center", Canh.PHAI: "right", Canh.DEU: "both"}
_PADDING = 1.5  # mm on each side of a cell
_FIRST_ID = 2**29  # ids of bookmarks: Word counts its own from 0, far below
_LETTERS = "\u2211"  # beyond all letters; a minus sign is the next
_NUMBER = re.compile(r"[+−-]?[\d.,]{1,18} ?%?")
_OPEN_ROW = b"<w:tr><w:trPr><w:cantSplit/></w:trPr>"
_CLOSE = b"</w:t></w:r></w:p></w:tc>"
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


@dataclass(frozen=True, slots=True)
class Written:
    """Of a table that was written: the hash of its words, and what `stamp.table_look` will read in it."""

    words: str
    look: str


@dataclass(frozen=True, slots=True)
class _Plain:
    """An ordinary row whose cells hold a line each, without marks: all but the words is the same in every such row.

    `whole` has a place for a bookmark and one for each cell's words; `before` are the cells up to their words, `empty`
    the cells that say nothing. `most`: with fewer letters than these no cell makes its row too tall for a page.
    """

    whole: bytes
    before: tuple[bytes, ...]
    empty: tuple[bytes, ...]
    look: bytes
    most: tuple[int, ...]

    def row(self, cells: list[bytes], mark: str) -> bytes:
        """The row of these words; `mark` is a bookmark for its first cell."""
        if all(cells):
            return self.whole % (mark.encode(), *cells)
        out = [
            b"%b%b%b" % (before, text, _CLOSE) if text else empty
            for before, empty, text in zip(self.before, self.empty, cells, strict=True)
        ]
        if mark:
            out[0] = out[0].replace(b"</w:pPr>", b"</w:pPr>" + mark.encode(), 1)
        return b"".join((_OPEN_ROW, *out, b"</w:tr>"))


class TableWriter:
    """Writes the tables of one file."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._face = styles.face("o_bang")
        self._line = self._face.co * measure.PT_MM * 1.17
        self._open = {
            (part, canh): f'<w:p><w:pPr><w:pStyle w:val="{styles.id_of(part)}"/>'
            + (f'<w:jc w:val="{jc}"/>' if (jc := self._jc(part, canh)) else "")
            + "</w:pPr>"
            for part in ("o_bang", "dau_bang", "nhom_bang")
            for canh in (None, *Canh)
        }

    def _jc(self, part: str, canh: Canh | None) -> str:
        """How a cell's paragraphs are aligned, where that is not how their style aligns them."""
        return "" if canh is None or _JC[canh] == self._styles.jc(part) else _JC[canh]

    def write(self, out: bytearray, bang: BangIn, widths: list[int], cao_trang: float) -> Written:
        """Append the whole w:tbl, in UTF-8: large tables are held once.

        Args:
            out: what has been written before it.
            bang: what to print.
            widths: of the columns, as `widths` says.
            cao_trang: height of the text area in mm; a row near it is allowed to break across pages.
        """
        number = bang.ma.rsplit("_", 1)[-1]
        first_id = (
            _FIRST_ID + (int(number) % 512 if number.isdecimal() else 0) * 2**20
        )  # no two rows of a file share one
        tallest = cao_trang * _SPLIT_FROM
        plain = self._plain(bang.cot, widths, tallest)
        out += self._before_rows(bang, widths).encode()
        out += self._head(bang, widths, first_id).encode()
        words = [_folded(c.tieu_de for c in bang.cot)]
        columns = zip(*(row.o for row in bang.hang), strict=True)
        low = all(max(map(len, texts)) < most for texts, most in zip(columns, plain.most, strict=bool(bang.hang)))
        look = hashlib.sha256(_look(place="center").encode() * len(bang.cot))
        last = len(bang.hang) - 1
        for i, row in enumerate(bang.hang):
            mark = bookmark(bookmark_name(f"h{number}", row.khoa), first_id + i + 1) if row.khoa else ""
            if i < last and _is_plain(row) and (low or all(map(lt, map(len, row.o), plain.most))):
                said = "\t".join(row.o).encode()
                out += plain.row(said.split(b"\t"), mark)
                words.append(said)
                look.update(plain.look)
                continue
            keep = i == last or row.loai == "nhom"
            split = self._height(row, bang.cot, widths) > tallest
            xml, seen = self._row(row, bang.cot, widths, mark, keep_next=keep, split=split)
            out += xml.encode()
            words.append(_row_words(row))
            look.update(seen.encode())
        out += b"</w:tbl>"
        return Written(_hash(words), " ".join([look.hexdigest(), *map(str, widths)]))

    def _before_rows(self, bang: BangIn, widths: list[int]) -> str:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        describe = f'<w:tblDescription w:val="{escape(bang.mo_ta).replace(chr(34), "&quot;")}"/>' if bang.mo_ta else ""
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._styles.id_of("bang")}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
            f'w:noHBand="1" w:noVBand="1"/>{describe}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        )

    def _plain(self, cot: tuple[CotIn, ...], widths: list[int], tallest: float) -> _Plain:
        shut = [
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{self._open["o_bang", column.canh]}'.encode()
            for column, width in zip(cot, widths, strict=True)
        ]
        before = [cell + b"<w:r><w:t>" for cell in shut]
        marked = [shut[0] + b"%b<w:r><w:t>", *before[1:]]
        lines = max(0.0, (tallest - 1.4) / self._line - 1)  # so many, whatever their letters
        return _Plain(
            _OPEN_ROW + b"".join(cell + b"%b" + _CLOSE for cell in marked) + b"</w:tr>",
            tuple(before),
            tuple(cell + b"</w:p></w:tc>" for cell in shut),
            "".join(_look(jc=self._jc("o_bang", column.canh)) for column in cot).encode(),
            tuple(int(lines * _room(width) / measure.widest(self._face)) for width in widths),
        )

    def _least(self, bang: BangIn) -> list[float]:
        """What each column needs for the longest word of its heading."""
        face = self._styles.face("dau_bang")
        return [
            max((measure.width(word, face) for word in c.tieu_de.split()), default=0) + 2 * _PADDING + 0.5
            for c in bang.cot
        ]

    def widths(self, bang: BangIn, be_rong: float) -> list[int]:
        """The columns' widths in twips in a text area of so many mm.

        No number breaks over two lines, nor a heading's word, as long as there is room.
        """
        least = self._least(bang)
        numbers: list[set[tuple[str, bool]]] = [set() for _ in bang.cot]
        for bold in (False, True):
            rows = [row.o for row in bang.hang if row.loai == ("tong" if bold else "thuong")]
            for found, column in zip(numbers, zip(*rows, strict=True), strict=bool(rows)):
                likely = {text for text in column if text < ":" or text > _LETTERS}
                found.update((text, bold) for text in likely if len(text) < 20 and _NUMBER.fullmatch(text))
        faces = {False: self._face, True: self._styles.face("nhom_bang")}
        both = [
            max([need, *(measure.width(text, faces[bold]) + 2 * _PADDING + 0.5 for text, bold in found)])
            for need, found in zip(least, numbers, strict=True)
        ]
        return table_width(be_rong, bang.cot, both if sum(both) < be_rong else least)

    def too_narrow(self, bang: BangIn, widths: list[int]) -> list[str]:
        """Columns narrower than the longest word of their heading: Word would break the word anywhere."""
        least = self._least(bang)
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
            jc=self._jc(part, canh), lines=lines if text else [()],
        )  # fmt: skip
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(body)}</w:tc>", look

    def _height(self, row: HangIn, cot: tuple[CotIn, ...], widths: list[int]) -> float:
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
    return max(5.0, width / twips(1) - 2 * _PADDING)


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
    return _hash([_folded(c.tieu_de for c in bang.cot), *map(_row_words, bang.hang)])


def _hash(rows: list[bytes]) -> str:
    """As `stamp.words_hash`, of rows that are folded already."""
    return hashlib.sha256(b"\n".join(rows)).hexdigest()


def _folded(cells: Iterable[str]) -> bytes:
    return "\t".join(" ".join(cell.split()) for cell in cells).encode()


def _is_plain(row: HangIn) -> bool:
    """Whether all cells of an ordinary row print letter for letter, a line each, and no blank in them can be folded.

    Quickly, so that some rows that are plain may be missed: those with a bar in them.
    """
    if row.loai != "thuong" or row.gop:
        return False
    said = f"|{'|'.join(row.o)}|"
    return said.isprintable() and is_plain(said) and "  " not in said and " |" not in said and "| " not in said


def _row_words(row: HangIn) -> bytes:
    if _is_plain(row):
        return "\t".join(row.o).encode()
    cells: list[str] = list(row.o)
    if row.loai == "nhom":
        cells = [text for i, text in enumerate(row.o) if text or i == 0]
    elif row.gop == "tiep":
        cells[0] = ""
    return _folded("\n".join("".join(run.text for run in chu) for chu in paragraphs_of_cell(cell)) for cell in cells)
