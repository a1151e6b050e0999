"""Tiêu ngữ dùng sai dấu nối giữa các cụm từ.

Giữa các cụm từ của Tiêu ngữ là gạch nối ngắn (-), trước và sau có dấu cách. Word hay tự đổi gạch nối thành gạch dài
khi gõ.

Sai: Độc lập – Tự do – Hạnh phúc
Đúng: Độc lập - Tự do - Hạnh phúc
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import TextEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, form

QUY_TAC = QuyTac("N30-01-2a", "Dấu nối trong Tiêu ngữ", ("I.II.1b",), Severity.LOI, Sua.AN_TOAN)
_NOI = re.compile(r"(?:(?<!\s)\s++)?[-‐‑–—−]\s*+")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every joint of the motto must read ` - `."""
    for dong in van_ban.tim("tieu_ngu"):
        wrong = [m for m in _NOI.finditer(dong.goc) if m.group() != " - "]
        if wrong and form.co_chu(dong):
            yield Loi(
                dong,
                f"Tiêu ngữ nối bằng “{wrong[0].group().strip() or wrong[0].group()}”",
                "Viết: Độc lập - Tự do - Hạnh phúc (gạch nối ngắn, có dấu cách hai bên)",
                trich=dong.chu,
                edits=tuple(
                    TextEdit(dong.doan.spot, dong.dau + m.start(), dong.dau + m.end(), " - ") for m in wrong
                ),
            )  # fmt: skip
