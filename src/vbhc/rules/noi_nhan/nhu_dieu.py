"""Nơi nhận của quyết định, nghị quyết có điều mà không ghi “Như Điều …”.

Mẫu quyết định, nghị quyết mở đầu Nơi nhận bằng dòng “- Như Điều …;”, chỉ tới điều ghi ai chịu trách nhiệm thi hành.

Sai: Nơi nhận: - Như trên; - Lưu: VT, VP.
Đúng: Nơi nhận: - Như Điều 3; - Lưu: VT, VP.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.noi_nhan import _danh_sach

QUY_TAC = QuyTac("N30-09-5b", "Như Điều ở quyết định, nghị quyết", ("PL3",), Severity.CANH_BAO, Sua.DE_XUAT)
_NHU_DIEU = re.compile(r"như (?:tại |các )?điều\b", re.IGNORECASE)
_DIEU = re.compile(r"Điều (?P<so>\d{1,3})\b")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The list points to an article."""
    if van_ban.loai not in {"QĐ", "NQ"}:
        return
    entries = _danh_sach.muc(van_ban)
    articles = [found for m in van_ban.muc if (found := _DIEU.match(m.dong.chu))]
    if entries and articles and not any(_NHU_DIEU.match(entry.chu) for entry in entries):
        name = "Quyết định" if van_ban.loai == "QĐ" else "Nghị quyết"
        yield Loi(entries[0].dong[0], f"Nơi nhận của {name} chưa có dòng “Như Điều …”",
                  f"Dòng đầu viết: - Như Điều {articles[-1]['so']};")  # fmt: skip
