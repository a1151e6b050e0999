"""Chữ đầu đoạn không lùi vào 1 cm hoặc 1,27 cm.

Khi xuống dòng, chữ đầu dòng lùi vào 1 cm hoặc 1,27 cm, các dòng sau sát lề trái. Lùi bằng phím cách thì mỗi đoạn lệch
một kiểu; danh sách tự động của Word thường thụt cả khối. Dòng canh giữa và tiêu đề của phần không xét.

Sai: đoạn không lùi đầu dòng
Sai: đoạn lùi đầu dòng bằng các dấu cách
Đúng: đặt First line 1,27 cm, Left 0
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.edits import Edit, ParagraphEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form, liet_ke, loi_van

QUY_TAC = QuyTac("N30-06-4c", "Lùi đầu dòng", ("I.II.6e",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))
_DUNG = ((9.7, 10.3), (12.4, 12.8))
_LE = 1.0
"""Millimetres by which the further lines may be off the margin."""
_DAT = {"first": 12.7, "left": 0.0}


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Where the first letter stands, then where the further lines do."""
    wrong, block = [], []
    for item in loi_van.doan(van_ban):
        dong, layout = item.dong, item.dong.doan.layout
        if layout.align in {"center", "right"} or not _judged(item):
            continue
        start = layout.left + layout.first
        lead = dong.goc[: len(dong.goc) - len(dong.goc.lstrip())]
        if "\t" in lead:
            continue  # where a tab stands only the page tells
        if not any(low <= start <= high for low, high in _DUNG):
            wrong.append((_say(start, lead), dong, _edits(dong, lead)))
        elif abs(layout.left) > _LE and loi_van.nhieu_dong(van_ban, dong):
            say = f"Đoạn thụt cả khối {form.co(round(layout.left / 10, 2))} cm"
            block.append((say, dong, (ParagraphEdit(dong.doan.spot, {"first": start, "left": 0.0}),)))
    yield from loi_van.ca_bai(wrong, "Đặt lùi đầu dòng (First line) 1 cm hoặc 1,27 cm")
    for fault in loi_van.ca_bai(block, "Chỉ lùi dòng đầu; các dòng sau sát lề trái"):
        yield Loi(fault.cho, fault.message, fault.hint, edits=fault.edits, muc=Severity.CANH_BAO)


def _judged(item: loi_van.Doan) -> bool:
    """Titles of phần stand where they like; a line in capitals announces (QUYẾT ĐỊNH:); a small letter goes on."""
    dong = item.dong
    if item.cap == "phan" or dong.in_ra.isupper():
        return False
    return not (item.cap == "doan" and dong.chu[0].islower())


def _say(start: float, lead: str) -> str:
    if len(lead) > 1 and start < _LE:
        return "Lùi đầu dòng bằng dấu cách"
    if abs(start) < _LE:
        return "Đoạn không lùi đầu dòng"
    return f"Đoạn lùi đầu dòng {form.co(round(start / 10, 2))} cm"


def _edits(dong: Dong, lead: str) -> tuple[Edit, ...]:
    edit = ParagraphEdit(dong.doan.spot, _DAT)
    return (*liet_ke.sua(dong, 0, len(lead), ""), edit) if lead else (edit,)
