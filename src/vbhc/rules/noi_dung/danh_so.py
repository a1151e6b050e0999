"""Số thứ tự của phần, điều, khoản, điểm không liên tục.

Phần đánh số La Mã, điều và khoản số Ả Rập, điểm theo bảng chữ cái tiếng Việt: a, b, c, d, đ, e, g, h, i, k … Khoản
bắt đầu lại từ 1 trong mỗi mục, điểm bắt đầu lại từ a trong mỗi khoản; điều chạy suốt văn bản. Số tự động của Word
chạy theo chữ cái tiếng Anh nên thiếu đ và thừa f, j, w, z.

Sai: c), d), e)
Sai: 1., 2., 4.
Đúng: c), d), đ)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from vbhc.model.ban_doc import BanDoc, Muc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, liet_ke
from vbhc.text.numbering import DIEM, MOST_ROMAN, la_ma

QUY_TAC = QuyTac("N30-06-5a", "Số thứ tự liên tục", ("I.II.6đ",), Severity.LOI, Sua.DE_XUAT)

_LA_MA = {la_ma(n): n for n in range(1, 100)}
_NHAN = re.compile(r"(?P<tu>Phần|Chương|Mục|Tiểu mục|Điều)?\s?(?P<so>[IVXLC]+|\d{1,3}|[a-zđ])\s?(?P<dau>[.)]?)")
_BAC = {"Phần": 0, "Chương": 1, "Mục": 2, "Tiểu mục": 3, "I": 4, "Điều": 5, "1.": 6, "a": 7, "1)": 8}
_LON = 20
"""A list never begins with so high a number: the line begins with a quantity."""


@dataclass(slots=True)
class _Day:
    """A series that is open: its last value and letter, and what that should have been after a break.

    `tieng_anh`: it is told to follow the English letters.
    """

    so: int
    chu: str = ""
    tieng_anh: bool = False
    dung: int = 0


@dataclass(frozen=True, slots=True)
class _So:
    """An item's number: its series, value (0: none that the decree knows), the letter as written."""

    day: str
    so: int
    chu: str


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every item in turn against the series that are open above it.

    After a break the count goes on from what stands there, so that one slip is told once. A series may begin anew under
    a line that announces it (a colon at its end, or bold) and the one around it goes on afterwards.
    """
    open_: dict[str, list[_Day]] = {}
    anew: set[str] = set()
    announced = False
    dotted = any(m.cap == "khoan" and m.nhan.endswith(".") for m in van_ban.muc)
    for muc in van_ban.muc:
        number = _number(muc)
        if number is not None and number.day == "1)" and (not dotted or _goes_on(open_, number)):
            number = replace(number, day="1.")  # a khoản written so, not a level of its own
        if number is None:
            announced = muc.dong.chu.endswith(":") or (muc.cap == "doan" and _heading(muc))
            if announced and muc.cap == "doan" and _heading(muc):
                anew |= {"I", "1.", "1)", "a"}
            if muc.cap == "cap_thap":
                open_.pop("a", None)
            continue
        rank = _BAC[number.day]
        for day, other in _BAC.items():
            if other > rank and day in open_ and day not in {"Điều"}:
                if other <= _BAC["I"]:
                    anew.add(day)
                else:
                    del open_[day]
        fault = _step(open_.setdefault(number.day, []), number, muc, restart=announced or number.day in anew)
        anew.discard(number.day)
        announced = muc.dong.chu.endswith(":")
        if fault is not None:
            yield fault


def _goes_on(open_: dict[str, list[_Day]], number: _So) -> bool:
    """Whether `2)` is the khoản after `1.`."""
    dotted = open_.get("1.") or []
    return "1)" not in open_ and number.so > 1 and dotted[-1:] != [] and dotted[-1].so == number.so - 1


def _step(stack: list[_Day], number: _So, muc: Muc, *, restart: bool) -> Loi | None:
    value = number.so
    if not stack:
        if value > _LON and number.day == "1.":
            return None
        stack.append(_Day(value, number.chu))
        return None if value == 1 else _fault(muc, number, 1, "")
    top = stack[-1]
    if value and value in {top.so + 1, top.dung + 1 if top.dung else 0}:
        top.so, top.chu, top.dung = value, number.chu, 0
        return None
    if restart and value == 1:
        stack.append(_Day(1, number.chu))
        return None
    for depth in range(len(stack) - 2, -1, -1):
        if value and value == stack[depth].so + 1:
            del stack[depth + 1 :]
            stack[depth].so, stack[depth].chu = value, number.chu
            return None
    english = bool(number.chu and top.chu) and ord(number.chu) == ord(top.chu) + 1
    told = top.tieng_anh and english
    before, want = top.chu or _written(number.day, top.so), top.so + 1
    stack[-1] = _Day(value or want, number.chu, tieng_anh=english or top.tieng_anh, dung=want)
    return None if told else _fault(muc, number, want, before)


def _fault(muc: Muc, number: _So, want: int, before: str) -> Loi:
    written = _NHAN.match(muc.nhan)
    if number.day == "a" and want > len(DIEM):
        return Loi(muc.dong, f"Hết chữ cái cho điểm, “{muc.nhan}” không có trong thứ tự", "Tách thành hai khoản")
    right = _written(number.day, want)
    was = written["so"] if written else muc.nhan
    label = muc.nhan.replace(was, right, 1)
    name = {"1.": "Khoản", "1)": "Khoản", "a": "Điểm", "I": "Mục"}.get(number.day, number.day)
    message = f"{name} “{was}” đứng sau “{before}”" if before else f"{name} đầu tiên ghi “{was}”"
    hint = f"Viết: {label}"
    if muc.dong.tu_dong:
        hint += " (số tự động của Word: gõ tay hoặc sửa mẫu đánh số)"
    at = muc.dong.goc.find(was)
    edits = liet_ke.sua(muc.dong, at, at + len(was), right) if at >= 0 and not muc.dong.tu_dong else ()
    return Loi(muc.dong, message, hint, trich=muc.dong.chu[:60], edits=edits)


def _written(day: str, value: int) -> str:
    writers: dict[str, Callable[[int], str]] = {"Phần": la_ma, "Chương": la_ma, "I": la_ma, "a": lambda n: DIEM[n - 1]}
    return writers.get(day, str)(min(max(value, 1), len(DIEM) if day == "a" else MOST_ROMAN))


def _number(muc: Muc) -> _So | None:
    """The number of an item, None where it has none of the decree's."""
    # A part with nothing but its number has no mark that words follow.
    label = muc.nhan or (muc.dong.chu if muc.cap == "phan" and len(muc.dong.chu) < _LON else "")
    found = _NHAN.fullmatch(label) if label else None
    if found is None or muc.cap not in {"phan", "dieu", "khoan", "diem"}:
        return None
    text, word = found["so"], found["tu"]
    if muc.cap == "diem":
        return _So("a", DIEM.find(text) + 1, text) if len(text) == 1 and text.islower() else None
    if muc.cap == "khoan":
        return _So("1)" if found["dau"] == ")" else "1.", int(text), "") if text.isdigit() else None
    if muc.cap == "dieu":
        return _So("Điều", int(text), "") if text.isdigit() else None
    value = int(text) if text.isdigit() else _LA_MA.get(text, 0)
    return _So(word or "I", value, "")


def _heading(muc: Muc) -> bool:
    """A plain line that heads what follows: capitals, or bold throughout."""
    looks = muc.dong.nhin
    return muc.dong.in_ra.isupper() or (bool(looks) and all(k.bold for k in looks))
