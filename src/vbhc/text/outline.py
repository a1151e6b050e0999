"""The outline a drafter types in Word, as text: `1.`, `a)`, `-`, `+` and plain lines become nested lines.

The numbers and letters typed only say the level; they are kept aside (`so_go`) so that a number that will print
otherwise can be pointed out, and are made anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum


class Cap(StrEnum):
    """The level of an item of the text (Phụ lục I, II.6đ, form b; gạch and cộng are house habits)."""

    THEO_TANG = "theo tầng"
    KHOAN = "khoản"
    DIEM = "điểm"
    GACH = "gạch đầu dòng"
    CONG = "cộng đầu dòng"
    DOAN = "đoạn"


@dataclass(frozen=True, slots=True)
class Dong:
    """A line of an outline with the lines under it; `dong` counts lines from the start of the text, from 0."""

    cap: Cap
    chu: str
    so_go: str = ""
    dong: int = 0
    la_tieu_de: bool = False
    muc: tuple[Dong, ...] = ()


_MARK = re.compile(r"(?P<khoan>\d{1,3}\.)\s+|(?P<diem>[a-zđ][).])\s+|(?P<gach>[-–—•])\s+|(?P<cong>\+)\s+")
_DEPTH = {Cap.KHOAN: 1, Cap.DIEM: 2, Cap.GACH: 3, Cap.CONG: 4}


def read(text: str, tran: Cap = Cap.DOAN) -> tuple[Dong, ...]:
    """Read an outline.

    Args:
        text: lines; blank lines only separate.
        tran: the level of a line without a mark.

    A khoản whose line has items under it and no full stop is a title (Phụ lục I, II.6đ: a titled khoản stands on its
    own line, bold); a line wholly in `**…**` always is.
    """
    flat: list[Dong] = []
    for number, raw in enumerate(text.split("\n")):
        line = raw.strip()
        mark = _MARK.match(line)
        cap, typed = tran, ""
        if mark:
            cap = Cap[str(mark.lastgroup).upper()]
            typed = mark.group(str(mark.lastgroup)) if cap in (Cap.KHOAN, Cap.DIEM) else ""
            line = line[mark.end() :].strip()
        if line:
            flat.append(Dong(cap, line, typed, number))
    return _nest(flat)


def _nest(flat: list[Dong]) -> tuple[Dong, ...]:
    """Lines under lines: a khoản or điểm takes all that is deeper, plain paragraphs too; a gạch takes its `+`."""
    out: list[Dong] = []
    i = 0
    while i < len(flat):
        item = flat[i]
        j = i + 1
        if item.cap in (Cap.KHOAN, Cap.DIEM):
            while j < len(flat) and _DEPTH.get(flat[j].cap, 9) > _DEPTH[item.cap]:
                j += 1
        elif item.cap is Cap.GACH:
            while j < len(flat) and flat[j].cap is Cap.CONG:
                j += 1
        out.append(_titled(item, _nest(flat[i + 1 : j])))
        i = j
    return tuple(out)


def _titled(item: Dong, under: tuple[Dong, ...]) -> Dong:
    whole = re.fullmatch(r"\*\*([^*]+)\*\*:?", item.chu)
    if item.cap is Cap.KHOAN and (whole or (under and not item.chu.endswith((".", ";", ",", "!", "?")))):
        return replace(item, chu=whole.group(1) if whole else item.chu, la_tieu_de=True, muc=under)
    return replace(item, muc=under)
