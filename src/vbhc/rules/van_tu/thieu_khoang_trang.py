"""Thiếu dấu cách sau dấu câu.

Sau dấu phẩy, chấm phẩy, hai chấm, dấu chấm hết câu có một dấu cách. Không xét địa chỉ trang mạng, thư điện tử, số, giờ,
chữ viết tắt như v.v., V/v. Máy chỉ đề xuất, vì chỗ dính có khi là chữ viết tắt hoặc mã.

Sai: Các phòng,đơn vị thuộc Sở; TP.Hải Phòng
Đúng: Các phòng, đơn vị thuộc Sở; TP. Hải Phòng
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._van import khung, sua, toan

QUY_TAC = QuyTac("NHA-VT-4", "Thiếu dấu cách sau dấu câu", ("nha",), Severity.CANH_BAO, Sua.DE_XUAT)
# Patterns begin with what is rare, so that a search over a long text is quick; what stands before is looked at after.
_THIEU = re.compile(r"[,;:.](?=[^\W\d_]{2})")
_TRUOC = {",": re.compile(r"[^\W\d_]{2}$|[)”]$"), ":": re.compile(r"[^\W\d_]{3}$"), ".": re.compile(r"[^\W\d_]{2}$")}
_MANG = re.compile(r"[@\\=<>{}_]|://|www|&\w{2,6};")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """A mark between two words with no blank; only in tokens that cannot be an address or a code."""
    whole = toan(van_ban)
    for dong, begin, found in whole.tim(_THIEU):
        at, mark, text = found.start() - begin, found.group(), dong.chu
        if not _TRUOC["," if mark == ";" else mark].search(text, max(0, at - 3), at):
            continue
        left, right = text.rfind(" ", 0, at) + 1, text.find(" ", at)
        token = text[left : right if right >= 0 else len(text)]
        if _MANG.search(token) or (mark in ".:" and token.isascii()) or khung(van_ban, dong):
            continue
        if mark == "." and not (text[at + 1].isupper() and text[at + 2].islower()):
            continue
        place = at + 1
        yield Loi(dong, f"Thiếu dấu cách sau “{mark}”", f"Viết: {text[left:place]} {token[place - left:]}", trich=token,
                  edits=sua(dong, place, place, " "))  # fmt: skip
