"""Khoảng thời gian có ngày cuối trước ngày đầu.

“Từ ngày … đến ngày …”, “từ tháng … đến tháng …”, “giai đoạn …”: mốc sau không thể trước mốc đầu; thường là sót một năm
cũ khi chép lại. Đổi hạn “từ ngày … đến ngày …” (rút ngắn, điều chỉnh, lùi …) không phải một khoảng.

Sai: Từ ngày 20/6/2026 đến ngày 10/6/2026
Sai: giai đoạn 2030 - 2026
Đúng: Từ ngày 10/6/2026 đến ngày 20/6/2026
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.thoi_han import _ngay as lich

QUY_TAC = QuyTac("NHA-TH-7", "Khoảng thời gian ngược", ("nha",), Severity.LOI, Sua.KHONG)
_DEN = re.compile(r" ?(?:đến|tới|–|-)(?: hết)?(?: ngày)? ?", re.IGNORECASE)
_DOI = re.compile(
    r"rút ngắn|điều chỉnh|gia hạn|\b(?:lùi|dời|giảm)\b|thay đổi|\b(?:chuyển|đổi|đẩy) (?:thời|lịch|hạn|ngày|nhanh|từ)",
    re.IGNORECASE,
)
"""What changes a deadline; "chuyển đổi số" does not."""
_TU = re.compile(r"\btừ(?: ngày)? $", re.IGNORECASE)
_NAM = re.compile(
    r"\b(?:giai đoạn|nhiệm kỳ|thời kỳ|năm học|niên kh[óo][aá]|từ năm) (?P<tu>(?:19|20)\d\d)"
    r" ?(?:[-–]|đến(?: hết)?(?: năm)?) ?(?P<den>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Two dates of one kind that "từ … đến …" joins, and two years."""
    for dong in van_ban.dong:
        text = dong.chu
        if "19" not in text and "20" not in text:
            continue
        wrong = [years.span() for years in _NAM.finditer(text) if years["tu"] > years["den"]]
        for first, last in pairwise(lich.doc(text)):
            a, b = first.ngay, last.ngay
            alike = not (first.sai or last.sai) and a.nam and b.nam and bool(a.ngay) == bool(b.ngay)
            joined = _DEN.fullmatch(text, first.cuoi, last.dau) and _TU.search(text[max(0, first.dau - 12) : first.dau])
            if alike and joined and (a.nam, a.thang, a.ngay) > (b.nam, b.thang, b.ngay):
                wrong.append((first.dau, last.cuoi))
        for start, end in wrong:
            if _DOI.search(text[lich.cau(text, start, end)[0] : start]):
                continue
            words = text[start:end]
            yield Loi(dong, f"“{words}”: mốc cuối trước mốc đầu", "Ghi lại một trong hai mốc", trich=words)
