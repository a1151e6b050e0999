"""Which column of the source is which column of the table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from vbhc.annex.luoi import Loai, Luoi, liet_ke
from vbhc.annex.trang_tinh import TRONG, ten_cot
from vbhc.model.phu_luc import Bang, DanhSoStt
from vbhc.problems import Problems
from vbhc.text import inline, letters

_DAU = re.compile(r"[<>≤≥=+%‰$€₫£¥]|\([-−–]\)")
"""Signs that make a name another: `Tăng (+)`, `Tăng (-)`, `≥ 18`."""
_STT = {"stt", "tt", "so_tt", "so_thu_tu"}


@dataclass(frozen=True, slots=True)
class Vai:
    """A part a source column plays: its key, how people call it, the names it may carry (first is best)."""

    khoa: str
    ten: str
    cac_ten: tuple[str, ...]
    ro: bool = False
    """Whether the drafter named the source column (`ten_cot`)."""


def khoa_ten(name: str) -> str:
    """A column name as compared: without marks and case; a name of signs alone ("%") is compared as it is."""
    return letters.key_of(name) or gon(name)


def gon(name: str) -> str:
    """A name in one normal form, marks kept."""
    return " ".join(letters.nfc(name).casefold().split())


def _dau(name: str) -> list[str]:
    return [sign.strip("()").replace("−", "-").replace("–", "-") for sign in _DAU.findall(name)]


def la_stt(name: str) -> bool:
    """Whether a column is the running number, which is made and never read."""
    return letters.key_of(name) in _STT


def khoa_cua(bang: Bang, name: str) -> str:
    """The key under which the column called `name` (`nhom`, `gop`, `khoa` of the table) is kept."""
    for cot in bang.cot:
        if cot.khoa == name:
            return name
    wanted = khoa_ten(name)
    return next((c.khoa for c in bang.cot if wanted in (khoa_ten(c.khoa), khoa_ten(c.tieu_de))), name)


def cac_vai(bang: Bang) -> tuple[Vai, ...]:
    """All parts to fill: the printed columns but those left blank, then `nhom`, `gop`, `khoa`, `loc` if not printed."""
    parts = [
        Vai(c.khoa, inline.plain(c.tieu_de), (c.ten_cot,), ro=True)
        if c.ten_cot
        else Vai(c.khoa, inline.plain(c.tieu_de), (inline.plain(c.tieu_de), c.khoa))
        for c in bang.cot
        if not c.de_trong
    ]
    known = {v.khoa for v in parts}
    for name in dict.fromkeys(khoa_cua(bang, n) for n in (bang.nhom, bang.gop, bang.khoa, bang.loc) if n):
        if name not in known:
            parts.append(Vai(name, name, (name,)))
    return tuple(parts)


class TimTen:
    """Column names of a source, ready to be looked up."""

    def __init__(self, ten: Mapping[int, str]) -> None:
        self.dung: dict[str, list[int]] = defaultdict(list)
        self.gan: dict[str, list[int]] = defaultdict(list)
        for cot, name in ten.items():
            self.dung[gon(name)].append(cot)
            self.gan[khoa_ten(name)].append(cot)
        self._ten = ten

    def cot(self, vai: Vai) -> list[int]:
        """The columns that carry one of the part's names; those with the very same letters before others.

        A name with other signs is another's: what is more than 5 is not what is less.
        """
        for name in vai.cac_ten:
            found = self.dung.get(gon(name)) or self._gan(name)
            if found:
                return found
        return []

    def _gan(self, name: str) -> list[int]:
        signs = _dau(name)
        near = self.gan.get(khoa_ten(name), [])
        same = [cot for cot in near if _dau(self._ten[cot]) == signs]
        return same or [cot for cot in near if not signs or not _dau(self._ten[cot])]


def ghep(bang: Bang, luoi: Luoi, problems: Problems) -> dict[str, int] | None:
    """Key → column number; None when a column is missing or doubtful (the problems say so).

    What the source has and the table does not take is reported too: a remark for a file, an error for rows
    written in place; the records of the document's tasks have more fields by nature.
    """
    find = TimTen(luoi.ten)
    found: dict[str, int] = {}
    taken: dict[int, Vai] = {}
    doubtful: set[int] = set()
    good = True
    for vai in cac_vai(bang):
        columns = find.cot(vai)
        if len(columns) == 1:
            other = taken.setdefault(columns[0], vai)
            if other is not vai and not (other.ro and vai.ro):
                good = False
                problems.loi(
                    "phu_luc/trung_cot",
                    luoi.noi.o(luoi.dong_ten, columns[0]),
                    f"hai cột “{other.khoa}” và “{vai.khoa}” cùng lấy từ cột “{luoi.ten[columns[0]]}”",
                    "ghi ten_cot: cho từng cột",
                )
            found[vai.khoa] = columns[0]
            _khac_dau(vai, columns[0], luoi, problems)
            continue
        good = False
        doubtful.update(columns)
        if columns:
            problems.loi(
                "phu_luc/trung_cot",
                luoi.noi.o(luoi.dong_ten, columns[1]),
                f"cột “{vai.ten}” có ở nhiều chỗ: {', '.join(_ten(luoi, c) for c in columns)}",
                "đổi tên một cột"
                if vai.ro or len({luoi.ten[c] for c in columns}) == 1
                else "đổi tên một cột, hoặc ghi ten_cot: đúng tên",
            )
        else:
            _thieu(vai, luoi, problems)
    _thua(bang, luoi, {*found.values(), *doubtful}, problems)
    return found if good else None


def _ten(luoi: Luoi, cot: int) -> str:
    name = " ".join(luoi.ten[cot].split())
    return f"“{name}” (cột {ten_cot(cot)})" if luoi.noi.loai is Loai.TEP else f"“{name}”"


def _khac_dau(vai: Vai, cot: int, luoi: Luoi, problems: Problems) -> None:
    """A column taken for another word's letters: “Nam” for “Năm”, in a sheet whose names have their marks; or signs."""
    name = " ".join(luoi.ten[cot].split())
    asked = vai.cac_ten[0] if vai.ro else vai.ten
    if vai.khoa in (name, vai.ten):
        return
    signs = {*_dau(name)} - {"%"} != {*_dau(asked)} - {"%"}
    marked = any(letters.without_marks(other) != other for other in luoi.ten.values())
    if signs or (marked and not vai.ro and _khac_chu(name, vai)):
        problems.canh_bao(
            "phu_luc/cot_khac_dau", luoi.noi.o(luoi.dong_ten, cot),
            f"cột “{asked}” lấy từ cột “{name}” của nguồn, khác dấu", f"nếu đúng cột ấy, ghi ten_cot: {name}",
        )  # fmt: skip


