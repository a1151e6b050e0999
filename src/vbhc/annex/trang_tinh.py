"""A spreadsheet as this room sees it: cells with a value or a fault, at their real row and column."""

from __future__ import annotations

import datetime
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from vbhc.errors import UserError

MAX_ROWS = 200_000
MAX_COLUMNS = 500
MAX_CELLS = 2_000_000
MAX_TEXT = 32_767
"""The longest text of a cell, Excel's own limit."""

GiaTri = str | Decimal | datetime.date | datetime.datetime | bool | None

TEN_LOI = frozenset(
    {
        "#REF!",
        "#N/A",
        "#VALUE!",
        "#DIV/0!",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
        "#FIELD!",
        "#BLOCKED!",
        "#CONNECT!",
        "#UNKNOWN!",
        "#EXTERNAL!",
        "#PYTHON!",
        "#BUSY!",
    }
)
"""What spreadsheets print for a failed formula; as a text (pasted, or in a CSV) it is a fault too."""

_KHONG_VUA = re.compile("#{4,}")
"""What a number that its column is too narrow for looks like, copied as it looks."""
_QUA_DAI = f" dài quá {MAX_TEXT} ký tự"
_GACH = "ô có chữ bị gạch ngang, không rõ có in hay không; xoá chữ ấy, hoặc bỏ gạch ngang rồi lưu lại"
CHUA_TINH = "công thức chưa có kết quả; mở tệp bằng Excel hoặc LibreOffice, lưu lại"


class O(NamedTuple):  # noqa: E742 - "ô" is the Vietnamese word for a cell
    """A cell: its value, or what is wrong with it. A time of day is a text ("07:30").

    `phan_tram` tells that the sheet shows the number as a percentage: 0.25 with it is 25 %. `le` is how many
    decimals the sheet shows; -1 when its format does not fix them, but shows `toi_da` of them at most (-1: all).
    `nghin`: it parts the thousands.
    """

    gia_tri: GiaTri = None
    loi: str = ""
    phan_tram: bool = False
    le: int = -1
    nghin: bool = False
    toi_da: int = -1

    @property
    def trong(self) -> bool:
        """Whether nothing stands in the cell."""
        return self.gia_tri is None and not self.loi


TRONG = O()


def rong(o: O) -> bool:
    """Whether nothing stands in a cell but blanks."""
    return not o.loi and (o.gia_tri is None or (isinstance(o.gia_tri, str) and not o.gia_tri.strip()))


def gach(o: O) -> O:
    """A cell with letters struck through, of which one cannot tell whether it is to be read at all."""
    return o if o.loi or rong(o) else O(o.gia_tri, _GACH)


class Gop(NamedTuple):
    """A merged range, rows and columns from 1, ends included."""

    tren: int
    trai: int
    duoi: int
    phai: int


class Dong(NamedTuple):
    """A row that holds something: its number and its cells by column number, both from 1."""

    so: int
    o: Mapping[int, O]


@dataclass(frozen=True, slots=True)
class TrangTinh:
    """One sheet. `hang` has only rows with something in them, from the top; `an` tells a hidden sheet."""

    ten: str
    hang: tuple[Dong, ...]
    hang_an: frozenset[int] = frozenset()
    cot_an: frozenset[int] = frozenset()
    gop: tuple[Gop, ...] = ()
    an: bool = False


K = TypeVar("K", bound=Hashable)


class Chu(Mapping[K, O]):
    """The cells of a row all of which are texts: kept as they stand, each made an `O` when it is asked for.

    `chu` are the texts, "" where a cell is empty; `cho`, the same object for many rows, tells where that of a key
    stands. An empty cell answers when it is asked for, and is not listed.
    """

    __slots__ = ("cho", "chu")

    def __init__(self, cho: Mapping[K, int], chu: Sequence[str]) -> None:
        self.cho = cho
        self.chu = chu

    def __getitem__(self, key: K) -> O:
        return o_chu(self.chu[self.cho[key]])

    def get(self, key: K, default: Any = None) -> Any:
        """As a mapping's, in one step."""
        at = self.cho.get(key)
        return default if at is None else o_chu(self.chu[at])

    def __iter__(self) -> Iterator[K]:
        return iter([key for key, at in self.cho.items() if self.chu[at]])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def cac(self, keys: Iterable[K]) -> list[str]:
        """The texts of some keys; "" of one that is not there."""
        cho, chu = self.cho, self.chu
        return [chu[cho[key]] if key in cho else "" for key in keys]


@lru_cache(maxsize=64)
def _cho(so_cot: int) -> dict[int, int]:
    """Where the texts of a row stand that has so many columns."""
    return {cot: cot - 1 for cot in range(1, so_cot + 1)}


def ten_cot(cot: int) -> str:
    """The letters of a column number: 1 → A, 28 → AB."""
    out = ""
    while cot:
        cot, rest = divmod(cot - 1, 26)
        out = chr(65 + rest) + out
    return out


def ten_o(dong: int, cot: int) -> str:
    """A cell's name as Excel shows it: row 12, column 3 → C12."""
    return f"{ten_cot(cot)}{dong}"


def o_chu(text: str) -> O:
    """The cell of a text as it stands in a file; the name of an error is a fault."""
    if not text:
        return TRONG
    if text[0] in "#E" or text[0].isspace():
        bare = text.strip()
        if bare in TEN_LOI or bare.startswith("Err:") or _KHONG_VUA.fullmatch(bare):
            return O(bare, f"ô mang lỗi {bare} của bảng tính")
    return O(text)


