"""A paragraph's XML as the pieces its text is made of, in the order and with the offsets of `Paragraph.text`.

The walk is that of `word/seeing`; what it leaves out (text marked deleted, codes of fields) has no length here.
"""

from __future__ import annotations

import copy
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from vbhc.model.view import KY_HIEU_RIENG
from vbhc.word.ns import MC, w
from vbhc.word.seeing import marks

INSERTED, DELETED = {w("ins"), w("moveTo")}, {w("del"), w("moveFrom")}
THROUGH = {w(t) for t in ("hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "bdo", "dir", "rt", "ruby")}
_CHARACTERS = {w("tab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "-", w("ptab"): "\t"}
_R, _T, _RPR, _FLD = w("r"), w("t"), w("rPr"), w("fldChar")
_ALTERNATE, _CHOICE, _FALLBACK = f"{{{MC}}}AlternateContent", f"{{{MC}}}Choice", f"{{{MC}}}Fallback"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BOX = w("txbxContent")
FREE = {w("softHyphen"), w("lastRenderedPageBreak"), w("commentReference"), w("annotationRef")}
"""What may stand inside a stretch that is replaced."""
ASIDE = {w("lastRenderedPageBreak"), w("commentReference")}
"""What then stays where it is."""

Fields = list[list[Any]]
"""The fields open at a point: number and whether their result has begun."""


@dataclass(slots=True, eq=False)
class Piece:
    """A child of a run (or an empty simple field): where its text starts, in which fields, and what locks it."""

    run: Any
    node: Any
    start: int
    text: str
    fields: tuple[int, ...] = ()
    locked: str = ""
    outer: Any = None

    @property
    def end(self) -> int:
        """Where its text ends."""
        return self.start + len(self.text)


@dataclass(slots=True)
class Line:
    """A paragraph as pieces. `opened` and `left` are the fields open at its start and end."""

    node: Any
    opened: tuple[int, ...]
    pieces: list[Piece] = field(default_factory=list)
    left: tuple[int, ...] = ()
    length: int = 0
    _fields: Fields = field(default_factory=list)
    _count: int = 0

    @property
    def text(self) -> str:
        """Its words, as `Paragraph.text` has them."""
        return "".join(p.text for p in self.pieces)

    def within(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces that begin between two offsets, and the one that the first of them stands in; in order."""
        at = bisect_left(self.pieces, start, key=_start)
        while at and self.pieces[at - 1].end > start:
            at -= 1
        while at < len(self.pieces) and self.pieces[at].start <= end:
            yield self.pieces[at]
            at += 1

    def add(self, run: Any, node: Any, text: str, locked: str, outer: Any) -> None:
        """Put a piece at the end."""
        held = tuple(f[0] for f in self._fields)
        self.pieces.append(Piece(run, node, self.length, text, held, locked, outer))
        self.length += len(text)

    def field_mark(self, kind: str, run: Any, node: Any, locked: str, outer: Any) -> None:
        """A mark of a field; it belongs to the field on both its sides."""
        if kind == "begin":
            self.open(begun=False)
        elif kind == "separate" and self._fields:
            self._fields[-1][1] = True
        self.add(run, node, "", locked, outer)
        if kind == "end" and self._fields:
            self._fields.pop()

    def open(self, *, begun: bool) -> None:
        """Begin a field."""
        self._count += 1
        self._fields.append([self._count, begun])

    def close(self) -> None:
        """End the innermost field."""
        self._fields.pop()

    @property
    def in_code(self) -> bool:
        """Whether what is met now is a field's code, not text."""
        return bool(self._fields) and not self._fields[-1][1]


def _start(piece: Piece) -> int:
    return piece.start


def read(paragraph: Any, opened: Fields) -> Line:
    """The pieces of a paragraph; `opened` as `open_fields` gives it."""
    line = Line(paragraph, tuple(f[0] for f in opened), _fields=[list(f) for f in opened])
    _inline(paragraph, line, "", None)
    line.left = tuple(f[0] for f in line._fields)
    return line


def _inline(parent: Any, line: Line, locked: str, outer: Any) -> None:
    for node in parent:
        tag = node.tag
        if tag == _R:
            _children(node, node, line, locked, outer)
        elif tag == w("fldSimple"):
            line.open(begun=True)
            before = len(line.pieces)
            _inline(node, line, locked, outer if outer is not None else node)
            if len(line.pieces) == before:
                line.add(None, node, "", locked, outer if outer is not None else node)
            line.close()
        elif tag in INSERTED or tag in THROUGH:
            _inline(node, line, locked or lock(node), outer)
        elif tag == _ALTERNATE:
            _inline(_choice(node), line, "chỗ này có hai bản (AlternateContent)", outer)


def _children(parent: Any, run: Any, line: Line, locked: str, outer: Any) -> None:
    for child in parent:
        tag = child.tag
        if tag == _RPR or not isinstance(tag, str):
            continue
        if tag == _T:
            line.add(run, child, "" if line.in_code else child.text or "", locked, outer)
        elif tag in _CHARACTERS:
            line.add(run, child, _CHARACTERS[tag], locked, outer)
        elif tag == w("br"):
            line.add(run, child, "\f" if child.get(w("type")) == "page" else "\n", locked, outer)
        elif tag == w("sym"):
            line.add(run, child, marks.symbol(child) or "\ufffd", KY_HIEU_RIENG, outer)
        elif tag == _FLD:
            line.field_mark(child.get(w("fldCharType"), ""), run, child, locked, outer)
        elif tag == _ALTERNATE:
            before = len(line.pieces)
            _children(_choice(child), run, line, "chỗ này có hai bản (AlternateContent)", outer)
            if len(line.pieces) == before:
                line.add(run, child, "", locked, outer)
        else:
            line.add(run, child, "", locked, outer)


def _choice(node: Any) -> Any:
    found = node.find(_CHOICE)
    return found if found is not None else next(iter(node.iterfind(_FALLBACK)), ())


def lock(node: Any) -> str:
    """Why the words of a content control may not be changed: it is bound to data, locked, or a list to choose from."""
    own = node.find(w("sdtPr")) if node.tag == w("sdt") else None
    if own is None:
        return ""
    lock = own.find(w("lock"))
    held = lock is not None and "content" in lock.get(w("val"), "").lower()
    kinds = ("dataBinding", "comboBox", "dropDownList", "date", "docPartList")
    return "ô nội dung (content control) có ràng buộc" if held or any(own.find(w(k)) is not None for k in kinds) else ""


def is_joined(paragraph: Any) -> bool:
    """Whether the paragraph before flows into this one (its mark is deleted): offsets then count from there."""
    before = paragraph.getprevious()
    while before is not None and before.tag not in _BLOCKS:
        before = before.getprevious()
    if before is None or before.tag != w("p"):
        return False
    mark = before.find(f"{w('pPr')}/{w('rPr')}")
    return mark is not None and marks.deleted(mark)


_BLOCKS = {w("p"), w("tbl"), w("sdt")}


def open_fields(tree: Any, wanted: Collection[int]) -> dict[int, Fields]:
    """For each paragraph of a part by its ordinal, the fields already open where it starts (numbers below zero)."""
    out: dict[int, Fields] = {}
    stacks: dict[Any, Fields] = {}
    boxes = next(iter(tree.iter(_BOX)), None) is not None
    ordinal, number = -1, 0
    for node in tree.iter(w("p"), _FLD):
        if node.tag != _FLD:
            ordinal += 1
            if ordinal in wanted:
                held = stacks.get(_box(node) if boxes else None, [])
                out[ordinal] = [list(f) for f in held]
            continue
        if any(a.tag in DELETED or a.tag == _FALLBACK for a in node.iterancestors()):
            continue
        stack = stacks.setdefault(_box(node) if boxes else None, [])
        kind = node.get(w("fldCharType"))
        if kind == "begin":
            number -= 1
            stack.append([number, False])
        elif stack and kind == "separate":
            stack[-1][1] = True
        elif stack and kind == "end":
            stack.pop()
    return out


def _box(node: Any) -> Any:
    return next((a for a in node.iterancestors(_BOX)), None)


# --- cutting runs -----------------------------------------------------------------------------------------------------


def cut(line: Line, at: Collection[int]) -> None:
    """Cut the runs of a paragraph so that each offset falls between two runs; the line has to be read again after."""
    edges = sorted(set(at))
    by_run: dict[Any, list[Piece]] = {}
    for piece in line.pieces:
        if piece.run is not None:
            by_run.setdefault(piece.run, []).append(piece)
    for run, pieces in by_run.items():
        low, high = pieces[0].start, pieces[-1].end
        if bisect_right(edges, high) > bisect_right(edges, low - 1):
            _cut_run(run, pieces, edges)


def _cut_run(run: Any, pieces: list[Piece], edges: list[int]) -> None:
    groups: list[tuple[object, list[Any]]] = []
    held: set[Any] = set()
    for piece in pieces:
        child = piece.node
        while child.getparent() is not run:
            child = child.getparent()
        if child in held:  # another piece of the same AlternateContent
            continue
        held.add(child)
        for key, node in _parts(child, piece, edges):
            if groups and groups[-1][0] == key:
                groups[-1][1].append(node)
            else:
                groups.append((key, [node]))
    if len(groups) < 2:
        return
    properties = run.find(_RPR)
    last = run
    for _, nodes in groups[1:]:
        fresh = run.makeelement(_R, dict(run.attrib))
        if properties is not None:
            fresh.append(copy.deepcopy(properties))
        for node in nodes:
            fresh.append(node)
        last.addnext(fresh)
        last = fresh


def _parts(child: Any, piece: Piece, edges: list[int]) -> Iterator[tuple[object, Any]]:
    """A child of a run with the stretch it belongs to; a text across an edge becomes several."""
    if piece.end == piece.start:
        inside = bisect_right(edges, piece.start)
        on_edge = inside > 0 and edges[inside - 1] == piece.start
        yield (("alone", child) if on_edge else inside), child
        return
    inner = [e for e in edges[bisect_right(edges, piece.start) :] if e < piece.end] if child.tag == _T else []
    if not inner:
        yield bisect_right(edges, piece.start), child
        return
    text = piece.text
    starts = [piece.start, *inner]
    ends = [*inner, piece.end]
    last = child
    for start, end in zip(starts, ends, strict=True):
        node = child if start == piece.start else child.makeelement(_T)
        set_text(node, text[start - piece.start : end - piece.start])
        if node is not child:
            last.addnext(node)
        last = node
        yield bisect_right(edges, start), node


def set_text(node: Any, text: str) -> None:
    """Put words into a w:t; blanks at its ends are kept."""
    node.text = text
    if text != text.strip() or not text:
        node.set(_SPACE, "preserve")


__all__ = ["ASIDE", "FREE", "INSERTED", "Fields", "Line", "Piece"]
__all__ += ["DELETED", "THROUGH", "cut", "is_joined", "lock", "open_fields", "read", "set_text"]
