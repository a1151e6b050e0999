"""Từ “Phụ lục” và số thứ tự không nằm trên một dòng riêng.

Tên Phụ lục xuống dòng dưới, in hoa.

Sai: Phụ lục I: Danh mục nhiệm vụ
Đúng: Phụ lục I  (dòng dưới) DANH MỤC NHIỆM VỤ
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.phu_luc import _tieu_de

QUY_TAC = QuyTac("N30-PL-3d", "“Phụ lục” trên dòng riêng", ("I.III.1b",), Severity.LOI, Sua.DE_XUAT)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Nothing after the number."""
    for annex in van_ban.phu_luc:
        head = _tieu_de.doc(annex)
        if head is not None and head.sau and head.kieu != "phu":
            yield Loi(annex.tieu_de, "Tên Phụ lục cùng dòng với từ “Phụ lục”",
                      f"Xuống dòng và viết in hoa: {head.sau[:60].upper()}")  # fmt: skip
