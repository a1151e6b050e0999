"""The rows of a table, picked from a grid: cleaned cells by column key, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, takewhile
from operator import attrgetter
from typing import NamedTuple

from vbhc.annex import hang_cong, o_in
from vbhc.annex.ghep import cac_vai, ghep, khoa_cua
from vbhc.annex.luoi import Loai, Luoi, so_hang
from vbhc.annex.nhom import dien_nhom
from vbhc.annex.trang_tinh import MAX_ROWS, TRONG, Chu, Dong, O, rong, ten_o
from vbhc.model.phu_luc import Bang, HangAn
from vbhc.problems import Place, Problems
from vbhc.text import letters

_TEXTS = frozenset({str, type(None)})
_FAULT = attrgetter("loi")
_KHOI = 256  # rows looked at together: as one text they mostly need no closer look
_GHI_CHU = re.compile(r"\W*(?:ghi chú|chú thích|chú giải|người lập|(?:lưu ý|nguồn)\s*:)|\(\*+\)", re.IGNORECASE)
"""How a note under a table begins."""
_NUMBERED = re.compile(r"\(?(\d+)\)?")


class Hang(NamedTuple):
    """A row to print: its number in the source, its cells by column key (every key answers)."""

    so: int
    o: Mapping[str, O]


@dataclass(frozen=True, slots=True)
class CacHang:
    """The rows of a table and how to name the place of each cell."""

    luoi: Luoi
    cot: dict[str, int]
    ten: dict[str, str]
    hang: tuple[Hang, ...]

    def o(self, so: int, khoa: str) -> Place:
        """The place of a cell."""
        return self.luoi.noi.o(so, self.cot[khoa])

    def truong(self, so: int, khoa: str) -> str:
        """What to call the cell beside its place."""
        name = self.ten[khoa]
        return f"{self.luoi.noi.hang(so)}, {name}" if self.luoi.noi.loai in (Loai.THU_TU, Loai.NHIEM_VU) else name


def lay(bang: Bang, luoi: Luoi, problems: Problems) -> CacHang | None:
    """Pick the rows; what is left out is reported, row by row or in one remark.

    Returns:
        None when columns are missing or doubtful. Rows that need a word (hidden, merged) are problems.
    """
    if luoi.noi.loai is Loai.NHIEM_VU and not luoi.hang:
        problems.loi("phu_luc/bang_trong", luoi.noi.ca(), "văn bản chưa có nhiệm vụ nào để lập bảng")
        return None
    columns = ghep(bang, luoi, problems)
    if columns is None:
        return None
    names = {v.khoa: v.ten for v in cac_vai(bang)}
    written = frozenset(row.so for row in luoi.hang)
    if not bang.loc:  # what is cut has lost such rows before
        luoi = bo_hang_so_cot(luoi, problems)
    luoi = dien_nhom(bang, luoi, columns, problems)
    work = _Lay(bang, luoi, columns, names, problems, written)
    rows = CacHang(luoi, columns, names, tuple(work.hang()))
    work.duoi_bang(rows.hang)
    hang_cong.xet(bang, luoi, columns, rows.hang, problems)
    if not rows.hang:
        problems.loi("phu_luc/bang_trong", luoi.noi.ca(), "bảng không có hàng nào để in")
    elif len(rows.hang) > MAX_ROWS:
        problems.loi("phu_luc/qua_dai", luoi.noi.ca(), f"bảng có hơn {MAX_ROWS} hàng")
    return rows


class _Lay:
    """One pass over the grid's rows."""

    def __init__(
        self,
        bang: Bang,
        luoi: Luoi,
        columns: dict[str, int],
        names: dict[str, str],
        problems: Problems,
        written: frozenset[int],
    ) -> None:
        self.written = written  # the rows that the source has, those of a group's name alone too
        self.bang, self.luoi, self.columns, self.names, self.problems = bang, luoi, columns, names, problems
        group = bang.nhom or bang.gop
        self.nhom = khoa_cua(bang, group) if group else ""
        self.de_trong = {c.khoa: TRONG for c in bang.cot if c.de_trong}
        self.cho = {key: i for i, key in enumerate([*self.columns, *self.de_trong])}
        self.in_ra = [self.cho[c.khoa] for c in bang.cot if not c.de_trong]
        self.an: list[int] = []
        self.chi_phu: list[int] = []
        self.giu: list[int] = []
        self.trong: list[int] = []

    def hang(self) -> Iterator[Hang]:
        whole = zip(self.luoi.hang, chain.from_iterable(map(self._nguyen, _khoi(self.luoi.hang))), strict=True)
        for row, texts in whole:
            if row.so in self.luoi.hang_an and any(not rong(o) for o in row.o.values()):
                self.an.append(row.so)
                if self.bang.hang_an is not HangAn.LAY:
                    continue
            if texts:
                self.giu.append(row.so)
                yield Hang(row.so, Chu(self.cho, texts))
                continue
            cells = {key: self._sach(row.o.get(c, TRONG), row.so, key) for key, c in self.columns.items()}
            picked = [*cells.values()]
            if all(picked[i].trong for i in self.in_ra):
                (self.trong if all(rong(o) for o in row.o.values()) else self.chi_phu).append(row.so)
                continue
            cells |= self.de_trong
            if self.nhom and cells[self.nhom].trong:
                self.problems.loi(
                    "phu_luc/thieu_nhom", self.luoi.noi.o(row.so, self.columns[self.nhom]),
                    f"{self.luoi.noi.hang(row.so)} không thuộc nhóm nào", "ghi tên nhóm",
                    truong=self.names[self.nhom],
                )  # fmt: skip
            self.giu.append(row.so)
            yield Hang(row.so, cells)
        self._ke()

    def _nguyen(self, rows: Sequence[Dong]) -> list[list[str] | None]:
        """For each row its texts, where nothing needs a word or a change: as `hang` would give them cell by cell."""
        of_rows = [self._chu(row.o) for row in rows]
        if not _nhu_the([text for texts in of_rows if texts for text in texts]):
            of_rows = [texts if texts and _nhu_the(texts) else None for texts in of_rows]
        blank = [""] * len(self.de_trong)
        group = self.cho[self.nhom] if self.nhom else None
        out: list[list[str] | None] = []
        for texts in of_rows:
            shown = texts and (group is None or texts[group]) and any(map(texts.__getitem__, self.in_ra))
            out.append(texts + blank if texts and shown else None)
        return out

    def _chu(self, o: Mapping[int, O]) -> list[str] | None:
        """The texts of the columns; None when one of them holds something else."""
        if isinstance(o, Chu):
            return o.cac(self.columns.values())
        picked = [o.get(c, TRONG) for c in self.columns.values()]
        values = [cell.gia_tri for cell in picked]
        if not _TEXTS.issuperset(map(type, values)) or any(map(_FAULT, picked)):
            return None
        return [str(value or "") for value in values]

    def _sach(self, o: O, so: int, key: str) -> O:
        """The cell with its text in one form: NFC, LF, no blanks around; forbidden characters are told."""
        text = o.gia_tri
        if not isinstance(text, str) or o.loi:
            return o
        printable = _may_print(text)
        if printable and letters.nfc(text).strip() == text != "":  # as most are
            return o
        bad = None if printable else letters.unfit_character(text)
        if bad is not None:
            place, where = self.luoi.noi.o(so, self.columns[key]), f"vị trí {bad[0] + 1}"
            if self.luoi.noi.loai in (Loai.THU_TU, Loai.NHIEM_VU):
                where = f"{self.luoi.noi.hang(so)}, {where}"
            near = text[max(0, bad[0] - 12) : bad[0]]
            self.problems.loi(
                "phu_luc/ky_tu_cam", place, f"có ký tự không in được: {bad[1]} ({where}, sau “{near}”)",
                "xoá ký tự đó trong ô", truong=self.names[key],
            )  # fmt: skip
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = letters.nfc(text).strip()
        if text == o.gia_tri:
            return o
        return O(text) if text else TRONG

    def _ke(self) -> None:
        """Tell what was left out or filled in."""
        noi, tell = self.luoi.noi, self.problems
        if self.an and self.bang.hang_an is HangAn.HOI:
            tell.loi(
                "phu_luc/hang_an", noi.o(self.an[0], 1),
                f"{len(self.an)} hàng đang ẩn trong tệp: {so_hang(self.an)}",
                "bỏ ẩn (hoặc bỏ lọc) trong tệp, hoặc ghi hang_an: lấy hay hang_an: bỏ",
            )  # fmt: skip
        elif self.an and self.bang.hang_an is HangAn.BO:
            tell.thong_tin("phu_luc/hang_an", noi.ca(), f"bỏ {len(self.an)} hàng ẩn: {so_hang(self.an)}")
        if self.chi_phu:
            tell.canh_bao(
                "phu_luc/hang_khong_in", noi.o(self.chi_phu[0], 1),
                f"{len(self.chi_phu)} hàng chỉ có dữ liệu ở cột không in nên bị bỏ: {so_hang(self.chi_phu)}",
                "điền các cột được in, hoặc xoá hàng",
            )  # fmt: skip
        blank = self._hang_trong()
        if blank:
            tell.thong_tin("phu_luc/hang_trong", noi.ca(), f"bỏ qua {len(blank)} hàng trống: {so_hang(blank)}")
        self._gop_khac()

    def duoi_bang(self, hang: Sequence[Hang]) -> None:
        """Rows at the end of a sheet with words in one cell alone: notes, who made it, under a blank row or by name."""
        if self.luoi.noi.loai is not Loai.TEP or len(self.in_ra) < 2:
            return
        blank = set(self._hang_trong())
        keys = [c.khoa for c in self.bang.cot if not c.de_trong and c.khoa != self.nhom]
        upwards = range(len(hang) - 1, 0, -1)
        alone = list(takewhile(lambda i: sum(not hang[i].o[key].trong for key in keys) < 2, upwards))
        note = next((i for i in reversed(alone) if any(_GHI_CHU.match(o_in.chu(hang[i].o[key])) for key in keys)), 0)
        start = next((i for i in alone if hang[i].so - 1 in blank), 0) or note
        if start:
            under = hang[start:]
            self.problems.canh_bao(
                "phu_luc/hang_duoi", self.luoi.noi.o(under[0].so, 1),
                f"{len(under)} hàng cuối bảng chỉ có một ô có chữ, sẽ in như một hàng thường: "
                f"{so_hang([row.so for row in under])}",
                "nếu là ghi chú, chữ ký dưới bảng thì xoá khỏi nguồn; ghi chú viết vào `ghi_chu`",
            )  # fmt: skip

    def _hang_trong(self) -> list[int]:
        """Blank rows between printed ones, those that the file does not even write included."""
        if not self.giu:
            return self.trong
        if self.bang.loc:  # the rows between are other people's
            return []
        if self.luoi.noi.loai is not Loai.TEP:
            return [n for n in self.trong if n < self.giu[-1]] if self.luoi.noi.loai is Loai.KE else self.trong
        absent = [n for n in range(self.giu[0], self.giu[-1]) if n not in self.written]
        return sorted([*absent, *(n for n in self.trong if n < self.giu[-1])])

    def _gop_khac(self) -> None:
        """A range merged over printed cells shows one value for all; we would print blanks: an error."""
        rows = {row.so: row for row in self.luoi.hang}
        used = sorted(self.columns.values())
        for g in self.luoi.gop:
            covered = used[bisect_left(used, g.trai) : bisect_right(used, g.phai)]
            kept = self.giu[bisect_left(self.giu, g.tren) : bisect_right(self.giu, g.duoi)]
            if not covered or not kept or g.tren not in rows or rong(rows[g.tren].o.get(g.trai, TRONG)):
                continue
            if len(covered) * len(kept) > (g.tren in kept and g.trai in covered):
                where = f"{ten_o(g.tren, g.trai)}:{ten_o(g.duoi, g.phai)}"
                self.problems.loi(
                    "phu_luc/o_gop", self.luoi.noi.o(g.tren, g.trai),
                    f"các ô {where} gộp làm một trong tệp, không rõ giá trị thuộc hàng, cột nào",
                    "bỏ gộp (Unmerge) và điền từng ô; cột nhóm gộp dọc thì khai `nhom` hoặc `gop`",
                )  # fmt: skip


