"""Dấu câu ở phần “Kính gửi” chưa đúng.

Sau “Kính gửi” có dấu hai chấm. Gửi từ hai nơi trở lên: đầu mỗi dòng có gạch nối ngắn (-), cuối dòng có dấu chấm phẩy,
cuối dòng cuối cùng có dấu chấm. Gửi một nơi: không có dấu ở cuối (theo mẫu chữ).

Sai: – Bộ Nội vụ,
Đúng: - Bộ Nội vụ;
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, liet_ke
from vbhc.rules.kinh_gui import _gui

QUY_TAC = QuyTac("N30-09-2a", "Dấu câu ở Kính gửi", ("I.II.9d", "I.V"), Severity.LOI, Sua.AN_TOAN)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The colon, the dashes, the marks at the ends."""
    found = _gui.doc(van_ban)
    if found is None:
        if van_ban.tim("kinh_gui"):
            yield Khong("phần “Kính gửi” viết theo cách chưa đọc được")
        return
    if not found.cham:
        yield Loi(found.dau, "Sau “Kính gửi” thiếu dấu hai chấm", "Viết: Kính gửi:",
                  edits=liet_ke.sua(found.dau, found.cuoi_dau, found.cuoi_dau, ":"))  # fmt: skip
    if not found.nhieu:
        # a name that goes on over a second line has its mark there, out of reach of this simple edit
        marks = liet_ke.dau_cuoi(found.dau) if found.sau else ""
        if marks in {".", ";", ","}:
            yield Loi(
                found.dau, f"Gửi một nơi mà cuối dòng có dấu “{marks}”", "Bỏ dấu ở cuối dòng", muc=Severity.CANH_BAO,
                edits=liet_ke.sua_cuoi(found.dau, ""),
            )  # fmt: skip
        return
    if found.sau and found.muc and not found.sau.endswith(";"):
        yield Loi(found.dau, "Cuối dòng chưa có dấu chấm phẩy", "Kết thúc dòng bằng dấu chấm phẩy (;)",
                  edits=liet_ke.sua_cuoi(found.dau, ";"))  # fmt: skip
    for i, entry in enumerate(found.muc, start=1):
        if entry.cho_trong:
            continue
        if entry.gach != "-":
            said = f"gạch đầu dòng là “{entry.gach}”" if entry.gach else "thiếu gạch đầu dòng"
            yield Loi(entry.dong[0], f"Nơi nhận ở Kính gửi {said}", "Đầu dòng viết gạch nối ngắn và dấu cách: - ",
                      edits=liet_ke.sua_gach(entry.dong[0]))  # fmt: skip
        last, want = entry.dong[-1], "." if i == len(found.muc) else ";"
        marks = liet_ke.dau_cuoi(last)
        if marks != want:
            name = "dấu chấm (dòng cuối cùng)" if want == "." else "dấu chấm phẩy"
            yield Loi(last, f"Cuối dòng chưa là {name}" if not marks else f"Cuối dòng là “{marks}”, phải là {name}",
                      f"Kết thúc dòng bằng dấu {want}", edits=liet_ke.sua_cuoi(last, want))  # fmt: skip
