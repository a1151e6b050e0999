"""From pairs of units to the changes a reviewer counts: what came, went, moved, was worded or numbered otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vbhc.compare import counting, fields, words
from vbhc.compare.formats import together
from vbhc.compare.pairing import Pairing
from vbhc.compare.rows import table_changes
from vbhc.model.so_sanh import Cap, CapBang, ChoSua, Don, Loai, ThayDoi, Tu
from vbhc.model.view import Spot

_COLLAPSED = 3
"""More marks changed alike than this are one change."""


@dataclass(frozen=True, slots=True)
class Both:
    """The units of two documents with their pairing, and the tables compared, by group."""

    a: Sequence[Don]
    b: Sequence[Don]
    pairing: Pairing
    tables: dict[int, CapBang]


Told = list[tuple[Cap, list[ThayDoi]]]
"""Pairs of units, each with the changes that speak of it."""


def changes(both: Both) -> Told:
    """The pairs in the order of B, each with what changed in it."""
    work = _Work(both)
    out: Told = []
    for left, right, group in _ordered(both):
        units_a, units_b = tuple(both.a[i] for i in left), tuple(both.b[j] for j in right)
        tu = _words(units_a, units_b) if left and right and group not in both.tables else ()
        cap = Cap(units_a, units_b, group in both.pairing.moved, tu, both.tables.get(group))
        out.append((cap, list(work.of(left, right, group))))
    return out


def _ordered(both: Both) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], int]]:
    """Every group and lone unit with the number of its group (-1: none), in the order of B."""
    of_a, of_b = both.pairing.of_a(), both.pairing.of_b()
    rows: list[tuple[float, int, tuple[int, ...], tuple[int, ...], int]] = []
    for j in range(len(both.b)):
        group = of_b.get(j, -1)
        if group < 0:
            rows.append((j, 0, (), (j,), -1))
        elif both.pairing.groups[group][1][0] == j:
            left, right = both.pairing.groups[group]
            rows.append((j, 0, left, right, group))
    anchor = -1.0
    for i in range(len(both.a)):
        group = of_a.get(i, -1)
        if group < 0:
            rows.append((anchor + 0.5, i, (i,), (), -1))
        elif group not in both.pairing.moved:
            anchor = max(both.pairing.groups[group][1])
    for _, _, left, right, group in sorted(rows, key=lambda r: r[:2]):
        yield left, right, group


def _full(unit: Don) -> str:
    return unit.chu + unit.duoi


def _words(a: Sequence[Don], b: Sequence[Don]) -> tuple[Tu, ...]:
    """The words that differ between units, with their endings; units one after another are parted by a line end."""
    return words.changed(*words.alike("\n".join(map(_full, a)), "\n".join(map(_full, b))))


def spots(units: Sequence[Don]) -> tuple[Spot, ...]:
    """Where units stand in their file."""
    out: list[Spot] = []
    for unit in units:
        if unit.bang is not None:
            out += [o.dong[0].doan.spot for row in unit.bang.hang[:1] for o in row.o[:1] if o is not None and o.dong]
        else:
            out += [line.doan.spot for line in unit.dong]
    return tuple(dict.fromkeys(out))


class _Work:
    def __init__(self, both: Both) -> None:
        self.a, self.b, self.pairing, self.tables = both.a, both.b, both.pairing, both.tables
        self.group_a, self.group_b = both.pairing.of_a(), both.pairing.of_b()
        self.off_a, self.off_b = _offs(both.a), _offs(both.b)
        self.last_a, self.last_b = _lasts(both.a), _lasts(both.b)
        self.under_a, self.under_b = _under(both.a), _under(both.b)

    def of(self, left: tuple[int, ...], right: tuple[int, ...], group: int) -> Iterator[ThayDoi]:
        """The changes of one group or lone unit."""
        if not left:
            yield from self._lone(self.b, right[0], self.group_b, self.under_b, Loai.THEM)
        elif not right:
            yield from self._lone(self.a, left[0], self.group_a, self.under_a, Loai.BO)
        elif len(left) > 1 or len(right) > 1:
            yield self._parted(left, right)
        else:
            yield from self._paired(left[0], right[0], group)

    # --- only in one --------------------------------------------------------------------------------------------------

    def _lone(
        self, units: Sequence[Don], n: int, group: dict[int, int], under: Sequence[Sequence[int]], loai: Loai
    ) -> Iterator[ThayDoi]:
        unit = units[n]
        if unit.me >= 0 and unit.me not in group and not _said_alone(units, unit.me):
            return  # told with what it stands under
        if _said_alone(units, n) or (unit.loai == "ket_phu_luc" and self._closed(unit, loai)):
            return
        inside = [k for k in under[n] if k not in group]
        whole = [n, *inside]
        text = "\n".join(filter(None, (_line(units[k]) for k in whole)))
        where = spots([units[k] for k in whole])
        lines = sum(_size(units[k]) for k in inside)
        one = ThayDoi(loai, unit.loai, unit.phan, unit.vi_tri, duoi=lines)
        if loai is Loai.THEM:
            yield replace(one, moi=text, b=where)
        else:
            yield replace(one, cu=text, a=where)

    def _closed(self, unit: Don, loai: Loai) -> bool:
        """Whether the mark that ends an annex stands, in the other document, behind its last words."""
        others, phan = (self.a, unit.phan) if loai is Loai.THEM else (self.b, unit.phan)
        return any(u.phan == phan and u.duoi.endswith("/.") for u in others)

    # --- in both ------------------------------------------------------------------------------------------------------

    def _parted(self, left: tuple[int, ...], right: tuple[int, ...]) -> ThayDoi:
        units_a, units_b = [self.a[i] for i in left], [self.b[j] for j in right]
        loai = Loai.TACH if len(right) > 1 else Loai.NHAP
        one = units_b[0]
        places = " và ".join(u.vi_tri for u in (units_b if loai is Loai.TACH else units_a))
        tu = _words(units_a, units_b)
        return ThayDoi(
            loai, one.loai, one.phan, places if loai is Loai.TACH else one.vi_tri,
            cu="\n".join(map(_full, units_a)), moi="\n".join(map(_full, units_b)),
            vi_tri_cu=units_a[0].vi_tri if loai is Loai.TACH else places,
            tu=tu, cho=_worded(tu), a=spots(units_a), b=spots(units_b),
        )  # fmt: skip

    def _paired(self, i: int, j: int, group: int) -> Iterator[ThayDoi]:
        x, y = self.a[i], self.b[j]
        told = self._moved(i, j, group)
        tu: tuple[Tu, ...] = ()
        if group not in self.tables and self._reworded(i, j):
            tu = words.changed(*words.alike(x.chu, y.chu)) or words.changed(*words.alike(_full(x), _full(y)))
        base = ThayDoi(Loai.SUA, y.loai, y.phan, y.vi_tri, a=spots((x,)), b=spots((y,)))
        reworded = replace(base, cu=_full(x), moi=_full(y), tu=tu, cho=fields.places(tu))
        if told:
            moving = reworded if tu else replace(base, cu=_line(x), moi=_line(y))
            yield replace(moving, loai=Loai.CHUYEN, vi_tri_cu=x.vi_tri)
        elif tu:
            yield reworded
        if group in self.tables:
            yield from table_changes(self.tables[group], x, y)
        elif not told:  # the mark of a point that moved is that of its new place
            yield from self._numbered(i, j, base)

    def _moved(self, i: int, j: int, group: int) -> bool:
        """Whether a unit moved by itself, not with what it stands under."""
        if group not in self.pairing.moved:
            return False
        up_a, up_b = self.a[i].me, self.b[j].me
        if up_a < 0 or up_b < 0:
            return True
        above = self.group_a.get(up_a)
        return not (above is not None and above == self.group_b.get(up_b) and above in self.pairing.moved)

    def _reworded(self, i: int, j: int) -> bool:
        """Whether the words differ; an ending that its place in the list gives is no wording."""
        x, y = self.a[i], self.b[j]
        old, new = words.alike(_full(x), _full(y))
        if old == new:
            return False  # the ending is told apart from the words in lists only
        if old[: len(x.chu)] != new[: len(y.chu)]:
            return True
        if x.duoi == y.duoi:
            return False
        closing = {x.duoi, y.duoi} & {"./.", "/."}
        if closing and {x.duoi, y.duoi} <= {"./.", "/.", ".", ""}:
            return not self.last_a[i] ^ self.last_b[j] and not (_ends(self.a, i) ^ _ends(self.b, j))
        return not self.last_a[i] ^ self.last_b[j]

    def _numbered(self, i: int, j: int, base: ThayDoi) -> Iterator[ThayDoi]:
        """A number that does not follow from its place, or another kind of mark or level."""
        x, y = self.a[i], self.b[j]
        if x.loai in {"kinh_gui", "noi_nhan", "luu"}:
            return
        old, new = self.off_a[i], self.off_b[j]
        as_text = replace(base, loai=Loai.DANH_SO, cu=x.nhan, moi=y.nhan, vi_tri_cu=x.vi_tri)
        if old is not None and new is not None:
            if old[0] != new[0]:
                if x.loai != "phu_luc":
                    yield replace(as_text, truong="kiểu đánh số")
            elif old[1] != new[1] and x.nhan != y.nhan:
                yield replace(as_text, truong="số thứ tự")
        elif x.nhan != y.nhan and not (x.loai == "phu_luc" and x.nhan and y.nhan):
            named = "tiêu đề phụ lục" if x.loai == "phu_luc" else "dấu đầu dòng"
            yield replace(as_text, truong=named if old is new is None else "kiểu đánh số")


def _worded(tu: Sequence[Tu]) -> tuple[ChoSua, ...]:
    """The places that differ in a text that was parted, the line ends themselves aside."""
    return tuple(c for c in fields.places(tu) if c.cu.strip() != c.moi.strip())


def _said_alone(units: Sequence[Don], n: int) -> bool:
    """A mark without words ("Kính gửi:" above a list) is nothing to tell of."""
    return units[n].loai == "kinh_gui" and not units[n].chu


def _line(unit: Don) -> str:
    """A unit in one line, its number included; a table with all its rows, a line a row."""
    if unit.bang is not None:
        rows = (" | ".join(o.chu if o is not None else "" for o in row.o) for row in unit.bang.hang)
        return "\n".join(rows)
    return f"{unit.nhan} {_full(unit)}".strip()


def _size(unit: Don) -> int:
    """How many lines a unit is told in."""
    return 1 if unit.bang is None else len(unit.bang.hang)


def _under(units: Sequence[Don]) -> list[list[int]]:
    """All that stands under each unit, however deep."""
    out: list[list[int]] = [[] for _ in units]
    for n, unit in enumerate(units):
        up, seen = unit.me, 0
        while up >= 0 and seen < 64:
            out[up].append(n)
            up, seen = units[up].me, seen + 1
    return out


def _offs(units: Sequence[Don]) -> list[tuple[str, tuple[int, ...]] | None]:
    """Of each unit the form of its number and how far it is from the one its place asks for; None without one."""
    counters: dict[tuple[int, str], counting.Counter] = {}
    out: list[tuple[str, tuple[int, ...]] | None] = []
    for unit in units:
        number = counting.read(unit.nhan, roman=unit.loai in {"phan", "phu_luc"}) if unit.nhan else None
        if number is None:
            out.append(None)
            continue
        counter = counters.setdefault((unit.me, unit.loai), counting.Counter())
        out.append((number.form, counter.off(number)))
    return out


def _lasts(units: Sequence[Don]) -> list[bool]:
    """Whether each unit is the last of its list: the next one beside it is of another kind, or there is none."""
    out = [True] * len(units)
    latest: dict[tuple[int, str], int] = {}
    for n, unit in enumerate(units):
        kind = "noi_nhan" if unit.loai == "luu" else unit.loai
        before = latest.get((unit.me, unit.o_dau))
        if before is not None:
            other = units[before]
            out[before] = ("noi_nhan" if other.loai == "luu" else other.loai) != kind
        latest[unit.me, unit.o_dau] = n
    return out


def _ends(units: Sequence[Don], n: int) -> bool:
    """Whether a unit is the last of the running text, or of its annex."""
    if n + 1 == len(units):
        return True
    after = units[n + 1]
    return after.o_dau != units[n].o_dau or after.loai == "phu_luc"


def collapse(found: Sequence[ThayDoi]) -> list[tuple[ThayDoi, list[int]]]:
    """The changes with what is alike told once: each with the indexes of those it stands for.

    Alike are marks that changed from one kind to another in many places, and formats: of one component, or of all
    where many components changed alike (another font).
    """
    alike: dict[tuple[object, ...], list[int]] = {}
    parts: dict[tuple[str, str, str], set[str]] = {}
    for one in found:
        if one.loai is Loai.DINH_DANG:
            parts.setdefault((one.truong, one.cu, one.moi), set()).add(one.thanh_phan)
    for n, one in enumerate(found):
        key: tuple[object, ...] = (n,)
        if one.loai is Loai.DANH_SO and one.truong != "số thứ tự":
            key = (one.truong, _form(one.cu), _form(one.moi))
        elif one.loai is Loai.DINH_DANG and one.thanh_phan != "trang":
            key = (one.truong, one.cu, one.moi)
            if len(parts[key]) <= _COLLAPSED:
                key = (one.thanh_phan, *key)
        alike.setdefault(key, []).append(n)
    out = []
    for group in alike.values():
        if len(group) <= _COLLAPSED and found[group[0]].loai is not Loai.DINH_DANG:
            out += [(found[n], [n]) for n in group]
        else:
            out.append((together([found[n] for n in group]), group))
    return sorted(out, key=lambda x: x[1][0])


def _form(mark: str) -> str:
    number = counting.read(mark)
    return number.form if number else mark
