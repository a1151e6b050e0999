"""LibreOffice sheets (.ods), read straight from content.xml (OASIS ODF 1.3 part 3, §9 and §19)."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

from vbhc import archive
from vbhc.annex import xml_vao
from vbhc.annex.chu_hien import hien_khac, le_hien, ngay_hien, nghin_hien
from vbhc.annex.dinh_dang import DinhDang
from vbhc.annex.so_o import hien_la, o_so
from vbhc.annex.trang_tinh import (
    CHUA_TINH,
    MAX_COLUMNS,
    MAX_ROWS,
    BanNhap,
    Gop,
    O,
    TrangTinh,
    Xuong,
    gach,
    gio,
    o_chu,
    ten_o,
)
from vbhc.errors import UserError

DUOI = (".ods",)

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_NGAN = {f"{_ODF}{name}:1.0": f"{name}:" for name in ("office", "table", "text", "style")} | {
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext:"
}
_O = ("table:table-cell", "table:covered-table-cell")
_NOT_TEXT = ("text:note", "text:ruby-text", "text:tracked-changes")
_TIME = re.compile(r"P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")
_SPACES = re.compile(r"[ \t\r\n]+")


def doc(data: bytes, ten: str) -> tuple[TrangTinh, ...]:
    """Read a document's sheets; see `sheets.doc`."""
    parts = archive.members(data, ten, "bảng tính")
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b"") or "encrypted-package" in parts:
        raise UserError(f"{ten}: bảng tính có mật khẩu; bỏ mật khẩu rồi chạy lại")
    if "content.xml" not in parts:
        raise UserError(f"{ten}: không có content.xml, không phải bảng tính .ods; mở bằng LibreOffice và lưu bản mới")
    reading = _NoiDung(ten)
    if "styles.xml" in parts:  # formats that have a name
        xml_vao.duyet(parts["styles.xml"], ten, _NGAN, reading.mo_kieu, thuoc_tinh=True)
    xml_vao.duyet(parts["content.xml"], ten, _NGAN, reading.mo, reading.dong_the, reading.chu, thuoc_tinh=True)
    return tuple(sheet.xong() for sheet in reading.trang)


