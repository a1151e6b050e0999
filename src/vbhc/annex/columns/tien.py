"""Money in đồng: whole numbers only, point between thousands."""

from __future__ import annotations

from decimal import Decimal

from vbhc.annex import o_in
from vbhc.annex.o_in import BadCell, NguCanh
from vbhc.annex.trang_tinh import O
from vbhc.model.phu_luc import Canh
from vbhc.text import numbers

KIEU = "tien"
MO_TA = "Tiền đồng: số nguyên, dấu chấm ngăn hàng nghìn"
CANH = Canh.PHAI


def so(o: O) -> Decimal:
    """The amount in đồng. BadCell when it has a fraction or is no number."""
    number = o_in.so(o)
    if number != number.to_integral_value():
        raise BadCell(
            f"“{o_in.so_tron(number)}” lẻ dưới một đồng; làm tròn trong tệp, hoặc dùng kieu: so nếu tính bằng triệu"
        )
    return number.quantize(Decimal(1))


def in_so(number: Decimal) -> str:
    """`1.234.000`."""
    return numbers.viet(number)


def in_o(o: O, ngu_canh: NguCanh) -> str:
    """`1.234.000`."""
    del ngu_canh
    return in_so(so(o))
