"""Dòng “Như trên” không khớp với phần “Kính gửi”.

Văn bản có “Kính gửi” thì dòng đầu của Nơi nhận là “- Như trên;”; văn bản không có “Kính gửi” thì không có gì ở trên để
chỉ tới. Công điện, giấy giới thiệu và các loại giấy, phiếu ghi nơi gửi trong bài nên không xét.

Sai: Kính gửi: Sở Nội vụ … Nơi nhận: - Sở Nội vụ; - Lưu: VT, VP.
Đúng: Kính gửi: Sở Nội vụ … Nơi nhận: - Như trên; - Lưu: VT, VP.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.noi_nhan import _danh_sach

QUY_TAC = QuyTac("N30-09-5a", "Như trên và Kính gửi", ("I.II.9b",), Severity.CANH_BAO, Sua.DE_XUAT)
_NHU_TREN = re.compile(r"như (?:trên|kính gửi)\b", re.IGNORECASE)
_KHONG_XET = frozenset({"", "CĐ", "GM", "GGT", "GNP", "GUQ", "PG", "PC", "PB", "QĐ", "NQ"})


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Each needs the other."""
    entries = _danh_sach.muc(van_ban)
    if not entries:
        return
    at = next((i for i, entry in enumerate(entries) if _NHU_TREN.match(entry.chu)), -1)
    if van_ban.tim("kinh_gui"):
        if at < 0:
            yield Loi(entries[0].dong[0], "Có “Kính gửi” mà Nơi nhận không có “Như trên”", "Thêm dòng đầu: - Như trên;")
        elif at > 0:
            yield Loi(
                entries[at].dong[0], "“Như trên” không ở dòng đầu của Nơi nhận", "Chuyển lên dòng đầu: - Như trên;"
            )
        elif not entries[0].chu.casefold().startswith("như trên"):
            yield Loi(entries[0].dong[0], "“Như kính gửi”", "Viết: - Như trên;")
    elif at >= 0 and van_ban.loai not in _KHONG_XET:
        if any(d.chu.casefold().startswith("kính gửi") for d in van_ban.dong):
            yield Khong("có dòng “Kính gửi” nhưng chưa đọc được")
        else:
            yield Loi(
                entries[at].dong[0], "Nơi nhận ghi “Như trên” mà văn bản không có “Kính gửi”", "Ghi tên các nơi nhận"
            )
