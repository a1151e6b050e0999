"""Formats set in w:rPr, w:pPr and w:sectPr in the order of the schema, each with its former state beside it.

A former state that is there already (another change not yet settled) stays as it is.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any

from vbhc.word.ns import twips, w
from vbhc.word.seeing.cascade import is_on

Mark = Callable[[], dict[str, str]]
"""Gives the attributes of a new change: id, author, date."""


class CannotSet(Exception):
    """A format that cannot be set; the text says why."""


_RUN = tuple(map(w, (
    "ins", "del", "moveFrom", "moveTo", "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike",
    "dstrike", "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color",
    "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign",
    "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath",
)))  # fmt: skip
_PARAGRAPH = tuple(map(w, (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
    "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
    "rPr", "sectPr",
)))  # fmt: skip
_SECTION = tuple(map(w, (
    "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders",
    "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi",
    "rtlGutter", "docGrid", "printerSettings",
)))  # fmt: skip
_RANK = {order: {tag: i for i, tag in enumerate(order)} for order in (_RUN, _PARAGRAPH, _SECTION)}
_MARGINS = {"top": "1440", "right": "1440", "bottom": "1440", "left": "1440", "header": "720", "footer": "720",
            "gutter": "0"}  # fmt: skip


def put(parent: Any, order: tuple[str, ...], tag: str, values: Mapping[str, str]) -> Any:
    """The child of that name, made in its place where there is none, with these attributes set."""
    node = parent.find(w(tag))
    if node is None:
        node = parent.makeelement(w(tag))
        rank, mine = _RANK[order], _RANK[order][w(tag)]
        after = next((c for c in parent if rank.get(c.tag, len(rank)) > mine), None)
        if after is None:
            parent.append(node)
        else:
            after.addprevious(node)
    for key, value in values.items():
        node.set(w(key), value)
    return node


def _bare(node: Any, *attributes: str) -> None:
    for name in attributes:
        node.attrib.pop(w(name), None)


def _changed(now: Any, old: Any, change: str, kept: tuple[str, ...], mark: Mark) -> bool:
    """Write the former state into properties that have changed, unless one is there already; false when equal."""
    if [_plain(c) for c in now] == [_plain(c) for c in old]:
        return False
    if now.find(w(change)) is None:
        held = now.makeelement(w(change), {w(k): v for k, v in mark().items()})
        inner = now.makeelement(now.tag, dict(old.attrib))
        inner.extend([copy.deepcopy(c) for c in old if c.tag not in {w(k) for k in kept} and c.tag != w(change)])
        held.append(inner)
        now.append(held)
    return True


def _plain(node: Any) -> Any:
    return node.tag, dict(node.attrib), [_plain(c) for c in node]


def own_look(properties: Any) -> Any:
    """A copy of run properties without what they say of changes."""
    own = copy.deepcopy(properties)
    for node in [n for n in own if n.tag in _SPOKEN]:
        own.remove(node)
    return own


def own_layout(properties_: Any) -> Any:
    """A copy of paragraph properties without what they say of changes and of the section that ends there."""
    own = copy.deepcopy(properties_)
    for node in [n for n in own if n.tag in {w("sectPr"), w("pPrChange")}]:
        own.remove(node)
    look = own.find(w("rPr"))
    if look is not None:
        own.replace(look, own_look(look))
    return own


_SPOKEN = {w("ins"), w("del"), w("moveFrom"), w("moveTo"), w("rPrChange")}
CELL_SPOKEN = {w("cellIns"), w("cellDel"), w("cellMerge"), w("tcPrChange")}
"""What the properties of a cell say of changes."""


# --- marks ------------------------------------------------------------------------------------------------------------


def mark_end(paragraph: Any, tag: str, mark: Mark) -> None:
    """Mark the end of a paragraph as put in, taken out or moved (17.13.5); a mark of that kind there already stays."""
    own = properties(paragraph)
    look = put(own, _PARAGRAPH, "rPr", {})
    if look.find(w(tag)) is None:
        put(look, _RUN, tag, mark())


def mark_row(row: Any, tag: str, mark: Mark) -> None:
    """Mark a row of a table as put in or taken out."""
    own = row.find(w("trPr"))
    if own is None:
        own = row.makeelement(w("trPr"))
        before = row.find(w("tblPrEx"))
        row.insert(0 if before is None else row.index(before) + 1, own)
    if own.find(w(tag)) is None:
        node = own.makeelement(w(tag), {w(k): v for k, v in mark().items()})
        after = next((c for c in own if c.tag == w("trPrChange") or (tag == "ins" and c.tag == w("del"))), None)
        if after is None:
            own.append(node)
        else:
            after.addprevious(node)


def properties(paragraph: Any) -> Any:
    """The w:pPr of a paragraph, made where there is none."""
    own = paragraph.find(w("pPr"))
    if own is None:
        own = paragraph.makeelement(w("pPr"))
        paragraph.insert(0, own)
    return own


def begin_page(paragraph: Any) -> None:
    """Let a paragraph begin a page."""
    put(properties(paragraph), _PARAGRAPH, "pageBreakBefore", {}).attrib.pop(w("val"), None)


def align(paragraph: Any, how: str) -> None:
    """Align a paragraph as `Layout.align` says."""
    put(properties(paragraph), _PARAGRAPH, "jc", {"val": how})


def number_with(own: Any, num: str, left: float, first: float) -> None:
    """Let paragraph properties be numbered by a list, indented as given (mm); "0" is no list."""
    node = put(own, _PARAGRAPH, "numPr", {})
    for child in list(node):
        node.remove(child)
    if num != "0":
        node.append(node.makeelement(w("ilvl"), {w("val"): "0"}))
    node.append(node.makeelement(w("numId"), {w("val"): num}))
    _indent(put(own, _PARAGRAPH, "ind", {}), {"left": left, "first": first})


def set_look(paragraph: Any, look: Any) -> None:
    """Give the end of a paragraph a run's format; what it says of changes stays."""
    own = put(properties(paragraph), _PARAGRAPH, "rPr", {})
    for node in [n for n in own if n.tag not in _SPOKEN]:
        own.remove(node)
    former = own.find(w("rPrChange"))
    for node in list(own_look(look)) if look is not None else ():
        if former is None:
            own.append(node)
        else:
            former.addprevious(node)
    if not len(own):
        own.getparent().remove(own)


