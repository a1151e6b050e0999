"""Giao việc cho một đơn vị mà cơ quan không có.

Cột chủ trì và câu “Giao Phòng …” chỉ giao cho đơn vị của cơ quan; tên lạ thường là tên cũ trước khi sắp xếp, hoặc
chép từ cơ quan khác. So với danh sách đơn vị trong tệp cơ quan; bổ sung ở đó nếu còn thiếu.

Sai: đơn vị chủ trì: Phòng Quản lý Chuyên ngành (Sở không có phòng này)
Đúng: đơn vị chủ trì: Phòng Quản lý Công nghệ
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import CO_QUAN, BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.bang import _o
from vbhc.rules.don_vi import _ten

QUY_TAC = QuyTac(
    "NHA-DV-2", "Đơn vị không có trong cơ quan", ("nha",), Severity.CANH_BAO, Sua.KHONG, frozenset({CO_QUAN})
)
_CUA_MINH = ("Phòng ", "Trung tâm ", "Chi cục ")
_GIAO = re.compile(
    r"\bGiao (?P<ten>(?:Phòng|Trung tâm|Chi cục) [A-ZĐÀ-Ỹ][^,;:.()]{2,80}?)"
    r"(?= (?:chủ trì|phối hợp|tham mưu|theo dõi|đôn đốc|tổng hợp|thực hiện|là|có|xây dựng|hướng dẫn|chịu)\b|[,;:.()]|$)"
)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Units that lead a task against the agency's list."""
    if boi_canh.co_quan is None:
        return
    units = [_ten.tach(u.ten) for u in boi_canh.co_quan.don_vi.values()]
    if not any(u and u[0] in {"Phòng", "Trung", "Chi"} for u in units):
        yield Khong("tệp cơ quan chưa có danh sách phòng, đơn vị")
        return
    seen: set[str] = set()
    for dong, name, place in _duoc_giao(van_ban):
        if name in seen:
            continue
        seen.add(name)
        words = _ten.tach(name)
        proper = words[1 if words[0] == "Phòng" else 2 :][:1]
        if not proper or proper[0][0].islower() or proper[0].isupper():
            continue  # "Phòng chuyên môn" is any of them, "Phòng QLCN" an abbreviation
        if any(_cung(words, u) or _ten.lech(words, u) for u in units):
            continue
        yield Loi(
            dong,
            f"Cơ quan không có đơn vị “{name}”",
            "Ghi lại tên đơn vị, hoặc thêm vào danh sách đơn vị của cơ quan",
            trich=name,
            vi_tri=place,
        )


def _duoc_giao(van_ban: BanDoc) -> Iterator[tuple[Dong, str, str]]:
    for item in van_ban.muc:
        if "Giao " in item.dong.chu:
            for found in _GIAO.finditer(item.dong.chu):
                yield item.dong, found["ten"].strip(), ""
    for table in van_ban.bang:
        if "chu_tri" not in table.cot:
            continue
        column = table.cot.index("chu_tri")
        for number, row in _o.cua_hang(table):
            cell = _o.rieng(row, number, column)
            if cell is None or row.loai != "thuong" or not cell.chu.startswith(_CUA_MINH):
                continue
            yield cell.dong[0], cell.chu.strip(" .;"), table.vi_tri(cell)


def _cung(words: tuple[str, ...], unit: tuple[str, ...]) -> bool:
    """Whether a cell begins with the unit, or writes its name shorter."""
    n = min(len(words), len(unit))
    return [w.casefold() for w in words[:n]] == [u.casefold() for u in unit[:n]] and n > 2
