"""Cùng tên loại, ngày, trích yếu mà viện dẫn với hai số khác nhau.

Hai chỗ nói về cùng một văn bản (trích yếu và ngày như nhau) nhưng số hoặc ký hiệu khác nhau: một chỗ gõ sai.

Sai: Quyết định số 371/QĐ-UBND ngày 28/01/2026 về A …; Quyết định số 317/QĐ-UBND ngày 28/01/2026 về A
Đúng: hai chỗ cùng ghi Quyết định số 371/QĐ-UBND
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, VienDan
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.vien_dan import _chung as chung

QUY_TAC = QuyTac("N30-06-3d", "Một văn bản, hai số", ("I.II.6b",), Severity.CANH_BAO, Sua.KHONG)
_IT_NHAT = 8
"""Words a subject must have: short ones ("về việc nâng lương") are shared by many documents of one day."""


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Full citations of one kind and date whose subjects agree."""
    seen: dict[tuple[object, ...], list[tuple[VienDan, tuple[str, ...]]]] = {}
    for v in van_ban.vien_dan:
        if not v.so_ky_hieu or v.ngay is None or not v.trich_yeu:
            continue
        subject = chung.tu(v.trich_yeu)
        if len(subject) < _IT_NHAT:
            continue
        before = seen.setdefault((v.loai.casefold(), v.ngay), [])
        for first, other in before:
            if (
                first.dong is not v.dong
                and chung.khoa(first.so_ky_hieu) != chung.khoa(v.so_ky_hieu)
                and chung.cung_co_quan(first.co_quan, v.co_quan)
                and chung.gan_nhu(other, subject)
            ):
                yield Loi(
                    v.dong,
                    f"{v.loai} ngày {chung.ngay(v)} cùng trích yếu: {chung.cho(v)} ghi số {v.so_ky_hieu}; "
                    f"{first.vi_tri} ghi số {first.so_ky_hieu}",
                    "Đối chiếu với văn bản gốc, ghi một số ở mọi chỗ",
                    trich=v.chu,
                )
                break
        before.append((v, subject))
