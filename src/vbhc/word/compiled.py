"""docxtpl's work done once for a template: opened, patched and compiled; each document then only fills in the names.

docxtpl parses the template, patches its XML, compiles it with Jinja, parses the result and writes it out again, all of
it for every document. Here the finished parts are strings put together, and are docxtpl's own, part for part, as
canonical XML (tests/word/test_word_compiled.py). What this way does not cover goes docxtpl's; `why_slow` says what.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from docx.opc.constants import CONTENT_TYPE
from docxtpl import DocxTemplate
from jinja2 import Environment, Template

from vbhc import archive
from vbhc.word import ns
from vbhc.word.fragments import escape
from vbhc.word.sandbox import COUNTER, Page

_TAG = re.compile(r"\{[{%#]")
_BODY = re.compile(r"<w:body(?:\s[^>]*)?>.*</w:body>", re.DOTALL)
_BODY_END = "</w:body>"
_BODY_OPEN = re.compile(r"<w:body(?:\s[^>]*)?>")
_TABLE = re.compile(r"<w:tbl[ >].*?</w:tbl>", re.DOTALL)
_CELL = re.compile(r"<w:tc[ >](?:(?!<w:tc[ >]).)*?</w:tc>", re.DOTALL)
_SPAN = re.compile(r'<w:gridSpan w:val="(\d+)"/>')
_DRAWING = re.compile(r'(<wp:docPr\b[^>]*?\bid=")[^"]*(")')
_FIRST_DRAWING = 1001
"""docxtpl numbers the drawings of a document from here."""
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
"""The core properties that docxtpl reads as templates."""
_UNFIT = bytes({*range(32)} - {9, 10, 13})
_NO_LETTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")  # U+FFFE, U+FFFF
_NO_ROWS = re.compile(r"</w:tblGrid>\s*</w:tbl>")


class CannotCompile(Exception):
    """The fast way does not cover a template; the text says what in it."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part with names in it: what stands before and after the compiled piece."""

    name: str
    before: str
    template: Template
    after: str


class Compiled:
    """A template ready to be filled, by any number of threads at once.

    `base` are the parts of a document nothing was filled into, those with names in them too; they are never changed.
    """

    def __init__(self, data: bytes, environment: Environment) -> None:
        """Compile.

        Args:
            data: the template's bytes; a .docx that python-docx opens.
            environment: Jinja's, kept for all documents.

        Raises:
            jinja2.TemplateError: a tag is at fault.
            UserError: python-docx cannot open it.
        """
        self._data = data
        self._environment = environment
        self._parts: list[_Part] = []
        self._properties: dict[str, Template] = {}
        self.base: dict[str, bytes] = {}
        self.why_slow = ""
        """What docxtpl's own way is needed for; "" where it is not."""
        try:
            self._compile()
        except CannotCompile as reason:
            self.why_slow = str(reason)

    def render(self, context: Mapping[str, Any]) -> dict[str, str]:
        """The parts into which something was filled, as text; all others are those of `base`.

        Raises:
            jinja2.TemplateError: what the template asks for is not there, or not allowed.
        """
        out: dict[str, str] = {}
        page = Page()
        context = {**context, COUNTER: page.turns}
        if not self.why_slow:
            for part in self._parts:
                xml = _settled(page.join(part.template.generate(context)), numbered=bool(part.after))
                if _must_be_read(xml):
                    break
                out[part.name] = f"{part.before}{xml}{part.after}"
            else:
                return out | self._with_properties(context)
        return self._slowly({**context, COUNTER: (page := Page()).turns}, page)

    def _slowly(self, context: dict[str, Any], page: Page) -> dict[str, str]:
        """By docxtpl itself, for what the fast way does not cover."""
        template = DocxTemplate(io.BytesIO(self._data))
        environment = self._environment.overlay()
        environment.concat = page.join  # type: ignore[method-assign]  # the same, but it counts
        template.render(context, environment)
        target = io.BytesIO()
        template.save(target)
        parts = archive.members(target.getvalue(), "mẫu", "tệp vừa in")
        if not self.base:
            self.base = parts
        return {n: d.decode("utf-8") for n, d in parts.items() if d != self.base.get(n) or n == "word/document.xml"}

    # --- compiling ----------------------------------------------------------------------------------------------------

    def _compile(self) -> None:
        template = DocxTemplate(io.BytesIO(self._data))
        template.init_docx()
        template.render_init()
        held = self._name_properties(template)
        target = io.BytesIO()
        template.docx.save(target)
        self.base = archive.members(target.getvalue(), "mẫu", "tệp mẫu")
        self._properties = {name: self._environment.from_string(text) for name, text in held.items()}
        for name, source in _sources(template):
            if name == _main(template):
                _check_tables(source)
                whole = self.base[name].decode("utf-8")
                body = _BODY.search(whole)
                opened = _BODY_OPEN.match(source)
                if body is None or opened is None:
                    raise CannotCompile("thân văn bản viết theo lối lạ")
                start = _BODY_OPEN.search(whole)
                assert start is not None
                self._add(
                    name,
                    whole[: start.end()],
                    source[opened.end() : -len(_BODY_END)],
                    whole[body.end() - len(_BODY_END) :],
                )
            else:
                self._add(name, "" if source.startswith("<?xml") else ns.DECLARATION, source, "")

    def _name_properties(self, template: Any) -> dict[str, str]:
        """Properties with names in them, by the mark that is left for them; docxtpl sets all six, be they empty."""
        held: dict[str, str] = {}
        core = template.docx.core_properties
        for n, name in enumerate(_PROPERTIES):
            text = getattr(core, name)
            if _TAG.search(text):
                mark = f"\ue000{n}\ue001"
                held[mark] = text
                text = mark
            setattr(core, name, text)
        return held

    def _add(self, name: str, before: str, source: str, after: str) -> None:
        if _TAG.search(source):
            self._parts.append(_Part(name, before, self._environment.from_string(source), after))
        else:
            self.base[name] = f"{before}{_settled(source, numbered=bool(after))}{after}".encode()

    def _with_properties(self, context: Mapping[str, Any]) -> dict[str, str]:
        if not self._properties:
            return {}
        core = next(n for n in self.base if n.endswith("core.xml"))
        text = self.base[core].decode("utf-8")
        for mark, template in self._properties.items():
            text = text.replace(mark, escape(template.render(context)))
        return {core: text}