class _NoiDung:
    """content.xml on its way through expat."""

    def __init__(self, ten: str) -> None:
        self.ten = ten
        self.xuong = Xuong(ten)
        self.trang: list[BanNhap] = []
        self.nhap: BanNhap | None = None
        self.style = self.ho = ""
        self.kieu_gach: set[tuple[str, str]] = set()  # families and names of styles that strike letters through
        self.cot_gach: list[range] = []  # columns whose cells are struck through where they say nothing else
        self.hang_gach = self.co_gach = False  # the row's cells are so; the cell has such letters
        self.doan_gach: list[bool] = []  # whether each of the spans that we are in is struck through
        self.kieu_an: set[str] = set()  # table styles with display="false": hidden sheets
        self.bo = 0  # depth inside something that is not the cell's own text (a comment, a drawing)
        self.dong = self.cot = self.cot_khai = 0
        self.lap_hang = 1
        self.hang_an = False
        self.o: dict[int, O] = {}
        self.thuoc_tinh: dict[str, str] | None = None  # of the cell we are in
        self.doan: list[str] = []
        self.trong_p = False

    def _lap(self, attrs: dict[str, str], what: str) -> int:
        n = int(attrs.get(f"table:number-{what}-repeated", "1"))
        if n < 1:
            raise ValueError(n)
        return n

    def mo(self, tag: str, attrs: dict[str, str]) -> None:
        if self.bo:
            self.bo += 1
        elif self.thuoc_tinh is not None:
            self._mo_trong_o(tag, attrs)
        elif tag in _O:
            self.thuoc_tinh = attrs
            self.doan, self.co_gach = [], False
        elif tag == "table:table-row":
            self.hang_gach = ("table-cell", attrs.get("table:default-cell-style-name", "")) in self.kieu_gach
            self.lap_hang = self._lap(attrs, "rows")
            self.hang_an = attrs.get("table:visibility", "visible") != "visible"
            self.o, self.cot = {}, 0
        elif tag == "table:table-column":
            first = self.cot_khai + 1
            self.cot_khai += self._lap(attrs, "columns")
            if self.nhap and attrs.get("table:visibility", "visible") != "visible":
                self.nhap.cot_an.update(range(first, min(self.cot_khai, MAX_COLUMNS) + 1))
            if ("table-cell", attrs.get("table:default-cell-style-name", "")) in self.kieu_gach:
                self.cot_gach.append(range(first, self.cot_khai + 1))
        elif tag == "table:table":
            hidden = attrs.get("table:style-name") in self.kieu_an
            self.nhap = BanNhap(self.xuong, attrs.get("table:name", ""), hidden)
            self.trang.append(self.nhap)
            self.dong = self.cot_khai = 0
            self.cot_gach.clear()
        elif tag.startswith("style:"):
            self.mo_kieu(tag, attrs)
        elif tag in ("table:shapes", "table:tracked-changes", "office:forms"):
            self.bo = 1

    def mo_kieu(self, tag: str, attrs: dict[str, str]) -> None:
        """A style, or what one says."""
        if tag == "style:style":
            self.style, self.ho = attrs.get("style:name", ""), attrs.get("style:family", "")
            if (self.ho, attrs.get("style:parent-style-name", "")) in self.kieu_gach:
                self.kieu_gach.add((self.ho, self.style))
        elif tag == "style:table-properties" and attrs.get("table:display") == "false":
            self.kieu_an.add(self.style)
        elif tag == "style:text-properties" and (line := attrs.get("style:text-line-through-style")):
            (self.kieu_gach.discard if line == "none" else self.kieu_gach.add)((self.ho, self.style))

    def _mo_trong_o(self, tag: str, attrs: dict[str, str]) -> None:
        if tag in ("text:p", "text:h"):
            self.doan.append("")
            self.trong_p = True
        elif tag == "text:span":
            self.doan_gach.append(("text", attrs.get("text:style-name", "")) in self.kieu_gach)
        elif tag == "text:s":
            self._them("\0" * min(int(attrs.get("text:c", "1")), 1000))  # kept apart from spaces that collapse
        elif tag == "text:tab":
            self._them("\t")
        elif tag == "text:line-break":
            self._them("\n")
        elif not tag.startswith("text:") or tag in _NOT_TEXT:
            self.bo = 1

    def _them(self, piece: str) -> None:
        if self.trong_p:
            self.doan[-1] += piece

    def chu(self, piece: str) -> None:
        if self.trong_p and not self.bo:
            self._them(_SPACES.sub(" ", piece))
            if self.doan_gach and any(self.doan_gach) and piece.strip():
                self.co_gach = True

    def dong_the(self, tag: str) -> None:
        if self.bo:
            self.bo -= 1
        elif tag in ("text:p", "text:h"):
            self.trong_p = False
        elif tag == "text:span" and self.doan_gach:
            self.doan_gach.pop()
        elif tag in _O and self.thuoc_tinh is not None:
            self._xong_o(self.thuoc_tinh)
            self.thuoc_tinh = None
        elif tag == "table:table-row" and self.nhap:
            self._xong_hang(self.nhap)

    def _xong_o(self, attrs: dict[str, str]) -> None:
        n = self._lap(attrs, "columns")
        first = self.cot + 1
        self.cot += n
        o = _o(attrs, "\n".join(_gon(d) for d in self.doan))
        if self.co_gach or self._la_gach(attrs.get("table:style-name", ""), first):
            o = gach(o)
        if not o.trong:
            if self.cot > MAX_COLUMNS:
                raise UserError(
                    f"{self.ten}: trang “{self.nhap.ten if self.nhap else ''}” ô "
                    f"{ten_o(self.dong + 1, self.cot)} nằm quá xa (tối đa {MAX_COLUMNS} cột); xoá ô đó rồi lưu lại"
                )
            for cot in range(first, self.cot + 1):
                self.o[cot] = o
        rows, columns = (int(attrs.get(f"table:number-{x}-spanned", "1")) for x in ("rows", "columns"))
        if self.nhap and (rows > 1 or columns > 1):
            self.nhap.gop_o(Gop(self.dong + 1, first, self.dong + rows, first + columns - 1))

    def _la_gach(self, style: str, cot: int) -> bool:
        """Whether a cell's format strikes its letters through: its own, else its row's, else its column's."""
        if style or not self.kieu_gach:
            return ("table-cell", style) in self.kieu_gach
        return self.hang_gach or any(cot in columns for columns in self.cot_gach)

    def _xong_hang(self, nhap: BanNhap) -> None:
        first = self.dong + 1
        self.dong += self.lap_hang
        if not self.o:
            return
        if self.dong > MAX_ROWS:
            raise UserError(
                f"{self.ten}: trang “{nhap.ten}” có nội dung lặp tới hàng {self.dong}, quá xa "
                f"(tối đa {MAX_ROWS} hàng); xoá rồi lưu lại"
            )
        for dong in range(first, self.dong + 1):
            nhap.dat(dong, self.o)
            if self.hang_an:
                nhap.hang_an.add(dong)


