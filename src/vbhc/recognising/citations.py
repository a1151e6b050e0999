"""Documents cited in a text: kind, number, date, issuer, subject (Phụ lục I, II.6a, b).

A citation is found by its number (`371/QĐ-UBND`) or, for laws, by its name; kind, date and issuer are then read around
it step by step, so that a long line costs its length and no more.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from vbhc import norms
from vbhc.model.ban_doc import Dong, VienDan
from vbhc.recognising import laws
from vbhc.recognising.issuers import issuer
from vbhc.text.dates import Ngay

_KHAC = (
    "Nghị định", "Thông tư liên tịch", "Thông tư", "Nghị quyết liên tịch", "Lệnh", "Kết luận", "Chương trình hành động",
    "Thông tri", "Văn bản", "Thông báo kết luận", "Sắc lệnh",
)  # fmt: skip
_NUMBER = re.compile(
    r"(?<![\w/.,-])\d{1,5}[a-zA-Z]?(?:/(?:19|20)\d\d)?(?:/(?=[A-ZĐƯa-zđ])| ?/ ?(?=[A-ZĐ]{2})"
    r"|-(?=[A-ZĐ][\w]{0,6}/))[\w-]+(?:[/&](?=[A-ZĐ])[\w-]+)*"
)
_DATE = re.compile(
    r",? ?(?P<ngay>(?:ban hành )?(?:ngày )?(?P<d>\d{1,2})(?:(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4})(?!\d)"
    r"| tháng (?P<m2>\d{1,2})[, ]+năm (?P<y2>\d{4})))"
)
_BEFORE = re.compile(
    r"ngày (?P<d>\d{1,2})(?:/(?P<m>\d{1,2})/(?P<y>\d{4})| tháng (?P<m2>\d{1,2}) năm (?P<y2>\d{4}))", re.IGNORECASE
)
_ISSUED = re.compile(
    r"(?:^|[,;.] )(?P<cq>[A-ZĐÀ-Ỹ][^,;.:]{2,100}?)(?: đã)? (?:ban hành|có|ký ban hành)(?: kèm theo)? $"
)
_SUBJECT = re.compile(
    r",? ?(?:về|v/v|ban hành|quy định|hướng dẫn|phê duyệt|triển khai|thông qua|sửa đổi|công bố|quy hoạch"
    r"|thành lập|kiện toàn"
    r"|phát động|giao|bãi bỏ|thực hiện|tổ chức|đẩy mạnh|tăng cường)\b"
)
_THEN = re.compile(
    r", (?=(?:Sở|Ủy ban|Uỷ ban|UBND|Ban|Bộ|Phòng|Văn phòng|Trung tâm|Chi cục|Cục|Giám đốc|Chủ tịch"
    r"|Trường|Viện|Thành ủy|Tỉnh ủy)\b"
    r"[^,]*\b(?:xây dựng|ban hành|báo cáo|đề nghị|thông báo|có ý kiến|yêu cầu|triển khai|tổ chức|kính|gửi|giao)\b)"
)
"""Where the sentence goes on to what the writer itself does."""
_LONGEST_SUBJECT = 600
_LOOK_BACK = 40
_JOINED = re.compile(r"[,;]?\s*(?:và\s*)?", re.IGNORECASE)


@cache
def _kinds() -> tuple[tuple[str, int], ...]:
    names = sorted({*norms.moi_ten_loai(), *_KHAC}, key=len, reverse=True)
    return tuple((name.casefold(), len(name)) for name in names)


def may_hold(text: str) -> bool:
    """Whether a text can cite a document at all: every number of one has a stroke in it."""
    return "/" in text or laws.may_name_one(text)


def read(dong: Dong, vi_tri: str, *, can_cu: bool = False, trong_bang: bool = False) -> Iterator[VienDan]:
    """The documents cited in a line, in order."""
    text = dong.chu
    if not may_hold(text):
        return
    blank = VienDan("", "", None, "", "", "", dong, vi_tri, 0, 0, can_cu, trong_bang)
    found = list(_numbered(text, blank))
    spans = [(v.dau, v.cuoi) for v in found]
    found += [
        replace(blank, loai=law.loai, trich_yeu=law.ten, dau=law.dau, cuoi=law.cuoi, so_ky_hieu=law.so,
                ngay_chu=law.ngay_chu, ngay=_made(_DATE.fullmatch(law.ngay_chu)) if law.ngay_chu else None)
        for law in laws.read(text)
        if not any(a <= law.dau < b for a, b in spans)
    ]  # fmt: skip
    found.sort(key=lambda v: v.dau)
    for i in range(len(found) - 1, -1, -1):
        limit = found[i + 1].dau if i + 1 < len(found) else len(text)
        if found[i].so_ky_hieu and not found[i].trich_yeu:
            found[i] = replace(found[i], trich_yeu=_subject(text, found[i].cuoi, limit))
        if i + 1 < len(found):
            found[i] = _shared_issuer(text, found[i], found[i + 1])
    yield from found


def _numbered(text: str, blank: VienDan) -> Iterator[VienDan]:
    numbers = list(_NUMBER.finditer(text))
    last: VienDan | None = None
    for i, number in enumerate(numbers):
        start, said = _so(text, number.start())
        kind_at = _kind_before(text, start)
        if kind_at >= 0:
            dau, loai = kind_at, text[kind_at:start].strip()
        elif said and last is not None and _JOINED.fullmatch(text, last.cuoi, start):
            dau, loai = start, last.loai
        else:
            continue
        limit = numbers[i + 1].start() if i + 1 < len(numbers) else len(text)
        last = _around(text, replace(blank, loai=loai, so_ky_hieu=number.group().rstrip("-").replace(" ", ""), dau=dau),
                       number.end(), limit)  # fmt: skip
        yield last


def _so(text: str, at: int) -> tuple[int, bool]:
    """Where “số” before a number begins, and whether it is there."""
    for word in ("số: ", "số ", "số:", "số. ", "Số: ", "Số ", "SỐ "):
        if text.startswith(word, at - len(word)) and at >= len(word):
            return at - len(word), True
    return at, False


def _kind_before(text: str, end: int) -> int:
    before = text[max(0, end - _LOOK_BACK) : end].rstrip()
    if before.endswith(" liên tịch"):
        before = before.removesuffix(" liên tịch")
    folded = before.casefold()
    for name, length in _kinds():
        if folded.endswith(name) and len(folded) == len(before):
            at = max(0, end - _LOOK_BACK) + len(before) - length
            if at == 0 or not text[at - 1].isalnum():
                return at
    law = next((x for x in laws.LOAI if before.endswith(x)), "")
    return max(0, end - _LOOK_BACK) + len(before) - len(law) if law else -1


def _around(text: str, cited: VienDan, end: int, limit: int) -> VienDan:
    """Date and issuer after the number, in either order; or before it, where the sentence says who issued it."""
    date = _DATE.match(text, end)
    if date:
        end = date.end()
    who, after = issuer(text, end, limit)
    if who:
        end = after
        if date is None and (late := _DATE.match(text, end)) is not None and "ngày" in late["ngay"]:
            date, end = late, late.end()
    if not who or date is None:
        begin = max(0, cited.dau - 130)
        before = text[begin : cited.dau]
        said = _ISSUED.search(before) if before.endswith(("hành ", "theo ", "có ")) else None
        if said is not None and issuer(f"của {said['cq']}", 0, 200)[0] and said["cq"].split()[0] in _BODIES:
            who = who or said["cq"]
            day = _BEFORE.fullmatch(
                text[max(0, begin + said.start() - 30) : begin + said.start()].split(". ")[-1].strip(" ,")
            )
            date = date or day
    return replace(
        cited,
        ngay=_made(date),
        ngay_chu="" if date is None else date["ngay"] if "ngay" in date.re.groupindex else date.group(),
        co_quan=who,
        cuoi=end,
    )


_BODIES = frozenset({"Ủy", "Uỷ", "UBND", "HĐND", "Hội", "Chính", "Thủ", "Quốc", "Bộ", "Sở", "Ban", "Thành",
                    "Tỉnh", "Giám",
                     "Chủ", "Văn", "Đảng", "Cục", "Chi", "Tổng", "Trung", "Viện", "Trường"})  # fmt: skip


def _made(match: re.Match[str] | None) -> Ngay | None:
    if match is None:
        return None
    day, month, year = int(match["d"]), int(match["m"] or match["m2"]), int(match["y"] or match["y2"])
    try:
        datetime.date(year, month, day)
    except ValueError:
        return None
    return Ngay(year, month, day)


def _shared_issuer(text: str, one: VienDan, following: VienDan) -> VienDan:
    """`Quyết định số 1/QĐ-UBND, Kế hoạch số 2/KH-UBND của UBND tỉnh`: what is said once is meant of both."""
    if one.co_quan or not following.co_quan or not one.so_ky_hieu or one.trich_yeu:
        return one
    same = one.so_ky_hieu.rpartition("-")[2] == following.so_ky_hieu.rpartition("-")[2]
    return replace(one, co_quan=following.co_quan) if same and _JOINED.fullmatch(text, one.cuoi, following.dau) else one


def _subject(text: str, start: int, limit: int) -> str:
    found = _SUBJECT.match(text, start, limit)
    if found is None:
        return ""
    depth = 0
    end = limit
    for i in range(start, min(limit, start + _LONGEST_SUBJECT)):
        c = text[i]
        if c in "“”":
            depth = 1 if c == "“" else 0
        elif not depth and (c in ";()" or (c == "." and (i + 1 == len(text) or not text[i + 1].isalnum()))):
            end = i
            break
    else:
        end = min(limit, start + _LONGEST_SUBJECT)
    then = _THEN.search(text, start, end)
    return text[start : then.start() if then else end].strip(" ,.").removesuffix(" và").strip(" ,")
