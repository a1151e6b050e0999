"""Số lượng ghi trong câu dẫn khác với số mục liệt kê ngay dưới.

Câu dẫn kết thúc bằng dấu hai chấm (“gồm 03 nội dung sau:”) thì ngay dưới phải có đúng từng ấy mục. Chỉ đếm khi các
mục cùng một cấp, thấp hơn cấp của câu dẫn.

Sai: “Tập trung 03 nhiệm vụ sau:” rồi liệt kê bốn gạch đầu dòng
Đúng: “Tập trung 04 nhiệm vụ sau:”
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BAC, BanDoc, Muc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac("NHA-SL-1", "Số lượng khác số mục", ("nha",), Severity.CANH_BAO, Sua.DE_XUAT)
_DAN = re.compile(
    r"(?:(?<![\d/.,%])(?P<n>\d{1,2})(?: \([^()\d]{2,12}\))?|(?P<chu>\b(?:hai|ba|bốn|sáu|bảy|tám|chín|mười)))"
    r" (?P<gi>(?:nội dung|nhiệm vụ|nhóm|tiêu chí|phòng|đơn vị|yêu cầu|mục tiêu|giải pháp"
    r"|chỉ tiêu|vấn đề|bước|việc|điểm|trường hợp|loại|hình thức|nguyên tắc|điều kiện|lĩnh vực|hoạt động|văn bản"
    r"|mô hình|đồng chí|thành viên|sản phẩm|phần|hạng mục|dự án|kiến nghị|đề xuất)\b)[^,;:.\d()]{0,60}:$"
)
_CHU = {"hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
"""Numbers in words; "năm" is also a year, and is left out."""


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every lead-in with a count against the items right under it."""
    items = van_ban.muc
    for i, item in enumerate(items[:-1]):
        text = item.dong.chu
        if not text.endswith(":"):
            continue
        found = _DAN.search(text[-160:])
        count = _dem(items, i) if found else 0
        if found and count and count != (int(found["n"]) if found["n"] else _CHU[found["chu"]]):
            said = f"{found['n'] or found['chu']} {found['gi']}"
            want = f"Ghi {count:02} {found['gi']}, hoặc thêm bớt mục"
            yield Loi(item.dong, f"Ghi {said}, ngay dưới liệt kê {count}", want, trich=said)


def _dem(items: tuple[Muc, ...], index: int) -> int:
    """How many items of one level stand under an item; 0 where the list cannot be told from what follows it."""
    lead, first = items[index], items[index + 1]
    if first.cap == "doan" or (lead.cap != "doan" and BAC[first.cap] <= BAC[lead.cap]):
        return 0
    if lead.cap == "doan" and index and items[index - 1].cap == first.cap:
        return 0  # the list may be the one that was there before
    numbered = first.cap in {"khoan", "diem", "dieu", "cap_thap"}
    count, broken = 0, False
    for item in items[index + 1 :]:
        if item.cap == first.cap:
            if numbered and count and item.nhan == first.nhan:
                break  # numbering begins anew: another list
            if broken and not numbered:
                return 0  # words between two dashes: whose the later dash is, nobody can tell
            count += 1
        elif item.cap == "doan":
            broken = True
        elif BAC[item.cap] < BAC[first.cap]:
            break
    return count if count > 1 else 0
