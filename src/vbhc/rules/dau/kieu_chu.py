"""Dấu chỉ mức độ khẩn, chỉ dẫn phạm vi lưu hành sai cỡ chữ hoặc kiểu chữ.

Chữ in hoa, cỡ 13 đến 14, kiểu chữ đứng, đậm, trong khung hình chữ nhật viền đơn. Dấu mật theo pháp luật về bảo vệ bí
mật nhà nước nên không xét ở đây.

Sai: Khẩn (chữ thường, cỡ 12, không đậm)
Đúng: KHẨN (cỡ 13, đậm)
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form
from vbhc.rules.dau import _dau

QUY_TAC = QuyTac(
    "N30-10-1d", "Kiểu chữ của dấu", ("I.III.2b", "I.III.2c"), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG})
)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Size, weight, slant, capitals."""
    secret = {id(dong) for dong, _ in _dau.cua(van_ban, "do_mat")}
    yield from form.kieu_chu((d for d in van_ban.tim("dau") if id(d) not in secret), "dau", "Dấu")
