"""Một tiếng không thể là tiếng Việt.

Tiếng Việt ghép theo khuôn: phụ âm đầu, vần, thanh. Tiếng có dấu mà không theo khuôn nào là gõ thừa, gõ thiếu, đặt dấu
sai chỗ hoặc hai tiếng dính nhau. Cả hai lối hòa/hoà, quý/quí, ủy/uỷ đều đúng. Không xét tên riêng, chữ viết tắt,
tiếng nước ngoài.

Sai: thực hiện nghiêmm túc trong nghành; kế họach
Đúng: thực hiện nghiêm túc trong ngành; kế hoạch
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._van import sua, toan
from vbhc.text.syllables import impossible, mend

QUY_TAC = QuyTac("NHA-VT-11", "Tiếng không có trong tiếng Việt", ("nha",), Severity.CANH_BAO, Sua.DE_XUAT)
# What is joined to digits, hyphens, slashes, dots and the like is a code, a transcription or an address.
_TIENG = re.compile(r"(?<![\w\-–'’@&/.])[^\W\d_]{2,}(?![\w\-–'’@&/]|\.\w)")
_DOI_CUOI = re.compile(r"(?:cc|gg|hh|mm|nn|pp|tt)$")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Words in small letters; a capitalised one, maybe a name, only where a last letter is doubled."""
    whole = toan(van_ban)
    if whole.chu.isascii():
        return
    suspects = {w for w in set(_TIENG.findall(whole.chu)) if _sai(w)}
    if not suspects:
        return
    pattern = re.compile(rf"(?<![\w\-–'’@&/.])(?:{'|'.join(map(re.escape, sorted(suspects)))})(?![\w\-–'’@&/]|\.\w)")
    for dong, begin, found in whole.tim(pattern):
        word, at = found.group(), found.start() - begin
        right = mend(word.lower())
        if right and word[0].isupper():
            right = right[0].upper() + right[1:]
        yield Loi(dong, f"“{word}” không thành tiếng", f"Có phải “{right}”?" if right else "Xem lại cách viết",
                  trich=dong.chu[max(0, at - 20) : at + len(word) + 20],
                  edits=sua(dong, at, at + len(word), right) if right else ())  # fmt: skip


def _sai(word: str) -> bool:
    if word.isascii() or len(word) > 24:
        return False
    if word.islower():
        return impossible(word)
    return word[1:].islower() and bool(_DOI_CUOI.search(word)) and impossible(word.lower())
