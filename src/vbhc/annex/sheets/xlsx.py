"""Excel workbooks (.xlsx, .xlsm), read straight from their XML (ISO/IEC 29500-1 §18).

One pass over each sheet gives the values together with what value readers lose: error cells, formulas never
calculated, hidden rows and columns, merged ranges, percent formats. Cells are kept sparse, so a lone cell at
XFD1048576 costs nothing before it is refused. Rows written the usual way are taken by pattern (`xlsx_quet`), which
gives the same in a third of the time.
"""

from __future__ import annotations

import datetime
import posixpath
import re

from vbhc import archive
from vbhc.annex import xlsx_quet, xml_vao
from vbhc.annex.dinh_dang import DinhDang, dinh_dang
from vbhc.annex.so_o import o_so
from vbhc.annex.trang_tinh import (
    CHUA_TINH,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    BanNhap,
    Gop,
    O,
    TrangTinh,
    Xuong,
    gach,
    o_chu,
    ten_o,
)
from vbhc.errors import UserError

DUOI = (".xlsx", ".xlsm")

_NGAN = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "",
    "http://purl.oclc.org/ooxml/spreadsheetml/main": "",
    "http://schemas.openxmlformats.org/package/2006/relationships": "",
}
_ID = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
_REF = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NHIEU_O = ("array", "dataTable")
"""Formulas that give the values of many cells, of which only the first bears it."""
_INDEX = 9
"""Digits of the number of a shared string."""
_TRUE = ("1", "true")


def doc(data: bytes, ten: str) -> tuple[TrangTinh, ...]:
    """Read a workbook; see `sheets.doc`."""
    parts = archive.members(data, ten, "bảng tính")
    for name, xml in parts.items():
        if name.endswith((".xml", ".rels")) and archive.has_doctype(xml):
            raise UserError(f"{ten}: phần {name} có DOCTYPE, không phải bảng tính thường; không mở")
    return _SoTinh(parts, ten).doc()


