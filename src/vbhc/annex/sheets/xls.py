"""Old Excel workbooks (.xls, BIFF8), by xlrd."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence, Set
from typing import Any

from vbhc.annex.dinh_dang import dinh_dang
from vbhc.annex.so_o import o_so
from vbhc.annex.trang_tinh import MAX_COLUMNS, BanNhap, Gop, O, TrangTinh, Xuong, gach, o_chu
from vbhc.errors import UserError

DUOI = (".xls",)

MAX_XLS = 40 * 2**20
_FORMULA, _BOUNDSHEET = 0x0006, 0x0085


def doc(data: bytes, ten: str) -> tuple[TrangTinh, ...]:
    """Read a workbook; see `sheets.doc`."""
    if data[:4] == b"PK\x03\x04":
        raise UserError(f"{ten}: tệp này thật ra là kiểu mới; đổi đuôi thành .xlsx")
    if data[:8] != b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" and data[:1] != b"\x09":
        raise UserError(
            f"{ten}: không phải tệp Excel (có thể là trang web lưu đuôi .xls); mở bằng Excel, lưu thành .xlsx"
        )
    if len(data) > MAX_XLS:
        raise UserError(f"{ten}: bảng tính lớn hơn {MAX_XLS >> 20} MB, không mở; lưu thành .xlsx")
    import xlrd

    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO(), use_mmap=False
        )
        rong = _cong_thuc_rong(data)
        xuong = Xuong(ten)
        return tuple(_trang(book, i, xuong, rong) for i in range(book.nsheets))
    except UserError:
        raise
    except Exception as error:  # noqa: BLE001 - xlrd meets damage with whatever its code happens to raise
        if "ncrypt" in str(error) or "assword" in str(error):
            raise UserError(f"{ten}: bảng tính có mật khẩu; bỏ mật khẩu rồi chạy lại") from None
        raise UserError(f"{ten}: bảng tính hỏng hoặc quá cũ; mở bằng Excel và lưu thành .xlsx") from None


def _trang(book: Any, index: int, xuong: Xuong, rong: set[tuple[int, int, int]]) -> TrangTinh:
    sheet = book.sheet_by_index(index)
    nhap = BanNhap(xuong, sheet.name, sheet.visibility != 0)
    fonts = {i for i, font in enumerate(book.font_list) if font.struck_out}
    runs = sheet.rich_text_runlist_map
    for r in range(sheet.nrows):
        cells = {}
        for c, cell in enumerate(sheet.row(r)):
            o = O(None, _KHONG_RO) if (index, r, c) in rong else _o(book, cell)
            if fonts and _la_gach(cell, book.xf_list[cell.xf_index].font_index, runs.get((r, c), ()), fonts):
                o = gach(o)
            if not o.trong:
                cells[c + 1] = o
        nhap.dat(r + 1, cells)
        info = sheet.rowinfo_map.get(r)
        if (info.hidden or _khong_cao(info)) if info is not None else sheet.default_row_hidden:
            nhap.hang_an.add(r + 1)
    hidden = (c + 1 for c, info in sheet.colinfo_map.items() if info.hidden or not info.width)
    nhap.cot_an.update(c for c in hidden if c <= MAX_COLUMNS)
    for r1, r2, c1, c2 in sheet.merged_cells:
        nhap.gop_o(Gop(r1 + 1, c1 + 1, r2, c2))
    return nhap.xong()


def _khong_cao(info: Any) -> bool:
    """Whether a row's own height is nothing, as dragging its edge leaves it."""
    return info.height == 0 and not info.has_default_height


def _la_gach(cell: Any, font: int, runs: Sequence[tuple[int, int]], fonts: Set[int]) -> bool:
    """Whether a cell has letters that are struck through.

    Args:
        cell: the cell.
        font: its font.
        runs: the places from where on it has other fonts.
        fonts: those that strike through.
    """
    pieces = zip([(0, font), *runs], [*(at for at, _ in runs), None], strict=True)
    return any(one in fonts and str(cell.value)[at:end].strip() for (at, one), end in pieces)


def _o(book: Any, cell: Any) -> O:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_TEXT:
        return o_chu(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return O(bool(cell.value))
    if cell.ctype == xlrd.XL_CELL_ERROR:
        name = xlrd.error_text_from_code.get(cell.value, "?")
        return O(name, f"ô mang lỗi {name} của bảng tính")
    if cell.ctype not in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return O()
    key = book.xf_list[cell.xf_index].format_key
    known = book.format_map.get(key)
    kind = dinh_dang(key, known.format_str if known else None)
    return o_so(f"{cell.value:.15g}", kind, tu_1904=bool(book.datemode))


_KHONG_RO = "công thức rỗng hoặc chưa tính (tệp .xls không phân biệt được); mở bằng Excel, lưu thành .xlsx"


def _cong_thuc_rong(data: bytes) -> set[tuple[int, int, int]]:
    """(sheet, row, column) from 0 of formulas whose stored result is the empty string.

    A program that does not calculate stores just that ([MS-XLS] 2.5.133 FormulaValue), and xlrd gives a
    blank; whether the formula's true result is empty cannot be told, so the cell is a fault.
    """
    import xlrd

    if data[:1] == b"\x09":  # a stream without the OLE container
        mem, base, length = data, 0, len(data)
    else:
        compound = xlrd.compdoc.CompDoc(data, logfile=io.StringIO())
        mem, base, length = next(
            found for name in ("Workbook", "Book") if (found := compound.locate_named_stream(name))[0] is not None
        )
    starts: list[int] = []
    empty: list[tuple[int, int, int]] = []
    at, end = base, base + length
    while at + 4 <= end:
        code, size = struct.unpack_from("<HH", mem, at)
        if code == _BOUNDSHEET:
            starts.append(struct.unpack_from("<I", mem, at + 4)[0])
        elif code == _FORMULA:
            row, column, _, kind, _, _, _, mark = struct.unpack_from("<HHHBBHHH", mem, at + 4)
            if mark == 0xFFFF and kind == 3:
                empty.append((at - base, row, column))
        at += 4 + size
    return {
        (max((s, i) for i, s in enumerate(starts) if s <= offset)[1], row, column)
        for offset, row, column in empty
        if any(s <= offset for s in starts)
    }
