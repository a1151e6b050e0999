"""Số trang của văn bản không bắt đầu từ 1.

Trang đầu của văn bản là trang 1 (không in số), trang sau là trang 2. Phụ lục đánh số riêng, xét ở quy tắc về phụ lục.

Sai: trang thứ hai của văn bản mang số 6
Đúng: trang thứ hai của văn bản mang số 2
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import SectionEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.trang._chung import goi, moi_so_trang

QUY_TAC = QuyTac("N30-00-9d", "Số trang đầu tiên", ("I.I.7",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Only the first section: later ones may be annexes that were not recognised."""
    start = van_ban.view.sections[0].restart if van_ban.view.sections else None
    if start not in (None, 1) and moi_so_trang(van_ban):
        yield Loi(
            None,
            f"Số trang của văn bản bắt đầu từ {start}",
            "Đánh số trang từ 1",
            edits=(SectionEdit(0, {"restart": 1}),),
            vi_tri=goi(van_ban, 0),
        )
