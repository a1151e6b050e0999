"""Rows of one sheet shared out among many documents: each takes those that carry its key."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from vbhc.annex import o_in
from vbhc.annex.ghep import ghep, gon, khoa_cua
from vbhc.annex.hang import bo_hang_so_cot
from vbhc.annex.luoi import Luoi
from vbhc.annex.nhom import dien_nhom
from vbhc.annex.trang_tinh import TRONG, Dong, Gop, ten_o
from vbhc.model.phu_luc import Bang
from vbhc.problems import Problems


def so_khoa(text: str) -> str:
    """A key as compared: letters in one form, no capitals, one blank between words."""
    return gon(text)


def chia_hang(bang: Bang, luoi: Luoi, problems: Problems) -> dict[str, Luoi] | None:
    """The grid cut by the column `loc`: a key as compared → the rows that carry it; "" → rows that carry none.

    A cell blank under a merged one carries the merged value, as it shows; a row's group is that of the whole sheet.

    Returns:
        None when the column, or another that the table needs, is missing or doubtful (the problems say so).
    """
    told = Problems()
    columns = ghep(bang, luoi, told)
    if columns is None:
        problems.extend(told)
        return None
    column = columns[khoa_cua(bang, bang.loc)]
    whole = luoi
    luoi = bo_hang_so_cot(luoi, problems, lambda row: _co_hang(whole, column, row))
    luoi = dien_nhom(bang, luoi, columns, problems)
    top = {row: g.tren for g in luoi.gop if g.trai == g.phai == column for row in range(g.tren, g.duoi + 1)}
    rows: dict[str, list[Dong]] = defaultdict(list)
    owner: dict[int, str] = {}
    shown: dict[int, str] = {}
    for row in luoi.hang:
        key = shown[row.so] = so_khoa(o_in.chu(row.o.get(column, TRONG)))
        over = shown.get(top.get(row.so, 0), "")
        if key and over not in ("", key):
            problems.loi(
                "phu_luc/o_gop", luoi.noi.o(row.so, column),
                f"ô {ten_o(row.so, column)} bị ô gộp che mà ghi “{key[:40]}”, khác chữ ô gộp hiện ra, không rõ của ai",
                "bỏ gộp (Unmerge) và điền từng ô",
            )  # fmt: skip
        owner[row.so] = key = key or over
        rows[key].append(row)
    merged: dict[str, list[Gop]] = defaultdict(list)
    printed = {number for key, number in columns.items() if number != column}
    for g in luoi.gop:
        if g.trai == g.phai == column:
            continue
        keys = sorted({owner[row] for row in range(g.tren, g.duoi + 1) if row in owner})
        if len(keys) > 1 and printed & set(range(g.trai, g.phai + 1)):
            problems.loi(
                "phu_luc/o_gop", luoi.noi.o(g.tren, g.trai),
                f"các ô {ten_o(g.tren, g.trai)}:{ten_o(g.duoi, g.phai)} gộp hàng của nhiều nơi nhận làm một, "
                "không rõ giá trị thuộc hàng nào",
                "bỏ gộp (Unmerge) và điền từng ô",
            )  # fmt: skip
        for key in keys:
            merged[key].append(g)
    return {key: replace(luoi, hang=tuple(own), gop=tuple(merged[key])) for key, own in rows.items()}


def _co_hang(luoi: Luoi, column: int, row: Dong) -> bool:
    """Whether other rows carry the key of this one: then it does not number the columns."""
    key = so_khoa(o_in.chu(row.o.get(column, TRONG)))
    return any(other is not row and so_khoa(o_in.chu(other.o.get(column, TRONG))) == key for other in luoi.hang)
