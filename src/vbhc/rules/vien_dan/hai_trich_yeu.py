"""Một văn bản được viện dẫn với hai trích yếu khác hẳn nhau.

Cùng số, ký hiệu, ngày mà trích yếu không giống nhau: một trong hai chỗ lấy nhầm. Ghi ngắn hơn, hoặc thêm bớt vài chữ,
không báo.

Sai: Quyết định số 14/QĐ-SKHCN ngày 10/01/2026 về ban hành Quy chế làm việc; … số 14/QĐ-SKHCN … về giao dự toán chi
Đúng: hai chỗ cùng một trích yếu
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, VienDan
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.vien_dan import _chung as chung

QUY_TAC = QuyTac("N30-06-3f", "Một văn bản, hai trích yếu", ("I.II.6b",), Severity.CANH_BAO, Sua.KHONG)
_MO_DAU = ("về ", "ban hành ", "quy định ", "phê duyệt ", "hướng dẫn ")


def _day_du(v: VienDan) -> bool:
    return v.ngay is not None and v.trich_yeu.startswith(_MO_DAU)


def khac_han(one: VienDan, two: VienDan) -> bool:
    """Whether the subjects share less than two in five of the shorter one's words."""
    a, b = set(chung.tu(one.trich_yeu)), set(chung.tu(two.trich_yeu))
    return min(len(a), len(b)) > 3 and len(a & b) * 5 < min(len(a), len(b)) * 2


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Full citations of one number and date whose subjects have little in common."""
    for cited in chung.nhom(v for v in van_ban.vien_dan if _day_du(v)).values():
        first = cited[0]
        for v in cited[1:]:
            if v.ngay == first.ngay and chung.cung_co_quan(first.co_quan, v.co_quan) and khac_han(first, v):
                yield Loi(
                    v.dong,
                    f"{chung.goi(v)}: {chung.cho(v)} ghi “{v.trich_yeu[:60]}”; "
                    f"{first.vi_tri} ghi “{first.trich_yeu[:60]}”",
                    "Đối chiếu với văn bản gốc, ghi một trích yếu ở mọi chỗ",
                    trich=v.chu,
                )
