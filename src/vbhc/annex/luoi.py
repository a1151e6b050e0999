"""Rows under named columns, from any source: what `hang` picks the table's cells from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from vbhc.annex.trang_tinh import Dong, Gop, ten_o
from vbhc.problems import Place


class Loai(Enum):
    """Where rows come from."""

    TEP = "tệp"
    KE = "bảng kẻ"
    THU_TU = "danh sách"
    NHIEM_VU = "nhiệm vụ"


@dataclass(frozen=True, slots=True)
class Noi:
    """A source of rows: names the place of any of its cells.

    `tep` is the file as messages show it. A row number is a row of the sheet (TEP), a line of the file (KE),
    or an ordinal in a list whose place is line `dong` (THU_TU, NHIEM_VU).
    """

    loai: Loai
    tep: str
    trang: str = ""
    dong: int = 0

    def o(self, hang: int, cot: int) -> Place:
        """The place of a cell."""
        if self.loai is Loai.TEP:
            return Place(self.tep, sheet=self.trang, cell=ten_o(hang, cot))
        return Place(self.tep, hang, 1) if self.loai is Loai.KE else self.ca()

    def ca(self) -> Place:
        """The place of the source as a whole."""
        if self.loai is Loai.TEP:
            return Place(self.tep, sheet=self.trang)
        return Place(self.tep, self.dong, 1) if self.dong else Place(self.tep)

    def hang(self, hang: int) -> str:
        """A row as messages name it."""
        return {Loai.TEP: f"hàng {hang}", Loai.KE: f"dòng {hang}", Loai.NHIEM_VU: f"nhiệm vụ thứ {hang}"}.get(
            self.loai, f"hàng thứ {hang}"
        )


@dataclass(frozen=True, slots=True)
class Luoi:
    """The grid: column names by column number, rows with something in them, and what is hidden or merged."""

    noi: Noi
    ten: Mapping[int, str]
    dong_ten: int
    hang: Sequence[Dong]
    hang_an: frozenset[int] = frozenset()
    cot_an: frozenset[int] = frozenset()
    gop: tuple[Gop, ...] = ()
    cot_vo_danh: tuple[int, ...] = ()
    """Columns that hold data under no name."""
    hang_tren: tuple[int, ...] = ()
    """Rows above the names that look like data: a sheet sorted with its names among the rows."""


def liet_ke(names: Sequence[str], limit: int = 8) -> str:
    """`a, b, c và 4 nữa`."""
    shown = ", ".join(names[:limit])
    return f"{shown} và {len(names) - limit} nữa" if len(names) > limit else shown


def so_hang(rows: Sequence[int]) -> str:
    """Numbers of rows, the first ten of them."""
    return liet_ke([str(n) for n in rows], 10)
