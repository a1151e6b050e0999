"""The file name of a printed document: its folder, then number and date as far as they are known."""

from __future__ import annotations

import re

from vbhc.model.van_ban import VanBan
from vbhc.text.dates import Ngay
from vbhc.text.letters import without_marks
from vbhc.text.numbering import so_co_khong

_ANNEX = "_phu-luc"
_LONGEST = 200
"""Letters in a file name: systems take 255, and what is kept beside it has a longer one."""


def file_name(name: str, document: VanBan, ky_hieu: str) -> str:
    """`kh-tuyen-truyen_74-KH-SKHCN_2022-01-28.docx`; a draft without number is `…_chua-so_2026-04.docx`.

    `name` is that of the document's folder; of a document made from a row of a list, that of the row.

    Letters without marks: the name must survive zip tools, mail and shares of every system.
    """
    return name_of(name, document.so_van_ban, ky_hieu, document.ngay_ban_hanh)


def name_of(name: str, so: int | None, ky_hieu: str, ngay: Ngay) -> str:
    """The same, from what the name is made of."""
    pieces = [name, f"{so_co_khong(so)}-{ky_hieu}" if so else "chua-so", ngay.iso()]
    return "_".join(stem(p) for p in pieces if p) + ".docx"


def annex_name(document_name: str, number: int | None) -> str:
    """The name of a file with annexes alone: one of them, or all."""
    stem = document_name.removesuffix(".docx")
    return f"{stem}{_ANNEX}{f'-{number}' if number else ''}.docx"


def is_annex(name: str) -> bool:
    """Whether a file name is one that `annex_name` gives."""
    return document_of(name) != name


def document_of(name: str) -> str:
    """The name of the document whose annexes a file of that name holds; of any other file, its own."""
    return re.sub(rf"{_ANNEX}(?:-\d+)?\.docx$", ".docx", name)


def belongs_to(name: str, file: str) -> bool:
    """Whether a file in output/ is called as the print of a document of that name is, or was."""
    return first_piece(file) == stem(name)


_MADE = re.compile(r"([^_]+)_(?:chua-so|\d+-[^_]+)(?:_\d{4}(?:-\d\d){0,2})?\.(?:docx|pdf)")


def first_piece(file: str) -> str:
    """What a print, or its PDF, is called after, as `stem` gives it; "" for a file whose name is none of ours."""
    found = _MADE.fullmatch(file)
    return found[1] if found else ""


def stem(text: str) -> str:
    """A name in letters, digits, dots and hyphens: what the name of a print begins with, up to its first `_`."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", without_marks(text)).strip("-.")


def fault(name: str, file: str) -> str:
    """Why a folder's print cannot be called after it, "" where it can: it must be known again by its name."""
    if not stem(name):
        return "tên thư mục không có chữ cái hay chữ số nào để đặt tên tệp in"
    return f"tên thư mục dài quá, tên tệp in dài {len(file)} ký tự" if len(file) > _LONGEST else ""
