"""Số ghi bằng chữ khác số ghi bằng chữ số ở cạnh.

Hai cách ghi nói hai số thì không ai biết số nào đúng, mà người nhận tiền, người tính hạn phải theo một số. Xét chữ
trong ngoặc sau số, số trong ngoặc sau chữ, và chữ sau “bằng chữ” trong câu, ở dòng dưới, ở hàng dưới của bảng; số đi
với nghìn, triệu, tỷ đồng được quy ra đồng. Không xét khi chữ trong ngoặc đếm thứ khác (60 tháng (năm năm)), khi số hay
chữ đọc được hai cách (1,234; hai nghìn năm), khi không rõ chữ đi với số nào.

Sai: 12.450 triệu đồng (Bằng chữ: Mười hai tỷ năm trăm bốn mươi triệu đồng)
Đúng: 12.450 triệu đồng (Bằng chữ: Mười hai tỷ bốn trăm năm mươi triệu đồng)
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from vbhc.model.ban_doc import BanDoc, Bang, Dong, HangBang
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.so_lieu import _so_chu
from vbhc.rules.so_lieu._so_chu import TIEN, Chu, So
from vbhc.text import units
from vbhc.text.numbers import viet

QUY_TAC = QuyTac("NHA-SL-3", "Số bằng chữ khác chữ số", ("nha",), Severity.LOI, Sua.KHONG)
_BANG_CHU = re.compile(r"\b(?:bằng|thành) chữ(?: là)? ?\)? ?:? ?[“\"]?", re.IGNORECASE)
_DAN = re.compile(
    r"(?: ?[(\[;:,.–-] ?| )(?:và )?(?:(?:tổng )?(?:số tiền|số|giá trị|kinh phí) ?)?\(?(?:(?:viết|ghi|đọc) ?)?$",
    re.IGNORECASE,
)
"""What stands between an amount and the words “bằng chữ” that are its own."""
_BANG_SO = re.compile(r" ?[).;,]? ?[(\[]?(?:(?:viết|ghi) )?(?:số tiền )?bằng số(?: là)? ?:? ?", re.IGNORECASE)
_NGOAC = re.compile(r" ?\((?P<trong>[^()]{1,200})\)")
_NHAN = re.compile(
    r"(?:^|\W)(?:điều|khoản|điểm|mục|bảng|biểu|phụ lục|lớp|tổ|khóa|tháng|quý|năm|ngày|thứ|câu|phần|chương|mẫu|đợt|kỳ"
    r"|phòng|tầng|khu|cấp|loại|hạng|bậc|trang|tập|hình|phương án|nhiệm kỳ|nhóm|chỉ thị|nghị quyết) $",
    re.IGNORECASE,
)
"""What has a number for a name: words after it may tell something else."""
_LIET_KE = re.compile(r"(?:^|[^\d ]) ?\((?:một|hai|ba)\)", re.IGNORECASE)
"""“(một)”, “(hai)” that lead the points of a list."""
_VIEC = re.compile(r" [^\W\d_]")
_DEM_DUOC = re.compile(
    r" (?:ngày|tháng|tuần|giờ|phút|bản|bộ|người|đồng chí|thành viên|đơn vị|lần|lượt|cán bộ|công chức|viên chức|văn bản"
    r"|nhiệm vụ|nội dung|dự án|hồ sơ|tổ chức|cá nhân|tập thể|xã|phường|lớp|cuộc|mô hình|chỉ tiêu|triệu|nghìn|tỷ)\b"
)
"""What can follow “(năm)” only where it is five, and no years."""
_TONG = re.compile(r"tổng|cộng|số tiền|làm tròn|thanh toán|quyết toán|thành tiền", re.IGNORECASE)
_KHONG_TIEN = re.compile(r"đơn giá|định mức|số lượng", re.IGNORECASE)
_TIEN_DAU = re.compile(r"(?:(?:nghìn|ngàn|triệu|tỷ|tỉ) )?đồng\b", re.IGNORECASE)
_CHU_SO = re.compile(r"\d")
_GAN = 40
"""Letters before “bằng chữ” in which the amount ends."""

_QUANH = 400
"""Letters on both sides in which a list would have its other points."""
_TREN_BANG = 3
_NHIEU = 20
"""So many sums before “bằng chữ” are looked at."""
_dau = attrgetter("dau")

Cap = tuple[So, Chu]


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every paragraph with an amount in words."""
    before: tuple[Dong, ...] = ()
    for _, group in groupby((d for d in van_ban.dong if d.chu), key=lambda d: (id(d.doan), d.o_dau)):
        lines = tuple(group)
        for so, chu in _trong_doan(van_ban, lines, before):
            said = f"{viet(chu.so.normalize())} {chu.don_vi}".rstrip()
            line = next((d for d in lines if chu.chu in d.chu), lines[0])
            yield Loi(
                line,
                f"Bằng số ghi {_bang_so(so)}, bằng chữ ghi {said}",
                "Đối chiếu với nguồn số liệu, rồi sửa số hoặc sửa chữ cho khớp nhau",
                trich=_trich(line.chu, so.chu, chu.chu),
            )
        before = lines


