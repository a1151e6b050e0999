"""Dòng Lưu ghi đơn vị soạn thảo mà cơ quan không có.

Chữ viết tắt sau “VT” phải là của một đơn vị trong danh sách đơn vị của cơ quan; chữ tắt tên người soạn thảo đi sau đơn
vị không xét.

Sai: - Lưu: VT, KTTH.  (cơ quan không có đơn vị nào viết tắt là KTTH)
Đúng: - Lưu: VT, VP.
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import CO_QUAN, BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.noi_nhan import _luu
from vbhc.text import letters

QUY_TAC = QuyTac(
    "N30-09-4d", "Đơn vị soạn thảo có thật", ("I.II.9d",), Severity.CANH_BAO, Sua.DE_XUAT, frozenset({CO_QUAN})
)
_HO_SO = frozenset({"HỒ", "SƠ", "HS", "HSTH", "HSCV"})


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """One of the pieces after VT begins with a unit's abbreviation."""
    found = _luu.don_vi(van_ban)
    if found is None or boi_canh.co_quan is None:
        return
    pieces = [p for x in found[1] if (p := letters.nfc(x).upper()) not in _HO_SO]
    if not pieces:
        return
    known = sorted({u.viet_tat for u in boi_canh.co_quan.don_vi.values() if u.viet_tat})
    if not known:
        yield Khong("chưa biết chữ viết tắt của các đơn vị trong cơ quan")
        return
    names = tuple(p for k in known if (p := "".join(c for c in letters.nfc(k).upper() if c.isalnum())))
    tails = ["".join(pieces[i : i + 4]) for i in range(min(len(pieces), 20))]
    if not any(t.startswith(names) or t.removeprefix("P").startswith(names) for t in tails):
        near = letters.nearest(pieces[0], known)
        hint = f"Có phải “{near}”?" if near else f"Đơn vị của cơ quan: {', '.join(known[:12])}"
        yield Loi(found[0].dong[0], f"Cơ quan không có đơn vị viết tắt là “{pieces[0]}”", hint, trich=pieces[0])
