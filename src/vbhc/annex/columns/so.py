"""Numbers: point between thousands, comma before decimals, as many decimals as the cell shows."""

from __future__ import annotations

from vbhc.annex import o_in
from vbhc.annex.o_in import NguCanh
from vbhc.annex.trang_tinh import O
from vbhc.model.phu_luc import Canh
from vbhc.text import numbers

KIEU = "so"
MO_TA = "Số: dấu chấm ngăn hàng nghìn, dấu phẩy trước phần lẻ"
CANH = Canh.PHAI

so = o_in.so
in_so = numbers.viet


def in_o(o: O, ngu_canh: NguCanh) -> str:
    """`1.234,5`. BadCell when it is not a number, or one that reads in two ways."""
    del ngu_canh
    return in_so(o_in.hien(o, so(o)))
