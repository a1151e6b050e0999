"""The line of place and date taken apart without mending it: each piece with its offsets in `Dong.goc`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import TextEdit
from vbhc.rules import form

_LINE = re.compile(
    r"(?P<noi>[^,\d]{0,80}?\d{0,3}?)(?P<phay>\s*,)?\s*\b(?P<ngay_tu>ngày)(?P<ngay>[\s\d.…_‥xX]*)"
    r"(?P<thang_tu>tháng)(?P<thang>[\s\d.…_‥xX]*)(?P<nam_tu>năm)(?P<nam>[\s\d.…_‥xX]*)(?P<duoi>.{0,20})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DongNgay(form.DongTach):
    """The pieces of a line of place and date; `m` has them by name."""

    m: re.Match[str]

    def so(self, name: str) -> str:
        """The digits of day, month or year, "" where a draft leaves them open."""
        value = self.m[name].strip().strip(".…_‥")
        return value if value.isascii() and value.isdigit() else ""

    def gia_tri(self, name: str) -> int:
        """The same as a number, 0 where left open; digits too many for a date are none."""
        digits = self.so(name)
        return int(digits) if digits and len(digits) <= 6 else 0

    def sua_so(self, name: str, text: str) -> tuple[TextEdit, ...]:
        """Put other digits."""
        at = self.m.start(name) + self.m[name].index(self.so(name))
        return self.edit(at, at + len(self.so(name)), text)


def doc(van_ban: BanDoc) -> Iterator[DongNgay]:
    """Every line of place and date that has the three words."""
    for dong in van_ban.tim("dia_danh"):
        found = _LINE.match(dong.goc[:300])
        if found is not None:
            yield DongNgay(dong, found)
