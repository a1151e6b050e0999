"""Số thứ tự của bảng không liên tục.

Cột STT đánh 1, 2, 3 … không sót, không trùng; sau dòng tên nhóm được đánh lại từ 1 hoặc đánh tiếp.

Sai: 1, 2, 4, 5
Đúng: 1, 2, 3, 4
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Bang
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.bang import _o

QUY_TAC = QuyTac("N30-PL-7a", "Số thứ tự liên tục", ("nha",), Severity.CANH_BAO, Sua.DE_XUAT)
_SO = re.compile(r"0*(\d{1,4})[.)]?")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The STT column of each table; the first break of each is told."""
    last: dict[tuple[str, tuple[str, ...]], int] = {}
    for table in van_ban.bang:
        if "stt" in table.cot:
            key = (table.o_dau, table.dau)
            yield from _bang(table, last.get(key, 0), last, key)


def _bang(
    table: Bang, before: int, last: dict[tuple[str, tuple[str, ...]], int], key: tuple[str, tuple[str, ...]]
) -> Iterator[Loi]:
    column = table.cot.index("stt")
    previous, restart, told = before, True, False
    for number, row in _o.cua_hang(table):
        kind = _o.loai(row)
        if kind in {"dau", "danh_so"}:
            continue
        if kind != "thuong":
            restart = True
            continue
        cell = _o.rieng(row, number, column)
        if cell is None:
            continue
        found = _SO.fullmatch(cell.chu)
        if found is None:  # "I", "a", "1.1", nothing: a group or a detail
            restart = restart or "." not in cell.chu.strip(".")
            continue
        n = int(found[1])
        if n != previous + 1 and not (restart and n == 1) and not told:
            told = True
            want = f"{previous + 1}" + (" (hoặc 1)" if restart and previous else "")
            after = f"sau {previous} là {n}" if previous else f"bắt đầu từ {n}"
            yield Loi(cell.dong[0], f"STT {after}", f"Ghi {want}; đánh lại số các hàng sau", trich=cell.chu,
                      vi_tri=table.vi_tri(cell))  # fmt: skip
        previous, restart = n, False
    last[key] = previous
