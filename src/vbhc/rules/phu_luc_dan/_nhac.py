"""Where a text speaks of annexes, of which, and whether they are its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.rules.thoi_han._ngay import cau

_SO = r"(?:[IVXL]{1,6}|\d{1,2})\b(?![/.]\d)"
_NHAC = re.compile(
    rf"\b(?:các )?phụ lục(?:(?: số)?(?P<so> {_SO}(?:(?:,| và| đến| tới| ?[-–]) ?(?:Phụ lục )?(?:số )?{_SO}){{0,20}}))?",
    re.IGNORECASE,
)
_MOT_SO = re.compile(rf"(?P<noi>đến|tới|[-–])?\s*(?:Phụ lục )?(?:số )?(?P<so>{_SO})", re.IGNORECASE)
_VAN_BAN_KHAC = re.compile(
    r"\b(?:Nghị định|Thông tư|Quyết định|Luật|Bộ luật|Nghị quyết|Công văn|Kế hoạch|Hướng dẫn|Chỉ thị|Chương trình"
    r"|Quy chế|Quy định|Thông báo|Đề án|Hợp đồng|hợp đồng|Báo cáo|Tờ trình|Phương án)\b(?! này)"
)
_NAY = re.compile(r"^[^.;]{0,60}\b(?:này|kèm theo|gửi kèm|đính kèm)\b")
_LA_MA = {"I": 1, "V": 5, "X": 10, "L": 50}
KEM = re.compile(r"kèm theo|gửi kèm|đính kèm|phụ lục", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Nhac:
    """A mention: numbers (none: an annex without number), whether several are meant, the words after it."""

    dong: Dong
    chu: str
    so: tuple[int, ...]
    nhieu: bool
    kem: bool
    cua_ta: bool


def gia_tri(so: str) -> int:
    """An annex's number, Roman or Arabic; 0 for none."""
    if so.isdigit():
        return int(so)
    total = 0
    values = [_LA_MA.get(c, 0) for c in so.upper()]
    for i, v in enumerate(values):
        total += -v if i + 1 < len(values) and v < values[i + 1] else v
    return total


def cac_cho(van_ban: BanDoc) -> Iterator[Nhac]:
    """Every mention in the main text."""
    for dong in (*van_ban.can_cu, *(m.dong for m in van_ban.muc)):
        text = dong.chu
        if "hụ lục" not in text and "HỤ LỤC" not in text:
            continue
        for found in _NHAC.finditer(text):
            yield _mot(dong, text, found)


def _mot(dong: Dong, text: str, found: re.Match[str]) -> Nhac:
    start, end = cau(text, found.start(), found.end())
    after, before = text[found.end() : end], text[start : found.start()]
    other = _VAN_BAN_KHAC.search(after[:90]) is not None or _VAN_BAN_KHAC.search(before) is not None
    near = _NAY.search(after)
    own_words = near is not None and not _VAN_BAN_KHAC.search(after[:90])
    return Nhac(
        dong,
        found.group(),
        tuple(_cac_so(found["so"] or "")),
        found.group().casefold().startswith("các"),
        near is not None,
        own_words or not other,
    )


def _cac_so(text: str) -> Iterator[int]:
    last = 0
    for found in _MOT_SO.finditer(text):
        n = gia_tri(found["so"])
        if found["noi"] and last and 0 < n - last < 30:
            yield from range(last + 1, n)
        yield n
        last = n
