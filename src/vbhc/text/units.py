"""Lines that say in which unit the numbers under them are: “Đơn vị tính: triệu đồng”, “(ĐVT: tr.đ)”."""

from __future__ import annotations

import re

from vbhc.text import letters

DON_VI_TINH = re.compile(r"[(\[]?\s*(?:đơn vị(?: tính)?|ĐVT)\s*:.{1,60}", re.IGNORECASE)
"""Such a line; “Đơn vị: Văn phòng Sở” too, which names an office."""
_CHAC = re.compile(r"[(\[]?\s*(?:đơn vị tính|ĐVT)\s*:", re.IGNORECASE)
_QUANH = re.compile(r"^[(\[\s]*(?:[^:]*:)?\s*|[)\].,;/\s]+$")
_TIEN = {
    "đồng": ("đồng", "đ", "vnđ", "vnd", "đồng việt nam"),
    "nghìn đồng": ("nghìn đồng", "ngàn đồng", "nghìn đ", "ngàn đ", "1000 đồng", "1000đ", "1000 vnđ"),
    "triệu đồng": ("triệu đồng", "triệu đ", "trđ", "tr đồng", "triệu vnđ", "1000000 đồng"),
    "tỷ đồng": ("tỷ đồng", "tỉ đồng", "tỷ đ", "tỷ vnđ"),
}
_TEN = {way.replace(" ", ""): name for name, ways in _TIEN.items() for way in ways}


def trong_dong(line: str) -> str:
    """The unit as a line writes it, without what stands around it."""
    return _QUANH.sub("", letters.nfc(line))


def don_vi(line: str) -> str:
    """The unit that a line names, one word for one unit: `(ĐVT: Tr.đ)` → `triệu đồng`; "" for an empty line."""
    text = " ".join(trong_dong(line).casefold().split())
    return _TEN.get(re.sub(r"[\s.,]", "", text), text)


def la_tien(unit: str) -> bool:
    """Whether a unit, as `don_vi` gives it, is one of money."""
    return unit in _TIEN


def la_dong_don_vi(line: str) -> bool:
    """Whether a line says a unit of numbers, and no office's name."""
    return DON_VI_TINH.fullmatch(line) is not None and (_CHAC.match(line) is not None or la_tien(don_vi(line)))
