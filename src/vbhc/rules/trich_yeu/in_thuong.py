"""Trích yếu in hoa cả dòng.

Trích yếu trình bày bằng chữ in thường, chỉ viết hoa chữ đầu và tên riêng. Chữ hoa do định dạng All Caps thì tự bỏ
được; chữ gõ hoa thì người soạn gõ lại, vì chương trình không biết chữ nào là tên riêng.

Sai: KẾT QUẢ THỰC HIỆN CÔNG TÁC DÂN VẬN NĂM 2026
Đúng: Kết quả thực hiện công tác dân vận năm 2026
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import RunEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac("N30-05-2d", "Trích yếu in thường", ("I.II.5b",), Severity.LOI, Sua.AN_TOAN)
_SHORT = 8
"""A line of few letters may be nothing but a name or an abbreviation."""


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Lines of capitals only."""
    for dong in (*van_ban.tim("trich_yeu"), *van_ban.tim("trich_yeu_cv")):
        letters = [c for c in dong.in_ra.removeprefix("V/v") if c.isalpha()]
        if len(letters) < _SHORT or not all(c.isupper() for c in letters):
            continue
        edits: tuple[RunEdit, ...] = ()
        if any(c.islower() for c in dong.chu.removeprefix("V/v")):
            edits = tuple(
                RunEdit(dong.doan.spot, r.start, r.start + len(r.text), {"caps": False})
                for r in dong.runs
                if r.look.caps
            )
        yield Loi(dong, "Trích yếu in hoa cả dòng", "Viết chữ thường, hoa chữ đầu và tên riêng", edits=edits)