def set_former(own: Any, now: list[Any], former: list[Any] | None, mark: Mark) -> None:
    """Fill paragraph properties anew; `former` is what a rejection brings back, None where nothing is to come back."""
    kept = [n for n in own if n.tag in {w("rPr"), w("sectPr")}]
    for child in list(own):
        own.remove(child)
    own.extend([*(copy.deepcopy(n) for n in now), *kept])
    if former is not None and [_plain(n) for n in former] != [_plain(n) for n in now]:
        held = own.makeelement(w("pPrChange"), {w(k): v for k, v in mark().items()})
        inner = own.makeelement(w("pPr"))
        inner.extend([copy.deepcopy(n) for n in former])
        held.append(inner)
        own.append(held)


# --- runs -------------------------------------------------------------------------------------------------------------


def set_run(run: Any, look: Mapping[str, object], mark: Mark) -> None:
    """Set formats of a run.

    Raises:
        CannotSet: a format is not known.
    """
    own = run.find(w("rPr"))
    if own is None:
        own = run.makeelement(w("rPr"))
        run.insert(0, own)
    old = copy.deepcopy(own)
    dress(own, look)
    if not _changed(own, old, "rPrChange", ("ins", "del", "moveFrom", "moveTo"), mark) and not len(own):
        run.remove(own)


def dress(own: Any, look: Mapping[str, object]) -> None:
    """Set formats in run properties, without a word of what they were.

    Raises:
        CannotSet: a format is not known.
    """
    for key, value in look.items():
        _run_format(own, key, value)


