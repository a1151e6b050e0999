"""Lines that say in which unit the numbers under them are: “Đơn vị tính: triệu đồng”, “(ĐVT: tr.đ)”."""

from __future__ import annotations

import re

from vbhc.text import letters

DON_VI_TINH = re.compile(r"[(\[]?\s*(?:đơn vị(?: tính)?|ĐVT)\s*:.{1,60}", re.IGNORECASE)
"""Such a line; “Đơn vị: Văn phòng Sở” too, which names an office."""
_CHAC = re.compile(r"[(\[]?\s*(?:đơn vị tính|ĐVT)\s*:", re.IGNORECASE)
_QUANH = re.compile(r"^[(\[\s]*(?:[^:]*:)?\s*|[)\].,;/\s]+$")
_TRONG_LOI = re.compile(r"\b(?:đơn vị(?: tính)?|ĐVT)\s*:\s*([^()\[\],:;]+)", re.IGNORECASE)
_BAC = {
    "đồng": ("",),
    "nghìn đồng": ("nghìn", "ngàn", "1000"),
    "triệu đồng": ("triệu", "tr", "1000000"),
    "tỷ đồng": ("tỷ", "tỉ", "1000000000"),
}
_DONG = ("đồng", "đ", "vnđ", "vnd", "đồngviệtnam", "đồngvn")
_TEN = {many + dong: name for name, ways in _BAC.items() for many in ways for dong in _DONG}


def trong_dong(line: str) -> str:
    """The unit as a line writes it, without what stands around it."""
    return _QUANH.sub("", letters.nfc(line))


def don_vi(line: str) -> str:
    """The unit that a line names, one word for one unit: `(ĐVT: Tr.đ)` → `triệu đồng`; "" for an empty line.

    A remark after one of money is left out: `triệu đồng (làm tròn)`.
    """
    text = " ".join(trong_dong(line).casefold().split())
    names = (_TEN.get(re.sub(r"[\s.,]", "", way)) for way in (text, re.split("[,(;]", text, maxsplit=1)[0]))
    return next(filter(None, names), text)


def tien_trong_loi(text: str) -> str:
    """The unit of money that a text says among other words, as it is written: `Biểu 1 (ĐVT: tr.đ)`; "" for none."""
    found = map(trong_dong, _TRONG_LOI.findall(letters.nfc(text)))
    return next((unit for unit in found if la_tien(don_vi(unit))), "")


def la_tien(unit: str) -> bool:
    """Whether a unit, as `don_vi` gives it, is one of money."""
    return unit in _BAC


def la_dong_don_vi(line: str) -> bool:
    """Whether a line says a unit of numbers, and no office's name."""
    return DON_VI_TINH.fullmatch(line) is not None and (_CHAC.match(line) is not None or la_tien(don_vi(line)))
