"""Một văn bản được viện dẫn với hai ngày ban hành khác nhau.

Cùng tên loại, số, ký hiệu, cơ quan thì chỉ có một ngày ban hành; hai chỗ ghi hai ngày thì ít nhất một chỗ sai. Số
đánh lại từng năm, nên hai năm khác nhau chỉ báo khi trích yếu trùng, ngày tháng trùng, hoặc số đã ghi năm.

Sai: Căn cứ Quyết định số 1413/QĐ-UBND ngày 14/4/2026 …; trong văn bản: Quyết định số 1413/QĐ-UBND ngày 10/4/2026
Đúng: hai chỗ cùng ghi ngày 10/4/2026 (chỗ sau chỉ cần ghi Quyết định số 1413/QĐ-UBND)
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, VienDan
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.vien_dan import _chung as chung

QUY_TAC = QuyTac("N30-06-3c", "Một văn bản, hai ngày", ("I.II.6b",), Severity.LOI, Sua.KHONG)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every dated citation against the earlier ones of the same number; one fault for each that differs."""
    for cited in chung.nhom(van_ban.vien_dan).values():
        said: dict[object, VienDan] = {}  # each date once: the first place that gives it is told
        for v in cited:
            if v.ngay is None or v.ngay in said:
                continue
            first = next((f for f in said.values() if chung.mot_van_ban(f, v)), None)
            said[v.ngay] = v
            if first is not None:
                yield Loi(
                    v.dong,
                    f"{chung.goi(v)}: {chung.cho(v)} ghi {chung.ngay(v)}; {first.vi_tri} ghi {chung.ngay(first)}",
                    "Đối chiếu với văn bản gốc, ghi một ngày ở mọi chỗ",
                    trich=v.chu,
                )
