"""Dấu câu ở phần “Nơi nhận” chưa đúng.

Sau “Nơi nhận” có dấu hai chấm. Mỗi nơi hoặc nhóm nơi nhận một dòng: đầu dòng có gạch nối ngắn (-), cuối dòng có dấu
chấm phẩy. Dấu chấm của dòng Lưu xét riêng.

Sai: + Sở Nội vụ,
Đúng: - Sở Nội vụ;
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, liet_ke
from vbhc.rules.noi_nhan import _danh_sach

QUY_TAC = QuyTac("N30-09-4a", "Dấu câu ở Nơi nhận", ("I.II.9d",), Severity.LOI, Sua.AN_TOAN)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The colon, the dashes, the semicolons."""
    head = van_ban.noi_nhan.dau
    if head is not None and not head.chu.endswith(":") and head.chu.casefold().rstrip(" .;,") == "nơi nhận":
        yield Loi(head, "Sau “Nơi nhận” thiếu dấu hai chấm", "Viết: Nơi nhận:", edits=liet_ke.sua_cuoi(head, ":"))
    for entry in _danh_sach.muc(van_ban):
        first, last = entry.dong[0], entry.dong[-1]
        if entry.cho_trong:
            continue
        if entry.gach != "-":
            said = f"gạch đầu dòng là “{entry.gach}”" if entry.gach else "thiếu gạch đầu dòng"
            yield Loi(first, f"Nơi nhận {said}", "Đầu dòng viết gạch nối ngắn và dấu cách: - ",
                      edits=liet_ke.sua_gach(first))  # fmt: skip
        elif not entry.cach:
            yield Loi(first, "Sau gạch đầu dòng thiếu dấu cách", f"Viết: - {entry.chu[:40]}",
                      edits=liet_ke.sua_gach(first), muc=Severity.CANH_BAO)  # fmt: skip
        marks = liet_ke.dau_cuoi(last)
        if not entry.luu and marks != ";":
            said = f"Cuối dòng là “{marks}”, phải là dấu chấm phẩy" if marks else "Cuối dòng chưa có dấu chấm phẩy"
            yield Loi(last, said, "Kết thúc dòng bằng dấu chấm phẩy (;)", edits=liet_ke.sua_cuoi(last, ";"))
