"""Any Word file as one neutral tree: paragraphs, runs, tables, sections, shapes, with every format resolved.

Lengths in millimetres, sizes and spacing in points. What is written here is what prints: a run's `look` is the outcome
of defaults, styles and direct formatting together (ECMA-376 17.7.2). Rules, comparison and goldens read only this.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a paragraph stands in its file, so that it can be pointed at and edited.

    `p` is its ordinal among all `w:p` of the part in document order, from 0; -1 where the source is not a Word file.
    `table`, `row`, `column` count from 1 within the body, 0 outside tables. `page` is the page on which it began when
    Word last laid it out, `page_end` the one on which it ended; 0 where the file does not say.
    """

    part: str
    p: int
    table: int = 0
    row: int = 0
    column: int = 0
    page: int = 0
    page_end: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """A run's resolved format. `fonts`: every font its letters print in. `color`: RRGGBB, or "auto" (black)."""

    fonts: tuple[str, ...] = ("Times New Roman",)
    size: float = 10
    bold: bool = False
    italic: bool = False
    underline: str = ""
    color: str = "auto"
    caps: bool = False
    hidden: bool = False
    strike: bool = False
    raised: str = ""
    highlight: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    r"""A stretch of text of one look.

    `text` keeps tabs as \t, breaks as \n, a page break as \f. `change`: "" or "ins" of tracked changes; what is marked
    deleted is not here but in `Paragraph.deleted`. `field` names the field whose result this is ("PAGE").
    `start` is the run's offset in the paragraph's text.
    """

    text: str
    look: Look
    start: int = 0
    change: str = ""
    field: str = ""

    @property
    def shown(self) -> str:
        """The text as it prints: capitals made by format are capitals."""
        return self.text.upper() if self.look.caps else self.text


@dataclass(frozen=True, slots=True)
class Layout:
    """A paragraph's resolved format. `align`: "left", "right", "center", "both".

    `line` is lines (1.5) when `line_rule` is "auto", otherwise points. `first` is negative for a hanging indent.
    `borders` names the sides with a drawn rule. `contextual`: no space towards a neighbour of the same style.
    """

    align: str = "left"
    left: float = 0
    right: float = 0
    first: float = 0
    before: float = 0
    after: float = 0
    line: float = 1
    line_rule: str = "auto"
    keep_next: bool = False
    keep_lines: bool = False
    page_break_before: bool = False
    outline: int = 0
    borders: frozenset[str] = frozenset()
    contextual: bool = False


CANH = {"left": "trái", "right": "phải", "center": "giữa", "both": "đều hai bên"}
"""`Layout.align` in words."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Something drawn. `kind`: "text" a text box, "line" a drawn line, "picture", "other". Millimetres; 0 unknown.

    `image` is a hash of the picture's own file, "" where the file does not hold it.
    """

    kind: str
    width: float = 0
    height: float = 0
    color: str = "auto"
    blocks: tuple[Block, ...] = ()
    image: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `label` is a number that Word makes (automatic numbering), not part of `text`.

    `joined`: so many paragraphs before it flow into it, because the marks at their ends are deleted (tracked); `text`
    then begins with theirs, and its offsets are not those of the paragraph at `spot`.
    """

    spot: Spot
    style: str
    layout: Layout
    runs: tuple[Run, ...] = ()
    label: str = ""
    shapes: tuple[Shape, ...] = ()
    deleted: str = ""
    section: int = 0
    joined: int = 0

    @property
    def text(self) -> str:
        """The words, as typed."""
        return "".join([run.text for run in self.runs])


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell. `merged`: "" | "start" | "on" of a vertical merge."""

    blocks: tuple[Block, ...]
    width: float = 0
    span: int = 1
    merged: str = ""

    @property
    def text(self) -> str:
        """The words, a line a paragraph."""
        return "\n".join(p.text for p in paragraphs(self.blocks))


@dataclass(frozen=True, slots=True)
class Row:
    """A row. `header`: repeats at the top of each page. `whole`: may not break across pages.

    `key` is the key of the row's data, where the file was printed by us and still bears it (a bookmark `h1_…`).
    """

    cells: tuple[Cell, ...]
    header: bool = False
    whole: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `number` counts the body's outermost tables from 1, 0 for an inner one; `style` is its style's name."""

    rows: tuple[Row, ...]
    widths: tuple[float, ...] = ()
    style: str = ""
    number: int = 0
    indent: float = 0
    section: int = 0
    bordered: bool = False


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A section of pages: paper and margins in millimetres, page numbers, headers and footers by page.

    The gutter is part of the left margin.
    `headers` and `footers` are keyed "default", "first", "even"; a section that sets none has its predecessor's.
    `restart` is the first page's number when numbering starts anew here. `title_page`: the first page has its own
    header.
    """

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    header: float = 12.7
    title_page: bool = False
    restart: int | None = None
    number_format: str = "decimal"
    headers: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    footers: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)

    @property
    def landscape(self) -> bool:
        """Whether the page lies on its side."""
        return self.width > self.height

    @property
    def margins(self) -> tuple[tuple[Block, ...], ...]:
        """What stands above and below its text: headers, then footers."""
        return (*self.headers.values(), *self.footers.values())


@dataclass(frozen=True, slots=True)
class Note:
    """A note at the foot of its page ("footnote") or at the end of the text ("endnote"), with what it says.

    `at` is the paragraph with its mark.
    """

    kind: str
    blocks: tuple[Block, ...]
    at: Spot


CHU_THICH = {"footnote": "chú thích cuối trang", "endnote": "chú thích cuối văn bản"}
"""Of `View.unknown`, by `Note.kind`: read into `View.notes`, and yet nothing is known of the form they must have."""
KY_HIEU_RIENG = "ký hiệu của phông riêng"
"""Of `View.unknown`: a sign that only its own font has (w:sym), which stands in the text as U+FFFD."""


@dataclass(frozen=True, slots=True)
class View:
    """A whole file.

    `formats` is False for a source without formats (plain text): what needs them cannot be judged. `signed`: carries a
    digital signature. `changes`: tracked changes still in it. `unknown`: what was met and not understood, each once.
    `even_odd`: even pages have headers of their own. `notes` in the order of their marks in the text.
    """

    name: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    formats: bool = True
    signed: bool = False
    changes: int = 0
    unknown: tuple[str, ...] = ()
    comments: int = 0
    even_odd: bool = False
    notes: tuple[Note, ...] = ()


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Every paragraph of blocks in order, those in tables included, those in shapes not."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs(cell.blocks)


def every(view: View) -> Iterator[Paragraph]:
    """Every paragraph of a file: those of the body, of its notes, then of its headers and footers, each once."""
    yield from paragraphs(view.blocks)
    for note in view.notes:
        yield from paragraphs(note.blocks)
    for blocks in margins(view):
        yield from paragraphs(blocks)


def margins(view: View) -> Iterator[tuple[Block, ...]]:
    """Every header and footer of a file once, though many sections may have it."""
    yield from {id(blocks): blocks for section in view.sections for blocks in section.margins}.values()


def tables(blocks: tuple[Block, ...]) -> Iterator[Table]:
    """Every table of blocks in order, inner ones after the one around them."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for row in block.rows:
                for cell in row.cells:
                    yield from tables(cell.blocks)
