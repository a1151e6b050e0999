"""Breaking one thing in a Word file: the words in which the rules' cases say what is wrong.

A file is broken at what it *is* (a component, a line that matches, a cell), not at where its XML happens to lie, so
that the same break can be made in our print, in it as LibreOffice saves it, and in one without any of our styles.

Operations (a mapping with one key):
    chu:     {o, tu, thanh}         replace the words `tu` of a line by `thanh` (all of them where `tu` is left out);
                                    `doi: thuong` instead of `thanh` writes them small
    run:     {o, …}                 direct format of the letters: size, bold, italic, underline, font, color, caps,
                                    hidden;
                                    `chi: words` only these letters of the line
    doan:    {o, …}                 direct format of the paragraph: align, before, after, line, line_rule, first, left,
                                    right, keep_next, contextual, page_break_before
    xoa:     {o}                    delete the paragraph (in a cell, empty it when it is the only one)
    them:    {o, chu, truoc: bool}  a copy of the paragraph with these words, after (or before) it; `kieu: thuong`
                                    without its style, `align` so aligned
    doi_cho: {o, voi}               two paragraphs change places
    trang:   {muc: 0, …}            a section: top bottom left right width height, title_page, restart, fmt
    o:       {bang, hang, cot, chu} the words of a cell; counts from 1, tables as `BanDoc.bang` has them
    hang:    {bang, hang, viec}     "xoa" deletes the row, "nhan_doi" repeats it (`lan` times), "lap" lets a
                                    header no longer repeat
    ke:      {o}                    the rule drawn under a component is taken away; with `dai: mm` made so long
    phan:    {ten, tu, thanh}       bytes of a part of the package by pattern of its name; must match
             {ten, them}            a part of that name with these bytes put into the package

Selectors (`o`): a component ("noi_nhan"), with an index ("noi_nhan[-1]"), or "~regex" for the first line that matches.
"""

from __future__ import annotations

import copy
import re
from functools import lru_cache
from typing import Any

from lxml import etree

from vbhc import archive, recognising
from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.word import ns, seeing
from vbhc.word.ns import TWIPS_MM, w

Op = dict[str, dict[str, Any]]
_RPR = (
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "strike",
    "vanish",
    "color",
    "spacing",
    "sz",
    "szCs",
    "highlight",
    "u",
)
_PPR = (
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "widowControl",
    "numPr",
    "pBdr",
    "tabs",
    "spacing",
    "ind",
    "contextualSpacing",
    "jc",
)


class NotThere(Exception):
    """The document has nothing of what is to be broken: the case does not apply to it."""


def break_it(data: bytes, ops: list[Op]) -> bytes:
    """The file with every operation made, one after another.

    Raises:
        NotThere: an operation finds nothing to break.
    """
    for op in ops:
        ((name, args),) = op.items()
        data = _one(data, name, dict(args))
    return data


def _one(data: bytes, name: str, args: dict[str, Any]) -> bytes:
    parts = dict(_opened(data))
    if name == "phan" and "them" in args:
        return archive.pack(parts | {args["ten"]: args["them"].encode()})
    if name == "phan":
        hit = False
        for part in sorted(parts):
            if re.search(args["ten"], part) and re.search(args["tu"].encode(), parts[part]):
                parts[part] = re.sub(args["tu"].encode(), args["thanh"].encode(), parts[part])
                hit = True
        if not hit:
            raise NotThere(args["tu"])
        return archive.pack(parts)
    doc = _understood(data)
    if name in {"chu", "run", "doan", "xoa", "them", "doi_cho", "ke"}:
        line = select(doc, args.pop("o"))
        part = line.doan.spot.part
    else:
        line, part = None, ns.DOCUMENT
    tree = ns.parse(parts[part], part)
    nodes = list(tree.iter(w("p")))
    node = nodes[line.doan.spot.p] if line is not None else None
    if name == "chu":
        _words(node, line, args.get("tu"), args["thanh"] if "thanh" in args else line.doan.text.capitalize())
    elif name == "run":
        _format_runs(node, line, args)
    elif name == "doan":
        _format_paragraph(node, args)
    elif name == "xoa":
        _drop(node)
    elif name == "them":
        twin = _copy(node, args["chu"], before=bool(args.get("truoc")))
        if args.get("kieu") == "thuong":
            twin.remove(twin.find(w("pPr")))
        if "align" in args:
            _format_paragraph(twin, {"align": args["align"]})
    elif name == "doi_cho":
        other = select(doc, args["voi"]).doan.spot
        _swap(node, nodes[other.p])
    elif name == "ke":
        _rule(node, args.get("dai"))
    elif name == "trang":
        _page(tree, args)
    elif name in {"o", "hang"}:
        _table(doc, tree, nodes, name, args)
    else:
        raise KeyError(name)
    parts[part] = ns.serialize(tree)
    return archive.pack(parts)


