"""What the rules on tables share: cells as numbers, rows with their own cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from vbhc.model.ban_doc import Bang, HangBang, OBang
from vbhc.text import numbers
from vbhc.text.letters import HOA

TRONG = frozenset({"", "-", "–", "—", "x", "X", "…", "..."})
"""What stands in a cell that holds nothing."""
DON_VI = re.compile(
    r"(?:(?:Phòng|Trung tâm|Chi cục|Văn phòng|Ban|Sở|Thanh tra|UBND|Ủy ban|Công an|Cục|Vụ|Viện|Trường|Hội|Đoàn|Bộ)\b.*)"
)
_TACH = re.compile(rf"[;,\n]|\s+[-–+]\s+(?=[{HOA}])|(?:^|\s)và\s+(?=(?:Phòng|Trung tâm|Chi cục|Văn phòng|Sở)\b)")


def cua_hang(bang: Bang) -> Iterator[tuple[int, HangBang]]:
    """The rows with their numbers from 1."""
    return enumerate(bang.hang, start=1)


def loai(row: HangBang) -> str:
    """What a row is; a row of small numbers that do not count the columns (1 | A | 10) is an ordinary one."""
    if row.loai != "danh_so":
        return row.loai
    numbers_ = [int(o.chu.strip("()")) for o in row.o if o is not None and o.chu.strip("()").isdigit()]
    counts = all(b - a == 1 for a, b in pairwise(numbers_))
    return "danh_so" if counts else "thuong"


def rieng(row: HangBang, number: int, column: int) -> OBang | None:
    """A row's own cell: None where it is merged with the one above or covered by another."""
    cell = row.o[column]
    return cell if cell is not None and cell.hang == number else None


def so(text: str) -> Decimal | None:
    """A cell as a number; None for words.

    Raises:
        BadNumber: a number that can be read in two ways.
    """
    compact = text.strip().replace(" ", "")
    if not compact or not compact[-1].isdigit() or any(c not in "0123456789.,-+−" for c in compact):
        return None
    return numbers.parse(compact)


def don_vi(cell: OBang | None) -> Iterator[str]:
    """The units named in a cell, one by one; a group ("Các phòng, đơn vị") is none."""
    if cell is None or not cell.chu:
        return
    for line in cell.dong:
        for piece in _TACH.split(line.chu):
            name = piece.strip(" .-–+")
            if DON_VI.fullmatch(name) and len(name.split()) > 1:
                yield name
