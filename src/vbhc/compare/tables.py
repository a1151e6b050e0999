"""Two tables: which column is which, which row is which, and which cells say something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from vbhc.compare import counting, words
from vbhc.compare.matching import Thing, match
from vbhc.compare.words import plain
from vbhc.model.ban_doc import Bang, HangBang, OBang
from vbhc.model.so_sanh import CapBang, CapHang

Columns = tuple[tuple[int | None, int | None], ...]
BODY = frozenset({"nhom", "thuong", "tong", "danh_so"})
_NAME = 0.6
"""How much the telling cell says of which row a row is; the others share the rest."""
_MOVED = 0.72


def compare(a: Bang, b: Bang) -> CapBang:
    """Pair the columns and rows of two tables."""
    cot = _columns(a, b)
    counted = both_counted(a, b)
    shared = [
        (x, y) for x, y in cot if x is not None and y is not None and not (x in counted[0] and y in counted[1])
    ]  # fmt: skip
    name = _telling(a, b, shared)
    left, right = _Side(a, [x for x, _ in shared], name), _Side(b, [y for _, y in shared], name)
    found = match(left.things, right.things, lambda i, j: _alike(left.rows[i], right.rows[j]), least=0.5, moved=_MOVED)
    pairs = {j: i for i, j in (*found.stay, *found.moved)}
    moved = {j for _, j in found.moved}
    both = [(left.rows[pairs[j]].row, right.rows[j].row) for j in sorted(pairs)]
    other = dict(zip(sorted(pairs), _other(cot, both, counted), strict=True))
    out: list[tuple[float, int, CapHang]] = []
    for j, row in enumerate(right.rows):
        was = left.rows[pairs[j]].row if j in pairs else None
        out.append((j, 0, CapHang(was, row.row, other.get(j, ()), j in moved)))
    stay, paired, anchor = dict(found.stay), set(pairs.values()), -1
    for i, row in enumerate(left.rows):
        anchor = stay.get(i, anchor)
        if i not in paired:
            out.append((anchor + 0.5, i, CapHang(row.row, None)))
    return CapBang(a, b, cot, tuple(cap for _, _, cap in sorted(out, key=lambda x: x[:2])))


def headings(bang: Bang) -> tuple[str, ...]:
    """What each column is headed by, a heading over several columns in each of them."""
    rows = [row.o for row in bang.hang if row.loai == "dau" and sum(o is not None for o in row.o) > 1]
    out = []
    for column, own in enumerate(bang.dau):
        above = [next((o.chu for o in row[column::-1] if o is not None), "") for row in rows]
        out.append(" ".join(dict.fromkeys(filter(None, above))) or own)
    return tuple(out)


def text(cell: OBang | None) -> str:
    """A cell's words as they print."""
    if cell is None:
        return ""
    if any(run.look.caps for line in cell.dong for run in line.runs):
        return words.printed(" ".join(line.in_ra for line in cell.dong if line.chu))
    return words.printed(cell.chu)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as it is matched: its cells' words in the columns both tables have, numbers of rows left out."""

    row: HangBang
    cells: tuple[str, ...]
    name: tuple[str, ...]
    rest: tuple[tuple[str, ...], ...]


class _Side:
    """The rows of a table below its headings, by the columns that say what a row is in both tables.

    `name` is the one of them that tells most, -1 where none does.
    """

    def __init__(self, bang: Bang, columns: Sequence[int], name: int) -> None:
        self.rows = []
        for row in bang.hang:
            if row.loai in BODY:
                cells = tuple(
                    words.usual(text(_over(row, c) if n == name else row.o[c])) for n, c in enumerate(columns)
                )
                rest = tuple(plain(cell) for n, cell in enumerate(cells) if n != name)
                self.rows.append(_Row(row, cells, plain(cells[name]) if name >= 0 else (), rest))
        self.things = [
            Thing((r.row.loai == "thuong", r.cells), (*r.name, *(w for cell in r.rest for w in cell)),
                  name=r.row.row.key or None, group=r.row.loai)
            for r in self.rows
        ]  # fmt: skip


def _over(row: HangBang, column: int) -> OBang | None:
    """The cell over a column, be it one that begins before it: “Tổng cộng” mostly does."""
    return next((o for o in row.o[column::-1] if o is not None), None)


def _telling(a: Bang, b: Bang, shared: Sequence[tuple[int, int]]) -> int:
    """Which of the shared columns tells most of what a row is; numbers tell no more than any other cell."""
    roles = [{a.cot[x], b.cot[y]} for x, y in shared]
    told = [n for n, role in enumerate(roles) if "noi_dung" in role]
    return told[-1] if told else next((n for n, role in enumerate(roles) if not role & {"so", "tien"}), -1)


