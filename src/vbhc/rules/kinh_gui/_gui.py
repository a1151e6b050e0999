"""The addressees as written: the word “Kính gửi”, what stands on its line, and the entries under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.rules import liet_ke

_DAU = re.compile(r"\s*Kính\s+gửi(?P<cham>\s*:)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KinhGui:
    """`sau` are the words after the colon on the first line, "" where there are none; `muc` the entries under it."""

    dau: Dong
    cham: bool
    cuoi_dau: int
    sau: str
    muc: Sequence[liet_ke.Muc]

    @property
    def nhieu(self) -> bool:
        """Whether it goes to two or more, or groups of them."""
        return len(self.muc) + bool(self.sau) > 1


def doc(van_ban: BanDoc) -> KinhGui | None:
    """The addressees of a document; None where it has none or they are written in another way."""
    lines = van_ban.tim("kinh_gui")
    found = _DAU.match(lines[0].goc) if lines else None
    if found is None:
        return None
    rest = " ".join(lines[0].goc[found.end() :].split())
    entries = liet_ke.muc(lines[1:])
    if rest and entries and not entries[0].gach and not rest.endswith((";", ".")):
        # one name that goes on over the next line
        rest = f"{rest} {entries[0].chu}"
        entries = entries[1:]
    end = found.end("cham") if found["cham"] else len(lines[0].goc[: found.end()].rstrip())
    return KinhGui(lines[0], found["cham"] is not None, end, rest, entries)
