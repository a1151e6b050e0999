"""Gạch nối giữa hai năm có dấu cách một bên, bên kia không.

Khoảng năm viết 2021 - 2025 hoặc 2021-2025, hai bên gạch như nhau.

Sai: giai đoạn 2021- 2025
Đúng: giai đoạn 2021 - 2025
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._van import sua, toan

QUY_TAC = QuyTac("NHA-VT-9", "Gạch giữa hai năm", ("nha",), Severity.CANH_BAO, Sua.DE_XUAT)
_NAM = re.compile(r"(?<![\d/.\-–])((?:19|20)\d\d)( ?)([-–—])( ?)((?:19|20)\d\d)(?![\d/\-–])")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Ranges of years with a blank on one side; the proposal is the form most used in the document."""
    every = list(toan(van_ban).tim(_NAM))
    tight = sum(1 for _, _, m in every if not m[2] and not m[4])
    blank = "" if tight > sum(1 for _, _, m in every if m[2] and m[4]) else " "
    for dong, begin, m in every:
        if bool(m[2]) != bool(m[4]):
            right = f"{m[1]}{blank}{m[3]}{blank}{m[5]}"
            at = m.start() - begin
            yield Loi(dong, f"“{m.group()}” có dấu cách một bên gạch", f"Viết: {right}", trich=m.group(),
                      edits=sua(dong, at, at + len(m.group()), right))  # fmt: skip
