"""The group of each row: a cell left blank under a group's name takes it, before rows are hidden, cut or picked.

So a row's group is that of the sheet as a whole, whatever of it is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from vbhc.annex import o_in
from vbhc.annex.ghep import khoa_cua
from vbhc.annex.luoi import Loai, Luoi, so_hang
from vbhc.annex.trang_tinh import TRONG, Dong, Gop, O, rong
from vbhc.model.phu_luc import Bang, HangAn
from vbhc.problems import Problems


def dien_nhom(bang: Bang, luoi: Luoi, cot: Mapping[str, int], problems: Problems) -> Luoi:
    """The grid with every row's group in its cell; rows that are nothing but a group's name have done their work.

    Args:
        bang: what the drafter asks.
        luoi: the source.
        cot: column of the source by key.
        problems: told which rows took the group above, which took it from a hidden row, which names no row has.
    """
    if not (bang.nhom or bang.gop):
        return luoi
    return _Dien(bang, luoi, cot).dien(problems)


class _Dien:
    """One pass from the top."""

    def __init__(self, bang: Bang, luoi: Luoi, cot: Mapping[str, int]) -> None:
        self.bang, self.luoi = bang, luoi
        self.cot = cot[khoa_cua(bang, bang.nhom or bang.gop)]
        keys = [c.khoa for c in bang.cot if not c.de_trong] + ([khoa_cua(bang, bang.khoa)] if bang.khoa else [])
        self.khac = [cot[key] for key in dict.fromkeys(keys) if cot[key] != self.cot]
        self.gop = [g for g in luoi.gop if g.trai == self.cot and self._chi_nhom(g, cot)]
        self.tren = {row: g.tren for g in self.gop for row in range(g.tren + 1, g.duoi + 1)}
        self.chep: list[int] = []
        self.tu_an: list[int] = []
        self.ten_le: list[int] = []

    def dien(self, problems: Problems) -> Luoi:
        rows: list[Dong] = []
        of_row: dict[int, O] = {}
        above, named, alone = TRONG, 0, 0  # the group, the row that named it, the same if it held the name alone
        for row in self.luoi.hang:
            cell = row.o.get(self.cot, TRONG)
            empty = self._chi_ten(row)
            if not rong(cell):
                again = (empty or alone) and o_in.chu(cell).strip() == o_in.chu(above).strip()
                if alone and not again:
                    self.ten_le.append(alone)
                heading = empty and (alone or not again)  # a group that has rows already needs no name
                above, named = cell, row.so
                alone = row.so if heading else 0
                of_row[row.so] = cell
                if not heading or (row.so in self.luoi.hang_an and self.bang.hang_an is HangAn.HOI):
                    rows.append(row)
                continue
            top = self.tren.get(row.so, 0)
            group = of_row.get(top, TRONG) if top else above
            if empty or rong(group) or self.luoi.noi.loai is Loai.NHIEM_VU:
                rows.append(row)
                continue
            alone = 0
            if not top:
                self.chep.append(row.so)
            if (top or named) in self.luoi.hang_an and self.bang.hang_an is HangAn.BO:
                self.tu_an.append(row.so)
            rows.append(Dong(row.so, {**row.o, self.cot: group}))
        if alone:
            self.ten_le.append(alone)
        self._ke(problems)
        return replace(self.luoi, hang=rows, gop=tuple(g for g in self.luoi.gop if g not in self.gop))

    def _chi_ten(self, row: Dong) -> bool:
        """Whether no printed cell but the group's holds anything, nor the key's."""
        for column in self.khac:  # the first of them mostly does
            if not rong(row.o.get(column, TRONG)):
                return False
        return bool(self.khac)

    def _chi_nhom(self, g: Gop, cot: Mapping[str, int]) -> bool:
        """Whether a merged range holds the name of a group for its rows, and nothing under it."""
        if any(g.trai < other <= g.phai for other in cot.values()):
            return False
        under = (row.o.get(self.cot, TRONG) for row in self.luoi.hang if g.tren < row.so <= g.duoi)
        return all(map(rong, under))

    def _ke(self, problems: Problems) -> None:
        noi = self.luoi.noi
        if self.chep:
            problems.thong_tin(
                "phu_luc/nhom_chep", noi.o(self.chep[0], self.cot),
                f"{len(self.chep)} hàng để trống cột nhóm, lấy nhóm của hàng trên: {so_hang(self.chep)}",
            )  # fmt: skip
        if self.tu_an:
            problems.canh_bao(
                "phu_luc/nhom_chep", noi.o(self.tu_an[0], self.cot),
                f"{len(self.tu_an)} hàng để trống cột nhóm, lấy nhóm ghi ở một hàng đang ẩn: {so_hang(self.tu_an)}",
                "ghi tên nhóm vào các hàng ấy",
            )  # fmt: skip
        if self.ten_le:
            problems.canh_bao(
                "phu_luc/hang_khong_in", noi.o(self.ten_le[0], self.cot),
                f"{len(self.ten_le)} hàng chỉ có tên nhóm, nhóm không có hàng nào nên không in: {so_hang(self.ten_le)}",
                "thêm hàng cho nhóm, hoặc xoá hàng ấy",
            )  # fmt: skip
