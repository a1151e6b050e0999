"""A sheet as a grid: which sheet, which row names the columns, where the data begin."""

from __future__ import annotations

import re
from collections.abc import Set

from vbhc.annex.ghep import TimTen, cac_vai
from vbhc.annex.luoi import Loai, Luoi, Noi, liet_ke
from vbhc.annex.o_in import chu
from vbhc.annex.trang_tinh import TRONG, Chu, Dong, O, TrangTinh
from vbhc.model.phu_luc import Bang
from vbhc.problems import Place, Problems
from vbhc.text import letters, units

_HEAD = 50
"""Rows with something in them among which the names of columns are sought."""
_SO = re.compile(r"[+-]?\d[\d.,]* ?%?|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}")
"""Numbers and dates as texts of a .csv file have them."""


def chon_trang(trang: tuple[TrangTinh, ...], ten: str, tep: str, problems: Problems) -> TrangTinh | None:
    """The sheet named `ten` (hidden or not), or else the only visible one that holds something.

    Hidden sheets passed over are named in a remark.
    """
    if ten:
        exact = [t for t in trang if letters.nfc(t.ten) == letters.nfc(ten)]
        close = exact or [t for t in trang if letters.key_of(t.ten) == letters.key_of(ten)]
        if len(close) == 1:
            return close[0]
        near = letters.nearest(ten, [t.ten for t in trang])
        problems.loi(
            "phu_luc/trang", Place(tep), f"không có trang “{ten}”; tệp có: {_ten(trang)}",
            f"có phải “{near}”?" if near else "sửa `trang`",
        )  # fmt: skip
        return None
    hidden = [t for t in trang if t.an and t.hang]
    open_ = [t for t in trang if not t.an and t.hang]
    if len(open_) == 1:
        if hidden:
            problems.thong_tin(
                "phu_luc/trang_an", Place(tep), f"bỏ qua trang đang ẩn: {_ten(tuple(hidden))}",
                "nếu cần trang đó, ghi tên vào `trang`",
            )  # fmt: skip
        return open_[0]
    what = f"tệp có nhiều trang: {_ten(tuple(open_))}" if open_ else "tệp không có trang nào có dữ liệu"
    if not open_ and hidden:
        what += f" (trang ẩn: {_ten(tuple(hidden))})"
    problems.loi("phu_luc/trang", Place(tep), what, "ghi tên trang cần lấy vào `trang`" if open_ or hidden else "")
    return None


def _ten(trang: tuple[TrangTinh, ...]) -> str:
    return liet_ke([f"“{t.ten}”" for t in trang], 20) or "không có trang nào"


def luoi_cua(bang: Bang, trang: TrangTinh, tep: str) -> Luoi:
    """The grid of a sheet.

    The row of names is the first, among the first `_HEAD` rows, that carries the most names of the table's
    columns; title rows may stand above it. A heading in two tiers (a cell of that row merged downwards) counts
    down to the tier's last row, each column named by its lowest text. When no row fits, the first row stands for
    the names, so that the missing columns can be told with what is there.
    """
    parts = cac_vai(bang)
    below: dict[int, int] = {}
    for g in trang.gop:
        below[g.tren] = max(below.get(g.tren, g.tren), g.duoi)
    best: tuple[int, int, dict[int, str]] | None = None
    top_score = -1
    rows = {row.so: row for row in trang.hang}
    for row in trang.hang[:_HEAD]:
        end = min(below.get(row.so, row.so), row.so + 4)
        names = _ten_cot([rows[n] for n in range(row.so, end + 1) if n in rows])
        find = TimTen(names)
        score = sum(bool(find.cot(v)) for v in parts)
        if score > top_score:
            best, top_score = (row.so, end, names), score
        if score == len(parts):
            break
    noi = Noi(Loai.TEP, tep, trang.ten)
    if best is None:
        return Luoi(noi, {}, 1, ())
    first, last, names = best
    data = [row for row in trang.hang if row.so > last]
    used = set[int]().union(*(row.o.cho if isinstance(row.o, Chu) else row.o for row in data))
    unnamed = tuple(c for c in sorted(used - names.keys()) if any(_co_gi(row.o.get(c, TRONG)) for row in data))
    printed = {c for part in parts for c in TimTen(names).cot(part)}
    above = tuple(row.so for row in trang.hang if row.so < first and _nhu_du_lieu(row, printed, trang))
    return Luoi(noi, names, first, data, trang.hang_an, trang.cot_an, trang.gop, unnamed, above)


def so_don_vi(bang: Bang, trang: TrangTinh, luoi: Luoi, problems: Problems) -> None:
    """Hold the unit that a sheet names above its columns against that which is printed above the table."""
    wanted = units.don_vi(bang.don_vi_tinh)
    heads = " ".join(column.tieu_de for column in bang.cot).casefold()
    for row in trang.hang[:_HEAD]:
        for column, o in row.o.items() if row.so < luoi.dong_ten else ():
            text = " ".join(letters.nfc(chu(o)).split())
            found = units.don_vi(text) if units.la_dong_don_vi(text) else wanted
            if found == wanted:
                continue
            if not wanted:
                if units.la_tien(found) and found not in heads and units.trong_dong(text).casefold() not in heads:
                    problems.canh_bao(
                        "phu_luc/don_vi_tinh", luoi.noi.o(row.so, column),
                        f"bảng tính ghi “{text}”, bản in không ghi đơn vị tính nào",
                        f"thêm `don_vi_tinh: {found}` vào `bang`, hoặc ghi đơn vị vào tiêu đề cột",
                    )  # fmt: skip
                continue
            tell = problems.loi if units.la_tien(found) and units.la_tien(wanted) else problems.canh_bao
            tell(
                "phu_luc/don_vi_tinh", luoi.noi.o(row.so, column),
                f"bảng tính ghi “{text}”, `don_vi_tinh` của văn bản là “{bang.don_vi_tinh}”",
                "xem số theo đơn vị nào: đổi số trong bảng tính và sửa ô này, hoặc sửa `don_vi_tinh`",
            )  # fmt: skip


def _nhu_du_lieu(row: Dong, cot: Set[int], trang: TrangTinh) -> bool:
    """Whether a row above the names may be one of the data: more than a title or the letterhead of a sheet holds."""
    if row.so in trang.hang_an or any(g.tren <= row.so <= g.duoi for g in trang.gop):
        return False
    filled = [row.o.get(c, TRONG) for c in cot if _co_gi(row.o.get(c, TRONG))]
    numbers = any(not isinstance(o.gia_tri, str) or _SO.fullmatch(o.gia_tri.strip()) for o in filled)
    return len(filled) > 1 and (numbers or len(filled) >= max(3, len(cot) * 2 / 3))


def _ten_cot(rows: list[Dong]) -> dict[int, str]:
    names: dict[int, str] = {}
    for row in rows:
        for c, o in row.o.items():
            if _co_gi(o):
                names[c] = chu(o).strip()
    return dict(sorted(names.items()))


def _co_gi(o: O) -> bool:
    return bool(o.loi or chu(o).strip())
