"""Tên loại của một văn bản cụ thể chưa viết hoa.

Nói đến một văn bản có số thì viết hoa chữ đầu của tên loại. Nói chung (“ban hành quyết định”, “các kế hoạch”) viết
thường.

Sai: triển khai chỉ thị số 15-CT/TU
Đúng: triển khai Chỉ thị số 15-CT/TU
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from vbhc import norms
from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._van import sua, toan

QUY_TAC = QuyTac("N30-VH-6", "Viết hoa tên loại văn bản cụ thể", ("PL2.V.6",), Severity.CANH_BAO, Sua.DE_XUAT)
_KHAC = ("nghị định", "thông tư", "thông tư liên tịch", "kết luận", "quy định", "pháp lệnh", "lệnh")
_NHIEU = re.compile(r"(?:các|những|hai|ba|bốn|mỗi|từng|dự thảo|bản|phiếu|giấy|sắc|mệnh|hiệu|ra) $", re.IGNORECASE)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """A kind in small letters with a number that has a notation after it."""
    whole = toan(van_ban)
    if " số" not in whole.chu:
        return
    for dong, begin, found in whole.tim(_mau()):
        at, word = found.start() - begin, found.group(1)
        if word == "hợp đồng" and "/QH" in found.group():
            continue  # a law whose name ends so: … đi làm việc ở nước ngoài theo hợp đồng số 69/2020/QH14
        if _NHIEU.search(dong.chu[max(0, at - 9) : at]):
            continue
        right = word[0].upper() + word[1:]
        yield Loi(dong, f"“{found.group()}” chưa viết hoa tên loại", f"Viết: {right} số …", trich=found.group(),
                  edits=sua(dong, at, at + 1, right[0]))  # fmt: skip


@cache
def _mau() -> re.Pattern[str]:
    kinds = sorted({*(k.lower() for k in norms.moi_ten_loai()), *_KHAC}, key=len, reverse=True)
    kinds = [re.escape(re.sub(r" \(.*", "", k)) for k in kinds]
    return re.compile(rf"(?<!\w)({'|'.join(kinds)}) số:? \d{{1,5}}(?:/\d{{4}})?(?:/[A-ZĐ][\w-]*|-[A-ZĐ]+/[A-ZĐ][\w-]*)")
