"""Từ “Nơi nhận” sai cỡ chữ hoặc kiểu chữ.

Từ “Nơi nhận” nằm trên một dòng riêng, chữ in thường, cỡ 12, nghiêng, đậm.

Sai: NƠI NHẬN: (chữ hoa, đứng, cỡ 13)
Đúng: Nơi nhận: (cỡ 12, nghiêng, đậm)
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import RunEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form

QUY_TAC = QuyTac("N30-09-3a", "Kiểu chữ từ “Nơi nhận”", ("I.II.9d",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Size, weight, slant, and small letters."""
    dong = van_ban.noi_nhan.dau
    if dong is None:
        return
    yield from form.kieu_chu((dong,), "noi_nhan_dau", "“Nơi nhận”")
    if dong.in_ra.isupper():
        caps = [r for r in form.letters(dong) if r.look.caps]
        typed = dong.chu.isupper()
        yield Loi(
            dong, "“Nơi nhận” in hoa", "Viết chữ thường: Nơi nhận:",
            edits=() if typed else tuple(
                RunEdit(dong.doan.spot, r.start, r.start + len(r.text), {"caps": False}) for r in caps
            ),
        )  # fmt: skip
