"""Our prints as a person would have typed them: the same words and looks, none of our names.

`typed_by_hand` writes every paragraph's and run's resolved format as direct format and takes away styles, bookmarks and
the stamp; the other functions lay the head and the title out in the ways that people do without our templates.
"""

from __future__ import annotations

import copy
from typing import Any

from lxml import etree

from vbhc import archive
from vbhc.model.view import Layout, Look, Paragraph, View, paragraphs
from vbhc.word import ns, seeing
from vbhc.word.ns import twips, w

_KEEP = ("sectPr", "pBdr", "tabs", "numPr", "shd", "contextualSpacing")
_STYLES = (
    f'<w:styles xmlns:w="{ns.W}"><w:docDefaults><w:rPrDefault/><w:pPrDefault/></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style></w:styles>'
).encode()


def typed_by_hand(data: bytes) -> bytes:
    """The file with every format direct and no named style, bookmark or stamp."""
    parts = archive.members(data, "mẫu", "tệp Word")
    view = seeing.view_of(parts, "mẫu")
    looks = _by_spot(view)
    for part in sorted({name for name, _ in looks}):
        tree = ns.parse(parts[part], part)
        for number, node in enumerate(tree.iter(w("p"))):
            found = looks.get((part, number))
            if found is not None:
                _direct(node, found)
        _bare(tree)
        parts[part] = ns.serialize(tree)
    parts["word/styles.xml"] = _STYLES
    parts = {name: xml for name, xml in parts.items() if not name.startswith("customXml/")}
    for name in [n for n in parts if n.endswith(".rels")]:
        tree = ns.parse(parts[name], name)
        for node in list(tree):
            if "customXml" in node.get("Type", "") or "customXml" in node.get("Target", ""):
                tree.remove(node)
        parts[name] = ns.serialize(tree)
    return archive.pack(parts)


def head_with_tabs(data: bytes) -> bytes:
    """The head's table as paragraphs: the two sides of a line set apart by tabs."""
    parts, tree, body = _open(data)
    table = next(body.iter(w("tbl")))
    out: list[Any] = []
    for row in table.iterfind(w("tr")):
        cells = [[p for p in cell.iter(w("p")) if _words(p)] for cell in row.iterfind(w("tc"))]
        for n in range(max(map(len, cells))):
            sides = [cell[n] for cell in cells if n < len(cell)]
            out.append(_joined(sides, w("tab")) if len(sides) > 1 or n < len(cells[0]) else sides[0])
    for node in reversed(out):
        table.addnext(node)
    body.remove(table)
    return _close(parts, tree)


def foot_with_tabs(data: bytes) -> bytes:
    """The foot's table as paragraphs: recipients and signature set apart by tabs."""
    parts, tree, body = _open(data)
    table = next(t for t in body.iterfind(w("tbl")) if any(_words(p).startswith("Nơi nhận") for p in t.iter(w("p"))))
    left, right = (
        [p for p in cell.iter(w("p")) if _words(p)] for cell in next(table.iterfind(w("tr"))).iterfind(w("tc"))
    )
    rest = right[:-1]
    out = [_joined([line, rest[n]], w("tab")) if n < len(rest) else line for n, line in enumerate(left)]
    out += [*rest[len(left) :], *(etree.Element(w("p")) for _ in range(3)), right[-1]]
    for node in reversed(out):
        table.addnext(node)
    body.remove(table)
    return _close(parts, tree)


def head_in_one_paragraph(data: bytes) -> bytes:
    """Each cell of the head as one paragraph with line breaks."""
    parts, tree, body = _open(data)
    for cell in next(body.iter(w("tbl"))).iter(w("tc")):
        lines = [p for p in cell.iterfind(w("p")) if _words(p)]
        for other in lines[1:]:
            cell.remove(other)
        if len(lines) > 1:
            cell.replace(lines[0], _joined(lines, w("br")))
    return _close(parts, tree)


def title_in_one_paragraph(data: bytes, mark: str = "br") -> bytes:
    """The kind's name and the subject in one paragraph, with a break ("br") or a blank (" ") between."""
    parts, tree, body = _open(data)
    lines = list(body.iterfind(w("p")))
    first = next(i for i, p in enumerate(lines) if _words(p))
    one, two = lines[first], lines[first + 1]
    joined = _joined([one, two], w("br") if mark == "br" else w("t"))
    body.replace(one, joined)
    body.remove(two)
    return _close(parts, tree)


def text(data: bytes) -> str:
    """The words alone, a line a paragraph, tables as marked text; as copied out of a scan."""
    from vbhc.model.view import Table

    view = seeing.view_of(archive.members(data, "mẫu", "tệp Word"), "mẫu")
    out: list[str] = []
    for block in view.blocks:
        if isinstance(block, Table) and len(block.rows) > 2 and len(block.rows[0].cells) > 2:
            out += ["| " + " | ".join(c.text.replace("\n", " ") for c in row.cells) + " |" for row in block.rows] + [""]
        else:
            found = paragraphs((block,))
            out += [line for p in found if (line := p.text.strip())]
    return "\n\n".join("\n".join(x) for x in _runs(out))


def _runs(out: list[str]) -> list[list[str]]:
    """Rows of a table stay together, every other line stands alone."""
    made: list[list[str]] = []
    for line in out:
        if made and line.startswith("| ") and made[-1][-1].startswith("| "):
            made[-1].append(line)
        elif line:
            made.append([line])
    return made


