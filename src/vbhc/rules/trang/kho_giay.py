"""Trang giấy không phải khổ A4.

Văn bản hành chính dùng khổ A4 (210 × 297 mm), kể cả phụ lục. Tệp tạo từ mẫu nước ngoài hay để khổ Letter (215,9 ×
279,4 mm): in ra bị co hoặc lệch lề. Xét từng phần trang (section), cho lệch 1 mm.

Sai: khổ Letter 215,9 × 279,4 mm
Đúng: khổ A4 210 × 297 mm
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc import norms
from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import SectionEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.trang._chung import goi, mm

QUY_TAC = QuyTac("N30-00-1", "Khổ giấy", ("I.I.1",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Both sides of the paper, whichever way it lies."""
    page = norms.trang()
    short, long, slack = page["rong"], page["cao"], page["sai_so"]["giay"]
    for i, section in enumerate(van_ban.view.sections):
        sides = sorted((section.width, section.height))
        if abs(sides[0] - short) <= slack and abs(sides[1] - long) <= slack:
            continue
        width, height = (long, short) if section.landscape else (short, long)
        yield Loi(
            None,
            f"Khổ giấy {mm(section.width)} × {mm(section.height)} mm, không phải A4",
            "Đặt khổ giấy A4 (210 × 297 mm)",
            edits=(SectionEdit(i, {"width": float(width), "height": float(height)}),),
            vi_tri=goi(van_ban, i),
        )