@lru_cache(maxsize=16)
def _opened(data: bytes) -> dict[str, bytes]:
    """The parts of a file; kept, as is what they say, for hundreds of cases break the same few."""
    return archive.members(data, "mẫu", "tệp Word")


@lru_cache(maxsize=16)
def _understood(data: bytes) -> BanDoc:
    return recognising.doc(seeing.view_of(_opened(data), "mẫu"))


def select(doc: BanDoc, selector: str) -> Dong:
    """The line a selector names."""
    if selector.startswith("~"):
        found = next((d for d in doc.dong if re.search(selector[1:], d.chu)), None)
    else:
        name, _, index = selector.partition("[")
        lines = doc.tim(name) or {"luu": (doc.noi_nhan.luu,)}.get(name, ())
        lines = tuple(x for x in lines if x is not None)
        n = int(index.rstrip("]")) if index else 0
        found = lines[n] if -len(lines) <= n < len(lines) else None
    if found is None:
        raise NotThere(selector)
    return found


def _words(node: Any, line: Dong, old: str | None, new: str) -> None:
    texts = [t for t in node.iter(w("t")) if _own(t, node)]
    whole = "".join(t.text or "" for t in texts)
    if old is None:
        old = whole
    at = whole.find(old, whole.find(line.goc) if line.goc in whole else 0)
    if at < 0:
        raise NotThere(old)
    end, position, put = at + len(old), 0, False
    for t in texts:
        text = t.text or ""
        left, right = max(at - position, 0), min(end - position, len(text))
        if left < right or (not put and at == end == position + left):
            t.text = text[:left] + ("" if put else new) + text[right:]
            t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            put = True
        position += len(text)


def _own(t: Any, paragraph: Any) -> bool:
    return next(a for a in t.iterancestors(w("p"))) is paragraph


def _runs(node: Any, line: Dong, only: str | None) -> list[Any]:
    runs = [r for r in node.iter(w("r")) if _own(r, node)]
    if only is None:
        return runs
    for run in runs:
        text = "".join(t.text or "" for t in run.iterfind(w("t")))
        if only in text:
            at = text.find(only)
            out = None
            for piece in (text[:at], only, text[at + len(only) :]):
                if not piece:
                    continue
                part = copy.deepcopy(run)
                for child in list(part):
                    if child.tag != w("rPr"):
                        part.remove(child)
                etree.SubElement(part, w("t")).text = piece
                part[-1].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                run.addprevious(part)
                out = part if piece == only and out is None else out
            run.getparent().remove(run)
            return [out]
    raise NotThere(only)


def _format_runs(node: Any, line: Dong, args: dict[str, Any]) -> None:
    for run in _runs(node, line, args.pop("chi", None)):
        look = run.find(w("rPr"))
        if look is None:
            look = etree.Element(w("rPr"))
            run.insert(0, look)
        for key, value in args.items():
            if key == "size":
                for tag in ("sz", "szCs"):
                    _put(look, _RPR, tag, val=str(round(float(value) * 2)))
            elif key in {"bold", "italic", "caps", "hidden"}:
                tag = {"bold": "b", "italic": "i", "caps": "caps", "hidden": "vanish"}[key]
                _put(look, _RPR, tag, val="1" if value else "0")
            elif key == "underline":
                _put(look, _RPR, "u", val=str(value))
            elif key == "color":
                _put(look, _RPR, "color", val=str(value))
            elif key == "font":
                _put(look, _RPR, "rFonts", **{k: str(value) for k in ("ascii", "hAnsi", "eastAsia", "cs")})
            else:
                raise KeyError(key)