def _by_spot(view: View) -> dict[tuple[str, int], Paragraph]:
    every = list(paragraphs(view.blocks))
    for section in view.sections:
        for blocks in (*section.headers.values(), *section.footers.values()):
            every += paragraphs(blocks)
    for p in list(every):
        for shape in p.shapes:
            every += paragraphs(shape.blocks)
    return {(p.spot.part, p.spot.p): p for p in every}


def _direct(node: Any, found: Paragraph) -> None:
    own = node.find(w("pPr"))
    kept = {etree.QName(c).localname: c for c in own if etree.QName(c).localname in _KEEP} if own is not None else {}
    made = _layout(found.layout, kept)
    if own is not None:
        node.remove(own)
    node.insert(0, made)
    looks = [(r.start, r.start + len(r.text), r.look) for r in found.runs]
    at = 0
    for run in node.iter(w("r")):
        if next(run.iterancestors(w("p"))) is not node:
            continue
        length = sum(len(c.text or "") if c.tag == w("t") else 1 for c in run if c.tag in {w("t"), w("tab"), w("br")})
        look = next((k for a, b, k in looks if a <= at < b), looks[0][2] if looks else None)
        at += length
        before = run.find(w("rPr"))
        if before is not None:
            run.remove(before)
        if look is not None:
            run.insert(0, _look(look))


def _layout(layout: Layout, kept: dict[str, Any]) -> Any:
    out = etree.Element(w("pPr"))

    def put(tag: str, **values: str) -> None:
        node = etree.SubElement(out, w(tag))
        for name, value in values.items():
            node.set(w(name), value)

    if layout.keep_next:
        put("keepNext")
    if layout.keep_lines:
        put("keepLines")
    if layout.page_break_before:
        put("pageBreakBefore")
    if "numPr" in kept:
        out.append(kept["numPr"])
    if layout.borders and "pBdr" not in kept:
        node = etree.SubElement(out, w("pBdr"))
        for side in sorted(layout.borders):
            line = etree.SubElement(node, w(side))
            for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
                line.set(w(name), value)
    out.extend(kept[k] for k in ("pBdr", "shd", "tabs") if k in kept)
    rule = {"exact": "exact", "atLeast": "atLeast"}.get(layout.line_rule, "auto")
    line = round(layout.line * (240 if rule == "auto" else 20))
    put(
        "spacing",
        before=str(round(layout.before * 20)),
        after=str(round(layout.after * 20)),
        line=str(line),
        lineRule=rule,
    )
    indent = {"left": str(twips(layout.left)), "right": str(twips(layout.right))}
    indent["firstLine" if layout.first >= 0 else "hanging"] = str(twips(abs(layout.first)))
    put("ind", **indent)
    if "contextualSpacing" in kept:
        out.append(kept["contextualSpacing"])
    put("jc", val=layout.align)
    if "sectPr" in kept:
        out.append(kept["sectPr"])
    return out


def _look(look: Look) -> Any:
    out = etree.Element(w("rPr"))

    def put(tag: str, **values: str) -> None:
        node = etree.SubElement(out, w(tag))
        for name, value in values.items():
            node.set(w(name), value)

    put("rFonts", **dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), look.fonts[0]))
    for tag, on in (("b", look.bold), ("i", look.italic), ("caps", look.caps), ("strike", look.strike)):
        if on:
            put(tag)
    if look.hidden:
        put("vanish")
    if look.color != "auto":
        put("color", val=look.color)
    put("sz", val=str(round(look.size * 2)))
    if look.highlight:
        put("highlight", val=look.highlight)
    if look.underline:
        put("u", val=look.underline)
    if look.raised:
        put("vertAlign", val=look.raised)
    return out


def _bare(tree: Any) -> None:
    for node in list(tree.iter(w("bookmarkStart"), w("bookmarkEnd"))):
        node.getparent().remove(node)
    for node in list(tree.iter(w("tblStyle"))):
        borders = node.getparent().find(w("tblBorders"))
        if borders is None:
            made = etree.Element(w("tblBorders"))
            for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
                etree.SubElement(made, w(side)).set(w("val"), "single")
            node.addnext(made)
        node.getparent().remove(node)


def _open(data: bytes) -> tuple[dict[str, bytes], Any, Any]:
    parts = archive.members(data, "mẫu", "tệp Word")
    tree = ns.parse(parts[ns.DOCUMENT], "mẫu")
    return parts, tree, tree.find(w("body"))


def _close(parts: dict[str, bytes], tree: Any) -> bytes:
    return archive.pack(parts | {ns.DOCUMENT: ns.serialize(tree)})


def _words(paragraph: Any) -> str:
    return ns.text_of(paragraph).strip()


def _joined(lines: list[Any], between: str) -> Any:
    """Paragraphs as one, each run keeping its look; `between` stands between them (a blank when it is w:t)."""
    out = copy.deepcopy(lines[0])
    for line in lines[1:]:
        gap = etree.SubElement(out, w("r"))
        node = etree.SubElement(gap, between)
        if between == w("t"):
            node.text = " "
            node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        out.extend(copy.deepcopy(run) for run in line.iter(w("r")))
    return out