def _khac_chu(name: str, vai: Vai) -> bool:
    """Whether a word of the column's name is one of the part's but for its marks."""
    if khoa_ten(name) == khoa_ten(vai.ten):
        return _chu_cai(name) != _chu_cai(vai.ten)
    asked = gon(vai.ten).split()
    bare = {letters.without_marks(word) for word in asked}
    return any(word not in asked and letters.without_marks(word) in bare for word in gon(name).split())


def _chu_cai(name: str) -> str:
    """The letters of a name, marks kept."""
    return "".join(filter(str.isalnum, gon(name)))


def _thieu(vai: Vai, luoi: Luoi, problems: Problems) -> None:
    names = [" ".join(n.split()) for n in luoi.ten.values()]
    near = next((n for wanted in vai.cac_ten if (n := letters.nearest(wanted, names))), None)
    there = f"các cột đang có: {liet_ke([f'“{n}”' for n in names], 20)}" if names else "không có cột nào"
    problems.loi(
        "phu_luc/thieu_cot",
        luoi.noi.o(luoi.dong_ten, 1) if luoi.noi.loai is not Loai.TEP else luoi.noi.ca(),
        f"không có cột “{vai.cac_ten[0]}”; {there}",
        f"có phải “{near}”? Sửa tiêu đề cột ấy trong van_ban.yaml, hoặc ghi ten_cot: {near}"
        if near
        else "sửa tên cột trong nguồn, hoặc ghi ten_cot: tên đúng",
        truong=vai.ten,
    )


