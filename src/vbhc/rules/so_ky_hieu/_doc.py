"""The number line taken apart without mending it: each piece with its offsets in `Dong.goc`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.rules import form

_LINE = re.compile(r"\s*(?P<tu>[Ss][ốỐ])(?P<hai>\s*:)?(?P<so>[^/:]{0,60})(?P<gach>/)(?P<ky>[^\t]*)")
_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*/")
BLANK = re.compile(r"[\s.…_‥xX]*")
"""A number left open in a draft."""


@dataclass(frozen=True, slots=True)
class DongSo(form.DongTach):
    """The pieces: the word, the colon with what stands before it, the number and the notation, each with its start;
    `nam` is the year between the last two, as legal documents have it.
    """

    tu: str
    hai: str
    so: str
    so_tu: int
    ky: str
    ky_tu: int
    nam: str = ""


def lines(van_ban: BanDoc) -> list[Dong]:
    """The number lines."""
    return [d for d in van_ban.tim("so_ky_hieu") if d.chu[:1] in {"S", "s"}]


def doc(van_ban: BanDoc) -> Iterator[DongSo]:
    """Every number line that has a slash; the notation without a year between number and notation (legal documents)."""
    for dong in lines(van_ban):
        found = _LINE.match(dong.goc)
        if found is None:
            continue
        start, ky = found.start("ky"), found["ky"]
        year = _YEAR.match(ky)
        if year is not None:
            start, ky = start + year.end(), ky[year.end() :]
        # What stands far to the right on the same line is the date.
        ky = re.split(r"\s{3,}", ky.rstrip(), maxsplit=1)[0] if ky.strip() else ky
        nam = year[0].strip(" /") if year is not None else ""
        yield DongSo(dong, found["tu"], found["hai"] or "", found["so"], found.start("so"), ky, start, nam)
