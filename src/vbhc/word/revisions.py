"""Tracked changes taken over or thrown away, all of them, in every part of a Word file.

`accept` leaves what the file says once each change is made, `reject` what it said before. Handled: text inserted,
deleted and moved, marks of paragraphs, rows and cells, and former properties of runs, paragraphs, sections, tables and
numbering.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from vbhc.word import ns
from vbhc.word.ns import w

_NEW, _OLD = (w("ins"), w("moveTo")), (w("del"), w("moveFrom"))
_RANGES = tuple(
    w(f"{kind}Range{end}")
    for kind in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
    for end in ("Start", "End")
)
_CHANGES = tuple(
    w(f"{what}Change") for what in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "trPr", "tcPr", "tblGrid", "numbering")
)
_KEPT = {
    w("rPr"): (w("ins"), w("del"), w("moveFrom"), w("moveTo")),
    w("pPr"): (w("rPr"), w("sectPr")),
    w("sectPr"): (w("headerReference"), w("footerReference")),
    w("trPr"): (w("ins"), w("del")),
    w("tcPr"): (w("cellIns"), w("cellDel"), w("cellMerge")),
}
"""What properties hold that their former state does not speak of."""
_LAST = {w("pPr")}
"""Properties in which what is kept stands after the rest; in the others it stands before."""
_MARKED = re.compile(rb":(?:ins|del|move(?:From|To)|cell(?:Ins|Del|Merge)|[A-Za-z]+Change|customXml\w+Range\w+)[ />]")
_PROPERTIES = {w("rPr"), w("trPr"), w("numPr"), w("tcPr")}


def accept(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The file with every tracked change made. Parts without any stay byte for byte."""
    return _settle(parts, made=True)


