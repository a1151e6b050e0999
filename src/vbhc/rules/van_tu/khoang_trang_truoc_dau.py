"""Dấu cách thừa trước dấu câu.

Dấu chấm, phẩy, chấm phẩy, hai chấm, hỏi, than, đóng ngoặc, đóng nháy viết liền sau tiếng đứng trước.

Sai: Các phòng , đơn vị thuộc Sở ; Văn phòng Sở .
Đúng: Các phòng, đơn vị thuộc Sở; Văn phòng Sở.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import TextEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._van import khung, sua_goc

QUY_TAC = QuyTac("NHA-VT-3", "Dấu cách trước dấu câu", ("nha",), Severity.CANH_BAO, Sua.AN_TOAN)
# Dotted places to be filled in, ratios (1 : 1000) and `. . .` are no sentences.
_THUA = re.compile(r"(?<=[^\W_]|[%”\")\]])[ \u00a0]{1,3}(?=([,;:!?](?![,;:!?./\w])|[)”]|\.(?=\s*$|\s[^\W\d_])))")
_CO = re.compile(r"[ \u00a0][,;:!?.)”]")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Blanks between a word and the mark that ends it."""
    for dong in van_ban.dong:
        text = dong.goc
        if not _CO.search(text) or khung(van_ban, dong):
            continue
        edits: list[TextEdit] = []
        marks: list[str] = []
        for found in _THUA.finditer(text):
            after = text[found.end() + 1 : found.end() + 3].lstrip()
            if text[found.start() - 1].isdigit() and found[1] == ":" and after[:1].isdigit():
                continue
            edit = sua_goc(dong, found.start(), found.end(), "")
            if edit:
                edits += edit
                marks.append(found[1][0])
        if edits:
            start = edits[0].start
            words = " ".join(dong.doan.text[max(dong.dau, start - 25) : edits[0].end + 1].split())
            yield Loi(dong, f"Có dấu cách trước “{marks[0]}”", "Viết dấu câu liền sau tiếng đứng trước", trich=words,
                      edits=tuple(edits))  # fmt: skip
