"""Trang văn bản xoay ngang mà không có bảng, biểu.

Văn bản trình bày theo chiều dài của khổ A4. Chỉ khi nội dung có bảng, biểu không làm thành phụ lục riêng thì văn bản
mới được trình bày theo chiều rộng. Phụ lục xoay ngang không xét.

Sai: cả văn bản nằm ngang, chỉ có lời văn
Đúng: văn bản trang dọc; bảng rộng để ở phụ lục trang ngang
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.trang._chung import goi, phan_chinh

QUY_TAC = QuyTac("N30-00-2", "Hướng trang", ("I.I.2",), Severity.CANH_BAO, Sua.KHONG, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Landscape pages of the text itself need a table somewhere in the text."""
    sections = van_ban.view.sections
    if not any(s.landscape for s in sections):
        return
    main = phan_chinh(van_ban)
    if any(b.table.section in main for b in van_ban.bang):
        return
    for i, section in enumerate(sections):
        if section.landscape and i in main:
            yield Loi(
                None,
                "Trang văn bản nằm ngang mà không có bảng, biểu",
                "Đặt trang dọc (Portrait)",
                vi_tri=goi(van_ban, i),
            )
