"""Viện dẫn điều, khoản, điểm viết hoa không đúng.

Khi viện dẫn một văn bản cụ thể, viết hoa Phần, Chương, Mục, Tiểu mục, Điều; viết thường khoản, điểm. Chữ “điều”, “mục”,
“phần” dùng như từ thường không xét.

Sai: theo Khoản 2 điều 103 của Bộ luật Hình sự
Đúng: theo khoản 2 Điều 103 của Bộ luật Hình sự
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._van import sua, toan

QUY_TAC = QuyTac("N30-VH-1", "Viết hoa khi viện dẫn", ("PL2.V.7",), Severity.CANH_BAO, Sua.DE_XUAT)
_VAN_BAN = (
    r"(?:của )?(?:Luật|Bộ luật|Nghị định|Thông tư|Nghị quyết|Quyết định|Quy chế|Quy định|Hiến pháp|Pháp lệnh|Điều lệ"
    r"|Phụ lục|Kế hoạch|Chương trình|Hướng dẫn)\b"
)
_CAO = r"(?:[Đđ]iều \d|[Cc]hương [IVXLC\d]|[Mm]ục [IVX\d]|[Pp]hần [IVX\d]|[Tt]iểu mục \d)"
_VIEN_DAN = re.compile(
    r"(?:Khoản(?= \d{1,2}\b)|Điểm(?= [a-zđ]\d{0,2}\b| \d{1,2} (?:[Kk]hoản|Điều))"
    rf"|điều(?= \d{{1,3}}\b)|chương(?= [IVXLC]{{1,6}}\b)"
    rf"|(?:tiểu mục|mục)(?= [IVX\d]{{1,4}},? (?:{_CAO}|{_VAN_BAN}))"
    rf"|phần(?= (?:[IVX]{{1,4}}|thứ [^\W\d_]{{2,4}}) {_VAN_BAN}))"
)
_DIEU = re.compile(rf"điều \d{{1,3}} (?:{_CAO}|{_VAN_BAN})")
_SAU_KHOAN = re.compile(r"[Kk]hoản \d{1,2},? $")
_GIUA_CAU = re.compile(r"(?:[^\W\d_]|[,;]) $|\($")
_GHEP = re.compile(r"(?:danh|hạng|đề|chuyên|tiểu|thư|học|cổ|thành|một|hai|ba|tiết|các|những|số|tài) $", re.IGNORECASE)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """khoản, điểm in capitals within a sentence; the others in small letters where a number and a citation follow."""
    for dong, begin, found in toan(van_ban).tim(_VIEN_DAN):
        at, word, text = found.start() - begin, found.group(), dong.chu
        if at and text[at - 1].isalnum():
            continue
        lower = word[0].isupper()
        if lower and not _GIUA_CAU.search(text, max(0, at - 2), at):
            continue
        if word == "điều" and not (_DIEU.match(text, at) or _SAU_KHOAN.search(text, max(0, at - 12), at)):
            continue
        if not lower and _GHEP.search(text[max(0, at - 8) : at]):
            continue
        right = word.lower() if lower else word.capitalize()
        rule = "khoản, điểm viết thường" if lower else "viết hoa Phần, Chương, Mục, Tiểu mục, Điều"
        after = text[at + len(word) :].split(" ")[1:2]
        yield Loi(dong, f"Viện dẫn “{' '.join([word, *after])}”", f"Viết: {' '.join([right, *after])} ({rule})",
                  trich=text[max(0, at - 15) : at + 30], edits=sua(dong, at, at + len(word), right))  # fmt: skip
