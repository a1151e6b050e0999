"""One paragraph's own corrections made in it: words, formats of words and of the paragraph."""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from vbhc.model.edits import ParagraphEdit, RunEdit, TextEdit
from vbhc.text.letters import forbidden_character
from vbhc.word.ns import w
from vbhc.word.tracked import formats, pieces
from vbhc.word.tracked import text as text_

GONE = "chỗ cần sửa không còn đúng với tệp"
Own = TextEdit | RunEdit | ParagraphEdit
Leave = Callable[[Own, str], None]
"""Told of a correction that cannot be made, and why."""


@dataclass(slots=True)
class _Asked:
    """What is asked of one paragraph and can be done, as far as is known without touching it."""

    layout: dict[str, object] = field(default_factory=dict)
    runs: list[RunEdit] = field(default_factory=list)
    texts: list[TextEdit] = field(default_factory=list)


def correct(
    node: Any, edits: list[Own], opened: pieces.Fields, mark: formats.Mark, leave: Leave, *, autospacing: bool
) -> None:
    """Make the corrections of one paragraph."""
    line = pieces.read(node, opened)
    asked = _sorted(line, edits, leave)
    if asked.runs or asked.texts:
        inside = text_.asides(line, asked.texts)
        ends = {k for e in [*map(_span, asked.runs), *map(_span, asked.texts)] for k in e}
        pieces.cut(line, ends | inside)
        line = pieces.read(node, opened)
        former = _looks(line, asked.runs, mark)
        for edit in reversed(asked.texts):  # what is still to be done stands where it stood
            text_.change(line, edit, mark, former)
    if asked.layout:
        formats.set_paragraph(node, asked.layout, mark, autospacing=autospacing)


def _sorted(line: pieces.Line, edits: list[Own], leave: Leave) -> _Asked:
    asked = _Asked()
    words_of = line.text
    joined = (
        "đoạn trên đang nối vào đoạn này (dấu hết đoạn đã xoá, chưa chấp nhận)" if pieces.is_joined(line.node) else ""
    )
    for edit in edits:
        if isinstance(edit, ParagraphEdit):
            if set(edit.layout) <= formats.KNOWN_LAYOUT:
                asked.layout |= edit.layout
            else:
                leave(edit, "không biết định dạng đoạn này")
            continue
        why = joined or _why_not(line, edit)
        small: TextEdit | None = None
        if not why and isinstance(edit, TextEdit):
            small = text_.trimmed(edit, words_of)
            if small is None:
                continue
            why = text_.why_not(line, small)
        if why:
            leave(small or edit, why)
        elif isinstance(edit, RunEdit):
            asked.runs.append(edit)
        elif small is not None:
            asked.texts.append(small)
    asked.texts, meeting = _apart(asked.texts)
    for left in meeting:
        leave(left, "hai chỗ sửa chữ chồng lên nhau")
    return asked


def _why_not(line: pieces.Line, edit: TextEdit | RunEdit) -> str:
    if not 0 <= edit.start <= edit.end <= line.length:
        return GONE
    if isinstance(edit, RunEdit):
        if not formats.known_look(edit.look):
            return "không biết định dạng chữ này"
        for piece in line.within(edit.start, edit.end):
            inside = edit.start < piece.end and piece.start < edit.end
            if inside and (piece.run is None or "AlternateContent" in piece.locked):
                return piece.locked or "trường không có chữ"
        return ""
    return why_not_words(edit.text)


def why_not_words(text: str) -> str:
    """Why words cannot be put into a file, or ""."""
    return "chữ thay vào có ký tự không in được" if forbidden_character(text.replace("\f", "\n")) else ""


def _apart(edits: list[TextEdit]) -> tuple[list[TextEdit], list[TextEdit]]:
    """Changes of text that do not touch the same letters, each once and in order; and those that do."""
    kept: list[TextEdit] = []
    meeting: list[TextEdit] = []
    for edit in sorted(edits, key=lambda e: (e.start, e.end, e.text)):
        last = kept[-1] if kept else None
        if edit == last:
            continue
        if last is not None and (edit.start < last.end or (edit.start, edit.end) == (last.start, last.end)):
            meeting.append(edit)
        else:
            kept.append(edit)
    return kept, meeting


def _span(edit: TextEdit | RunEdit) -> tuple[int, int]:
    return edit.start, edit.end


# --- formats of words -------------------------------------------------------------------------------------------------


def _looks(line: pieces.Line, edits: list[RunEdit], mark: formats.Mark) -> dict[Any, Any]:
    """Every run gets all that is asked for it at once; fields' marks go with the results they stand around.

    Returns:
        The runs that were given a format, each with its properties before.
    """
    if not edits:
        return {}
    spans: dict[int, list[int]] = {}
    for piece in line.pieces:
        for number in piece.fields:
            span = spans.setdefault(number, [piece.start, piece.end])
            span[1] = max(span[1], piece.end)
    wanted: dict[Any, dict[str, object]] = {}
    for piece in line.pieces:
        if piece.run is None:
            continue
        for edit in edits:
            if piece.text:
                inside = edit.start < piece.end and piece.start < edit.end
            else:
                inside = bool(piece.fields) and _around(edit, spans, piece, {*line.opened, *line.left})
            if inside:
                wanted.setdefault(piece.run, {}).update(edit.look)
    former: dict[Any, Any] = {}
    for run, look in wanted.items():
        former[run] = copy.deepcopy(run.find(w("rPr")))
        formats.set_run(run, look, mark)
    return former


def _around(edit: RunEdit, spans: Mapping[int, list[int]], piece: pieces.Piece, open_: Collection[int]) -> bool:
    """Whether a mark belongs to a field whose whole result gets the format."""
    number = piece.fields[-1]
    low, high = spans[number]
    if number in open_:
        return False
    if low == high:
        return edit.start <= low <= edit.end and (edit.start == edit.end or edit.start < low < edit.end)
    return edit.start <= low and high <= edit.end
