"""Tables with data: what each column is for and what each row is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vbhc.model.ban_doc import Bang, Dong, HangBang, OBang
from vbhc.model.view import Cell, Row, Table, paragraphs

_ROLES = (
    ("stt", re.compile(r"(?:s?tt|số tt|số thứ tự)", re.IGNORECASE), True),
    ("phoi_hop", re.compile(r"phối hợp", re.IGNORECASE), False),
    ("chu_tri", re.compile(r"chủ trì", re.IGNORECASE), False),
    ("thoi_han", re.compile(r"thời (?:hạn|gian|điểm)|tiến độ|(?:hạn|ngày) hoàn thành", re.IGNORECASE), False),
    ("don_vi", re.compile(r"(?:đơn vị|cơ quan|người|bộ phận) (?:thực hiện|phụ trách|được giao)|phân công",
                         re.IGNORECASE), False),
    ("tien", re.compile(r"kinh phí|(?:số|thành) tiền|đơn giá|dự toán|(?:triệu|nghìn|ngàn|tỷ) đồng|\(đồng\)",
                      re.IGNORECASE), False),
    ("noi_dung", re.compile(r"nội dung|nhiệm vụ|công việc|tên|chỉ tiêu|tiêu chí", re.IGNORECASE), False),
)  # fmt: skip
MAX_COLUMNS = 128
"""Columns beyond are not looked at; no table on paper has so many."""
SO = re.compile(r"-?\d{1,3}(?:\.\d{3})*(?:,\d+)?|-?\d+(?:,\d+)?")
"""A number as Vietnamese offices write it: 1.234.567,5."""
_TONG = re.compile(r"(?:tổng(?: số| cộng)?|cộng)(?:\s*\(.*\))?\s*:?", re.IGNORECASE)
_TONG_TIEN = re.compile(r"tổng(?: cộng)? (?:kinh phí|số tiền|tiền|chi phí|chi|dự toán|giá trị)\b.{0,30}", re.IGNORECASE)
_NUMBERED = re.compile(r"\d{1,4}\.?")
_GROUP = re.compile(r"[IVXLC]+\.?|[A-ZĐ]\.?")
_DANH_SO = re.compile(r"\(?\d{1,2}\)?(?:\s*=.*)?|\([A-Z]\)|[A-Z]")


_Own = Mapping[int, tuple[Dong, ...]]


def read(table: Table, o_dau: str, own: _Own) -> Bang:
    """A table's rows and columns with their roles; `own` are the lines of each paragraph, by its `id`."""
    width = min(max((sum(c.span for c in row.cells) for row in table.rows), default=0), MAX_COLUMNS)
    grid = _grid(table, width, own)
    heads = _heading_rows(table, grid)
    dau = tuple(
        " ".join(dict.fromkeys(o.chu for row in grid[:heads] if (o := row[c]) is not None and o.chu))
        for c in range(width)
    )
    rows = tuple(
        HangBang(_kind(grid[i], i, heads), grid[i], table.rows[i]) for i in range(len(table.rows))
    )  # fmt: skip
    body = [r.o for r in rows if r.loai == "thuong"]
    return Bang(table, o_dau, dau, tuple(_role(dau[c], c, body) for c in range(width)), rows)


def _grid(table: Table, width: int, own: _Own) -> list[tuple[OBang | None, ...]]:
    out: list[tuple[OBang | None, ...]] = []
    for number, row in enumerate(table.rows, start=1):
        cells: list[OBang | None] = []
        for cell in row.cells:
            column = len(cells)
            if cell.merged == "on" and out and column < len(out[-1]):
                cells.append(out[-1][column])
            else:
                cells.append(_cell(cell, number, column + 1, own))
            cells += [None] * (cell.span - 1)
        out.append(tuple((cells + [None] * width)[:width]))
    return out


def _cell(cell: Cell, row: int, column: int, own: _Own) -> OBang:
    lines = tuple(line for p in paragraphs(cell.blocks) for line in own[id(p)])
    return OBang(row, column, " ".join([line.chu for line in lines if line.chu]), lines)


def _heading_rows(table: Table, grid: list[tuple[OBang | None, ...]]) -> int:
    flagged = 0
    for row in table.rows:
        if not row.header:
            break
        flagged += 1
    if flagged:
        return flagged
    first = next((o.chu for o in grid[0] if o is not None and o.chu), "") if grid else ""
    if _NUMBERED.fullmatch(first) or first.startswith("(1)") or _is_group(grid[0] if grid else ()):
        return 0  # goes on from the table before, or begins with its column numbers
    return sum(1 for _ in _leading(table.rows, grid))


def _leading(rows: tuple[Row, ...], grid: list[tuple[OBang | None, ...]]) -> list[Row]:
    """Heading rows that nobody marked: the first, and those under it while every word in them is bold."""
    out: list[Row] = []
    for row, cells in zip(rows[:4], grid, strict=False):
        words = [o for o in cells if o is not None and o.chu]
        bold = bool(words) and all(look.bold for o in words for line in o.dong for look in line.nhin)
        if not out or (bold and len(words) > 1 and not _SUM_OR_GROUP(cells)):
            out.append(row)
        else:
            break
    return out


def _SUM_OR_GROUP(cells: tuple[OBang | None, ...]) -> bool:  # noqa: N802 - reads as the condition it is
    filled = [o for o in cells if o is not None and o.chu]
    return len(filled) <= 1 or any(_TONG.fullmatch(o.chu) for o in filled) or _is_group(cells)


def _is_group(cells: tuple[OBang | None, ...]) -> bool:
    """Whether a row begins a group with a Roman number or a letter; what else it may hold are its sums."""
    filled = [o for o in cells if o is not None and o.chu]
    if len(filled) < 2 or len(cells) <= 2 or not _GROUP.fullmatch(filled[0].chu):
        return False
    return all(SO.fullmatch(o.chu) for o in filled[2:])


def _kind(cells: tuple[OBang | None, ...], index: int, heads: int) -> str:
    if index < heads:
        return "dau"
    own = [o for o in cells if o is not None and o.chu and o.hang == index + 1]
    if index == heads and len(own) > 2 and _column_numbers([o.chu for o in own]):
        return "danh_so"
    if any(_TONG.fullmatch(o.chu) for o in own[:2]):
        return "tong"
    if own and _TONG_TIEN.fullmatch(own[0].chu):  # after a number in its first cell it is an ordinary row
        return "tong"
    distinct = [o for o in cells if o is not None and o.chu]
    if len(distinct) == 1 and len(cells) > 1:
        return "nhom"
    return "nhom" if _is_group(cells) else "thuong"


def _column_numbers(texts: list[str]) -> bool:
    """Whether a row numbers its columns: (1) (2) (3)=(1)+(2), or A B 1 2 3, one number after another."""
    if not all(map(_DANH_SO.fullmatch, texts)) or texts[0].strip("()") not in "1A":
        return False
    numbers = [int(found.group()) for t in texts if (found := re.match(r"\d+", t.lstrip("(")))]
    return numbers == list(range(1, len(numbers) + 1))


def _role(heading: str, column: int, body: list[tuple[OBang | None, ...]]) -> str:
    texts = [o.chu for row in body if (o := row[column]) is not None and o.chu]
    numbers = bool(texts) and sum(bool(SO.fullmatch(t)) for t in texts) * 5 >= len(texts) * 4
    for role, pattern, whole in _ROLES:
        if pattern.fullmatch(heading.strip(" .")) if whole else pattern.search(heading):
            return "so" if role == "noi_dung" and numbers else role  # “Chỉ tiêu” may head a column of either
    return "so" if numbers else ""
