"""What a file we print says of itself: a customXml part with version, source, hashes and the data that made it.

customXml survives a save in Word and in LibreOffice (tried). From the hashes one can tell whether a person has edited
the file since, and whether an annex table still reads as we printed it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

from vbhc.errors import UserError
from vbhc.word import ns
from vbhc.word.fragments import attribute, escape_outside
from vbhc.word.ns import w

NAMESPACE = "urn:vbhc:ban-in:1"
_ITEM = "customXml/item{n}.xml"
_STORE = "{{B4A1C5E2-7D53-4C1E-9A0B-5F0E8C2D3A1{n:X}}}"
_MARKS = ("b", "i", "vertAlign")
_PLAIN = frozenset(
    {
        *("tblPr", "tblGrid", "gridCol", "tr", "trPr", "tc", "tcPr", "p", "pPr", "r", "rPr", "t", "br", "cr", "tab"),
        *(
            "tblStyle",
            "tblW",
            "tblLayout",
            "tblLook",
            "tblDescription",
            "tblInd",
            "tblCellMar",
            "cantSplit",
            "tblHeader",
        ),
        *("tcW", "vAlign", "gridSpan", "vMerge", "pStyle", "jc", "keepNext", "bCs", "iCs", *_MARKS),
        # What Word and LibreOffice add by themselves when they save.
        *("rFonts", "lang", "kern", "spacing", "widowControl", "ind", "noProof", "proofErr", "cnfStyle", "tcBorders"),
        *("suppressAutoHyphens", "bidi", "lastRenderedPageBreak", "noBreakHyphen", "bookmarkEnd"),
    }
)
_OFTEN_SAME = 2**14
"""Bytes below which a part may well be the same in many files: styles, relations, properties."""
_SLACK = 20
"""Twips by which a column may be off and still be as printed: LibreOffice rounds."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """The mark. `than` is the hash of everything else in the file; `bang` of each table's words, by its bookmark.

    `dang` holds what `table_look` says of each table; None: as the tables stand when the mark is written.
    """

    phien_ban: str
    quy_tac: str
    nguon: str
    dau_vao: str
    du_lieu: str = ""
    than: str = ""
    bang: Mapping[str, str] = field(default_factory=dict)
    dang: Mapping[str, str] | None = None


def body_hash(parts: Mapping[str, bytes]) -> str:
    """A hash of the parts, the stamp itself left out."""
    return _sealed(parts, item_name(parts))


def _sealed(parts: Mapping[str, bytes], own: str | None) -> str:
    state = hashlib.sha256()
    for name in sorted(parts):
        if name != own:
            data = parts[name]
            digest = _digest_once(data) if len(data) < _OFTEN_SAME else hashlib.sha256(data).digest()
            state.update(name.encode() + b"\0" + digest)
    return state.hexdigest()


@lru_cache(maxsize=128)
def _digest_once(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def words_hash(rows: list[list[str]]) -> str:
    """A hash of a table's words, deaf to everything but words: spaces are folded."""
    text = "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)
    return hashlib.sha256(text.encode()).hexdigest()


def find_table(tree: Any, ma: str) -> Any:
    """The table in a document whose heading row carries the bookmark; None when it is gone."""
    for mark in tree.iter(w("bookmarkStart")):
        if mark.get(w("name")) == ma:
            return next(mark.iterancestors(w("tbl")), None)
    return None


