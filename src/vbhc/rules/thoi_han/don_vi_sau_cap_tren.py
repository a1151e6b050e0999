"""Các đơn vị được nộp báo cáo sau khi cơ quan đã phải báo cáo cấp trên.

Văn phòng tổng hợp rồi mới báo cáo lên; hạn của các đơn vị gửi Văn phòng phải trước hạn của Văn phòng báo cáo cấp
trên, trong cùng một kỳ báo cáo. Chỉ so khi mỗi bên có một hạn của kỳ ấy.

Sai: Các phòng, đơn vị báo cáo về Văn phòng Sở trước ngày 20/12; Văn phòng Sở báo cáo UBND thành phố trước ngày 15/12
Đúng: Các phòng, đơn vị báo cáo về Văn phòng Sở trước ngày 01/12
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vbhc.model.ban_doc import BanDoc, Muc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.thoi_han import _ngay as lich
from vbhc.text.letters import HOA

QUY_TAC = QuyTac("NHA-TH-5", "Hạn của đơn vị sau hạn của cơ quan", ("nha",), Severity.CANH_BAO, Sua.KHONG)
_DAU_MOI = (
    r"(?P<ten>Văn phòng(?! (?:UBND|Ủy ban|HĐND|Hội đồng|Đoàn|Chính phủ|Trung ương))"
    rf"|Phòng [{HOA}]\S* \S+)"
)
_VE = re.compile(rf"(?:về|gửi|gửi về|qua|cho) {_DAU_MOI}")
_CHU = re.compile(rf"(?:Giao )?{_DAU_MOI}\b")
_LEN = re.compile(
    r"báo cáo|(?:gửi|trình) [^,;.]{0,60}(?:Ủy ban nhân dân|UBND|Sở Nội vụ|Bộ |Giám đốc|Lãnh đạo|Thành ủy|Tỉnh ủy)",
    re.IGNORECASE,
)
_HAN = re.compile(
    r"(?:trước|chậm nhất(?: là| vào| đến)?|muộn nhất(?: là| vào| đến)?) (?:ngày )?"
    r"(?:(?P<d>\d{1,2})(?:/| tháng )(?P<m>\d{1,2})(?:(?:/| năm )(?P<y>20\d\d))?"
    r"|(?P<dd>\d{1,2}) (?P<thang>hằng|hàng) tháng)"
    r"(?![\d/])(?P<nam> (?:hằng|hàng) năm)?"
)
_KY = re.compile(
    r"(?<!\d)(?P<thang>\d{1,2}) tháng(?! \d)|(?P<quy>quý(?: [IV]{1,3})?)"
    r"|(?P<nam>báo cáo năm|(?:hằng|hàng) năm|tổng kết|cả năm)",
    re.IGNORECASE,
)


_BAO_CAO = re.compile(r"báo cáo|kết quả|tổng hợp", re.IGNORECASE)
_LAU = 62
"""Days between yearless dates over which the earlier one is taken for next year's."""


@dataclass(frozen=True, slots=True)
class _Hen:
    """A report promised: who gathers ("Văn phòng"), whether units owe it, of which period, and by when."""

    dau_moi: str
    don_vi: bool
    ky: str
    ngay: tuple[int, int, int]
    chu: str
    muc: Muc


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Promises of units to the office beside the office's own, of one period; one of each."""
    sides: dict[tuple[str, str], tuple[list[_Hen], list[_Hen]]] = {}
    for i, item in enumerate(van_ban.muc):
        if "trước" in item.dong.chu or "nhất" in item.dong.chu:
            for hen in _hen(van_ban.muc, i):
                sides.setdefault((hen.dau_moi, hen.ky), ([], []))[0 if hen.don_vi else 1].append(hen)
    for (office, period), (units, own) in sides.items():
        if len(units) != 1 or len(own) != 1 or (units[0].ngay[0] == 0) != (own[0].ngay[0] == 0):
            continue
        if _muon_hon(units[0].ngay, own[0].ngay):
            yield Loi(
                units[0].muc.dong,
                f"Các đơn vị gửi {office} {units[0].chu}; {office} báo cáo {own[0].chu} ({own[0].muc.vi_tri})"
                + (f", cùng kỳ {period}" if period else ""),
                f"Đặt hạn của các đơn vị trước hạn của {office}",
                trich=units[0].chu,
            )


def _muon_hon(units: tuple[int, int, int], own: tuple[int, int, int]) -> bool:
    far = (units[1] - own[1]) * 31 + units[2] - own[2]
    return units >= own and (units[0] > 0 or far <= _LAU)


def _hen(items: tuple[Muc, ...], index: int) -> Iterator[_Hen]:
    item = items[index]
    text = item.dong.chu
    last = 0
    for found in _HAN.finditer(text):
        start, end = lich.cau(text, found.start(), found.end())
        before, last_end = text[start : found.start()], max(last, start)
        period = None
        for period in _KY.finditer(text, last_end, found.end()):  # noqa: B007 - the nearest one before the date counts
            pass
        last = found.end()
        if not _BAO_CAO.search(before):
            continue
        to_office = _VE.search(text, start, end)
        office = to_office["ten"] if to_office else _chu_the(items, index)
        if office is None or (to_office is None and not _LEN.search(before)):
            continue
        units = to_office is not None
        if found["dd"]:
            yield _Hen(office, units, "hằng tháng", (0, 0, int(found["dd"])), found.group(), item)
        else:
            day = (int(found["y"] or 0), int(found["m"]), int(found["d"]))
            yield _Hen(office, units, _ten_ky(period), day, found.group(), item)


def _ten_ky(found: re.Match[str] | None) -> str:
    if found is None:
        return ""
    if found["thang"]:
        return f"{int(found['thang'])} tháng"
    return found["quy"].casefold() if found["quy"] else "năm"


def _chu_the(items: tuple[Muc, ...], index: int) -> str | None:
    """The office whose duty an item is: named at its beginning or at that of what it stands under."""
    while index >= 0:
        found = _CHU.match(items[index].chu)
        if found:
            return found["ten"]
        index = items[index].me
    return None
