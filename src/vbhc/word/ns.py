"""Names and measures of OOXML (ECMA-376) used in this room."""

from __future__ import annotations

from functools import cache
from typing import Any

from lxml import etree

from vbhc.archive import has_doctype
from vbhc.errors import UserError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REL = "http://schemas.openxmlformats.org/package/2006/relationships"
CT = "http://schemas.openxmlformats.org/package/2006/content-types"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
TWIPS_MM = 1440 / 25.4
MAX_DEPTH = 256
_UNITS = {"mm": TWIPS_MM, "cm": 10 * TWIPS_MM, "in": 1440, "pt": 20, "pc": 240, "pi": 240}
_MOST = 1e9


@cache
def w(tag: str) -> str:
    """`p` → the qualified name of w:p."""
    return f"{{{W}}}{tag}"


def twips(mm: float) -> int:
    """Millimetres in twentieths of a point, the unit of widths and indents."""
    return round(mm * TWIPS_MM)


def number(text: str | None, default: float = 0) -> float:
    """A number of OOXML; universal measures (`1cm`, `12pt`) in twips (ISO/IEC 29500-1 §22.9.2.14, §22.9.2.15).

    What is no number, or none that a page could have, is `default`, as if it were not written.
    """
    if not text:
        return default
    unit: float | None = 1
    try:
        value = float(text)
    except ValueError:
        unit = _UNITS.get(text[-2:])
        try:
            value = float(text[:-2])
        except ValueError:
            return default
    return value * unit if unit and abs(value) <= _MOST else default


def mm(text: str | None) -> float:
    """Twips as written → millimetres, to a hundredth."""
    return round(number(text) / TWIPS_MM, 2)


def points(text: str | None) -> float:
    """A font's size in points: half-points, or a measure with its unit (§17.3.2.38); 0 where it is none."""
    return number(text) / (20 if text and text[-2:].isalpha() else 2)


def parse(xml: bytes, name: str) -> Any:
    """The tree of one part, strictly: no recovery, no entities, no network.

    Raises:
        UserError: not well formed, or it carries a DOCTYPE.
    """
    doctype = UserError(f"{name}: có khai báo DOCTYPE, tệp Word thật không bao giờ có; không mở")
    if has_doctype(xml):
        raise doctype
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        tree = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise UserError(f"{name}: phần XML hỏng ({error.msg}); mở bằng Word và lưu lại") from None
    if tree.getroottree().docinfo.internalDTD is not None:  # in an encoding that only the parser knew
        raise doctype
    return tree


DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
"""What `serialize` begins a part with."""


def serialize(tree: Any) -> bytes:
    """The bytes of a part."""
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def text_of(paragraph: Any, *, own: bool = False) -> str:
    """The words of a paragraph: tabs and breaks as characters, deleted text left out.

    `own`: without those of paragraphs inside it, in a text box.
    """
    out: list[str] = []
    for node in paragraph.iter(w("t"), w("tab"), w("br"), w("cr"), w("noBreakHyphen")):
        if own and next(node.iterancestors(w("p"))) is not paragraph:
            continue
        if node.tag == w("t"):
            out.append(node.text or "")
        elif node.tag == w("tab"):
            if node.getparent().tag == w("r"):
                out.append("\t")
        elif node.tag == w("noBreakHyphen"):
            out.append("-")
        else:
            out.append("\n")
    return "".join(out)
