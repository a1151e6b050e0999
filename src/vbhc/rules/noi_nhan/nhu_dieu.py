"""Nơi nhận của quyết định, nghị quyết không ghi “Như Điều …”, hoặc ghi điều mà văn bản không có.

Mẫu quyết định, nghị quyết mở đầu Nơi nhận bằng dòng “- Như Điều …;”, chỉ tới điều ghi ai chịu trách nhiệm thi hành. Văn
bản không chia điều (kế hoạch, thông báo, báo cáo) thì không có điều nào để chỉ tới.

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
_NHU_DIEU = re.compile(r"như (?:tại |các )?điều\b(?P<so>[ \d]*(?:(?:,|và|đến|[-–]) *\d{1,3} *)*)", re.IGNORECASE)
_DIEU = re.compile(r"Điều (?P<so>\d{1,3})\b")
_SO = re.compile(r"\d{1,3}")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The list points to an article that there is."""
    entries = _danh_sach.muc(van_ban)
    articles = [found["so"] for m in van_ban.muc if (found := _DIEU.match(m.dong.chu))]
    told = [(entry, found["so"]) for entry in entries if (found := _NHU_DIEU.match(entry.chu))]
    if entries and articles and not told and van_ban.loai in {"QĐ", "NQ"}:
        name = "Quyết định" if van_ban.loai == "QĐ" else "Nghị quyết"
        yield Loi(entries[0].dong[0], f"Nơi nhận của {name} chưa có dòng “Như Điều …”",
                  f"Dòng đầu viết: - Như Điều {articles[-1]};")  # fmt: skip
    there = {found["so"] for dong in van_ban.dong if (found := _DIEU.match(dong.chu))} if told else set()
    for entry, numbers in told:
        for number in _SO.findall(numbers):
            if number not in there:
                yield Loi(entry.dong[0], f"Nơi nhận ghi “Như Điều {number}” mà văn bản không có Điều {number}",
                          "Ghi đúng số điều; văn bản không chia điều thì ghi tên các nơi nhận")  # fmt: skip
