"""Lời văn không canh đều hai lề.

Lời văn canh đều cả hai lề. Đoạn chỉ có một dòng canh trái thì in ra như nhau, nên không báo; tiêu đề của phần, của
khoản cũng không xét.

Sai: đoạn nhiều dòng canh trái
Đúng: đoạn canh đều hai bên
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import ParagraphEdit
from vbhc.model.finding import Sua
from vbhc.model.view import CANH
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, loi_van

QUY_TAC = QuyTac(
    "N30-06-4b", "Lời văn canh đều hai lề", ("I.II.6e",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG})
)  # fmt: skip
_MUC = frozenset({"can_cu", "khoan", "diem", "gach", "cong"})


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Paragraphs of several lines; of one line only items, which nothing lets stand in the middle or at the right."""
    cases = []
    for item in loi_van.doan(van_ban):
        align = item.dong.doan.layout.align
        if align == "both" or item.cap == "phan" or (item.muc is not None and item.muc.co_tieu_de):
            continue
        away = align in {"center", "right"} and item.cap in _MUC
        if away or loi_van.nhieu_dong(van_ban, item.dong):
            name = "Căn cứ" if item.muc is None else "Lời văn"
            edit = ParagraphEdit(item.dong.doan.spot, {"align": "both"})
            cases.append((f"{name} canh {CANH.get(align, align)}", item.dong, (edit,)))
    yield from loi_van.ca_bai(cases, "Canh đều hai bên (Justify)")
