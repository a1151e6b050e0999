"""Từ chỉ đơn vị hành chính cấp huyện trong văn bản sau ngày 01/7/2025.

Từ ngày 01/7/2025 chính quyền địa phương có hai cấp, không còn huyện, quận, thị xã, thị trấn, thành phố thuộc tỉnh.
Chỉ là thông tin: tên trong văn bản cũ, chuyện đã qua vẫn viết như trước. Không báo trong tên văn bản được viện dẫn
ban hành trước ngày đó, ở câu nói về việc sắp xếp đơn vị hành chính.

Sai: Ủy ban nhân dân các huyện, quận tổ chức thực hiện (văn bản năm 2026)
Đúng: Ủy ban nhân dân các xã, phường, đặc khu tổ chức thực hiện
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._van import toan

QUY_TAC = QuyTac("N30-ST-1", "Từ của chính quyền ba cấp", ("L72",), Severity.THONG_TIN, Sua.KHONG)
_TU = re.compile(
    r"\b(?:thành phố thuộc (?:tỉnh|thành phố)|thị xã|thị trấn|huyện|quận(?! (?:công|chúa|vương)\b)"
    r"|(?:Huyện|Quận|Thị xã|Thị trấn)(?= [^\W_]))\b"
)
# A capitalised word before a capitalised one makes a name: đường Trần Quận. Offices are no such names.
_TEN = re.compile(r"(?P<tu>[^\W\d_]+) $")
_DA_QUA = re.compile(
    r"\bcũ\b|trước đây|sáp nhập|hợp nhất|sắp xếp|không còn|chấm dứt|kết thúc hoạt động|không tổ chức|bỏ cấp huyện"
    r"|nguyên là|(?:hai|0?2) cấp|trước ngày|giải thể|chuyển giao|ba cấp|0?3 cấp"
)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The first such word of each line of a document of July 2025 or later."""
    date = van_ban.ngay
    if date is None or not date.nam or (date.nam == 2025 and not date.thang):
        yield Khong("chưa biết năm, tháng ban hành")
        return
    if (date.nam, date.thang) < (2025, 7) and date.nam <= 2025:
        return
    told: set[int] = set()
    for dong, begin, found in toan(van_ban).tim(_TU):
        at = found.start() - begin
        before = _TEN.search(dong.chu, max(0, at - 12), at) if found.group()[0].isupper() else None
        if before and before["tu"][0].isupper() and not before["tu"].isupper():
            continue
        if begin in told or _DA_QUA.search(dong.chu) or _cu(van_ban, dong.chu, at):
            continue
        told.add(begin)
        yield Loi(dong, f"“{found.group()}”: từ ngày 01/7/2025 không còn cấp huyện",
                  "Xem lại: tên đơn vị hành chính hiện nay là xã, phường, đặc khu",
                  trich=dong.chu[max(0, at - 25) : at + 35])  # fmt: skip


def _cu(van_ban: BanDoc, text: str, at: int) -> bool:
    """Whether the word stands in the name of a document issued before."""
    return any(
        v.dong.chu == text
        and v.dau <= at <= v.cuoi + len(v.trich_yeu) + 2
        and v.ngay is not None
        and (v.ngay.nam, v.ngay.thang) < (2025, 7)
        for v in van_ban.vien_dan
    )
