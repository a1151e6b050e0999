"""Zip files without fear, both ways: read after checking, written with the same bytes everywhere.

Word files and most spreadsheets are zips. What is read is checked before a byte is unpacked; what is written has
sorted members, one fixed time, and is compressed by libdeflate, whose output does not depend on the machine (zlib's
differs between zlib and zlib-ng, so the standard library would give other bytes on other systems).
"""

from __future__ import annotations

import io
import os
import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import deflate

from vbhc.errors import UserError, ly_do

MAX_FILE = 100 * 2**20
MAX_UNPACKED = 300 * 2**20
MAX_RATIO = 200
MAX_MEMBERS = 5000
_BEGINS, _ENDS = ".vbhc-", ".tmp"
TEMPORARY = f"{_BEGINS}*{_ENDS}"
"""What files are called while they are written."""
_SMALL = 1024  # members that small are the same in many files
_RATIO_COUNTS_FROM = 2**20  # small members of blanks compress beyond any ratio and harm no one


def read(path: Path, what: str) -> dict[str, bytes]:
    """All members of a zip, after checking that it is one and is no trap.

    Args:
        path: the file.
        what: what the user calls it, for the message ("tệp Word", "bảng tính").

    Raises:
        UserError: missing, not a zip, damaged, encrypted, a member twice, too large, or a bomb.
    """
    try:
        if path.stat().st_size > MAX_FILE:
            raise UserError(f"{path}: {what} lớn hơn {MAX_FILE >> 20} MB, không mở")
        return members(path.read_bytes(), f"{path}", what)
    except OSError as error:
        raise UserError(f"{path}: không đọc được {what} ({ly_do(error)})") from None


def members(data: bytes, name: str, what: str) -> dict[str, bytes]:
    """As `read`, for bytes already at hand; `name` is shown in messages."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise UserError(f"{name}: {what} kiểu cũ hoặc có mật khẩu; mở bằng Word/Excel, bỏ mật khẩu và lưu lại kiểu mới")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
            _check(infos, name, what)
            out = {}
            for info in infos:
                if info.is_dir():
                    continue
                out[info.filename] = package.read(info)  # no more of it than its entry says
            return out
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        struct.error,
    ):
        raise UserError(
            f"{name}: {what} hỏng hoặc không đúng định dạng; mở lại bằng Word/Excel và lưu bản mới"
        ) from None


def opens(data: bytes) -> bool:
    """Whether `members` would unpack what `pack` made."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check(package.infolist(), "", "")
    except UserError:
        return False
    return True


def _check(infos: list[zipfile.ZipInfo], name: str, what: str) -> None:
    names = [i.filename for i in infos]
    if not all(names):
        raise zipfile.BadZipFile
    if len(names) > MAX_MEMBERS:
        raise UserError(f"{name}: {what} có {len(names)} phần, quá nhiều; không mở")
    if len(set(names)) != len(names):
        raise UserError(f"{name}: {what} có hai phần trùng tên; không mở")
    if sum(i.file_size for i in infos) > MAX_UNPACKED:
        raise UserError(f"{name}: {what} bung ra quá {MAX_UNPACKED >> 20} MB; không mở")
    for info in infos:
        if info.flag_bits & 1:
            raise UserError(f"{name}: {what} có mật khẩu; bỏ mật khẩu rồi chạy lại")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # the only two that Office writes
            raise zipfile.BadZipFile
        if info.file_size > _RATIO_COUNTS_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1):
            raise UserError(f"{name}: phần {info.filename} nén bất thường (bom nén); không mở")


_PROLOG = re.compile(rb"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*", re.DOTALL)


def has_doctype(xml: bytes) -> bool:
    """Whether an XML part carries a DOCTYPE, in which entity bombs and outside files hide; Office never writes one."""
    if b"\0" in xml[:4]:
        xml = xml.decode("utf-16", "replace").encode()
    xml = xml.removeprefix(b"\xef\xbb\xbf")
    prolog = _PROLOG.match(xml)
    assert prolog is not None  # the pattern matches the empty string
    return xml[prolog.end() : prolog.end() + 9].lower() == b"<!doctype"


def pack(parts: Mapping[str, bytes], known: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """A zip of the parts: [Content_Types].xml first (OPC asks nothing, readers like it), then by name.

    Args:
        parts: what goes in.
        known: parts that go into many files; those of them that are in this one, the same objects, are packed once.
    """
    body = io.BytesIO()
    directory = io.BytesIO()
    names = sorted(parts, key=lambda n: (n != "[Content_Types].xml", n))
    for name in names:
        data = parts[name]
        often = len(data) < _SMALL or known.get(name) is data
        method, packed, crc = _once(data) if often else _squeezed(data)
        encoded = name.encode()
        flags = 0 if name.isascii() else 0x800
        # version, flags, method, time 00:00:00, date 1980-01-01, crc, sizes, lengths
        common = struct.pack(
            "<HHHHHIIIHH",
            20,
            flags,
            method,
            0,
            0x21,
            crc,
            len(packed),
            len(data),
            len(encoded),
            0,
        )
        offset = body.tell()
        body.write(b"PK\x03\x04" + common + encoded + packed)
        directory.write(
            b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, offset) + encoded
        )
    start = body.tell()
    listing = directory.getvalue()
    end = struct.pack("<HHHHIIH", 0, 0, len(names), len(names), len(listing), start, 0)
    return body.getvalue() + listing + b"PK\x05\x06" + end


def _squeezed(data: bytes) -> tuple[int, bytes, int]:
    """Method, packed bytes and checksum of a member."""
    packed = bytes(deflate.deflate_compress(data, 6))
    method, packed = (8, packed) if len(packed) < len(data) else (0, data)
    return method, packed, deflate.crc32(data)


_once = lru_cache(maxsize=256)(_squeezed)


def replace_file(path: Path, data: bytes) -> None:
    """Write a whole file or nothing: beside it first, onto the disk, then moved into place.

    Raises:
        UserError: the disk is full, the folder is read-only, Word holds the file open … ; the old file stays.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=_BEGINS, suffix=_ENDS, dir=path.parent)
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise UserError(
            f"{path}: không ghi được ({ly_do(error)}). Tệp cũ còn nguyên. "
            "Kiểm tra đĩa còn chỗ, quyền ghi, và đóng tệp nếu đang mở bằng Word rồi chạy lại"
        ) from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
