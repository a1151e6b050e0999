"""A document as the units that are compared: points, titles, recipients, annexes, tables; each with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from vbhc.compare import margins, places, words
from vbhc.compare.notes import notes
from vbhc.model.ban_doc import BanDoc, Bang, Dong, Muc, PhuLuc
from vbhc.model.so_sanh import Don
from vbhc.recognising import signs

HEAD = frozenset({
    "quoc_hieu", "tieu_ngu", "chu_quan", "co_quan", "so_ky_hieu", "dia_danh", "ten_loai", "trich_yeu", "trich_yeu_cv",
    "kinh_gui", "dau",
})  # fmt: skip
FOOT = frozenset({
    "noi_nhan_dau", "noi_nhan", "luu", "quyen_han", "ho_ten", "chuc_vu_khac", "nguoi_soan", "dia_chi",
})  # fmt: skip
_WHOLE = frozenset({
    "quoc_hieu", "tieu_ngu", "chu_quan", "co_quan", "ten_loai", "trich_yeu", "trich_yeu_cv", "quyen_han", "ho_ten",
    "chuc_vu_khac", "ten_phu_luc", "kem_theo",
})  # fmt: skip
"""Components that are one text, on however many lines it stands."""
LISTS = frozenset({"noi_nhan", "kinh_gui"})
TRAILING = re.compile(r"(?P<chu>.*?)\s*(?P<duoi>(?:[;,.]?\s*/?\.?/\.|[;,.]))", re.DOTALL)
"""A final mark that a line's place in its list asks for."""
_DASH = re.compile(r"(?P<nhan>[-–—•])\s*(?P<chu>.*)", re.DOTALL)
_MARK = re.compile(r"(?P<nhan>(?:[IVXLC]+|[A-ZĐ])\s?[.)/–-](?=\s)|[*→⇒►■□♦❖✔⁃‐\uf000-\uf0ff]+)\s*(?=\S)")
"""What stands before a paragraph as a mark, though it makes no level of the form."""
_KINH_GUI = re.compile(r"(?P<nhan>Kính\s+gửi\s*:?)\s*(?P<chu>.*)", re.IGNORECASE | re.DOTALL)
_ENDED = frozenset({"can_cu", "khoan", "diem", "gach", "cong", "cap_thap", "doan", "noi_nhan", "luu", "kinh_gui"})
"""Units of lists, where the last ends otherwise than those before it."""


@dataclass(slots=True)
class _Building:
    """What is known while going through a document's lines."""

    document: BanDoc
    component: Mapping[int, str]
    items: Mapping[int, Muc]
    above: Mapping[int, int]
    annexes: Mapping[int, PhuLuc]
    tables: Mapping[int, Bang]
    numbered: bool
    out: list[Don] = field(default_factory=list)
    at: dict[int, int] = field(default_factory=dict)
    annex: int = -1
    phan: str = ""
    seen: set[int] = field(default_factory=set)


def units(document: BanDoc) -> list[Don]:
    """The units of a document, in the order of its lines; notes, headers and footers of pages at the end."""
    return [*flow(document), *notes(document), *margins.alone(document)]


def flow(document: BanDoc) -> list[Don]:
    """The units of its pages without their notes, headers and footers."""
    lists = [document.muc, *(p.muc for p in document.phu_luc)]
    made = _Building(
        document,
        {id(line): name for name, found in document.thanh_phan.items() for line in found},
        {id(m.dong): m for items in lists for m in items},
        {id(m.dong): id(items[m.me].dong) if m.me >= 0 else 0 for items in lists for m in items},
        {id(p.tieu_de): p for p in document.phu_luc},
        {b.table.number: b for b in document.bang if b.table.number},
        any(m.nhan for m in document.muc),
    )
    for line in document.dong:
        number = line.doan.spot.table
        if number in made.tables:
            if number not in made.seen:
                made.seen.add(number)
                _table(made, made.tables[number])
        elif line.chu:
            _line(made, line)
    return made.out


def _said(line: Dong) -> str:
    return words.printed(line.in_ra)


def _line(made: _Building, line: Dong) -> None:
    name = made.component.get(id(line), "")
    if id(line) in made.annexes:
        _annex(made, line, name)
    elif name == "duong_ke" and not any(c.isalnum() for c in line.chu):
        return  # a rule drawn with underscores
    elif id(line) in made.items:
        _item(made, made.items[id(line)])
    elif name in HEAD or name in FOOT:
        _part(made, line, name)
    elif name == "can_cu":
        made.phan = places.PHAN["can_cu"]
        _add(made, "can_cu", "", _said(line), (line,), places.short(made.document.vi_tri(line)), places.PHAN["can_cu"])
    elif name in _WHOLE:
        _joined(made, line, name, made.phan, made.annex)
    else:
        where = places.short(made.document.vi_tri(line)) or made.phan or places.PHAN["noi_dung"]
        _add(made, name or "khac", "", _said(line), (line,), where, made.phan or places.PHAN["noi_dung"], made.annex)


