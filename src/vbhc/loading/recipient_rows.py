"""Rows of a list that are nobody to write to: its head repeated, headings of groups; and those that may be notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from vbhc.annex import o_in
from vbhc.annex.ghep import gon, la_stt
from vbhc.annex.hang import CacHang
from vbhc.annex.hang_cong import bac
from vbhc.annex.luoi import so_hang
from vbhc.annex.trang_tinh import TRONG, rong
from vbhc.problems import Place, Problem, Severity


class Rows:
    """The rows of a list beside what else stands in their sheet.

    Args:
        rows: the rows.
        key: the column that names them.
    """

    def __init__(self, rows: CacHang, key: str) -> None:
        grid = rows.luoi
        own = {row.so for row in rows.hang}
        source = [row for row in grid.hang if row.so in own]
        self._rows, self._key = rows, rows.cot[key]
        self._stt = next((c for c, name in grid.ten.items() if la_stt(name) and c != self._key), 0)
        self._written = {row.so for row in grid.hang if not all(map(rong, row.o.values()))}
        labels = [(row.so, o_in.chu(row.o.get(self._stt, TRONG)).strip().strip(".)")) for row in source]
        self._headings = {
            so: bac(label)
            for (so, label), (_, below) in pairwise(labels)
            if 0 <= bac(label) < bac(below) and (below == "I" or bac(below) > bac("I"))  # C and D are Roman, or letters
        }
        self._filled = {row.so: {c for c, o in row.o.items() if not rong(o)} for row in source}
        for merged in grid.gop:  # what a merged cell shows it shows for all rows that it covers
            if merged.trai in self._filled.get(merged.tren, ()):
                for so in range(merged.tren, merged.duoi + 1):
                    self._filled.get(so, set()).add(merged.trai)

    def nobody(self) -> Mapping[int, Problem]:
        """Number of a row → why no document is made for it."""
        out = {}
        named = {key: gon(self._rows.luoi.ten[column]) for key, column in self._rows.cot.items()}
        for row in self._rows.hang:
            if all(gon(o_in.chu(row.o[key])) == name for key, name in named.items()):
                out[row.so] = self._fault(row.so, "hang_ten_cot", "hàng lặp lại tên các cột", "Xoá hàng ấy")
        for so, level in self._headings.items():
            if so not in out and level <= bac("I") and self._bare(so):
                out[so] = self._fault(
                    so, "hang_nhom", "hàng tên nhóm (theo STT các hàng dưới nó), không phải một nơi nhận",
                    "Xoá hàng ấy; đúng là một nơi nhận thì đánh STT như các hàng khác",
                )  # fmt: skip
        return out

    def doubtful(self, good: Iterable[int]) -> Iterator[Problem]:
        """Remarks on rows of which a document is made, that are unlike the others of the sheet.

        Args:
            good: the numbers of the rows of which one is made.
        """
        good = sorted(good)
        if groups := [so for so in good if so in self._headings]:
            yield self._remark(
                groups, "hang_nhom", "đứng trên các hàng cấp dưới (theo STT)", "Xoá các hàng chỉ là tên nhóm"
            )
        odd = [so for so in good if self._stt not in self._filled[so]] if self._stt else self._under(good)
        if odd and len(good) >= 2 * len(odd):
            lacks = "không có STT như các hàng khác" if self._stt else "dưới hàng trống cuối bảng chỉ có tên"
            yield self._remark(odd, "hang_la", lacks, "Xoá các hàng không phải nơi nhận (ghi chú, chữ ký, tên nhóm)")

    def _under(self, good: list[int]) -> list[int]:
        """Rows at the end, under a blank one, with nothing but a name where others have more."""
        start = next((i for i in range(len(good) - 1, 0, -1) if good[i] - 1 not in self._written), len(good))
        under = good[start:]
        return under if all(map(self._bare, under)) and not any(map(self._bare, good[:start])) else []

    def _bare(self, so: int) -> bool:
        """Whether a row has nothing but its name, and its number."""
        return not self._filled[so] - {self._key, self._stt}

    def _place(self, so: int) -> Place:
        return self._rows.luoi.noi.o(so, self._key)

    def _fault(self, so: int, code: str, what: str, hint: str) -> Problem:
        return Problem(self._place(so), Severity.LOI, f"tron/{code}", what, hint)

    def _remark(self, rows: list[int], code: str, what: str, hint: str) -> Problem:
        text = f"{len(rows)} hàng {what}, vẫn in mỗi hàng một bản: {so_hang(rows)}"
        return Problem(self._place(rows[0]), Severity.CANH_BAO, f"tron/{code}", text, hint)
