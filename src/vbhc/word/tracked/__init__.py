"""Corrections written into a Word file as tracked changes, for a person to accept or reject in Word.

Accepting them all gives the corrected document, rejecting them all the one that was there (`word/revisions`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from vbhc.errors import UserError
from vbhc.model.edits import Edit, SectionEdit, StructureEdit
from vbhc.model.view import Paragraph, Spot, View, every, paragraphs
from vbhc.text.words import words
from vbhc.word import ns, patch, seeing
from vbhc.word.ns import w
from vbhc.word.tracked import formats, lines, pieces
from vbhc.word.tracked.counting import Lists
from vbhc.word.tracked.order import once, order
from vbhc.word.tracked.structure import Structure

_ID = re.compile(rb"""[:\s]id=["'](\d{1,10})["']""")
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?")
_STRICT = b"http://purl.oclc.org/ooxml/"
_LAST_ID = 2**30


@dataclass(frozen=True, slots=True)
class Applied:
    """A corrected file, and the corrections that could not be made in it, each with the reason."""

    parts: dict[str, bytes]
    bo_lai: tuple[tuple[Edit | StructureEdit, str], ...] = ()


def apply(parts: Mapping[str, bytes], edits: Sequence[Edit | StructureEdit], *, ai: str, khi: str) -> dict[str, bytes]:
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


def apply_some(parts: Mapping[str, bytes], edits: Sequence[Edit | StructureEdit], *, ai: str, khi: str) -> Applied:
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
    for paragraph in every(view):
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
        self.left: list[tuple[Edit | StructureEdit, str]] = []
        used = (int(n) for name, data in parts.items() if name.endswith(".xml") for n in _ID.findall(data))
        ids = count(max((n for n in used if n < _LAST_ID), default=0) + 1)
        self.mark: formats.Mark = lambda: {"id": str(next(ids)), "author": ai, "date": khi}
        self.lists = Lists(parts, self.main)
        self.autospacing = any(b"Autospacing" in data for name, data in parts.items() if name.endswith("styles.xml"))

    def run(self, edits: Sequence[Edit | StructureEdit]) -> Applied:
        by_part: dict[str, list[Edit | StructureEdit]] = {}
        for edit in sorted(once(edits), key=order):
            by_part.setdefault(getattr(edit, "spot", _MAIN).part or self.main, []).append(edit)
        out = dict(self.parts)
        for part in sorted(by_part):
            if part not in self.parts:
                self.left += [(e, lines.GONE) for e in by_part[part]]
                continue
            tree = ns.parse(self.parts[part], part)
            if self._part(part, tree, by_part[part]):
                out[part] = ns.serialize(tree)
        self.lists.save(out)
        return Applied(out, tuple(self.left))

    def _leave(self, edit: Edit | StructureEdit, why: str) -> None:
        self.left.append((edit, why))

    def _part(self, part: str, tree: Any, edits: list[Edit | StructureEdit]) -> bool:
        nodes = list(tree.iter(w("p")))
        sections = _sections(tree, nodes) if any(isinstance(e, SectionEdit) for e in edits) else []
        before = len(self.left)
        structure = Structure(part, tree, nodes, self.lists, self.mark, self._leave)
        structure.prepare([e for e in edits if isinstance(e, StructureEdit)])
        by_p: dict[int, list[lines.Own]] = {}
        pages: dict[int, dict[str, object]] = {}
        for edit in edits:
            if isinstance(edit, SectionEdit):
                if not 0 <= edit.section < len(sections):
                    self._leave(edit, lines.GONE)
                elif not set(edit.page) <= formats.KNOWN_PAGE:
                    self._leave(edit, "không biết số đo này của trang")
                else:
                    pages.setdefault(edit.section, {}).update(edit.page)
            elif isinstance(edit, lines.Own):
                if not 0 <= edit.spot.p < len(nodes):
                    self._leave(edit, lines.GONE)
                elif nodes[edit.spot.p] in structure.blocked:
                    self._leave(edit, structure.blocked[nodes[edit.spot.p]])
                else:
                    by_p.setdefault(edit.spot.p, []).append(edit)
        opened = pieces.open_fields(tree, by_p.keys())
        for p, own in by_p.items():
            lines.correct(nodes[p], own, opened[p], self.mark, self._leave, autospacing=self.autospacing)
        structure.write()
        for index, page in pages.items():
            formats.set_section(sections[index], page, self.mark)
        return len(edits) > len(self.left) - before or bool(pages)


_MAIN = Spot("", 0)
"""Where an edit is that names no paragraph: in the main part."""


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
