"""The file name of a printed document: its folder, then number and date as far as they are known."""

from __future__ import annotations

import re
from pathlib import Path

from vbhc.model.van_ban import VanBan
from vbhc.text.letters import without_marks
from vbhc.text.numbering import so_co_khong


def file_name(folder: Path, document: VanBan, ky_hieu: str) -> str:
    """`kh-tuyen-truyen_74-KH-SKHCN_2022-01-28.docx`; a draft without number is `…_chua-so_2026-04.docx`.

    Letters without marks: the name must survive zip tools, mail and shares of every system.
    """
    number = f"{so_co_khong(document.so_van_ban)}-{ky_hieu}" if document.so_van_ban else "chua-so"
    pieces = [folder.name, number, document.ngay_ban_hanh.iso()]
    return "_".join(_safe(p) for p in pieces if p) + ".docx"


def annex_name(document_name: str, number: int | None) -> str:
    """The name of a file with annexes alone: one of them, or all."""
    stem = document_name.removesuffix(".docx")
    return f"{stem}_phu-luc{f'-{number}' if number else ''}.docx"


def belongs_to(folder: Path, name: str) -> bool:
    """Whether a file in output/ carries a name that a document folder's print has or had."""
    stem = re.escape(_safe(folder.name))
    return re.fullmatch(rf"{stem}_(?:chua-so|\d+-[^_]+)(?:_[\d-]+)?\.docx", name) is not None


def _safe(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9.-]+", "-", without_marks(text)).strip("-")
