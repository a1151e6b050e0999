"""What a file we print says of itself: a customXml part with version, source, hashes and the data that made it.

customXml survives a save in Word and in LibreOffice (tried). From the hashes one can tell whether a person has edited
the file since, and whether an annex table still reads as we printed it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from vbhc.word import ns

NAMESPACE = "urn:vbhc:ban-in:1"
_ITEM = "customXml/item{n}.xml"
_STORE = "{{B4A1C5E2-7D53-4C1E-9A0B-5F0E8C2D3A1{n:X}}}"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The mark. `than` is the hash of everything else in the file; `bang` of each table's words, by its bookmark."""

    phien_ban: str
    quy_tac: str
    nguon: str
    dau_vao: str
    du_lieu: str = ""
    than: str = ""
    bang: Mapping[str, str] = field(default_factory=dict)


def body_hash(parts: Mapping[str, bytes]) -> str:
    """A hash of the parts, the stamp itself left out."""
    state = hashlib.sha256()
    own = item_name(parts)
    for name in sorted(parts):
        if name != own:
            state.update(name.encode() + b"\0" + hashlib.sha256(parts[name]).digest())
    return state.hexdigest()


def words_hash(rows: list[list[str]]) -> str:
    """A hash of a table's words, deaf to everything but words: spaces are folded."""
    text = "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)
    return hashlib.sha256(text.encode()).hexdigest()


def item_name(parts: Mapping[str, bytes]) -> str | None:
    """The name of the part that holds the stamp, or None. Word and LibreOffice may have renumbered it."""
    for name, data in parts.items():
        if re.fullmatch(r"customXml/item\d+\.xml", name) and NAMESPACE.encode() in data:
            return name
    return None


def read(parts: Mapping[str, bytes]) -> Stamp | None:
    """The stamp of a file, or None when it was not made by us or the stamp is unreadable."""
    name = item_name(parts)
    if name is None:
        return None
    try:
        root = etree.fromstring(parts[name], etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None
    tables = {t.get("ma", ""): t.get("van", "") for t in root.iterfind(f"{{{NAMESPACE}}}bang")}
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
    )


def write(parts: dict[str, bytes], stamp: Stamp) -> None:
    """Put the stamp into the parts of a file, in place of an earlier one, and seal it with the hash of the rest."""
    name = item_name(parts) or _new_item(parts)
    root = etree.Element(f"{{{NAMESPACE}}}ban_in", nsmap={"vbhc": NAMESPACE})
    for key in ("phien_ban", "quy_tac", "nguon", "dau_vao"):
        root.set(key, getattr(stamp, key))
    if stamp.du_lieu:
        etree.SubElement(root, f"{{{NAMESPACE}}}du_lieu").text = stamp.du_lieu
    for ma in sorted(stamp.bang):
        etree.SubElement(root, f"{{{NAMESPACE}}}bang", ma=ma, van=stamp.bang[ma])
    parts[name] = ns.serialize(root)  # the part must be there before the hash is taken: its name counts
    root.set("than", body_hash(parts))
    parts[name] = ns.serialize(root)


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


def edited(parts: Mapping[str, bytes]) -> bool | None:
    """Whether a person has changed the file since we printed it; None when it is not ours at all."""
    stamp = read(parts)
    if stamp is None:
        return None
    return stamp.than != body_hash(parts)
