"""Trang đầu của văn bản có in số trang.

Không hiển thị số trang thứ nhất: chọn “Different First Page” và để trống đầu trang của trang đầu. Trang đầu của phụ
lục Nghị định không nói nên không xét.

Sai: số 1 ở đầu trang có Quốc hiệu
Đúng: số trang hiện từ trang 2
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import Edit, SectionEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.trang._chung import goi, in_ra, so_trang

QUY_TAC = QuyTac("N30-00-10", "Số ở trang đầu", ("I.I.7",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The first page of the first section."""
    if not van_ban.view.sections:
        return
    section = van_ban.view.sections[0]
    if not in_ra(section, "first"):
        return
    edits: tuple[Edit, ...] = ()
    own = (*section.headers.get("first", ()), *section.footers.get("first", ()))
    if not section.title_page and not any(so_trang(own, chan=False)):
        edits = (SectionEdit(0, {"title_page": True}),)
    yield Loi(
        None,
        "Trang đầu in số trang",
        "Chọn Different First Page và để trống đầu trang của trang đầu",
        edits=edits,
        vi_tri=goi(van_ban, 0),
    )
