"""What a changed place in a text is: a deadline, a date, an amount, a number, a document's symbol."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vbhc.model.so_sanh import ChoSua, Tu

_DATE = re.compile(
    r"(?:ngày\s+)?\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}/\d{1,2}(?![/\w])"
    r"|tháng\s+\d{1,2}(?:\s*(?:/|năm)\s*\d{4})?|\d{1,2}/\d{4}|ngày\s+\d{1,2}(?=\s+h[ằà]ng\s+tháng)|quý\s+[IVX\d]+(?:\s*(?:/|năm)\s*\d{4})?|năm\s+\d{4}",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\d[\d.,]*\s*(?:triệu|tỷ|tỉ|nghìn|ngàn)?\s*(?:đồng|VNĐ|VND)\b|\d[\d.,]*\s*(?:triệu|tỷ)\b", re.IGNORECASE
)
_SHARE = re.compile(r"\d[\d.,]*\s*%")
_SYMBOL = re.compile(r"\d*/(?:\d{4}/)?[A-ZĐ][\wĐđ-]*(?:-[\wĐđ]+)*")
_NUMBER = re.compile(r"(?<![\w/])\d[\d.,]*(?![\w/])")
_DUE = re.compile(
    r"trước|chậm nhất|thời hạn|hạn|xong|hoàn thành|đến hết|muộn nhất|kết thúc|thời gian|tiến độ|gửi về", re.IGNORECASE
)
_KINDS = ((_DATE, "ngày"), (_MONEY, "số tiền"), (_SHARE, "tỷ lệ"), (_SYMBOL, "số, ký hiệu"), (_NUMBER, "số liệu"))
_BEFORE = 60
"""Letters before a date in which it is said to be a deadline."""


def places(tu: Sequence[Tu]) -> tuple[ChoSua, ...]:
    """The places that differ, in order, each widened to the date or amount it is part of."""
    old = "".join(t.chu for t in tu if t.dau != "+")
    new = "".join(t.chu for t in tu if t.dau != "-")
    spans = _spans(tu)
    values = _values(old), _values(new)
    out: list[tuple[str, int, int, int, int]] = []
    for i, j, k, m in spans:
        name, place = _value(values, i, j, k, m, old, new)
        if out and place[0] < out[-1][2] and place[2] < out[-1][4]:
            continue  # another piece of the same date
        out.append((name, *place))
    return tuple(ChoSua(name, old[i:j].strip(), new[k:m].strip()) for name, i, j, k, m in out)


def _spans(tu: Sequence[Tu]) -> list[tuple[int, int, int, int]]:
    """The stretches that differ: start and end in each text."""
    out: list[tuple[int, int, int, int]] = []
    i = k = 0
    open_ = False
    for piece in tu:
        size = len(piece.chu)
        if piece.dau == "=":
            i, k, open_ = i + size, k + size, False
            continue
        j, m = (i + size, k) if piece.dau == "-" else (i, k + size)
        if open_:
            first = out.pop()
            out.append((first[0], j, first[2], m))
        else:
            out.append((i, j, k, m))
        i, k, open_ = j, m, True
    return out


Value = tuple[int, int, str]


def _values(text: str) -> list[Value]:
    """Dates, amounts and numbers of a text, where they stand; the first kind that fits."""
    out: list[Value] = []
    taken = [False] * (len(text) + 1)
    for pattern, name in _KINDS:
        for found in pattern.finditer(text):
            if not any(taken[found.start() : found.end()]):
                taken[found.start() : found.end()] = [True] * (found.end() - found.start())
                out.append((found.start(), found.end(), name))
    return sorted(out)


def _value(
    values: tuple[list[Value], list[Value]], i: int, j: int, k: int, m: int, old: str, new: str
) -> tuple[str, tuple[int, int, int, int]]:
    """What a stretch is part of in both texts, when it is one value there and the same kind here."""
    left, right = _holding(values[0], old, i, j), _holding(values[1], new, k, m)
    if left is None or right is None or left[2] != right[2]:
        return "", (i, j, k, m)
    name = left[2]
    if name == "ngày" and _DUE.search(old[max(0, left[0] - _BEFORE) : left[0]]):
        name = "thời hạn"
    return name, (left[0], left[1], right[0], right[1])


def _holding(values: list[Value], text: str, start: int, end: int) -> Value | None:
    """The value that a stretch lies in, blanks before its words aside."""
    stretch = text[start:end]
    first = end - len(stretch.lstrip() or stretch)
    return next((v for v in values if v[0] <= first and end <= v[1] and start < v[1]), None)
