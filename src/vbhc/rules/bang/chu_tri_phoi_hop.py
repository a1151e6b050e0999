"""Một đơn vị vừa chủ trì vừa phối hợp trong cùng một việc.

Đơn vị đã chủ trì thì không ghi lại ở cột phối hợp; thường là chép nhầm ô. Nhóm chung (“Các phòng, đơn vị”) không
tính.

Sai: chủ trì: Văn phòng Sở; phối hợp: Văn phòng Sở, Phòng Công nghệ thông tin
Đúng: chủ trì: Văn phòng Sở; phối hợp: Phòng Công nghệ thông tin
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, OBang
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.bang import _o

QUY_TAC = QuyTac("NHA-BG-2", "Vừa chủ trì vừa phối hợp", ("nha",), Severity.CANH_BAO, Sua.KHONG)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every row of a table with both columns."""
    for table in van_ban.bang:
        if "chu_tri" not in table.cot or "phoi_hop" not in table.cot:
            continue
        lead, support = table.cot.index("chu_tri"), table.cot.index("phoi_hop")
        for number, row in _o.cua_hang(table):
            cell = _o.rieng(row, number, support) or _o.rieng(row, number, lead)
            if row.loai != "thuong" or cell is None:
                continue
            leads = {_gon(name) for name in _don_vi(row.o[lead])}
            twice = next((n for n in _don_vi(row.o[support]) if _gon(n) in leads), None) if leads else None
            if twice is not None:
                yield Loi(cell.dong[0], f"{twice} vừa chủ trì vừa phối hợp", "Bỏ ở cột phối hợp", trich=twice,
                          vi_tri=table.vi_tri(cell))  # fmt: skip


def _don_vi(cell: OBang | None) -> Iterator[str]:
    """The units of a cell, "Văn phòng" alone too."""
    yield from _o.don_vi(cell)
    if cell is not None and cell.chu.strip(" .;") == "Văn phòng":
        yield "Văn phòng"


def _gon(name: str) -> str:
    """A name for comparing: the office is Văn phòng, or Văn phòng Sở."""
    return "văn phòng" if name.casefold() == "văn phòng sở" else name.casefold()
