"""Quyền hạn, chức vụ của người ký in sai cỡ chữ hoặc kiểu chữ.

Các chữ viết tắt quyền hạn (TM., KT., TL., TUQ., Q.) và chức vụ in hoa, cỡ 13 đến 14, kiểu chữ đứng, đậm.

Sai: Giám đốc
Đúng: GIÁM ĐỐC
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form

QUY_TAC = QuyTac(
    "N30-07-2a", "Kiểu chữ của quyền hạn, chức vụ", ("I.II.7đ",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG})
)  # fmt: skip


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The lines of authority and title; the other title above the name, whose capitals are nobody's rule."""
    yield from form.kieu_chu(van_ban.tim("quyen_han"), "quyen_han", "Quyền hạn, chức vụ người ký")
    yield from form.kieu_chu(van_ban.tim("chuc_vu_khac"), "chuc_vu_khac", "Chức vụ khác của người ký")
