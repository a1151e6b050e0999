"""Số lượng ghi trong câu khác với số tên liệt kê ngay sau.

Câu ghi số lượng rồi liệt kê tên trong ngoặc hoặc sau dấu hai chấm thì số phải khớp. Chỉ đếm đơn vị ghi đủ chữ đầu
(Phòng …, Sở …) và đơn vị hành chính ghi tên riêng; tên có thể tách nhiều cách thì chỉ báo khi cách nào cũng lệch.

Sai: Giao 03 phòng (Phòng Quản lý Công nghệ, Phòng Kế hoạch - Tài chính) chủ trì
Đúng: Giao 02 phòng (Phòng Quản lý Công nghệ, Phòng Kế hoạch - Tài chính) chủ trì
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac("NHA-SL-2", "Số lượng khác số tên", ("nha",), Severity.CANH_BAO, Sua.DE_XUAT)
_DEM = re.compile(
    r"(?<![\d/.,%])(?P<n>\d{1,2}) (?P<gi>phòng|đơn vị|sở|trung tâm|chi cục|xã|phường|đặc khu|tỉnh|huyện|quận)"
    r"(?: (?:sau|gồm|là|thuộc Sở|trực thuộc))?(?: \((?P<ngoac>[^()]{5,400})\)|: (?P<cham>[^:;.()]{5,400})(?=[;.]|$))"
)
_DAU = re.compile(
    r"(?:Phòng|Văn phòng|Thanh tra|Trung tâm|Chi cục|Sở|Ban|Bộ|Cục|Công an|Viện|Trường|Ủy ban|UBND|Báo|Đài|Hội|Liên)\b"
)
_TACH = re.compile(r"\s*[,;]\s*")
_VA = re.compile(r"\s+và\s+(?=[^\W\d_a-z])")
_KHONG_DEM = re.compile(
    r"\d|…|\.\.\.|v\.v|\b(?:chủ trì|phối hợp|mỗi|trong đó|gồm|các|những|khác|cùng|có|được|do|để|theo)\b|:"
)
_HANH_CHINH = frozenset({"xã", "phường", "đặc khu", "tỉnh", "huyện", "quận"})


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Each count with names right after it, against the fewest and the most names that can be read there."""
    for item in van_ban.muc:
        text = item.dong.chu
        if "(" not in text and ":" not in text:
            continue
        for found in _DEM.finditer(text):
            fewest, most = _dem(found["ngoac"] or found["cham"], places=found["gi"] in _HANH_CHINH)
            if fewest > 1 and not fewest <= int(found["n"]) <= most:
                said = f"{found['n']} {found['gi']}"
                yield Loi(item.dong, f"Ghi {said}, ngay sau liệt kê {most}", f"Ghi {most:02} {found['gi']}, hoặc thêm "
                          "bớt tên", trich=found.group()[:80])  # fmt: skip


def _dem(words: str, *, places: bool) -> tuple[int, int]:
    """How few and how many names stand in `words`; (0, 0) where they are no plain list of names."""
    words = words.strip(" .")
    if _KHONG_DEM.search(words):
        return 0, 0
    names = _TACH.split(words)
    split = [part for name in names for part in _VA.split(name)]
    whole = [part for part in split if places or _DAU.match(part)]
    if any(not part[:1].isupper() or len(part.split()) > 12 for part in split):
        return 0, 0
    if places:
        return len(names), len(split)
    if not _DAU.match(names[0]):
        return 0, 0
    return len(whole), len(whole) if len(whole) == len(split) else len(split)
