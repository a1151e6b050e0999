"""Changes to a Word file that can be written as tracked changes: of words, of formats, of whole paragraphs and rows.

All places are those of the file before any change: a `Spot` of its View, a table by `Table.number`, a row from 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vbhc.model.view import Spot


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Replace the characters `start`…`end` of a paragraph's text (offsets in `Paragraph.text`) by `text`.

    `whole`: as it stands, so that people see whole words change; otherwise only the letters that differ.
    """

    spot: Spot
    start: int
    end: int
    text: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class RunEdit:
    """Set formats of the characters `start`…`end`; keys are fields of `Look` (size, bold, italic, fonts …)."""

    spot: Spot
    start: int
    end: int
    look: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ParagraphEdit:
    """Set formats of a paragraph: keys are fields of `Layout`; lengths in millimetres, spacing in points."""

    spot: Spot
    layout: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SectionEdit:
    """Set measures of a section (index in `View.sections`): keys are fields of `Section`, in millimetres.

    "continuous": true lets it begin on the page where the section before it ends.
    """

    section: int
    page: Mapping[str, object]


Edit = TextEdit | RunEdit | ParagraphEdit | SectionEdit


@dataclass(frozen=True, slots=True)
class NewParagraph:
    r"""A paragraph to be put in. `text` keeps \t, \n and \f as `Run.text` does.

    `like` is the paragraph of the file whose format it takes (with the look of that paragraph's words); None: of the
    place where it comes to stand. `moved` are the stretches of `text` (offsets) that are moved here from elsewhere; the
    rest of it is new. `style`: the name of a style; where the file has it, and it is none of Word's own, that gives the
    format and not `like`. `page`: it begins a page. `counted`: Word numbers it in the list that `like` is in; otherwise
    it is in none.
    """

    text: str
    like: Spot | None = None
    moved: tuple[tuple[int, int], ...] = ()
    style: str = ""
    page: bool = False
    counted: bool = False


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row to be put in: the paragraphs' texts of each of its cells, made like the row `like` (from 1) of that table.

    It has as many cells as the row at `like`; a cell that goes on with a vertical merge has no words, nor has one whose
    number Word counts in that row already. `count`: the group of a CountEdit on the same table in which its number is
    counted; -1: in none.
    """

    cells: tuple[tuple[str, ...], ...]
    like: int
    count: int = -1


@dataclass(frozen=True, slots=True)
class NewTable:
    """A table to be put in: rows of cells of paragraphs' texts, widths of the columns in millimetres.

    `spans` are the columns each cell of each row covers, `merged` the cells' part in vertical merges as in `View` (none
    where it is empty). `heads`: so many rows at its top are headings. `whole`: which rows may not break across pages
    (none where it is empty). `aligns`: how the columns are aligned below the headings (`Layout.align`). `like` is the
    number of a table of the file whose borders and letters it takes; 0: single borders, and the styles of the table, of
    headings and of the rest as in `NewParagraph.style`; where the file has none of these, letters of this `font` and
    `size` (points; "" and 0: those of the place), headings bold and in the middle.
    """

    rows: tuple[tuple[tuple[str, ...], ...], ...]
    spans: tuple[tuple[int, ...], ...]
    widths: tuple[float, ...]
    like: int = 0
    heads: int = 1
    merged: tuple[tuple[str, ...], ...] = ()
    styles: tuple[str, str, str] = ("", "", "")
    aligns: tuple[str, ...] = ()
    whole: tuple[bool, ...] = ()
    font: str = ""
    size: float = 0


@dataclass(frozen=True, slots=True)
class InsertEdit:
    """Put paragraphs and tables beside a paragraph: before it, or after it (then before whatever follows).

    Several at one place stand in the order given. A paragraph in a table: they stay in its cell. `table` not 0: not
    beside the paragraph but beside the outermost table of that number. `move` names the move whose new place this is.
    """

    spot: Spot
    blocks: tuple[NewParagraph | NewTable, ...]
    before: bool = False
    table: int = 0
    move: str = ""


@dataclass(frozen=True, slots=True)
class DropEdit:
    """Take a paragraph out, its end included. `move` names the move whose old place this is."""

    spot: Spot
    move: str = ""


@dataclass(frozen=True, slots=True)
class RowsEdit:
    """Put rows into a table after row `after` (0: before the first)."""

    table: int
    after: int
    rows: tuple[NewRow, ...]


@dataclass(frozen=True, slots=True)
class RowDropEdit:
    """Take a row out of a table."""

    table: int
    row: int


@dataclass(frozen=True, slots=True)
class TableDropEdit:
    """Take a whole table out, all its rows."""

    table: int


@dataclass(frozen=True, slots=True)
class CountEdit:
    """Let Word count a column's typed numbers, so that they are right whichever changes a reader takes over.

    Not tracked: the numbers print as they are typed. `rows` are the rows that are counted: table, row (from 1) and the
    group it is counted in, which may go on in another table. `starts` is the first number of each group; `cell` is the
    index (from 0) of the cell among the row's cells that holds the number, and nothing else; `form` is the number as
    typed with `%1` for it ("%1", "%1.", "0%1").
    """

    cell: int
    rows: tuple[tuple[int, int, int], ...]
    starts: tuple[int, ...]
    form: str = "%1"


StructureEdit = InsertEdit | DropEdit | RowsEdit | RowDropEdit | TableDropEdit | CountEdit
