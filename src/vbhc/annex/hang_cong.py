"""Rows of a source that are no tasks of their own: its sums and its headings of groups, which would count twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import islice, takewhile
from typing import NamedTuple

from vbhc.annex import o_in
from vbhc.annex.columns import KieuCot, cac_kieu
from vbhc.annex.ghep import la_stt
from vbhc.annex.luoi import Luoi, so_hang
from vbhc.annex.o_in import BadCell
from vbhc.annex.trang_tinh import TRONG, Chu, Dong, O, rong
from vbhc.model.phu_luc import Bang, DanhSoStt
from vbhc.problems import Problems
from vbhc.text import letters

_TONG = {"tong", "tong_cong", "cong", "tong_so", "cong_tong"}
_KHONG_O = "A-NP-Za-np-z0-9ÀÁÂÃÈÉÊÌÍÙÚÝàáâãèéêìíùúýĂăĨĩŨũƯư\u1ea0-\u1ecb\u1ee4-\u1ef9"  # no letter made of an o
_KHONG_LA_TONG = re.compile(
    rf"[ABD-SU-Zabd-su-z0-9]|[CTct][{_KHONG_O}]|\Z|"
    f"(?:[^A-Za-z0-9]*+[A-Za-z0-9]){{{max(len(k.replace('_', '')) for k in _TONG) + 1}}}"
)
"""Begins otherwise than the keys of `_TONG`, with `to` or `co`, or has more letters: most cells need no key made."""
_NHU_TONG = re.compile(
    r"(?:[IVXLC\d]+[.)])?\W*(?:t[oổ]ng|c[oộ]ng)\b"
    r"(?! (?:công ty|cục|đài|điều tra|duyệt|hợp|kết|kiểm kê|phụ trách|quan|rà soát|thể|vệ sinh|đồng|hoà|hòa|sự|"
    r"tác)\b)",
    re.IGNORECASE,
)
"""Begins as the names of sums do, and is no other word: tổng kết, cộng tác viên."""
_MA = re.compile(r"\S*\d\S*")
"""A code: what stands before a row's name and does not call it anything."""
_BAC = (re.compile(r"[A-ZĐ]"), re.compile(r"[IVXLC]+"), re.compile(r"\d+"), re.compile(r"\d+(?:[.,]\d+)+"),
        re.compile(r"[a-zđ]"), re.compile(r"[-–—•*]"), re.compile(r"\+"))  # fmt: skip
"""How people number the levels of a table, from the outermost; `I` and `V` are Roman, 1,1 is 1.1 typed as a number."""


_KHONG = Decimal(0)
_DU_LON = 100
"""Smaller numbers are often the sum of those above them by chance."""


_DAU = ("A", "I", "1", "a")
"""The first labels of levels: what they stand before is counted anew, and goes on from nothing above."""
_TRONG_DO = re.compile(r"\W*trong đó\b", re.IGNORECASE)
_PHAN = 200
"""Rows under one of which it may be the sum."""


_NHU_SO = re.compile(r"[\d\s.,%+–−-]+")
"""What a column of words may hold of a sum."""


class _Hang(NamedTuple):
    """A row: as it stands in the source, its printed cells, its label in the source's own STT."""

    dong: Dong
    o: Mapping[str, O]
    stt: str


def la_tong(text: str) -> bool:
    """Whether a text is what people call a row of sums."""
    return letters.key_of(text) in _TONG


def xet(
    bang: Bang, luoi: Luoi, cot: Mapping[str, int], hang: Sequence[tuple[int, Mapping[str, O]]], problems: Problems
) -> None:
    """Find them among the rows to print.

    Args:
        bang: what the drafter asks.
        luoi: the source.
        cot: column of the source by key.
        hang: number in the source and cells of each row.
        problems: takes them: errors where `tong` would count them, else warnings.
    """
    raw = {row.so: row for row in luoi.hang}
    stt = next((c for c, name in luoi.ten.items() if la_stt(name)), 0)
    rows = [
        _Hang(raw[so], cells, o_in.chu(raw[so].o.get(stt, TRONG)).strip().strip("(.)") if stt else "")
        for so, cells in hang
        if so in raw
    ]
    work = _Xet(bang, luoi, cot, problems)
    numbered = bool(bang.tong) or bang.stt is not DanhSoStt.KHONG
    for i, row in enumerate(rows):
        heads = stt and numbered
        if work.lap_ten_cot(row) or (numbered and work.tong(row)) or (heads and work.nhom(rows, i)) or work.chi_so(row):
            continue
        if bang.tong:
            if work.trong_do(row, rows[i + 1] if i + 1 < len(rows) else None):
                continue
            numbers = work.cac_so(row)
            work.bang_tong(row, numbers, cuoi=i + 1 == len(rows))
            work.cong(row, numbers)
    work.bang_duoi()


