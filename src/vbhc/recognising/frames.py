"""Which tables only lay out the head, the signature or Kính gửi, and which hold data; lines typed side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from vbhc.model.ban_doc import Dong
from vbhc.model.view import Table, View, tables
from vbhc.recognising import signs
from vbhc.recognising.lines import split

_FEW_ROWS, _FEW_CELLS = 8, 3
_GAP = re.compile(r"\s*\t\s*|[ \u00a0]{4,}")
_LONGEST, _MOST_GAPS, _MOST_ENTRIES = 400, 12, 100
_LISTED = re.compile(r"Nơi\s*(?:nhận|gửi)\s*:\s*[-–—•+]\s*\S", re.IGNORECASE)
_ENTRY = re.compile(r"(?<=[;,.])\s+(?=[-–—•+]\s*\S)")


def layouts(view: View, lines: Iterable[Dong], known: Mapping[int, str]) -> dict[int, str]:
    """Table number → "dau" (head), "ky" (signature and recipients) or "khung" for those that only lay out.

    `known` has tables already settled by our own styles.
    """
    cells: dict[int, list[Dong]] = {}
    for line in lines:
        if line.doan.spot.table and line.o_dau == "" and line.chu:
            cells.setdefault(line.doan.spot.table, []).append(line)
    out = dict(known)
    ended = False
    for table in tables(view.blocks):
        if not table.number or table.number in out:
            continue
        small = len(table.rows) <= _FEW_ROWS and all(len(row.cells) <= _FEW_CELLS for row in table.rows)
        found = _which(table, cells.get(table.number, []), after_foot=ended) if small else ""
        if found:
            out[table.number] = found
        ended = ended or found == "ky"
    return out


def _which(table: Table, lines: list[Dong], *, after_foot: bool) -> str:
    if len(lines) > 60 or any(row.header for row in table.rows):
        return ""
    texts = [line.chu for line in lines]
    if any(signs.quoc_hieu(t) or signs.tieu_ngu(t) for t in texts):
        return "dau"
    if any(signs.so_ky_hieu(t) for t in texts) and len(texts) <= 12:
        return "dau"
    if any(signs.luu(t) and ":" in t[:10] for t in texts) and any(signs.GACH.match(t) for t in texts):
        return "ky"
    if any(signs.NOI_NHAN.fullmatch(t) for t in texts) and len(table.rows) <= 4 and not _heads(table, lines):
        return "ky"
    if (
        len(table.rows) <= 4
        and not table.bordered
        and any(d.doan.spot.row == 1 and signs.chuc_vu(signs.printed(d)) for d in lines)
    ):
        return "khung" if after_foot else "ky"
    if any(signs.KINH_GUI.match(t) for t in texts):
        return "khung"
    if len(texts) == 1 and signs.dau(texts[0]):
        return "khung"
    if not table.bordered and len(texts) <= 4 and any(signs.dia_danh(t) for t in texts):
        return "dau"
    return ""


def _heads(table: Table, lines: list[Dong]) -> bool:
    """Whether `Nơi nhận` is the heading of a column of data: alone in its cell, other headings beside it."""
    line = next(d for d in lines if signs.NOI_NHAN.fullmatch(d.chu))
    row, column = line.doan.spot.row, line.doan.spot.column
    alone = sum(1 for d in lines if (d.doan.spot.row, d.doan.spot.column) == (row, column)) == 1
    signed = any(d.doan.spot.row == row and signs.chuc_vu(signs.printed(d)) for d in lines)
    return alone and len(table.rows) > 1 and not signed


def side_by_side(lines: Iterable[Dong]) -> Iterator[Dong]:
    """The lines, those that hold two components set apart by tabs or blanks as two."""
    for line in lines:
        if _LISTED.match(line.chu):
            yield from _entries(line)
            continue
        cut = _where(line) if ("\t" in line.goc or "    " in line.goc or "\u00a0\u00a0" in line.goc) else None
        if cut is None:
            yield line
        else:
            yield from split(line, *cut)


def _entries(line: Dong) -> Iterator[Dong]:
    """`Nơi nhận: - A; - B.` typed as one line: its heading and each recipient."""
    at = line.goc.index(":") + 1
    head, rest = split(line, at, at)
    yield head
    for _ in range(_MOST_ENTRIES):
        found = _ENTRY.search(rest.goc)
        if found is None:
            break
        first, rest = split(rest, found.start(), found.end())
        yield first
    yield rest


def _where(line: Dong) -> tuple[int, int] | None:
    text = line.goc
    if len(text) > _LONGEST:
        return None
    for count, gap in enumerate(_GAP.finditer(text)):
        left, right = " ".join(text[: gap.start()].split()), " ".join(text[gap.end() :].split())
        if count >= _MOST_GAPS:
            break
        if left and right and not left.endswith(("Số:", "Số", "ngày", "tháng", "năm", ",")) and _apart(left, right):
            return gap.start(), gap.end()
    return None


def _apart(left: str, right: str) -> bool:
    if signs.quoc_hieu(right) or signs.tieu_ngu(right) or signs.NOI_NHAN.fullmatch(left):
        return True
    if signs.dia_danh(right) and not right.casefold().startswith("ngày"):
        return True
    if signs.so_ky_hieu(left) and "/" in left:
        return True
    if signs.GACH.match(left) and left.endswith((";", ".", ",", ":")):
        return right.isupper() or signs.ho_ten(right)
    return signs.chuc_vu(left) and signs.chuc_vu(right)
