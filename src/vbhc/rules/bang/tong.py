"""Hàng tổng của bảng không bằng tổng các hàng.

Tổng cộng phải bằng tổng của cột; tổng của nhóm phải bằng tổng các hàng trong nhóm. Cấp của hàng theo số thứ tự:
A, B gồm I, II; I, II gồm 1, 2; hàng “Trong đó”, 1.1, a), gạch đầu dòng là chi tiết. So đúng từng chữ số; chỉ cảnh báo
khi số lẻ lệch không quá phần làm tròn của các hàng, hoặc cột đếm nơi (Số xã tham gia) có tổng nhỏ hơn vì có thể một nơi
ở nhiều hàng; tiêu đề cột hay hàng tổng ghi “làm tròn”, “không tính trùng” thì không xét. Cột có ô ghi chữ, số đọc được
hai cách (1,234) hoặc không cộng được (tỷ lệ, đơn giá) thì không xét; số không khớp mà không rõ hàng nào cộng vào hàng
nào thì cũng không xét.

Sai: 12,5 + 30 + 8, hàng tổng ghi 50
Đúng: hàng tổng ghi 50,5
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from vbhc.model.ban_doc import BanDoc, Bang, OBang
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.bang import _o
from vbhc.text.numbers import BadNumber, viet

QUY_TAC = QuyTac("N30-PL-7b", "Tổng bằng cộng các hàng", ("nha",), Severity.LOI, Sua.DE_XUAT)
_KHONG_CONG = re.compile(
    r"%|tỷ lệ|tỉ lệ|đơn giá|hệ số|bình quân|trung bình|định mức|mức chi|năm sinh|xếp (?:hạng|loại)|thứ hạng|lũy kế"
    r"|năng suất|công suất|mật độ|tốc độ|t[ỷỉ] suất|so (?:sánh|với)|\b(?:BQ|TB)\b"
    r"|\d{4} ?/ ?\d{4}|[^\W\d]/[^\W\d]|/ ?\d+ (?:vạn|nghìn)",
    re.IGNORECASE,
)
"""Headings of what is no sum of its rows: rates, averages, one thing by another (tạ/ha)."""
_KHONG_TONG = re.compile(r"làm tròn|không (?:tính )?trùng|bình quân|trung bình", re.IGNORECASE)
"""Rows of sums, and headings, that say they are something else."""
_DEM = re.compile(
    r"\b(?:số|lượng) (?:lượng )?(?:các )?(?:xã|phường|huyện|tỉnh|thôn|đơn vị|cơ quan|địa phương|địa bàn|trường|tổ chức"
    r"|doanh nghiệp|hợp tác xã)\b",
    re.IGNORECASE,
)
"""Headings of what one may stand in several rows: a xã that takes part in two tasks is one xã in the sum."""
_KY = re.compile(r"(?:[369]|0[369]|sáu|chín) tháng|quý (?:IV|I{1,3}|[1-4])|cả năm", re.IGNORECASE)
"""Spans of a year: where some rows are called so and others are not, or by several, some are sums of others."""
_CHU, _LA_MA, _SO, _CHI_TIET, _RIENG = range(5)
_BAC = (
    (_LA_MA, re.compile(r"[IVX]+L?[IVX]*[.)]?")),
    (_CHU, re.compile(r"[A-HĐ][.)]?")),
    (_SO, re.compile(r"\d+[.)]?")),
    (_CHI_TIET, re.compile(r"\d+\.\d+.*|[a-zđ][.)]?")),
    (_RIENG, re.compile(r"[-–+*]?")),
)
"""How deep a row stands by its mark: A over I over 1 over 1.1 and a), and those over dashes and no mark at all."""
_MOT_PHAN = re.compile(r"[-–+*]?\s*trong đó\b", re.IGNORECASE)
_KHONG_GOP = re.compile(r"chênh lệch|bội (?:chi|thu)|kết dư|điểm trừ|giảm trừ", re.IGNORECASE)
"""Rows that may be told beside what is added up."""
_NHIEU = 100
"""No table has so many rows of sums; each is held against all rows above it."""
_DON_VI = re.compile(
    r"(?<=\d) ?((?:(?:nghìn|ngàn|triệu|tỷ) )?(?:đồng|đ|VNĐ|VND)|triệu|tỷ|người|hồ sơ|lượt|văn bản|cuộc|lớp|bài|tin)\.?$"
)
_CHU_SO = re.compile(r"\d")
_PHAY_NGHIN = re.compile(r"\d{1,3}(?:,\d{3})+")
_SAU = re.compile(r"\d+(?:\.\d+){2,}.*")


@dataclass(frozen=True, slots=True)
class _Hang:
    """A row in one column: how deep it stands, its number (None: none told), whether it is a mere part ("Trong đó")."""

    bac: int
    phan: bool = False
    so: Decimal | None = None
    o: OBang | None = None


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Each column of numbers of each table with a row of sums or with sums of groups."""
    for table in van_ban.bang:
        kinds = [_o.loai(row) for row in table.hang]
        stt = table.cot.index("stt") if "stt" in table.cot else None
        rows, sure = _cac_bac(table, kinds, stt)
        if "tong" not in kinds and not any(row.bac < _SO for row in rows):
            continue
        if stt is not None and any(_SAU.fullmatch(o.chu) for r in table.hang if (o := r.o[stt]) is not None):
            yield Khong(f"{table.vi_tri()}: bảng nhiều cấp, không biết cộng cấp nào")
            continue
        for c, role in enumerate(table.cot):
            name = table.dau[c]
            if role in {"so", "tien", ""} and not (_KHONG_CONG.search(name) or _KHONG_TONG.search(name)):
                yield from _cot(table, c, kinds, rows, sure=sure)


