"""Năm trong số của văn bản được viện dẫn khác năm của ngày ban hành.

Số của văn bản quy phạm pháp luật ghi năm ban hành (30/2020/NĐ-CP), nên ngày ban hành viện dẫn cùng với số phải thuộc
năm ấy: hoặc số, hoặc ngày gõ sai.

Sai: Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2021 của Chính phủ về công tác văn thư
Đúng: Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.vien_dan import _chung as chung

QUY_TAC = QuyTac("N30-06-3k", "Năm của số và của ngày", ("I.II.6b",), Severity.LOI, Sua.KHONG)
_QUY_PHAM = frozenset({
    "hiến pháp", "bộ luật", "luật", "pháp lệnh", "lệnh", "nghị định", "nghị quyết", "nghị quyết liên tịch",
    "quyết định", "thông tư", "thông tư liên tịch",
})  # fmt: skip
"""Kinds whose number holds the year by law; a contract or a judgment may be signed a year after it was numbered."""


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every dated citation whose number holds a year; two dates of one number are told by a rule of their own."""
    groups = chung.nhom(van_ban.vien_dan)
    for v in van_ban.vien_dan:
        year = chung.CO_NAM.match(v.so_ky_hieu)
        if year is None or v.ngay is None or v.loai.casefold() not in _QUY_PHAM or v.ngay.nam == int(year[1]):
            continue
        others = [f for f in groups.get(chung.khoa(v.so_ky_hieu), ()) if f.ngay not in {None, v.ngay}]
        if any(chung.mot_van_ban(f, v) for f in others):
            continue
        yield Loi(
            v.dong,
            f"{chung.goi(v)} ghi ngày {chung.ngay(v)}, khác năm {year[1]} trong số",
            "Đối chiếu số và ngày với văn bản gốc",
            trich=v.chu,
        )
