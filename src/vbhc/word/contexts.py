"""Where in the document's XML each name of a template stands, read from its source once it is patched for Jinja.

A loop or a condition may not tear an element in two: taken or left out, it must leave open what was open before it.
Then every document made from the template is well formed, and none needs to be parsed to know it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jinja2 import nodes

from vbhc.word.sandbox import dotted

ATTRIBUTE = "@"
"""Stands for the element of a name that is inside a tag."""
BLOCKS = frozenset(
    {
        "w:body",
        "w:tc",
        "w:hdr",
        "w:ftr",
        "w:txbxContent",
        "w:sdtContent",
        "w:customXml",
        "w:footnote",
        "w:endnote",
        "w:comment",
    }
)
"""Elements that hold paragraphs and tables (ISO/IEC 29500-1 §17.2.2, EG_BlockLevelElts)."""
LINES = frozenset({"w:t", "m:t", "w:instrText", "w:customXml", ATTRIBUTE})
"""Where words stand."""
_TAG = re.compile(
    r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][\w:.-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(?P<empty>/?)>",
    re.DOTALL,
)


class Torn(Exception):
    """A loop or a condition opens in one element and closes in another."""


def places(tree: nodes.Template) -> tuple[tuple[str, str], ...]:
    """Each name that is printed, dotted as in `sandbox.names_used`, with the element it stands in (`w:t`, `w:body`, …).

    Raises:
        Torn: the XML of some document would not be well formed.
    """
    walk = _Walk()
    walk.through(tree.body)
    if walk.open or walk.rest:
        raise Torn
    return tuple(dict.fromkeys(walk.found))


class _Walk:
    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.rest = ""
        """The beginning of a tag whose end is not yet there."""
        self._loops: list[tuple[str, str]] = []

    def through(self, body: Sequence[nodes.Node]) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                for part in node.nodes:
                    if isinstance(part, nodes.TemplateData):
                        self._text(part.data)
                    elif name := dotted(part, self._loops):
                        self.found.append((name, ATTRIBUTE if self.rest else (self.open or [""])[-1]))
            elif isinstance(node, nodes.For):
                target = node.target.name if isinstance(node.target, nodes.Name) else ""
                self._loops.append((target, dotted(node.iter, self._loops)))
                self._whole(node.body)
                self._loops.pop()
                self._whole(node.else_)
            elif isinstance(node, nodes.If):
                for branch in (node.body, *(other.body for other in node.elif_), node.else_):
                    self._whole(branch)
            else:
                self._whole(getattr(node, "body", []))

    def _whole(self, body: Sequence[nodes.Node]) -> None:
        """A part of the template that may be printed once, many times or not at all."""
        before, rest = list(self.open), self.rest
        self.through(body)
        if self.open != before or not self.rest.startswith(rest) or bool(self.rest) != bool(rest):
            raise Torn
        self.rest = rest

    def _text(self, text: str) -> None:
        text = self.rest + text
        at = 0
        for tag in _TAG.finditer(text):
            at = tag.end()
            if tag["name"] is None or tag["empty"]:
                continue
            if not tag["end"]:
                self.open.append(tag["name"])
            elif not self.open or self.open.pop() != tag["name"]:
                raise Torn
        cut = text.find("<", at)
        self.rest = text[cut:] if cut >= 0 else ""
