"""Dates and deadlines in words and cells: what is written, and the day meant."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from vbhc.model.ban_doc import BanDoc, Dong, OBang
from vbhc.text import dates
from vbhc.text.dates import BadDate, Ngay

_NGAY = re.compile(
    r"(?<![\d/.,-])(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>(?:19|20)\d\d)(?![\d/])"
    r"|\bngày (?P<d2>\d{1,2}) tháng (?P<m2>\d{1,2})(?: năm (?P<y2>(?:19|20)\d\d)(?!\d))?"
    r"|\b(?:ngày|hết ngày|trước ngày) (?P<d3>\d{1,2})/(?P<m3>\d{1,2})(?![\d/])"
    r"|\btháng (?P<m4>\d{1,2})/(?P<y4>(?:19|20)\d\d)(?![\d/])"
    r"|\b(?:trước|đến|hết) (?P<d5>\d{1,2})/(?P<m5>\d{1,2})(?![\d/])"
    r"|\bngày (?P<d6>\d{1,2})(?P<n6>[.-])(?P<m6>\d{1,2})(?P=n6)(?P<y6>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_KY = re.compile(
    r"\b(?:tháng (?P<m>\d{1,2})|quý (?P<q>I{1,3}|IV|[1-4]))(?:/| năm | / )(?P<y>20\d\d)(?![\d/])", re.IGNORECASE
)
_QUY = {"I": 1, "II": 2, "III": 3, "IV": 4}
_O_NGAY = re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<y>(?:19|20)\d\d))?")
_CAU = re.compile(r"[;.](?=\s|$)|[\n]")
_XA = 400
"""Letters looked at before and after a date."""
_HAN = re.compile(
    r"\b(?:hoàn thành|hoàn tất|thời hạn|hạn|chậm nhất|muộn nhất|xong|báo cáo|gửi|nộp|đăng ký|tổng hợp"
    r"|(?<!công )(?<!quy )(?<!quá )(?<!lộ )(?<!tờ )(?<!chương )(?<!giáo )trình|thời gian thực hiện)\b",
    re.IGNORECASE,
)
_VIEC = re.compile(
    r"\b(?:xây dựng|ban hành|tổ chức|triển khai|rà soát|tham mưu|cung cấp|góp ý|công bố|phê duyệt|kiện toàn"
    r"|thành lập|cập nhật|niêm yết|đăng tải|khắc phục|bàn giao|nghiệm thu|thẩm định|phân công)\b",
    re.IGNORECASE,
)
"""Tasks, which "trước ngày …" sets a deadline where the day is no earlier than the document's year: of a day long past
it tells which things are meant (công trình xây dựng trước ngày 01/7/2014)."""
KE_LAI = frozenset({"BC", "BB"})
"""Kinds that tell of what is past."""
_MOC = re.compile(
    r"\b(?:trước|chậm nhất|muộn nhất|thời hạn|hạn|hoàn thành|xong|đến hết|hết)"
    r"(?: (?:trước|là|vào|đến|hết|trong|cuối|:)){0,3}:?(?: \d{1,2} ?(?:h|g|giờ)(?: ?\d{2})?(?: phút)?,?)?(?: ngày)? $"
    r"|\bthời gian (?:thực hiện|hoàn thành|tổ chức|triển khai)\b[^.;]{0,60} đến(?: hết)?(?: ngày)? $",
    re.IGNORECASE,
)
_DA_QUA = re.compile(
    r"\b[Đđ]ã\b|(?:ban hành|hiệu lực|tiếp nhận|phát sinh|sinh|thành lập|tuyển dụng|công bố|phê duyệt) [^,;]{0,25}$"
)
"""What was so by a day, and no deadline; a task that a sentence begins with (Ban hành kế hoạch trước …) is one."""


@dataclass(frozen=True, slots=True)
class NgayDoc:
    """A date as written: where, what is known of it, and why it cannot be ("" when it can)."""

    dau: int
    cuoi: int
    ngay: Ngay
    sai: str = ""


@dataclass(frozen=True, slots=True)
class Han:
    """A deadline: the line, the words, the whole date; `o` is the cell it fills, where it stands in one.

    `ca_ky`: a month or a quarter is set, and `ngay` is its last day.
    """

    dong: Dong
    chu: str
    ngay: Ngay
    o: OBang | None = None
    dau: int = 0
    ca_ky: bool = False


def doc(text: str) -> Iterator[NgayDoc]:
    """Every date of a text, impossible ones included."""
    if "/" not in text and "háng" not in text and "gày" not in text:
        return
    for found in _NGAY.finditer(text):
        g = found.groups()  # in the order of the forms: d m y, d2 m2 y2, d3 m3, m4 y4, d5 m5, d6 sign m6 y6
        day = g[0] or g[3] or g[6] or g[10] or g[12]
        month, year = g[1] or g[4] or g[7] or g[8] or g[11] or g[14], g[2] or g[5] or g[9] or g[15]
        d, m, y = int(day) if day else None, int(month or 0), int(year or 0)
        if g[10] and not (1 <= (d or 0) <= 31 and 1 <= m <= 12):
            continue  # "trước 5/14 sở": a rank, not a day
        yield NgayDoc(found.start(), found.end(), *_xet(d, m, y))


def ky(text: str) -> Iterator[tuple[int, int, Ngay]]:
    """Every month or quarter of a year named: where it stands, and its last day."""
    if "20" not in text:
        return
    for found in _KY.finditer(text):
        quarter = found["q"]
        month = int(found["m"] or 0) if not quarter else 3 * (_QUY.get(quarter.upper()) or int(quarter))
        year = int(found["y"])
        if 1 <= month <= 12:
            yield found.start(), found.end(), Ngay(year, month, calendar.monthrange(year, month)[1])


def o(text: str) -> NgayDoc | None:
    """A cell that is nothing but a day: `30/4/2026`, `31/4`."""
    found = _O_NGAY.fullmatch(text.strip(" ."))
    if found is None:
        return None
    return NgayDoc(0, len(text), *_xet(int(found["d"]), int(found["m"]), int(found["y"] or 0)))


def _xet(d: int | None, m: int, y: int) -> tuple[Ngay, str]:
    if 1 <= m <= 12 and (d is None or 1 <= d <= 28):
        return Ngay(y, m, d or 0), ""
    try:
        return dates.parse("/".join(str(x) for x in (d, m, y or None) if x is not None)), ""
    except BadDate as bad:
        return Ngay(), str(bad)


def cau(text: str, dau: int, cuoi: int) -> tuple[int, int]:
    """The sentence around `dau`…`cuoi`, within a window, so that a line of any length costs little."""
    low = max(0, dau - _XA)
    start = max((m.end() for m in _CAU.finditer(text, low, dau)), default=low)
    end = _CAU.search(text, cuoi, min(len(text), cuoi + _XA))
    return start, end.start() if end else min(len(text), cuoi + _XA)


_nho: tuple[BanDoc, list[Han]] | None = None


def han(van_ban: BanDoc) -> list[Han]:
    """The deadlines of a document: in sentences that set one, and in the deadline columns of tables.

    Three rules ask in a row: the last document's are kept.
    """
    global _nho
    if _nho is None or _nho[0] is not van_ban:
        _nho = (van_ban, list(_doc_han(van_ban)))
    return _nho[1]


def _doc_han(van_ban: BanDoc) -> Iterator[Han]:
    year = van_ban.ngay.nam if van_ban.ngay is not None and van_ban.loai not in KE_LAI else 0
    for item in van_ban.muc:
        yield from _trong_cau(item.dong, year or 9999)
    for table in van_ban.bang:
        columns = [i for i, role in enumerate(table.cot) if role == "thoi_han"]
        if not columns:
            continue
        seen: set[int] = set()
        for row in table.thuong():
            for c in columns:
                cell = row.o[c]
                if cell is None or id(cell) in seen or not cell.chu:
                    continue
                seen.add(id(cell))
                for line in cell.dong:
                    found = [d for d in doc(line.chu) if d.ngay.day_du]
                    if found:  # "từ 01/3/2026 đến 30/4/2026": the last day counts
                        last = found[-1]
                        yield Han(line, line.chu[last.dau : last.cuoi], last.ngay, cell, last.dau)
                    elif "20" in line.chu:
                        for start, end, day in list(ky(line.chu))[-1:]:
                            yield Han(line, line.chu[start:end], day, cell, start, ca_ky=True)


def _trong_cau(dong: Dong, year: int) -> Iterator[Han]:
    """`year`: the first in which a task's day is its deadline."""
    text = dong.chu
    if "/20" not in text and "năm 20" not in text:
        return
    for found in doc(text):
        if not found.ngay.day_du:
            continue
        before = text[cau(text, found.dau, found.cuoi)[0] : found.dau]
        mark = _MOC.search(before, max(0, len(before) - 100))
        told = mark and (_HAN.search(before) or (found.ngay.nam >= year and _VIEC.search(before)))
        if told and mark and not _DA_QUA.search(before, 0, mark.start()):
            yield Han(dong, text[found.dau : found.cuoi], found.ngay, None, found.dau)
    for start, end, day in ky(text):
        before = text[cau(text, start, end)[0] : start]
        mark = _MOC.search(before, max(0, len(before) - 100))
        # "cán bộ nghỉ hưu trước tháng 01/2026": a mere "trước" before a month sets no deadline.
        if mark and _HAN.match(mark.group()) and not _DA_QUA.search(before, 0, mark.start()):
            yield Han(dong, text[start:end], day, None, start, ca_ky=True)


def goi(han: Han) -> str:
    """A deadline as messages say it: 30/4/2026, tháng 4/2026."""
    return han.chu[:1].lower() + han.chu[1:] if han.ca_ky else dates.bang_so(han.ngay)


def ngay_cua(han: Han) -> datetime.date:
    """The deadline's calendar date."""
    date = han.ngay.as_date()
    assert date is not None  # only whole dates become deadlines
    return date