def gio(giay: int, *, dem: bool = False) -> str:
    """Seconds as a clock time, `07:30` or `07:30:15`; `dem` counts hours beyond a day (`30:00`)."""
    phut, giay_le = divmod(giay if dem else giay % 86_400, 60)
    text = f"{phut // 60:02}:{phut % 60:02}"
    return f"{text}:{giay_le:02}" if giay_le else text


class Xuong:
    """The sheets of one file while they are read; keeps the limits for the file as a whole."""

    def __init__(self, ten: str) -> None:
        self.ten = ten
        self.so_o = 0
        self.so_gop = 0

    def dem(self, n: int) -> None:
        """Count cells about to be kept.

        Raises:
            UserError: the file holds more than `MAX_CELLS`.
        """
        self.so_o += n
        if self.so_o > MAX_CELLS:
            most = f"{MAX_CELLS:,}".replace(",", ".")
            raise UserError(f"{self.ten}: bảng tính có hơn {most} ô có nội dung, quá nhiều; không mở")


@dataclass(slots=True)
class BanNhap:
    """A sheet while it is read. Rows come in order; one that comes twice or out of order is refused."""

    xuong: Xuong
    ten: str
    an: bool = False
    hang: list[Dong] = field(default_factory=list)
    hang_an: set[int] = field(default_factory=set)
    cot_an: set[int] = field(default_factory=set)
    gop: list[Gop] = field(default_factory=list)
    chua_tinh: list[Gop] = field(default_factory=list)  # the cells of formulas that were never calculated

    def dat(self, dong: int, o: dict[int, O]) -> None:
        """Keep a row (its non-empty cells).

        Raises:
            UserError: beyond the limits, or the row was there already.
        """
        if not o:
            return
        self._xet_cho(dong, max(o))
        for c, cell in o.items():
            value = cell.gia_tri
            if isinstance(value, str) and len(value) > MAX_TEXT:
                raise self._hong(dong, c, _QUA_DAI)
        self.xuong.dem(len(o))
        self.hang.append(Dong(dong, o))

    def dat_chu(self, dong: int, chu: Sequence[str]) -> None:
        """Keep a row of texts, from the first column on; as `dat`."""
        if not any(chu):
            return
        self._xet_cho(dong, len(chu))
        if max(map(len, chu)) > MAX_TEXT:
            raise self._hong(dong, next(c for c, text in enumerate(chu, 1) if len(text) > MAX_TEXT), _QUA_DAI)
        self.xuong.dem(len(chu) - chu.count(""))
        self.hang.append(Dong(dong, Chu(_cho(len(chu)), chu)))

    def _xet_cho(self, dong: int, cot: int) -> None:
        if dong > MAX_ROWS or cot > MAX_COLUMNS:
            limits = f"tối đa {MAX_ROWS} hàng, {MAX_COLUMNS} cột"
            raise self._hong(dong, cot, f" nằm quá xa ({limits}); xoá ô đó rồi lưu lại")
        if self.hang and self.hang[-1].so >= dong:
            raise self._hong(dong, cot, ": hàng ghi hai lần hoặc sai thứ tự, tệp hỏng; mở bằng Excel và lưu bản mới")

    def _hong(self, dong: int, cot: int, what: str) -> UserError:
        where = f"trang “{self.ten}” ô" if self.ten else "ô"
        return UserError(f"{self.xuong.ten}: {where} {ten_o(dong, cot)}{what}")

    def gop_o(self, gop: Gop) -> None:
        """Keep a merged range, cut to the limits of a sheet.

        Raises:
            UserError: too many, or together too large, to be a person's work.
        """
        cut = Gop(gop.tren, gop.trai, min(gop.duoi, MAX_ROWS), min(gop.phai, MAX_COLUMNS))
        if cut.duoi < cut.tren or cut.phai < cut.trai or cut[:2] == cut[2:]:
            return
        self.xuong.so_gop += cut.duoi - cut.tren + 1
        if self.xuong.so_gop > MAX_CELLS:
            raise UserError(f"{self.xuong.ten}: trang “{self.ten}” có quá nhiều ô gộp; bỏ gộp rồi lưu lại")
        self.gop.append(cut)

    def _danh_dau(self) -> None:
        """Whatever stands in the cells of a formula of many cells that was never calculated is not its result."""
        rows: dict[int, Mapping[int, O]] = {row.so: row.o for row in self.hang} if self.chua_tinh else {}
        made: dict[int, dict[int, O]] = {}
        for tren, trai, duoi, phai in self.chua_tinh:
            faults = dict.fromkeys(range(trai, min(phai, MAX_COLUMNS) + 1), O(None, CHUA_TINH))
            for so in range(tren, min(duoi, MAX_ROWS) + 1):
                self.xuong.dem(len(faults))
                if so not in made:
                    made[so] = dict(rows.get(so, {}))
                made[so] |= faults
        if made:
            rows |= made
            self.hang = [Dong(so, rows[so]) for so in sorted(rows)]

    def xong(self) -> TrangTinh:
        """The sheet, finished."""
        self._danh_dau()
        return TrangTinh(
            self.ten,
            tuple(self.hang),
            frozenset(self.hang_an),
            frozenset(self.cot_an),
            tuple(self.gop),
            self.an,
        )