def table_look(table: Any) -> str:
    """What a person may have set by hand in a table beside its words: a hash, then the widths of the columns in twips.

    Hashed are merges and alignments of each cell, and the words that are bold, italic or raised. A merge of one cell
    is none: LibreOffice drops it.
    """
    state = hashlib.sha256()
    rows = [list(_by_column(row)) for row in table.iterfind(w("tr"))]
    for (column, cell), below in (
        (one, under) for row, under in zip(rows, [*rows[1:], []], strict=True) for one in row
    ):
        span, place = (cell.find(f"{w('tcPr')}/{w(tag)}") for tag in ("gridSpan", "vAlign"))
        merge = _merge(cell)
        if merge == "restart" and not any(_merge(c) == "continue" for at, c in below if at == column):
            merge = ""
        look = [_val(span), merge, _val(place)]
        for paragraph in cell.iterfind(w("p")):
            look.append("\n" + _val(paragraph.find(f"{w('pPr')}/{w('jc')}")))
            for run in paragraph.iter(w("r")):
                marks = [_val(run.find(f"{w('rPr')}/{w(tag)}"), tag) for tag in _MARKS]
                if any(marks):
                    look.append(f"{marks}{''.join(ns.text_of(run).split())}")
        state.update("\t".join(look).encode() + b"\0")
    widths = [column.get(w("w"), "0") for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
    return " ".join([state.hexdigest(), *widths])


def _by_column(row: Any) -> Iterator[tuple[int, Any]]:
    """The cells of a row, each with the column of the grid that it begins in."""
    at = 0
    for cell in row.iterfind(w("tc")):
        yield at, cell
        span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
        at += max(1, int(ns.number(_val(span), 1)))


def _merge(cell: Any) -> str:
    merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
    return "" if merge is None else _val(merge, "continue")


def same_look(one: str, other: str) -> bool:
    """Whether two answers of `table_look` mean the same, a rounded width aside."""
    (hash_1, *widths_1), (hash_2, *widths_2) = one.split(" "), other.split(" ")
    return (hash_1, len(widths_1)) == (hash_2, len(widths_2)) and all(
        abs(ns.number(a) - ns.number(b)) <= _SLACK for a, b in zip(widths_1, widths_2, strict=True)
    )


def has_foreign(table: Any, ma: str) -> bool:
    """Whether a table holds what we never write and no program adds by itself: a comment, a picture, a colour, …"""
    rows = f"h{ma.rsplit('_', 1)[-1]}_"
    for node in table.iterdescendants():
        tag = etree.QName(node).localname if isinstance(node.tag, str) and node.tag.startswith(f"{{{ns.W}}}") else ""
        if tag == "bookmarkStart":
            name = node.get(w("name"), "")
            if name not in (ma, "_GoBack") and not name.startswith(rows):
                return True
        elif tag == "color":
            if _val(node) not in ("auto", "000000"):
                return True
        elif tag not in _PLAIN and node.getparent().tag != w("tblCellMar"):
            return True
    return False


def is_reshaped(table: Any, style: str) -> bool:
    """Whether a table as a whole stands otherwise than we print any: told from the file, no print need have told it.

    Another style (`style` is the id of ours) or place across the page, other rows repeated on each page than the first,
    cells of other widths than their columns.
    """
    own, place, layout = (table.find(f"{w('tblPr')}/{w(tag)}") for tag in ("tblStyle", "jc", "tblLayout"))
    if _val(own) != style or _val(place) not in ("", "left"):
        return True
    if layout is not None and layout.get(w("type")) == "autofit":
        return True
    rows = table.findall(w("tr"))
    if [_is_on(row.find(f"{w('trPr')}/{w('tblHeader')}")) for row in rows] != [n == 0 for n in range(len(rows))]:
        return True
    widths = [ns.number(column.get(w("w"))) for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
    for at, cell in (one for row in rows for one in _by_column(row)):
        width = cell.find(f"{w('tcPr')}/{w('tcW')}")
        if width is not None and width.get(w("type"), "dxa") == "dxa":
            span = max(1, int(ns.number(_val(cell.find(f"{w('tcPr')}/{w('gridSpan')}")), 1)))
            if abs(ns.number(width.get(w("w"))) - sum(widths[at : at + span])) > _SLACK * span:
                return True
    return False


def _is_on(node: Any) -> bool:
    return node is not None and _val(node) not in ("0", "false", "off")


def _val(node: Any, unsaid: str = "") -> str:
    """The value of a property, in one of the spellings it may have; `unsaid` when it is there without a value."""
    if node is None:
        return ""
    value: str = node.get(w("val"), unsaid)
    return {"start": "left", "end": "right", "1": unsaid, "true": unsaid, "on": unsaid}.get(value, value)


def item_name(parts: Mapping[str, bytes]) -> str | None:
    """The name of the part that holds the stamp, or None. Word and LibreOffice may have renumbered it."""
    for name, data in parts.items():
        if (
            name.startswith("customXml/item")
            and re.fullmatch(r"customXml/item\d+\.xml", name)
            and NAMESPACE.encode() in data
        ):
            return name
    return None


def read(parts: Mapping[str, bytes]) -> Stamp | None:
    """The stamp of a file, or None when it was not made by us or the stamp is unreadable."""
    name = item_name(parts)
    if name is None:
        return None
    try:
        root = ns.parse(parts[name], name)
    except UserError:
        return None
    marks = root.findall(f"{{{NAMESPACE}}}bang")
    tables = {t.get("ma", ""): t.get("van", "") for t in marks}
    looks = {t.get("ma", ""): look for t in marks if (look := t.get("dang"))}
    data = root.findtext(f"{{{NAMESPACE}}}du_lieu") or ""
    get = root.get
    return Stamp(
        get("phien_ban", ""),
        get("quy_tac", ""),
        get("nguon", ""),
        get("dau_vao", ""),
        data,
        get("than", ""),
        tables,
        looks,
    )


def reserve(parts: dict[str, bytes]) -> None:
    """Make room for a stamp, so that `write` has nothing but the stamp itself to write."""
    if item_name(parts) is None:
        parts[_new_item(parts)] = f'<ban_in xmlns="{NAMESPACE}"/>'.encode()


def write(parts: dict[str, bytes], stamp: Stamp) -> None:
    """Put the stamp into the parts of a file, in place of an earlier one, and seal it with the hash of the rest."""
    name = item_name(parts) or _new_item(parts)
    looks = _looks(parts, stamp.bang) if stamp.dang is None else stamp.dang
    parts[name] = b""  # there before the hash is taken: that it is there counts, not what it says
    said = {key: getattr(stamp, key) for key in ("phien_ban", "quy_tac", "nguon", "dau_vao")}
    data = f"<vbhc:du_lieu>{escape_outside(stamp.du_lieu)}</vbhc:du_lieu>" if stamp.du_lieu else ""
    tables = [
        f"<vbhc:bang{_attributes({'ma': ma, 'van': words, 'dang': looks.get(ma, '')})}/>"
        for ma, words in sorted(stamp.bang.items())
    ]
    parts[name] = (
        f'{ns.DECLARATION}<vbhc:ban_in xmlns:vbhc="{NAMESPACE}"{_attributes(said | {"than": _sealed(parts, name)})}>'
        f"{data}{''.join(tables)}</vbhc:ban_in>"
    ).encode()


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f' {key}="{attribute(text)}"' for key, text in values.items())


def _looks(parts: Mapping[str, bytes], names: Mapping[str, str]) -> dict[str, str]:
    if not names:
        return {}
    tree = ns.parse(parts[ns.DOCUMENT], ns.DOCUMENT)
    return {ma: table_look(table) for ma in names if (table := find_table(tree, ma)) is not None}


def _new_item(parts: dict[str, bytes]) -> str:
    n = next(i for i in range(1, 1000) if _ITEM.format(n=i) not in parts)
    item, props = _ITEM.format(n=n), f"customXml/itemProps{n}.xml"
    parts[item] = b""
    parts[props] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
        '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
        f'ds:itemID="{_STORE.format(n=n)}"><ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs>'
        "</ds:datastoreItem>"
    ).encode()
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    parts[f"customXml/_rels/item{n}.xml.rels"] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<Relationships xmlns="{ns.REL}"><Relationship Id="rId1" Type="{rel}customXmlProps" '
        f'Target="itemProps{n}.xml"/></Relationships>'
    ).encode()
    types = ns.parse(parts["[Content_Types].xml"], "[Content_Types].xml")
    etree.SubElement(
        types, f"{{{ns.CT}}}Override", PartName=f"/{props}",
        ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    )  # fmt: skip
    parts["[Content_Types].xml"] = ns.serialize(types)
    rels_name = "word/_rels/document.xml.rels"
    rels = ns.parse(parts[rels_name], rels_name)
    etree.SubElement(rels, f"{{{ns.REL}}}Relationship", Id=f"rIdVbhc{n}", Type=f"{rel}customXml", Target=f"../{item}")
    parts[rels_name] = ns.serialize(rels)
    return item
