"""The walk through a document part: paragraphs, runs, tables, shapes, sections in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from vbhc.errors import UserError
from vbhc.model.view import CHU_THICH, KY_HIEU_RIENG, Block, Cell, Look, Paragraph, Row, Section, Shape, Spot, Table
from vbhc.word.ns import MAX_DEPTH, MC, R, number, w
from vbhc.word.seeing import marks, tables
from vbhc.word.seeing.cascade import CONDITION, Cascade
from vbhc.word.seeing.cells import Alike, form
from vbhc.word.seeing.fields import Fields
from vbhc.word.seeing.gathered import Gathered
from vbhc.word.seeing.labels import Labels
from vbhc.word.seeing.pages import image_ids, outermost, section, shape_kind, val, vml_size

MAX_LINE, MAX_LETTERS = 200_000, 5_000_000
_EMU_MM = 36000
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P, _TBL, _R, _T = w("p"), w("tbl"), w("r"), w("t")
_PPR, _RPR = w("pPr"), w("rPr")
# Content that stands inside another element as if it stood there itself.
_THROUGH = {w(t) for t in ("hyperlink", "smartTag", "sdtContent", "customXml", "bdo", "dir", "fldSimple", "rt", "ruby")}
_INSERTED, _DELETED = {w("ins"), w("moveTo")}, {w("del"), w("moveFrom")}
_CHARACTERS = {w("tab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "-", w("softHyphen"): "", w("ptab"): "\t"}
_SILENT = {
    w(t)
    for t in (
        "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "proofErr", "bookmarkStart",
        "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd", "lastRenderedPageBreak",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "annotationRef", "tblPrEx",
        "separator", "continuationSeparator", "footnoteRef", "endnoteRef", "instrText", "fldChar", "delText",
        "customXmlPr", "smartTagPr", "delInstrText", "background", "dayShort", "monthShort", "yearShort",
    )
}  # fmt: skip
_NAMES = {
    **{f"{kind}Reference": name for kind, name in CHU_THICH.items()},
    "object": "đối tượng nhúng",
    "oMath": "công thức", "oMathPara": "công thức", "altChunk": "tệp khác chèn vào", "sym": KY_HIEU_RIENG,
    "chart": "biểu đồ",
}  # fmt: skip


_NOTES = {f"{kind}Reference": kind for kind in CHU_THICH}


class Walker:
    """Reads the parts of one file, one after another; counts paragraphs, tables and sections.

    `called` are the notes that the text has marks of, as kind and id, each with the part and paragraph of its mark.
    """

    def __init__(self, cascade: Cascade, labels: Labels, name: str) -> None:
        self._cascade = cascade
        self._labels = labels
        self._name = name
        self._part = ""
        self._p = 0
        self._page = 0
        self._letters = 0
        self._images: Mapping[str, str] = {}
        self._tables = 0
        self._section = 0
        self._section_nodes: list[Any] = []
        self._fields = Fields()
        self._mark_deleted = False
        self._looks: dict[tuple[int, bytes], Look] = {}
        self._alike = Alike()
        self._numbered = 0
        self._here = 0
        self.called: list[tuple[str, str, str, int]] = []
        self.changes = 0
        self.comments = 0
        self.unknown: dict[str, None] = {}

    def body(self, tree: Any, part: str, images: Mapping[str, str]) -> tuple[Block, ...]:
        """The blocks of the main part; `images` are the hashes of its pictures' files by their relation's id."""
        self._part, self._images = part, images
        # Pages are only known where Word has laid the document out and said where they break.
        self._page = 1 if tree.find(f".//{w('lastRenderedPageBreak')}") is not None else 0
        body = tree.find(w("body"))
        if body is None:
            raise UserError(f"{self._name}: tệp Word không có nội dung")
        blocks = tuple(self._blocks(body, "", (0, 0, 0), 0))
        self._unclosed()
        last = body.find(w("sectPr"))
        self._section_nodes.append(last)
        return blocks

    def part(self, root: Any, part: str, images: Mapping[str, str]) -> tuple[Block, ...]:
        """The blocks of a header or footer."""
        self._part, self._images, self._p, self._page = part, images, 0, 0
        blocks = tuple(self._blocks(root, "", (0, 0, 0), 0))
        self._unclosed()
        return blocks

    def notes(self, root: Any, kind: str, part: str, images: Mapping[str, str]) -> dict[str, tuple[Block, ...]]:
        """The blocks of every note of a kind, by the note's id."""
        self._part, self._images, self._p, self._page = part, images, 0, 0
        found = {}
        for node in root.iterfind(w(kind)):
            found[node.get(w("id"), "")] = tuple(self._blocks(node, "", (0, 0, 0), 0))
            self._unclosed()
        return found

    def _unclosed(self) -> None:
        """A field that is never closed may have swallowed words after it."""
        if self._fields:
            self.unknown["trường (field) không đóng"] = None
            self._fields = Fields()

    def sections(self, margins: Mapping[str, tuple[Block, ...]]) -> tuple[Section, ...]:
        """Every section met, headers and footers inherited from the one before."""
        out: list[Section] = []
        for node in self._section_nodes:
            before = out[-1] if out else None
            headers = dict(before.headers) if before else {}
            footers = dict(before.footers) if before else {}
            for tag, into in (("headerReference", headers), ("footerReference", footers)):
                for reference in node.iterfind(w(tag)) if node is not None else ():
                    found = margins.get(reference.get(f"{{{R}}}id", ""))
                    if found is not None:
                        into[reference.get(w("type"), "default")] = found
            out.append(section(node, headers, footers))
        return tuple(out)

    # --- blocks ---------------------------------------------------------------------------------------------------

    def _blocks(self, parent: Any, table_style: str, cell: tuple[int, int, int], depth: int) -> Iterator[Block]:
        if depth > MAX_DEPTH:
            raise UserError(f"{self._name}: bảng lồng nhau quá sâu; không đọc")
        flowing: list[Paragraph] = []
        for node in parent:
            tag = node.tag
            if tag == _P:
                made = self._paragraph(node, table_style, cell, depth)
                if self._mark_deleted:
                    flowing.append(made)
                    continue
                yield self._joined(flowing, made)
                flowing = []
                continue
            if flowing and tag in {_TBL, w("sdt")}:
                yield self._joined(flowing[:-1], flowing[-1])
                flowing = []
            if tag == _TBL:
                yield self._table(node, cell, depth)
            elif tag == w("sdt") or tag in _THROUGH or tag in _INSERTED:
                yield from self._blocks(node, table_style, cell, depth + 1)
            elif tag in _DELETED:
                self._skip(node)
            elif tag == f"{{{MC}}}AlternateContent":
                yield from self._blocks(self._choice(node), table_style, cell, depth + 1)
            else:
                self._odd(node)
        if flowing:
            yield self._joined(flowing[:-1], flowing[-1])

    def _table(self, node: Any, cell: tuple[int, int, int], depth: int) -> Table:
        inner = cell[0] > 0
        if not inner:
            self._tables += 1
        counted = 0 if inner else self._tables
        properties = node.find(w("tblPr"))
        style = val(properties, "tblStyle") or self._cascade.default("table")
        section = self._section
        rows: list[Row] = []
        asked = tables.conditions(properties) if self._cascade.has_conditions(style) else frozenset()
        total = sum(1 for _ in node.iterfind(w("tr"))) if asked else 0
        for row in self._through(node, w("tr")):
            at = cell if inner else (counted, len(rows) + 1, 0)
            made = self._row(row, style, at, depth, (asked, len(rows) + 1, total))
            if made is not None:
                rows.append(made)
        return tables.table(node, rows, self._cascade.names.get(style, ""), counted, section)

    def _row(
        self, node: Any, style: str, at: tuple[int, int, int], depth: int, asked: tuple[frozenset[str], int, int]
    ) -> Row | None:
        properties = node.find(w("trPr"))
        if properties is not None and properties.find(w("del")) is not None:
            self._skip(node)
            return None
        if properties is not None and properties.find(w("ins")) is not None:
            self.changes += 1
        inner = at[2] > 0
        cells: list[Cell] = []
        column = tables.first_column(node)
        last = next(node.iterchildren(w("tc"), reversed=True), None) if asked[0] else None
        for cell in self._through(node, w("tc")):
            where = at if inner else (at[0], at[1], column)
            if asked[0]:
                met = tables.in_cell(*asked, column, cell is last)
                cell_style = CONDITION.join([style, *met])
            else:
                cell_style = style
            cells.append(self._cell(cell, cell_style, where, depth + 1))
            column += cells[-1].span
        return tables.row(node, cells)

    def _cell(self, node: Any, style: str, where: tuple[int, int, int], depth: int) -> Cell:
        """A cell; one like another that changed nothing but the count of paragraphs is made like it."""
        known = form(node) if not self._fields else None
        if known is None:
            return tables.cell(node, tuple(self._blocks(node, style, where, depth)))
        shape, words = (style, depth, *known[0]), known[1]
        made = self._alike.read(shape, words, Spot(self._part, self._p, *where, self._page, self._page), self._section)
        if made is not None:
            self._p += 1
            self._count(len(words))
            return made
        before, at = self._told(), self._p
        made = tables.cell(node, tuple(self._blocks(node, style, where, depth)))
        if self._told() == before and self._p == at + 1:
            self._alike.remember(shape, words, made)
        return made

    def _told(self) -> tuple[object, ...]:
        """What a paragraph may change each time it is met, beside how many there are."""
        counts = self._page, self._section, self._tables, self._numbered, self.changes, self.comments
        return *counts, len(self.called), bool(self._fields)

    def _through(self, parent: Any, tag: str) -> Iterator[Any]:
        """Children of one tag, those inside content controls and custom XML included."""
        for node in parent:
            if node.tag == tag:
                yield node
            elif node.tag == w("sdt") or node.tag in _THROUGH or node.tag in _INSERTED:
                yield from self._through(node, tag)
            elif node.tag in _DELETED:
                self._skip(node)
            else:
                self._odd(node)

    # --- paragraphs -----------------------------------------------------------------------------------------------

    def _paragraph(self, node: Any, table_style: str, cell: tuple[int, int, int], depth: int) -> Paragraph:
        spot_p = self._p
        self._p += 1
        properties = node.find(_PPR)
        style = val(properties, "pStyle") or self._cascade.default("paragraph")
        num_id, level = self._labels.place(properties, style, self._cascade)
        self._numbered += bool(num_id)
        label, numbered = self._labels.next(num_id, level)
        layout = self._cascade.paragraph(style, table_style, numbered, self._cascade.para_props(properties))
        into = Gathered(self._cascade.run_base(style, table_style))
        around, self._here = self._here, spot_p
        self._inline(node, into, "", depth)
        self._here = around
        self._count(into.length)
        section = self._section
        self._mark_deleted = False
        if properties is not None:
            mark = properties.find(_RPR)
            if mark is not None:
                self._mark_deleted = marks.deleted(mark)
                self.changes += self._mark_deleted or marks.inserted(mark)
            own = properties.find(w("sectPr"))
            if own is not None:
                self._section_nodes.append(own)
                self._section += 1
            self.changes += sum(1 for t in ("pPrChange", "sectPrChange") if properties.find(w(t)) is not None)
        return Paragraph(
            spot=Spot(self._part, spot_p, *cell, page=into.page or self._page, page_end=self._page),
            style=self._cascade.names.get(style, ""),
            layout=layout,
            runs=tuple(into.runs),
            label=label,
            shapes=tuple(into.shapes),
            deleted="".join(into.deleted),
            section=section,
        )

    def _joined(self, before: list[Paragraph], last: Paragraph) -> Paragraph:
        if before and (length := sum(len(p.text) for p in (*before, last))) > MAX_LINE:
            raise self._too_long(length)
        return marks.joined(before, last)

    def _count(self, letters: int) -> None:
        """Letters of one more line; not so many as to keep for long whoever looks at it or at all of them."""
        self._letters += letters
        if letters > MAX_LINE or self._letters > MAX_LETTERS:
            raise self._too_long(letters)

    def _too_long(self, length: int) -> UserError:
        """What no document holds is refused, so that whatever looks at a line or at all of them ends soon."""
        if length > MAX_LINE:
            return UserError(f"{self._name}: có đoạn dài hơn {MAX_LINE} chữ; không đọc")
        return UserError(f"{self._name}: văn bản dài hơn {MAX_LETTERS} chữ; không đọc")

    def _inline(self, parent: Any, into: Gathered, change: str, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise UserError(f"{self._name}: nội dung lồng nhau quá sâu; không đọc")
        for node in parent:
            tag = node.tag
            if tag == _R:
                self._run(node, into, change, depth)
            elif tag in _INSERTED:
                self.changes += 1
                self._inline(node, into, "ins", depth + 1)
            elif tag in _DELETED:
                self.changes += 1
                into.deleted.append("".join(t.text or "" for t in node.iter(w("delText"), _T)))
                self._p += sum(1 for _ in node.iter(_P))
            elif tag == w("fldSimple"):
                self._fields.begin()
                self._fields.code(node.get(w("instr")) or "")
                self._fields.separate()
                self._inline(node, into, change, depth + 1)
                name = self._fields.end()
                if not any(True for _ in node.iter(_T)):
                    into.add("", self._look(into, None), change, name)
            elif tag == w("sdt") or tag in _THROUGH:
                self._inline(node, into, change, depth + 1)
            elif tag == f"{{{MC}}}AlternateContent":
                self._inline(self._choice(node), into, change, depth + 1)
            else:
                self._odd(node)

    def _run(self, node: Any, into: Gathered, change: str, depth: int) -> None:
        properties = node.find(w("rPr"))
        look = self._look(into, properties)
        if properties is not None and properties.find(w("rPrChange")) is not None:
            self.changes += 1
        self._pieces(node, into, look, change, depth)

    def _pieces(self, node: Any, into: Gathered, look: Look, change: str, depth: int) -> None:
        for child in node:
            tag = child.tag
            if tag == _T:
                if self._fields.shown:
                    into.add(child.text or "", look, change, self._fields.name)
            elif tag in _CHARACTERS:
                into.add(_CHARACTERS[tag], look, change, "")
            elif tag == w("br"):
                into.add("\f" if child.get(w("type")) == "page" else "\n", look, change, "")
            elif tag == w("fldChar"):
                self._field_mark(child, into, look, change)
            elif tag == w("instrText"):
                self._fields.code(child.text or "")
            elif tag == w("lastRenderedPageBreak"):
                if into.length:  # the paragraph starts on the page before the break
                    into.page = into.page or self._page
                self._page += 1
            elif tag in {w("drawing"), w("pict")}:
                into.shapes.append(self._shape(child, depth))
            elif tag == f"{{{MC}}}AlternateContent":
                self._pieces(self._choice(child), into, look, change, depth + 1)
            elif tag == w("commentReference"):
                self.comments += 1
            elif tag == w("sym"):
                made = marks.symbol(child)
                into.add(made or "\ufffd", look, change, "")
                if not made:
                    self._odd(child)
            elif tag == w("pgNum"):
                into.add("", look, change, "PAGE")
            else:
                self._odd(child)

    def _field_mark(self, node: Any, into: Gathered, look: Look, change: str) -> None:
        kind = node.get(w("fldCharType"))
        if kind == "begin":
            self._fields.begin()
        elif kind == "separate":
            self._fields.separate()
        elif kind == "end":
            into.add("", look, change, self._fields.end())

    def _look(self, into: Gathered, properties: Any) -> Look:
        if properties is None:
            return self._cascade.run(into.base, "", {})
        key = (id(into.base), etree.tostring(properties))
        found = self._looks.get(key)
        if found is None:
            character = val(properties, "rStyle")
            found = self._cascade.run(into.base, character, self._cascade.run_props(properties))
            self._looks[key] = found
        return found

    # --- shapes and what is not understood ---------------------------------------------------------------------------

    def _shape(self, node: Any, depth: int) -> Shape:
        extent = node.find(f".//{_WP}extent")
        width = height = 0.0
        if extent is not None:
            width, height = (round(number(extent.get(k)) / _EMU_MM, 2) for k in ("cx", "cy"))
        else:
            width, height = vml_size(node)
        held, order = self._p, {p: n for n, p in enumerate(node.iter(_P))}
        boxes = list(outermost(node, w("txbxContent")))  # a group of drawings has several
        blocks: list[Block] = []
        for box in boxes:
            first = next(box.iter(_P), None)
            self._p = held + order.get(first, 0)
            fields, self._fields = self._fields, Fields()
            blocks += self._blocks(box, "", (0, 0, 0), depth + 1)
            self._fields = fields
        # Whatever paragraphs stand in the drawing, they count in the part's order.
        self._p = held + len(order)
        color = node.find(f".//{_A}ln//{_A}srgbClr")
        shown = "auto" if color is None else color.get("val", "")
        image = " ".join(filter(None, (self._images.get(key) for key in image_ids(node)))) if self._images else ""
        return Shape("text" if boxes else shape_kind(node), width, height, shown, tuple(blocks), image)

    def _choice(self, node: Any) -> Any:
        """The branch to read of an AlternateContent; what stands in the others still counts as paragraphs."""
        choice = node.find(f"{{{MC}}}Choice")
        if choice is None:
            choice = node.find(f"{{{MC}}}Fallback")
        if choice is None:
            return ()
        return _Counted(self, choice, sum(1 for _ in node.iter(_P)) - sum(1 for _ in choice.iter(_P)))

    def _skip(self, node: Any) -> None:
        self.changes += 1
        self._p += sum(1 for _ in node.iter(_P))

    def _odd(self, node: Any) -> None:
        if not isinstance(node.tag, str) or node.tag in _SILENT:
            return
        local = etree.QName(node).localname
        if local in _NOTES:
            self.called.append((_NOTES[local], node.get(w("id"), ""), self._part, self._here))
        self.unknown[_NAMES.get(local, local)] = None
        self._p += sum(1 for _ in node.iter(_P))


class _Counted:
    """The chosen branch of an AlternateContent: once read, the paragraphs of the branches left out are counted."""

    def __init__(self, walker: Walker, node: Any, rest: int) -> None:
        self._walker, self._node, self._rest = walker, node, rest

    def __iter__(self) -> Iterator[Any]:
        yield from self._node
        self._walker._p += self._rest
