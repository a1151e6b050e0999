"""Chức vụ trong khối chữ ký viết tắt.

Nghị định chỉ cho viết tắt quyền hạn (TM., KT., TL., TUQ., Q.); chức vụ viết đủ chữ.

Sai: KT. GĐ / PGĐ; KT. GIÁM ĐỐC / P. GIÁM ĐỐC
Đúng: KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from vbhc import norms
from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, liet_ke

QUY_TAC = QuyTac("NHA-KY-1", "Chức vụ người ký viết đủ chữ", ("nha",), Severity.CANH_BAO, Sua.DE_XUAT)


@cache
def _short() -> re.Pattern[str]:
    """An abbreviated title at the head of a line or after the authority, where no other word can stand."""
    names = "|".join(sorted(norms.ky()["chuc_vu_viet_tat"], key=len, reverse=True))
    before = "|".join(p.rstrip(".") for p in norms.ky()["viet_tat"])
    return re.compile(rf"\s*(?:(?:{before})\s?\.?\s*)?(?P<tat>{names})(?![^\W_])(?!\.?\s+(?:TNHH|CP|CỔ|MTV)\b)\.?")


_PHO = re.compile(
    r"\s*(?P<tat>P\s?[./]\s?)(?=(?:GIÁM|TỔNG|CHỦ|TRƯỞNG|CHÁNH|HIỆU|CỤC|VỤ|VIỆN|CHI|HẠT|ĐỘI|BÍ)\b)", re.IGNORECASE
)
"""`P. GIÁM ĐỐC` for PHÓ GIÁM ĐỐC."""


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The title of each line of the block."""
    for dong in van_ban.tim("quyen_han"):
        found = _short().match(dong.goc)
        if found is not None:
            want = norms.ky()["chuc_vu_viet_tat"][found["tat"]]
            yield Loi(dong, f"Chức vụ người ký viết tắt “{found['tat']}”", f"Viết: {want}", trich=dong.chu[:40],
                      edits=liet_ke.sua(dong, found.start("tat"), found.end(), want))  # fmt: skip
        elif (found := _PHO.match(dong.goc)) is not None:
            yield Loi(dong, f"Chức vụ người ký viết tắt “{found['tat'].strip()}”",
                      f"Viết: PHÓ {dong.goc[found.end():].strip()[:60]}", trich=dong.chu[:40],
                      edits=liet_ke.sua(dong, found.start("tat"), found.end(), "PHÓ "))  # fmt: skip
