"""The list of recipients as entries, and a recipient in one form for comparing."""

from __future__ import annotations

import re

from vbhc.model.ban_doc import BanDoc
from vbhc.rules import liet_ke
from vbhc.text import letters

_GHI_CHU = re.compile(r"\s*\((?:để|đề|thay|qua|b/c|t/h|p/h|bản)\b[^()]*\)", re.IGNORECASE)
_VIET_TAT = {
    "ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "tp": "thành phố", "gđ": "giám đốc", "gd": "giám đốc",
    "pgđ": "phó giám đốc", "pgd": "phó giám đốc", "ct": "chủ tịch", "pct": "phó chủ tịch", "vp": "văn phòng",
    "ubmttq": "ủy ban mặt trận tổ quốc", "ttg": "thủ tướng", "vpcp": "văn phòng chính phủ",
}  # fmt: skip
_TIENG = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*")


def muc(van_ban: BanDoc) -> list[liet_ke.Muc]:
    """The entries, the Lưu line among them, in the order of the page."""
    return liet_ke.muc(van_ban.tim("noi_nhan"))


def so_sanh(chu: str) -> str:
    """A recipient's name for comparing: without the note what for, abbreviations written out, marks on vowels aside."""
    words: list[str] = []
    for word in _TIENG.findall(_GHI_CHU.sub("", letters.nfc(chu))):
        words += _VIET_TAT.get(word.casefold(), word.casefold()).split()
    return " ".join("uỷ" if w == "ủy" else w for w in words)
