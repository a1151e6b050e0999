"""Thời hạn nằm ngoài kỳ của kế hoạch.

Kế hoạch “năm 2026” giao việc có hạn trong năm 2026; việc tổng kết, báo cáo có thể sang tháng 01 năm sau. Hạn muộn hơn
nữa thường là gõ nhầm năm.

Sai: Kế hoạch … năm 2026; cột thời hạn ghi 30/9/2027
Đúng: 30/9/2026
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.thoi_han import _ngay as lich

QUY_TAC = QuyTac("NHA-TH-3", "Hạn ngoài kỳ kế hoạch", ("nha",), Severity.CANH_BAO, Sua.KHONG)
_LOAI = frozenset({"KH", "CTr", "PA"})
_NAM = re.compile(r"\bnăm (20\d\d)\b|\b(20\d\d) ?[-–] ?(20\d\d)\b")
_MO = re.compile(r"tầm nhìn|tiếp theo|đến năm|những năm|năm học|định hướng", re.IGNORECASE)


def ky(van_ban: BanDoc) -> tuple[int, str]:
    """The last year of the plan's period and its words; 0 where the subject names no period, or several."""
    title = " ".join(d.chu for d in van_ban.tim("trich_yeu"))
    found = list(_NAM.finditer(title))
    if len(found) != 1 or _MO.search(title):
        return 0, ""
    return int(found[0][1] or found[0][3]), found[0].group()


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every deadline against the period named in the subject."""
    if van_ban.loai not in _LOAI:
        return
    end, words = ky(van_ban)
    if not end:
        return
    last = datetime.date(end + 1, 1, 31)
    for han in lich.han(van_ban):
        if lich.ngay_cua(han) > last:
            yield Loi(
                han.dong,
                f"Hạn {lich.goi(han)} sau kỳ của văn bản (trích yếu ghi {words})",
                "Kiểm tra lại năm của thời hạn",
                trich=han.chu,
            )
