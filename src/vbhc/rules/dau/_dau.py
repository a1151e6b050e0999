"""The marks as words in one form: capitals, NFC, tone marks as in `Ỏ`; and which of them a line is about."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from vbhc import norms
from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.rules import Loi
from vbhc.text import letters

_NOI_VE = {
    "do_khan": ("KHẨN", "HỎA TỐC"),
    "do_mat": ("MẬT",),
    "pham_vi": ("LƯU HÀNH", "NỘI BỘ", "XEM XONG", "TRẢ LẠI"),
}


def chu(dong: Dong) -> str:
    """A mark's words for comparing: tone marks stand where they will (HOẢ = HỎA)."""
    return " ".join(letters.nfc(dong.in_ra).upper().replace("OẢ", "ỎA").split()).strip(" .:;()[]*")


def cua(van_ban: BanDoc, loai: str) -> Iterator[tuple[Dong, str]]:
    """The marks of one sort ("do_khan", "do_mat", "pham_vi") with their words."""
    for dong in van_ban.tim("dau"):
        words = chu(dong)
        if len(words) < 60 and any(w in words for w in _NOI_VE[loai]):
            yield dong, words


def dung(loai: str) -> tuple[str, ...]:
    """The wordings there are."""
    return tuple(row["chu"] for row in norms.dau()[loai].values())


def loi_chu(van_ban: BanDoc, loai: str, ten: str, them: Collection[str] = ()) -> Iterator[Loi]:
    """A mark of that sort in other words than the decree's."""
    right = dung(loai)
    for dong, words in cua(van_ban, loai):
        if words not in right and words not in them:
            yield Loi(dong, f"{ten} ghi “{dong.chu[:40]}”", f"Chỉ dùng một trong các chữ: {', '.join(right)}")
