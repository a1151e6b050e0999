"""The changes of a pair of tables: columns, rows, cells, numbers of rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vbhc.compare import counting, fields, places, tables, words
from vbhc.compare.matching import heaviest
from vbhc.model.ban_doc import Bang, HangBang
from vbhc.model.so_sanh import CapBang, CapHang, Don, Loai, ThayDoi
from vbhc.model.view import Spot

Off = tuple[str, str, tuple[int, ...]]
"""A row's number as printed, its form, and how far it is from the one its place asks for."""
_NO_NUMBER: Off = ("", "", ())


def table_changes(pair: CapBang, x: Don, y: Don) -> Iterator[ThayDoi]:
    """What changed from one table to the other, in the order of the later one."""
    work = _Work(pair, x, y)
    yield from work.columns()
    for row in pair.hang:
        yield from work.row(row)


class _Work:
    def __init__(self, pair: CapBang, x: Don, y: Don) -> None:
        self.pair, self.x, self.y = pair, x, y
        self.counted = tables.both_counted(pair.a, pair.b)
        self.off = _offs(pair.a, self.counted[0]), _offs(pair.b, self.counted[1])
        self.at = _ordinals(pair.a), _ordinals(pair.b)
        self.names = _names(pair.a), _names(pair.b)
        self.groups = _groups(pair.a), _groups(pair.b)
        self.heads = tables.headings(pair.a), tables.headings(pair.b)
        self.base = ThayDoi(Loai.SUA, "o_bang", y.phan, y.vi_tri)

    def columns(self) -> Iterator[ThayDoi]:
        """Columns put in, taken out, moved, or headed otherwise."""
        a, b = self.pair.a, self.pair.b
        both = sorted((i, j, 1.0) for i, j in self.pair.cot if i is not None and j is not None)
        for x, y in sorted({(i, j) for i, j, _ in both} - set(heaviest(both)), key=lambda p: p[1]):
            old, new = f"cột {x + 1}", f"cột {y + 1}"
            place = f"{self.y.vi_tri}, cột “{self.heads[1][y] or y + 1}”"
            yield replace(
                self.base, loai=Loai.CHUYEN, thanh_phan="cot", vi_tri=place, vi_tri_cu=old, cu=old, moi=new,
                a=_top(a, x), b=_top(b, y),
            )  # fmt: skip
        for i, j in self.pair.cot:
            if i is None and j is not None:
                place = f"{self.y.vi_tri}, cột “{self.heads[1][j] or j + 1}”"
                yield replace(
                    self.base, loai=Loai.THEM, thanh_phan="cot", vi_tri=place, moi=_column(b, j), b=_top(b, j)
                )
            elif j is None and i is not None:
                place = f"{self.x.vi_tri}, cột “{self.heads[0][i] or i + 1}”"
                one = replace(self.base, thanh_phan="cot", phan=self.x.phan, vi_tri=place)
                yield replace(one, loai=Loai.BO, cu=_column(a, i), a=_top(a, i))
            elif i is not None and j is not None and (tu := words.changed(*words.alike(a.dau[i], b.dau[j]))):
                yield replace(
                    self.base, thanh_phan="cot", vi_tri=f"{self.y.vi_tri}, đầu cột {j + 1}", truong="tiêu đề cột",
                    cu=a.dau[i], moi=b.dau[j], tu=tu, cho=fields.places(tu), a=_top(a, i), b=_top(b, j),
                )  # fmt: skip

    def row(self, pair: CapHang) -> Iterator[ThayDoi]:
        """What became of a row."""
        if pair.a is None and pair.b is not None:
            place = self._place(1, pair.b)
            text = _text(pair.b)
            yield replace(self.base, loai=Loai.THEM, thanh_phan="hang", vi_tri=place, moi=text, b=_first(pair.b))
        elif pair.b is None and pair.a is not None:
            place = self._place(0, pair.a)
            one = replace(self.base, loai=Loai.BO, thanh_phan="hang", phan=self.x.phan, vi_tri=place)
            yield replace(one, cu=_text(pair.a), a=_first(pair.a))
        elif pair.a is not None and pair.b is not None:
            yield from self._both(pair, pair.a, pair.b)

    def _both(self, pair: CapHang, a: HangBang, b: HangBang) -> Iterator[ThayDoi]:
        place = self._place(1, b)
        if pair.chuyen:
            old, new = (f"hàng {at[id(row)]}" for at, row in zip(self.at, (a, b), strict=True))
            above = [groups.get(id(row), "") for groups, row in zip(self.groups, (a, b), strict=True)]
            if above[0] != above[1]:
                old, new = (f"{row}, {group or 'không nhóm'}" for row, group in zip((old, new), above, strict=True))
            yield replace(
                self.base, loai=Loai.CHUYEN, thanh_phan="hang", vi_tri=place, vi_tri_cu=old, cu=old, moi=new,
                a=_first(a), b=_first(b),
            )  # fmt: skip
        for n in pair.khac:
            i, j = self.pair.cot[n]
            assert i is not None
            assert j is not None
            old, new = tables.text(a.o[i]), tables.text(b.o[j])
            tu = words.changed(*words.alike(old, new))
            wide = i in self.counted[0] and j in self.counted[1]
            name = "ô gộp" if wide else self.heads[1][j] or f"cột {j + 1}"
            yield replace(
                self.base, vi_tri=place, truong=name, cu=old, moi=new, tu=tu,
                cho=fields.places(tu), a=_cell(a, i), b=_cell(b, j),
            )  # fmt: skip
        yield from self._numbered(a, b, place)

    def _numbered(self, a: HangBang, b: HangBang, place: str) -> Iterator[ThayDoi]:
        """A number that does not follow from its place, came or went, or is of another kind."""
        if not all(self.counted):
            return  # the column of numbers came or went as a whole
        old, new = self.off[0].get(id(a), _NO_NUMBER), self.off[1].get(id(b), _NO_NUMBER)
        if old[0] != new[0] and old[1:] != new[1:]:
            kind = "kiểu đánh số" if old[2] == new[2] != () else "số thứ tự"
            yield replace(
                self.base, loai=Loai.DANH_SO, vi_tri=place, truong=kind, cu=old[0], moi=new[0], a=_first(a), b=_first(b)
            )

    def _place(self, side: int, row: HangBang) -> str:
        unit = (self.x, self.y)[side]
        if row.loai == "danh_so":
            return f"{unit.vi_tri}, hàng số cột"
        kind = {"nhom": "nhóm", "tong": "hàng cộng"}.get(row.loai, "hàng")
        name, once = self.names[side][id(row)]
        named = f"{kind} “{name}”" if name else f"{kind} {self.at[side][id(row)]}"
        return f"{unit.vi_tri}, {named}" + ("" if once or not name else f" (hàng {self.at[side][id(row)]})")


