"""Tên ngày trong tuần, tháng âm lịch, ngày tết, ngày lễ viết hoa không đúng.

Viết hoa tiếng chỉ ngày, tháng không dùng chữ số: thứ Hai, Chủ nhật, tháng Giêng. Tên tết viết hoa tiếng đầu: tết Nguyên
đán, tết Trung thu. Ngày lễ: ngày Quốc khánh, ngày Quốc tế Lao động. “Thứ hai” chỉ thứ tự không xét.

Sai: sáng thứ hai hằng tuần; tết nguyên đán; Tết Nguyên Đán
Đúng: sáng thứ Hai hằng tuần; tết Nguyên đán
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._van import sua, toan

QUY_TAC = QuyTac("N30-VH-2b", "Tên ngày, tháng, tết, lễ", ("PL2.V.8", "PL2.V.5"), Severity.THONG_TIN, Sua.DE_XUAT)
_THU = r"[Tt]hứ (?:hai|ba|tư|năm|sáu|bảy)"
_SAI = re.compile(
    rf"(?<!\w)(?:(?P<thu>(?:(?<=sáng )|(?<=chiều )|(?<=tối )|(?<=trưa )){_THU}\b"
    rf"|(?<!lần )(?<!kỳ họp ){_THU}"
    rf"(?=,? ngày \d| h[ằà]ng tuần| tuần (?:sau|này|tới|đầu|thứ)| và {_THU} h[ằà]ng tuần| đến {_THU})"
    rf"|(?<=[Tt]ừ ){_THU}(?= đến thứ)|(?<=đến ){_THU}(?= h[ằà]ng tuần))"
    r"|(?P<cn>chủ nhật)|(?P<thang>tháng (?:giêng|chạp))|(?P<tam>Cách mạng tháng tám)"
    r"|(?P<tet>[Tt]ết (?:nguyên đán|Nguyên Đán|nguyên Đán|trung thu|Trung Thu|đoan ngọ|Đoan Ngọ))"
    r"|(?P<le>(?:(?<=ngày )|(?<=Ngày )|(?<=lễ )|(?<=Lễ ))(?:quốc khánh|quốc tế lao động|Quốc tế lao động|quốc tế phụ nữ"
    r"|quốc tế thiếu nhi|phụ nữ Việt Nam|nhà giáo Việt Nam|thầy thuốc Việt Nam|thương binh|giỗ tổ Hùng Vương)))(?!\w)"
)
_CO = ("hứ ", "chủ nhật", "áng giêng", "áng chạp", "áng tám", "ết ng", "ết Ng", "ết tr", "ết Tr", "ết đo", "ết Đo",
       "quốc khánh", "uốc tế", "phụ nữ", "nhà giáo", "thầy thuốc", "thương binh", "giỗ tổ")  # fmt: skip
_LE = {"lao động": "Lao động", "phụ nữ": "Phụ nữ", "thiếu nhi": "Thiếu nhi", "giỗ tổ": "Giỗ Tổ"}


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Names of days that cannot be ordinals or plain words."""
    whole = toan(van_ban)
    if not any(words in whole.chu for words in _CO):
        return
    for dong, begin, found in whole.tim(_SAI):
        at, word = found.start() - begin, found.group()
        right = _dung(found)
        yield Loi(dong, f"“{word}” viết hoa chưa đúng", f"Viết: {right}", trich=dong.chu[max(0, at - 15) : at + 30],
                  edits=sua(dong, at, at + len(word), right))  # fmt: skip


def _dung(found: re.Match[str]) -> str:
    word = found.group()
    if found["thu"] or found["thang"] or found["tam"]:
        head, _, tail = word.rpartition(" ")
        return f"{head} {tail.capitalize()}"
    if found["tet"]:
        head, first, second = word.split(" ")
        return f"{head} {first.capitalize()} {second.lower()}"
    if found["le"]:
        for plain, name in _LE.items():
            word = word.replace(plain, name)
    return word[0].upper() + word[1:]
