"""Nhân dân, Nhà nước chưa viết hoa.

Phụ lục II viết hoa hai danh từ đặc biệt này. Chỉ xét chỗ chắc là danh từ (Đảng, Nhà nước và Nhân dân; của Nhà nước;
phục vụ Nhân dân); trong “quản lý nhà nước”, “Ủy ban nhân dân”, “công an nhân dân” thói quen viết thường, chính Nghị
định cũng viết thường, nên không báo.

Sai: chủ trương của Đảng, chính sách, pháp luật của nhà nước
Đúng: chủ trương của Đảng, chính sách, pháp luật của Nhà nước
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._van import sua, toan

QUY_TAC = QuyTac("N30-VH-2a", "Nhân dân, Nhà nước", ("PL2.V.1",), Severity.THONG_TIN, Sua.DE_XUAT)
_HET = r"(?=[,.;:)”]| (?:và|về|là|đã|đang|sẽ|trong|trên|đối với|giao|quy định|ban hành|tại)\b|$)"
_DANH_TU = re.compile(rf"n(?:hà nước|hân dân){_HET}", re.MULTILINE)
_TRUOC = {
    "nhà nước": re.compile(r"(?:Đảng,|Đảng và|\bcủa|Nhân dân và) $"),
    "nhân dân": re.compile(r"(?:[Nn]hà nước và|Đảng và|phục vụ|\bcủa) $"),
}


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The two words in small letters where they can only be the noun."""
    whole = toan(van_ban)
    if "nhà nước" not in whole.chu and "nhân dân" not in whole.chu:
        return
    for dong, begin, found in whole.tim(_DANH_TU):
        at, word = found.start() - begin, found.group()
        if not _TRUOC[word].search(dong.chu, max(0, at - 12), at):
            continue
        right = word[0].upper() + word[1:]
        yield Loi(dong, f"“{word}” chưa viết hoa", f"Viết: {right}", trich=dong.chu[max(0, at - 25) : at + len(word)],
                  edits=sua(dong, at, at + 1, right[0]))  # fmt: skip
