"""Tên cơ quan ở đầu văn bản không khớp thông tin của cơ quan.

So tên cơ quan ban hành và cơ quan chủ quản với tệp thông tin cơ quan. Chữ hoa, chữ thường, chỗ ngắt dòng, cách đặt
dấu (UỶ, ỦY) không kể; tên chủ quản được viết tắt cụm từ thông dụng (UBND, HĐND, TP.), tên cơ quan ban hành thì ghi
đầy đủ.

Sai: SỞ KHOA HỌC CÔNG NGHỆ
Đúng: SỞ KHOA HỌC VÀ CÔNG NGHỆ
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import CO_QUAN, BoiCanh, Khong, Loi, QuyTac, duong_ke
from vbhc.rules.dia_danh._so_sanh import nhu_nhau

QUY_TAC = QuyTac("N30-02-3", "Tên cơ quan", ("I.II.2a",), Severity.CANH_BAO, Sua.KHONG, frozenset({CO_QUAN}))
_SHORT = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "tp": "thành phố",
    "ubmttq": "ủy ban mặt trận tổ quốc",
}


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Both names, their lines joined."""
    agency = boi_canh.co_quan
    assert agency is not None
    for part, known, called in (
        ("co_quan", agency.ten, "Tên cơ quan"),
        ("chu_quan", agency.chu_quan, "Tên cơ quan chủ quản"),
    ):
        lines = duong_ke.nhom_dau(van_ban.tim(part))
        if not lines or not known:
            continue
        found = " ".join(d.chu for d in lines)
        known = " ".join(known.split())
        same = nhu_nhau(found, known) or (part == "chu_quan" and nhu_nhau(_full(found), _full(known)))
        if not same:
            yield Loi(lines[0], f"{called} khác với thông tin của cơ quan", f"Ghi: {known.upper()}", trich=found[:80])


def _full(name: str) -> str:
    return " ".join(_SHORT.get(word.strip(".").casefold(), word) for word in name.replace("TP.", "TP. ").split())
