"""docxtpl's work done once for a template: opened, patched and compiled into the pieces that `Compiled` fills.

Only here are docxtpl and python-docx at work: what is made is kept (`kept.py`), and most runs need neither.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from types import CodeType
from typing import Any

from docx.opc.constants import CONTENT_TYPE
from docxtpl import DocxTemplate
from jinja2 import Environment

from vbhc import archive
from vbhc.word import contexts, ns
from vbhc.word.compiled import TAG, Made, Piece, settled

_BODY = re.compile(r"<w:body(?:\s[^>]*)?>.*</w:body>", re.DOTALL)
_BODY_END = "</w:body>"
_BODY_OPEN = re.compile(r"<w:body(?:\s[^>]*)?>")
_TABLE = re.compile(r"<w:tbl[ >].*?</w:tbl>", re.DOTALL)
_CELL = re.compile(r"<w:tc[ >](?:(?!<w:tc[ >]).)*?</w:tc>", re.DOTALL)
_SPAN = re.compile(r'<w:gridSpan w:val="(\d+)"/>')
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
"""The core properties that docxtpl reads as templates."""


TORN = "thẻ lặp hoặc điều kiện mở ở một ô, một đoạn mà đóng ở ô khác, đoạn khác"
"""Of such a template docxtpl makes what it can and drops the rest in silence."""


class CannotCompile(Exception):
    """The fast way does not cover a template; the text says what in it."""


def make(data: bytes, environment: Environment) -> Made:
    """Open, patch and compile a template.

    Args:
        data: the template's bytes; a .docx that python-docx opens.
        environment: Jinja's.

    Raises:
        jinja2.TemplateError: a tag is at fault.
        UserError, KeyError, ValueError, AttributeError, PythonDocxError: the file is damaged inside.
    """
    maker = _Maker(environment)
    try:
        maker.make(data)
    except CannotCompile as reason:
        return Made(data, maker.base, (), {}, tuple(maker.places), str(reason))
    return Made(data, maker.base, tuple(maker.pieces), maker.properties, tuple(maker.places), "")


class _Maker:
    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self.base: dict[str, bytes] = {}
        self.pieces: list[Piece] = []
        self.properties: dict[str, CodeType] = {}
        self.places: list[tuple[str, str]] = []

    def make(self, data: bytes) -> None:
        template = DocxTemplate(io.BytesIO(data))
        template.init_docx()
        template.render_init()
        held = self._name_properties(template)
        target = io.BytesIO()
        template.docx.save(target)
        self.base = archive.members(target.getvalue(), "mẫu", "tệp mẫu")
        self.properties = {name: self._environment.compile(text) for name, text in held.items()}
        sources = list(_sources(template))
        for _, source in sources:
            self._place(source)
        for name, source in sources:
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

    def _place(self, source: str) -> None:
        try:
            self.places += contexts.places(self._environment.parse(source))
        except contexts.Torn:
            raise CannotCompile(TORN) from None

    def _name_properties(self, template: Any) -> dict[str, str]:
        """Properties with names in them, by the mark that is left for them; docxtpl sets all six, be they empty."""
        held: dict[str, str] = {}
        core = template.docx.core_properties
        for n, name in enumerate(_PROPERTIES):
            text = getattr(core, name)
            if TAG.search(text):
                mark = f"\ue000{n}\ue001"
                held[mark] = text
                text = mark
            setattr(core, name, text)
        return held

    def _add(self, name: str, before: str, source: str, after: str) -> None:
        if TAG.search(source):
            self.pieces.append(Piece(name, before, self._environment.compile(source), after))
        else:
            self.base[name] = f"{before}{settled(source, numbered=bool(after))}{after}".encode()


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
            if TAG.search(_CELL.sub("", row)) or any(c.count("<w:gridSpan") != len(_SPAN.findall(c)) for c in cells):
                raise CannotCompile("bảng có số ô mỗi hàng do dữ liệu quyết định")
            if sum(int(s[1]) if (s := _SPAN.search(c)) else 1 for c in cells) != columns:
                raise CannotCompile("bảng có hàng không đủ ô như lưới cột")
