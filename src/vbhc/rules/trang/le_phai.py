"""Lề phải ngoài khoảng 15 đến 20 mm.

Xét từng phần trang (section), kể cả phụ lục, cho lệch 0,3 mm. Trang ngang: Nghị định không nói rõ, nên chỉ báo khi lề
phải sai theo mọi cách đọc (theo mép đang nhìn thấy, hoặc theo trang dọc xoay đi), tức là ngoài 15 đến 25 mm.

Sai: lề phải 25 mm
Đúng: lề phải 15 mm
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.trang._chung import le

QUY_TAC = QuyTac("N30-00-6", "Lề phải", ("I.I.3",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The margin of every section."""
    yield from le(van_ban, "phai", "right", "phải")
