"""Six faults that Word refuses or repairs and that the Open XML SDK's validator does not report."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from vbhc.word import ns
from vbhc.word.ns import w


def faults(data: bytes) -> Iterator[str]:
    """Name every fault of a .docx, in English, for tests and for the program's own assurance."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        yield from (f"duplicate member {n}" for n in sorted({n for n in names if names.count(n) > 1}))
        parts = {n: package.read(n) for n in names}
    types = ns.parse(parts["[Content_Types].xml"], "[Content_Types].xml")
    overrides = {o.get("PartName") for o in types.iterfind(f"{{{ns.CT}}}Override")}
    defaults = {d.get("Extension", "").lower() for d in types.iterfind(f"{{{ns.CT}}}Default")}
    for name in parts:
        if (
            name != "[Content_Types].xml"
            and f"/{name}" not in overrides
            and name.rsplit(".", 1)[-1].lower() not in defaults
        ):
            yield f"no content type for {name}"
    yield from (f"content type for missing part {o}" for o in sorted(overrides) if o and o.lstrip("/") not in parts)
    styles = {s.get(w("styleId")) for s in ns.parse(parts[ns.STYLES], ns.STYLES).iterfind(w("style"))}
    numbers = set()
    if "word/numbering.xml" in parts:
        numbers = {n.get(w("numId")) for n in ns.parse(parts["word/numbering.xml"], "").iterfind(w("num"))}
    for name, xml in parts.items():
        if not (name.startswith("word/") and name.endswith(".xml")) or name == ns.STYLES:
            continue
        tree = ns.parse(xml, name)
        for cell in tree.iter(w("tc")):
            if len(cell) == 0 or cell[-1].tag != w("p"):
                yield f"{name}: a cell does not end in a paragraph"
        yield from (f"{name}: an empty row" for row in tree.iter(w("tr")) if row.find(w("tc")) is None)
        for tag in ("pStyle", "rStyle", "tblStyle"):
            for use in tree.iter(w(tag)):
                if use.get(w("val")) not in styles:
                    yield f"{name}: unknown style {use.get(w('val'))}"
        for use in tree.iter(w("numId")):
            if use.get(w("val")) not in numbers | {"0"}:
                yield f"{name}: unknown numId {use.get(w('val'))}"