def _format_paragraph(node: Any, args: dict[str, Any]) -> None:
    own = node.find(w("pPr"))
    if own is None:
        own = etree.Element(w("pPr"))
        node.insert(0, own)
    for key, value in args.items():
        if key == "align":
            _put(own, _PPR, "jc", val=value)
        elif key in {"before", "after"}:
            _put(own, _PPR, "spacing", **{key: str(round(float(value) * 20))})
        elif key == "line":
            unit = 240 if args.get("line_rule", "auto") == "auto" else 20
            _put(own, _PPR, "spacing", line=str(round(float(value) * unit)), lineRule=args.get("line_rule", "auto"))
        elif key == "first":
            _put(own, _PPR, "ind", firstLine=str(round(float(value) * TWIPS_MM)))
        elif key in {"left", "right"}:
            _put(own, _PPR, "ind", **{key: str(round(float(value) * TWIPS_MM))})
        elif key == "keep_next":
            _put(own, _PPR, "keepNext", val="1" if value else "0")
        elif key == "contextual":
            _put(own, _PPR, "contextualSpacing", val="1" if value else "0")
        elif key == "page_break_before":
            _put(own, _PPR, "pageBreakBefore", val="1" if value else "0")
        elif key != "line_rule":
            raise KeyError(key)


def _put(parent: Any, order: tuple[str, ...], tag: str, **values: str) -> None:
    node = parent.find(w(tag))
    if node is None:
        node = etree.Element(w(tag))
        later = [parent.find(w(t)) for t in order[order.index(tag) + 1 :]]
        after = next((n for n in later if n is not None), None)
        if after is not None:
            after.addprevious(node)
        else:
            known = [n for n in parent if etree.QName(n).localname in order[: order.index(tag)]]
            (known[-1].addnext(node) if known else parent.insert(0, node))
    for key, value in values.items():
        for other in {"firstLine": ("hanging",), "left": ("start",)}.get(key, ()):
            node.attrib.pop(w(other), None)
        node.set(w(key), value)


def _drop(node: Any) -> None:
    parent = node.getparent()
    if parent.tag == w("tc") and sum(1 for c in parent if c.tag == w("p")) == 1:
        for child in list(node):
            if child.tag != w("pPr"):
                node.remove(child)
    else:
        own = node.find(f"{w('pPr')}/{w('sectPr')}")
        if own is not None:
            raise NotThere("paragraph that ends a section")
        parent.remove(node)


def _copy(node: Any, text: str, *, before: bool) -> Any:
    twin = copy.deepcopy(node)
    for child in list(twin):
        if child.tag == w("r") or child.tag in {w("bookmarkStart"), w("bookmarkEnd")}:
            twin.remove(child)
    model = next((r for r in node.iter(w("r")) if r.find(w("t")) is not None), None)
    run = etree.SubElement(twin, w("r"))
    if model is not None and model.find(w("rPr")) is not None:
        run.append(copy.deepcopy(model.find(w("rPr"))))
    etree.SubElement(run, w("t")).text = text
    run[-1].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    (node.addprevious if before else node.addnext)(twin)
    return twin


def _swap(one: Any, two: Any) -> None:
    mark = etree.Element("mark")
    one.addprevious(mark)
    two.addprevious(one)
    mark.addprevious(two)
    mark.getparent().remove(mark)


