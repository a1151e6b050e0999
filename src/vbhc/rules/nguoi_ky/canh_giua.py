"""Họ tên người ký không canh giữa dưới chức vụ.

Họ tên được đặt canh giữa quyền hạn, chức vụ: trong ô chữ ký, cả chức vụ và họ tên canh giữa.

Sai: họ tên canh trái trong ô chữ ký
Đúng: họ tên canh giữa trong ô chữ ký
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form

QUY_TAC = QuyTac(
    "N30-07-2c", "Họ tên canh giữa dưới chức vụ", ("I.II.7đ",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG})
)  # fmt: skip


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Lines in a cell; outside tables people centre a block with tabs and indents, and only the page can tell."""
    for name, called in (("quyen_han", "Chức vụ người ký"), ("ho_ten", "Họ tên người ký")):
        yield from form.canh((d for d in van_ban.tim(name) if d.doan.spot.table), name, called)
