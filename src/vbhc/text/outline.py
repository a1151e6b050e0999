"""The outline a drafter types in Word, as text: `1.`, `a)`, `-`, `+` and plain lines become nested lines.

The numbers and letters typed only say the level; they are kept aside (`so_go`) so that a number that will print
otherwise can be pointed out, and are made anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache


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


_MARK = re.compile(r"(?P<sao>\*{1,3})?(?:(?P<khoan>\d{1,3}\.)|(?P<diem>[a-zđ][).])|(?P<gach>[-–—•])|(?P<cong>\+))\s+")
TU_TIEU_DE = 12
"""A khoản's line with more words than this is a sentence when it ends in a colon or only a paragraph follows it."""
_DEPTH = {Cap.KHOAN: 1, Cap.DIEM: 2, Cap.GACH: 3, Cap.CONG: 4}


def read(text: str, tran: Cap = Cap.DOAN) -> tuple[Dong, ...]:
    """Read an outline.

    Args:
        text: lines; blank lines only separate.
        tran: the level of a line without a mark.

    A khoản whose line has items under it and no full stop is a title (Phụ lục I, II.6đ: a titled khoản stands on its
    own line, bold), but a long line is one only when items follow and no colon announces them; a line wholly in
    `**…**` always is.
    """
    return _again(text, tran) if len(text) < _SHORT else _read(text, tran)


def _read(text: str, tran: Cap) -> tuple[Dong, ...]:
    flat: list[Dong] = []
    for number, raw in enumerate(text.split("\n")):
        cap, typed, line = dau_muc(raw.strip())
        if line:
            flat.append(Dong(cap or tran, line, typed if cap in (Cap.KHOAN, Cap.DIEM) else "", number))
    return _nest(flat)


_SHORT = 4_000
_again = lru_cache(maxsize=256)(_read)
"""Outlines of a list's documents are mostly the same: read once, as long as they are short."""


def dau_muc(line: str) -> tuple[Cap | None, str, str]:
    """A line's level, its mark as typed, and the rest; stars before the mark (`**2. Đậm**`) stay with the rest."""
    found = _MARK.match(line)
    if not found:
        return None, "", line
    name = str(found.lastgroup)
    return Cap[name.upper()], found.group(name), (found["sao"] or "") + line[found.end() :].strip()


_NGO = (
    (re.compile(r"#{1,6}\s|[IVX]+\.\s|Điều\s+\d+\."), "phan"),
    (re.compile(r"\d{1,3}\.(?=[^\W\d])|[a-zđ]\)(?=\w)|[-–—•+](?=[^\W\d])"), "dinh"),
    (
        re.compile(
            r"\d{1,3}[)）]|\(\d{1,3}\)|\d{1,2}(?:\.\d{1,2})+\.?(?=\s+[^\W\d])"
            r"|(?:\d{1,2}/|[a-zđ][,/）]|[ivx]{2,4}\))(?=\s+[^\W\d])"
        ),
        "ngoac",
    ),
)


def dang_ngo(line: str, before: str = "") -> tuple[str, str]:
    """What makes one doubt that a line is what its writer meant: a name for the doubt and the words that raise it.

    "phan": a part's number or heading; "dinh": a mark with no blank after it; "ngoac": `1)`, `1.1`, `2/`, `c,`, `ii)`;
    "noi": a line that goes on with the one before (a soft break pasted from Word). Both empty when there is no doubt.
    """
    line, before = line.strip(), before.strip()
    if dau_muc(line)[0]:
        return "", ""
    for pattern, name in _NGO:
        found = pattern.match(line)
        if found:
            return name, found.group().strip()
    if line[:1].islower() and before and before[-1] not in '.:;!?…”")*':
        return "noi", " ".join(line.split()[:4])
    return "", ""


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
    long = len(item.chu.split()) > TU_TIEU_DE and (item.chu.endswith(":") or all(x.cap is Cap.DOAN for x in under))
    stopped = item.chu.endswith((".", ";", ",", "!", "?"))
    if item.cap is Cap.KHOAN and (whole or (under and not stopped and not long)):
        return replace(item, chu=whole.group(1) if whole else item.chu, la_tieu_de=True, muc=under)
    return replace(item, muc=under) if under else item
