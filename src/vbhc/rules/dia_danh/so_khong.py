"""Ngày nhỏ hơn 10, tháng 1 hoặc 2 thiếu số 0.

Số chỉ ngày nhỏ hơn 10 và tháng 1, 2 phải ghi thêm số 0 phía trước.

Sai: Hải Phòng, ngày 5 tháng 1 năm 2026
Đúng: Hải Phòng, ngày 05 tháng 01 năm 2026
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.dia_danh._doc import doc

QUY_TAC = QuyTac("N30-04-2", "Số 0 trước ngày, tháng", ("I.II.4b",), Severity.LOI, Sua.AN_TOAN)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """One digit where two are asked for."""
    for line in doc(van_ban):
        for name, called, last in (("ngay", "Ngày", 9), ("thang", "Tháng", 2)):
            digits = line.so(name)
            if len(digits) == 1 and 1 <= int(digits) <= last:
                yield Loi(
                    line.dong,
                    f"{called} {digits} thiếu số 0 phía trước",
                    f"Ghi: {called.lower()} 0{digits}",
                    trich=f"{called.lower()} {digits}",
                    edits=line.sua_so(name, f"0{digits}"),
                )
