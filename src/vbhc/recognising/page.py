"""Where on the page the reading is, and what has been read: the ground that the readers of each part share."""

from __future__ import annotations

from enum import IntEnum

from vbhc.model.ban_doc import Dong
from vbhc.model.view import Spot, View
from vbhc.recognising.foot import Foot

KHAC = "-"
"""Understood, but none of the form's components: the authority's line of a quyết định, a note of signing."""
Placed = list[tuple[Dong, str]]


class State(IntEnum):
    """Where on the page the reading is."""

    DAU = 0
    TEN = 1
    THAN = 2
    CUOI = 3
    PHU_LUC = 4


STATE_OF = {
    "ten_loai": State.TEN, "trich_yeu": State.TEN, "kinh_gui": State.TEN, "can_cu": State.THAN, "phan": State.THAN,
    "khoan": State.THAN, "khoan_tieu_de": State.THAN, "diem": State.THAN, "gach": State.THAN, "doan": State.THAN,
    "noi_nhan_dau": State.CUOI, "noi_nhan": State.CUOI, "quyen_han": State.CUOI, "ho_ten": State.CUOI,
    "phu_luc": State.PHU_LUC, "ten_phu_luc": State.PHU_LUC, "kem_theo": State.PHU_LUC,
}  # fmt: skip


class Page:
    """What has been read so far; what depends on lines still to come is settled when they have been seen."""

    def __init__(self, view: View, layouts: dict[int, str]) -> None:
        self.out: Placed = []
        self._formats = view.formats
        self._layouts = layouts
        self._state = State.DAU
        self._seen: set[str] = set()
        self._names: list[int] = []
        self._last: tuple[Dong, str] | None = None
        self._foot = Foot(view.formats)
        self._above: list[int] = []
        self._begun = False
        self._chapter = False
        self._wired = False

    def _go(self, state: State) -> None:
        if self._state is State.DAU:
            self._settle_names()
        if self._state is State.CUOI and state is not State.CUOI:
            self._settle_foot()
        self._state = state
        self._begun = False

    def _put(self, line: Dong, component: str) -> None:
        self.out.append((line, component))
        if component:
            self._seen.add(component)
        if line.chu and component != "duong_ke":
            self._last = (line, component)

    def _same_place(self, line: Dong) -> bool:
        """Whether the line stands in the cell (or paragraph) of the one before it."""
        if self._last is None:
            return False
        one, two = self._last[0].doan.spot, line.doan.spot
        return one.p == two.p or (one.table > 0 and _cell(one) == _cell(two))

    def _same_table(self, line: Dong) -> bool:
        return self._last is not None and line.doan.spot.table == self._last[0].doan.spot.table > 0

    def _ruled(self) -> bool:
        return bool(self.out) and self.out[-1][1] == "duong_ke"

    def _settle_names(self) -> None:
        raise NotImplementedError

    def _settle_foot(self) -> None:
        raise NotImplementedError

    def _text(self, line: Dong, frame: str) -> None:
        raise NotImplementedError


def _cell(spot: Spot) -> tuple[int, int, int]:
    return spot.table, spot.row, spot.column
