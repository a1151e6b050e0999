"""A document's View as HTML that looks like the paper, with the words of each finding marked and its note beside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby, pairwise

from vbhc.model.edits import TextEdit
from vbhc.model.finding import Finding
from vbhc.model.view import Block, Cell, Look, Paragraph, Section, Shape, Table, View
from vbhc.reporting.safe import sach

SEEN_COLUMNS = 200
"""Columns of a table that are drawn at most; a hostile table may claim a million."""
SEEN_WIDTH = 20
"""Millimetres under which the widths a table tells are not believed."""
_CANH = {"left": "tr", "right": "ph", "center": "gi", "both": "de"}
_DEPTH = 8


@dataclass
class Kieu:
    """Style classes made on the way, so that the page needs no `style=` (which its own policy forbids)."""

    rules: dict[str, str] = field(default_factory=dict)

    def lop(self, prefix: str, css: str, value: float, low: float, high: float, step: float, unit: str) -> str:
        """A class for one measure, rounded and kept within limits; "" for zero."""
        kept = round(min(max(value, low), high) / step) * step
        if not kept:
            return ""
        name = f"{prefix}{kept:g}".replace(".", "_").replace("-", "m")
        self.rules.setdefault(name, f".{name}{{{css}:{kept:g}{unit}}}")
        return name

    def css(self) -> str:
        """All of them as a style sheet."""
        return "\n".join(rule for _, rule in sorted(self.rules.items()))


@dataclass(frozen=True)
class Giay:
    """What drawing a document needs.

    Findings by paragraph (number and finding), notes as HTML, the document's id, classes, and the numbers of the tables
    that hold data (their lines may come from a style and are drawn always).
    """

    theo_doan: Mapping[tuple[str, int], Sequence[tuple[int, Finding]]]
    the: Callable[[int, Finding], str]
    ma: str
    kieu: Kieu
    bang: frozenset[int] = frozenset()

    def cua(self, paragraph: Paragraph) -> Sequence[tuple[int, Finding]]:
        """The findings of a paragraph."""
        return self.theo_doan.get((paragraph.spot.part, paragraph.spot.p), ())


def ve(view: View, giay: Giay) -> str:
    """Every section of a document as a sheet."""
    out = []
    for number, blocks in groupby(view.blocks, key=lambda b: b.section):
        section = view.sections[number] if 0 <= number < len(view.sections) else None
        out.append(f'<div class="{_to(section, giay.kieu)}">{"".join(_khoi(b, giay, 0, True) for b in blocks)}</div>')
    return "\n".join(out)


def _to(section: Section | None, kieu: Kieu) -> str:
    names = ["to"]
    if section is not None:
        names += ["ngang"] if section.landscape else []
        names += [
            kieu.lop("mt", "padding-top", section.top, 5, 40, 1, "mm"),
            kieu.lop("mb", "padding-bottom", section.bottom, 5, 40, 1, "mm"),
            kieu.lop("ml", "padding-left", section.left, 5, 50, 1, "mm"),
            kieu.lop("mr", "--pr", section.right, 5, 50, 1, "mm"),
        ]
    return " ".join(n for n in names if n)


def _khoi(block: Block, giay: Giay, depth: int, notes: bool) -> str:
    """A block; its notes stand before it, so that they float in the margin at its height."""
    beside = "".join(giay.the(n, f) for p in doan_trong(block) for n, f in giay.cua(p)) if notes else ""
    if depth > _DEPTH:
        return beside
    return beside + (_doan(block, giay, depth) if isinstance(block, Paragraph) else _bang(block, giay, depth))


def doan_trong(block: Block, depth: int = 0) -> Iterator[Paragraph]:
    """Every paragraph of a block, those of its cells and text boxes too."""
    if depth > _DEPTH:
        return
    if isinstance(block, Paragraph):
        yield block
        inner = [b for shape in block.shapes for b in shape.blocks]
    else:
        inner = [b for row in block.rows for cell in row.cells for b in cell.blocks]
    for one in inner:
        yield from doan_trong(one, depth + 1)


def _doan(paragraph: Paragraph, giay: Giay, depth: int) -> str:
    look = paragraph.layout
    mine = giay.cua(paragraph)
    kieu = giay.kieu
    size = next((r.look.size for r in paragraph.runs if r.text.strip()), next((r.look.size for r in paragraph.runs), 0))
    names = [
        _CANH.get(look.align, "tr"),
        kieu.lop("td", "text-indent", look.first, -60, 60, 0.5, "mm"),
        kieu.lop("tl", "margin-left", look.left, -20, 100, 0.5, "mm"),
        kieu.lop("tp", "margin-right", look.right, -20, 100, 0.5, "mm"),
        kieu.lop("kt", "margin-top", look.before, 0, 72, 1, "pt"),
        kieu.lop("ks", "margin-bottom", look.after, 0, 72, 1, "pt"),
        kieu.lop("gd", "line-height", 1.17 * look.line, 1, 3, 0.05, "") if look.line_rule == "auto" else "",
        kieu.lop("co", "font-size", size, 1, 40, 0.5, "pt"),
        "ke-tren" if "top" in look.borders else "",
        "ke-duoi" if "bottom" in look.borders else "",
        f"co-loi {_nang_nhat(mine)}" if mine else "",
    ]
    words = _chu(paragraph, mine, giay)
    label = f"{escape(sach(paragraph.label))} " if paragraph.label else ""
    shapes = "".join(_hinh(s, giay, depth) for s in paragraph.shapes)
    rule = not words and not label and ("top" in look.borders or "bottom" in look.borders)
    marks = "" if "<mark" in words else "".join(_so(n, f, giay) for n, f in mine)
    inside = f"{marks}{label}{words}" or ("" if rule else "<br>")
    return f'<p class="{" ".join(n for n in names if n)}">{inside}</p>{shapes}'


def _nang_nhat(mine: Sequence[tuple[int, Finding]]) -> str:
    """The class of the gravest of some findings."""
    return f"m{int(max(f.muc for _, f in mine))}"


def _so(number: int, found: Finding, giay: Giay) -> str:
    ref = f"{giay.ma}-{number}"
    return f'<a class="so m{int(found.muc)}" href="#{ref}" data-cua="{ref}">{number}</a>'


def _cho(paragraph: Paragraph, found: Finding) -> tuple[int, int] | None:
    """Where in the paragraph's text the words of a finding stand; None when that is not known."""
    text = paragraph.text
    if found.trich:
        at = text.find(found.trich)
        if at >= 0:
            return at, at + len(found.trich)
    ours = [e for e in found.edits if isinstance(e, TextEdit) and e.spot == paragraph.spot and e.start < e.end]
    if ours:
        return max(min(e.start for e in ours), 0), min(max(e.end for e in ours), len(text))
    return None


