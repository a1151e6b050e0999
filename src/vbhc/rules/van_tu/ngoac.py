"""Dấu ngoặc mở không đóng, hoặc đóng không mở.

Mỗi dấu ( [ { có dấu đóng cùng loại. Dấu ngoặc của điểm a), b) không tính; ngoặc mở ở dòng này và đóng ở ngay mấy dòng
sau (tên dài xuống dòng) là đủ đôi.

Sai: Kế hoạch công tác dân vận (sau đây gọi là Kế hoạch năm 2026
Đúng: Kế hoạch công tác dân vận (sau đây gọi là Kế hoạch) năm 2026
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._van import tung_doan

QUY_TAC = QuyTac("NHA-VT-5", "Dấu ngoặc không đủ đôi", ("nha",), Severity.CANH_BAO, Sua.KHONG)
_DOI = {")": "(", "]": "[", "}": "{"}
_DAU = re.compile(r"[()\[\]{}]")
_NHAN = re.compile(r"(?:^|[\s:;,.(“])(?:[^\W\d_]|\d{1,3}|[IVXivx]{1,5}|[^\W\d_]?\d{1,2}(?:\.\d{1,2}){0,3}|\*{1,3})\.?$")
_DAU_DONG = re.compile(r"\s*(?:[^\W\d_]|\d{1,3}|[ivxIVX]{1,5})")
_KHOANG = re.compile(r"[\[(]\s*-?\d[\d.,]*\s*[;,–-]\s*-?[\d+∞][\d.,]*\s*[\])]")
_XA = 4
"""So many lines further on a bracket may be closed."""


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """A stack over the lines of one place; what is open at a line's end waits for a few lines."""
    for lines in tung_doan(van_ban.dong):
        waiting: deque[tuple[str, int, Dong, int]] = deque()
        for number, dong in enumerate(lines):
            text = dong.chu
            if _DAU.search(text):
                yield from _dong(number, dong, text, waiting)
            while waiting and number - waiting[0][1] >= _XA:
                yield _mo(waiting.popleft())
        for left in waiting:
            yield _mo(left)


def _dong(number: int, dong: Dong, text: str, waiting: deque[tuple[str, int, Dong, int]]) -> Iterator[Loi]:
    plain = _KHOANG.sub(lambda m: "_" * len(m.group()), text)
    for found in _DAU.finditer(plain):
        sign, at = found.group(), found.start()
        if sign not in _DOI:
            waiting.append((sign, number, dong, at))
            continue
        if sign == ")" and _DAU_DONG.fullmatch(plain, 0, at):
            continue
        label = sign == ")" and _NHAN.search(plain[max(0, at - 12) : at]) is not None
        if waiting and waiting[-1][0] == _DOI[sign]:
            # `(gồm a) việc này; b) việc kia)`: while more marks close than open, the labels are the ones too many.
            inner = waiting[-1][2] is not dong or len(plain[waiting[-1][3] + 1 : at].strip(" .")) > 4
            if label and inner and plain.count(")", at + 1) > plain.count("(", at + 1):
                continue
            waiting.pop()
        elif not label:
            words = text[max(0, at - 40) : at + 1]
            yield Loi(dong, f"Dấu “{sign}” không có dấu mở", f"Thêm “{_DOI[sign]}” hoặc bỏ “{sign}”", trich=words)


def _mo(left: tuple[str, int, Dong, int]) -> Loi:
    sign, _, dong, at = left
    close = next(c for c, o in _DOI.items() if o == sign)
    return Loi(dong, f"Dấu “{sign}” mở mà không đóng", f"Thêm “{close}” hoặc bỏ “{sign}”", trich=dong.chu[at : at + 60])
