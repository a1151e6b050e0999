"""Corrections written into a Word file as tracked changes, for a person to accept or reject in Word.

Accepting them all gives the corrected document, rejecting them all the one that was there (`word/revisions`).
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from vbhc.errors import UserError
from vbhc.model.edits import Edit, ParagraphEdit, RunEdit, SectionEdit, TextEdit
from vbhc.model.view import Block, Paragraph, View, paragraphs
from vbhc.text.letters import forbidden_character
from vbhc.text.words import words
from vbhc.word import ns, patch, seeing
from vbhc.word import tracked_formats as formats
from vbhc.word import tracked_pieces as pieces
from vbhc.word import tracked_text as text_
from vbhc.word.ns import w
from vbhc.word.tracked_order import Key, order

_ID = re.compile(rb"""[:\s]id=["'](\d{1,10})["']""")
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?")
_STRICT = b"http://purl.oclc.org/ooxml/"
_LAST_ID = 2**30
_GONE = "chỗ cần sửa không còn đúng với tệp"


@dataclass(frozen=True, slots=True)
class Applied:
    """A corrected file, and the corrections that could not be made in it, each with the reason."""

    parts: dict[str, bytes]
    bo_lai: tuple[tuple[Edit, str], ...] = ()


def apply(parts: Mapping[str, bytes], edits: Sequence[Edit], *, ai: str, khi: str) -> dict[str, bytes]:
    """The parts of a .docx with every correction as a tracked change.

    Args:
        parts: the file.
        edits: the corrections; their order does not matter.
        ai: whose changes they are.
        khi: when, as ISO date and time (`2026-01-31T08:00:00Z`).

    Raises:
        UserError: the file is signed, or a correction cannot be made safely.
    """
    made = apply_some(parts, edits, ai=ai, khi=khi)
    if made.bo_lai:
        raise UserError("; ".join(dict.fromkeys(f"không sửa được thành thay đổi theo dõi: {why}"
                                                for _, why in made.bo_lai)))  # fmt: skip
    return made.parts


def apply_some(parts: Mapping[str, bytes], edits: Sequence[Edit], *, ai: str, khi: str) -> Applied:
    """As `apply`, but a correction that cannot be made is left out and told.

    Raises:
        UserError: the file is signed or cannot be read.
    """
    held = dict(parts)
    if patch.is_signed(held):
        raise UserError("tệp đã ký số, không được sửa; sửa bản chưa ký rồi ký lại")
    if _STRICT in held.get(seeing.main_part(held, "tệp Word"), b""):
        raise UserError("tệp lưu dạng Strict Open XML; mở bằng Word, lưu lại dạng Word Document (.docx) rồi sửa")
    if not _DATE.fullmatch(khi):
        raise ValueError(f"not an ISO date and time: {khi}")
    return _Work(held, ai, khi).run(edits)


def same_words(before: View, after: View) -> bool:
    """Whether two documents hold the same words in the same order, headers and shapes included."""
    return list(_words(before)) == list(_words(after))


def _words(view: View) -> Iterator[str]:
    held: list[tuple[Block, ...]] = [view.blocks]
    for section in view.sections:
        held += [*section.headers.values(), *section.footers.values()]
    for blocks in held:
        for paragraph in paragraphs(blocks):
            yield from _paragraph_words(paragraph)


def _paragraph_words(paragraph: Paragraph) -> Iterator[str]:
    yield from words(paragraph.text)
    for shape in paragraph.shapes:
        for inner in paragraphs(shape.blocks):
            yield from _paragraph_words(inner)


class _Work:
    """One file being corrected."""

    def __init__(self, parts: dict[str, bytes], ai: str, khi: str) -> None:
        self.parts = parts
        self.main = seeing.main_part(parts, "tệp Word")
        self.left: list[tuple[Edit, str]] = []
        used = (int(n) for name, data in parts.items() if name.endswith(".xml") for n in _ID.findall(data))
        ids = count(max((n for n in used if n < _LAST_ID), default=0) + 1)
        self.mark: formats.Mark = lambda: {"id": str(next(ids)), "author": ai, "date": khi}
        self.autospacing = any(b"Autospacing" in data for name, data in parts.items() if name.endswith("styles.xml"))

    def run(self, edits: Sequence[Edit]) -> Applied:
        by_part: dict[str, list[Edit]] = {}
        for edit in dict.fromkeys(Key(e) for e in edits):
            by_part.setdefault(self.main if isinstance(edit.edit, SectionEdit) else edit.edit.spot.part, []).append(
                edit.edit
            )
        out = dict(self.parts)
        for part in sorted(by_part):
            if part not in self.parts:
                self.left += [(e, _GONE) for e in by_part[part]]
                continue
            tree = ns.parse(self.parts[part], part)
            if self._part(tree, sorted(by_part[part], key=order)):
                out[part] = ns.serialize(tree)
        return Applied(out, tuple(self.left))

    def _part(self, tree: Any, edits: list[Edit]) -> bool:
        nodes = list(tree.iter(w("p")))
        sections = _sections(tree, nodes) if any(isinstance(e, SectionEdit) for e in edits) else []
        by_p: dict[int, list[TextEdit | RunEdit | ParagraphEdit]] = {}
        pages: dict[int, dict[str, object]] = {}
        for edit in edits:
            if isinstance(edit, SectionEdit):
                if not 0 <= edit.section < len(sections):
                    self.left.append((edit, _GONE))
                elif not set(edit.page) <= formats.KNOWN_PAGE:
                    self.left.append((edit, "không biết số đo này của trang"))
                else:
                    pages.setdefault(edit.section, {}).update(edit.page)
            elif not 0 <= edit.spot.p < len(nodes):
                self.left.append((edit, _GONE))
            else:
                by_p.setdefault(edit.spot.p, []).append(edit)
        opened = pieces.open_fields(tree, by_p.keys())
        before = len(self.left)
        for p, own in by_p.items():
            self._paragraph(nodes[p], own, opened[p])
        for index, page in pages.items():
            formats.set_section(sections[index], page, self.mark)
        return len(edits) > len(self.left) - before or bool(pages)

    def _paragraph(self, node: Any, edits: list[Any], opened: pieces.Fields) -> None:
        layout: dict[str, object] = {}
        runs: list[RunEdit] = []
        texts: list[TextEdit] = []
        line = pieces.read(node, opened)
        words_of = line.text
        joined = pieces.is_joined(node)
        for edit in edits:
            if isinstance(edit, ParagraphEdit):
                if set(edit.layout) <= formats.KNOWN_LAYOUT:
                    layout |= edit.layout
                else:
                    self.left.append((edit, "không biết định dạng đoạn này"))
                continue
            why = "đoạn trên đang nối vào đoạn này (dấu hết đoạn đã xoá, chưa chấp nhận)" if joined else ""
            why = why or _why_not(line, edit)
            if not why and isinstance(edit, TextEdit):
                small = text_.trimmed(edit, words_of)
                if small is None:
                    continue
                why, edit = text_.why_not(line, small), small
            if why:
                self.left.append((edit, why))
            elif isinstance(edit, RunEdit):
                runs.append(edit)
            else:
                texts.append(edit)
        texts, meeting = _apart(texts)
        self.left += [(e, "hai chỗ sửa chữ chồng lên nhau") for e in meeting]
        if runs or texts:
            pieces.cut(
                line, {k for e in [*map(_span, runs), *map(_span, texts)] for k in e} | text_.asides(line, texts)
            )
            line = pieces.read(node, opened)
            former = self._looks(line, runs)
            # From the end, so that what is still to be done stands where it stood.
            for edit in reversed(texts):
                text_.change(line, edit, self.mark, former)
        if layout:
            formats.set_paragraph(node, layout, self.mark, autospacing=self.autospacing)

    def _looks(self, line: pieces.Line, edits: list[RunEdit]) -> dict[Any, Any]:
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
                    inside = bool(piece.fields) and _around(edit, spans, piece, set(line.opened) | set(line.left))
                if inside:
                    wanted.setdefault(piece.run, {}).update(edit.look)
        former: dict[Any, Any] = {}
        for run, look in wanted.items():
            former[run] = copy.deepcopy(run.find(w("rPr")))
            formats.set_run(run, look, self.mark)
        return former


def _around(edit: RunEdit, spans: Mapping[int, list[int]], piece: pieces.Piece, open_: set[int]) -> bool:
    """Whether a mark belongs to a field whose whole result gets the format."""
    number = piece.fields[-1]
    low, high = spans[number]
    if number in open_:
        return False
    if low == high:
        return edit.start <= low <= edit.end and (edit.start == edit.end or edit.start < low < edit.end)
    return edit.start <= low and high <= edit.end


def _why_not(line: pieces.Line, edit: TextEdit | RunEdit) -> str:
    if not 0 <= edit.start <= edit.end <= line.length:
        return _GONE
    if isinstance(edit, RunEdit):
        if not formats.known_look(edit.look):
            return "không biết định dạng chữ này"
        for piece in line.within(edit.start, edit.end):
            inside = edit.start < piece.end and piece.start < edit.end
            if inside and (piece.run is None or "AlternateContent" in piece.locked):
                return piece.locked or "trường không có chữ"
        return ""
    if forbidden_character(edit.text.replace("\f", "\n")):
        return "chữ thay vào có ký tự không in được"
    return ""


def _apart(edits: list[TextEdit]) -> tuple[list[TextEdit], list[TextEdit]]:
    """Changes of text that do not touch the same letters, each once; and those that do."""
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


def _sections(tree: Any, nodes: list[Any]) -> list[Any]:
    """The sections in the order of `View.sections`; one is made where the file has none."""
    out = []
    for node in nodes:
        own = node.find(f"{w('pPr')}/{w('sectPr')}")
        if own is not None and not any(a.tag in _ASIDE for a in node.iterancestors()):
            out.append(own)
    body = tree.find(w("body"))
    if body is None:
        return out
    last = body.find(w("sectPr"))
    if last is None:
        last = body.makeelement(w("sectPr"))
        body.append(last)
    return [*out, last]


_ASIDE = {w("del"), w("moveFrom"), w("txbxContent")}


__all__ = ["Applied", "apply", "apply_some", "same_words"]
