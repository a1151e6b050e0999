"""The paper of a section, and what its margins leave for the text (ISO/IEC 29500-1 §17.6.11, §17.6.13)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, NamedTuple

from vbhc.errors import UserError
from vbhc.word.ns import TWIPS_MM, number, w

_LEAST = 10
"""Millimetres of a text area in which something can be set."""


@dataclass(frozen=True, slots=True)
class PageSize:
    """The text area of a section in mm."""

    be_rong: float
    cao: float


class Paper(NamedTuple):
    """The paper and its margins in twips, by the names of their attributes."""

    w: int
    h: int
    top: int
    bottom: int
    left: int
    right: int

    def turned(self) -> Paper:
        """The same with its long edge across; margins by the edge as displayed."""
        return self._replace(w=max(self.w, self.h), h=min(self.w, self.h))

    def area(self, name: str) -> PageSize:
        """What is left for the text; `name` is how messages call the file.

        Raises:
            UserError: next to nothing.
        """
        # Margins below zero keep the text there whatever the header holds: their size counts.
        across, down = self.w - self.left - self.right, self.h - abs(self.top) - abs(self.bottom)
        if min(across, down) < _LEAST * TWIPS_MM:
            raise UserError(f"{name}: lề trang không chừa chỗ cho chữ; đặt lại khổ giấy và lề bằng Word (Layout)")
        return PageSize(across / TWIPS_MM, down / TWIPS_MM)


LETTER = Paper(12240, 15840, 1440, 1440, 1440, 1440)
"""What Word takes where a section says nothing."""


def said(section: Any) -> dict[str, int]:
    """The measures that a w:sectPr gives, by the fields of `Paper`; `section` is None for a document without one."""
    out: dict[str, int] = {}
    for key in Paper._fields:
        node = None if section is None else section.find(w("pgSz" if key in ("w", "h") else "pgMar"))
        value = math.nan if node is None else number(node.get(w(key)), math.nan)
        if not math.isnan(value):
            out[key] = round(value)
    return out


def paper(section: Any) -> Paper:
    """The paper that a w:sectPr makes Word print on."""
    return LETTER._replace(**said(section))
