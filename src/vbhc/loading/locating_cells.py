"""From a cell of a printed annex back to the cell of the sheet, or the line of the file, that it comes from."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from vbhc import annex
from vbhc.annex.luoi import Luoi
from vbhc.annex.trang_tinh import O
from vbhc.composing import text as composing_text
from vbhc.loading.locating_units import fold
from vbhc.model.ho_so import HoSo
from vbhc.model.phu_luc import Bang
from vbhc.problems import Place, Problems
from vbhc.text import dates

_GROUP = re.compile(r"^[ivxlc]{1,7}\.\s+")


class Cells:
    """The tables of a document's annexes as they stand in their sources, each read when it is first asked for."""

    def __init__(self, folder: Path, ho_so: HoSo) -> None:
        self._folder = folder
        self._ho_so = ho_so
        self._grids: dict[int, Luoi | None] = {}

    def place(self, annex_: int, row: Sequence[str], words: str = "", column: str = "") -> Place:
        """Where a cell of an annex's table comes from.

        Args:
            annex_: the annex, from 0.
            row: the texts of the row's cells, as printed.
            words: the words in question; with none, the place of the row.
            column: the heading of the cell's column.
        """
        around = self._ho_so.places.of("phu_luc", annex_, "bang")
        grid, table = self.grid(annex_), self._table(annex_)
        if grid is None or table is None:
            return around
        wanted = {_bare(x) for x in row} - {""}
        best, best_row = 0.0, None
        for line in grid.hang:
            texts = {_bare(self.shown(o)) for o in line.o.values()} - {""}
            score = len(wanted & texts) / max(1, len(wanted))
            if score > best and line.so != grid.dong_ten:
                best, best_row = score, line
        if best_row is None or best < 0.3:
            return grid.noi.ca()
        sought, heading = _bare(words), _bare(column)
        asked = next((c for c in table.cot if heading and _bare(c.tieu_de) == heading), None)
        known = {heading, *((_bare(asked.ten_cot), _bare(asked.khoa)) if asked else ())} - {""}
        under = [n for n in best_row.o if _bare(grid.ten.get(n, "")) in known]
        holds = [n for n, o in sorted(best_row.o.items()) if sought and sought in _bare(self.shown(o))]
        chosen = [*(n for n in holds if n in under), *holds, *under, min(best_row.o)]
        return grid.noi.o(best_row.so, chosen[0])

    def grid(self, index: int) -> Luoi | None:
        """The rows of an annex's table; None when it has none that can be read."""
        if index not in self._grids:
            places, table = self._ho_so.places, self._table(index)
            self._grids[index] = None
            if table is not None:
                line = places.of("phu_luc", index, "bang", "hang" if table.hang else "nguon").line
                rows = composing_text.tasks(self._ho_so)
                self._grids[index] = annex.lay_luoi(table, self._folder, places.file, line, rows, Problems())
        return self._grids[index]

    def _table(self, index: int) -> Bang | None:
        annexes = self._ho_so.van_ban.phu_luc
        return annexes[index].bang if 0 <= index < len(annexes) else None

    def shown(self, o: O) -> str:
        """A cell's value as it may print."""
        value = o.gia_tri
        if value is None:
            return ""
        if isinstance(value, datetime.date):
            return dates.bang_so(dates.Ngay(value.year, value.month, value.day))
        if isinstance(value, Decimal):
            value = value * 100 if o.phan_tram else value
            return f"{value.normalize():f}"
        text = str(value)
        names = {k.casefold(): name for k, name in self._ho_so.co_quan.ten_don_vi.items()}
        return "; ".join(names.get(x.strip().casefold(), x.strip()) for x in re.split("[,;]", text))


def _bare(text: str) -> str:
    """Letters and digits only, so that 1.000 and 1000 are the same cell; the number made before a group is no part."""
    return "".join(c for c in _GROUP.sub("", fold(text), count=1) if c.isalnum())
