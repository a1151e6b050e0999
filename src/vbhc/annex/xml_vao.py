"""Walking an XML part with expat: by short names, without DOCTYPE, faults in Vietnamese."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from vbhc.archive import has_doctype
from vbhc.errors import UserError

Mo = Callable[[str, dict[str, str]], None]


class _Ten(dict[str, str]):
    """Expat's `namespace name` → the short name, worked out once for each name."""

    def __init__(self, ngan: Mapping[str, str]) -> None:
        super().__init__()
        self._ngan = ngan

    def __missing__(self, full: str) -> str:
        space, _, local = full.rpartition(" ")
        short = self._ngan.get(space, "?") + local if space else local
        self[full] = short
        return short


def duyet(
    xml: bytes,
    ten: str,
    ngan: Mapping[str, str],
    mo: Mo,
    dong: Callable[[str], None] | None = None,
    chu: Callable[[str], None] | None = None,
    *,
    thuoc_tinh: bool = False,
) -> None:
    """Walk one part.

    Args:
        xml: its bytes.
        ten: file (and part) as shown in messages.
        ngan: namespace → prefix of the short name; names of other namespaces get `?` and match nothing.
        mo: called at each start tag with the short name and the attributes.
        dong: called at each end tag.
        chu: called with each stretch of text.
        thuoc_tinh: whether attribute names are shortened too (not in .xlsx, whose own have no namespace).

    Raises:
        UserError: not well-formed, or it carries a DOCTYPE.
    """
    damaged = f"{ten}: bảng tính hỏng; mở lại bằng Excel hoặc LibreOffice và lưu bản mới"

    def no_doctype(*_: object) -> None:
        raise UserError(f"{ten}: có DOCTYPE trong XML, không phải bảng tính thường; không mở")

    if has_doctype(xml):
        no_doctype()
    names = _Ten(ngan)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = no_doctype
    if thuoc_tinh:
        parser.StartElementHandler = lambda name, attrs: mo(names[name], {names[k]: v for k, v in attrs.items()})
    else:
        parser.StartElementHandler = lambda name, attrs: mo(names[name], attrs)
    if dong is not None:
        close = dong
        parser.EndElementHandler = lambda name: close(names[name])
    if chu is not None:
        parser.CharacterDataHandler = chu
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, OverflowError, LookupError):
        raise UserError(damaged) from None
