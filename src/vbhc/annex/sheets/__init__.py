"""Spreadsheet files: a module for each reader, with `DUOI` (suffixes) and `doc` (bytes → sheets)."""

from __future__ import annotations

import importlib
import pkgutil
import stat
from collections.abc import Callable
from functools import cache
from pathlib import Path

from vbhc import archive
from vbhc.annex.trang_tinh import TrangTinh
from vbhc.errors import UserError, ly_do

Doc = Callable[[bytes, str], tuple[TrangTinh, ...]]


@cache
def cac_doc() -> dict[str, Doc]:
    """The readers by suffix.

    Raises:
        RuntimeError: a module lacks a promised name, two want one suffix, or there is none.
        ImportError: a module does not import.
    """
    readers: dict[str, Doc] = {}
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        suffixes, read = getattr(module, "DUOI", None), getattr(module, "doc", None)
        if not suffixes or not callable(read):
            raise RuntimeError(f"annex/sheets/{info.name}.py: thiếu DUOI hoặc doc")
        for suffix in suffixes:
            if suffix in readers:
                raise RuntimeError(f"annex/sheets/{info.name}.py: đuôi {suffix} đã có bộ đọc khác")
            readers[suffix] = read
    if not readers:
        raise RuntimeError("annex/sheets: không có bộ đọc nào")
    return readers


@cache
def _bo_doc(duoi: str) -> Doc | None:
    """The reader for a suffix. The module of its name is asked alone: one sheet needs no other's libraries."""
    if any(info.name == duoi[1:] for info in pkgutil.iter_modules(__path__)):
        module = importlib.import_module(f"{__name__}.{duoi[1:]}")
        if duoi in module.DUOI:
            read: Doc = module.doc
            return read
    return cac_doc().get(duoi)


def doc(path: Path, ten_hien: str) -> tuple[TrangTinh, ...]:
    """All sheets of a file, hidden ones marked.

    Args:
        path: the file.
        ten_hien: how messages name it.

    Raises:
        UserError: unknown suffix, missing, unreadable, too large, damaged, encrypted.
    """
    read = _bo_doc(path.suffix.lower())
    if read is None:
        allowed = " ".join(sorted(cac_doc()))
        raise UserError(f"{ten_hien}: không đọc được tệp đuôi “{path.suffix}”; dùng một trong: {allowed}")
    try:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            raise UserError(f"{ten_hien}: không phải là một tệp")
        if info.st_size > archive.MAX_FILE:
            raise UserError(f"{ten_hien}: bảng tính lớn hơn {archive.MAX_FILE >> 20} MB, không mở")
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"{ten_hien}: không đọc được bảng tính ({ly_do(error)})") from None
    if not data:
        raise UserError(f"{ten_hien}: tệp rỗng")
    return read(data, ten_hien)
