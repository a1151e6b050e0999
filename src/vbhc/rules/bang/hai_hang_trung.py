"""Hai hàng của bảng giống hệt nhau.

Cùng nhóm, cùng chữ ở mọi cột (trừ STT): một hàng chép thừa.

Sai: hàng 3 và hàng 5 cùng ghi “Đăng tin, bài | Văn phòng Sở | 30/9/2026”
Đúng: bỏ một hàng
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.bang import _o

QUY_TAC = QuyTac("NHA-BG-3", "Hai hàng giống nhau", ("nha",), Severity.CANH_BAO, Sua.KHONG)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every ordinary row against the earlier ones of its group."""
    for table in van_ban.bang:
        columns = [i for i, role in enumerate(table.cot) if role != "stt"]
        heads = tuple(table.dau[c].casefold() for c in columns)
        seen: dict[tuple[str, ...], int] = {}
        for number, row in _o.cua_hang(table):
            if row.loai != "thuong":
                seen = {}
                continue
            words = tuple(o.chu.casefold() if (o := row.o[c]) is not None else "" for c in columns)
            if words == heads:
                continue  # the heading typed again at the top of a page
            said = [w for w in words if any(ch.isalnum() for ch in w)]
            if len(said) < 2 or max(w.count(" ") for w in said) < 2:
                continue  # blanks to fill in, bare numbers: alike without being copies
            first = seen.setdefault(words, number)
            if first != number:
                cell = next(o for c in columns if (o := row.o[c]) is not None and o.chu.count(" ") >= 2)
                yield Loi(
                    (next((o for o in row.o if o is not None and o.hang == number and o.dong), cell)).dong[0],
                    f"Hàng {number} giống hệt hàng {first}: “{cell.chu[:60]}”",
                    "Bỏ một hàng, hoặc ghi chỗ khác nhau",
                    trich=cell.chu[:80],
                    vi_tri=f"{table.vi_tri()}, hàng {number}",
                )
