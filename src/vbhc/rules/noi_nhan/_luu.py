"""What stands after “VT” in the Lưu line: the drafting unit."""

from __future__ import annotations

import re

from vbhc.model.ban_doc import BanDoc
from vbhc.rules import liet_ke
from vbhc.rules.noi_nhan import _danh_sach

VT = re.compile(r"(?<!\w)VT(?!\w)", re.IGNORECASE)
"""The records office, which keeps the original."""
_SO_BAN = re.compile(r"\(?\d+\s?[a-zA-Z]?\)?")


def don_vi(van_ban: BanDoc) -> tuple[liet_ke.Muc, list[str]] | None:
    """The Lưu entry and the pieces after “VT” as they print, without raised initials and numbers of copies.

    None where there is no Lưu line with “VT”.
    """
    entry = next((e for e in reversed(_danh_sach.muc(van_ban)) if e.luu), None)
    if entry is None:
        return None
    plain = " ".join("".join(r.text for r in d.runs if not r.look.raised) for d in entry.dong)
    found = VT.search(plain)
    if found is None:
        return None
    pieces = re.split(r"[,;.\s()/\-–_^{}]+", plain[found.end() :])
    return entry, [p for p in pieces if p and not _SO_BAN.fullmatch(p)]
