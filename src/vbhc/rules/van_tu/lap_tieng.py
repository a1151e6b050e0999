"""Một tiếng gõ hai lần liền nhau.

Tiếng lặp liền nhau trong cùng một câu hầu hết là gõ thừa hoặc đọc máy sai. Không báo từ láy lặp hoàn toàn (luôn luôn,
ngày ngày, xanh xanh …), tên riêng (ông Na Na, người Lô Lô), chỗ hai từ gặp nhau (phân công công chức, thiết thực thực
hiện, hành vi vi phạm).

Sai: … của của Sở Khoa học và Công nghệ
Đúng: … của Sở Khoa học và Công nghệ
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc import norms
from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._van import sua, toan

QUY_TAC = QuyTac("NHA-VT-1", "Tiếng lặp liền nhau", ("nha",), Severity.CANH_BAO, Sua.DE_XUAT)
_HAI = re.compile(r"(?<!\w)([^\W\d_]+) (\1)(?!\w)", re.IGNORECASE)
_TRUOC = re.compile(r"([^\W\d_]+) $")
_SAU = re.compile(r" ([^\W\d_]+)")
# Names of offices that begin with these are never doubled, however they are capitalised.
_CO_QUAN = frozenset(
    ["sở", "bộ", "ban", "phòng", "ủy", "uỷ", "các", "trung", "cục", "chi", "ngày", "thành", "kế", "nghị", "công"]
)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Two equal syllables with nothing but a blank between them."""
    twice = norms.tu_lay()
    for dong, begin, found in toan(van_ban).tim(_HAI):
        one, two = found[1], found[2]
        low = one.casefold()
        if low in twice or (one.isupper() and len(one) > 1) or len(one) == 1 or _ten(one, two):
            continue
        at = found.start() - begin
        before, after = _TRUOC.search(dong.chu[max(0, at - 12) : at]), _SAU.match(dong.chu, at + len(found.group()))
        if _hai_tu(before[1].casefold() if before else "", low, after[1].casefold() if after else ""):
            continue
        yield Loi(dong, f"“{found.group()}” lặp một tiếng", f"Có phải “{one}”?", trich=found.group(),
                  edits=sua(dong, at + len(one), at + len(found.group()), ""))  # fmt: skip


def _hai_tu(before: str, twice: str, after: str) -> bool:
    """Whether one word ends and the next begins here: thiết thực thực hiện, hành vi vi phạm, thiết bị bị hỏng."""
    words = norms.tu_ghep_doi()
    if f"{twice} {twice} {after}" in words:
        return True  # the law on lawyers is Luật Luật sư
    begins = f"{twice} {after}" in words or (bool(after) and twice in norms.tu_dung_rieng())
    return begins and f"{before} {twice}" in words


def _ten(one: str, two: str) -> bool:
    """Whether the second is, or both are, a name."""
    if not two[0].isupper() or two.isupper():
        return False
    return not one[0].isupper() or two.casefold() not in _CO_QUAN
