"""An annex's heading read: its number, in which figures, and what else stands on the line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vbhc.model.ban_doc import PhuLuc
from vbhc.text.numbering import la_ma

_TIEU_DE = re.compile(
    r"(?i:phụ lục)(?:\s+(?:(?i:số)\s*)?(?:(?P<phu>[IVXLC]{1,7}(?:[.\-]?\d{1,2}|[.\-]?[A-Da-d])(?!\w)|\d{1,2}\.\d{1,2})"
    r"|(?P<la_ma>[IVXLC]{1,7})(?!\w)|(?P<so>\d{1,3})(?!\w)|(?P<chu>[A-ZĐ])(?=$|[.:])))?(?P<sau>.*)"
)
_GIA_TRI = {la_ma(i): i for i in range(1, 100)}


@dataclass(frozen=True, slots=True)
class TieuDe:
    """`kieu`: "la_ma", "so" (Arabic), "chu" (a letter), "phu" (a part of an annex: I.1, IA) or "" without a number."""

    kieu: str
    so: str
    sau: str

    @property
    def gia_tri(self) -> int:
        """The number a Roman numeral says, 0 for what is none."""
        return _GIA_TRI.get(self.so, 0) if self.kieu == "la_ma" else 0


def doc(phu_luc: PhuLuc) -> TieuDe | None:
    """Read a heading; None for one that does not begin with “Phụ lục”."""
    found = _TIEU_DE.match(phu_luc.tieu_de.chu)
    if found is None:
        return None
    kind = next((k for k in ("phu", "la_ma", "so", "chu") if found[k]), "")
    return TieuDe(kind, found[kind] if kind else "", found["sau"].strip(" .:-–—"))
