"""Thành tiền không bằng số lượng nhân đơn giá.

Bảng dự toán có cột số lượng, đơn giá, thành tiền thì mỗi hàng phải nhân đúng. Chỉ xét khi phần lớn các hàng nhân đúng
và bảng không có cột số nào khác (số ngày, hệ số, thuế); chênh không quá một đơn vị do làm tròn thì không báo.

Sai: 2 × 2.000.000, thành tiền ghi 2.000.000
Đúng: thành tiền ghi 4.000.000
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from vbhc.model.ban_doc import BanDoc, Bang, OBang
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.bang import _o
from vbhc.text.numbers import BadNumber, viet

QUY_TAC = QuyTac("N30-PL-7d", "Thành tiền", ("nha",), Severity.CANH_BAO, Sua.DE_XUAT)
_VAI = {
    "luong": re.compile(r"^(?:số lượng|khối lượng|sl)\b", re.IGNORECASE),
    "gia": re.compile(r"^(?:đơn giá|mức chi)\b", re.IGNORECASE),
    "tien": re.compile(r"^thành tiền\b", re.IGNORECASE),
}


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Tables with one column of each, and no other of numbers."""
    for table in van_ban.bang:
        columns = {name: [i for i, h in enumerate(table.dau) if mark.match(h)] for name, mark in _VAI.items()}
        if any(len(found) != 1 for found in columns.values()):
            continue
        three = [columns[name][0] for name in ("luong", "gia", "tien")]
        if _cot_so_khac(table, three):
            continue
        rows = list(_hang(table, three))
        wrong = [(cell, want, said) for cell, want, said in rows if abs(want - said) > 1]
        if len(wrong) * 2 >= len(rows):
            continue  # another way of reckoning: thousands, months, a factor in words
        for cell, want, said in wrong:
            yield Loi(
                cell.dong[0],
                f"Số lượng nhân đơn giá được {viet(want)}, thành tiền ghi {viet(said)}",
                f"Kiểm tra lại ba số của hàng; nếu số lượng, đơn giá đúng thì ghi {viet(want)}",
                trich=cell.chu,
                vi_tri=table.vi_tri(cell),
            )


def _cot_so_khac(table: Bang, known: list[int]) -> bool:
    """Whether another column but the row numbers holds numbers."""
    for c, role in enumerate(table.cot):
        if role == "stt" or c in known:
            continue
        if any((o := row.o[c]) is not None and o.chu and o.chu[0].isdigit() for row in table.thuong()):
            return True
    return False


def _hang(table: Bang, three: list[int]) -> Iterator[tuple[OBang, Decimal, Decimal]]:
    """Each row with three numbers of its own: the cell of the amount, the product, what is written."""
    for number, row in _o.cua_hang(table):
        cells = [_o.rieng(row, number, c) for c in three]
        if row.loai != "thuong" or any(c is None or not c.dong for c in cells):
            continue
        values: list[Decimal] = []
        for cell in cells:
            try:
                value = _o.so(cell.chu) if cell is not None else None
            except BadNumber:
                value = None
            if value is not None:
                values.append(value)
        last = cells[2]
        if len(values) == 3 and last is not None:
            yield last, values[0] * values[1], values[2]