def _trong_doan(van_ban: BanDoc, lines: tuple[Dong, ...], before: tuple[Dong, ...]) -> Iterator[Cap]:
    text = lines[0].chu if len(lines) == 1 else " ".join(d.chu for d in lines)
    if "chữ" in text.casefold():
        yield from _bang_chu(van_ban, lines, text, before)
    if "(" in text:
        yield from _trong_ngoac(text)


def _trich(line: str, so: str, chu: str) -> str:
    """The figures with their words, where they stand near: a word alone may be found elsewhere in the line."""
    so, words = (rf"(?<!\w){re.escape(one)}(?!\w)" for one in (so, chu))
    both = re.search(rf"{so}\D{{0,60}}?{words}|{words}\D{{0,60}}?{so}", line)
    return both[0] if both else chu


def _bang_so(so: So) -> str:
    if not so.bac:
        return so.chu
    whole = f"{viet(so.gia_tri.normalize())} {so.don_vi}".rstrip()
    return f"{so.chu} (là {whole})"


def _lech(so: So, readings: Sequence[Chu], *, chac: bool) -> Iterator[Cap]:
    """The amount and its words, where the two differ in every way of taking the words."""
    if readings and all(_so_chu.khac(so, chu, chac=chac) for chu in readings):
        yield so, readings[0]


def _khop(sums: Sequence[So], readings: Sequence[Chu]) -> bool:
    return any(_so_chu.khac(so, chu, chac=True) is False for so in sums for chu in readings)


def _trong_ngoac(text: str) -> Iterator[Cap]:
    """Words in brackets after a figure, and the other way: “15 (mười lăm) ngày”, “mười lăm (15) ngày”."""
    for found in _NGOAC.finditer(text):
        inner = found["trong"].strip()
        so = _so_chu.so_cuoi(text, found.start())
        if so is not None:
            readings, end = _so_chu.chu_dau(inner)
            whole = not inner[end:].strip(' .;/!”"')
            if readings and whole and _la_so(text, so.dau, found.end(), so, readings[0]):
                yield from _lech(so, readings, chac=False)
            continue
        so = _so_chu.so_tron(inner)
        readings = _so_chu.chu_cuoi(text, found.start()) if so is not None else []
        if so is not None and readings:
            chu = readings[0]
            # A lone figure may number a point of a list: “(1)”.
            sure = len(so.chu) > 1 and (not chu.mot_tieng or so.chu[0] == "0" or chu.chu.casefold() == "mười")
            if sure and _la_so(text, text.rfind(chu.chu, 0, found.start()), found.end(), so, chu):
                yield from _lech(so, readings, chac=False)


def _la_so(text: str, start: int, end: int, so: So, chu: Chu) -> bool:
    """Whether the words of figures and words that stand from `start` to `end` are sure to say a number."""
    if chu.don_vi:
        return True
    word = chu.chu.casefold()
    if so.don_vi or so.bac:
        return word not in {"năm", "không"}
    if _NHAN.search(text[max(0, start - 12) : start]):
        return False
    if not chu.mot_tieng:
        return True
    if word == "không" or len(so.chu) > 2 or _LIET_KE.search(text, max(0, start - _QUANH), end + _QUANH):
        return False
    return (_DEM_DUOC if word == "năm" else _VIEC).match(text, end) is not None


def _bang_chu(van_ban: BanDoc, lines: tuple[Dong, ...], text: str, before: tuple[Dong, ...]) -> Iterator[Cap]:
    """Words that the text itself calls the amount in words: in the sentence, under the line, in the next row."""
    marks = list(_BANG_CHU.finditer(text))
    sums = _so_chu.so_tien(text) if marks else []
    digit = _CHU_SO.search(text) if marks else None
    for mark in marks:
        readings, end = _so_chu.chu_dau(text, mark.end())
        if not readings:
            if digit is None and not text[mark.end() :].strip(" .:"):
                yield from _o_ben(van_ban, lines)
            continue
        lead = _DAN.search(text, max(0, mark.start() - _GAN), mark.start())
        near = _so_chu.so_cuoi(text, lead.start() if lead else mark.start())
        at, after = (bisect_left(sums, place, key=_dau) for place in (mark.start(), end))
        said, later = sums[max(0, at - _NHIEU) : at], sums[after : after + 2]
        if near is not None and _so_chu.khac(near, readings[0], chac=True) is not None:
            if not _khop(said, readings):
                yield from _lech(near, readings, chac=True)
        elif said:
            if len(said) == 1 and readings[0].don_vi in {"", TIEN}:
                yield from _lech(said[0], readings, chac=True)
        elif later:
            by = _BANG_SO.match(text, end)
            if len(later) == 1 and by is not None and by.end() == later[0].dau:
                yield from _lech(later[0], readings, chac=True)
        elif digit is None or digit.start() >= end:
            yield from _o_tren(van_ban, lines, readings, before)