def _alike(x: _Row, y: _Row) -> float:
    """How alike two rows are: most by the telling cell, the rest by the others, filled ones alone."""
    others = [1.0 if p == q else words.likeness(p, q) for p, q in zip(x.rest, y.rest, strict=True) if p or q]
    rest = sum(others) / len(others) if others else None
    if not x.name and not y.name:
        return rest or 0.0
    name = 1.0 if x.name == y.name else words.likeness(x.name, y.name)
    return name if rest is None else _NAME * name + (1 - _NAME) * rest


def _other(
    cot: Columns, pairs: Sequence[tuple[HangBang, HangBang]], counted: tuple[set[int], set[int]]
) -> list[tuple[int, ...]]:
    """The columns (of `cot`) in which each pair of rows says something else.

    A cell merged over rows that became another is told in the first of them; a row that went from one such cell to
    another is told in its place.
    """
    out: list[list[int]] = [[] for _ in pairs]
    for n, (i, j) in enumerate(cot):
        if i is None or j is None:
            continue
        cells = [(x.o[i], y.o[j]) for x, y in pairs]
        if i in counted[0] and j in counted[1]:
            for row, (x, y) in enumerate(pairs):
                if numbered(x, i)[1] != numbered(y, j)[1]:
                    out[row].append(n)
            continue
        became, told = _became(cells), set()
        for row, (left, right) in enumerate(cells):
            if _alike_cells(left, right) or (id(left), id(right)) in told:
                continue
            out[row].append(n)
            if became.get(id(left)) == id(right):
                told.add((id(left), id(right)))
    return [tuple(columns) for columns in out]


def numbered(row: HangBang, column: int) -> tuple[str, str]:
    """The number of a row in its column of numbers; with the words of a cell that spans more than that column."""
    words_of = text(row.o[column])
    spans = row.o[column + 1 : column + 2] == (None,)
    return counting.parted(words_of) if spans else (words_of, "")


def _became(cells: Sequence[tuple[OBang | None, OBang | None]]) -> dict[int, int]:
    """Which cell of B each cell of A is: of those that share rows the one that says the same, else shares the most."""
    shared = Counter((id(x), id(y)) for x, y in cells)
    same = {(id(x), id(y)) for x, y in cells if _alike_cells(x, y)}
    out: dict[int, int] = {}
    taken: set[int] = set()
    for x, y in sorted(shared, key=lambda pair: (pair not in same, -shared[pair])):
        if x not in out and y not in taken:
            out[x] = y
            taken.add(y)
    return out


def _alike_cells(x: OBang | None, y: OBang | None) -> bool:
    return x is y or words.usual(text(x)) == words.usual(text(y))


def counted_columns(bang: Bang, least: int = 3) -> set[int]:
    """The columns that only number the rows: by their heading, or the first one when it counts on (`least` rows).

    Years follow one another too, but say something: a column with another heading has to count from 1.
    """
    out = {c for c, role in enumerate(bang.cot) if role == "stt"}
    if out or not bang.cot or bang.cot[0] not in {"", "so"}:
        return out
    numbers = [counting.read(o.chu) for row in bang.thuong() if (o := row.o[0]) is not None and o.chu]
    values = [n.steps[-1] for n in numbers if n is not None]
    if len(values) < least or len(values) < len(numbers) or (bang.dau[0] and values[0] != 1):
        return out
    follow = sum(y == x + 1 for x, y in pairwise(values))
    return {0} if follow * 5 >= (len(values) - 1) * 4 else out


def both_counted(a: Bang, b: Bang) -> tuple[set[int], set[int]]:
    """The counted columns of two tables; one too short to be seen as numbered is so when the other is."""
    x, y = counted_columns(a), counted_columns(b)
    return x or (counted_columns(a, 1) if y else y), y or (counted_columns(b, 1) if x else x)


def _columns(a: Bang, b: Bang) -> Columns:
    if a.dau == b.dau:
        return tuple((c, c) for c in range(len(a.dau)))
    named = headings(a), headings(b)
    things = [[Thing((h, c if not h else 0), plain(h), group="") for c, h in enumerate(x)] for x in named]
    heads = [[plain(h) for h in x] for x in named]

    def like(i: int, j: int) -> float:
        role = a.cot[i] == b.cot[j] != ""
        return max(words.likeness(heads[0][i], heads[1][j]), 0.55 if role else 0.0)

    found = match(things[0], things[1], like, least=0.5, moved=0.8)
    pairs = dict((*found.stay, *found.moved))
    if len(a.dau) == len(b.dau):  # a heading that was put in other words is still that column
        free = sorted(set(range(len(b.dau))) - set(pairs.values()))
        pairs |= {c: c for c in range(len(a.dau)) if c not in pairs and c in free}
    back = {j: i for i, j in pairs.items()}
    out: list[tuple[float, int | None, int | None]] = [(j, back.get(j), j) for j in range(len(b.dau))]
    anchor = -1.0
    for i in range(len(a.dau)):
        if i in pairs:
            anchor = pairs[i]
        else:
            out.append((anchor + 0.5, i, None))
    return tuple((i, j) for _, i, j in sorted(out, key=lambda x: (x[0], x[1] is None, x[1] or 0)))
