"""Tên một đơn vị viết hai cách ở hai văn bản của một cơ quan.

So tên đơn vị ở các cột chủ trì, phối hợp của mọi văn bản cùng cơ quan; chỉ báo khi hai tên gần như nhau (sai một chữ,
khác chữ hoa, thừa thiếu “và”). Tên gần như một đơn vị trong danh sách của cơ quan đã có quy tắc soát từng văn bản.

Sai: văn bản này ghi Chi cục Tiêu chuẩn Đo lường; văn bản kia ghi Chi cục Tiêu chuẩn Đo Lường
Đúng: mọi văn bản cùng ghi Chi cục Tiêu chuẩn Đo lường
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Loi, QuyTac
from vbhc.rules.bang import _o
from vbhc.rules.don_vi import _ten
from vbhc.rules.kho import _chung as kho_chung

QUY_TAC = QuyTac("NHA-DV-3", "Một đơn vị, một cách viết trong kho", ("nha",), Severity.CANH_BAO, Sua.KHONG)


def soat_kho(kho: Sequence[tuple[BanDoc, BoiCanh]]) -> Iterator[tuple[int, Loi]]:
    """Names in the cells of each document against those of the documents before, agency by agency."""
    seen: dict[tuple[str, str], dict[tuple[str, ...], int]] = {}
    for i, (van_ban, boi_canh) in enumerate(kho):
        agency = kho_chung.co_quan(van_ban)
        if not agency[1]:
            continue
        before = seen.setdefault(agency, {})
        units = [] if boi_canh.co_quan is None else [_ten.tach(u.ten) for u in boi_canh.co_quan.don_vi.values()]
        mine = _ten_trong_bang(van_ban)
        for words, (dong, name) in mine.items():
            if words in before or any(words == u or _ten.lech(words, u) for u in units):
                continue
            twin = next((w for w in before if w not in mine and _ten.lech(words, w) == len(words)), None)
            if twin is not None:
                other = kho_chung.ten(*kho[before[twin]])
                yield i, Loi(dong, f"Ở đây ghi “{name}”; {other} ghi “{' '.join(twin)}”",
                             "Viết một cách ở mọi văn bản", trich=name)  # fmt: skip
        for words in mine:
            before.setdefault(words, i)


def _ten_trong_bang(van_ban: BanDoc) -> dict[tuple[str, ...], tuple[Dong, str]]:
    out: dict[tuple[str, ...], tuple[Dong, str]] = {}
    for table in van_ban.bang:
        columns = [i for i, role in enumerate(table.cot) if role in {"chu_tri", "phoi_hop", "don_vi"}]
        for number, row in _o.cua_hang(table) if columns else ():
            for c in columns if row.loai == "thuong" else ():
                cell = _o.rieng(row, number, c)
                for name in _o.don_vi(cell):
                    if cell is not None and name.startswith(_ten.DAU):
                        out.setdefault(_ten.tach(name), (cell.dong[0], name))
    return out
