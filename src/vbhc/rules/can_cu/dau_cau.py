"""Dòng căn cứ kết thúc bằng sai dấu câu.

Cuối mỗi căn cứ có dấu chấm phẩy (;), căn cứ cuối cùng (kể cả dòng “Theo đề nghị của …”) kết thúc bằng dấu chấm (.).
Dấu phẩy ở căn cứ cuối là thói quen cũ.

Sai: Căn cứ Luật Thực hiện dân chủ ở cơ sở ngày 10 tháng 11 năm 2022,
Đúng: Căn cứ Luật Thực hiện dân chủ ở cơ sở ngày 10 tháng 11 năm 2022;
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, liet_ke, loi_van

QUY_TAC = QuyTac("N30-06-1b", "Dấu câu cuối căn cứ", ("I.II.6a",), Severity.LOI, Sua.AN_TOAN)
_CALLED = {";": "dấu chấm phẩy (;)", ".": "dấu chấm (.)"}


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """`;` after each, `.` after the last; where the text is announced in the same breath, the last is not judged."""
    entries = loi_van.can_cu(van_ban)
    whole = [d for d in van_ban.can_cu if d.chu]
    announced = bool(whole) and whole[-1].chu.endswith(":")
    for i, entry in enumerate(entries):
        last = i == len(entries) - 1
        if last and announced:
            continue
        dong, want = entry[-1], "." if last else ";"
        found = liet_ke.dau_cuoi(dong)
        if found == want or (last and found == "./." and dong not in van_ban.can_cu):
            continue
        place = "Căn cứ cuối cùng" if last else "Căn cứ"
        say = f"kết thúc bằng “{found}”" if found else "không có dấu kết thúc"
        yield Loi(
            dong, f"{place} {say}", f"Kết thúc bằng {_CALLED[want]}", trich=dong.chu[-60:],
            edits=liet_ke.sua_cuoi(dong, want),
        )  # fmt: skip