def _names(bang: Bang) -> dict[int, tuple[str, bool]]:
    """Each row's name and whether no other row has it."""
    found = {id(row): places.row_name(bang, row) for row in bang.hang}
    count: dict[str, int] = {}
    for name in found.values():
        count[name] = count.get(name, 0) + 1
    return {key: (name, count[name] == 1) for key, name in found.items()}


def _groups(bang: Bang) -> dict[int, str]:
    """The group of each row, by the heading it stands under; rows before the first have none."""
    out: dict[int, str] = {}
    above = ""
    for row in bang.hang:
        if row.loai == "nhom":
            above = f"nhóm “{places.row_name(bang, row)}”"
        elif row.loai == "tong":
            above = ""
        elif above:
            out[id(row)] = above
    return out


def _ordinals(bang: Bang) -> dict[int, int]:
    """The number of each row below the headings, from 1."""
    return {id(row): n for n, row in enumerate((r for r in bang.hang if r.loai in tables.BODY), start=1)}


def _offs(bang: Bang, counted: set[int]) -> dict[int, Off]:
    """The number of each row that has one."""
    out: dict[int, Off] = {}
    if not counted:
        return out
    column = min(counted)
    counter, fresh = counting.Counter(), True
    for at, row in enumerate(bang.hang, start=1):
        cell = row.o[column]
        label = tables.numbered(row, column)[0]
        if row.loai not in tables.BODY or cell is None or not label or cell.hang != at:
            continue
        number = counting.read(label)
        if number is None:
            out[id(row)] = label, label, ()
        elif number.steps == (1,) and fresh and row.loai == "thuong":
            counter.off(number)
            out[id(row)] = label, number.form, (0,)
        else:
            out[id(row)] = label, number.form, counter.off(number)
        fresh = row.loai != "thuong"
    return out


def _text(row: HangBang) -> str:
    """What a row says, cell by cell; a cell that spans several columns once, one merged with the row above too."""
    cells = {id(o): tables.text(o) for o in row.o if o is not None}
    return " | ".join(filter(None, cells.values()))


def _column(bang: Bang, column: int) -> str:
    cells = (tables.text(row.o[column]) for row in bang.hang if row.loai in tables.BODY)
    return "\n".join([bang.dau[column], *cells])


def _first(row: HangBang) -> tuple[Spot, ...]:
    """Where a row begins: its first cell that is not merged with the row above."""
    cells = [o for o in row.o if o is not None and o.dong]
    lowest = max((o.hang for o in cells), default=0)
    return next(((o.dong[0].doan.spot,) for o in cells if o.hang == lowest), ())


def _cell(row: HangBang, column: int) -> tuple[Spot, ...]:
    cell = row.o[column]
    return (cell.dong[0].doan.spot,) if cell is not None and cell.dong else _first(row)


def _top(bang: Bang, column: int) -> tuple[Spot, ...]:
    heading = next((row.o[column] for row in bang.hang if row.o[column] is not None), None)
    return (heading.dong[0].doan.spot,) if heading is not None and heading.dong else ()


def first_spot(bang: Bang) -> tuple[Spot, ...]:
    """Where a table begins."""
    return _first(bang.hang[0]) if bang.hang else ()
