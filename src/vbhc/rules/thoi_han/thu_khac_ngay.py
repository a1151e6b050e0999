"""Thứ ghi kèm một ngày không phải thứ của ngày ấy.

Người nhận theo thứ hay theo ngày thì cũng có người đến sai hôm. Chỉ xét câu có một thứ và một ngày đủ năm liền nhau;
“lần thứ hai”, “thứ hai, …” của một dãy ý, “kỳ họp thứ Năm” không phải thứ trong tuần.

Sai: 8 giờ 00, thứ Hai, ngày 05/01/2027
Đúng: 8 giờ 00, thứ Ba, ngày 05/01/2027
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.thoi_han import _ngay as lich
from vbhc.text import dates

QUY_TAC = QuyTac("NHA-TH-6", "Thứ không khớp ngày", ("nha",), Severity.LOI, Sua.KHONG)
_TEN = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_SO = {ten.split()[1].lower(): i for i, ten in enumerate(_TEN)} | {str(i + 2): i for i in range(6)}
_THU = r"(?P<thu>[Tt]hứ (?P<so>Hai|Ba|Tư|Năm|Sáu|Bảy|[2-7])|[Cc](?:hủ|húa) nhật)"
"""As a weekday is written; in small letters "thứ hai" is the second of something as well."""
_MOT_THU = re.compile(rf"\b{_THU}(?!\w)")
_TRUOC = re.compile(
    r"(?:^|[,;:(–-] ?|\b(?:[Vv]ào|[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|phút|giờ|[Tt]rước|là) |\d )"
    rf"{_THU} ?[,(]? ?(?:ngày )?$"
)
_SAU = re.compile(rf" ?(?:, ?|\( ?|[–-] ?|là ){_THU}(?!\w)")
_GAN = 40
"""Letters before a date in which its weekday stands."""


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every whole date with a weekday beside it."""
    for dong in van_ban.dong:
        text = dong.chu
        if "hứ " not in text and "hật" not in text:
            continue
        dates_ = list(lich.doc(text))
        for found in dates_:
            start, end = lich.cau(text, found.dau, found.cuoi)
            if sum(start <= d.dau < end for d in dates_) != 1 or len(_MOT_THU.findall(text, start, end)) != 1:
                continue  # which of several goes with which is the reader's to know
            day = found.ngay.as_date() if not found.sai and found.ngay.day_du else None
            said = _TRUOC.search(text[max(0, found.dau - _GAN) : found.dau]) or _SAU.match(text, found.cuoi)
            if day is None or said is None:
                continue
            if day.weekday() != (_SO[said["so"].lower()] if said["so"] else 6):
                yield Loi(
                    dong, f"{dates.bang_so(found.ngay)} là {_TEN[day.weekday()]}, không phải {said['thu']}",
                    "Sửa thứ, hoặc sửa ngày", trich=said["thu"],
                )  # fmt: skip
