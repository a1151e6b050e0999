"""Drawings and sections: sizes, kinds and pages as the walk meets them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from vbhc.model.view import Block, Section
from vbhc.word.ns import MC, TWIPS_MM, R, mm, number, w
from vbhc.word.seeing.cascade import is_on

_VAL = w("val")
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"


def val(parent: Any, tag: str) -> str:
    """The value of a child element; "" where it is not there."""
    node = None if parent is None else parent.find(w(tag))
    return "" if node is None else node.get(_VAL, "")


def flag(parent: Any, tag: str) -> bool:
    """Whether a child element is there and on."""
    node = None if parent is None else parent.find(w(tag))
    return node is not None and is_on(node)


def vml_size(node: Any) -> tuple[float, float]:
    """The size of an old VML drawing from its style (`width:120pt;height:0`), of a line from its ends.

    Ends without a unit are in a measure of the group around them, and tell nothing.
    """
    for shape in node.iter():
        if shape.tag == f"{_V}line" and shape.get("to"):
            ends = [(shape.get(k) or "0").split(",")[0].strip() for k in ("from", "to")]
            if any(end.strip("0.") and not end[-2:].isalpha() for end in ends):
                return 0.0, 0.0
            return round(abs(number(ends[1]) - number(ends[0])) / TWIPS_MM, 2), 0.0
        if isinstance(shape.tag, str) and shape.tag.startswith(_V) and shape.get("style"):
            pairs = (p.split(":", 1) for p in shape.get("style").split(";") if ":" in p)
            said = {key.strip(): value.strip() for key, value in pairs}
            return mm(said.get("width")), mm(said.get("height"))
    return 0.0, 0.0


def shape_kind(node: Any) -> str:
    """What a drawing without text is: a line, a picture, other."""
    names = {etree.QName(n).localname for n in node.iter() if isinstance(n.tag, str)}
    if "cxnSp" in names or "line" in names:
        return "line"
    preset = node.find(f".//{_A}prstGeom")
    if preset is not None and (
        "line" in preset.get("prst", "").lower() or "connector" in preset.get("prst", "").lower()
    ):
        return "line"
    return "picture" if names & {"pic", "imagedata", "blip"} else "other"


def outermost(node: Any, tag: str) -> Iterator[Any]:
    """The elements of a tag in a drawing, in order; none that stands in a text box of the drawing or in a fallback."""
    todo = [node]
    while todo:
        found = todo.pop()
        if found.tag == tag:
            yield found
        elif found.tag not in _APART:
            todo.extend(reversed(found))


_APART = {w("txbxContent"), f"{{{MC}}}Fallback"}


def image_ids(node: Any) -> Iterator[str]:
    """The relations of a drawing to the files of its pictures, in today's drawings and in old ones (VML)."""
    for tag, key in ((f"{_A}blip", "embed"), (f"{_V}imagedata", "id")):
        yield from (found.get(f"{{{R}}}{key}", "") for found in outermost(node, tag))


def section(node: Any, headers: dict[str, tuple[Block, ...]], footers: dict[str, tuple[Block, ...]]) -> Section:
    """A section as its sectPr says, with the headers and footers given."""

    def of(tag: str, name: str, default: float) -> float:
        found = None if node is None else node.find(w(tag))
        return default if found is None or found.get(w(name)) is None else mm(found.get(w(name)))

    numbers = None if node is None else node.find(w("pgNumType"))
    start = None if numbers is None else numbers.get(w("start"))
    return Section(
        width=of("pgSz", "w", 215.9),
        height=of("pgSz", "h", 279.4),
        top=of("pgMar", "top", 25.4),
        bottom=of("pgMar", "bottom", 25.4),
        left=of("pgMar", "left", 25.4) + of("pgMar", "gutter", 0),
        right=of("pgMar", "right", 25.4),
        header=of("pgMar", "header", 12.7),
        title_page=flag(node, "titlePg"),
        restart=int(number(start)) if start is not None else None,
        number_format="decimal" if numbers is None else numbers.get(w("fmt"), "decimal"),
        headers=headers,
        footers=footers,
    )
