"""Tiêu đề của phần, của khoản in sai kiểu chữ.

“I. TIÊU ĐỀ” in hoa, đứng, đậm, cỡ 13 đến 14. Khoản có tiêu đề: số và tiêu đề trên một dòng riêng, chữ thường, đứng,
đậm. Lời trong ngoặc đơn cuối tiêu đề (chỉ dẫn phụ lục) được in thường.

Sai: I. Mục đích, yêu cầu
Đúng: I. MỤC ĐÍCH, YÊU CẦU
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vbhc import norms
from vbhc.model.ban_doc import BanDoc, Dong, Muc
from vbhc.model.finding import Sua
from vbhc.model.view import Run
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form

QUY_TAC = QuyTac(
    "N30-06-6b", "Kiểu chữ của tiêu đề", ("I.II.6đ", "I.V.6b"), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG})
)  # fmt: skip
_LA_MA = re.compile(r"[IVXLC]+[.)]")
_TU_TIEU_DE = 12


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """`I.` titles: size, weight, capitals; numbers on a line of their own and titled khoản: weight."""
    limits = norms.gioi_han()
    capitals = replace(limits["phan"], hoa=True)
    items = van_ban.muc
    for i, muc in enumerate(items):
        if muc.cap == "phan":
            # Without a mark it is the title that stands under "Phần I", "Chương I".
            limit = capitals if not muc.nhan or _LA_MA.match(muc.nhan) else limits["phan"]
            yield from form.kieu_chu_dong(_without_note(muc.dong), limit, "Tiêu đề phần")
        elif muc.cap == "khoan" and _is_title(muc, items, i):
            # Its size is the text's, and held against it there.
            limit = replace(limits["khoan_tieu_de"], co=(0, 999))
            yield from form.kieu_chu_dong(_without_note(muc.dong), limit, "Tiêu đề khoản")


def _is_title(muc: Muc, items: Sequence[Muc], i: int) -> bool:
    """A khoản that is a heading: marked as one, or short, without a stop, and with items of its own below."""
    if muc.co_tieu_de:
        return True
    short = muc.chu and len(muc.chu.split()) <= _TU_TIEU_DE and muc.chu[-1] not in '.;:,!?…”"'
    if not short or i + 1 >= len(items) or items[i + 1].me != i:
        return False
    # A plain paragraph under it may be the closing of the whole text, after a khoản whose stop was forgotten.
    return items[i + 1].cap in {"diem", "gach"} or (items[i + 1].cap == "doan" and i + 2 < len(items))


def _without_note(dong: Dong) -> Dong:
    """The line without words in parentheses at its end."""
    if not dong.goc.rstrip().endswith(")"):
        return dong
    at = dong.goc.rfind("(")
    skip = len(dong.tu_dong) + 1 if dong.tu_dong else 0
    if at <= skip:
        return dong
    end = dong.dau + at - skip
    runs = tuple(
        r if r.start + len(r.text) <= end else Run(r.text[: end - r.start], r.look, r.start, r.change, r.field)
        for r in dong.runs
        if r.start < end
    )
    return replace(dong, runs=runs)
