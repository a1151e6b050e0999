"""Gạch đầu dòng của các nơi nhận ở “Kính gửi” không thẳng hàng dưới dấu hai chấm.

Gửi từ hai nơi trở lên, các gạch đầu dòng thẳng hàng với nhau và nằm dưới dấu hai chấm của “Kính gửi:”.

Sai: gạch đầu dòng sát lề trái, hoặc mỗi dòng thụt một khác
Đúng: các gạch đầu dòng cùng nằm dưới dấu hai chấm
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.edits import ParagraphEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form
from vbhc.rules.kinh_gui import _gui
from vbhc.text import measure

QUY_TAC = QuyTac(
    "N30-09-2b", "Gạch đầu dòng dưới dấu hai chấm", ("I.II.9d",), Severity.CANH_BAO, Sua.AN_TOAN,
    frozenset({DINH_DANG}),
)  # fmt: skip
_THANG = 1.0
_DUOI = 3.5
"""Millimetres: dashes that far apart are out of line; that far from the colon, not under it."""


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Where the colon prints, where each dash does."""
    found = _gui.doc(van_ban)
    if found is None or not found.nhieu or not found.muc:
        return
    dashes = [m.dong[0] for m in found.muc if m.gach]
    colon = None if found.sau else _colon(van_ban, found.dau)
    if any(d.doan.spot.table or d.dau or "\t" in d.goc.split("-")[0] for d in (found.dau, *dashes)):
        yield Khong("phần “Kính gửi” đặt bằng bảng, dấu tab hoặc ngắt dòng, không tính được vị trí gạch đầu dòng")
        return
    places = [_dash(d) for d in dashes]
    known = [p for p in places if p is not None]
    if not known:
        return
    want = colon if colon is not None else known[0]
    for dong, place in zip(dashes, places, strict=True):
        if place is None or abs(place - known[0]) > _THANG:
            message = "Gạch đầu dòng không thẳng hàng với các gạch khác"
        elif colon is not None and abs(place - colon) > _DUOI:
            message = "Gạch đầu dòng không nằm dưới dấu hai chấm của “Kính gửi:”"
        else:
            continue
        own = dong.doan.layout
        yield Loi(
            dong, message, f"Thụt lề trái {form.co(round(want, 1))} mm",
            edits=(ParagraphEdit(dong.doan.spot, {"align": "left", "left": round(want - own.first, 2)}),),
        )  # fmt: skip


def _colon(van_ban: BanDoc, dong: Dong) -> float | None:
    """Where the colon stands, from the left margin; None where it can't be said."""
    runs = list(form.letters(dong))
    if not runs or "\t" in dong.goc:
        return None
    face = measure.Face(runs[0].look.size, runs[0].look.bold, runs[0].look.italic)
    before, _, _ = dong.goc.rstrip().partition(":")
    layout = dong.doan.layout
    start = layout.left + layout.first
    if layout.align == "center":
        section = van_ban.view.sections[dong.doan.section]
        room = section.width - section.left - section.right - layout.left - layout.right
        start = layout.left + (room - measure.width(dong.goc.rstrip(), face)) / 2
    elif layout.align == "right":
        return None
    return start + measure.width(before, face)


def _dash(dong: Dong) -> float | None:
    """Where the dash stands; None where the line is centred or set right, so that no two dashes agree."""
    layout = dong.doan.layout
    if layout.align not in {"left", "both"}:
        return None
    runs = list(form.letters(dong))
    size = runs[0].look.size if runs else 14
    lead = dong.goc[: len(dong.goc) - len(dong.goc.lstrip())] if not dong.tu_dong else ""
    return layout.left + layout.first + measure.width(lead, measure.Face(size))
