"""What a paragraph or a row says taken out as tracked changes: every run in it marked deleted, or moved away.

What cannot be marked (a formula, a locked content control, one end of a field) is told before anything is changed.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator
from typing import Any

from vbhc.word import ns
from vbhc.word.ns import w
from vbhc.word.tracked import formats, pieces
from vbhc.word.tracked.formats import Mark
from vbhc.word.tracked.text import wrap

_R, _BOX, _SIMPLE, _SDT = w("r"), w("txbxContent"), w("fldSimple"), w("sdt")
_INSIDE = {*pieces.INSERTED, *pieces.THROUGH, _SIMPLE}
_SILENT = {
    w(t)
    for t in (
        "pPr", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "proofErr", "bookmarkStart", "bookmarkEnd",
        "commentRangeStart", "commentRangeEnd", "permStart", "permEnd",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "fldData",
    )
}  # fmt: skip


def why_not(holder: Any) -> str:
    """Why a paragraph, row or table cannot be taken out safely, or ""."""
    open_ = 0
    for node in holder.iter(w("fldChar")):
        open_ += {"begin": 1, "end": -1}.get(node.get(w("fldCharType"), ""), 0)
        if open_ < 0:
            break
    if open_:
        return "trong đó có một đầu của trường (field) nối sang đoạn khác"
    whole = [holder] if holder.tag == w("p") else paragraphs(holder)
    return locked(holder) or next((why for p in whole if (why := _why_not_inline(p))), "")


def locked(node: Any) -> str:
    """Why nothing may be put in, or taken out of, the content controls around a block, or ""."""
    return next((why for a in node.iterancestors(_SDT) if (why := pieces.lock(a))), "")


def _why_not_inline(parent: Any) -> str:
    for node in parent:
        tag = node.tag
        if tag in _INSIDE:
            why = pieces.lock(node) or _why_not_inline(node)
            if why:
                return why
        elif isinstance(tag, str) and tag != _R and tag not in _SILENT and tag not in pieces.DELETED:
            return "trong đó có công thức hoặc đối tượng"
    return ""


def paragraphs(holder: Any) -> Iterator[Any]:
    """The paragraphs of a row, table or cell, those of inner tables too, those of text boxes not."""
    for node in holder:
        if node.tag == w("p"):
            yield node
        elif isinstance(node.tag, str):
            yield from paragraphs(node)


def take_out(paragraph: Any, mark: Mark, *, tag: str = "del", gone: Collection[Any] | None = None) -> None:
    """Mark all that a paragraph says; its end is left as it is.

    Args:
        paragraph: a w:p of which `why_not` has nothing to say.
        mark: gives the attributes of a change.
        tag: "del", or "moveFrom".
        gone: the paragraphs that are taken out; a text box with words of another one stays, and so does the anchor of
            a comment. None: all goes, whatever it holds.
    """
    _spell_fields(paragraph)
    held: Any = None
    for run in list(_runs(paragraph)):
        if gone is not None and _stays(run, gone):
            continue
        if held is not None and held.getnext() is run:
            held.append(run)
        else:
            held = wrap(run, mark, tag)
        if tag == "del":
            _as_deleted(run)


def take_out_row(row: Any, mark: Mark) -> None:
    """Mark a row of a table and all in it as deleted."""
    for paragraph in list(paragraphs(row)):
        take_out(paragraph, mark)
        formats.mark_end(paragraph, "del", mark)
    for one in list(row.iter(w("tr"))):
        formats.mark_row(one, "del", mark)


def _runs(parent: Any) -> Iterator[Any]:
    for node in parent:
        if node.tag == _R:
            yield node
        elif node.tag in _INSIDE:
            yield from _runs(node)


def _stays(run: Any, gone: Collection[Any]) -> bool:
    box = next(run.iter(_BOX), None)
    if box is not None:
        return any(p not in gone and ns.text_of(p).strip() for p in box.iter(w("p")))
    return run.find(w("commentReference")) is not None and run.find(w("t")) is None


def _as_deleted(parent: Any) -> None:
    for node in parent:
        if node.tag == w("t"):
            node.tag = w("delText")
        elif node.tag == w("instrText"):
            node.tag = w("delInstrText")
        elif node.tag in {w("ruby"), w("rt"), w("rubyBase"), _R}:
            _as_deleted(node)


def _spell_fields(parent: Any) -> None:
    """Fields in the short form, which no deletion can hold, in the long one; they say and count the same."""
    for node in list(parent):
        if node.tag in _INSIDE:
            _spell_fields(node)
        if node.tag == _SIMPLE:
            inner = list(_runs(node))
            look = inner[-1].find(w("rPr")) if inner else None
            begin, code, middle, end = (_bare_run(node, look) for _ in range(4))
            for run, kind in ((begin, "begin"), (middle, "separate"), (end, "end")):
                run.append(run.makeelement(w("fldChar"), {w("fldCharType"): kind}))
            for key in ("fldLock", "dirty"):
                if node.get(w(key)) is not None:
                    begin[-1].set(w(key), node.get(w(key)))
            said = code.makeelement(w("instrText"))
            pieces.set_text(said, node.get(w("instr")) or "")
            code.append(said)
            for fresh in (begin, code, middle, *(c for c in node if c.tag != w("fldData")), end):
                node.addprevious(fresh)
            node.getparent().remove(node)


def _bare_run(at: Any, look: Any) -> Any:
    run = at.makeelement(_R)
    if look is not None:
        run.append(copy.deepcopy(look))
    return run