def _cac_bac(table: Bang, kinds: list[str], stt: int | None) -> tuple[list[_Hang], bool]:
    """How deep each row stands, and whether it is sure what is added to what."""
    rows: list[_Hang] = []
    marked: list[int] = []
    spans: set[str] = set()
    unnamed = unknown = beside = False
    for row, kind in zip(table.hang, kinds, strict=True):
        if kind in {"dau", "danh_so", "tong"}:
            rows.append(_Hang(_RIENG))
            continue
        words = [o.chu for o in row.o if o is not None and o.chu]
        if stt is not None:
            label = o.chu if (o := row.o[stt]) is not None else ""
        else:
            label = words[0] if kind == "nhom" and words else "1"
        level = next((level for level, form in _BAC if form.fullmatch(label)), None)
        part = any(_MOT_PHAN.match(w) for w in words[:2])
        beside = beside or any(_KHONG_GOP.search(w) for w in words[:2])
        span = next((found[0] for w in words[:2] if (found := _KY.match(w))), "")
        spans.add(span.split()[0 if span[:1] in "Qq" else -1].lower() if span else "")
        if part:
            level = _RIENG if level is None else level
        elif kind == "nhom" and level in {None, _RIENG}:
            level, unnamed = _CHU, True  # a heading without a mark: what it is over ends with the next
        elif level is None:
            level, unknown = _SO, True
            marked.append(level)
        elif level <= _SO:
            marked.append(level)
        rows.append(_Hang(level, part))
    order = list(dict.fromkeys(marked))
    groups = any(level < _SO for level in marked)
    return rows, order == sorted(order) and not beside and len(spans) < 2 and not (groups and (unnamed or unknown))


def _cot(table: Bang, column: int, kinds: list[str], levels: list[_Hang], *, sure: bool) -> Iterator[Loi | Khong]:
    said = _chu_cot(table, column, kinds)
    if not any(k == "tong" or r.bac < _SO for t, k, r in zip(said, kinds, levels, strict=True) if _chu_so(t)):
        return
    rows: list[_Hang] = []
    sums: list[tuple[int, OBang, Decimal]] = []
    for (number, row), kind, level in zip(_o.cua_hang(table), kinds, levels, strict=True):
        cell, text = row.o[column], said[number - 1]
        if kind in {"dau", "danh_so"}:
            continue
        if cell is None or cell.hang != number or (kind == "nhom" and not _chu_so(text)):
            if cell is not None and cell.hang != number and cell.chu not in _o.TRONG:
                return  # one number for several rows: how it is added nobody can tell
            rows.append(level)
            continue
        if cell.chu in _o.TRONG:
            rows.append(level)
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
        if kind == "tong":
            if not any(o is not None and _KHONG_TONG.search(o.chu) for o in row.o):
                sums.append((len(rows), cell, value))
        else:
            rows.append(replace(level, so=value, o=cell))
    first = next((k for k in kinds if k not in {"dau", "danh_so"}), "")
    yield from _nhom(table, rows, sure=sure)
    if len(sums) > _NHIEU:
        yield Khong(f"{table.vi_tri()}: {len(sums)} hàng tổng, không biết hàng nào cộng những hàng nào")
        return
    yield from _tong(table, rows, sums, on_top=first == "tong", sure=sure)


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


def _chu_so(text: str) -> bool:
    return text[-1:].isdigit() and (text[0].isdigit() or text[0] in "-+−")


def _nhom(table: Bang, rows: list[_Hang], *, sure: bool) -> Iterator[Loi | Khong]:
    """Each group that holds a number against the rows under it."""
    for i, row in enumerate(rows):
        if row.bac >= _SO or row.so is None or row.o is None:
            continue
        under = rows[i + 1 : _het(rows, i)]
        if _co_so(under) and row.so not in _cach(under):
            yield _lech(table, row.o, row.so, _cong(under), under, "các hàng trong nhóm",
                        sure=sure and not any(r.phan for r, _ in _chia(under)))  # fmt: skip


