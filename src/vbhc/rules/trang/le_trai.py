"""Lề trái ngoài khoảng 30 đến 35 mm.

Xét từng phần trang (section), kể cả phụ lục, cho lệch 0,3 mm. Trang ngang: Nghị định không nói rõ, nên chỉ báo khi lề
trái sai theo mọi cách đọc (theo mép đang nhìn thấy, hoặc theo trang dọc xoay đi), tức là ngoài 20 đến 25 hoặc 30 đến
35 mm.

Sai: lề trái 25 mm
Đúng: lề trái 30 mm
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.trang._chung import le

QUY_TAC = QuyTac("N30-00-5", "Lề trái", ("I.I.3",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The margin of every section."""
    yield from le(van_ban, "trai", "left", "trái")
