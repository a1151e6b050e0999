"""Tên một đơn vị viết hai cách.

Tên đơn vị viết đúng như quyết định thành lập, một cách trong cả văn bản: sai một chữ, khác chữ hoa, thừa thiếu “và”
đều làm người đọc ngờ là hai đơn vị. Biết cơ quan thì so với danh sách đơn vị; chưa biết thì so các ô chủ trì, phối
hợp với nhau.

Sai: Phòng Quản lý Công Nghệ; Phòng Quản lí Công nghệ
Đúng: Phòng Quản lý Công nghệ
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.bang import _o
from vbhc.rules.don_vi import _ten
from vbhc.rules.vien_dan import _chung as chung

QUY_TAC = QuyTac("NHA-DV-1", "Một đơn vị, một cách viết", ("nha",), Severity.CANH_BAO, Sua.DE_XUAT)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Names in the text against the agency's list, or the cells of tasks among themselves."""
    if boi_canh.co_quan is not None and boi_canh.co_quan.don_vi:
        yield from _theo_danh_sach(van_ban, [u.ten for u in boi_canh.co_quan.don_vi.values()])
    else:
        yield from _trong_bang(van_ban)


def _theo_danh_sach(van_ban: BanDoc, units: list[str]) -> Iterator[Loi]:
    names = [(_ten.tach(u), u) for u in units if u.startswith(_ten.DAU)]
    names = [(words, u) for words, u in names if len(words) > 2]
    known: dict[tuple[str, ...], tuple[int, str]] = {}
    clean: set[str] = set()  # cells repeat the same units row after row
    for dong in van_ban.dong:
        if dong.chu in clean:
            continue
        wrong = False
        for place in _ten.cac_cho(dong.chu):
            if place.tu not in known:
                known[place.tu] = _khop(place.tu, names)
            size, name = known[place.tu]
            if size:
                wrong = True
                end = place.cuoi[size - 1]
                yield _loi(dong, dong.chu[place.dau : end], name, place.dau, end)
        if not wrong:
            clean.add(dong.chu)


def _khop(words: tuple[str, ...], names: list[tuple[tuple[str, ...], str]]) -> tuple[int, str]:
    if any(words[: len(name)] == name for name, _ in names):
        return 0, ""
    return next(((n, u) for name, u in names if (n := _ten.lech(words, name))), (0, ""))


def _loi(dong: Dong, wrong: str, name: str, start: int, end: int) -> Loi:
    return Loi(dong, f"“{wrong}” khác cách viết “{name}”", f"Viết: {name}", trich=wrong,
               edits=chung.sua_chu(dong, start, end, name))  # fmt: skip


def _trong_bang(van_ban: BanDoc) -> Iterator[Loi]:
    found: Counter[str] = Counter()
    where: dict[str, Dong] = {}
    for table in van_ban.bang:
        columns = [i for i, role in enumerate(table.cot) if role in {"chu_tri", "phoi_hop", "don_vi"}]
        for number, row in _o.cua_hang(table) if columns else ():
            for c in columns:
                cell = _o.rieng(row, number, c)
                if cell is None or row.loai != "thuong":
                    continue
                for name in _o.don_vi(cell):
                    found[name] += 1
                    where.setdefault(name, next((d for d in cell.dong if name in d.chu), cell.dong[0]))
    ranked = [name for name, _ in found.most_common(60)]
    for i, name in enumerate(ranked):
        words = _ten.tach(name)
        for better in ranked[:i]:
            if _ten.lech(words, _ten.tach(better)) == len(words):
                dong = where[name]
                start = dong.chu.find(name)
                yield _loi(dong, name, better, start, start + len(name))
                break