def _chu(paragraph: Paragraph, mine: Sequence[tuple[int, Finding]], giay: Giay) -> str:
    """The runs of a paragraph, with marks round what findings speak of; findings without words stand at the start."""
    marks: list[tuple[int, int, list[tuple[int, Finding]]]] = []
    loose = []
    for number, found in mine:
        where = _cho(paragraph, found)
        if where is None or where[0] >= where[1]:
            loose.append((number, found))
            continue
        shared = next((m for m in marks if m[0] < where[1] and where[0] < m[1]), None)
        if shared is None:
            marks.append((*where, [(number, found)]))
        else:
            shared[2].append((number, found))
    marks.sort(key=lambda m: m[0])
    out = ["".join(_so(n, f, giay) for n, f in loose)] if marks else []
    cuts = sorted({edge for a, b, _ in marks for edge in (a, b)})
    at = 0
    for run in paragraph.runs:
        start, end = at, at + len(run.text)
        at = end
        for a, b in _pieces(start, end, cuts):
            piece = _nhin(run.shown[a - start : b - start] if len(run.shown) == len(run.text)
                          else run.text[a - start : b - start], run.look, giay.kieu)  # fmt: skip
            inside = next((m for m in marks if m[0] <= a and b <= m[1]), None)
            if inside is None:
                out.append(piece)
            else:
                badges = "".join(_so(n, f, giay) for n, f in inside[2]) if a == inside[0] else ""
                refs = " ".join(f"{giay.ma}-{n}" for n, _ in inside[2])
                out.append(f'{badges}<mark class="{_nang_nhat(inside[2])}" data-cua="{refs}">{piece}</mark>')
    return "".join(out)