def _add(
    made: _Building, loai: str, nhan: str, chu: str, dong: tuple[Dong, ...], vi_tri: str, phan: str, me: int = -1,
    o_dau: str = "",
) -> int:  # fmt: skip
    ending = ""
    found = TRAILING.fullmatch(chu) if loai in _ENDED else None
    if found is not None and found["chu"]:
        chu, ending = found["chu"], found["duoi"]
    made.out.append(Don(loai, nhan, chu, ending, dong, vi_tri, phan, me, o_dau))
    return len(made.out) - 1


def _joined(made: _Building, line: Dong, name: str, phan: str, me: int = -1, o_dau: str = "") -> None:
    """A line of a text that is one unit: it goes on with the unit before it where that is of the same text."""
    for n in range(len(made.out) - 1, max(len(made.out) - 12, -1), -1):
        unit = made.out[n]
        if unit.loai == name and unit.me == me and (name in HEAD or name in FOOT or n == len(made.out) - 1):
            made.out[n] = Don(
                name, "", f"{unit.chu} {_said(line)}", "", (*unit.dong, line), unit.vi_tri, phan, me, o_dau
            )
            return
    where = places.short(made.document.vi_tri(line)) or phan
    if me >= 0:
        where = f"{where}, {'tên' if name == 'ten_phu_luc' else 'dòng kèm theo'}"
    _add(made, name, "", _said(line), (line,), where, phan, me, o_dau)


def _part(made: _Building, line: Dong, name: str) -> None:
    """A line of the head or the foot."""
    o_dau = "dau" if name in HEAD else "cuoi"
    phan = places.PHAN["dau" if name in HEAD else "ky"]
    if name in {"noi_nhan", "noi_nhan_dau"}:
        phan = places.PHAN["noi_nhan"]
        if signs.luu(line.chu):
            name = "luu"
    if name in _WHOLE:
        _joined(made, line, name, phan, -1, o_dau)
        return
    where = places.short(made.document.vi_tri(line)).split(", dòng ")[0] or phan
    if name in LISTS or name == "luu":
        found = _KINH_GUI.fullmatch(_said(line)) if name == "kinh_gui" else None
        found = found or _DASH.fullmatch(_said(line))
        nhan, chu = (found["nhan"], found["chu"]) if found else ("", _said(line))
        _add(made, name, nhan, chu, (line,), where, phan, -1, o_dau)
        return
    _add(made, name, "", _said(line), (line,), where, phan, -1, o_dau)


def _annex(made: _Building, line: Dong, name: str) -> None:
    """The heading of an annex: its number is the mark, what may stand after it the words."""
    printed = _said(line)
    found = re.match(r"phụ\s+lục(?:\s+(?:số\s+)?(?:[IVXLC]+|\d+)(?![^\W_]))?\s*[:.–-]?\s*", printed, re.IGNORECASE)
    nhan = printed[: found.end()].strip(" :.-–") if found and name == "phu_luc" else ""
    called = places.short(made.document.vi_tri(line)) or "Phụ lục"
    made.phan = called
    if name in {"ten_phu_luc", "kem_theo"}:
        made.annex = _add(made, "phu_luc", "", "", (), called, called)
        _joined(made, line, name, called, made.annex)
        return
    made.annex = _add(
        made, "phu_luc", nhan, printed[found.end() :] if nhan and found else printed, (line,), called, called
    )


def _item(made: _Building, item: Muc) -> None:
    """A point of the text, or of an annex."""
    me = made.at.get(made.above[id(item.dong)], made.annex)
    if made.annex < 0:
        made.phan = _phan(made, item, me)
    printed = _said(item.dong)
    nhan, chu = item.nhan, printed
    if nhan:
        told = words.printed(item.chu)
        chu = printed[len(printed) - len(told) :]
        chu = chu if chu.casefold() == told.casefold() else told
    elif (found := _MARK.match(printed)) is not None:
        nhan, chu = found["nhan"], printed[found.end() :]
    where, phan = places.short(item.vi_tri), made.phan or places.PHAN["noi_dung"]
    made.at[id(item.dong)] = _add(made, item.cap, nhan, chu, (item.dong,), where, phan, me)


def _phan(made: _Building, item: Muc, me: int) -> str:
    """The part a point of the body belongs to: its Mục, or what stands for one."""
    if me >= 0:
        return made.out[me].phan
    if item.cap in {"phan", "dieu"}:
        return places.short(item.vi_tri)
    if not made.numbered or item.nhan:
        return places.PHAN["noi_dung"]  # where nothing is numbered, all of it is the text
    begun = any(u.o_dau == "" and u.loai != "can_cu" and u.nhan for u in made.out)
    return places.PHAN["noi_dung" if begun else "mo_dau"]


def _table(made: _Building, bang: Bang) -> None:
    same = [b for b in made.document.bang if b.o_dau == bang.o_dau]
    nth = next(n for n, b in enumerate(same, start=1) if b is bang)
    where = places.table(bang, nth, len(same) > 1)
    phan = made.phan or places.PHAN["noi_dung"]
    words = " | ".join(bang.dau)
    made.out.append(Don("bang", "", words, "", (), where, phan, made.annex, "", bang))
