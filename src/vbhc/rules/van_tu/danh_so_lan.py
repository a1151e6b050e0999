"""Các mục cùng cấp đánh số, gạch đầu dòng khác kiểu.

Trong một danh sách mọi mục dùng một kiểu: a) b) c) hoặc a. b. c.; cùng một dấu gạch đầu dòng.

Sai: a) Theo dõi; b. Tổng hợp; c) Báo cáo.
Đúng: a) Theo dõi; b) Tổng hợp; c) Báo cáo.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Muc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._muc import danh_sach
from vbhc.rules.van_tu._van import sua

QUY_TAC = QuyTac("NHA-VT-13", "Lẫn kiểu đánh số", ("nha",), Severity.CANH_BAO, Sua.DE_XUAT)
_CHU_CAI = "abcdđeghiklmnopqrstuvxy"
_GACH = "-‐‑–—"


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Items of a list whose mark is not of the kind most have; the first decides between two."""
    for group in danh_sach(van_ban):
        items = [item for _, item in group if item.nhan]
        if len(items) < 2:
            continue
        kinds = [_kieu(item) for item in items]
        if len(set(kinds)) < 2:
            continue
        count = Counter(kinds)
        main = max(count, key=lambda k: (count[k], -kinds.index(k)))
        for n, (item, kind) in enumerate(zip(items, kinds, strict=True)):
            if kind != main and _cung_cap(items, kinds, n, main):
                right = main if item.cap == "gach" else item.nhan[:-1] + main
                yield Loi(item.dong, f"“{item.nhan}” khác kiểu các mục cùng cấp", f"Viết: {right}",
                          trich=item.dong.chu[:60],
                          edits=() if item.dong.tu_dong else sua(item.dong, 0, len(item.nhan), right))  # fmt: skip


def _kieu(item: Muc) -> str:
    return item.nhan if item.cap in {"gach", "cong"} else item.nhan[-1]


def _cung_cap(items: list[Muc], kinds: list[str], n: int, main: str) -> bool:
    """Whether an item of another kind is of the same level: its number goes on, or its dash stands as far in."""
    item = items[n]
    if item.cap in {"gach", "cong"}:
        if item.nhan in _GACH and main in _GACH:
            return True
        mine = item.dong.doan.layout
        return any(
            k == main and (o.dong.doan.layout.left, o.dong.doan.layout.first) == (mine.left, mine.first)
            for o, k in (*zip(items[max(0, n - 1) : n], kinds[max(0, n - 1) : n], strict=True),)
        ) and n + 1 < len(items) and kinds[n + 1] == main and item.nhan != "*"  # fmt: skip
    neighbours = [(items[n - 1], item)] if n else []
    neighbours += [(item, items[n + 1])] if n + 1 < len(items) else []
    return all(_tiep(a, b) for a, b in neighbours) and any(
        kinds[i] == main for i in (n - 1, n + 1) if 0 <= i < len(items)
    )


def _tiep(one: Muc, two: Muc) -> bool:
    a, b = one.nhan[:-1], two.nhan[:-1]
    if a.isdigit() and b.isdigit():
        return int(b) == int(a) + 1
    i, j = _CHU_CAI.find(a), _CHU_CAI.find(b)
    return i >= 0 and j == i + 1