def _gon(text: str) -> str:
    """A paragraph with white space collapsed as ODF says (part 3, §6.1.2), spaces of `text:s` kept."""
    return re.sub(" +", " ", text).strip(" ").replace("\0", " ")


def _o(attrs: dict[str, str], text: str) -> O:
    """The cell of its attributes and its text as shown (ODF 1.3 part 3, §19.385 office:value-type)."""
    shown = o_chu(text)
    formula = "table:formula" in attrs
    if attrs.get("calcext:value-type") == "error":
        return O(text, f"ô mang lỗi {text or '?'} của bảng tính")
    if shown.loi:
        return shown
    kind = attrs.get("office:value-type", "")
    try:
        if kind in ("float", "currency", "percentage"):
            raw = attrs.get("office:value", "")
            if not raw:
                return O(None, CHUA_TINH) if formula else O(text, "ô ghi số mà không có giá trị")
            if re.fullmatch(r"0\d+", text):  # shown with leading zeros: a code
                return o_so(raw, DinhDang("0" * len(text)))
            ratio = kind == "percentage" or "%" in text  # the latter with a section for zero of its own
            o = o_so(raw, DinhDang("%" if ratio else ""))
            if isinstance(o.gia_tri, Decimal):
                number = o.gia_tri.scaleb(2) if o.phan_tram else o.gia_tri
                if hien_khac(number, text.replace("%", "", 1) if o.phan_tram else text):
                    return hien_la(raw, f"số {raw[:40]}", f"bảng tính hiện “{text[:40]}”")
                o = o._replace(le=le_hien(number, text), nghin=nghin_hien(number, text))
            return o
        if kind == "date":
            moment = datetime.datetime.fromisoformat(attrs.get("office:date-value", "")).replace(tzinfo=None)
            shows = ngay_hien(moment, text)
            if shows is None:
                return hien_la(text, f"ngày {moment:%d/%m/%Y}", f"bảng tính hiện “{text[:40]}”")
            if shows != "ngày":  # no day shown: none is made up
                return O(f"{moment.month:02}/{moment.year}" if shows == "tháng" else f"{moment.year}")
            return O(moment if moment.time() != datetime.time() and ":" in (text or ":") else moment.date())
        if kind == "time":
            return _o_gio(attrs.get("office:time-value", ""), text)
    except ValueError:
        return O(text, f"ô kiểu {kind} mà giá trị không đọc được")
    if kind == "boolean":
        return O(attrs.get("office:boolean-value") == "true")
    if kind == "string":
        return shown if text else o_chu(attrs.get("office:string-value", ""))
    if kind:
        return O(text, f"ô kiểu “{kind}” không đọc được")
    return O(None, CHUA_TINH) if formula else shown


def _o_gio(value: str, text: str) -> O:
    """`PT07H30M00S` → 07:30, counted beyond a day where the sheet does so. ValueError when it is not so."""
    found = _TIME.fullmatch(value)
    if not found:
        raise ValueError(value)
    day, hour, minute, second = (int(x or 0) for x in found.groups())
    seconds = ((day * 24 + hour) * 60 + minute) * 60 + second
    for said in (gio(seconds, dem=True), gio(seconds)):
        if not text or text.strip().removesuffix(":00") in (said, said.removesuffix(":00"), said.removeprefix("0")):
            return O(said)
    return hien_la(text, f"giờ {gio(seconds, dem=True)}", f"bảng tính hiện “{text[:40]}”")
