"""A Word template: opened safely, its names known, its sections and column widths read, its faults given a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError
from lxml.etree import XMLSyntaxError

from vbhc import archive
from vbhc.errors import UserError
from vbhc.word import kept, ns, stamp
from vbhc.word.compiled import Compiled, Made
from vbhc.word.ns import w
from vbhc.word.paper import PageSize, Paper, paper, said
from vbhc.word.sandbox import TemplateEnvironment, names_used

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_LOOP = re.compile(r"\{%-?p?\s*for\s+(\w+)\s+in\s+(\w+)\s*-?%\}")
_PIECE = re.compile(r"\{\{[pr]?\s*([\w.]+)\s*\}\}")
_MAX_PARAGRAPH = 5_000  # characters of a paragraph with tags, and tags of a whole template: far beyond any real one
_MAX_TAGS = 2_000
_NEEDED = ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels")
_DRAWN = (w("drawing"), w("pict"), w("object"))
_WHOLE = re.compile(r"\{[{%]p\s")
_MARKS = ("{{", "{%", "}}", "%}", "{#", "#}")
_SPAN = f"{w('tcPr')}/{w('gridSpan')}"
_PADDING = 108
"""Twips between the edge of a cell and its text, where a table says nothing (§17.4.42)."""
_SPECIAL = re.compile(r"(\{[{%])(?:p|r|tr|tc)(?=\s)")


def opened(path: Path) -> Template:
    """The template at a path; read and compiled once for each content that the file has had."""
    try:
        return _opened(path, path.read_bytes())
    except OSError:
        return Template(path)  # which says what is wrong with it


@lru_cache(maxsize=32)
def _opened(path: Path, data: bytes) -> Template:
    return Template(path, data)


class Template:
    """One template file. Reading it twice gives the same object's worth; nothing in it changes by rendering."""

    def __init__(self, path: Path, data: bytes | None = None) -> None:
        """Open a template.

        Args:
            path: where it is.
            data: what is there, when it has been read already.

        Raises:
            UserError: it is missing, no Word file with a text, or a part of it is damaged.
        """
        if data is None and not path.is_file():
            raise UserError(f"{path}: không có mẫu này. Chép lại mẫu gốc bằng `vbhc init`, hoặc xem thư mục templates/")
        self.path = path
        self.name = f"mẫu {path.name}"
        self.parts = archive.read(path, "mẫu Word") if data is None else archive.members(data, f"{path}", "mẫu Word")
        if ns.DOCUMENT not in self.parts or ns.STYLES not in self.parts:
            raise UserError(f"{path}: không phải tệp Word .docx; lưu lại mẫu bằng Word (Word Document *.docx)")
        for part in _NEEDED:
            if part not in self.parts:
                raise UserError(f"{path}: tệp Word thiếu phần {part}; mở bằng Word và lưu lại")
        for part, data in self.parts.items():
            if part.endswith((".xml", ".rels")):
                tree = ns.parse(data, f"{path}: phần {part}")
                if part == ns.DOCUMENT:
                    self._document: Any = tree
        # Tags and sections are looked for as Word writes them: w:body, w:sectPr.
        if self._document.tag != w("document") or self._document.prefix != "w" or self._body is None:
            raise UserError(f"{path}: không có thân văn bản kiểu Word thường; lưu lại bằng Word (Word Document *.docx)")

    @property
    def _body(self) -> Any:
        return self._document.find(w("body"))

    @cached_property
    def _kept(self) -> tuple[frozenset[str], Made] | None:
        return kept.read(self.parts)

    @cached_property
    def compiled(self) -> Compiled:
        """The template ready to be filled, with room for a stamp.

        Raises:
            UserError: a tag is broken, or the file is damaged inside.
        """
        environment = TemplateEnvironment()
        if self._kept is not None:
            return Compiled(self._kept[1], environment)
        made = self._made(environment)
        kept.write(self.parts, self.names, made)
        return Compiled(made, environment)

    def _made(self, environment: TemplateEnvironment) -> Made:
        from docx.exceptions import PythonDocxError

        from vbhc.word import compiling

        parts = dict(self.parts)
        try:
            stamp.reserve(parts)
            made = compiling.make(archive.pack(parts), environment)
        except TemplateError as error:
            raise self.fault(error) from None
        except (KeyError, ValueError, AttributeError, TypeError, XMLSyntaxError, PythonDocxError):
            raise UserError(f"{self.path}: tệp Word hỏng bên trong; mở bằng Word và lưu lại") from None
        except UserError as error:
            raise UserError(f"{self.path}: {error}") from None
        for part in (ns.DOCUMENT, ns.STYLES):
            if part not in made.base:  # there, but nothing in the file leads to it
                raise UserError(f"{self.path}: tệp Word không nối tới phần {part}; mở bằng Word và lưu lại")
        if made.why_slow == compiling.TORN:
            raise UserError(f"{self.path}: {compiling.TORN}; đặt hai thẻ vào cùng một ô, cùng một chỗ")
        return made

    # --- places and sizes -------------------------------------------------------------------------------------

    @cached_property
    def _sections(self) -> tuple[Any, Any]:
        final = self._body.find(w("sectPr"))
        if final is None:
            raise UserError(
                f"{self.name}: không có thiết lập trang (section); mở bằng Word, đặt khổ giấy A4 và lưu lại"
            )
        first = None
        for paragraph in self._body.iterfind(w("p")):
            if "ngat_van_ban" in ns.text_of(paragraph):
                first = paragraph.find(f"{w('pPr')}/{w('sectPr')}")
        return final if first is None else first, final

    @cached_property
    def sections(self) -> tuple[str, str]:
        """The w:sectPr of the text and of the annexes, as XML. A template with one section lends it to both."""
        text, annexes = self._sections
        return _bare(text), _bare(annexes)

    @cached_property
    def papers(self) -> tuple[Paper, Paper]:
        """The paper of the document's section and of the annexes' section, both as the template draws them."""
        for section in self._sections:
            if missing := set(Paper._fields) - set(said(section)):
                raise UserError(
                    f"{self.name}: thiết lập trang thiếu khổ giấy hoặc lề ({', '.join(sorted(missing))}); "
                    "đặt lại bằng Word (Layout)"
                )
        text, annexes = self._sections
        return paper(text), paper(annexes)

    @cached_property
    def text_area(self) -> tuple[PageSize, PageSize]:
        """The text area of the document's section and of the annexes' section."""
        text, annexes = self.papers
        return text.area(self.name), annexes.area(self.name)

    @cached_property
    def widths(self) -> dict[str, float]:
        """Tag name → width in mm of the table cell it stands in; names in no cell of known width are missing.

        A list stands where its loop prints.
        """
        out: dict[str, float] = {}
        for cell, width in self._cells():
            for paragraph in cell.iterfind(w("p")):
                text = ns.text_of(paragraph)
                out |= dict.fromkeys([*_PIECE.findall(text), *(of for _, of in _LOOP.findall(text))], width)
        return out

    def static_lines(self) -> list[tuple[str, str, float]]:
        """Texts that stand in cells of the template without tags: (text, style id, cell width in mm)."""
        out = []
        for cell, width in self._cells():
            for paragraph in cell.iterfind(w("p")):
                text = ns.text_of(paragraph)
                style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
                if text.strip() and not _TAG.search(text):
                    out.append((text, "" if style is None else style.get(w("val"), ""), width))
        return out

    def _cells(self) -> Iterator[tuple[Any, float]]:
        for cell in self._document.iter(w("tc")):
            width = _cell_width(cell)
            if width is not None:
                yield cell, width

    # --- tags -------------------------------------------------------------------------------------------------

    def _paragraphs(self) -> list[tuple[str, int, str]]:
        out = []
        for part in sorted(self.parts):
            found = re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", part)
            if not found:
                continue
            where = {"d": "thân văn bản", "h": "đầu trang", "f": "chân trang"}[found.group(1)[0]]
            tree = self._document if part == ns.DOCUMENT else ns.parse(self.parts[part], self.name)
            for number, paragraph in enumerate(tree.iter(w("p")), start=1):
                text = ns.text_of(paragraph, own=True)
                if any(mark in text for mark in _MARKS):
                    if _WHOLE.search(text) and next(paragraph.iter(*_DRAWN), None) is not None:
                        raise UserError(
                            f"{self.path}: {where}, đoạn {number} “{text.strip()[:60]}”: hình, hộp chữ gắn vào đoạn có "
                            "thẻ p sẽ mất; gắn nó vào một đoạn khác"
                        )
                    if len(text) > _MAX_PARAGRAPH:
                        start = text[:60].split("\n")[0]
                        raise UserError(
                            f"{self.path}: {where}, đoạn {number} “{start}…” có thẻ mà dài quá; tách đoạn ấy ra"
                        )
                    out.append((where, number, text))
        if sum(text.count("{{") + text.count("{%") for _, _, text in out) > _MAX_TAGS:
            raise UserError(f"{self.path}: mẫu có quá nhiều thẻ (hơn {_MAX_TAGS}); không mở")
        return out

    @cached_property
    def names(self) -> frozenset[str]:
        """The dotted names the template uses, in body, headers and footers.

        Raises:
            UserError: a tag is broken; the message names file, part, paragraph and tag.
        """
        if self._kept is not None:
            return self._kept[0]
        out: set[str] = set()
        by_part: dict[str, list[str]] = {}
        for where, _, text in self._paragraphs():
            by_part.setdefault(where, []).append(" ".join(_SPECIAL.sub(r"\1", tag) for tag in _TAG.findall(text)))
        for pieces in by_part.values():
            source = " ".join(pieces)
            try:
                TemplateEnvironment().parse(source)
                out |= names_used(source)
            except TemplateError as error:
                raise self.fault(error) from None
        self._check_torn()
        return frozenset(out)

    def _check_torn(self) -> None:
        for where, number, text in self._paragraphs():
            for tag in _TAG.findall(text):
                if re.match(r"\{%\S*\s*(?:end)?raw\b", tag):
                    raise UserError(self._at(where, number, text, tag) + "mẫu chỉ được dùng tên, for và if")
            rest = _TAG.sub("", text)
            alone = next((tag for tag in _TAG.findall(text) if _WHOLE.match(tag)), "")
            if alone and (rest.strip() or len(_TAG.findall(text)) > 1):  # docxtpl drops all else of the paragraph
                raise UserError(
                    self._at(where, number, text, alone) + "thẻ p chiếm cả đoạn, chữ và thẻ khác trong đoạn ấy sẽ mất; "
                    "tách thành hai đoạn"
                )
            for torn in _MARKS:
                if torn in rest:
                    if "#" in torn:  # what stands in a comment is not printed, and no name in it is missed
                        raise UserError(self._at(where, number, text, torn) + "mẫu không được có ghi chú {# … #}")
                    raise UserError(self._at(where, number, text, torn) + "thẻ mở mà không đóng, hoặc đóng mà không mở")

    def _at(self, where: str, number: int, text: str, tag: str) -> str:
        return f"{self.path}: {where}, đoạn {number} “{text.strip()[:60]}”, thẻ {tag}: "

    def fault(self, error: Exception) -> UserError:
        """The error of a template as a message with file, part, paragraph and tag: Jinja itself knows none of them."""
        opened: list[tuple[str, str]] = []
        for where, number, text in self._paragraphs():
            for tag in _TAG.findall(text):
                plain = _SPECIAL.sub(r"\1", tag)
                word = re.match(r"\{%-?\s*(\w+)", plain)
                keyword = word.group(1) if word else ""
                here = self._at(where, number, text, tag)
                if keyword in ("for", "if"):
                    opened.append((keyword, here))
                    plain += f"{{% end{keyword} %}}"
                elif keyword.startswith("end"):
                    if not opened or opened[-1][0] != keyword[3:]:
                        return UserError(here + "không có lệnh mở tương ứng")
                    opened.pop()
                    continue
                elif keyword in ("else", "elif") and opened:
                    continue
                elif keyword in ("else", "elif"):
                    return UserError(here + "không có lệnh mở tương ứng")
                try:
                    TemplateEnvironment().parse(plain)
                except TemplateSyntaxError as broken:
                    return UserError(here + (broken.message or "thẻ sai"))
        if opened:
            return UserError(opened[-1][1] + f"thiếu {{%p end{opened[-1][0]} %}}")
        return UserError(f"{self.path}: {error}")

    def where_is(self, name: str, *first: str) -> str:
        """The place of the first tag that prints a name, else of the first that uses it, for messages.

        Args:
            name: the last step of a dotted name.
            first: how the tag meant begins, where that is known (`{{p `).
        """
        word = re.compile(rf"(?<![\w]){re.escape(name)}(?!\w)")
        for start in (*first, "{{", "{%"):
            for where, number, text in self._paragraphs():
                for tag in _TAG.findall(text):
                    if tag.startswith(start) and word.search(tag):
                        return self._at(where, number, text, tag)
        return f"{self.path}: "