def _o_tren(
    van_ban: BanDoc, lines: tuple[Dong, ...], readings: Sequence[Chu], before: tuple[Dong, ...]
) -> Iterator[Cap]:
    """Words on a line of their own: the amount is in the line above, the row above, the last row of the table above."""
    here = lines[0].doan.spot
    if not before or before[0].o_dau != lines[0].o_dau:
        return
    above = before[0].doan.spot
    if (above.table, above.row, above.column) == (here.table, here.row, here.column):
        text = " ".join(d.chu for d in before)
        sums = _so_chu.so_tien(text)
        if len(sums) == 1 and not _BANG_CHU.search(text):
            yield from _lech(sums[0], readings, chac=True)
        return
    table = _bang(van_ban, here.table or above.table)
    if table is not None and here.table:
        yield from _hang_tren(van_ban, table, here.row, readings)
    elif table is not None and table.hang and _TONG.search(_chu_hang(table.hang[-1])):
        yield from _hang_tren(van_ban, table, len(table.hang) + 1, readings)


def _o_ben(van_ban: BanDoc, lines: tuple[Dong, ...]) -> Iterator[Cap]:
    """“Bằng chữ” in one cell, the words in the next."""
    here = lines[0].doan.spot
    table = _bang(van_ban, here.table)
    if table is None or not 0 < here.row <= len(table.hang):
        return
    cells = [o for o in table.hang[here.row - 1].o if o is not None and o.chu]
    at = next((i for i, o in enumerate(cells[:-1]) if lines[0] in o.dong), None)
    if at is not None:
        yield from _hang_tren(van_ban, table, here.row, _so_chu.chu_dau(cells[at + 1].chu)[0])


def _bang(van_ban: BanDoc, number: int) -> Bang | None:
    return next((b for b in van_ban.bang if b.table.number == number), None) if number else None


def _chu_hang(row: HangBang) -> str:
    return " ".join(o.chu for o in row.o if o is not None)


def _hang_tren(van_ban: BanDoc, table: Bang, row: int, readings: Sequence[Chu]) -> Iterator[Cap]:
    """The amount in the row above row `row` (from 1), where it is one amount that the words can be of."""
    if row < 2 or row - 1 > len(table.hang) or not readings:
        return
    unit = _don_vi(van_ban, table)
    near = [so for above in table.hang[max(0, row - 5) : row - 1] for _, so in _so_hang(table, above, unit)]
    if _khop(near, readings):
        return
    cells = _so_hang(table, table.hang[row - 2], unit)
    if len(cells) > 1:
        cells = [(c, so) for c, so in cells if table.cot[c] == "tien" and not _KHONG_TIEN.search(table.dau[c])]
    if len(cells) == 1:
        yield from _lech(cells[0][1], readings, chac=True)


def _don_vi(van_ban: BanDoc, table: Bang) -> str:
    """The unit of money that a line over the table names for its numbers; "" where none does."""
    over: list[str] = []
    for dong in van_ban.dong:
        if dong.doan.spot.table == table.table.number:
            break
        if dong.chu and not dong.o_dau:
            over = [*over[1 - _TREN_BANG :], dong.chu]
    found = [units.don_vi(line) for line in over if units.la_dong_don_vi(line)]
    return found[-1] if found and units.la_tien(found[-1]) else ""


def _so_hang(table: Bang, row: HangBang, over: str) -> list[tuple[int, So]]:
    """The amounts in a row by column, in the unit that the cell, the heading or (of money) a line over them names."""
    out: list[tuple[int, So]] = []
    for c, cell in enumerate(row.o):
        so = _so_chu.so_tron(cell.chu) if cell is not None and table.cot[c] != "stt" else None
        if so is not None and not so.don_vi and not so.bac:
            named = _TIEN_DAU.search(table.dau[c])
            unit = named[0] if named else over if table.cot[c] == "tien" else ""
            so = _so_chu.so_tron(f"{so.chu} {unit}")
        if so is not None and (so.don_vi == TIEN or so.bac or so.lon):
            out.append((c, so))
    return out
