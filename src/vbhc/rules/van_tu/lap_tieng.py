"""Một tiếng gõ hai lần liền nhau.

Tiếng lặp liền nhau trong cùng một câu hầu hết là gõ thừa hoặc đọc máy sai. Từ láy lặp hoàn toàn thông dụng (luôn luôn,
ngày ngày, xanh xanh …) không báo; cơ quan thêm từ của mình vào `tu_ngu`.

Sai: … của của Sở Khoa học và Công nghệ
Đúng: … của Sở Khoa học và Công nghệ
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc import norms
from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac("NHA-VT-1", "Tiếng lặp liền nhau", ("nha",), Severity.CANH_BAO, Sua.DE_XUAT)
_HAI = re.compile(r"\b([^\W\d_]+)\s+(\1)\b", re.IGNORECASE)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Two equal syllables with nothing but blanks between them."""
    lay = norms.tu_lay()
    for dong in van_ban.dong:
        for found in _HAI.finditer(dong.chu):
            if found[1].casefold() not in lay and not found[1].isupper():
                yield Loi(dong, f"“{found.group()}” lặp một tiếng", f"Có phải “{found[1]}”?", trich=found.group())