class _SoTinh:
    """A workbook: its parts, shared strings, formats."""

    def __init__(self, parts: dict[str, bytes], ten: str) -> None:
        self.parts = parts
        self.ten = ten
        self.tu_1904 = False
        self.tinh_lai = False  # fullCalcOnLoad: the writer did not calculate; what stands cached is a placeholder
        self.sheets: list[tuple[str, str, bool]] = []  # name, relationship, hidden
        self.chuoi_gach: set[int] = set()  # shared strings with letters that are struck through
        self.kieu_gach: set[str] = set()  # cell formats that strike their letters through

    def _part(self, name: str) -> bytes:
        if name not in self.parts:
            raise UserError(f"{self.ten}: bảng tính thiếu phần {name}; mở bằng Excel và lưu bản mới")
        return self.parts[name]

    def _rels(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationship id → (kind, target part)."""
        folder, name = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}

        def mo(tag: str, attrs: dict[str, str]) -> None:
            if tag == "Relationship" and attrs.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, attrs.get("Target", ""))).lstrip("/")
                found[attrs.get("Id", "")] = (attrs.get("Type", "").rpartition("/")[2], target)

        xml_vao.duyet(self._part(posixpath.join(folder, "_rels", name + ".rels")), self.ten, _NGAN, mo)
        return found

    def doc(self) -> tuple[TrangTinh, ...]:
        roots = [t for kind, t in self._rels("").values() if kind == "officeDocument"]
        workbook = roots[0] if roots else "xl/workbook.xml"
        xml_vao.duyet(self._part(workbook), self.ten, _NGAN, self._mo_so)
        rels = self._rels(workbook)
        by_kind = dict(rels.values())
        self.chuoi = [*map(giai_ma, self._chuoi(by_kind.get("sharedStrings")))]
        self.kieu = self._kieu(by_kind.get("styles"))
        xuong = Xuong(self.ten)
        out = []
        for name, rid, hidden in self.sheets:
            if rid not in rels:
                raise UserError(f"{self.ten}: trang “{name}” không có phần nội dung; mở bằng Excel và lưu bản mới")
            kind, target = rels[rid]
            if kind == "worksheet":  # chart and dialog sheets hold no rows
                out.append(_Trang(self, BanNhap(xuong, name, hidden)).doc(self._part(target)))
        return tuple(out)

    def _mo_so(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "sheet":
            rid = next((attrs[k] for k in _ID if k in attrs), "")
            self.sheets.append((attrs.get("name", ""), rid, attrs.get("state", "visible") != "visible"))
        elif tag == "workbookPr":
            self.tu_1904 = attrs.get("date1904") in _TRUE
        elif tag == "calcPr":
            self.tinh_lai = attrs.get("fullCalcOnLoad") in _TRUE

    def _chuoi(self, part: str | None) -> list[str]:
        """The shared strings; phonetic hints (`rPh`) are not part of the text."""
        if part is None:
            return []
        try:
            rest, strings = xlsx_quet.tach_chuoi(self._part(part))
        except xlsx_quet.KhongThuong:
            rest, strings = self._part(part), []
        text: list[str] = []
        state = {"t": False, "rPh": False, "strike": False}

        def mo(tag: str, attrs: dict[str, str]) -> None:
            if tag == "si":
                text.clear()
            elif tag == "strike":
                state[tag] = _bat(attrs)
            elif tag in state:
                state[tag] = True

        def dong(tag: str) -> None:
            if tag == "si":
                strings.append("".join(text))
            elif tag == "r":
                state["strike"] = False
            elif tag in ("t", "rPh"):
                state[tag] = False

        def chu(piece: str) -> None:
            if state["t"] and not state["rPh"]:
                text.append(piece)
                if state["strike"] and piece.strip():
                    self.chuoi_gach.add(len(strings))

        xml_vao.duyet(rest, self.ten, _NGAN, mo, dong, chu)
        return strings

    def _kieu(self, part: str | None) -> list[DinhDang]:
        """The number format of each cell format of `cellXfs`; those whose font is struck through go to `kieu_gach`."""
        if part is None:
            return []
        codes: dict[int, str] = {}
        formats: list[int] = []
        fonts: list[bool] = []
        inside = {"numFmts": False, "cellXfs": False, "fonts": False}  # `dxfs` have their own

        def mo(tag: str, attrs: dict[str, str]) -> None:
            if tag == "numFmt" and inside["numFmts"]:
                codes[int(attrs.get("numFmtId", "0"))] = attrs.get("formatCode", "")
            elif tag in inside:
                inside[tag] = True
            elif tag == "font" and inside["fonts"]:
                fonts.append(False)
            elif tag == "strike" and inside["fonts"] and fonts:
                fonts[-1] = _bat(attrs)
            elif tag == "xf" and inside["cellXfs"]:
                if any(fonts[(font := int(attrs.get("fontId", "0"))) : font + 1]):
                    self.kieu_gach.add(str(len(formats)))
                formats.append(int(attrs.get("numFmtId", "0")))

        def dong(tag: str) -> None:
            if tag in inside:
                inside[tag] = False

        xml_vao.duyet(self._part(part), self.ten, _NGAN, mo, dong)
        return [dinh_dang(n, codes.get(n)) for n in formats]


def giai_ma(text: str) -> str:
    """`_x000D_` back into the character it stands for (ISO/IEC 29500-1 §22.4.2.4, ST_Xstring)."""
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def vi_tri(ref: str) -> tuple[int, int]:
    """`C12` → (12, 3). ValueError when it is no cell."""
    found = _REF.fullmatch(ref)
    if not found:
        raise ValueError(ref)
    cot = 0
    for letter in found[1]:
        cot = cot * 26 + ord(letter) - 64
    return int(found[2]), cot


class _Trang:
    """One worksheet part on its way to a sheet."""

    def __init__(self, so_tinh: _SoTinh, nhap: BanNhap) -> None:
        self.so_tinh = so_tinh
        self.nhap = nhap
        self.dong = 0
        self.cot = 0
        self.o: dict[int, O] = {}
        self.an_san = False  # zeroHeight: rows are hidden unless they say a height
        self.trong_o = self.nhan = self.phien_am = self.cong_thuc = False
        self.v: list[str] = []
        self.t = self.s = self.vung = ""
        self.gach = [False, False]  # whether the run, and whether some letter of the cell, is struck through

    def doc(self, xml: bytes) -> TrangTinh:
        try:
            rest, rows = self._quet(xml)
        except xlsx_quet.KhongThuong:
            rest, rows = xml, []
        xml_vao.duyet(rest, self.so_tinh.ten, _NGAN, self._mo, self._dong, self._chu)
        for attrs, cells in rows:
            self._mo_hang(attrs)
            if isinstance(cells, list):
                self.nhap.dat_chu(self.dong, cells)
            else:
                self.nhap.dat(self.dong, cells)
        return self.nhap.xong()

    def _quet(self, xml: bytes) -> tuple[bytes, list[tuple[dict[str, str], dict[int, O] | list[str]]]]:
        """The rows by pattern, all of them or none, and the part without them; a row of texts as texts."""
        book = self.so_tinh
        if book.kieu_gach:
            raise xlsx_quet.KhongThuong  # of texts the patterns do not tell the format
        rest, written = xlsx_quet.tach(xml)
        rows: list[tuple[dict[str, str], dict[int, O] | list[str]]] = []
        count = 0
        for attrs, cells in written:
            made = {}
            texts = self._chu_dung_chung(cells)
            for cot, s, t, formula, v in () if texts else zip(*cells, strict=True):
                o = self._o(t or "n", s or "0", v, cong_thuc=bool(formula))
                if book.chuoi_gach and self._la_gach(t, s, v):
                    o = gach(o)
                if o.gia_tri is not None or o.loi:
                    made[cot] = o
            rows.append((attrs, texts or made))
            count += len(cells.cot)
            if count > MAX_CELLS:
                raise xlsx_quet.KhongThuong  # the walk counts what is left of them
        return rest, rows

    def _chu_dung_chung(self, cells: xlsx_quet.CacO) -> list[str]:
        """The texts of a row all of whose cells are shared strings; [] for any other."""
        digits = "".join(cells.v)
        if {*cells.t} != {"s"} or any(cells.cong_thuc) or not (digits.isascii() and digits.isdecimal()):
            return []
        if max(map(len, cells.v)) > _INDEX:
            return []
        try:
            texts = [*map(self.so_tinh.chuoi.__getitem__, map(int, cells.v))]
        except (ValueError, IndexError):  # a cell says nothing, or points to no string
            return []
        if self.so_tinh.chuoi_gach and not self.so_tinh.chuoi_gach.isdisjoint(map(int, cells.v)):
            return []
        if cells.cot[-1] > len(texts):  # cells between are left out
            own = dict(zip(cells.cot, texts, strict=True))
            return [own.get(cot, "") for cot in range(1, cells.cot[-1] + 1)]
        return texts

    def _hong(self, what: str) -> UserError:
        return UserError(f"{self.so_tinh.ten}: trang “{self.nhap.ten}” {what}; tệp hỏng, mở bằng Excel và lưu bản mới")

    def _mo(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "c":
            try:
                dong, cot = vi_tri(attrs["r"]) if "r" in attrs else (self.dong, self.cot + 1)
            except ValueError:
                raise self._hong(f"có ô mang tên lạ “{attrs['r']}”") from None
            if dong != self.dong or cot <= self.cot:
                raise self._hong(f"ghi ô {ten_o(dong, cot)} hai lần hoặc sai chỗ")
            self.cot = cot
            self.t, self.s = attrs.get("t", "n"), attrs.get("s", "0")
            self.v.clear()
            self.vung = ""
            self.trong_o, self.cong_thuc, self.phien_am = True, False, False
            self.gach[:] = False, False
        elif tag in ("v", "t"):
            self.nhan = self.trong_o and not self.phien_am
        elif tag == "f":
            self.cong_thuc = True
            self.vung = attrs.get("ref", "") if attrs.get("t") in _NHIEU_O else ""
        elif tag == "rPh":
            self.phien_am = True
        elif tag == "strike":
            self.gach[0] = _bat(attrs)
        elif tag == "row":
            self._mo_hang(attrs)
        elif tag == "col" and (attrs.get("hidden") in _TRUE or _khong(attrs.get("width"))):
            first = int(attrs.get("min", "1"))
            self.nhap.cot_an.update(range(first, min(int(attrs.get("max", first)), MAX_COLUMNS) + 1))
        elif tag == "sheetFormatPr":
            self.an_san = attrs.get("zeroHeight") in _TRUE
        elif tag == "mergeCell":
            self.nhap.gop_o(self._vung(attrs.get("ref", "")))

    def _vung(self, ref: str) -> Gop:
        start, _, end = ref.partition(":")
        try:
            return Gop(*vi_tri(start), *vi_tri(end or start))
        except ValueError:
            raise self._hong(f"có vùng ô lạ “{ref}”") from None

    def _mo_hang(self, attrs: dict[str, str]) -> None:
        dong = int(attrs.get("r", self.dong + 1))
        if dong <= self.dong:
            raise self._hong(f"ghi hàng {dong} hai lần hoặc sai thứ tự")
        self.dong, self.cot, self.o = dong, 0, {}
        shown = attrs.get("hidden") in ("0", "false") or ("ht" in attrs and "hidden" not in attrs)
        hidden = attrs.get("hidden") in _TRUE or _khong(attrs.get("ht")) or (self.an_san and not shown)
        if hidden and dong <= MAX_ROWS:
            self.nhap.hang_an.add(dong)

    def _chu(self, piece: str) -> None:
        if self.nhan:
            self.v.append(piece)
            self.gach[1] |= self.gach[0] and bool(piece.strip())

    def _dong(self, tag: str) -> None:
        if tag in ("v", "t"):
            self.nhan = False
        elif tag == "rPh":
            self.phien_am = False
        elif tag == "r":
            self.gach[0] = False
        elif tag == "c":
            self.trong_o = False
            o = self._o(self.t, self.s, text := "".join(self.v), cong_thuc=self.cong_thuc)
            if self.gach[1] or self._la_gach(self.t, self.s, text):
                o = gach(o)
            if not o.trong:
                self.o[self.cot] = o
            if self.vung and o.loi == CHUA_TINH:
                self.nhap.chua_tinh.append(self._vung(self.vung))
        elif tag == "row":
            self.nhap.dat(self.dong, self.o)

    def _la_gach(self, t: str, s: str, v: str) -> bool:
        """Whether a cell has letters that are struck through."""
        book = self.so_tinh
        if s in book.kieu_gach:
            return True
        index = t == "s" and book.chuoi_gach and len(v) <= _INDEX and v.isascii() and v.isdecimal()
        return bool(index) and int(v) in book.chuoi_gach

    def _o(self, t: str, s: str, v: str, *, cong_thuc: bool) -> O:
        """The cell of what stood in `<v>` or `<is>`; `t` and the format say how to read it (§18.18.11)."""
        if t == "e":
            return O(v, f"ô mang lỗi {v} của bảng tính")
        if cong_thuc and (self.so_tinh.tinh_lai or (not v and t != "str")):
            return O(None, CHUA_TINH)
        if t == "s":
            if not v:
                return O()
            try:
                return o_chu(self.so_tinh.chuoi[int(v) if v.isascii() and v.isdecimal() else len(self.so_tinh.chuoi)])
            except (IndexError, ValueError):  # the latter where there are thousands of digits
                return O(None, "ô chỉ tới một chuỗi không có trong tệp; mở bằng Excel và lưu bản mới")
        if t in ("str", "inlineStr"):
            return o_chu(giai_ma(v))
        if not v:
            return O()
        if t == "b":
            return O(v in _TRUE)
        return self._o_ngay_iso(v) if t == "d" else self._o_so(v, s)

    def _o_so(self, v: str, s: str) -> O:
        try:
            kind = self.so_tinh.kieu[int(s)]
        except (ValueError, IndexError):
            kind = DinhDang()
        return o_so(v, kind, tu_1904=self.so_tinh.tu_1904)

    @staticmethod
    def _o_ngay_iso(v: str) -> O:
        try:
            moment = datetime.datetime.fromisoformat(v)
        except ValueError:
            return O(v, f"ô ghi ngày mà nội dung là “{v[:40]}”")
        moment = moment.replace(tzinfo=None)
        return O(moment if moment.time() != datetime.time() else moment.date())


def _bat(attrs: dict[str, str]) -> bool:
    """Whether a property of letters is on: it is where nothing says otherwise (§22.9.2.7)."""
    return attrs.get("val", "1") in _TRUE


def _khong(size: str | None) -> bool:
    """Whether a height or width is given and is nothing."""
    try:
        return size is not None and float(size) == 0
    except ValueError:
        return False
