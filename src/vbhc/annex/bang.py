"""The printed table: numbering, groups, sums, and every cell by its column type.

How `HangIn.o` is filled (always one text for each printed column):

- With `stt`, a column "STT" is added: the first, or the second when `gop` keeps the first for merged
  cells.
- `loai="nhom"` with a STT column: `("I", "Tên nhóm", "", …)`; without: `("I. Tên nhóm", "", …)`. In both
  the empty cells belong to the text at their left: the Word room merges each run of empty cells into the cell
  before it.
- `gop`: the row that opens a group carries `"I. Tên nhóm"` in its first cell and `gop="dau"`; the others
  carry `""` there and `gop="tiep"` (`w:vMerge` restart and continue). A group of one row is `gop="mot"`.
- `loai="tong"`: "Tổng cộng" in the first column neither STT nor summed, the sums in theirs, the rest empty.
- `khoa` is the text of the key column; group and sum rows have none.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import ROUND_HALF_UP, Context, Decimal

from vbhc.annex import o_in
from vbhc.annex.columns import KieuCot, cac_kieu
from vbhc.annex.ghep import khoa_cua, la_stt
from vbhc.annex.hang import CacHang, Hang
from vbhc.annex.o_in import BadCell, NguCanh
from vbhc.annex.trang_tinh import TRONG, Chu, O
from vbhc.model.ban_in import BangIn, CotIn, HangIn
from vbhc.model.phu_luc import Bang, Canh, DanhSoStt
from vbhc.problems import Place, Problems
from vbhc.text import inline, letters, numbering

_MAX_TEXT = 50_000_000
"""Characters of a whole table: some 15 000 pages."""
_SHOWN = 20
"""Problems of one kind shown for one column; the rest are counted."""
_LE = 4
"""Decimals of a number in a cell without a number format from which a word is said."""
_STT_SHARE = 0.065
_NUMERAL = re.compile(r"([IVXLC]+)\s*(?:[.)]|[/:–-](?=\s))\s*(?=\S)")


def dung(bang: Bang, hang: CacHang, ma: str, problems: Problems, ngu_canh: NguCanh) -> BangIn | None:
    """Make the table.

    Args:
        bang: what the drafter asks.
        hang: the rows, from `hang.lay`.
        ma: the table's name among the document's tables.
        problems: takes every fault, with its place.
        ngu_canh: what column types need.

    Returns:
        None when a column type is not known, or any cell, key or group is at fault: never a table with
        blanks where something stood.
    """
    kinds = _kieu(bang, hang, problems)
    if kinds is None or not hang.hang:
        return None
    before = sum(p.severity.name == "LOI" for p in problems)
    work = _Dung(bang, hang, problems, ngu_canh, kinds)
    rows = work.hang_in()
    work.het()
    if sum(len("".join(row.o)) for row in rows) > _MAX_TEXT:
        problems.loi("phu_luc/qua_dai", hang.luoi.noi.ca(), "chữ của bảng quá nhiều, không in được trong một văn bản")
    if sum(p.severity.name == "LOI" for p in problems) > before:
        return None
    columns = [CotIn(c.tieu_de, c.rong, c.canh or kinds[c.khoa].canh) for c in bang.cot]
    if work.stt_o >= 0:
        share = sum(c.rong for c in bang.cot) * _STT_SHARE
        columns.insert(work.stt_o, CotIn("STT", share, Canh.GIUA))
    names = "; ".join(inline.plain(c.tieu_de).replace("\n", " ") for c in columns)
    return BangIn(ma, tuple(columns), tuple(rows), f"Bảng {len(hang.hang)} hàng; các cột: {names}")


def _kieu(bang: Bang, hang: CacHang, problems: Problems) -> dict[str, KieuCot] | None:
    known = cac_kieu()
    good = True
    noi = hang.luoi.noi
    for cot in bang.cot:
        if cot.kieu not in known:
            near = letters.nearest(cot.kieu, known)
            problems.loi(
                "phu_luc/kieu_cot", noi.ca(),
                f"cột “{cot.khoa}” có kieu “{cot.kieu}” không biết; có: {', '.join(known)}",
                f"có phải “{near}”?" if near else "", truong=cot.tieu_de,
            )  # fmt: skip
            good = False
        elif cot.khoa in bang.tong and known[cot.kieu].so is None:
            able = ", ".join(k for k, v in known.items() if v.so)
            problems.loi(
                "phu_luc/tong", noi.ca(), f"không cộng được cột “{cot.khoa}” kiểu {cot.kieu}",
                f"đặt kieu là một trong: {able}", truong=cot.tieu_de,
            )  # fmt: skip
            good = False
    if bang.stt is DanhSoStt.THEO_NHOM and not (bang.nhom or bang.gop):
        problems.loi("phu_luc/stt", noi.ca(), "`stt: theo nhóm` mà bảng không có `nhom` hoặc `gop`", "ghi stt: có")
        good = False
    if bang.nhom and khoa_cua(bang, bang.nhom) in {c.khoa for c in bang.cot}:
        problems.canh_bao(
            "phu_luc/nhom_hai_lan", noi.ca(), f"cột chia nhóm “{bang.nhom}” cũng có trong `cot`: tên nhóm in hai lần",
            "xoá cột ấy khỏi `cot`; hàng nhóm I, II, … đã in tên nhóm",
        )  # fmt: skip
    if bang.khoa and la_stt(bang.khoa):
        problems.loi(
            "phu_luc/khoa",
            noi.ca(),
            "cột khoá không được là số thứ tự",
            "thêm một cột mã riêng cho từng hàng",
        )
        good = False
    return {c.khoa: known[c.kieu] for c in bang.cot} if good else None


class _Dung:
    """One pass over the rows."""

    def __init__(
        self, bang: Bang, hang: CacHang, problems: Problems, ngu_canh: NguCanh, kinds: dict[str, KieuCot]
    ) -> None:
        self.bang, self.cac_hang, self.problems, self.ngu_canh = bang, hang, problems, ngu_canh
        self.cot = [(c.khoa, kinds[c.khoa], c.khoa in bang.tong) for c in bang.cot]
        self.khoa = khoa_cua(bang, bang.khoa) if bang.khoa else ""
        self.nhom = khoa_cua(bang, bang.nhom or bang.gop) if bang.nhom or bang.gop else ""
        self.stt_o = -1 if bang.stt is DanhSoStt.KHONG else (1 if bang.gop else 0)
        self.stt = 0
        self.cong: dict[str, list[tuple[Decimal, int]]] = {c: [] for c in bang.tong}  # exact, decimals shown
        self.dai: set[str] = set()  # columns of which it was said that a number has many decimals
        self.nhu_go = [c.khoa for c in bang.cot] if all(kind.nhu_go for _, kind, _ in self.cot) else []
        self.khoa_o: dict[str, int] = {}
        self.nhom_o: dict[str, int] = {}  # group → its last row
        self.o_nhom, self.ten_nhom = TRONG, ("", "")  # the group's cell in the row before, and the name in it
        self.nhom_gan: dict[str, str] = {}  # key of a group's name → the name
        self.so_lan: Counter[tuple[str, str]] = Counter()

    def hang_in(self) -> list[HangIn]:
        rows: list[HangIn] = []
        current = typed = ""
        for row in self.cac_hang.hang:
            cells = self._nguyen(row) or [self._o(row, key, kind, summed) for key, kind, summed in self.cot]
            merged = ""
            if self.nhom:
                number, name = self._ten_nhom(row)
                opens = name != current or (number != typed and "" not in (number, typed))
                if opens:
                    current, typed = name, number
                    numeral = self._mo_nhom(name, row)
                    if self.bang.stt is DanhSoStt.THEO_NHOM:
                        self.stt = 0
                    if self.bang.nhom:
                        rows.append(HangIn(self._hang_nhom(numeral, name), loai="nhom"))
                if name:
                    self.nhom_o[name] = row.so
                if self.bang.gop:
                    merged = "dau" if opens else "tiep"
                    cells[0] = f"{numeral}. {name}" if opens else ""
            self.stt += 1
            if self.stt_o >= 0:
                cells.insert(self.stt_o, str(self.stt))
            rows.append(HangIn(tuple(cells), khoa=self._khoa(row), gop=merged))
        if self.bang.gop:
            below = [row.gop for row in rows[1:]] + [""]
            rows = [
                row._replace(gop="mot") if row.gop == "dau" and under != "tiep" else row
                for row, under in zip(rows, below, strict=True)
            ]
        if self.bang.tong:
            rows.append(self._tong())
        return rows

    def _hang_nhom(self, numeral: str, name: str) -> tuple[str, ...]:
        width = len(self.cot) + (self.stt_o >= 0)
        head = (numeral, name) if self.stt_o >= 0 else (f"{numeral}. {name}",)
        return head + ("",) * (width - len(head))

    def _loi(self, code: str, so: int, key: str, message: str, hint: str = "") -> None:
        self.so_lan[code, key] += 1
        if self.so_lan[code, key] <= _SHOWN:
            self.problems.loi(code, self.cac_hang.o(so, key), message, hint, truong=self.cac_hang.truong(so, key))

    def het(self) -> None:
        """Count the faults that were not shown one by one."""
        for (code, key), n in self.so_lan.items():
            if n > _SHOWN:
                place: Place = self.cac_hang.luoi.noi.ca()
                self.problems.loi(code, place, f"và {n - _SHOWN} ô nữa có lỗi này", truong=self.cac_hang.ten[key])

    def _nguyen(self, row: Hang) -> list[str] | None:
        """A row that prints as it was typed; None where a cell needs a look (`_o`)."""
        if not self.nhu_go or not isinstance(row.o, Chu):
            return None
        texts = row.o.cac(self.nhu_go)
        line = "|".join(texts)
        return None if "*" in line or "^{" in line else texts

    def _o(self, row: Hang, key: str, kind: KieuCot, summed: bool) -> str:
        o = row.o[key]
        value, fault = o.gia_tri, o.loi
        if fault:
            self._loi("phu_luc/o_loi", row.so, key, fault, "sửa ô trong nguồn rồi lưu lại")
            return ""
        if value is None:
            return ""
        if kind.nhu_go and isinstance(value, str):  # as most cells are
            self._dau_ho(row, key, value)
            return value
        try:
            text = kind.in_o(o, self.ngu_canh)
            if summed and kind.so:
                number = kind.so(o)
                self.cong[key].append((number, o_in.so_le(o_in.hien(o, number))))
        except BadCell as error:
            self._loi("phu_luc/o_sai_kieu", row.so, key, str(error))
            return ""
        if isinstance(value, Decimal) and o.le < 0 and key not in self.dai:
            self._so_le(row, key, o_in.so_le(o_in.hien(o, value)) - 2 * o.phan_tram)
        return text

    def _dau_ho(self, row: Hang, key: str, text: str) -> None:
        """Tell of a mark that opens and does not close in a line: it prints as it stands."""
        if "*" not in text and "^{" not in text:  # as most are
            return
        for mark in dict.fromkeys(mark for line in text.split("\n") for mark in inline.parse(line).ho):
            self.problems.canh_bao(
                "phu_luc/dau_mo", self.cac_hang.o(row.so, key), f"dấu {mark} mở mà không đóng, in nguyên như thế",
                f"đóng dấu lại bằng {inline.DONG.get(mark, mark)} trên cùng dòng, hoặc gõ \\{mark[0]} để in dấu ấy",
                truong=self.cac_hang.truong(row.so, key),
            )  # fmt: skip

    def _so_le(self, row: Hang, key: str, so_le: int) -> None:
        if so_le > _LE:
            self.dai.add(key)
            self.problems.canh_bao(
                "phu_luc/so_le", self.cac_hang.o(row.so, key), f"số trong ô có {so_le} chữ số lẻ, in đủ như thế",
                "đặt định dạng số cho cột trong tệp (ví dụ 0,00)", truong=self.cac_hang.truong(row.so, key),
            )  # fmt: skip

    def _chu(self, row: Hang, key: str, code: str) -> str:
        """The text of a key or group cell; its fault is told here unless the column is printed."""
        o: O = row.o[key]
        if o.loi:
            if key not in {k for k, _, _ in self.cot}:
                self._loi("phu_luc/o_loi", row.so, key, o.loi, "sửa ô trong nguồn rồi lưu lại")
            return ""
        kind = next((kind for k, kind, _ in self.cot if k == key), None) if code == "nhom" else None
        try:
            return kind.in_o(o, self.ngu_canh) if kind and not o.trong else o_in.chu(o)
        except BadCell:
            return ""

    def _khoa(self, row: Hang) -> str:
        if not self.khoa:
            return ""
        text = self._chu(row, self.khoa, "khoa")
        line = self.cac_hang.luoi.noi.hang
        if not text:
            if row.o[self.khoa].trong:
                self._loi(
                    "phu_luc/thieu_khoa",
                    row.so,
                    self.khoa,
                    f"{line(row.so)} không có khoá",
                    "ghi một mã riêng",
                )
            return ""
        first = self.khoa_o.setdefault(text, row.so)
        if first != row.so:
            self._loi(
                "phu_luc/trung_khoa", row.so, self.khoa,
                f"khoá “{text}” có ở cả {line(first)} và {line(row.so)}", "mỗi hàng một khoá riêng",
            )  # fmt: skip
        return text

    def _ten_nhom(self, row: Hang) -> tuple[str, str]:
        """The numeral typed before the group's name, and the name."""
        o = row.o[self.nhom]
        if o.loi or o != self.o_nhom:
            self.o_nhom = o
            self.ten_nhom = _tach_so(" ".join(self._chu(row, self.nhom, "nhom").split()))
        return self.ten_nhom

    def _mo_nhom(self, name: str, row: Hang) -> str:
        """Open a group: its numeral. A group met before stands apart, which is an error."""
        line = self.cac_hang.luoi.noi.hang
        if name in self.nhom_o:
            self._loi(
                "phu_luc/nhom_tach", row.so, self.nhom,
                f"nhóm “{name}” đứng ở hai nơi: {line(self.nhom_o[name])} và {line(row.so)}",
                "xếp các hàng cùng nhóm liền nhau",
            )  # fmt: skip
            return ""
        self._dau_ho(row, self.nhom, name)
        near = self.nhom_gan.setdefault(letters.key_of(name), name)
        if near != name:
            self.problems.canh_bao(
                "phu_luc/nhom_gan", self.cac_hang.o(row.so, self.nhom),
                f"hai nhóm chỉ khác dấu hoặc chữ hoa: “{near}” và “{name}”", "nếu là một, ghi cùng một cách",
                truong=self.cac_hang.truong(row.so, self.nhom),
            )  # fmt: skip
        number = len(self.nhom_o) + 1
        try:
            numeral = numbering.la_ma(number)
        except ValueError:
            self._loi("phu_luc/nhieu_nhom", row.so, self.nhom, f"bảng có hơn {numbering.MOST_ROMAN} nhóm")
            return ""
        typed = self._ten_nhom(row)[0]
        if typed and typed != numeral:
            self.problems.thong_tin(
                "phu_luc/so_nhom", self.cac_hang.o(row.so, self.nhom),
                f"nhóm “{name}” ghi số {typed} trong nguồn, in là {numeral}",
                truong=self.cac_hang.truong(row.so, self.nhom),
            )  # fmt: skip
        return numeral

    def _tong(self) -> HangIn:
        """The row of sums."""
        cells = []
        for key, kind, summed in self.cot:
            values = self.cong.get(key, [])
            cells.append(kind.in_so(_cong(values)) if summed and values and kind.in_so else "")
            if summed and not values:
                self.problems.canh_bao(
                    "phu_luc/tong", self.cac_hang.luoi.noi.ca(), "cột cộng tổng không có số nào",
                    truong=self.cac_hang.ten[key],
                )  # fmt: skip
        label = next((i for i, (_, _, summed) in enumerate(self.cot) if not summed), None)
        if label is not None:
            cells[label] = "Tổng cộng"
        if self.stt_o >= 0:
            cells.insert(self.stt_o, "" if label is not None else "Tổng cộng")
        elif label is None:
            self.problems.canh_bao(
                "phu_luc/tong", self.cac_hang.luoi.noi.ca(), "hàng tổng không có cột nào để ghi “Tổng cộng”"
            )
        return HangIn(tuple(cells), loai="tong")


def _cong(values: list[tuple[Decimal, int]]) -> Decimal:
    """The sum of the exact values, printed with decimals as the column shows them.

    It has the decimals it needs, at least those that every number shows (1,50 + 1,50 = 3,00) and at most those that
    any number shows: three cells of 1/3 shown as 0,3 sum up to 1,0, as the spreadsheet's own SUM says.
    """
    exact = Context(prec=200, rounding=ROUND_HALF_UP)
    total = Decimal(0)
    for value, _ in values:
        total = exact.add(total, value)
    shown = [le for _, le in values]
    needed = -int(total.normalize(exact).as_tuple().exponent)
    rounded = total.quantize(Decimal(1).scaleb(-max(min(shown), min(needed, max(shown)))), context=exact)
    return rounded or abs(rounded)


def _tach_so(text: str) -> tuple[str, str]:
    """`IV. Công tác` → ("IV", "Công tác"); no well-formed numeral → ("", text)."""
    found = _NUMERAL.match(text)
    if not found or found[1] not in _LA_MA:
        return "", text
    return found[1], text[found.end() :]


_LA_MA = frozenset(numbering.la_ma(n) for n in range(1, 400))
