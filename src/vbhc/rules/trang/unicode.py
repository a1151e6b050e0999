"""Chữ Việt gõ bằng Unicode tổ hợp (chữ cái và dấu rời nhau).

Trên giấy trông như nhau, nhưng tìm kiếm, sắp xếp, kiểm tra chính tả và đối chiếu số ký hiệu đều hụt. TCVN 6909:2001
trong văn bản hành chính dùng chữ dựng sẵn: mỗi chữ có dấu là một ký tự.

Sai: “ế” gồm ba ký tự e + ^ + ́
Đúng: “ế” là một ký tự
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import TextEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.trang._chung import doan, dong_cua
from vbhc.text import letters

QUY_TAC = QuyTac("N30-00-12", "Unicode dựng sẵn", ("I.I.4",), Severity.LOI, Sua.AN_TOAN)
_LOOSE = re.compile("[^\u0300-\u036f][\u0300-\u036f]+")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """One finding for the document, mending every loose mark."""
    edits: list[TextEdit] = []
    first, count, words = None, 0, ""
    for paragraph in doan(van_ban):
        text = paragraph.text
        if text.isascii() or unicodedata.is_normalized("NFC", text):
            continue
        loose = [m for m in _LOOSE.finditer(text) if letters.nfc(m.group()) != m.group()]
        if not loose:
            continue
        count += 1
        if first is None:
            first = paragraph
            words = letters.nfc(" ".join(text.split())[:80])
        edits += (TextEdit(paragraph.spot, m.start(), m.end(), letters.nfc(m.group())) for m in loose)
    if first is not None:
        yield Loi(
            dong_cua(van_ban, first),
            f"Chữ gõ bằng Unicode tổ hợp ở {count} đoạn",
            "Chuyển sang Unicode dựng sẵn",
            trich=words,
            edits=tuple(edits),
        )
