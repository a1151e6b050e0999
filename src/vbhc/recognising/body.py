"""The running text as items with their level: phần, khoản, điểm, gạch (Phụ lục I, II.6đ; form a and form b)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vbhc.model.ban_doc import Dong, Muc

_MARKS = (
    ("cap_thap", re.compile(r"(?P<nhan>\d{1,3}(?:\.\d{1,3})+\.?)\s+(?=\D)")),
    ("phan", re.compile(r"(?P<nhan>[IVXLC]+[.)])\s*(?=\S)")),
    ("phan", re.compile(r"(?P<nhan>(?:Phần|Chương) [IVXLC]+|(?:Tiểu mục|Mục) \d+)\b[.:]?\s*")),
    ("dieu", re.compile(r"(?P<nhan>Điều \d+\.)\s*")),
    ("khoan", re.compile(r"(?P<nhan>\d{1,3}[.)])\s*(?=\D)")),
    ("diem", re.compile(r"(?P<nhan>[a-zđA-ZĐ][.)])\s+(?=\S)")),
    ("gach", re.compile(r"(?P<nhan>[-–—•▪*])\s*(?=\S)")),
    ("cong", re.compile(r"(?P<nhan>\+)\s*(?=\S)")),
)
_BY_STYLE = {
    "phan": "phan", "khoan_tieu_de": "khoan", "khoan": "khoan", "diem": "diem", "gach": "gach", "doan": "doan",
}  # fmt: skip
_DEPTH = {"phan": 1, "dieu": 2, "khoan": 3, "cap_thap": 4, "diem": 5, "gach": 6, "cong": 7, "doan": 8}
_CALLED = {"khoan": "khoản", "diem": "điểm", "dieu": "", "phan": "Mục"}


def mark(text: str) -> tuple[str, str, str]:
    """The level a line's mark says, the mark, and the words after it; ("doan", "", text) without one."""
    for level, pattern in _MARKS:
        found = pattern.match(text)
        if found:
            return level, found["nhan"], text[found.end() :]
    return "doan", "", text


def items(lines: Iterable[tuple[Dong, str]], root: str = "") -> tuple[Muc, ...]:
    """Lines with their components as items; `root` is what the places begin with (the annex's heading)."""
    out: list[Muc] = []
    path: list[tuple[int, int, str]] = []  # depth, index, called
    plain = 0
    for dong, component in lines:
        if not dong.chu:
            continue
        level, label, words = mark(dong.chu)
        level = _level(dong, component, level, label)
        if level == "doan":
            label, words = "", dong.chu
            plain += 1
        depth = _DEPTH[level]
        while path and path[-1][0] >= depth:
            path.pop()
        called = _called(level, label)
        place = ", ".join([*([root] if root else []), *(p[2] for p in path if p[2]), *([called] if called else [])])
        if level in {"doan", "gach", "cong"} or not called:
            place = place or f"đoạn {len(out) + 1}"
        titled = component == "khoan_tieu_de" or (level == "khoan" and _bold(dong))
        out.append(Muc(level, label, words, dong, place, path[-1][1] if path else -1, titled))
        if level != "doan":
            path.append((depth, len(out) - 1, called))
    return tuple(out)


def _level(dong: Dong, component: str, level: str, label: str) -> str:
    if component in _BY_STYLE and level != _BY_STYLE[component]:
        # Our style says it; but what a person numbered 1.1. inside a khoản stays that.
        styled = _BY_STYLE[component]
        if styled == "gach" and level == "cong":
            return "cong"
        return level if level == "cap_thap" and styled != "doan" else styled
    if level == "phan" and label[:1] in "IVXLC" and not _heading_like(dong):
        return "doan"
    if level == "diem" and label[0].isupper():
        return "doan"
    return level


def _heading_like(dong: Dong) -> bool:
    """Whether a line with a Roman number is a heading: bold or capital letters, or short where no format tells."""
    return _bold(dong) or dong.in_ra.isupper() or len(dong.chu.split()) <= 15


def _bold(dong: Dong) -> bool:
    looks = dong.nhin
    return bool(looks) and looks[0].bold and (len(looks) == 1 or all(k.bold or k.italic for k in looks))


def _called(level: str, label: str) -> str:
    if level == "phan":
        return f"Mục {label.rstrip('.)')}" if label[:1] in "IVXLC" and " " not in label else label
    if level == "dieu":
        return label.rstrip(".")
    if level in {"khoan", "diem"}:
        return f"{_CALLED[level]} {label.rstrip('.)')}" if label else ""
    return f"mục {label.rstrip('.')}" if level == "cap_thap" else ""