def known_look(look: Mapping[str, object]) -> bool:
    """Whether every format named can be set on a run."""
    return set(look) <= {*_TOGGLES, *_WORDS, "size", "fonts", "color"}


_TOGGLES = {"bold": ("b", "bCs"), "italic": ("i", "iCs"), "caps": ("caps",), "strike": ("strike",),
            "hidden": ("vanish",)}  # fmt: skip
_WORDS = {"underline": ("u", "none"), "raised": ("vertAlign", "baseline"), "highlight": ("highlight", "none")}
_RIVALS = {"caps": "smallCaps", "strike": "dstrike"}


def _run_format(own: Any, key: str, value: Any) -> None:
    if key in _TOGGLES:
        held = own.find(w(_TOGGLES[key][0]))
        if held is not None and is_on(held) is bool(value):
            return
        for tag in _TOGGLES[key]:
            node = put(own, _RUN, tag, {})
            _bare(node, "val")
            if not value:
                node.set(w("val"), "0")
        rival = own.find(w(_RIVALS[key])) if key in _RIVALS else None
        if rival is not None:
            own.remove(rival)
    elif key in _WORDS:
        tag, none = _WORDS[key]
        put(own, _RUN, tag, {"val": str(value) or none})
    elif key == "size":
        half = str(round(float(value) * 2))
        held = own.find(w("sz"))
        if held is None or held.get(w("val")) != half:
            for tag in ("sz", "szCs"):
                put(own, _RUN, tag, {"val": half})
    elif key == "color":
        node = put(own, _RUN, "color", {"val": str(value)})
        _bare(node, "themeColor", "themeTint", "themeShade")
    elif key == "fonts":
        name = value if isinstance(value, str) else str(next(iter(value)))
        slots = ("ascii", "hAnsi", "eastAsia", "cs")
        node = put(own, _RUN, "rFonts", dict.fromkeys(slots, name))
        _bare(node, *(f"{slot}Theme" for slot in slots), "cstheme")
    else:
        raise CannotSet(f"không đặt được định dạng chữ “{key}”")


# --- paragraphs -------------------------------------------------------------------------------------------------------

_FLAGS = {"keep_next": "keepNext", "keep_lines": "keepLines", "page_break_before": "pageBreakBefore",
          "contextual": "contextualSpacing"}  # fmt: skip
_LENGTHS = {"left": "left", "right": "right"}
_BORDERS = ("top", "left", "bottom", "right", "between", "bar")
KNOWN_LAYOUT = frozenset({*_FLAGS, *_LENGTHS, "align", "first", "before", "after", "line", "line_rule", "borders"})


def set_paragraph(paragraph: Any, layout: Mapping[str, Any], mark: Mark, *, autospacing: bool) -> None:
    """Set formats of a paragraph; `autospacing` where a style may space it by itself, which then has to be refused."""
    own = properties(paragraph)
    old = copy.deepcopy(own)
    for key, tag in _FLAGS.items():
        if key in layout:
            node = put(own, _PARAGRAPH, tag, {})
            _bare(node, "val")
            if not layout[key]:
                node.set(w("val"), "0")
    if "borders" in layout:
        _borders(put(own, _PARAGRAPH, "pBdr", {}), frozenset(layout["borders"]))
    if layout.keys() & {"before", "after", "line", "line_rule"}:
        _spacing(put(own, _PARAGRAPH, "spacing", {}), layout, autospacing=autospacing)
    if layout.keys() & {"left", "right", "first"}:
        _indent(put(own, _PARAGRAPH, "ind", {}), layout)
    if "align" in layout:
        put(own, _PARAGRAPH, "jc", {"val": str(layout["align"])})
    if not _changed(own, old, "pPrChange", ("rPr", "sectPr"), mark) and not len(own):
        paragraph.remove(own)


