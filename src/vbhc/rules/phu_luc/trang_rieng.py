"""Phụ lục không đánh số trang riêng.

Số trang của Phụ lục được đánh riêng theo từng Phụ lục: mỗi Phụ lục nằm trong một phần (section) của mình và đánh số lại
từ 1.

Sai: văn bản 3 trang, trang đầu của Phụ lục là trang 4
Đúng: mỗi Phụ lục đánh số trang lại từ 1
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import SectionEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac(
    "N30-PL-5", "Số trang riêng của Phụ lục", ("I.III.1đ",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG})
)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Its own section, and that one begins at 1."""
    sections = van_ban.view.sections
    starts = {
        id(a.tieu_de.doan): a for a in van_ban.phu_luc
        if a.tieu_de.o_dau == "" and not a.van_ban_kem
    }  # fmt: skip
    if not starts:
        return
    before = -1  # the section in which the line before stands
    for dong in van_ban.dong:
        annex = starts.pop(id(dong.doan), None)
        if annex is not None and before >= 0 and annex.section < len(sections):
            if annex.section == before:
                yield Loi(annex.tieu_de, "Phụ lục không ở phần trang (section) riêng nên không đánh số trang riêng",
                          "Chèn ngắt phần (Section Break) trước Phụ lục, đánh số trang lại từ 1")  # fmt: skip
            elif sections[annex.section].restart != 1:
                yield Loi(annex.tieu_de, "Phụ lục không đánh số trang lại từ 1", "Đặt số trang bắt đầu từ 1",
                          edits=(SectionEdit(annex.section, {"restart": 1}),))  # fmt: skip
        if dong.chu and not dong.o_dau:
            before = dong.doan.section