def _pieces(start: int, end: int, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    edges = [start, *(c for c in cuts if start < c < end), end]
    yield from ((a, b) for a, b in pairwise(edges) if a < b)


def _nhin(text: str, look: Look, kieu: Kieu) -> str:
    """Letters in their look."""
    shown = escape(sach(text.replace("\f", ""))).replace("\n", "<br>").replace("\t", "&emsp;")
    names = [
        "b" if look.bold else "",
        "i" if look.italic else "",
        "u" if look.underline else "",
        "x" if look.strike else "",
        "an" if look.hidden else "",
        look.raised if look.raised in ("super", "sub") else "",
        kieu.lop("co", "font-size", look.size, 1, 40, 0.5, "pt"),
    ]
    return f'<span class="{" ".join(n for n in names if n)}">{shown}</span>' if shown else ""


def _hinh(shape: Shape, giay: Giay, depth: int) -> str:
    if shape.kind == "text":
        return f'<div class="hop">{"".join(_khoi(b, giay, depth + 1, False) for b in shape.blocks)}</div>'
    if shape.kind == "line":
        return f'<hr class="{giay.kieu.lop("rg", "width", shape.width or 40, 5, 200, 1, "mm")}">'
    return '<span class="hinh">[hình]</span>' if shape.kind == "picture" else ""


def _bang(table: Table, giay: Giay, depth: int) -> str:
    widths = table.widths[:SEEN_COLUMNS]
    total = sum(w for w in widths if w > 0) or 1
    cols = "".join(
        f'<col class="{giay.kieu.lop("cr", "width", 100 * max(w, 0) / total, 1, 100, 0.5, "%")}">' for w in widths
    )
    spans = _spans(table)
    rows = []
    for i, row in enumerate(table.rows):
        cells = []
        column = 0
        for cell in row.cells[:SEEN_COLUMNS]:
            if cell.merged != "on":
                cells.append(_o(cell, spans.get((i, column), 1), row.header, giay, depth))
            column += max(cell.span, 1)
        rows.append(f"<tr>{''.join(cells)}</tr>")
    names = [
        "bang" if table.bordered or table.number in giay.bang else "khung",
        giay.kieu.lop("rb", "width", total, 20, 290, 1, "mm") if total > SEEN_WIDTH else "",
        giay.kieu.lop("tl", "margin-left", table.indent, -30, 100, 0.5, "mm"),
    ]
    return f'<table class="{" ".join(n for n in names if n)}"><colgroup>{cols}</colgroup>{"".join(rows)}</table>'


def _spans(table: Table) -> dict[tuple[int, int], int]:
    """How many rows each cell that starts a vertical merge covers."""
    out: dict[tuple[int, int], int] = {}
    open_at: dict[int, tuple[int, int]] = {}
    for i, row in enumerate(table.rows):
        column = 0
        for cell in row.cells:
            if cell.merged == "on" and column in open_at:
                out[open_at[column]] += 1
            elif cell.merged == "start":
                open_at[column] = (i, column)
                out[i, column] = 1
            else:
                open_at.pop(column, None)
            column += max(cell.span, 1)
    return out


def _o(cell: Cell, rows: int, header: bool, giay: Giay, depth: int) -> str:
    tag = "th" if header else "td"
    span = (f' rowspan="{rows}"' if rows > 1 else "") + (
        f' colspan="{min(cell.span, SEEN_COLUMNS)}"' if cell.span > 1 else ""
    )
    return f"<{tag}{span}>{''.join(_khoi(b, giay, depth + 1, False) for b in cell.blocks)}</{tag}>"
