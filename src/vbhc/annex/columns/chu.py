"""Text: what stands in the cell. Numbers get no points between thousands (`kieu: so` does that)."""

from __future__ import annotations

from vbhc.annex import o_in
from vbhc.annex.o_in import NguCanh
from vbhc.annex.trang_tinh import O
from vbhc.model.phu_luc import Canh

KIEU = "chu"
MO_TA = "Chữ, in như trong ô"
CANH = Canh.TRAI
NHU_GO = True


def in_o(o: O, ngu_canh: NguCanh) -> str:
    """The text as the sheet shows it."""
    del ngu_canh
    return o_in.chu(o)
