"""Units by key: `van-phong` prints the agency's name; several stand on lines of their own or after `;`."""

from __future__ import annotations

import re

from vbhc.annex import o_in
from vbhc.annex.o_in import BadCell, NguCanh
from vbhc.annex.trang_tinh import O
from vbhc.model.phu_luc import Canh
from vbhc.text import letters

KIEU = "don_vi"
MO_TA = "Khoá của đơn vị trong tệp cơ quan; in tên đơn vị"
CANH = Canh.TRAI

_BETWEEN = re.compile(r"(\s*[;\n]\s*)")


def in_o(o: O, ngu_canh: NguCanh) -> str:
    """The names. A cell may hold a full name as well; anything else is a BadCell with the nearest key."""
    pieces = _BETWEEN.split(o_in.chu(o))
    return "".join(p if i % 2 or not p else _ten(p, ngu_canh) for i, p in enumerate(pieces))


def _ten(text: str, ngu_canh: NguCanh) -> str:
    units = ngu_canh.don_vi
    if text in units:
        return units[text]
    if text in units.values():
        return text
    near = letters.nearest(text, [*units, *units.values()])
    hint = f"; có phải “{near}”?" if near else ""
    raise BadCell(f"không có đơn vị “{text}” trong tệp cơ quan{hint}")