def reject(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The file as it was before every tracked change. Parts without any stay byte for byte."""
    return _settle(parts, made=False)


def _settle(parts: Mapping[str, bytes], *, made: bool) -> dict[str, bytes]:
    out = dict(parts)
    for name, data in parts.items():
        if not name.endswith(".xml") or ns.W.encode() not in data or not _MARKED.search(data):
            continue
        tree = ns.parse(data, name)
        _one(tree, made=made)
        out[name] = ns.serialize(tree)
    return out


def _one(tree: Any, *, made: bool) -> None:
    stay, go = (_NEW, _OLD) if made else (_OLD, _NEW)
    rows, cells, marks = _marked(tree, go, made=made)
    for node in list(tree.iter(*go)):
        if node.getparent().tag not in _PROPERTIES:
            _drop(node)
    for node in list(tree.iter(*stay)):
        if node.getparent().tag not in _PROPERTIES:
            _unwrap(node)
    _former(tree, made=made)
    for node in list(tree.iter(*_RANGES)):
        _drop(node)
    for node in list(tree.iter(*_NEW, *_OLD, w("cellIns"), w("cellDel"), w("cellMerge"))):
        if node.getparent() is not None:
            _drop(node)
    if not made:
        for old, new in (("delText", "t"), ("delInstrText", "instrText")):
            for node in list(tree.iter(w(old))):
                node.tag = w(new)
    for node in (*rows, *cells):
        _drop_from_table(node)
    # From the last to the first, so that a row of joined paragraphs ends in the properties of the one that stays.
    for paragraph in reversed(marks):
        _join(paragraph)


def _marked(tree: Any, go: tuple[str, ...], *, made: bool) -> tuple[list[Any], list[Any], list[Any]]:
    """Rows, cells and paragraphs whose own mark says that they go."""
    rows = [n.getparent().getparent() for n in tree.iter(*go) if n.getparent().tag == w("trPr")]
    cells = [n.getparent().getparent() for n in tree.iter(w("cellDel" if made else "cellIns"))]
    marks: list[Any] = []
    for node in list(tree.iter(*go)):
        parent = node.getparent()
        if parent.tag == w("rPr") and parent.getparent().tag == w("pPr"):
            paragraph = parent.getparent().getparent()
            if paragraph.tag == w("p") and (not marks or marks[-1] is not paragraph):
                marks.append(paragraph)
        elif parent.tag == w("numPr") and not made:
            _drop(parent)
    return rows, cells, marks


def _former(tree: Any, *, made: bool) -> None:
    """Former properties: forgotten, or put back."""
    for change in list(tree.iter(*_CHANGES)):
        now = change.getparent()
        if now is None:
            continue
        now.remove(change)
        if made or change.tag == w("numberingChange"):
            continue
        kept = [n for n in now if n.tag in _KEPT.get(now.tag, ())]
        old = list(change[0]) if len(change) else []
        for child in list(now):
            now.remove(child)
        now.extend([*old, *kept] if now.tag in _LAST else [*kept, *old])
        if now.tag == w("sectPr") and len(change):
            now.attrib.update(change[0].attrib)
        if not len(now) and now.tag in {w("rPr"), w("pPr")}:
            _drop(now)


def _drop(node: Any) -> None:
    """Take an element out; text after it is not of this format and stays."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail and node.tail.strip():
        _give_tail(node)
    parent.remove(node)


def _give_tail(node: Any) -> None:
    before = node.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + node.tail
    else:
        node.getparent().text = (node.getparent().text or "") + node.tail


def _unwrap(node: Any) -> None:
    parent = node.getparent()
    at = parent.index(node)
    for child in reversed(list(node)):
        parent.insert(at, child)
    parent.remove(node)


def _drop_from_table(node: Any) -> None:
    """A row or cell goes; a row without cells and a table without rows go with it."""
    parent = node.getparent()
    if parent is None or node.tag not in {w("tr"), w("tc")}:
        return
    parent.remove(node)
    own = {w("tr"): w("tc"), w("tbl"): w("tr")}.get(parent.tag)
    if own is None or any(True for _ in parent.iter(own)):
        return
    if parent.tag == w("tr"):
        _drop_from_table(parent)
        return
    holder = parent.getparent()
    if holder is None:
        return
    holder.remove(parent)
    if holder.tag == w("tc") and (not len(holder) or holder[-1].tag != w("p")):
        holder.append(holder.makeelement(w("p")))


def _join(paragraph: Any) -> None:
    """A paragraph whose mark is gone runs on into the next one, which keeps its own properties (17.13.5.15)."""
    if paragraph.getparent() is None:
        return
    after = paragraph.getnext()
    between = []
    while after is not None and after.tag in _BETWEEN:
        between.append(after)
        after = after.getnext()
    content = [n for n in paragraph if n.tag != w("pPr")]
    if after is not None and after.tag == w("p"):
        at = 1 if len(after) and after[0].tag == w("pPr") else 0
        for node in reversed([*content, *between]):
            after.insert(at, node)
        paragraph.getparent().remove(paragraph)
    elif not any(True for _ in paragraph.iter(w("r"))) and _may_go(paragraph, after):
        # Nothing is left of it, and what follows is no paragraph that it could run into.
        holder, at = paragraph.getparent(), paragraph.getparent().index(paragraph)
        for node in reversed(content):
            holder.insert(at + 1, node)
        holder.remove(paragraph)


def _may_go(paragraph: Any, after: Any) -> bool:
    """Whether an empty paragraph can go: not the last of its container, nor what keeps two tables apart."""
    if after is None or after.tag not in _BLOCKS:
        return False
    before = next((n for n in paragraph.itersiblings(preceding=True) if n.tag in {w("p"), *_BLOCKS}), None)
    return after.tag != w("tbl") or before is None or before.tag != w("tbl")


_BLOCKS = {w("tbl"), w("sdt"), w("customXml")}
_BETWEEN = {
    w(t)
    for t in (
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd", "proofErr",
    )
}  # fmt: skip