def _bare(section: Any) -> str:
    from lxml import etree

    xml = etree.tostring(section, encoding="unicode", with_tail=False)
    return re.sub(r' xmlns:\w+="[^"]*"', "", xml)


def _cell_width(cell: Any) -> float | None:
    """The mm between the paddings of a cell: its own width in twips, else its columns of the grid; None without both.

    A width may also be said in percent or left to Word (§17.4.72, §17.18.90); Word then keeps what it drew in the grid.
    """
    row, table = (next(cell.iterancestors(w(tag)), None) for tag in ("tr", "tbl"))
    if row is None or table is None:
        return None
    size = cell.find(f"{w('tcPr')}/{w('tcW')}")
    own = size is not None and size.get(w("type"), "dxa") == "dxa"
    width = (ns.number(size.get(w("w"))) if own else 0) or _grid_width(cell, row, table)
    if not width:
        return None
    for side in ("left", "right"):
        pad = table.find(f"{w('tblPr')}/{w('tblCellMar')}/{w(side)}")
        width -= _PADDING if pad is None else ns.number(pad.get(w("w")), _PADDING)
    return width / ns.TWIPS_MM


def _grid_width(cell: Any, row: Any, table: Any) -> float:
    """The columns of the grid that a cell spans, in twips."""
    at = _count(row, f"{w('trPr')}/{w('gridBefore')}", 0)
    for other in row.iter(w("tc")):
        if other is cell:
            break
        if next(other.iterancestors(w("tr"))) is row:  # and in no table of an earlier cell
            at += _count(other, _SPAN, 1)
    columns = [ns.number(column.get(w("w"))) for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
    return sum(columns[at : at + _count(cell, _SPAN, 1)])


def _count(parent: Any, path: str, default: int) -> int:
    node = parent.find(path)
    return default if node is None else max(default, int(ns.number(node.get(w("val")), default)))