def _rule(node: Any, length: float | None) -> None:
    """The drawn rule is the border of the next empty paragraph (ours, and as LibreOffice keeps it)."""
    following = node.getnext()
    while following is not None and following.tag == w("p") and "".join(following.itertext()).strip():
        following = following.getnext()
    if following is None or following.tag != w("p"):
        raise NotThere("rule")
    if length is None:
        own = following.find(w("pPr"))
        border = None if own is None else own.find(w("pBdr"))
        if border is not None:
            own.remove(border)
        style = None if own is None else own.find(w("pStyle"))
        if style is not None:
            own.remove(style)
    else:
        ind = following.find(f"{w('pPr')}/{w('ind')}")
        if ind is None:
            raise NotThere("rule")
        old = float(ind.get(w("left"), "0"))
        ind.set(w("left"), str(round(old + (length * TWIPS_MM) / 2)))
        ind.set(w("right"), str(round(float(ind.get(w("right"), "0")) + (length * TWIPS_MM) / 2)))


def _page(tree: Any, args: dict[str, Any]) -> None:
    sections = list(tree.iter(w("sectPr")))
    n = args.pop("muc", 0)
    if n >= len(sections):
        raise NotThere(f"section {n}")
    section = sections[n]
    for key, value in args.items():
        if key in {"top", "bottom", "left", "right", "header", "footer"}:
            section.find(w("pgMar")).set(w(key), str(round(float(value) * TWIPS_MM)))
        elif key in {"width", "height"}:
            section.find(w("pgSz")).set(w(key[0]), str(round(float(value) * TWIPS_MM)))
        elif key == "title_page":
            for found in section.findall(w("titlePg")):
                section.remove(found)
        elif key == "restart":
            numbers = section.find(w("pgNumType"))
            if numbers is None:
                raise NotThere("pgNumType")
            numbers.attrib.pop(w("start"), None)
            if value is not None:
                numbers.set(w("start"), str(value))
        elif key == "fmt":
            numbers = section.find(w("pgNumType"))
            if numbers is None:
                numbers = etree.Element(w("pgNumType"))
                section.find(w("pgMar")).addnext(numbers)
            numbers.set(w("fmt"), value)
        else:
            raise KeyError(key)


def _table(doc: BanDoc, tree: Any, nodes: list[Any], name: str, args: dict[str, Any]) -> None:
    if args["bang"] > len(doc.bang):
        raise NotThere(f"table {args['bang']}")
    bang = doc.bang[args["bang"] - 1]
    n = args["hang"] if args["hang"] > 0 else len(bang.hang) + 1 + args["hang"]
    if not 1 <= n <= len(bang.hang):
        raise NotThere(f"row {n}")
    row = bang.hang[n - 1]
    own = next(o for o in row.o if o is not None and o.hang == n)
    tr = next(nodes[own.dong[0].doan.spot.p].iterancestors(w("tr")))
    if name == "hang":
        if args["viec"] == "xoa":
            tr.getparent().remove(tr)
        elif args["viec"] == "nhan_doi":
            for _ in range(args.get("lan", 1)):
                twin = copy.deepcopy(tr)
                for mark in [*twin.iter(w("bookmarkStart")), *twin.iter(w("bookmarkEnd"))]:
                    mark.getparent().remove(mark)
                tr.addnext(twin)
        elif args["viec"] == "lap":
            for mark in list(tr.iter(w("tblHeader"))):
                mark.getparent().remove(mark)
        else:
            raise KeyError(args["viec"])
        return
    if args["cot"] > len(row.o) or row.o[args["cot"] - 1] is None:
        raise NotThere(f"cell {n},{args['cot']}")
    cell = row.o[args["cot"] - 1]
    first, *rest = cell.dong
    node = nodes[first.doan.spot.p]
    for line in rest:
        other = nodes[line.doan.spot.p]
        if other is not node and other.getparent() is not None:
            other.getparent().remove(other)
    if any(_own(t, node) for t in node.iter(w("t"))):
        _words(node, first, None, args["chu"])
    else:
        run = etree.SubElement(node, w("r"))
        etree.SubElement(run, w("t")).text = args["chu"]
