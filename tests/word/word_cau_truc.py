"""Files made at random for structural changes, edits of them, and what they have to read after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from vbhc.model.edits import (
    DropEdit,
    Edit,
    InsertEdit,
    NewParagraph,
    NewRow,
    NewTable,
    RowDropEdit,
    RowsEdit,
    StructureEdit,
    TableDropEdit,
    TextEdit,
)
from vbhc.model.view import Block, Paragraph, Table, View, paragraphs, tables

PART = "word/document.xml"
SECT = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000" '
    'w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
)
_LOOKS = ("", "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:i/><w:sz w:val="26"/></w:rPr>')
_LAYOUTS = (
    "", '<w:jc w:val="center"/>', '<w:keepNext/><w:ind w:firstLine="567"/>', "<w:pageBreakBefore/>",
    '<w:spacing w:before="120"/><w:rPr><w:b/></w:rPr>',
)  # fmt: skip
_WORDS = ("một", "hai ba", "bốn;", "a) năm", "sáu\u00a0bảy", "tám")
_ODD = (
    '<w:fldSimple w:instr=" DATE "><w:r><w:t>01/02</w:t></w:r></w:fldSimple>',
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/>'
    "</w:r>",
    '<w:hyperlink w:anchor="x"><w:r><w:t>liên kết</w:t></w:r></w:hyperlink>',
    "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>ô</w:t></w:r></w:sdtContent></w:sdt>",
    '<w:r><w:tab/><w:t>tab</w:t><w:br/><w:t>dòng</w:t></w:r>',
    '<w:proofErr w:type="spellStart"/>',
)  # fmt: skip
_BOX = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:50pt;height:20pt"><v:textbox>'
    "<w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


@st.composite
def paragraph(draw: st.DrawFn, depth: int = 0, section: bool = False, plain: bool = False) -> str:
    """A paragraph; a plain one has only words in it."""
    runs = []
    for _ in range(draw(st.integers(0, 3))):
        if not plain and draw(st.integers(0, 4)) == 0:
            runs.append(draw(st.sampled_from(_ODD)))
        else:
            runs.append(f"<w:r>{draw(st.sampled_from(_LOOKS))}<w:t>{draw(st.sampled_from(_WORDS))}</w:t></w:r>")
    if not plain and depth == 0 and draw(st.integers(0, 9)) == 0:
        inner = "".join(draw(st.lists(paragraph(depth=1), min_size=1, max_size=2)))
        runs.append(_BOX.format(inner))
    layout = draw(st.sampled_from(_LAYOUTS)) + (SECT if section else "")
    return f"<w:p>{f'<w:pPr>{layout}</w:pPr>' if layout else ''}{''.join(runs)}</w:p>"


@st.composite
def table(draw: st.DrawFn, depth: int = 0, plain: bool = False) -> str:
    columns = draw(st.integers(1, 3))
    rows = []
    merged = draw(st.booleans())
    for i in range(draw(st.integers(1, 4))):
        cells = []
        for k in range(columns):
            own = '<w:tcW w:w="1500" w:type="dxa"/>'
            said = draw(blocks(depth + 1, 2, plain=plain))
            if merged and k == 0:
                start = i == 0 or draw(st.booleans())
                own += '<w:vMerge w:val="restart"/>' if start else "<w:vMerge/>"
                said = said if start else "<w:p/>"
            cells.append(f"<w:tc><w:tcPr>{own}</w:tcPr>{said}</w:tc>")
        header = "<w:trPr><w:cantSplit/></w:trPr>" if draw(st.booleans()) else ""
        rows.append(f"<w:tr>{header}{''.join(cells)}</w:tr>")
    grid = '<w:gridCol w:w="1500"/>' * columns
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{1500 * columns}" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


@st.composite
def blocks(draw: st.DrawFn, depth: int = 0, most: int = 7, controls: bool = False, plain: bool = False) -> str:
    """Blocks of a container; it ends in a paragraph, and two tables do not meet."""
    out: list[str] = []
    for _ in range(draw(st.integers(0, most))):
        kind = draw(st.integers(0, 9))
        if kind > 6 and depth < 2 and not (out and out[-1].startswith("<w:tbl>")):
            out.append(draw(table(depth, plain)))
        elif kind == 6 and depth == 0 and controls:
            inner = "".join(draw(st.lists(paragraph(), min_size=1, max_size=2)))
            out.append(f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>")
        elif kind == 5 and depth == 0:
            out.append(draw(paragraph(section=True, plain=plain)))
        else:
            out.append(draw(paragraph(depth, plain=plain)))
    return "".join([*out, draw(paragraph(depth, plain=plain))])


# --- edits ------------------------------------------------------------------------------------------------------------


def every(blocks_: Sequence[Block]) -> list[Paragraph]:
    """Every paragraph, those in shapes after the one they hang on."""
    out: list[Paragraph] = []
    for one in paragraphs(tuple(blocks_)):
        out.append(one)
        for shape in one.shapes:
            out += every(shape.blocks)
    return out


def outer(blocks_: Sequence[Block]) -> list[Table]:
    found = [t for t in tables(tuple(blocks_)) if t.number]
    for one in every(blocks_):
        found += [t for s in one.shapes for t in tables(s.blocks) if t.number and t not in found]
    return sorted(found, key=lambda t: t.number)


@st.composite
def edits_of(draw: st.DrawFn, view: View, most: int = 6) -> list[Edit | StructureEdit]:
    lines, grids = every(view.blocks), outer(view.blocks)
    out: list[Edit | StructureEdit] = []
    used: set[int] = set()
    gone: set[tuple[int, int]] = set()
    for n in range(draw(st.integers(1, most))):
        line = draw(st.sampled_from(lines))
        kind = draw(st.integers(0, 9))
        free = line.spot.p not in used and (line.spot.table, line.spot.row) not in gone
        if kind == 3 and free and line.text:
            to = draw(st.sampled_from(lines))
            if to.spot.p == line.spot.p or to.spot.p in used or (to.spot.table, to.spot.row) in gone:
                continue
            used.add(line.spot.p)
            cut = draw(st.integers(0, len(line.text)))
            text = line.text[:cut] + "+" + line.text[cut:]
            kept = tuple((a, b) for a, b in ((0, cut), (cut + 1, len(text))) if a < b)
            new_place = InsertEdit(to.spot, (NewParagraph(text, line.spot, kept),), draw(st.booleans()), move=f"m{n}")
            out += [DropEdit(line.spot, f"m{n}"), new_place]
        elif kind < 3:
            if line.spot.table and (line.spot.table, line.spot.row) in gone:
                continue
            new: list[NewParagraph | NewTable] = [
                NewParagraph(f"mới {n}", draw(st.sampled_from([None, *(x.spot for x in lines)])))
                for _ in range(draw(st.integers(0, 2)))
            ]
            if draw(st.integers(0, 3)) == 0 or not new:
                made = NewTable((((f"bảng {n}",), ("x", "y")), ((),)), ((1, 1), (2,)), (20.0, 30.0))
                new.insert(draw(st.integers(0, len(new))), made)
            out.append(InsertEdit(line.spot, tuple(new), draw(st.booleans())))
        elif kind == 4 and free:
            used.add(line.spot.p)
            out.append(DropEdit(line.spot))
        elif kind == 5 and free and line.text:
            used.add(line.spot.p)
            at = draw(st.sampled_from([*range(len(line.text) + 1), len(line.text)]))
            out.append(TextEdit(line.spot, at, len(line.text), "V"))
            if at and draw(st.booleans()):
                start = draw(st.integers(0, at - 1))
                out.append(TextEdit(line.spot, start, draw(st.integers(start, at)), "T"))
            if draw(st.booleans()):  # as one types on: the end of a list and a point more
                out.append(InsertEdit(line.spot, (NewParagraph(f"tiếp {n}"),)))
        elif grids:
            grid = draw(st.sampled_from(grids))
            row = draw(st.integers(1, len(grid.rows)))
            if any((grid.number, i) in gone for i in range(1, len(grid.rows) + 1)) or any(
                p.spot.table == grid.number and p.spot.row and p.spot.p in used for p in lines
            ):
                continue
            if kind == 7:
                words = tuple((f"ô {n}", "hai") if k else ("một",) for k in range(len(grid.rows[row - 1].cells)))
                out.append(RowsEdit(grid.number, draw(st.integers(0, len(grid.rows))), (NewRow(words, row),)))
            elif kind == 8 and not _touched(out, grid, row):
                out.append(RowDropEdit(grid.number, row))
                gone |= {(grid.number, i) for i in range(1, len(grid.rows) + 1)}
            elif kind == 9 and not _touched(out, grid, 0):
                out.append(TableDropEdit(grid.number))
                gone |= {(grid.number, i) for i in range(1, len(grid.rows) + 1)}
    return out


def _touched(edits: Sequence[Any], grid: Table, row: int) -> bool:
    if row == 0 and any(isinstance(e, RowsEdit) and e.table == grid.number for e in edits):
        return True
    inside = {p.spot.p for r in grid.rows for c in r.cells for p in every(c.blocks)}
    return any(getattr(e, "spot", None) is not None and e.spot.p in inside for e in edits)


# --- what it has to read ----------------------------------------------------------------------------------------------


class Wanted:
    """What a file reads after edits, told from its View alone: paragraphs as texts, tables as rows of cells of such."""

    def __init__(self, view: View, edits: Sequence[Any]) -> None:
        self.edits = edits
        self.drops = {e.spot.p for e in edits if isinstance(e, DropEdit)}
        self.boxes: list[Any] = []
        self.main = self.container(view.blocks)

    def inserted(self, edit: InsertEdit) -> list[Any]:
        return [
            b.text if isinstance(b, NewParagraph) else [[list(c) or [""] for c in row] for row in b.rows]
            for b in edit.blocks
        ]

    def own(self, line: Paragraph) -> str:
        text = line.text
        edits = [e for e in self.edits if isinstance(e, TextEdit) and e.spot == line.spot]
        for e in sorted(edits, key=lambda e: e.start, reverse=True):
            text = text[: e.start] + e.text + text[e.end :]
        return text

    def container(self, given: Sequence[Block]) -> list[Any]:
        out: list[Any] = []
        whole: list[Any] = []
        section = given[0].section
        for block in given:
            if block.section != section:  # each section ends in a paragraph of its own
                section = block.section
                whole += self.apart(out)
                out = []
            if isinstance(block, Table):
                out += self.table(block)
                continue
            mine = [e for e in self.edits if isinstance(e, InsertEdit) and not e.table and e.spot == block.spot]
            for edit in mine:
                if edit.before:
                    out += self.inserted(edit)
            if block.spot.p not in self.drops:
                out.append(self.own(block))
            for shape in block.shapes:
                if block.spot.p not in self.drops or any(
                    p.text and p.spot.p not in self.drops for p in paragraphs(shape.blocks)
                ):
                    self.boxes.append(self.container(shape.blocks))
                    if block.spot.p in self.drops:
                        out.append(None)  # what is left of it hangs on a paragraph beside it, if there is one
            for edit in mine:
                if not edit.before:
                    out += self.inserted(edit)
        return whole + self.apart(out)

    def table(self, grid: Table) -> list[Any]:
        if any(isinstance(e, TableDropEdit) and grid.number and e.table == grid.number for e in self.edits):
            return []
        out: list[Any] = []
        for i in range(len(grid.rows) + 1):
            if i and RowDropEdit(grid.number, i) not in self.edits:
                out.append([self.cell(grid, i - 1, k) for k in range(len(grid.rows[i - 1].cells))])
            for e in self.edits:
                if isinstance(e, RowsEdit) and grid.number and e.table == grid.number and e.after == i:
                    out += [[list(c) or [""] for c in r.cells] for r in e.rows]
        return [out] if out else []

    def cell(self, grid: Table, row: int, k: int) -> list[Any]:
        own = grid.rows[row].cells[k]
        above = grid.rows[row - 1].cells[k] if row and RowDropEdit(grid.number, row) in self.edits else None
        if above is not None and (above.merged, own.merged, own.text) == ("start", "on", ""):
            # The first of merged cells goes, the next one that stays has its words.
            words = [b.text for b in above.blocks if isinstance(b, Paragraph) and b.text]
            return ["\n".join(words), *self.container(own.blocks)[1:]]
        return self.container(own.blocks)

    @staticmethod
    def apart(given: list[Any]) -> list[Any]:
        out: list[Any] = []
        for i, one in enumerate(given):
            if one is None:
                following = next((x for x in given[i + 1 :] if x is not None), None)
                if not (out and isinstance(out[-1], str)) and not isinstance(following, str):
                    out.append("")
                continue
            if isinstance(one, list) and out and isinstance(out[-1], list):
                out.append("")
            out.append(one)
        if not out or isinstance(out[-1], list):
            out.append("")
        return out


def shown(view: View) -> tuple[list[Any], list[Any]]:
    """What a file reads, in the same form."""
    told = Wanted(view, ())
    return told.main, told.boxes
