"""A template ready to be filled: docxtpl's work is done once (`compiling.py`), each document only fills in the names.

docxtpl parses the template, patches its XML, compiles it with Jinja, parses the result and writes it out again, all of
it for every document. Here the finished parts are strings put together, and are docxtpl's own, part for part, as
canonical XML (tests/word/test_word_compiled.py). What this way does not cover goes docxtpl's; `why_slow` says what.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from itertools import count
from types import CodeType
from typing import Any, NamedTuple

from jinja2 import Environment, Template

from vbhc import archive
from vbhc.word.fragments import escape
from vbhc.word.sandbox import COUNTER, Page

TAG = re.compile(r"\{[{%#]")
_DRAWING = re.compile(r'(<wp:docPr\b[^>]*?\bid=")[^"]*(")')
_FIRST_DRAWING = 1001
"""docxtpl numbers the drawings of a document from here."""
_UNFIT = bytes({*range(32)} - {9, 10, 13})
_NO_LETTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")  # U+FFFE, U+FFFF
_NO_ROWS = re.compile(r"</w:tblGrid>\s*</w:tbl>")


class Piece(NamedTuple):
    """A part with names in it: what stands before and after what Jinja has compiled."""

    name: str
    before: str
    code: CodeType
    after: str


class Made(NamedTuple):
    """What `compiling` makes of a template, and `kept` keeps.

    `source` is the template's file; `base` the parts of a document nothing was filled into, those with names in them
    too; `properties` are document properties by the mark that stands for them; `places` tells in which element each
    name stands (`contexts`). `why_slow` says what docxtpl's own way is needed for; "" where it is not.
    """

    source: bytes
    base: dict[str, bytes]
    pieces: tuple[Piece, ...]
    properties: dict[str, CodeType]
    places: tuple[tuple[str, str], ...]
    why_slow: str


class Compiled:
    """A template ready to be filled, by any number of threads at once; `base`, `places` and `why_slow` as in `Made`."""

    def __init__(self, made: Made, environment: Environment) -> None:
        """Make ready.

        Args:
            made: from a template, with this environment or one like it.
            environment: Jinja's, kept for all documents.
        """
        self._made = made
        self._environment = environment
        self._parts = [(piece, self._ready(piece.code)) for piece in made.pieces]
        self._properties = {mark: self._ready(code) for mark, code in made.properties.items()}
        self.base = made.base
        self.places = made.places
        self.why_slow = made.why_slow

    def _ready(self, code: CodeType) -> Template:
        return Template.from_code(self._environment, code, self._environment.make_globals(None))

    def render(self, context: Mapping[str, Any], page: Page | None = None) -> dict[str, str]:
        """The parts into which something was filled, as text; all others are those of `base`.

        Args:
            context: the names.
            page: a fresh one, for whoever wants to know what was printed.

        Raises:
            jinja2.TemplateError: what the template asks for is not there, or not allowed.
        """
        out: dict[str, str] = {}
        page = page or Page()
        context = {**context, COUNTER: page.turns}
        if not self.why_slow:
            for piece, template in self._parts:
                xml = settled(page.join(template.generate(context)), numbered=bool(piece.after))
                if _must_be_read(xml):
                    break
                out[piece.name] = f"{piece.before}{xml}{piece.after}"
            else:
                return out | self._with_properties(context)
        page.restart()
        return self._slowly(context, page)

    def _slowly(self, context: dict[str, Any], page: Page) -> dict[str, str]:
        """By docxtpl itself, for what the fast way does not cover."""
        from docxtpl import DocxTemplate

        template = DocxTemplate(io.BytesIO(self._made.source))
        environment = self._environment.overlay()
        environment.concat = page.join  # type: ignore[method-assign]  # the same, but it counts
        template.render(context, environment)
        target = io.BytesIO()
        template.save(target)
        parts = archive.members(target.getvalue(), "mẫu", "tệp vừa in")
        if not self.base:
            self.base = parts
        return {n: d.decode("utf-8") for n, d in parts.items() if d != self.base.get(n) or n == "word/document.xml"}

    def _with_properties(self, context: Mapping[str, Any]) -> dict[str, str]:
        if not self._properties:
            return {}
        core = next(n for n in self.base if n.endswith("core.xml"))
        text = self.base[core].decode("utf-8")
        for mark, template in self._properties.items():
            text = text.replace(mark, escape(template.render(context)))
        return {core: text}


def settled(xml: str, *, numbered: bool) -> str:
    """What docxtpl does to a part once it is filled; `numbered`: to the body alone, whose drawings it numbers."""
    if "\n" in xml:
        xml = xml.replace("\n<w:p>", "<w:p>").replace("\n<w:p ", "<w:p ")
    if "{" in xml or "}" in xml:
        xml = xml.replace("{_{", "{{").replace("}_}", "}}").replace("{_%", "{%").replace("%_}", "%}")
    if any(mark in xml for mark in "\n\t\a\f"):
        from docxtpl import DocxTemplate

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
