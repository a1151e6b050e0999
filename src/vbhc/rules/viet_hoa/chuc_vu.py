"""Chức vụ, học vị đi liền với tên người chưa viết hoa.

Viết hoa tên chức vụ, học vị khi đi liền với tên người cụ thể. Nói chung (“giám đốc các sở”) viết thường.

Sai: do phó giám đốc Nguyễn Văn An phụ trách
Đúng: do Phó Giám đốc Nguyễn Văn An phụ trách
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._van import sua, toan

QUY_TAC = QuyTac("N30-VH-7", "Viết hoa chức vụ trước tên người", ("PL2.V.3",), Severity.THONG_TIN, Sua.DE_XUAT)
_CHUC = (
    "chủ tịch|giám đốc|tổng giám đốc|cục trưởng|vụ trưởng|chi cục trưởng|trưởng phòng|bí thư|bộ trưởng|thứ trưởng"
    "|viện trưởng|hiệu trưởng|giáo sư|phó giáo sư|tiến sĩ|thạc sĩ|chánh văn phòng|chánh thanh tra"
)
_HO = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Ngô|Dương|Lý|Đinh|Đoàn|Trịnh|Trương|Lương|Hồ Chí"
    "|Mai|Đào|Tô|Hà|Cao"
)
_NGUOI = re.compile(rf"(?<!\w)((?:[Pp]hó )?(?:{_CHUC})) (?=(?:{_HO}) [^\W\d_]+(?: |$|[,.;)]))", re.MULTILINE)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """A title in small letters right before a family name and a given name."""
    for dong, begin, found in toan(van_ban).tim(_NGUOI):
        word, at = found[1], found.start() - begin
        name = dong.chu[at + len(word) + 1 :].split(" ")[:3]
        if not all(part[:1].isupper() and part[1:2].islower() for part in name[:2]):
            continue
        head = word.lower().startswith("phó ")
        rest = word[4:] if head else word
        right = ("Phó " if head else "") + rest[0].upper() + rest[1:]
        yield Loi(dong, f"“{word}” đi liền tên người, chưa viết hoa", f"Viết: {right} {' '.join(name).strip(' ,.;)')}",
                  trich=dong.chu[at : at + 60], edits=sua(dong, at, at + len(word), right))  # fmt: skip
