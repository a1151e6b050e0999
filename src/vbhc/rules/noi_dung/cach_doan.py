"""Khoảng cách giữa các đoạn nhỏ hơn 6pt.

Khoảng cách giữa các đoạn văn tối thiểu 6pt. Tính khoảng cách sau của đoạn trên cộng khoảng cách trước của đoạn
dưới.

Sai: các đoạn đặt Before 0pt, After 0pt
Đúng: các đoạn đặt After 6pt
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import ParagraphEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form, loi_van

QUY_TAC = QuyTac(
    "N30-06-4d", "Khoảng cách giữa các đoạn", ("I.II.6e",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG})
)  # fmt: skip
_IT_NHAT = 6.0


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Each paragraph with the next one, where nothing stands between them (an empty line is space enough)."""
    cases = []
    for above, below in pairwise(loi_van.doan(van_ban)):
        up, down = above.dong.doan, below.dong.doan
        if down.spot.p - up.spot.p != 1 or up.spot.part != down.spot.part:
            continue
        # Wrapped by hand: one sentence typed as several paragraphs is told elsewhere and has no gap to keep.
        if below.cap == "doan" and below.dong.chu[0].islower():
            continue
        drops = up.style == down.style
        after = 0 if drops and up.layout.contextual else up.layout.after
        before = 0 if drops and down.layout.contextual else down.layout.before
        if after + before < _IT_NHAT - form.SLACK:
            edit = ParagraphEdit(up.spot, {"after": _IT_NHAT - before, "contextual": False})
            cases.append((f"Khoảng cách đến đoạn sau {form.co(round(after + before, 1))}pt", above.dong, (edit,)))
    yield from loi_van.ca_bai(cases, "Đặt khoảng cách giữa các đoạn ít nhất 6pt (After 6pt)")
