"""Tháng 3 đến tháng 9 ghi thừa số 0, hoặc ngày, tháng ghi quá hai chữ số.

Nghị định chỉ yêu cầu số 0 trước ngày nhỏ hơn 10 và tháng 1, 2. Không cấm ghi “tháng 03”, nhưng văn thư hay sửa lại;
vì thế chỉ nhắc.

Sai: Hải Phòng, ngày 09 tháng 03 năm 2026
Đúng: Hải Phòng, ngày 09 tháng 3 năm 2026
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.dia_danh._doc import doc
from vbhc.text import dates

QUY_TAC = QuyTac("N30-04-3", "Số 0 thừa ở ngày, tháng", ("I.II.4b",), Severity.CANH_BAO, Sua.DE_XUAT)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """A leading zero that the decree does not ask for."""
    for line in doc(van_ban):
        for name, called, form in (("ngay", "ngày", dates.ngay_so), ("thang", "tháng", dates.thang_so)):
            digits, value = line.so(name), line.gia_tri(name)
            if value and digits.startswith("0") and digits != (want := form(value)):
                yield Loi(
                    line.dong,
                    f"“{called} {digits}” thừa số 0",
                    f"Ghi: {called} {want}",
                    trich=f"{called} {digits}",
                    edits=line.sua_so(name, want),
                )
