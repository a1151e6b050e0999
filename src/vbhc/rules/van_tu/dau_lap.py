"""Dấu câu gõ lặp hoặc gõ chồng.

Mỗi chỗ ngắt một dấu câu. Dấu ba chấm (...), dấu kết thúc văn bản (./.), hàng chấm để điền là đúng.

Sai: Các phòng,, đơn vị thuộc Sở;.
Đúng: Các phòng, đơn vị thuộc Sở.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._van import sua, toan

QUY_TAC = QuyTac("NHA-VT-8", "Dấu câu lặp", ("nha",), Severity.CANH_BAO, Sua.DE_XUAT)
_LAP = re.compile(
    r"(?:,(?: ?,)+|;(?: ?;)+|:(?: ?:)+(?=\s|$)|\.\.(?![./\w])|!!+|\?\?+"
    r"|[,;:]\.(?![./\w])|[,;:] ?[,;](?![./\w])|\.(?:,\.|;\.))",
    re.MULTILINE,
)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Marks that stand on each other after a word."""
    for dong, begin, found in toan(van_ban).tim(_LAP):
        at, marks = found.start() - begin, found.group().replace(" ", "")
        text = dong.chu
        if not at or not (text[at - 1].isalnum() or text[at - 1] in ")”]%"):
            continue
        one = marks[0] if len(set(marks)) == 1 else ""
        yield Loi(
            dong,
            f"Dấu câu lặp: “{marks}”",
            "Dấu ba chấm hay dấu chấm? Viết “...” hoặc “.”"
            if marks == ".."
            else f"Viết “{one}”"
            if one
            else "Để một dấu",
            trich=text[max(0, at - 25) : at + len(found.group())],
            edits=sua(dong, at, at + len(found.group()), one) if one and marks != ".." else (),
        )
