"""Comma separated values (.csv): UTF-8, or UTF-16 with a BOM; delimiter `,` `;` or tab."""

from __future__ import annotations

import csv
import io
import re
from itertools import islice

from vbhc.annex.trang_tinh import MAX_COLUMNS, MAX_ROWS, MAX_TEXT, BanNhap, TrangTinh, Xuong
from vbhc.errors import UserError

DUOI = (".csv",)

MAX_CSV = 50 * 2**20
_DELIMITERS = {",": "dấu phẩy", ";": "dấu chấm phẩy", "\t": "tab"}
_LINE = re.compile(r'\s*(?:[^"\r\n]|"[^"]*+(?:"|\Z))*+')
_QUOTED = re.compile(r'"[^"]*+(?:"|\Z)')
_CONFLICT = re.compile(r"(?m)^(?:<{7}|>{7})(?: |\r?$)")
_NONE = "\x1f"  # for a file of one column; should it stand in a text, the row turns ragged and is reported


def doc(data: bytes, ten: str) -> tuple[TrangTinh, ...]:
    """Read the one sheet, which has no name; rows are counted as Excel shows them. See `sheets.doc`."""
    text = _giai_ma(data, ten)
    first, _, rest = text.partition("\n")
    if first.rstrip("\r").lower() in {f"sep={d}" for d in _DELIMITERS}:  # Excel's own directive
        records = _tach(rest, first[4], ten)
    else:
        records = _chon(text, ten)
    nhap = BanNhap(Xuong(ten), "")
    for dong, record in enumerate(records, 1):
        nhap.dat_chu(dong, record)
    return (nhap.xong(),)


def _giai_ma(data: bytes, ten: str) -> str:
    if len(data) > MAX_CSV:
        raise UserError(f"{ten}: tệp CSV lớn hơn {MAX_CSV >> 20} MB, không mở")
    utf_16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = data.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(
            f"{ten}: tệp CSV không ở bảng mã UTF-8; mở bằng Excel, Lưu thành (Save As) kiểu "
            "“CSV UTF-8 (Comma delimited)”"
        ) from None
    if "\0" in text:
        raise UserError(f"{ten}: tệp CSV có ký tự NUL, không phải văn bản; lưu lại bằng Excel kiểu “CSV UTF-8”")
    if (mark := _CONFLICT.search(text)) is not None:
        line = text.count("\n", 0, mark.start()) + 1
        raise UserError(
            f"{ten}:{line}: còn dấu xung đột của git; giữ một trong hai phần, xoá các dòng <<<<<<<, =======, >>>>>>>"
        )
    return text


def _chon(text: str, ten: str) -> list[list[str]]:
    """Split by the delimiter of the first line; between several, by the one that splits all rows alike."""
    head = _dong_dau(text)
    present = [d for d in _DELIMITERS if d in head]
    if len(present) < 2:
        return _tach(text, present[0] if present else _NONE, ten)
    even: list[list[list[str]]] = []
    for delimiter in present:
        try:
            even.append(_tach(text, delimiter, ten))
        except UserError:
            continue
    if len(even) != 1:
        names = ", ".join(_DELIMITERS[d] for d in present)
        raise UserError(
            f"{ten}: không rõ các cột cách nhau bằng gì ({names}); "
            "thêm dòng đầu “sep=;” (hoặc dấu đang dùng), hoặc lưu thành .xlsx"
        )
    return even[0]


def _dong_dau(text: str) -> str:
    """The first line that is not blank, without what stands between quotes."""
    found = _LINE.match(text)
    return _QUOTED.sub("x", found[0]) if found else ""


def _tach(text: str, delimiter: str, ten: str) -> list[list[str]]:
    """The records; all that hold something must have as many fields as the first."""
    csv.field_size_limit(MAX_TEXT * 4)
    lines = io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "surrogatepass")), "utf-8", "surrogatepass", newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)  # a StringIO would hold four bytes for each letter
    try:
        records = list(islice(reader, MAX_ROWS + 1))
    except csv.Error:
        raise UserError(
            f'{ten}: tệp CSV hỏng từ dòng {reader.line_num}: dấu nháy kép " mở mà không đóng đúng; '
            "lưu lại bằng Excel kiểu “CSV UTF-8”"
        ) from None
    width = next((len(record) for record in records if any(record)), 0)
    if len(records) > MAX_ROWS or width > MAX_COLUMNS:
        raise UserError(f"{ten}: tệp CSV vượt {MAX_ROWS} hàng hoặc {MAX_COLUMNS} cột; không mở")
    odd = [(n, record) for n, record in enumerate(records, 1) if len(record) != width]
    ragged = [f"hàng {n} có {len(record)} ô" for n, record in odd if any(record)]
    if ragged:
        shown = "; ".join(ragged[:5]) + (f" và {len(ragged) - 5} hàng nữa" if len(ragged) > 5 else "")
        raise UserError(
            f"{ten}: số ô không đều: dòng đầu có {width} ô, {shown}; "
            'đặt văn bản có dấu ngăn cột trong nháy kép "…" và ghi đủ ô mỗi hàng'
        )
    return records
