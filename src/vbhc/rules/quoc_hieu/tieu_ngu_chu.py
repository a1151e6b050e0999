"""Tiêu ngữ viết sai chữ.

Tiêu ngữ là “Độc lập - Tự do - Hạnh phúc”: chữ thường, chữ cái đầu của mỗi cụm từ viết hoa. Dấu nối giữa các cụm từ
xét ở quy tắc khác.

Sai: Độc Lập - Tự Do - Hạnh Phúc
Đúng: Độc lập - Tự do - Hạnh phúc
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import Edit, RunEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, dau_trang, form

QUY_TAC = QuyTac("N30-01-2", "Chữ của Tiêu ngữ", ("I.II.1b",), Severity.LOI, Sua.DE_XUAT)
TIEU_NGU = "Độc lập - Tự do - Hạnh phúc"
_JOINT = re.compile(r" ?[-‐‑–—−] ?")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every Tiêu ngữ, whatever its joints; and what stands near enough to be meant as one."""
    lines = van_ban.tim("tieu_ngu")
    if not lines:
        near = dau_trang.gan_giong(van_ban, TIEU_NGU)
        lines = (near,) if near is not None else ()
    for dong in lines:
        if _said(dong.in_ra) == TIEU_NGU or not form.co_chu(dong):
            continue
        edits: tuple[Edit, ...] = ()
        if _said(dong.chu) == TIEU_NGU:  # only the format makes it capitals
            edits = tuple(
                RunEdit(dong.doan.spot, r.start, r.start + len(r.text), {"caps": False})
                for r in dong.runs
                if r.look.caps
            )
        elif "\t" not in dong.goc:
            edits = form.sua(dong, 0, len(dong.goc), TIEU_NGU)
        yield Loi(dong, "Tiêu ngữ viết chưa đúng", f"Viết: {TIEU_NGU}", trich=dong.in_ra[:80], edits=edits)


def _said(text: str) -> str:
    return _JOINT.sub(" - ", " ".join(text.split()))