def _settled(xml: str, *, numbered: bool) -> str:
    """What docxtpl does to a part once it is filled; `numbered`: to the body alone, whose drawings it numbers."""
    if "\n" in xml:
        xml = xml.replace("\n<w:p>", "<w:p>").replace("\n<w:p ", "<w:p ")
    if "{" in xml or "}" in xml:
        xml = xml.replace("{_{", "{{").replace("}_}", "}}").replace("{_%", "{%").replace("%_}", "%}")
    if any(mark in xml for mark in "\n\t\a\f"):
        xml = DocxTemplate.resolve_listing(None, xml)
    if numbered and "docPr" in xml:
        numbers = count(_FIRST_DRAWING)
        xml = _DRAWING.sub(lambda found: f"{found[1]}{next(numbers)}{found[2]}", xml)
    return xml


def _must_be_read(xml: str) -> bool:
    """Whether docxtpl's reading of a filled part changes it: letters that no XML may hold, a table without rows."""
    try:
        data = xml.encode("utf-8")
    except UnicodeEncodeError:
        return True
    if len(data.translate(None, _UNFIT)) < len(data) or (
        _NO_LETTERS[0][:1] in data and any(letter in data for letter in _NO_LETTERS)
    ):
        return True
    return "</w:tblGrid>" in xml and _NO_ROWS.search(xml) is not None


def _main(template: Any) -> str:
    return str(template.docx.part.partname).lstrip("/")


def _sources(template: Any) -> Iterator[tuple[str, str]]:
    """Every part that docxtpl fills, patched for Jinja."""
    yield _main(template), template.patch_xml(template.get_xml())
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            yield str(part.partname).lstrip("/"), template.patch_xml(template.get_part_xml(part))
    for part in template.docx.part.package.parts:
        if part.content_type == CONTENT_TYPE.WML_FOOTNOTES:
            text = part.blob.decode("utf-8")
            yield str(part.partname).lstrip("/"), template.patch_xml(text)


def _check_tables(source: str) -> None:
    """Refuse tables whose rows may have other cells than the grid has columns: docxtpl mends those after filling.

    Raises:
        CannotCompile: there is one.
    """
    if source.count("<w:tbl>") + source.count("<w:tbl ") != len(_TABLE.findall(source)):
        raise CannotCompile("bảng lồng trong bảng")
    for table in _TABLE.findall(source):
        columns = table.count("<w:gridCol ") + table.count("<w:gridCol/>")
        for row in re.findall(r"<w:tr[ >].*?</w:tr>", table, re.DOTALL):
            cells = _CELL.findall(row)
            if _TAG.search(_CELL.sub("", row)) or any(c.count("<w:gridSpan") != len(_SPAN.findall(c)) for c in cells):
                raise CannotCompile("bảng có số ô mỗi hàng do dữ liệu quyết định")
            if sum(int(s[1]) if (s := _SPAN.search(c)) else 1 for c in cells) != columns:
                raise CannotCompile("bảng có hàng không đủ ô như lưới cột")
