"""Một chữ viết tắt được giải thích hai lần, hoặc có hai nghĩa.

Giải thích một lần là đủ; giải thích hai nghĩa thì người đọc không biết là nghĩa nào.

Sai: “thủ tục hành chính (TTHC)” ở Mục I và lại “thủ tục hành chính (TTHC)” ở Mục II
Đúng: Mục II chỉ ghi TTHC
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.don_vi import _viet_tat as vt

QUY_TAC = QuyTac("NHA-VT-22", "Chữ viết tắt giải thích hai lần", ("nha",), Severity.CANH_BAO, Sua.DE_XUAT)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every explanation after the first."""
    for word, entry in vt.doc(van_ban).items():
        told = [(dong, meaning) for _, _, dong, meaning in entry.giai if meaning]
        for dong, meaning in told[1:]:
            first, other = told[0]
            place = van_ban.vi_tri(first) or "chỗ trước"
            if meaning == other:
                yield Loi(dong, f"“{word}” đã giải thích ở {place}", f"Chỉ ghi: {word}", trich=f"{meaning} ({word})",
                          muc=Severity.THONG_TIN)  # fmt: skip
            else:
                yield Loi(
                    dong,
                    f"“{word}” ở đây là “{meaning}”, ở {place} là “{other}”",
                    "Mỗi chữ viết tắt một nghĩa",
                    trich=f"{meaning} ({word})",
                )
