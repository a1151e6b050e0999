"""A document as text that stays the same line by line where the document does: what `git diff` shows of a Word file.

One line a paragraph. Of a table one line a cell: the telling cell opens the row, the others stand under it, each after
its column's heading; so a changed cell is a changed line, whichever cell it is. A number that follows from the one
before it is written `#`, any other as typed; so a point or a row put in is only its own lines. How far a line is
indented says its level. Nothing is said of formats.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from vbhc import norms
from vbhc.compare import counting, tables
from vbhc.compare.margins import paged
from vbhc.compare.units import units
from vbhc.model.ban_doc import BanDoc, Bang, Dong, HangBang, OBang
from vbhc.model.so_sanh import Don
from vbhc.model.view import CHU_THICH, View, every
from vbhc.recognising.body import mark
from vbhc.reporting.safe import mot_dong

_WORDS = "[^ ]*( [^ ]+){0,7}"
TIEU_DE = "\n".join((
    f"^((===|Mục|Phần|Chương|Tiểu mục|Điều) {_WORDS})",
    f"^  ((…?#|[0-9]+)[.)] {_WORDS})",
    f"^  ((•|▸|Σ) {_WORDS})",
))  # fmt: skip
"""What git puts over a hunk (`xfuncname`): the part, Mục, khoản or row before it; few words, for git cuts it short."""
_PARTS = {
    "dau": "Phần đầu",
    "": "Nội dung",
    "cuoi": "Nơi nhận, chữ ký",
    "note": "Chú thích",
    "le": "Đầu trang, chân trang",
}
_INDENT = {"phan": 0, "dieu": 0, "diem": 4, "cap_thap": 4, "gach": 6, "cong": 8}
_OTHERS = 2
_NUMBERED = frozenset({"phan", "dieu", "khoan", "cap_thap", "diem"})
_MARKS = {"nhom": "▸", "tong": "Σ"}
_HELD, _FOLLOWS, _GOES_ON = "", "#", "…#"


def chu(document: BanDoc) -> str:
    """The document as text. What could not be read stands at its end, in words for people."""
    found = units(document)
    lines: list[str] = []
    numbers = _Numbers()
    part = None
    for n, unit in enumerate(found):
        own = unit.o_dau if unit.o_dau or unit.me < 0 else None
        if unit.loai == "phu_luc":
            lines += ["", f"=== {_annex(found, n, numbers)} ==="]
            part = None
        elif own is not None and own != part and unit.loai != "khac":
            lines += ["", f"=== {_PARTS[own]} ==="]
            part = own
        if unit.bang is not None:
            lines += _table(unit.bang)
        elif unit.loai not in {"phu_luc", "ten_phu_luc"}:
            lines.append(_line(found, unit, numbers))
        lines += _deleted(unit.dong, _OTHERS)
    loose = [f"  {mot_dong(line.chu)}" for line in _unplaced(document, found)]
    if loose:
        lines += ["", "=== Chỗ khác ===", *loose]
    told = [f"  {mot_dong(note)}" for note in _unread(document.view)]
    if told:
        lines += ["", "=== Không đọc được ===", *told]
    return "\n".join(lines).lstrip("\n") + "\n"


# --- lines ------------------------------------------------------------------------------------------------------------


def _line(found: list[Don], unit: Don, numbers: _Numbers) -> str:
    text = paged(r for d in unit.dong for r in d.runs) if unit.o_dau == "le" else f"{unit.chu}{unit.duoi}"
    if unit.o_dau in {"dau", "cuoi"} and unit.nhan == "" and unit.loai not in {"noi_nhan", "noi_nhan_dau", "luu"}:
        component = norms.thanh_phan().get(unit.loai)
        name = component.kieu.removeprefix("VB ") if component else ""
        return mot_dong(f"{name}: {text}" if name else text)
    label = numbers.of(found, unit) if unit.loai in _NUMBERED else unit.nhan
    indent = 0 if unit.o_dau in {"dau", "cuoi"} else _INDENT.get(unit.loai, _OTHERS)
    return " " * indent + mot_dong(f"{label} {text}")


def _unplaced(document: BanDoc, found: list[Don]) -> Iterator[Dong]:
    """Lines with words that no unit took up: words in what should be a rule."""
    tables_ = {u.bang.table.number for u in found if u.bang is not None}
    taken = {id(line) for u in found for line in u.dong}
    for line in document.dong:
        known = id(line) in taken or line.doan.spot.table in tables_
        if not known and any(c.isalnum() for c in line.chu):
            yield line


def _annex(found: list[Don], at: int, numbers: _Numbers) -> str:
    """The heading of an annex with its name, which says more than its number."""
    unit = found[at]
    label = numbers.of(found, unit)
    name = [u.chu for u in found[at + 1 : at + 4] if u.loai == "ten_phu_luc" and u.me == at]
    return mot_dong(f"{' – '.join(filter(None, [f'{label} {unit.chu}'.strip() or 'Phụ lục', *name]))}")


def _deleted(dong: tuple[Dong, ...], indent: int) -> Iterator[str]:
    """The words that tracked changes would take out; they are still somebody's until then."""
    for words in dict.fromkeys(d.doan.deleted for d in dong if d.doan.deleted.strip()):
        yield f"{' ' * indent}[chờ bỏ] {mot_dong(words)}"


