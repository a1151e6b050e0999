"""Lời văn nhắc đến phụ lục mà văn bản không có.

Mỗi chỗ “tại Phụ lục …” phải có phụ lục ấy kèm theo. Phụ lục của văn bản khác (Phụ lục II Nghị định …, phụ lục ban
hành kèm theo Quyết định …) không xét. Văn bản điện tử có thể để phụ lục ở tệp riêng: khi tệp không có phụ lục nào thì
chỉ nhắc.

Sai: “… theo Phụ lục III kèm theo”, văn bản chỉ có Phụ lục I và Phụ lục II
Đúng: thêm Phụ lục III, hoặc ghi lại số phụ lục
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.phu_luc_dan import _nhac as nhac

_DINH_KEM = re.compile(r"(?:PHỤ LỤC|Phụ lục(?= ?[IVX\d]|$)|BIỂU|DANH MỤC|DANH SÁCH|ĐỀ CƯƠNG|MẪU)\b")
QUY_TAC = QuyTac("N30-PL-1b", "Nhắc phụ lục không có", ("I.III.1a",), Severity.LOI, Sua.KHONG)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every mention of an own annex against the annexes there are."""
    have = {nhac.gia_tri(p.so) for p in van_ban.phu_luc}
    if not van_ban.phu_luc and any(_DINH_KEM.match(d.chu) for d in van_ban.dong):
        yield Khong("có phần đính kèm nhưng không nhận ra là phụ lục nào")
        return
    told: set[int] = set()
    for place in nhac.cac_cho(van_ban):
        if not place.cua_ta:
            continue
        if van_ban.phu_luc:
            missing = [n for n in place.so if n not in have and n not in told]
            if missing:
                told.update(missing)
                yield _loi(van_ban, place, have)
        elif (place.kem or place.so) and 0 not in told:
            told.add(0)
            yield Loi(
                place.dong,
                f"Nhắc “{place.chu}” nhưng văn bản không có phụ lục nào",
                "Kèm phụ lục, hoặc bỏ chỗ nhắc",
                trich=place.chu,
                muc=Severity.THONG_TIN if boi_canh.dien_tu else Severity.CANH_BAO,
            )


def _loi(van_ban: BanDoc, place: nhac.Nhac, have: set[int]) -> Loi:
    titles = ", ".join(p.tieu_de.chu[:20] for p in van_ban.phu_luc)
    only = len(van_ban.phu_luc) == 1 and have == {0}
    there = f"văn bản chỉ có {titles}" if not only else "văn bản chỉ có một phụ lục, không đánh số"
    return Loi(
        place.dong,
        f"Nhắc “{place.chu}” nhưng {there}",
        "Thêm phụ lục còn thiếu, hoặc ghi lại số phụ lục" if not only else "Ghi: Phụ lục",
        trich=place.chu,
        muc=Severity.CANH_BAO if only and place.so == (1,) else None,
    )
