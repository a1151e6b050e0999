"""Từ “Phụ lục” in hoa.

Từ “Phụ lục” trình bày bằng chữ in thường; chỉ tên Phụ lục mới in hoa.

Sai: PHỤ LỤC I
Đúng: Phụ lục I
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import RunEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, form
from vbhc.text import letters

QUY_TAC = QuyTac("N30-PL-3c", "Từ “Phụ lục” chữ in thường", ("I.III.1b",), Severity.LOI, Sua.AN_TOAN)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """As it prints, capitals made by format included; only those can be mended without changing words."""
    for annex in van_ban.phu_luc:
        line = annex.tieu_de
        if letters.nfc(line.in_ra).startswith("PHỤ LỤC"):
            typed = line.chu.startswith("PHỤ LỤC")
            edits = () if typed else tuple(
                RunEdit(line.doan.spot, r.start, r.start + len(r.text), {"caps": False})
                for r in form.letters(line) if r.look.caps
            )  # fmt: skip
            yield Loi(line, "Từ “Phụ lục” in hoa", f"Viết: Phụ lục{line.in_ra[7:20]}".rstrip(), edits=edits)
