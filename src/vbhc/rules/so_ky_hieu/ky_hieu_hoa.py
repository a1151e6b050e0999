"""Ký hiệu của văn bản có chữ thường.

Ký hiệu in hoa. Chữ thường chỉ có trong viết tắt mà Nghị định đặt (QyĐ, CTr, TTr, TrS) và chức danh Thủ tướng (TTg).

Sai: Số: 05/KH-Skhcn
Đúng: Số: 05/KH-SKHCN
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc import norms
from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.so_ky_hieu._doc import doc

QUY_TAC = QuyTac("N30-03-1c", "Ký hiệu in hoa", ("I.II.3c",), Severity.LOI, Sua.DE_XUAT)
_GROUP = re.compile(r"[^\s\-‐‑–—−/.,;:…]+")
_OTHERS = frozenset({"TrS", "TTg", "SNgV"})
"""Abbreviations that everybody writes so; SNgV is kept apart from SNV."""


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Each group of the notation."""
    kinds = {k for k in norms.ten_loai() if not k.isupper()} | _OTHERS
    upper = {k.upper(): k for k in kinds}
    for line in doc(van_ban):
        caps = any(r.look.caps for r in line.dong.runs)
        for group in _GROUP.finditer(line.ky):
            words = group.group()
            if words in kinds or caps or not any(c.islower() for c in words):
                continue
            want = upper.get(words.upper(), words.upper())
            yield Loi(
                line.dong,
                f"Ký hiệu “{words}” chưa in hoa",
                f"Viết: {want}",
                trich=words,
                edits=line.edit(line.ky_tu + group.start(), line.ky_tu + group.end(), want),
            )
