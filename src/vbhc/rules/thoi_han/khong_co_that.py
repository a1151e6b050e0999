"""Ngày tháng ghi trong văn bản không có trong lịch.

Tháng 2 có 28 hoặc 29 ngày; tháng 4, 6, 9, 11 có 30 ngày; không có tháng 13 (lương, thưởng tháng 13 thì không xét),
quý V. Ngày của văn bản được viện dẫn có quy tắc riêng.

Sai: Hoàn thành trước ngày 31/4/2026
Đúng: Hoàn thành trước ngày 30/4/2026
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.thoi_han import _ngay as lich

QUY_TAC = QuyTac("NHA-TH-1", "Ngày không có thật", ("nha",), Severity.LOI, Sua.KHONG)
_QUY = re.compile(r"\b[Qq]uý (?:V|VI{1,3}|0?[05-9])(?=/20|[,;.)]|$| năm\b| 20\d\d)")
_THANG = re.compile(r"\btháng (?P<m>\d{1,2}) năm (?:19|20)\d\d(?!\d)", re.IGNORECASE)
_LUONG = re.compile(r"(?:lương|thưởng|thu nhập|phụ cấp) $", re.IGNORECASE)
_NOI_KHAC = ("dia_danh", "so_ky_hieu", "kem_theo")
"""Components whose dates have rules of their own."""


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every line but the head's, then cells of deadline columns that hold a bare day."""
    others = {id(d) for name in _NOI_KHAC for d in van_ban.tim(name)}
    cited: dict[tuple[str, int, int], list[tuple[int, int]]] = {}
    for v in van_ban.vien_dan:
        spot = v.dong.doan.spot
        cited.setdefault((spot.part, spot.p, v.dong.dau), []).append((v.dau, v.cuoi))
    for dong in van_ban.dong:
        if id(dong) in others:
            continue
        if "uý" in dong.chu:
            for quarter in _QUY.finditer(dong.chu):
                yield Loi(dong, f"“{quarter.group()}”: một năm có bốn quý", "Ghi lại quý", trich=quarter.group())
        if "/" not in dong.chu and "háng" not in dong.chu and "gày" not in dong.chu:
            continue
        spans = cited.get((dong.doan.spot.part, dong.doan.spot.p, dong.dau), ())
        read = list(lich.doc(dong.chu))
        wrong = [(d.dau, d.cuoi, d.sai) for d in read if d.sai]
        for month in _THANG.finditer(dong.chu):  # without a day
            if not 1 <= int(month["m"]) <= 12 and not any(d.dau <= month.start() < d.cuoi for d in read):
                wrong.append((*month.span(), f"không có tháng {month['m']}"))
        for start, end, why in sorted(wrong):
            if not any(a <= start < b for a, b in spans) and not _LUONG.search(dong.chu[:start][-12:]):
                words = dong.chu[start:end]
                yield Loi(dong, f"“{words}”: {why}", "Ghi lại ngày, tháng", trich=words)
    for table in van_ban.bang:
        for c, role in enumerate(table.cot):
            if role != "thoi_han":
                continue
            for row in table.thuong():
                cell = row.o[c]
                day = lich.o(cell.chu) if cell is not None and len(cell.chu) < 8 else None
                if cell is not None and day is not None and day.sai:
                    yield Loi(cell.dong[0], f"“{cell.chu}”: {day.sai}", "Ghi lại ngày, tháng", trich=cell.chu)
