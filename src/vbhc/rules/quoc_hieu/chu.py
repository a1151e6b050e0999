"""Quốc hiệu viết sai chữ.

Quốc hiệu là “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”. Nghị định dùng cả HÒA và HOÀ nên cả hai đều đúng. Thiếu chữ, sai
dấu hay thêm dấu câu đều báo; chữ thường xét ở quy tắc về kiểu chữ.

Sai: CỘNG HÒA XÃ HỘI CHỦ NGHIÃ VIỆT NAM
Đúng: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import TextEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, dau_trang, form

QUY_TAC = QuyTac("N30-01-1", "Chữ của Quốc hiệu", ("I.II.1a",), Severity.LOI, Sua.DE_XUAT)
QUOC_HIEU = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_RIGHT = re.compile(r"CỘNG (?:HÒA|HOÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM(?P<du> ?[.,;:\-–]+$)?")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every Quốc hiệu, and what stands near enough to be meant as one."""
    lines = van_ban.tim("quoc_hieu")
    if not lines:
        near = dau_trang.gan_giong(van_ban, QUOC_HIEU)
        lines = (near,) if near is not None else ()
    for dong in lines:
        found = _RIGHT.search(dong.chu.upper())
        if form.co_chu(dong) and (found is None or found["du"]):
            edits: tuple[TextEdit, ...] = ()
            if "\t" not in dong.goc:
                edits = form.sua(dong, 0, len(dong.goc), QUOC_HIEU)
            yield Loi(dong, "Quốc hiệu viết chưa đúng", f"Viết: {QUOC_HIEU}", trich=dong.chu[:80], edits=edits)
