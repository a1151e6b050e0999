"""Một văn bản được viện dẫn với hai cơ quan ban hành khác nhau.

Cùng số, ký hiệu và cùng ngày thì chỉ một cơ quan ban hành. Viết tắt (UBND) hay bỏ bớt tên tỉnh, thành phố không tính
là khác.

Sai: Quyết định số 323/QĐ-TTg ngày 30/3/2023 của Thủ tướng Chính phủ …; … số 323/QĐ-TTg ngày 30/3/2023 của Chính phủ
Đúng: hai chỗ cùng ghi của Thủ tướng Chính phủ
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, VienDan
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.vien_dan import _chung as chung

QUY_TAC = QuyTac("N30-06-3e", "Một văn bản, hai cơ quan", ("I.II.6b",), Severity.CANH_BAO, Sua.KHONG)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Citations of one number and date whose issuers cannot be one."""
    for cited in chung.nhom(van_ban.vien_dan).values():
        named = [v for v in cited if v.ngay is not None and v.co_quan[:1].isupper()]
        said: dict[tuple[object, str], VienDan] = {}  # each date and issuer once: a list may cite one number often
        for v in named:
            if (v.ngay, v.co_quan) in said:
                continue
            first = next(
                (f for f in said.values() if f.ngay == v.ngay and not chung.cung_co_quan(f.co_quan, v.co_quan)), None
            )
            said[v.ngay, v.co_quan] = v
            if first is not None:
                yield Loi(
                    v.dong,
                    f"{chung.goi(v)}: {chung.cho(v)} ghi của {v.co_quan}; {first.vi_tri} ghi của {first.co_quan}",
                    "Đối chiếu với văn bản gốc, ghi một cơ quan ban hành ở mọi chỗ",
                    trich=v.chu,
                )
