"""One row of an annex table as WordprocessingML, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from vbhc.model.ban_in import CotIn, HangIn
from vbhc.model.phu_luc import Canh
from vbhc.text import measure
from vbhc.text.inline import Run
from vbhc.word.columns import PADDING
from vbhc.word.fragments import MARKED, paragraphs_of_cell, runs
from vbhc.word.ns import twips
from vbhc.word.styles import Styles

_JC = {Canh.TRAI: "left", Canh.GIUA: "center", Canh.PHAI: "right", Canh.DEU: "both"}


class Written(NamedTuple):
    """Rows as written: their XML, their words as `stamp.words_hash` joins them, their look as `stamp.table_look`."""

    xml: bytes
    words: bytes
    look: bytes


class CellForm:
    """How the cells of one file's tables stand: alignment, style, the height of their lines."""

    def __init__(self, styles: Styles) -> None:
        self.face = styles.face("o_bang")
        self.line = self.face.co * measure.PT_MM * 1.17
        # How a cell's paragraphs are aligned, where that is not how their style aligns them.
        self.jc = {
            (part, canh): "" if canh is None or _JC[canh] == styles.jc(part) else _JC[canh]
            for part in ("o_bang", "dau_bang", "nhom_bang")
            for canh in (None, *Canh)
        }
        self.open = {
            (part, canh): f'<w:p><w:pPr><w:pStyle w:val="{styles.id_of(part)}"/>'
            + (f'<w:jc w:val="{jc}"/>' if jc else "")
            + "</w:pPr>"
            for (part, canh), jc in self.jc.items()
        }


class _How(NamedTuple):
    """How a cell stands: its XML up to its paragraphs, a paragraph up to its words; what a look tells of both."""

    cell: str
    paragraph: str
    look: tuple[str, str, str]


class RowWriter:
    """Writes the rows of one table, one at a time."""

    def __init__(self, form: CellForm, cot: Sequence[CotIn], widths: Sequence[int], tallest: float) -> None:
        """Prepare.

        Args:
            form: of the file's cells.
            cot: the columns.
            widths: theirs, in twips.
            tallest: height in mm from which a row may break across pages.
        """
        self._form, self._cot, self._widths, self._tallest = form, cot, widths, tallest
        self._rooms = [_room(width) for width in widths]
        self._short = [room * 6 / form.line for room in self._rooms]  # so few letters never fill many lines
        self._how = lru_cache(maxsize=None)(self._made)

    def write(self, row: HangIn, mark: bytes, *, keep_next: bool = False) -> Written:
        """Write a row with its bookmark; `keep_next` keeps it with what follows."""
        name = mark.decode()
        if row.loai == "nhom":
            cells = self._heading(row.o, name)
        else:
            part = "nhom_bang" if row.loai == "tong" else "o_bang"
            marked = 1 if row.gop else 0
            cells = []
            for i, (text, column, width) in enumerate(zip(row.o, self._cot, self._widths, strict=True)):
                merge = row.gop if i == 0 else ""
                how = self._how(width, "nhom_bang" if merge else part, column.canh, 1, merge, keep_next)
                cells.append(_cell("" if merge == "tiep" else text, how, name if i == marked else ""))
        properties = "" if self._height(row) > self._tallest else "<w:trPr><w:cantSplit/></w:trPr>"
        xml, words, look = zip(*cells, strict=True)
        return Written(f"<w:tr>{properties}{''.join(xml)}</w:tr>".encode(), folded(words), "".join(look).encode())

    def most_letters(self) -> list[int]:
        """For each column: with fewer letters, whatever they are, no cell makes its row taller than `tallest`."""
        lines = max(0.0, (self._tallest - 1.4) / self._form.line - 1)
        return [int(lines * room / measure.widest(self._form.face)) for room in self._rooms]

    def _heading(self, texts: Sequence[str], mark: str) -> list[tuple[str, str, str]]:
        starts = [i for i, text in enumerate(texts) if text or i == 0]
        cells = []
        for i, end in zip(starts, [*starts[1:], len(texts)], strict=True):
            canh = Canh.GIUA if i == 0 and end == 1 < len(texts) else Canh.TRAI
            how = self._how(sum(self._widths[i:end]), "nhom_bang", canh, end - i, "", True)
            cells.append(_cell(texts[i], how, "" if i else mark))
        return cells

    def _made(self, width: int, part: str, canh: Canh | None, span: int, merge: str, keep: bool) -> _How:
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if span > 1:
            properties += f'<w:gridSpan w:val="{span}"/>'
        merged = {"dau": "restart", "tiep": "continue"}.get(merge, "")  # “mot” merges nothing
        if merge:
            properties += "<w:vMerge/>" if merge == "tiep" else '<w:vMerge w:val="restart"/>'
        start = self._form.open[part, canh]
        if keep:
            style_end = start.index("/>") + 2
            start = f"{start[:style_end]}<w:keepNext/>{start[style_end:]}"
        look = (str(span) if span > 1 else "", merged, self._form.jc[part, canh])
        return _How(f"<w:tc><w:tcPr>{properties}</w:tcPr>", start, look)

    def _height(self, row: HangIn) -> float:
        """Height of a row in mm, roughly: counted from text length, measured only when it may matter."""
        line = self._form.line
        tallest = 1.0
        for i, text in enumerate(row.o):
            if len(text) < self._short[i] or (row.gop and i == 0):
                continue
            height = 0.0
            for paragraph in text.split("\n"):
                height += max(1, round(measure.width(paragraph, self._form.face) / self._rooms[i] + 0.5)) * line + 1.4
            tallest = max(tallest, height)
        return tallest


def _cell(text: str, how: _How, mark: str) -> tuple[str, str, str]:
    """The cell, its words, its look."""
    span, merge, jc = how.look
    if text and "\n" not in text and not MARKED.search(text):  # as most are
        xml = f"{how.cell}{how.paragraph}{mark}{runs((Run(text),))}</w:p></w:tc>"
        return xml, text, f"{span}\t{merge}\t\t\n{jc}\0"
    lines = paragraphs_of_cell(text)
    if not text:
        lines = [()]
    body = [f"{how.paragraph}{mark if i == 0 else ''}{runs(chu)}</w:p>" for i, chu in enumerate(lines)]
    words = "\n".join("".join(run.text for run in chu) for chu in lines)
    return f"{how.cell}{''.join(body)}</w:tc>", words, look_of(span, merge, jc=jc, lines=lines)


def _room(width: int) -> float:
    """The mm between the edges of a cell of a width in twips."""
    return max(5.0, width / twips(1) - 2 * PADDING)


def look_of(
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


def folded(cells: Iterable[str]) -> bytes:
    """Words of cells as `stamp.words_hash` joins them."""
    return "\t".join(" ".join(cell.split()) for cell in cells).encode()


def words_of(row: HangIn) -> bytes:
    """The words of a row as they will be read back from the file."""
    cells = list(row.o)
    if row.loai == "nhom":
        cells = [text for i, text in enumerate(row.o) if text or i == 0]
    elif row.gop == "tiep":
        cells[0] = ""
    return folded("\n".join("".join(run.text for run in chu) for chu in paragraphs_of_cell(cell)) for cell in cells)
