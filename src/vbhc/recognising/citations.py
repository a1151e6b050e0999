"""Documents cited in a text: kind, number, date, issuer, subject (Phụ lục I, II.6a, b)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from vbhc import norms
from vbhc.model.ban_doc import Dong, VienDan
from vbhc.text.dates import Ngay

LUAT = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")
_KHAC = (
    "Nghị định", "Thông tư liên tịch", "Thông tư", "Nghị quyết liên tịch", "Lệnh", "Kết luận", "Quy định",
    "Chương trình hành động", "Thông tri",
)  # fmt: skip
_DATE = r"(?P<ngay>,? ngày (?P<d>\d{1,2})(?:/(?P<m>\d{1,2})/(?P<y>\d{4})| tháng (?P<m2>\d{1,2}) năm (?P<y2>\d{4})))"
_END = r"(?= (?:về|ban hành|quy định|hướng dẫn|của|và|phê duyệt|triển khai|thực hiện)\b|[,;.:()“”\[\]]|$)"


def _kinds() -> str:
    names = sorted({*norms.moi_ten_loai(), *_KHAC}, key=len, reverse=True)
    return "|".join(re.escape(n) for n in names)


_SO = r"số:? (?P<so>\d{1,5}(?:/\d{4})?(?:/[^\W_][\w-]*|-[^\W\d_]+/[^\W_][\w-]*))"
_DOCUMENT = re.compile(
    rf"\b(?P<loai>{_kinds()}|{_kinds().lower()}) {_SO}{_DATE}?(?: của (?P<cq>[^,;.:()“”]{{3,120}}?){_END})?"
)
_LAW = re.compile(
    rf"\b(?P<loai>{'|'.join(LUAT)}) (?P<ten>[A-ZĐÀ-Ỹ][^,;.:()“”\d]{{2,120}}?)"
    rf"(?P<kem> số:? (?P<so>\d+/\d{{4}}/[\w-]+))?(?:{_DATE}|(?= (?:và|của|về|được|có|quy)\b|[,;.:()“”\d]|$))"
)
_SUBJECT = re.compile(r"\s(?:về|ban hành|quy định|hướng dẫn|phê duyệt|triển khai)\b[^;.()]*")


def read(dong: Dong, vi_tri: str, *, can_cu: bool = False, trong_bang: bool = False) -> Iterator[VienDan]:
    """The documents cited in a line, in order."""
    text = dong.chu
    found = [m for m in _DOCUMENT.finditer(text)]
    laws = [m for m in _LAW.finditer(text) if not any(d.start() <= m.start() < d.end() for d in found)]
    every = sorted([*found, *laws], key=lambda m: m.start())
    for i, match in enumerate(every):
        limit = every[i + 1].start() if i + 1 < len(every) else len(text)
        part = match.groupdict()
        is_law = "ten" in part
        subject = "" if is_law else _subject(text, match.end(), limit)
        yield VienDan(
            loai=match["loai"],
            so_ky_hieu=part.get("so") or "",
            ngay=_date(match),
            ngay_chu=(match["ngay"] or "").removeprefix(",").strip(),
            co_quan="" if is_law else (match["cq"] or "").strip(),
            trich_yeu=part["ten"].strip() if is_law else subject,
            dong=dong,
            vi_tri=vi_tri,
            dau=match.start(),
            cuoi=match.end(),
            can_cu=can_cu,
            trong_bang=trong_bang,
        )


def _date(match: re.Match[str]) -> Ngay | None:
    if not match["ngay"]:
        return None
    day, month, year = int(match["d"]), int(match["m"] or match["m2"]), int(match["y"] or match["y2"])
    try:
        datetime.date(year, month, day)
    except ValueError:
        return None
    return Ngay(year, month, day)


def _subject(text: str, start: int, limit: int) -> str:
    found = _SUBJECT.match(text, start, limit)
    return found.group().strip(" ,") if found else ""
