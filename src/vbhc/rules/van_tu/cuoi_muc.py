"""Các mục trong cùng một danh sách kết thúc bằng dấu khác nhau.

Các mục của một danh sách hoặc đều kết thúc bằng dấu chấm, hoặc bằng dấu chấm phẩy và mục cuối bằng dấu chấm. Mục có
nhiều câu kết thúc bằng dấu chấm là đúng. Chỉ xét danh sách từ ba mục không có mục con trở lên.

Sai: a) Theo dõi, đôn đốc; b) Tổng hợp, c) Báo cáo.
Đúng: a) Theo dõi, đôn đốc; b) Tổng hợp; c) Báo cáo.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Dong, Muc
from vbhc.model.edits import TextEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._muc import danh_sach
from vbhc.rules.van_tu._van import sua

QUY_TAC = QuyTac("NHA-VT-12", "Dấu kết thúc các mục", ("nha",), Severity.CANH_BAO, Sua.DE_XUAT)
_CAU = re.compile(r"[^\W\d_]{2}[)”]?\. +[^\W\d_a-z]")
_IT = 3


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """In each list the mark that most items end with; the few that end otherwise."""
    parents = {item.me for item in van_ban.muc}
    last_of_all = len(van_ban.muc) - 1
    for group in danh_sach(van_ban):
        if len(group) < _IT or any(index in parents or item.co_tieu_de for index, item in group):
            continue
        marks = [_dau(item) for _, item in group]
        body = Counter(mark for mark in marks[:-1] if mark in {";", "."})
        if not body:
            continue
        # A last full stop fits both habits; with as many of both the list is one of semicolons.
        main = max(";.", key=lambda mark: body[mark])
        agree = body[main] + (marks[-1] == ".")
        if agree < _IT - 1 or agree * 3 < len(group) * 2:
            continue
        for (_, item), mark in zip(group[:-1], marks[:-1], strict=True):
            if mark == main or mark == "?" or (mark == "." and _CAU.search(item.chu)):
                continue
            yield _loi(item, mark, main)
        index, item = group[-1]
        if marks[-1] in {",", ""} or (marks[-1] == ";" and (main == "." or not _con_nua(van_ban, index, last_of_all))):
            yield _loi(item, marks[-1], ".")


def _con_nua(van_ban: BanDoc, index: int, last: int) -> bool:
    """Whether the sentence may go on after the list: words without a mark, or an item of the list around it."""
    if index == last:
        return False
    item, after = van_ban.muc[index], van_ban.muc[index + 1]
    return after.cap == "doan" or (after.me != item.me and item.me >= 0 and after.me == van_ban.muc[item.me].me
                                   and after.cap == van_ban.muc[item.me].cap)  # fmt: skip


def _dau(item: Muc) -> str:
    """The mark at an item's end; "?" for one that says nothing (a colon, dots to be filled in, an exclamation)."""
    text = item.chu.rstrip(' )”"]')
    if item.chu.endswith("./."):
        return "."
    end = text[-1:] if text else "?"
    if item.chu[-1:] in {")", "”", '"', "]"} and end not in {";", ".", ","}:
        return ""
    if end == "." and text.endswith(".."):
        return "?"
    return end if end in {";", ".", ","} else "" if end.isalnum() or end == "%" else "?"


def _loi(item: Muc, mark: str, want: str) -> Loi:
    tail = item.dong.chu[-40:]
    message = f"Mục kết thúc bằng “{mark}”" if mark else "Mục không có dấu kết thúc"
    return Loi(item.dong, message, f"Kết thúc bằng “{want}” như các mục cùng danh sách" if want == ";" or mark != ";"
               else "Kết thúc bằng “.”", trich=tail, edits=_sua(item.dong, mark, want))  # fmt: skip


def _sua(dong: Dong, mark: str, want: str) -> tuple[TextEdit, ...]:
    end = len(dong.chu)
    if not mark:
        return sua(dong, end, end, want)
    return sua(dong, end - 1, end, want) if dong.chu.endswith(mark) else ()