def _borders(node: Any, sides: frozenset[str]) -> None:
    """A thin black rule on each of the sides, none on the others; a rule that is there stays as it is."""
    for side in _BORDERS:
        found = node.find(w(side))
        if side not in sides and found is not None:
            node.remove(found)
        elif side in sides and found is None:
            found = node.makeelement(w(side))
            for key, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "000000")):
                found.set(w(key), value)
            after = [node.find(w(s)) for s in _BORDERS[_BORDERS.index(side) + 1 :]]
            node.insert(min((node.index(x) for x in after if x is not None), default=len(node)), found)


def _spacing(node: Any, layout: Mapping[str, Any], *, autospacing: bool) -> None:
    for side in ("before", "after"):
        if side in layout:
            node.set(w(side), str(round(float(layout[side]) * 20)))
            _bare(node, f"{side}Lines")
            if autospacing:
                node.set(w(f"{side}Autospacing"), "0")
            else:
                _bare(node, f"{side}Autospacing")
    if "line" in layout:
        rule = str(layout.get("line_rule", "auto"))
        node.set(w("line"), str(round(float(layout["line"]) * (240 if rule == "auto" else 20))))
        node.set(w("lineRule"), rule)
    elif "line_rule" in layout:
        node.set(w("lineRule"), str(layout["line_rule"]))


def _indent(node: Any, layout: Mapping[str, Any]) -> None:
    for key, other in (("left", "start"), ("right", "end")):
        if key in layout:
            _bare(node, other, f"{key}Chars", f"{other}Chars")
            node.set(w(key), str(twips(float(layout[key]))))
    if "first" in layout:
        first = twips(float(layout["first"]))
        _bare(node, "firstLine", "hanging", "firstLineChars", "hangingChars")
        node.set(w("hanging" if first < 0 else "firstLine"), str(abs(first)))


# --- sections ---------------------------------------------------------------------------------------------------------

_SIDES = ("top", "bottom", "left", "right", "header")
KNOWN_PAGE = frozenset({*_SIDES, "width", "height", "title_page", "restart", "number_format", "continuous"})


def set_section(section: Any, page: Mapping[str, Any], mark: Mark) -> None:
    """Set measures of a section."""
    old = copy.deepcopy(section)
    if page.keys() & set(_SIDES):
        node = section.find(w("pgMar"))
        if node is None:
            node = put(section, _SECTION, "pgMar", _MARGINS)
        for side in _SIDES:
            if side in page:
                node.set(w(side), str(twips(float(page[side]))))
        if "left" in page:
            node.set(w("gutter"), "0")  # the left margin is what is left of the text, gutter and all
    if page.keys() & {"width", "height"}:
        node = put(section, _SECTION, "pgSz", {})
        for key, short, usual in (("width", "w", "12240"), ("height", "h", "15840")):
            if key in page:
                node.set(w(short), str(twips(float(page[key]))))
            elif node.get(w(short)) is None:
                node.set(w(short), usual)
        _bare(node, "code", "orient")
        if int(node.get(w("w"))) > int(node.get(w("h"))):
            node.set(w("orient"), "landscape")
    if page.keys() & {"restart", "number_format"}:
        node = put(section, _SECTION, "pgNumType", {})
        if "restart" in page:
            _bare(node, "start")
            if page["restart"] is not None:
                node.set(w("start"), str(page["restart"]))
        if "number_format" in page:
            node.set(w("fmt"), str(page["number_format"]))
    if page.get("continuous"):
        put(section, _SECTION, "type", {"val": "continuous"})
    if "title_page" in page:
        node = put(section, _SECTION, "titlePg", {})
        _bare(node, "val")
        if not page["title_page"]:
            node.set(w("val"), "0")
    _changed(section, old, "sectPrChange", ("headerReference", "footerReference"), mark)


__all__ = ["KNOWN_LAYOUT", "KNOWN_PAGE", "CannotSet", "Mark", "known_look", "mark_end", "mark_row", "number_with"]
__all__ += ["own_layout", "own_look", "properties", "set_former", "set_look", "set_paragraph", "set_run", "set_section"]
