"""Percentages, printed with the sign.

A number in a cell formatted as % is a ratio: 0.25 prints 25%. A text must carry the sign (`25%`,
`12,5 %`). A bare number could mean 0,25 % or 25 %: it is a fault, never a guess (columns of bare numbers under
a heading "(%)" are `kieu: so`).
"""

from __future__ import annotations

from decimal import Decimal

from vbhc.annex import o_in
from vbhc.annex.o_in import BadCell, NguCanh
from vbhc.annex.trang_tinh import O
from vbhc.model.phu_luc import Canh

KIEU = "phan_tram"
MO_TA = "Tỉ lệ phần trăm"
CANH = Canh.PHAI

in_so = o_in.phan_tram


def so(o: O) -> Decimal:
    """The ratio: 0.25 for 25 %. BadCell when there is no percent sign."""
    value = o.gia_tri
    if isinstance(value, Decimal) and o.phan_tram:
        return o_in.so(O(value))
    if isinstance(value, str) and value.rstrip().endswith("%"):
        return o_in.so(O(value.rstrip()[:-1])).scaleb(-2)
    shown = o_in.chu(o)
    raise BadCell(f"“{shown}” không rõ là mấy phần trăm; định dạng ô là % hoặc ghi dấu % (ví dụ 25%)")


def in_o(o: O, ngu_canh: NguCanh) -> str:
    """`25%`, `12,5%`."""
    del ngu_canh
    return o_in.phan_tram(o_in.hien(o, so(o)), o.le)
