"""Hàng tổng của bảng không bằng tổng các hàng.

Tổng cộng phải bằng tổng của cột; tổng của nhóm phải bằng tổng các hàng trong nhóm. So đúng từng chữ số, không làm
tròn. Cột có ô ghi chữ, số đọc được hai cách (1,234) hoặc không cộng được (tỷ lệ, đơn giá) thì không xét.

Sai: 12,5 + 30 + 8, hàng tổng ghi 50
Đúng: hàng tổng ghi 50,5
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from vbhc.model.ban_doc import BanDoc, Bang, OBang
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.bang import _o
from vbhc.text.numbers import BadNumber, viet

QUY_TAC = QuyTac("N30-PL-7b", "Tổng bằng cộng các hàng", ("nha",), Severity.LOI, Sua.DE_XUAT)
_KHONG_CONG = re.compile(
    r"%|tỷ lệ|tỉ lệ|đơn giá|hệ số|bình quân|trung bình|định mức|mức chi|năm sinh|xếp (?:hạng|loại)|thứ hạng|lũy kế",
    re.IGNORECASE,
)
_CHI_TIET = re.compile(r"\d+\.\d+.*|[-–+*]|[a-zđ][.)]?")
_NHOM = re.compile(r"[IVXLC]+[.)]?|[A-HĐ][.)]?")
_DON_VI = re.compile(
    r"(?<=\d) ?((?:(?:nghìn|ngàn|triệu|tỷ) )?(?:đồng|đ|VNĐ|VND)|triệu|tỷ|người|hồ sơ|lượt|văn bản|cuộc|lớp|bài|tin)\.?$"
)
_CHU_SO = re.compile(r"\d")
_PHAY_NGHIN = re.compile(r"\d{1,3}(?:,\d{3})+")
_SAU = re.compile(r"\d+(?:\.\d+){2,}.*")


@dataclass(slots=True)
class _Cot:
    """A column read down: sums so far, in the ways in which people add."""

    tat_ca: Decimal = Decimal(0)
    cap_tren: Decimal = Decimal(0)
    tu_nhom: Decimal = Decimal(0)
    tu_nhom_tren: Decimal = Decimal(0)
    nhom: Decimal = Decimal(0)
    phu: Decimal = Decimal(0)
    hang_nhom: int = 0
    dem: int = 0
    o_nhom: tuple[OBang, Decimal] | None = None
    loi: list[Loi] = field(default_factory=list)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Each column of numbers of each table with a row of sums or with sums of groups."""
    for table in van_ban.bang:
        kinds = _cac_loai(table)
        if not {"tong", "nhom"} & set(kinds):
            continue
        stt = table.cot.index("stt") if "stt" in table.cot else None
        if stt is not None and any(_SAU.fullmatch(o.chu) for r in table.hang if (o := r.o[stt]) is not None):
            yield Khong(f"{table.vi_tri()}: bảng nhiều cấp, không biết cộng cấp nào")
            continue
        for c, role in enumerate(table.cot):
            if role in {"so", "tien", ""} and not _KHONG_CONG.search(table.dau[c]):
                yield from _cot(table, c, stt, kinds)


def _cac_loai(table: Bang) -> list[str]:
    """What each row is; a row numbered I or A among rows numbered 1, 2 is a group though its cells hold sums."""
    kinds = [_o.loai(row) for row in table.hang]
    if "stt" in table.cot:
        column = table.cot.index("stt")
        marks = [o.chu if (o := row.o[column]) is not None else "" for row in table.hang]
        if any(m.strip(".)").isdigit() for m, k in zip(marks, kinds, strict=True) if k == "thuong"):
            return ["nhom" if k == "thuong" and _NHOM.fullmatch(m) else k for m, k in zip(marks, kinds, strict=True)]
    return kinds


