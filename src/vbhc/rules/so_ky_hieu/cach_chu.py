"""Trong số, ký hiệu có dấu cách.

Số, dấu gạch chéo, các nhóm chữ và gạch nối viết liền nhau, không cách chữ. Dự thảo chưa có số thì chỗ trống trước dấu
gạch chéo là đúng.

Sai: Số: 05/ KH - SKHCN
Đúng: Số: 05/KH-SKHCN
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import TextEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.so_ky_hieu._doc import doc

QUY_TAC = QuyTac("N30-03-1a", "Dấu cách trong số, ký hiệu", ("I.II.3c",), Severity.LOI, Sua.DE_XUAT)
_BLANKS = re.compile(r"\s+")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Blanks between number and slash, after the slash, and inside the notation."""
    for line in doc(van_ban):
        edits: list[TextEdit] = []
        number = line.so.rstrip()
        if number[-1:].isdigit() and number != line.so:
            edits += line.edit(line.so_tu + len(number), line.so_tu + len(line.so), "")
        wrong = bool(edits)
        notation = line.ky.rstrip()
        for blank in _BLANKS.finditer(notation):
            wrong = True
            edits += line.edit(line.ky_tu + blank.start(), line.ky_tu + blank.end(), "")
        if wrong:
            yield Loi(
                line.dong,
                "Số, ký hiệu có dấu cách",
                f"Viết liền: {number.strip()}/{_BLANKS.sub('', notation)}",
                edits=tuple(edits),
            )