class _Xet:
    def __init__(self, bang: Bang, luoi: Luoi, cot: Mapping[str, int], problems: Problems) -> None:
        self._bang, self._luoi, self._cot = bang, luoi, cot
        self._tell: Callable[..., None] = problems.loi if bang.tong else problems.canh_bao
        self._canh_bao = problems.canh_bao
        kinds = {c.khoa: cac_kieu().get(c.kieu) for c in bang.cot if not c.de_trong}
        self._chu = [key for key, kind in kinds.items() if kind is not None and kind.so is None]
        self._so: dict[str, KieuCot] = {key: kind for key, kind in kinds.items() if kind is not None and kind.so}
        self._khong_in = sorted(set(luoi.ten) - {cot[key] for key in kinds if key in cot})
        self._tren: dict[str, Decimal] = dict.fromkeys(bang.tong, _KHONG)
        self._ca: dict[str, Decimal] = dict.fromkeys(bang.tong, _KHONG)
        self._da_cong: list[tuple[_Hang, tuple[Decimal, ...]]] = []
        self._co_so = 0  # those of them with a number other than 0
        self._ten = {key: luoi.ten.get(c, "").strip() for key, c in cot.items() if key in kinds}

    def lap_ten_cot(self, row: _Hang) -> bool:
        """A row that repeats the names of the columns, as sheets made of several have."""
        for key, name in self._ten.items():
            if (row.o.get(key, TRONG).gia_tri or "") != name:  # mostly so in the first
                return False
        if not self._ten:
            return False
        so = row.dong.so
        self._canh_bao(
            "phu_luc/hang_ten_cot", self._luoi.noi.o(so, 1),
            f"{self._luoi.noi.hang(so)} lặp lại tên các cột, sẽ in như một hàng thường", "xoá hàng này",
        )  # fmt: skip
        return True

    def tong(self, row: _Hang) -> bool:
        """A row that says it is a sum, in a printed cell or in another."""
        plain = isinstance(row.o, Chu) and not self._bang.tong and all(map(_KHONG_LA_TONG.match, row.o.chu))
        for key, o in () if plain else row.o.items():
            if _noi_tong(o.gia_tri):
                return self._la_tong(row, self._cot.get(key, 1), str(o.gia_tri))
        for column in self._khong_in:
            text = row.dong.o.get(column, TRONG).gia_tri
            if _noi_tong(text):
                return self._la_tong(row, column, str(text))
        for column, name in self._goi(row) if self._bang.tong else ():
            if _NHU_TONG.match(name) and self._bang_tong(row):
                return self._la_tong(row, column, name)
        return False

    def _goi(self, row: _Hang) -> Sequence[tuple[int, str]]:
        """What a row is called, with its column: its first words as they are printed, and as they stand in the source.

        Words further on are remarks on it.
        """
        printed = ((self._cot.get(key, 1), row.o[key]) for key in self._chu)
        return [name for name in (_dau_tien(printed), _dau_tien(row.dong.o.items())) if name]

    def _la_tong(self, row: _Hang, column: int, text: str) -> bool:
        so = row.dong.so
        self._tell(
            "phu_luc/hang_tong", self._luoi.noi.o(so, column),
            f"{self._luoi.noi.hang(so)} là hàng “{text[:40]}” của nguồn, sẽ in như một hàng thường"
            + (" và bị cộng hai lần" if self._bang.tong else ""),
            "xoá hàng này (bảng tự cộng khi có `tong`)",
        )  # fmt: skip
        self._tren = dict.fromkeys(self._bang.tong, _KHONG)
        return True

    def _bang_tong(self, row: _Hang) -> bool:
        """Whether one of its numbers is the sum of those above it, of all or since the last sum."""
        return any(
            (number := self._number(row, key)) is not None and number and number in (self._tren[key], self._ca[key])
            for key in self._bang.tong
        )

    def _number(self, row: _Hang, key: str) -> Decimal | None:
        kind, o = self._so.get(key), row.o.get(key, TRONG)
        if kind is None or kind.so is None or o.gia_tri is None or o.loi:
            return None
        try:
            return kind.so(o)
        except BadCell:
            return None

    def cac_so(self, row: _Hang) -> tuple[Decimal, ...]:
        """What a row has in the columns that are summed."""
        return tuple(self._number(row, key) or _KHONG for key in self._bang.tong)

    def bang_tong(self, row: _Hang, so: tuple[Decimal, ...], *, cuoi: bool) -> None:
        """A row all of whose numbers are the sums of those above it, whatever it is called: a person has to look."""
        numbers = {key: number for key, number in zip(self._bang.tong, so, strict=True) if number}
        counted_on = self._da_cong and 0 <= bac(row.stt) == bac(self._da_cong[-1][0].stt)
        fewest = 2 if cuoi and not counted_on else 3
        enough = self._co_so >= fewest and any(abs(number) >= _DU_LON for number in numbers.values())
        if enough and any(all(n == of[key] for key, n in numbers.items()) for of in (self._tren, self._ca)):
            at = row.dong.so
            self._canh_bao(
                "phu_luc/hang_tong", self._luoi.noi.o(at, self._cot.get(next(iter(numbers)), 1)),
                f"{self._luoi.noi.hang(at)} bằng đúng tổng các hàng trên: nếu là hàng tổng thì bị cộng hai lần",
                "xoá hàng này nếu là tổng (bảng tự cộng khi có `tong`)",
            )  # fmt: skip

    def cong(self, row: _Hang, numbers: tuple[Decimal, ...]) -> None:
        """Count a row as one of its own."""
        self._da_cong.append((row, numbers))
        self._co_so += any(numbers)
        for key, number in zip(self._bang.tong, numbers, strict=True):
            self._tren[key] += number
            self._ca[key] += number

    def trong_do(self, row: _Hang, under: _Hang | None) -> bool:
        """A row that says what of the number above it is whose, or heads those that do: that number has it already."""
        if not self._da_cong or not any(_TRONG_DO.match(name) for _, name in self._goi(row)):
            return False
        parent, above = self._da_cong[-1]
        numbered = [key for key, n in zip(self._bang.tong, above, strict=True) if n]
        if under is not None and not any(self._number(row, key) for key in self._bang.tong):
            level, of_parent = bac(under.stt), bac(parent.stt)
            if under.stt and (level < of_parent or (level == of_parent and under.stt not in _DAU)):
                return False
            row = under
        if not any(self._number(row, key) for key in numbered):
            return False
        so = row.dong.so
        self._tell(
            "phu_luc/hang_trong_do", self._luoi.noi.o(so, 1),
            f"{self._luoi.noi.hang(so)} là phần “Trong đó” của số ở hàng trên, sẽ bị cộng hai lần",
            "ghi các phần ấy vào ô chữ của hàng trên rồi xoá hàng của chúng; hoặc bỏ `tong`, giữ hàng tổng của nguồn",
        )  # fmt: skip
        return True

    def bang_duoi(self) -> None:
        """Rows that are the sum of those right under them, and look other than these: headings without a label.

        A chance sum is likely where few round numbers stand; so a row must be filled in otherwise than all of those
        under it, or the whole table fall into such parts.
        """
        heads: list[_Hang] = []
        unlike: list[_Hang] = []
        at, several, whole = 0, 0, True
        while at < len(self._da_cong):
            row, end = self._da_cong[at][0], self._het_phan(at)
            if row.stt and any(o.stt and bac(o.stt) == bac(row.stt) for o, _ in self._da_cong[at + 1 : end]):
                end = 0  # their own STT says that they are of one level
            if end:
                heads.append(row)
                under = self._da_cong[at + 1 : end]
                several += len(under) > 1
                if len(under) > 1 and all(_day(other.dong) != _day(row.dong) for other, _ in under):
                    unlike.append(row)
            whole = whole and end > 0
            at = end or at + 1
        sums = [row.dong.so for row in (heads if whole and several > 1 else unlike)]
        if sums:
            self._canh_bao(
                "phu_luc/hang_nhom", self._luoi.noi.o(sums[0], 1),
                f"{len(sums)} hàng bằng đúng tổng các hàng ngay dưới: {so_hang(sums)}; nếu là hàng nhóm thì bị cộng "
                "hai lần",
                "xoá số ở các hàng ấy nếu là tổng; muốn in hàng nhóm thì khai `nhom`",
            )  # fmt: skip

    def _het_phan(self, at: int) -> int:
        """Where the rows end whose sum the row at an index is; 0 where it is none."""
        sums = [(k, n) for k, n in enumerate(self._da_cong[at][1]) if n]
        if not any(abs(n) >= _DU_LON for _, n in sums):
            return 0
        total = [_KHONG] * len(sums)
        for end in range(at + 1, min(at + 1 + _PHAN, len(self._da_cong))):
            under = self._da_cong[end][1]
            total = [so_far + under[k] for so_far, (k, _) in zip(total, sums, strict=True)]
            if all(so_far == n for so_far, (_, n) in zip(total, sums, strict=True)):
                return end + 1
            if any(abs(so_far) > abs(n) for so_far, (_, n) in zip(total, sums, strict=True)):
                return 0
        return 0

    def nhom(self, rows: Sequence[_Hang], i: int) -> bool:
        """A heading with rows of a deeper level under it: an error where its number is their sum."""
        row, level = rows[i], bac(rows[i].stt)
        if level < 0 or i + 1 == len(rows) or (below := bac(rows[i + 1].stt)) <= level:
            return False
        under = list(takewhile(lambda other: not 0 <= bac(other.stt) <= level, islice(rows, i + 1, None)))
        children = [other for other in under if bac(other.stt) == below]
        so = row.dong.so
        where, what = self._luoi.noi.o(so, 1), f"{self._luoi.noi.hang(so)} (STT “{row.stt}” trong nguồn)"
        if any(self._is_sum(row, key, some) for key in self._bang.tong for some in (under, children)):
            self._tell(
                "phu_luc/hang_nhom", where, f"{what} là tổng của các hàng dưới nó, sẽ bị cộng hai lần",
                "xoá số ở hàng ấy; muốn in hàng nhóm thì khai `nhom` và bỏ các hàng nhóm khỏi nguồn",
            )  # fmt: skip
            return True
        self._canh_bao(
            "phu_luc/hang_nhom", where,
            f"{what} đứng trên các hàng cấp dưới mà in như một hàng thường, số thứ tự đánh lại",
            "muốn in thành hàng nhóm thì khai `nhom`",
        )  # fmt: skip
        return False

    def _is_sum(self, row: _Hang, key: str, of: Sequence[_Hang]) -> bool:
        number = self._number(row, key)
        return bool(number) and number == sum((self._number(one, key) or _KHONG for one in of), _KHONG)

    def _trong(self, row: _Hang, i: int) -> bool:
        return row.o.get(self._chu[i], TRONG).trong

    def chi_so(self, row: _Hang) -> bool:
        """A row of numbers alone in a table that has words: most likely a sum without its label."""
        o = row.o
        if not self._chu or (o.chu[o.cho[self._chu[0]]] if isinstance(o, Chu) else not self._trong(row, 0)):
            return False
        words = [o_in.chu(row.o[key]) for i, key in enumerate(self._chu) if not self._trong(row, i)]
        numbers = any(not row.o.get(key, TRONG).trong for key in self._so)
        if not (words or numbers) or not all(map(_NHU_SO.fullmatch, words)):
            return False
        so = row.dong.so
        self._tell(
            "phu_luc/hang_chi_so", self._luoi.noi.o(so, 1),
            f"{self._luoi.noi.hang(so)} chỉ có số, không có chữ nào để in"
            + (": nếu là hàng tổng thì bị cộng hai lần" if self._bang.tong else ""),
            "xoá hàng ấy nếu là tổng; nếu không, điền cột chữ",
        )  # fmt: skip
        return True


def _noi_tong(text: object) -> bool:
    return isinstance(text, str) and not _KHONG_LA_TONG.match(text) and la_tong(text)


def _dau_tien(cells: Iterable[tuple[int, O]]) -> tuple[int, str] | None:
    """The first cell of words that are no code."""
    for column, o in cells:
        if isinstance(o.gia_tri, str) and (name := o.gia_tri.strip()) and not _MA.fullmatch(name):
            return column, name
    return None


def _day(row: Dong) -> set[int]:
    """The columns in which a row of the source holds anything."""
    return {column for column, o in row.o.items() if not rong(o)}


def bac(stt: str) -> int:
    """The level of a label in the source's STT, 0 the outermost; -1 for none."""
    if _BAC[1].fullmatch(stt):
        return 1
    return next((level for level, pattern in enumerate(_BAC) if pattern.fullmatch(stt)), -1)
