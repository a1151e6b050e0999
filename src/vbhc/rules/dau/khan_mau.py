"""Dấu chỉ mức độ khẩn không in màu đỏ.

Mực của dấu chỉ mức độ khẩn màu đỏ tươi. Dấu in sẵn trong tệp cũng phải đỏ.

Sai: KHẨN (chữ đen)
Đúng: KHẨN (chữ đỏ)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import RunEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form
from vbhc.rules.dau import _dau

QUY_TAC = QuyTac("N30-10-1e", "Màu của dấu khẩn", ("I.III.2b",), Severity.CANH_BAO, Sua.AN_TOAN, frozenset({DINH_DANG}))
_MAU = re.compile(r"[0-9A-Fa-f]{6}")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Letters in red: much red, little of the rest."""
    for dong, _ in _dau.cua(van_ban, "do_khan"):
        wrong = [r for r in form.letters(dong) if not _red(r.look.color)]
        if wrong:
            edits = tuple(RunEdit(dong.doan.spot, r.start, r.start + len(r.text), {"color": "FF0000"}) for r in wrong)
            yield Loi(dong, "Dấu chỉ mức độ khẩn không in màu đỏ", "Đặt chữ màu đỏ", edits=edits)


def _red(color: str) -> bool:
    if not _MAU.fullmatch(color):
        return False
    red, green, blue = (int(color[i : i + 2], 16) for i in (0, 2, 4))
    return red >= 0xB0 and green <= 0x50 and blue <= 0x50
