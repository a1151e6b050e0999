"""Dấu nháy mở không đóng, hoặc đóng không mở.

Mỗi dấu “ có một dấu ”; dấu nháy thẳng (") đi từng đôi. Đoạn trích nhiều dòng (mở nháy ở đầu dòng, đóng ở dòng sau
cùng) là đủ đôi. Nháy thẳng sau chữ số là đơn vị inch, không tính.

Sai: phong trào thi đua “Dân vận khéo năm 2026
Đúng: phong trào thi đua “Dân vận khéo” năm 2026
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._van import tung_doan

QUY_TAC = QuyTac("NHA-VT-6", "Dấu nháy không đủ đôi", ("nha",), Severity.CANH_BAO, Sua.KHONG)
_INCH = re.compile(r'(?<=\d)"(?!\w)')
_DAU_DONG = re.compile(r"(?:[-–+*•]|\w{1,3}[.)])?\s*[“\"]")
_XA = 3
"""So many lines further on a name that goes over the line may be closed; a quoted passage, at any line."""


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Curly quotes by a stack over the lines of one place; straight ones by their number."""
    for lines in tung_doan(van_ban.dong):
        waiting: list[tuple[int, Dong, int, bool]] = []
        odd: list[tuple[int, Dong]] = []
        for number, dong in enumerate(lines):
            text = dong.chu
            if '"' not in text and "“" not in text and "”" not in text:
                continue
            straight = _INCH.sub("_", text).count('"') % 2
            yield from _cong(number, dong, text, waiting, straight=straight)
            if straight and text.count("“") == text.count("”"):
                odd.append((number, dong))
        for _, dong, at, _ in waiting:
            yield Loi(dong, "Dấu “ mở mà không đóng", "Thêm ” vào chỗ hết phần trích", trich=dong.chu[at : at + 60])
        yield from _thang(odd)


def _cong(
    number: int, dong: Dong, text: str, waiting: list[tuple[int, Dong, int, bool]], *, straight: int
) -> Iterator[Loi]:
    mine: list[int] = []
    for at, sign in enumerate(text):
        if sign == "“":
            mine.append(at)
        elif sign == "”":
            if mine:
                mine.pop()
            elif waiting and (waiting[-1][3] or number - waiting[-1][0] <= _XA):
                waiting.pop()
            elif straight:
                straight = 0  # a pair of two styles is another rule's
            else:
                yield Loi(dong, "Dấu ” không có dấu mở", "Thêm “ vào chỗ bắt đầu phần trích, hoặc bỏ ”",
                          trich=text[max(0, at - 40) : at + 1])  # fmt: skip
    if mine and straight:
        mine.pop()
    waiting += [(number, dong, at, at == 0 or bool(_DAU_DONG.fullmatch(text, 0, at + 1))) for at in mine]


def _thang(odd: list[tuple[int, Dong]]) -> Iterator[Loi]:
    """Lines with an odd number of straight quotes; two near each other are one quotation over several lines."""
    i = 0
    while i < len(odd):
        number, dong = odd[i]
        if i + 1 < len(odd) and (odd[i + 1][0] - number <= _XA or _DAU_DONG.match(dong.chu)):
            i += 2
            continue
        at = dong.chu.rfind('"')
        yield Loi(dong, 'Dấu " lẻ đôi', 'Thêm hoặc bỏ một dấu "', trich=dong.chu[max(0, at - 20) : at + 40])
        i += 1
