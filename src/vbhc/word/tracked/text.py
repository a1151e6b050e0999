"""Words replaced, put in or taken out as tracked changes: w:del around the old runs, w:ins with the new one."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from vbhc.model.edits import TextEdit
from vbhc.word.ns import w
from vbhc.word.tracked.formats import Mark, own_look
from vbhc.word.tracked.pieces import ASIDE, FREE, INSERTED, Line, Piece, set_text

_BREAKS = {"\t": ("tab", {}), "\n": ("br", {}), "\f": ("br", {"type": "page"})}


def trimmed(edit: TextEdit, text: str) -> TextEdit | None:
    """The edit without what it leaves as it is at both ends (a whole one as it is); None when nothing changes."""
    old, new = text[edit.start : edit.end], edit.text
    if old == new:
        return None
    if edit.whole:
        return edit
    low = 0
    while low < min(len(old), len(new)) and old[low] == new[low]:
        low += 1
    high = 0
    while high < min(len(old), len(new)) - low and old[-1 - high] == new[-1 - high]:
        high += 1
    return replace(edit, start=edit.start + low, end=edit.end - high, text=new[low : len(new) - high])


def why_not(line: Line, edit: TextEdit) -> str:
    """Why a text cannot be changed safely, or ""."""
    if edit.start == edit.end:
        around = next((p for p in line.within(edit.start, edit.start) if p.start < edit.start < p.end), None)
        if around is not None and not around.fields:
            return around.locked
        return "" if gap(line, edit.start) is not None else "chỗ thêm chữ nằm trong một trường (field)"
    for piece in line.within(edit.start, edit.end):
        inside = (edit.start < piece.end and piece.start < edit.end) if piece.text else (
            edit.start < piece.start < edit.end
        )  # fmt: skip
        if not inside:
            continue
        if piece.fields:
            return "chữ cần sửa nằm trong một trường (field) do Word tính"
        if piece.locked:
            return piece.locked
        if not piece.text and piece.node.tag not in FREE and piece.node.tag != w("t"):
            return "giữa chữ cần sửa có hình, chú thích hoặc đối tượng"
    return ""


def asides(line: Line, edits: Iterable[TextEdit]) -> set[int]:
    """Offsets of what stands inside a replaced stretch and has to stay outside it."""
    inside = {p.start for p in line.pieces if not p.text and p.node.tag in ASIDE}
    return {k for k in inside if any(e.start < k < e.end for e in edits)} if inside else set()


def change(line: Line, edit: TextEdit, mark: Mark, former: Mapping[Any, Any]) -> None:
    """Make one change; the runs are cut at its ends already.

    `former` are the properties of runs whose format was changed just now: what is taken out keeps its own format (two
    changes on the same letters are more than some readers bear), what comes in its place has the new one.
    """
    if edit.start == edit.end:
        _insert_at(line, edit, mark)
        return
    taken: list[Any] = []
    for piece in line.within(edit.start, edit.end):
        if piece.text and edit.start <= piece.start and piece.end <= edit.end and piece.run not in taken[-1:]:
            taken.append(piece.run)
    look = copy.deepcopy(_look(taken[0]))
    for run in taken:
        if run in former:
            own = _look(run)
            if own is not None:
                run.remove(own)
            if former[run] is not None:
                run.insert(0, former[run])
    first = last = wrap(taken[0], mark)
    _delete(taken[0])
    for run in taken[1:]:
        if last.getnext() is run:
            last.append(run)
        else:
            last = wrap(run, mark)
        _delete(run)
    if edit.text:
        put_after(first, inserted(line.node, look, edit.text, mark), mark)


def wrap(run: Any, mark: Mark, tag: str = "del") -> Any:
    """Put a run into a mark of its own: deleted, or moved away."""
    held = run.makeelement(w(tag), {w(k): v for k, v in mark().items()})
    held.tail, run.tail = run.tail, None
    run.addprevious(held)
    held.append(run)
    return held


def _delete(run: Any) -> None:
    for node in run.iter(w("t")):
        node.tag = w("delText")


# --- putting in -------------------------------------------------------------------------------------------------------


def gap(line: Line, at: int) -> int | None:
    """Between which two pieces words can be put in: the index of the one after, outside any field; best after text."""
    best: tuple[int, int] | None = None
    for i in range(len(line.pieces) + 1):
        before = line.pieces[i - 1] if i else None
        after = line.pieces[i] if i < len(line.pieces) else None
        start = before.end if before is not None else 0
        if start != at:
            continue
        held = set(before.fields if before is not None else line.opened)
        held &= set(after.fields if after is not None else line.left)
        if held or any(p is not None and p.locked for p in (before, after)):
            continue
        if before is not None and after is not None and before.outer is not None and before.outer is after.outer:
            continue
        rank = 0 if _plain(before) else 1 if _plain(after) else 2
        if best is None or rank < best[0]:
            best = rank, i
    return None if best is None else best[1]


def _plain(piece: Piece | None) -> bool:
    return piece is not None and bool(piece.text) and not piece.fields


def _insert_at(line: Line, edit: TextEdit, mark: Mark) -> None:
    i = gap(line, edit.start)
    assert i is not None  # asked before anything was changed
    before = line.pieces[i - 1] if i else None
    after = line.pieces[i] if i < len(line.pieces) else None
    like = next((p for p in (before, after) if _plain(p)), None) or before or after
    new = inserted(line.node, None if like is None else _look(like.run), edit.text, mark)
    if like is None:
        _paragraph_look(line.node, new)
    if before is not None:
        anchor = before.outer if before.outer is not None else before.run
        if anchor.getnext() is None and anchor.getparent().tag == w("hyperlink"):
            anchor = anchor.getparent()
        put_after(anchor, new, mark)
    elif after is not None:
        anchor = after.outer if after.outer is not None else after.run
        while anchor.getparent().tag in INSERTED or anchor.getparent().tag == w("hyperlink"):
            anchor = anchor.getparent()  # it is the first in there
        anchor.addprevious(new)
    else:
        own = line.node.find(w("pPr"))
        line.node.insert(0 if own is None else 1, new)


def put_after(anchor: Any, new: Any, mark: Mark) -> None:
    """Put something in after an element; another person's insertion around it is cut in two there."""
    while anchor.getparent().tag in INSERTED:
        holder = anchor.getparent()
        rest = list(anchor.itersiblings())
        if rest:
            fresh = holder.makeelement(holder.tag, dict(holder.attrib) | {w("id"): mark()["id"]})
            fresh.extend(rest)
            holder.addnext(fresh)
        anchor = holder
    anchor.addnext(new)


def _look(run: Any) -> Any:
    return None if run is None else run.find(w("rPr"))


def inserted(at: Any, look: Any, text: str, mark: Mark, tag: str = "ins") -> Any:
    """Words put in (or moved here) in the format that another run's properties give; `at` is any element."""
    held = at.makeelement(w(tag), {w(k): v for k, v in mark().items()})
    run = held.makeelement(w("r"))
    held.append(run)
    if look is not None:
        run.append(own_look(look))
    plain: list[str] = []

    def flush() -> None:
        if plain:
            node = run.makeelement(w("t"))
            set_text(node, "".join(plain))
            run.append(node)
            plain.clear()

    for character in text:
        if character in _BREAKS:
            flush()
            tag, values = _BREAKS[character]
            run.append(run.makeelement(w(tag), {w(k): v for k, v in values.items()}))
        else:
            plain.append(character)
    flush()
    return held


def _paragraph_look(paragraph: Any, inserted: Any) -> None:
    """In an empty paragraph words look as its mark does."""
    mark = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    if mark is not None and len(own := own_look(mark)):
        inserted[0].insert(0, own)