def _tong(
    table: Bang, rows: list[_Hang], sums: list[tuple[int, OBang, Decimal]], *, on_top: bool, sure: bool
) -> Iterator[Loi | Khong]:
    """Each row of sums: of all rows above it, or of those since the sum before it; on top of a table, of those below.

    What comes between two sums (a tax) may be added to the first.
    """
    before, carried = 0, None
    for n, (at, cell, value) in enumerate(sums):
        after = sums[n + 1][0] if n + 1 < len(sums) else len(rows)
        since = rows[before:at]
        spans = [rows[:at], since, *([rows[at:after]] if on_top else []), *([rows] if on_top and not n else [])]
        if n and not _co_so(rows[:at]):
            spans = []
        ways = {way for span in spans for way in _cach(span)}
        if carried is not None:
            ways |= {carried + way for way in _cach(since)}
        if ways and value not in ways:
            got = _cong(rows if not _co_so(rows[:at]) else rows[:at])
            added = _cong(since) if carried is None else carried + sum((r.so for r in since if r.so), Decimal(0))
            near = min((w for w in (got, _cong(since), added) if w), key=lambda w: abs(w - value), default=got)
            yield _lech(table, cell, value, near, rows, "các hàng", sure=sure and not (rows and rows[0].phan))
        before, carried = at, value


def _het(rows: list[_Hang], at: int) -> int:
    """Where what stands under a row ends."""
    end = at + 1
    while end < len(rows) and rows[end].bac > rows[at].bac:
        end += 1
    return end


def _chia(rows: list[_Hang]) -> Iterator[tuple[_Hang, list[_Hang]]]:
    """The rows that stand under none of these, each with those under it."""
    at = 0
    while at < len(rows):
        end = _het(rows, at)
        yield rows[at], rows[at + 1 : end]
        at = end


def _cong(rows: list[_Hang]) -> Decimal:
    """The sum by levels: a row's own number, or that of what is under it where it has none."""
    return sum(
        (row.so if row.so is not None else _cong(under) for row, under in _chia(rows) if not row.phan), Decimal(0)
    )


def _co_so(rows: list[_Hang]) -> bool:
    return any(row.so is not None for row in rows)


def _cach(rows: list[_Hang]) -> set[Decimal]:
    """What rows add up to in the ways in which people add: by levels, every ordinary row, the rows of one level."""
    if not _co_so(rows):
        return set()
    ways = {_cong(rows), _cong([r for r in rows if r.bac <= _SO])}
    for levels in ({_CHU}, {_LA_MA}, {_CHU, _LA_MA}, {_SO}, {_SO, _CHI_TIET, _RIENG}):
        if told := [r.so for r in rows if r.bac in levels and r.so is not None]:
            ways.add(sum(told, Decimal(0)))
    groups = [_cong(under) for row, under in _chia(rows) if row.bac < _SO and _co_so(under)]
    if len(groups) > 1 and len(set(groups)) == 1:
        ways.add(groups[0])  # the same sum taken apart in several ways: by source, by place
    return ways


def _lech(
    table: Bang, cell: OBang, said: Decimal, got: Decimal, rows: list[_Hang], ten: str, *, sure: bool
) -> Loi | Khong:
    if not sure:
        return Khong(f"{table.vi_tri(cell)}: không rõ những hàng nào cộng thành {viet(said)}")
    name = table.dau[cell.cot - 1] or f"cột {cell.cot}"
    why = _co_the_dung(name, said, got, [r.so for r in rows if r.so is not None])
    return Loi(
        cell.dong[0],
        f"Cột “{name[:40]}” ghi tổng {viet(said)}; cộng {ten} được {viet(got)}",
        f"Kiểm tra các số của cột; nếu các hàng đúng thì ghi {viet(got)}" + (f"; {why}" if why else ""),
        trich=cell.chu,
        vi_tri=table.vi_tri(cell),
        muc=Severity.CANH_BAO if why else None,
    )


def _co_the_dung(name: str, said: Decimal, got: Decimal, rows: list[Decimal]) -> str:
    """How a sum that is not that of its rows may still be right, with what to write then; "" where it cannot."""
    if _DEM.search(name) and max(rows, default=got) <= said < got:
        return "nếu một nơi có ở nhiều hàng thì ghi “(không tính trùng)” ở tiêu đề cột"
    unit = Decimal(1).scaleb(min((_mu(n) for n in rows), default=0))
    if unit < 1 and _mu(said) >= _mu(unit) and abs(said - got) <= unit * (len(rows) + 1) / 2:
        return "nếu do làm tròn thì ghi “(số làm tròn)” ở tiêu đề cột"
    return ""


def _mu(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
