"""Amounts as a text writes them, in figures and in words, with their units; whether two of them are one amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from vbhc.text import numbers, spelled

TIEN = "đồng"
"""The unit of every sum of money in đồng, however it is written."""
_BAC = {"nghìn tỷ": 12, "ngàn tỷ": 12, "nghìn": 3, "ngàn": 3, "triệu": 6, "tr": 6, "tỷ": 9, "tỉ": 9}
_DON_VI = {
    "đ": TIEN, "vnđ": TIEN, "vnd": TIEN, "đồng việt nam": TIEN, "đồng vn": TIEN, "việt nam đồng": TIEN,
    "%": "phần trăm", "m²": "mét vuông", "m2": "mét vuông", "ha": "héc ta", "hecta": "héc ta", "héc-ta": "héc ta",
    "m": "mét", "kg": "ki-lô-gam", "km": "ki-lô-mét", "usd": "đô la mỹ",
}  # fmt: skip
"""One name for a unit that has several; any other is called as it is written."""
_TU = r"[^\W\d_]+"
_DV = rf"(?P<dv> ?%| ?k?m[²2](?!\w)| ?{_TU}(?:[ -]{_TU}){{0,3}})"
_SO = (
    r"(?<![\w.,/^+×−–-])(?<!\d:)(?<!\d )"
    r"(?P<so>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?: \d{3}){2,}|\d+(?:,\d+)?)"
)
_SO_CUOI = re.compile(rf"{_SO}{_DV}?$")
_SO_TRON = re.compile(rf" ?{_SO}{_DV}? ?")
_SO_TIEN = re.compile(
    rf"{_SO}(?P<dv> ?(?:(?:nghìn|ngàn) (?:tỷ|tỉ)|nghìn|ngàn|triệu|tr|tỷ|tỉ)?\.? ?(?:đồng|đ|VNĐ|VND)(?!\w)"
    r"| (?:triệu|tỷ|tỉ)(?= ?(?:[,.;:()]|$)))",
    re.IGNORECASE,
)
_CHUOI = re.compile(rf"(?<!\w)(?:{spelled.WORD})(?!\w)(?:,? (?:{spelled.WORD})(?!\w))*", re.IGNORECASE)
_SAU_CHU = re.compile(
    rf"(?P<dv>(?: {_TU}(?:[ -]{_TU}){{0,3}}?)?)(?: chẵn)?(?P<het> ?(?:[.,;:!/()\[\]”\"]|$))", re.IGNORECASE
)
_UOC = re.compile(r"\b(?:khoảng|gần|hơn|trên|xấp xỉ|ước(?: tính| đạt)?|chừng|làm tròn)(?: là)? $", re.IGNORECASE)
_THOI = "năm|tháng|tuần|ngày|giờ|phút"
_NOI = re.compile(rf"(?:\d (?:{_THOI}|tỷ|tỉ|triệu|nghìn|ngàn)(?: đồng)?(?: và)?|(?<!\w)[x×*+]) $", re.IGNORECASE)
"""What makes figures the last part of an amount: “2 tỷ 500 triệu đồng”, “1 năm 6 tháng”, “3 x 100.000 đồng”."""
_NOI_CHU = re.compile(rf"(?<!\w)(?:{spelled.WORD}) (?:{_THOI})(?: và)? $", re.IGNORECASE)
"""The same for words: “một tháng mười lăm ngày”."""
_LON = 1000
_NAM = 9999
"""What is not written in groups and has no unit may be a year up to here."""


@dataclass(frozen=True, slots=True)
class So:
    """An amount in figures: `chu` as written, `bac` the power of ten of its scale, `don_vi` its unit ("" none).

    `uoc`: said to be about so much.
    """

    chu: str
    so: Decimal
    bac: int
    don_vi: str
    dau: int
    uoc: bool = False

    @property
    def gia_tri(self) -> Decimal:
        """What it comes to in its unit."""
        return self.so.scaleb(self.bac)

    @property
    def lon(self) -> bool:
        """Whether it may be money though no unit stands by it: great, and no year."""
        return self.so > _NAM or (self.so >= _LON and not self.chu.isdigit())


@dataclass(frozen=True, slots=True)
class Chu:
    """An amount in words: `chu` the words of the number, `so` what they say, `don_vi` their unit ("" none)."""

    chu: str
    so: Decimal
    don_vi: str

    @property
    def mot_tieng(self) -> bool:
        """Whether it is one word, which may mean something else."""
        return " " not in self.chu


def _don_vi(text: str) -> tuple[int, str]:
    """The scale and the name of a unit."""
    words = text.casefold().replace(".", " ").split()
    if words and words[-1] == "chẵn":
        words.pop()
    for taken in (2, 1):
        scale = _BAC.get(" ".join(words[:taken]).replace("tỉ", "tỷ"))
        if scale is not None and len(words) >= taken:
            return scale, _ten(" ".join(words[taken:]))
    return 0, _ten(" ".join(words))


def _ten(name: str) -> str:
    return _DON_VI.get(name, name)


def _so(found: re.Match[str]) -> So | None:
    text = found["so"]
    if text.count(",") > 1:
        text = text.replace(",", "")
    try:
        value = numbers.parse(text)
    except numbers.BadNumber:
        return None
    scale, unit = _don_vi(found["dv"] or "")
    before = found.string[max(0, found.start("so") - 24) : found.start("so")]
    if _NOI.search(before):
        return None
    written = found.string[found.start("so") : found.end("dv") if found["dv"] else found.end("so")]
    return So(written, value, scale, unit, found.start("so"), _UOC.search(before) is not None)


def so_cuoi(text: str, end: int) -> So | None:
    """The amount in figures with which `text` ends at `end`."""
    found = _SO_CUOI.search(text, max(0, end - 80), end)
    return None if found is None else _so(found)


def so_tron(text: str) -> So | None:
    """The amount in figures that `text` is, as a whole."""
    found = _SO_TRON.fullmatch(text)
    return None if found is None else _so(found)


def so_tien(text: str) -> list[So]:
    """The sums of money in figures."""
    return [so for so in map(_so, _SO_TIEN.finditer(text)) if so is not None]


def chu_dau(text: str, start: int = 0) -> tuple[list[Chu], int]:
    """The amount in words that `text` begins with, and where it ends; several where it can be taken in two ways.

    None where other words go on after it: then what it counts is not known.
    """
    run = _CHUOI.match(text, start)
    after = None if run is None else _SAU_CHU.match(text, run.end())
    if run is None or after is None:
        return [], start
    return list(_doc(run[0], after["dv"])), after.start("het")


def chu_cuoi(text: str, end: int) -> list[Chu]:
    """The amount in words with which `text` ends at `end`."""
    *_, last = [None, *_CHUOI.finditer(text, max(0, end - 200), end)]
    after = None if last is None else _SAU_CHU.fullmatch(text, last.end(), end)
    if last is None or after is None or after["het"] or _NOI_CHU.search(text[max(0, last.start() - 24) : last.start()]):
        return []
    return list(_doc(last[0], after["dv"]))


def _doc(run: str, unit: str) -> Iterator[Chu]:
    """Words of a number and what they count; a last “năm” may be the five or the years."""
    scale, name = _don_vi(unit)
    value = spelled.read(run)
    if value is not None and not scale:
        yield Chu(run, value, name)
    head, _, tail = run.rpartition(" ")
    if tail.casefold() == "năm" and not unit and (years := spelled.read(head)) is not None:
        yield Chu(head, years, "năm")


def khac(so: So, chu: Chu, *, chac: bool) -> bool | None:
    """Whether an amount in words is another than that in figures; None where it may not be meant to be the same.

    Args:
        so: the figures.
        chu: the words.
        chac: the text says that the words are the amount's ("bằng chữ").
    """
    bare = not so.don_vi and not so.bac
    if so.don_vi and chu.don_vi and so.don_vi != chu.don_vi:
        return None
    if chu.don_vi and not so.don_vi and (chu.don_vi != TIEN or (bare and not so.lon)):
        return None
    counted = so.don_vi not in {"", TIEN, "phần trăm"}
    if not chu.don_vi and counted and not chac and (chu.mot_tieng or so.don_vi.count(" ") > 1):
        return None
    meant = {so.gia_tri}
    if not chu.don_vi:
        meant.add(so.so)  # 12.450 triệu (mười hai nghìn bốn trăm năm mươi)
        if so.bac and chu.so >= _LON and chu.so % _LON:
            return None  # 1,2 tỷ (một tỷ hai trăm): the way it is spoken
    if bare and chu.don_vi == TIEN:
        meant |= {so.so.scaleb(power) for power in (3, 6, 9)}  # the unit may stand over the table
    return not any(_bang(value, so, chu) for value in meant)


def _bang(value: Decimal, so: So, chu: Chu) -> bool:
    """Whether two amounts are one: parts of a đồng are left out of words, and about so much is not to the last đồng."""
    apart = abs(value - chu.so)
    if TIEN in {so.don_vi, chu.don_vi} and value % 1 and apart < 1:
        return True
    return apart == 0 or (so.uoc and apart * 20 < value)
