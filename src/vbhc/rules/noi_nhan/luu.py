"""Dòng “Lưu” ở Nơi nhận thiếu, thừa, sai chỗ hoặc sai dấu.

Dòng cuối cùng của Nơi nhận, và chỉ một dòng: chữ “Lưu”, dấu hai chấm, chữ viết tắt “VT”, dấu phẩy, chữ viết tắt đơn vị
soạn thảo, số lượng bản lưu (nếu cần), cuối cùng là dấu chấm.

Sai: - Lưu VT; VP
Đúng: - Lưu: VT, VP.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, liet_ke
from vbhc.rules.noi_nhan import _danh_sach, _luu
from vbhc.text.letters import HOA

QUY_TAC = QuyTac("N30-09-4b", "Dòng Lưu", ("I.II.9d",), Severity.LOI, Sua.AN_TOAN)
_LUU = re.compile(r"Lưu\b", re.IGNORECASE)
_SOAN = re.compile(rf"(?<=[^\W_]{{2}}|\w\))\.\s?(?:\([\w. ]{{1,30}}\)|[{HOA}]\w{{0,11}}\s?(?:\(\d{{1,4}}\))?)\s*$")
"""The drafter after the full stop of the Lưu line, as the decree's models have it (PL3: `VT, ...7. …8.`)."""
_MAU = "Viết: - Lưu: VT, <viết tắt đơn vị soạn thảo>."


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """There, once, last, and in its form."""
    entries = _danh_sach.muc(van_ban)
    filed = [i for i, entry in enumerate(entries) if entry.luu]
    if not filed:
        where = entries[-1].dong[-1] if entries else van_ban.noi_nhan.dau
        if where is not None:
            yield Loi(where, "Nơi nhận thiếu dòng Lưu", f"Thêm dòng cuối. {_MAU}")
        return
    for i in filed[1:]:
        yield Loi(entries[i].dong[0], "Nơi nhận có hơn một dòng Lưu", "Gộp thành một dòng Lưu ở cuối")
    if len(filed) == 1 and filed[0] != len(entries) - 1:
        yield Loi(
            entries[filed[0]].dong[0], "Dòng Lưu không phải dòng cuối cùng", "Chuyển dòng Lưu xuống cuối Nơi nhận"
        )
    yield from _form(entries[filed[-1]])


def _form(entry: liet_ke.Muc) -> Iterator[Loi]:
    first, last = entry.dong[0], entry.dong[-1]
    word = _LUU.search(first.goc)
    after = first.goc[word.end() :].lstrip() if word else ""
    if word and not after.startswith(":"):
        stop = word.end() + 1 if after[:1] in {";", "."} and first.goc[word.end() : word.end() + 1] == after[:1] else 0
        yield Loi(first, "Sau “Lưu” thiếu dấu hai chấm", _MAU,
                  edits=liet_ke.sua(first, word.end(), stop or word.end(), ":"))  # fmt: skip
    if not _luu.VT.search(entry.chu):
        yield Loi(first, "Dòng Lưu chưa có “VT”", _MAU)
    marks = liet_ke.dau_cuoi(last)
    if marks != "." and (marks or not _SOAN.search(last.goc)):
        said = f"Cuối dòng Lưu là “{marks}”, phải là dấu chấm" if marks else "Cuối dòng Lưu thiếu dấu chấm"
        yield Loi(last, said, "Kết thúc dòng Lưu bằng dấu chấm", edits=liet_ke.sua_cuoi(last, "."))
    inner = list(re.finditer(";", first.goc.rstrip(" \t\u00a0;.,")))
    if inner and word:
        edits = tuple(e for m in inner if m.start() > word.end() for e in liet_ke.sua(first, m.start(), m.end(), ","))
        yield Loi(first, "Trong dòng Lưu ngăn bằng dấu chấm phẩy", "Ngăn bằng dấu phẩy: - Lưu: VT, VP.", edits=edits)
