"""Số văn bản nhỏ hơn 10 thiếu số 0, hoặc thừa số 0 phía trước.

Số nhỏ hơn 10 phải ghi thêm số 0 phía trước. Từ 10 trở lên không thêm (thêm thì chỉ nhắc, vì Nghị định không cấm).

Sai: Số: 5/KH-SKHCN
Đúng: Số: 05/KH-SKHCN
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.so_ky_hieu._doc import doc

QUY_TAC = QuyTac("N30-03-2", "Số 0 trước số văn bản", ("I.II.3c",), Severity.LOI, Sua.DE_XUAT)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The digits before the slash."""
    for line in doc(van_ban):
        number = line.so.strip()
        if not number.isascii() or not number.isdigit():
            continue
        bare = number.lstrip("0")
        want = bare.rjust(2, "0")
        if number == want or not bare:
            continue
        at = line.so_tu + line.so.index(number)
        few = len(number) < 2
        yield Loi(
            line.dong,
            f"Số {number} thiếu số 0 phía trước" if few else f"Số {number} thừa số 0 phía trước",
            f"Ghi: {want}",
            trich=number,
            edits=line.edit(at, at + len(number), want),
            muc=None if few else Severity.CANH_BAO,
        )