def _thua(bang: Bang, luoi: Luoi, used: set[int], problems: Problems) -> None:
    skipped = {khoa_ten(n) for n in bang.bo_qua}
    known = {khoa_ten(n) for n in luoi.ten.values()}
    for name in bang.bo_qua:
        if khoa_ten(name) not in known:
            near = letters.nearest(name, luoi.ten.values())
            problems.canh_bao(
                "phu_luc/bo_qua_la", luoi.noi.ca(), f"`bo_qua` nhắc cột “{name}” không có trong nguồn",
                f"có phải “{near}”?" if near else "xoá tên này khỏi bo_qua",
            )  # fmt: skip
    if luoi.noi.loai is Loai.NHIEM_VU:
        return
    left = [c for c, name in luoi.ten.items() if c not in used and khoa_ten(name) not in skipped]
    left = [c for c in left if any(not row.o.get(c, TRONG).trong for row in luoi.hang)]
    if bang.stt is not DanhSoStt.KHONG:
        left = [c for c in left if not la_stt(luoi.ten[c])]
    if left and luoi.noi.loai is Loai.TEP:
        problems.thong_tin(
            "phu_luc/cot_khong_in",
            luoi.noi.ca(),
            f"các cột có dữ liệu mà không in: {liet_ke([_ten(luoi, c) for c in left], 20)}",
            "nếu cố ý, ghi tên vào bo_qua",
        )
    elif left:
        keys = ", ".join(c.khoa for c in bang.cot)
        for c in left:
            near = letters.nearest(luoi.ten[c], [k.khoa for k in bang.cot])
            problems.loi(
                "phu_luc/cot_la", luoi.noi.o(luoi.dong_ten, c),
                f"cột “{luoi.ten[c]}” không có trong `cot` ({keys})",
                f"có phải “{near}”?" if near else "thêm vào cot, hoặc ghi vào bo_qua",
            )  # fmt: skip
    if luoi.hang_tren:
        problems.loi(
            "phu_luc/hang_tren", luoi.noi.o(luoi.hang_tren[0], 1),
            f"{luoi.noi.hang(luoi.hang_tren[0])} nằm trên hàng tiêu đề (hàng {luoi.dong_ten}) mà có dữ liệu ở các cột "
            f"được in, sẽ không in{f'; cả thảy {len(luoi.hang_tren)} hàng' if luoi.hang_tren[1:] else ''}",
            "đưa hàng tiêu đề lên trên các hàng ấy, hoặc xoá chúng nếu thừa",
        )  # fmt: skip
    if luoi.cot_vo_danh:
        problems.canh_bao(
            "phu_luc/cot_khong_ten",
            luoi.noi.o(luoi.dong_ten, luoi.cot_vo_danh[0]),
            f"cột không có tên mà có dữ liệu: {liet_ke([ten_cot(c) for c in luoi.cot_vo_danh])}; không in",
            "đặt tên cột ở hàng tiêu đề, hoặc xoá dữ liệu thừa",
        )
    hidden = sorted(used & luoi.cot_an)
    if hidden:
        problems.canh_bao(
            "phu_luc/cot_an",
            luoi.noi.o(luoi.dong_ten, hidden[0]),
            f"cột đang ẩn trong tệp mà được in: {', '.join(_ten(luoi, c) for c in hidden)}",
            "xem lại; bỏ ẩn cột trong tệp nếu đúng là cần in",
        )
