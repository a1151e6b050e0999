"""Văn bản từ hai trang trở lên không có số trang.

Chỉ báo khi chắc chắn có trang thứ hai: tệp ghi lại chỗ Word đã ngắt trang, có ngắt trang do người gõ, hoặc lời văn
dài quá một trang. Tệp không cho biết thì ghi là chưa xét.

Sai: kế hoạch bốn trang, không trang nào có số
Đúng: trang 2, 3, 4 có số ở giữa đầu trang
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.model.view import Section
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.trang._chung import BODY, goi, in_ra

QUY_TAC = QuyTac("N30-00-9e", "Thiếu số trang", ("I.I.7",), Severity.LOI, Sua.KHONG, frozenset({DINH_DANG}))
_FULL = 8000
"""So many letters of 11 points or more never fit on one A4 page (some 95 a line, 57 lines: 5400)."""


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Each section that prints no number is looked at for a second page."""
    view = van_ban.view
    silent = {i: s for i, s in enumerate(view.sections) if not in_ra(s, "other", even_odd=view.even_odd)}
    if not silent:
        return
    sure = _more_pages(van_ban, silent)
    for i in sorted(sure):
        yield Loi(
            None,
            "Không có số trang",
            "Thêm số trang ở đầu trang (Header), canh giữa, từ trang 2",
            vi_tri=goi(van_ban, i),
        )
    if set(silent) - sure:
        yield Khong("không có số trang, nhưng tệp không cho biết có từ hai trang trở lên hay không")


def _more_pages(van_ban: BanDoc, silent: dict[int, Section]) -> set[int]:
    """The sections among these that surely have a second page."""
    sure: set[int] = set()
    pages: dict[int, int] = {}
    room = {i: _FULL * max(s.width * s.height / (210 * 297), 1) for i, s in silent.items()}
    broken: set[int] = set()
    for dong in van_ban.dong:
        paragraph = dong.doan
        i = paragraph.section
        if i not in silent or i in sure or dong.o_dau or paragraph.spot.part != BODY:
            continue
        started = i in pages
        # A break counts once something stands before it and something after it.
        if started and dong.chu and (i in broken or (paragraph.layout.page_break_before and not dong.dau)):
            sure.add(i)
        if dong.chu:
            page = pages.setdefault(i, paragraph.spot.page)
            if page and paragraph.spot.page > page:
                sure.add(i)
            room[i] -= sum(len(r.text) for r in dong.runs if r.look.size >= 11 and not r.look.hidden)
            if room[i] < 0:
                sure.add(i)
        if i in pages and dong.dau + len(dong.goc) < len(paragraph.text):
            after = paragraph.text[dong.dau + len(dong.goc) :][:1]
            if after == "\f":
                broken.add(i)
    return sure
