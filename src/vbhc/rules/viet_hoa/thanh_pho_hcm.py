"""“Thành phố Hồ Chí Minh”, “Thủ đô Hà Nội” chưa viết hoa.

Hai tên đặc biệt viết hoa cả từ chung: Thủ đô Hà Nội, Thành phố Hồ Chí Minh. Thành phố khác viết thường (thành phố Hải
Phòng).

Sai: thành phố Hồ Chí Minh
Đúng: Thành phố Hồ Chí Minh
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._van import sua, toan

QUY_TAC = QuyTac("N30-VH-8", "Thủ đô Hà Nội, Thành phố Hồ Chí Minh", ("PL2.III.1c",), Severity.CANH_BAO, Sua.DE_XUAT)
_TEN = re.compile(r"(?<!\w)(?:thành phố Hồ Chí Minh|thủ đô Hà Nội|Thành Phố Hồ Chí Minh|Thủ Đô Hà Nội)(?!\w)")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The two names with a small first letter, or a capital too many."""
    for dong, begin, found in toan(van_ban).tim(_TEN):
        word, at = found.group(), found.start() - begin
        first, second, rest = word.split(" ", 2)
        right = f"{first.capitalize()} {second.lower()} {rest}"
        yield Loi(dong, f"“{word}” viết hoa chưa đúng", f"Viết: {right}", trich=word,
                  edits=sua(dong, at, at + len(word), right))  # fmt: skip