@dataclass(slots=True)
class _Numbers:
    """Whether a number follows: in its own list, or from the last of its kind before that list."""

    _lists: dict[tuple[int, str], counting.Counter] = field(default_factory=dict)
    _all: dict[str, counting.Counter] = field(default_factory=dict)

    def of(self, found: list[Don], unit: Don) -> str:
        """The mark to write before a unit."""
        number = counting.read(unit.nhan, roman=unit.loai in {"phan", "phu_luc"})
        shown = unit.nhan
        if number is not None:
            here = self._lists.setdefault((unit.me, unit.loai), counting.Counter())
            sign = _sign(number, here, self._all.setdefault(unit.loai, counting.Counter()))
            if sign == _GOES_ON and unit.loai == "dieu":
                sign = _FOLLOWS  # these are counted through the whole document
            above = counting.read(found[unit.me].nhan) if unit.me >= 0 else None
            if len(number.steps) > 1 and above is not None and number.steps[: len(above.steps)] != above.steps:
                sign = _HELD
            shown = _written(number, sign, unit.nhan)
        bare = shown.rstrip(".)")
        if unit.loai != "phan" or not bare or " " in bare:
            return shown
        return f"{'Phần' if number is not None and '#A' in number.form else 'Mục'} {shown}"


def _sign(number: counting.Number, here: counting.Counter, everywhere: counting.Counter | None = None) -> str:
    """How a number is written: whether it follows in its own list, or only where all lists are counted as one."""
    own, all_ = here.off(number), everywhere.off(number) if everywhere else (1,)
    return _HELD if any(own) and any(all_) else _GOES_ON if any(own) else _FOLLOWS


def _written(number: counting.Number, sign: str, typed: str) -> str:
    if not sign:
        return typed
    before, _, after = number.form.partition("#")
    return f"{before}{sign}{'.#' * (len(number.steps) - 1)}{after[1:]}"


# --- tables -----------------------------------------------------------------------------------------------------------


def _table(bang: Bang) -> Iterator[str]:
    counted = tables.counted_columns(bang)
    lead = _telling(bang, counted)
    group, whole, titles = counting.Counter(), counting.Counter(), counting.Counter()
    yield mot_dong(f"Bảng: {' | '.join(bang.dau)}")
    for at, row in enumerate(bang.hang, start=1):
        if row.loai == "danh_so":
            yield mot_dong(f"  (số cột) {' | '.join(o.chu for o in row.o if o is not None)}")
        if row.loai in {"dau", "danh_so"}:
            continue
        if row.loai == "nhom":
            group.restart()
        own = {c: _cell(o, at) for c, o in enumerate(row.o) if o is not None}
        first = lead
        if row.loai in _MARKS:
            first = next((c for c, text in own.items() if text and c not in counted), lead)
        words = own.pop(first, "")
        yield f"  {_MARKS.get(row.loai, '•')} {_titled(words, titles) if row.loai == 'nhom' else words}".rstrip()
        for c, text in own.items():
            if c in counted:
                number = counting.read(text)
                if number is not None:
                    sign = _sign(number, *((titles, None) if row.loai == "nhom" else (group, whole)))
                    text = "(nối tiếp)" if sign == _GOES_ON else "" if sign else text
            elif bang.cot[c] == "noi_dung" and text:
                text = _titled(text, titles)
            if text:
                yield f"    {mot_dong(bang.dau[c]) or f'cột {c + 1}'}: {text}"
        yield from _beyond(row)
        yield from _deleted(tuple(d for o in row.o if o is not None and o.hang == at for d in o.dong), 4)


def _telling(bang: Bang, counted: set[int]) -> int:
    """The column that opens the rows: what is to be done; where several say so, the one that is least merged."""
    named = [c for c, role in enumerate(bang.cot) if role == "noi_dung" and c not in counted]
    merged = {
        c: sum(1 for at, row in enumerate(bang.hang, 1) if (o := row.o[c]) is not None and o.hang != at) for c in named
    }
    return min(named, key=lambda c: (merged[c] > 0, c)) if named else next(
        (c for c in range(len(bang.cot)) if c not in counted), 0
    )  # fmt: skip


def _cell(cell: OBang, at: int) -> str:
    """A cell's words on one line; a cell merged with the one above only says so."""
    if cell.hang != at:
        return "〃"
    return " ⏎ ".join(mot_dong(d.chu) for d in cell.dong if d.chu)


def _titled(text: str, titles: counting.Counter) -> str:
    """The words of a group, its number written as numbers are."""
    level, label, words = mark(text)
    number = counting.read(label) if level in {"phan", "khoan"} else None
    if number is None:
        return text
    return f"{_written(number, _sign(number, titles), label)} {words}"


def _beyond(row: HangBang) -> Iterator[str]:
    """Cells beyond the columns that are looked at."""
    column = 0
    for cell in row.row.cells:
        if column >= len(row.o) and cell.text.strip():
            yield f"    cột {column + 1}: {mot_dong(cell.text)}"
        column += cell.span


# --- what is not here -------------------------------------------------------------------------------------------------


def _unread(view: View) -> Iterator[str]:
    if view.changes:
        yield f"{view.changes} thay đổi theo dõi chưa duyệt: chữ ở trên là khi đã chấp nhận tất cả"
    if view.comments:
        yield f"{view.comments} ghi chú (comment)"
    yield from (what for what in view.unknown if what not in CHU_THICH.values())
    pictures = sum(1 for p in every(view) for s in p.shapes if s.kind in {"picture", "other"})
    if pictures:
        yield f"{pictures} hình"
    if view.signed:
        yield "chữ ký số: có"
