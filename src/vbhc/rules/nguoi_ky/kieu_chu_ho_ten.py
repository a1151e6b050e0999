"""Họ tên người ký in sai cỡ chữ hoặc kiểu chữ.

Họ tên in chữ thường (chỉ viết hoa chữ cái đầu mỗi tiếng), cỡ 13 đến 14, kiểu chữ đứng, đậm.

Sai: NGUYỄN VĂN AN
Đúng: Nguyễn Văn An
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.edits import RunEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form, liet_ke

QUY_TAC = QuyTac(
    "N30-07-2b", "Kiểu chữ của họ tên", ("I.II.7đ",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG})
)  # fmt: skip


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Size, weight, slant; and a name of several syllables all in capitals."""
    lines = van_ban.tim("ho_ten")
    yield from form.kieu_chu(lines, "ho_ten", "Họ tên người ký")
    for dong in lines:
        name = dong.in_ra
        if name.isupper() and len(name.split()) > 1:
            yield _capitals(dong, name)


def _capitals(dong: Dong, name: str) -> Loi:
    """By format the capitals are taken off; typed ones are written anew where each syllable is plain letters."""
    want = " ".join(word.capitalize() for word in name.split())
    if not dong.chu.isupper():
        spot = dong.doan.spot
        edits = tuple(RunEdit(spot, r.start, r.start + len(r.text), {"caps": False}) for r in dong.runs if r.look.caps)
        return Loi(dong, "Họ tên người ký in hoa", f"Viết: {dong.chu}", trich=name, edits=edits)
    plain = all(word.replace(".", "").isalpha() for word in name.split())
    start = len(dong.goc) - len(dong.goc.lstrip())
    edit = liet_ke.sua(dong, start, len(dong.goc.rstrip()), want) if plain and name == dong.goc.strip() else ()
    return Loi(dong, "Họ tên người ký in hoa", f"Viết: {want}", trich=name, edits=edit)