def _cot(table: Bang, column: int, stt: int | None, kinds: list[str]) -> Iterator[Loi | Khong]:
    state = _Cot()
    said = _chu_cot(table, column, kinds)
    filled = {k for text, k in zip(said, kinds, strict=True) if _chu_so(text)}
    if not filled & {"tong", "nhom"}:
        return
    first = next(k for k in kinds if k not in {"dau", "danh_so"})
    head: tuple[OBang, Decimal] | None = None
    for (number, row), kind in zip(_o.cua_hang(table), kinds, strict=True):
        cell, text = row.o[column], said[number - 1]
        if kind in {"dau", "danh_so"}:
            continue
        if cell is None or cell.hang != number or (kind == "nhom" and not _chu_so(text)):
            if cell is not None and cell.hang != number and cell.chu not in _o.TRONG:
                return  # one number for several rows: how it is added nobody can tell
            if kind == "nhom":
                _nhom_moi(state, table, None, Decimal(0))
            continue
        if cell.chu in _o.TRONG:
            continue
        try:
            value = _o.so(text)
        except BadNumber as bad:
            yield Khong(f"{table.vi_tri(cell)}: {bad}")
            return
        if value is None:
            if _CHU_SO.search(cell.chu) or kind == "tong":
                yield Khong(f"{table.vi_tri(cell)}: ô ghi “{cell.chu[:30]}”, không cộng được")
            return
        if kind == "nhom":
            _nhom_moi(state, table, cell, value)
        elif kind == "tong" and first == "tong" and head is None and state.dem == 0:
            head = (cell, value)
        elif kind == "tong":
            _tong(state, table, cell, value)
        else:
            label = row.o[stt] if stt is not None else None
            _hang(state, value, top=stt is None or (label is not None and label.chu != ""
                                                    and not _CHI_TIET.fullmatch(label.chu)))  # fmt: skip
    _nhom_moi(state, table, None, Decimal(0))
    if head is not None and state.dem:
        _tong(state, table, *head)
    yield from state.loi


def _chu_cot(table: Bang, column: int, kinds: list[str]) -> list[str]:
    """The words of a column's cells: without a unit that all its numbers have, and with 1,500,000 read as thousands.

    A comma between thousands is sure where one number of the column has two of them.
    """
    words = ["" if (o := row.o[column]) is None else o.chu for row in table.hang]
    numbers = [i for i, k in enumerate(kinds) if k not in {"dau", "danh_so"} and _CHU_SO.search(words[i])]
    units = {found[1] if (found := _DON_VI.search(words[i])) else "" for i in numbers}
    if len(units) == 1 and units != {""}:
        for i in numbers:
            words[i] = _DON_VI.sub("", words[i])
    marked = [words[i] for i in numbers if "," in words[i] or "." in words[i]]
    if any(w.count(",") > 1 for w in marked) and all(_PHAY_NGHIN.fullmatch(w) for w in marked):
        for i in numbers:
            words[i] = words[i].replace(",", ".")
    return words


def _hang(state: _Cot, value: Decimal, *, top: bool) -> None:
    """An ordinary row; `top`: not a detail of the row above it."""
    state.tat_ca += value
    state.tu_nhom += value
    state.phu += value
    state.dem += 1
    state.hang_nhom += 1
    if top:
        state.cap_tren += value
        state.tu_nhom_tren += value


def _chu_so(text: str) -> bool:
    return text[-1:].isdigit() and (text[0].isdigit() or text[0] in "-+−")


def _nhom_moi(state: _Cot, table: Bang, cell: OBang | None, value: Decimal) -> None:
    """A new group: the one before is held against its own rows."""
    if state.o_nhom is not None and state.hang_nhom:
        old, want = state.o_nhom
        if want not in {state.tu_nhom, state.tu_nhom_tren}:
            state.loi.append(_loi(table, old, want, state.tu_nhom_tren, "các hàng trong nhóm"))
    state.o_nhom = (cell, value) if cell is not None else None
    state.nhom += value
    state.tu_nhom, state.tu_nhom_tren, state.hang_nhom = Decimal(0), Decimal(0), 0


def _tong(state: _Cot, table: Bang, cell: OBang, value: Decimal) -> None:
    """A row of sums: of everything, of the top rows, of the groups, or of what stands since the sum before."""
    ways = {state.tat_ca, state.cap_tren, state.nhom, state.phu}
    if state.dem and value not in ways:
        state.loi.append(_loi(table, cell, value, state.cap_tren, "các hàng"))
    state.phu = Decimal(0)


def _loi(table: Bang, cell: OBang, said: Decimal, got: Decimal, rows: str) -> Loi:
    name = table.dau[cell.cot - 1] or f"cột {cell.cot}"
    return Loi(
        cell.dong[0],
        f"Cột “{name[:40]}” ghi tổng {viet(said)}; cộng {rows} được {viet(got)}",
        f"Kiểm tra các số của cột; nếu các hàng đúng thì ghi {viet(got)}",
        trich=cell.chu,
        vi_tri=table.vi_tri(cell),
    )
