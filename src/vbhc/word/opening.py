"""Any file that holds a document: Word of today, Word of before (through LibreOffice), plain text."""

from __future__ import annotations

import codecs
import tempfile
from pathlib import Path

from vbhc import archive
from vbhc.errors import UserError
from vbhc.model.view import View
from vbhc.word import libreoffice, seeing
from vbhc.word.seeing.plain import view_of_text

WORD = frozenset({".docx", ".docm"})
OLD_WORD = frozenset({".doc", ".odt", ".rtf"})
TEXT = frozenset({".txt", ".md"})
_OLD_BEGINS = (b"\xd0\xcf\x11\xe0", b"{\\rtf", b"PK", b"<")
"""How files begin that Word wrote under these names, HTML among them; LibreOffice takes all else for text."""
MAX_TEXT = 5 * 2**20


def read(path: Path, name: str) -> tuple[View, dict[str, bytes]]:
    """The View of a file, and its parts where it is a Word file of today (converted from an old one: none).

    Raises:
        UserError: it is none of these, damaged, encrypted, too large, or LibreOffice is needed and missing.
    """
    ending = path.suffix.lower()
    if ending in TEXT:
        if path.stat().st_size > MAX_TEXT:
            raise UserError(f"{name}: tệp chữ lớn hơn {MAX_TEXT >> 20} MB, không đọc")
        return view_of_text(_text(path.read_bytes(), name), name), {}
    if ending in OLD_WORD:
        with path.open("rb") as stream:
            if not stream.read(64).removeprefix(codecs.BOM_UTF8).lstrip().startswith(_OLD_BEGINS):
                raise UserError(f"{name}: tệp hỏng, hoặc không phải tệp Word; mở bằng Word và lưu lại dạng .docx")
        with tempfile.TemporaryDirectory(prefix="vbhc-doc-") as folder:
            made = Path(folder) / "ra.docx"
            libreoffice.convert(path, made)
            parts = archive.read(made, "tệp Word")
        return seeing.view_of(parts, name), {}
    if ending not in WORD:
        with path.open("rb") as stream:
            if stream.read(2) != b"PK":
                raise UserError(f"{name}: chỉ đọc được tệp Word (.docx, .doc) và tệp chữ (.txt)")
    parts = archive.read(path, "tệp Word")
    return seeing.view_of(parts, name), parts


def _text(data: bytes, name: str) -> str:
    """The letters of a text file: UTF-8, or UTF-16 with its mark (what Notepad calls Unicode).

    Raises:
        UserError: it is neither, or there are none.
    """
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise UserError(f"{name}: không phải tệp chữ mã UTF-8; mở bằng Notepad, lưu lại với mã UTF-8")
    if not text.strip():
        raise UserError(f"{name}: tệp không có chữ nào")
    return text
