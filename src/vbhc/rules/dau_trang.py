"""What rules of the document's head share: whether there is a head at all, room for a line, its printed width."""

from __future__ import annotations

import difflib

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.view import Cell, Paragraph
from vbhc.rules import Khong
from vbhc.text import letters, measure

_ENOUGH = 2
"""So many parts of the head must be there before one that is not can be called missing."""
_HEAD = ("quoc_hieu", "tieu_ngu", "co_quan", "so_ky_hieu", "dia_danh", "ten_loai", "trich_yeu_cv")
_LOOKED = 30
_NEAR = 0.85
PADDING = 3.81
"""Millimetres that Word leaves free in a cell, both sides together, where the file does not say otherwise."""


def co_dau(van_ban: BanDoc) -> bool:
    """Whether the document has a head: one line in capitals at the top may be anything."""
    return sum(1 for part in _HEAD if van_ban.tim(part)) >= _ENOUGH


def khong_co_dau(van_ban: BanDoc) -> Khong | None:
    """Why nothing can be said of a part that is not there; None where the document has a head and it should be."""
    if not co_dau(van_ban):
        return Khong("không nhận ra phần đầu của văn bản")
    if not van_ban.view.formats and not any(van_ban.tim(part) for part in ("quoc_hieu", "tieu_ngu", "co_quan")):
        # Words taken out of a PDF or a scan often lose the table at the top as a whole.
        return Khong("tệp chỉ có chữ, phần đầu có thể đã mất khi trích chữ")
    first = next((d for d in van_ban.dong if d.chu), None)
    if van_ban.phu_luc and first is not None and van_ban.phu_luc[0].tieu_de.doan is first.doan:
        return Khong("tệp chỉ có phụ lục")
    if any("ĐẢNG CỘNG SẢN VIỆT NAM" in d.chu for d in van_ban.dong[:_LOOKED]):
        return Khong("văn bản của Đảng, không theo Nghị định này")
    return None


def co_trong(van_ban: BanDoc, chu: str) -> bool:
    """Whether these words stand somewhere in the head, be it on a line with others."""
    want = letters.without_marks(chu).casefold()
    return any(want in letters.without_marks(dong.chu).casefold() for dong in van_ban.dong[:_LOOKED])


def gan_giong(van_ban: BanDoc, chu: str) -> Dong | None:
    """A line of the head that was most likely meant to be these words."""
    want = letters.without_marks(chu).casefold()
    for dong in van_ban.dong[:_LOOKED]:
        if abs(len(dong.chu) - len(chu)) <= len(chu) // 4:
            found = letters.without_marks(dong.chu).casefold()
            near = difflib.SequenceMatcher(None, want, found, autojunk=False)
            if near.real_quick_ratio() >= _NEAR and near.quick_ratio() >= _NEAR and near.ratio() >= _NEAR:
                return dong
    return None


def rong(dong: Dong) -> float:
    """Printed width in millimetres of a line's words."""
    return sum(
        measure.width(r.shown, measure.Face(r.look.size, r.look.bold, r.look.italic))
        for r in dong.runs
        if not r.look.hidden
    )


def cho(van_ban: BanDoc, doan: Paragraph) -> tuple[float, float]:
    """The room a paragraph has for its lines, least and most (a cell's padding is not known); (0, 0) unknown."""
    spot, view = doan.spot, van_ban.view
    taken = max(doan.layout.left, 0) + max(doan.layout.right, 0)
    if not spot.table:
        section = view.sections[doan.section] if doan.section < len(view.sections) else None
        if section is None or spot.part != "word/document.xml":
            return 0.0, 0.0
        room = section.width - section.left - section.right - taken
        return (room, room) if room > 0 else (0.0, 0.0)
    found = o_cua(van_ban, doan)
    if found is None:
        return 0.0, 0.0
    cell, grid = found
    width = cell.width or grid
    return (max(width - PADDING - taken, 0.0), width - taken) if width > taken else (0.0, 0.0)


def o_cua(van_ban: BanDoc, doan: Paragraph) -> tuple[Cell, float] | None:
    """The cell of an outermost table that holds a paragraph directly, with its width by the grid."""
    spot = doan.spot
    for table in van_ban.view.blocks:
        if isinstance(table, Paragraph) or table.number != spot.table:
            continue
        if spot.row > len(table.rows):
            return None
        column = 0
        for cell in table.rows[spot.row - 1].cells:
            if any(block is doan for block in cell.blocks):
                return cell, sum(table.widths[column : column + cell.span])
            column += cell.span
    return None
