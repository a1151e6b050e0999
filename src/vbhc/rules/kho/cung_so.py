"""Hai văn bản của một cơ quan, trong một năm, cùng số và ký hiệu.

Số văn bản duy nhất trong một năm, thống nhất giữa văn bản giấy và văn bản điện tử. Hai tệp của cùng một văn bản (cùng
ngày, cùng trích yếu) không báo.

Sai: hai kế hoạch năm 2026 cùng số 25/KH-SKHCN
Đúng: mỗi văn bản lấy một số theo sổ đăng ký
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Loi, QuyTac
from vbhc.rules.kho import _chung as kho_chung

QUY_TAC = QuyTac("N30-03-4", "Số văn bản duy nhất trong năm", ("Đ15.1",), Severity.LOI, Sua.KHONG)


def soat_kho(kho: Sequence[tuple[BanDoc, BoiCanh]]) -> Iterator[tuple[int, Loi]]:
    """Numbered documents with a year, by agency, year and number; told at each one after the first."""
    seen: dict[tuple[object, ...], list[int]] = {}
    for i, (van_ban, _) in enumerate(kho):
        number, agency = kho_chung.so(van_ban), kho_chung.co_quan(van_ban)
        if not number or van_ban.ngay is None or not van_ban.ngay.nam or not agency[1] or van_ban.so is None:
            continue
        before = seen.setdefault((agency, van_ban.ngay.nam, number), [])
        for j in before:
            other, known = kho[j]
            if other.ngay == van_ban.ngay and kho_chung.trich_yeu(other) == kho_chung.trich_yeu(van_ban):
                continue
            taken = f"Số {van_ban.so.so}/{van_ban.so.ky_hieu} năm {van_ban.ngay.nam} đã dùng ở"
            fault = Loi(
                van_ban.so.dong,
                f"{taken} {kho_chung.ten(other, known)}",
                "Lấy lại số theo sổ đăng ký văn bản đi",
                trich=van_ban.so.dong.chu,
            )
            yield i, fault
            break
        before.append(i)