def _nhu_the(texts: list[str]) -> bool:
    """Whether texts print as they stand: in one form, without blanks around, none the name of an error."""
    line = "|".join(texts)  # no letter composes with a bar
    if not _may_print(line) or letters.nfc(line) != line or "#" in line or "Err:" in line:
        return False
    return list(map(str.strip, texts)) == texts


def _may_print(text: str) -> bool:
    """Whether no letter of a text is unfit; a cheap way to know it of most."""
    return text.isprintable() and "\ufffd" not in text and "\ufffc" not in text  # the only ones Unicode calls printable


def _khoi(rows: Sequence[Dong]) -> Iterator[Sequence[Dong]]:
    return (rows[start : start + _KHOI] for start in range(0, len(rows), _KHOI))


def bo_hang_so_cot(luoi: Luoi, problems: Problems, la_viec: Callable[[Dong], bool] = lambda _: False) -> Luoi:
    """The grid without the row under its head that numbers the columns, nor where further pages repeat it.

    Args:
        luoi: the rows of a sheet; rows from elsewhere have none such.
        problems: told which rows went.
        la_viec: whether a row that looks like one is known to be a row of its own.
    """
    if luoi.noi.loai is not Loai.TEP:
        return luoi
    shown = (row for row in luoi.hang if row.so not in luoi.hang_an and not all(map(rong, row.o.values())))
    first = next(shown, None)
    if first is None or not hang_so_cot(first) or la_viec(first):
        return luoi
    numbers = _chu_cua(first)
    same = [row.so for row in luoi.hang if row is first or (hang_so_cot(row) and _chu_cua(row) == numbers)]
    problems.thong_tin(
        "phu_luc/hang_so_cot", luoi.noi.o(first.so, min(first.o)),
        f"bỏ qua hàng {so_hang(same)}: hàng đánh số các cột (1, 2, 3 …)",
    )  # fmt: skip
    return replace(luoi, hang=[row for row in luoi.hang if row.so not in same])


def _chu_cua(row: Dong) -> dict[int, str]:
    return {column: o_in.chu(o).strip() for column, o in row.o.items()}


def hang_so_cot(row: Dong) -> bool:
    """Whether a row numbers the columns: `1 2 3`, `(1) (2) (3)`, `A B 1 2`."""
    texts = [o_in.chu(row.o[c]).strip() for c in sorted(row.o) if not rong(row.o[c]) and not row.o[c].loi]
    lead = 0
    while lead < min(len(texts), 2) and texts[lead].strip("()") == "AB"[lead]:
        lead += 1
    numbers = [_NUMBERED.fullmatch(t) for t in texts[lead:]]
    return len(texts) >= 3 and bool(numbers) and all(m and int(m[1]) == i for i, m in enumerate(numbers, 1))
