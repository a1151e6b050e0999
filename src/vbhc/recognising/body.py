"""The running text as items with their level: phần, khoản, điểm, gạch (Phụ lục I, II.6đ; form a and form b)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from vbhc.model.ban_doc import BAC, Dong, Muc

_SECTION = r"(?P<nhan>(?:Phần|Chương|PHẦN|CHƯƠNG) (?:thứ \w+|[IVXLC]+|\d+)|(?:Tiểu mục|Mục|MỤC) \d+)(?!\w)[.:]?\s*"
_MARKS = (
    ("cap_thap", re.compile(r"(?P<nhan>\d{1,2}(?:\.\d{1,2})+(?:[.)]\s*|/?\s+))(?=[^\d\s%])")),
    ("phan", re.compile(r"(?P<nhan>[IVXLC]{1,7}(?:[.)]\s*|\s?[/–-]\s+))(?=\S)")),
    ("phan", re.compile(_SECTION)),
    ("dieu", re.compile(r"(?P<nhan>(?:Điều|ĐIỀU) \d{1,3}[a-zđ]?[.:])\s*")),
    ("khoan", re.compile(r"(?P<nhan>\d{1,3}(?:[.)]\s*(?=\D)|\s?[/–-]\s+(?=[^\W\d_])))")),
    ("diem", re.compile(r"(?P<nhan>[a-zđ](?:\)\s*|[./-]\s+|\d?\)\s*))(?=\S)")),
    ("diem", re.compile(r"(?P<nhan>[A-ZĐ](?:[.)]|\s?[/–-]))\s+(?=\S)")),
    ("gach", re.compile(r"(?P<nhan>[-–—−•▪●·➢✓]|o(?= ))\s*(?=\S)")),
    ("cong", re.compile(r"(?P<nhan>\+)\s*(?=\S)")),
)  # fmt: skip
_FIRST = frozenset("0123456789IVXLCPMTĐ-–—−•▪●·➢✓+abcdeghiklmnopqrstuvxyđfjwzABDEGHKNOQRSUY")
_AFTER = " .):/–-"
"""What may stand after a number; the decree knows the dot and the bracket."""
_BY_STYLE = {
    "phan": "phan", "khoan_tieu_de": "khoan", "khoan": "khoan", "diem": "diem", "gach": "gach", "doan": "doan",
}  # fmt: skip
_WIDER = {"Phần": -3, "Chương": -2, "Mục": -1, "Tiểu": 0}
"""Phần, Chương, Mục, Tiểu mục stand in one another, all above Điều and `I.` (II.6đ)."""
_PLAIN = {"doan": "đoạn", "gach": "gạch đầu dòng", "cong": "dấu cộng"}


def mark(text: str) -> tuple[str, str, str]:
    """The level a line's mark says, the mark, and the words after it; ("doan", "", text) without one."""
    if text[:1] in _FIRST:
        for level, pattern in _MARKS:
            found = pattern.match(text)
            if found:
                return level, found["nhan"].strip(), text[found.end() :]
    return "doan", "", text


def items(lines: Iterable[tuple[Dong, str]], root: str = "") -> tuple[Muc, ...]:
    """Lines with their components as items; `root` is what the places begin with (the annex's heading)."""
    out: list[Muc] = []
    path: list[tuple[int, int, str]] = []  # depth, index, called
    counts: Counter[tuple[int, str]] = Counter()
    letter = ""
    for dong, component in lines:
        if not dong.chu:
            continue
        level, label, words = mark(dong.chu)
        single = len(label.rstrip(_AFTER)) == 1
        lettered = level == "diem" and label[0].isupper() and _next_letter(letter, label) and heading_like(dong)
        if lettered:
            level = "phan"
        elif level == "phan" and single and letter and ord(label[0]) == ord(letter) + 1 and label[0] in "CD":
            letter = label[0]
        level = _level(dong, component, level, label)
        if level == "doan":
            label, words = "", dong.chu
        depth = _depth(level, label)
        if level == "phan" and single and (lettered or label[0] in "ABEGHK" or label[0] == letter):
            letter, depth = label[0], -4
        while path and (path[-1][0] >= depth or (level == "doan" and path[-1][0] in {6, 7})):
            path.pop()
        parent = path[-1][1] if path else -1
        called = _called(level, label)
        if not called:
            counts[parent, level] += 1
            called = f"{_PLAIN.get(level, 'đoạn')} {counts[parent, level]}"
        elif level == "phan" and depth == -4:
            called = f"Phần {label[0]}"
        place = ", ".join([*([root] if root else []), *(p[2] for p in path if p[2]), called])
        titled = level == "khoan" and (component == "khoan_tieu_de" or bold(dong))
        out.append(Muc(level, label, words, dong, place, parent, titled))
        if level != "doan" and label:
            path.append((depth, len(out) - 1, called))
    return tuple(out)


def heading_like(dong: Dong) -> bool:
    """Whether a line with a Roman number is a heading: bold or capital letters, or short where no format tells."""
    return bold(dong) or dong.in_ra.isupper() or (len(dong.chu) <= 150 and len(dong.chu.split()) <= 15)


def bold(dong: Dong) -> bool:
    """Whether a line is a heading by its weight: all bold, or bold with a note in italics after it."""
    looks = dong.nhin
    return bool(looks) and looks[0].bold and (len(looks) == 1 or all(k.bold or k.italic for k in looks))


def _next_letter(last: str, label: str) -> bool:
    """Whether a capital letter is the section after the last one: A, B, C…"""
    return label[0] == (chr(ord(last) + 1) if last else "A") or (last == "D" and label[0] == "Đ")


def _depth(level: str, label: str) -> int:
    if level == "phan" and " " in label:
        return _WIDER.get(label.split()[0].capitalize(), 1)
    return BAC[level]


def _level(dong: Dong, component: str, level: str, label: str) -> str:
    if component in _BY_STYLE and level != _BY_STYLE[component]:
        # The style says it; but what a person numbered 1.1. inside a khoản, or as Điều, stays that.
        styled = _BY_STYLE[component]
        if styled == "gach" and level == "cong":
            return "cong"
        if level == "dieu" or (level == "cap_thap" and styled != "doan"):
            return level
        return styled
    roman = level == "phan" and set(label.rstrip(_AFTER)) <= set("IVXLC")
    if roman and component != "phan" and not heading_like(dong):
        return "doan"
    if level == "diem" and label[0].isupper():
        return "doan"
    return level


def _called(level: str, label: str) -> str:
    bare = label.rstrip(_AFTER)
    if not bare or level not in {"phan", "dieu", "khoan", "diem", "cap_thap"}:
        return ""
    if level == "phan":
        return bare if " " in bare else f"Mục {bare}"
    return {"dieu": bare, "khoan": f"khoản {bare}", "diem": f"điểm {bare}"}.get(level, f"mục {bare}")
