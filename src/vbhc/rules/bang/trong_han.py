"""Hàng giao việc thiếu đơn vị chủ trì hoặc thiếu thời hạn.

Trong bảng phân công, mỗi việc có một đơn vị chủ trì và một thời hạn (“Thường xuyên”, “Cả năm” cũng là thời hạn). Cột
để trống hầu hết các hàng là mẫu để điền, không báo.

Sai: | 4 | Rà soát, ký cam kết | Văn phòng Sở | (trống) |
Đúng: | 4 | Rà soát, ký cam kết | Văn phòng Sở | Cả năm |
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Bang, HangBang
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.bang import _o

QUY_TAC = QuyTac("NHA-BG-1", "Việc thiếu chủ trì, thời hạn", ("nha",), Severity.CANH_BAO, Sua.KHONG)
_TEN = {"chu_tri": "đơn vị chủ trì", "don_vi": "đơn vị thực hiện", "thoi_han": "thời hạn"}


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every table that gives tasks a lead and a deadline."""
    for table in van_ban.bang:
        leads = [i for i, r in enumerate(table.cot) if r in {"chu_tri", "don_vi"}]
        due = [i for i, r in enumerate(table.cot) if r == "thoi_han"]
        if leads and due and "noi_dung" in table.cot:
            tasks = [(n, r) for n, r in _o.cua_hang(table) if r.loai == "thuong" and _viec(table, r, n)]
            yield from _cot(table, leads, due, tasks)
            yield from _cot(table, due, leads, tasks)


def _cot(table: Bang, columns: list[int], others: list[int], tasks: list[tuple[int, HangBang]]) -> Iterator[Loi]:
    blank = [(n, r) for n, r in tasks if not _co_chu(r, columns)]
    if len(blank) * 2 > len(tasks):
        return
    for number, row in blank:
        cell = next((o for c in columns if (o := row.o[c]) is not None and o.dong), None)
        if cell is None or not _co_chu(row, others):
            continue  # neither: a heading of tasks, not a task
        what = next(o for i, r in enumerate(table.cot) if r == "noi_dung" and (o := _o.rieng(row, number, i)) and o.chu)
        name = _TEN[table.cot[columns[0]]]
        yield Loi(
            cell.dong[0],
            f"“{what.chu[:60]}” chưa có {name}",
            f"Ghi {name}",
            trich=what.chu[:80],
            vi_tri=table.vi_tri(cell),
        )


def _co_chu(row: HangBang, columns: list[int]) -> bool:
    """Whether a row says something in any of the columns; a covered cell says what covers it."""
    return any((o := row.o[c]) is None or o.chu for c in columns)


def _viec(table: Bang, row: HangBang, number: int) -> bool:
    """Whether a row has a task of its own."""
    return any(r == "noi_dung" and (o := _o.rieng(row, number, i)) and o.chu for i, r in enumerate(table.cot))
