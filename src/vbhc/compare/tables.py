"""Two tables: which column is which, which row is which, and which cells say something else."""

from __future__ import annotations

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
    counted = counted_columns(a), counted_columns(b)
    shared = [
        (x, y) for x, y in cot if x is not None and y is not None and x not in counted[0] and y not in counted[1]
    ]  # fmt: skip
    left, right = _Side(a, [x for x, _ in shared]), _Side(b, [y for _, y in shared])
    found = match(left.things, right.things, lambda i, j: _alike(left.rows[i], right.rows[j]), least=0.5, moved=_MOVED)
    pairs = {j: (i, False) for i, j in found.stay} | {j: (i, True) for i, j in found.moved}
    out: list[tuple[float, int, CapHang]] = []
    for j, row in enumerate(right.rows):
        i, moved = pairs.get(j, (-1, False))
        if i < 0:
            out.append((j, 0, CapHang(None, row.row)))
        else:
            out.append((j, 0, CapHang(left.rows[i].row, row.row, _other(cot, left.rows[i], row, counted), moved)))
    stay, paired, anchor = dict(found.stay), {i for i, _ in (*found.stay, *found.moved)}, -1
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
    at: int
    cells: tuple[str, ...]
    name: tuple[str, ...]
    rest: tuple[tuple[str, ...], ...]


class _Side:
    """The rows of a table below its headings, by the columns that say what a row is in both tables."""

    def __init__(self, bang: Bang, columns: Sequence[int]) -> None:
        told = [c for c in columns if bang.cot[c] == "noi_dung"]
        name = told[-1] if told else next(iter(columns), -1)
        self.rows = []
        for at, row in enumerate(bang.hang, start=1):
            if row.loai in BODY:
                cells = tuple(words.usual(text(row.o[c])) for c in columns)
                self.rows.append(_Row(row, at, cells, *_parts(cells, columns, name)))
        self.things = [
            Thing((r.row.loai == "thuong", r.cells), (*r.name, *(w for cell in r.rest for w in cell)),
                  name=r.row.row.key or None, group=r.row.loai)
            for r in self.rows
        ]  # fmt: skip


def _parts(
    cells: tuple[str, ...], columns: Sequence[int], name: int
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    telling: tuple[str, ...] = ()
    rest = []
    for chu, column in zip(cells, columns, strict=True):
        if column == name:
            telling = plain(chu)
        else:
            rest.append(plain(chu))
    return telling, tuple(rest)


def _alike(x: _Row, y: _Row) -> float:
    """How alike two rows are: most by the telling cell, the rest by the others, filled ones alone."""
    others = [1.0 if p == q else words.likeness(p, q) for p, q in zip(x.rest, y.rest, strict=True) if p or q]
    rest = sum(others) / len(others) if others else None
    if not x.name and not y.name:
        return rest or 0.0
    name = 1.0 if x.name == y.name else words.likeness(x.name, y.name)
    return name if rest is None else _NAME * name + (1 - _NAME) * rest


def _other(cot: Columns, x: _Row, y: _Row, counted: tuple[set[int], set[int]]) -> tuple[int, ...]:
    """The columns (of `cot`) in which a pair of rows says something else.

    A cell merged with the one above is told in the row where it stands.
    """
    out = []
    for n, (i, j) in enumerate(cot):
        if i is None or j is None or i in counted[0] or j in counted[1]:
            continue
        left, right = x.row.o[i], y.row.o[j]
        on = (left is not None and left.hang != x.at) and (right is not None and right.hang != y.at)
        if not on and words.usual(text(left)) != words.usual(text(right)):
            out.append(n)
    return tuple(out)


def counted_columns(bang: Bang) -> set[int]:
    """The columns that only number the rows: by their heading, or the first one when its numbers follow one another."""
    out = {c for c, role in enumerate(bang.cot) if role == "stt"}
    if out or not bang.cot or bang.cot[0] not in {"", "so"}:
        return out
    numbers = [counting.read(o.chu) for row in bang.thuong() if (o := row.o[0]) is not None and o.chu]
    values = [n.steps[-1] for n in numbers if n is not None]
    follow = sum(y == x + 1 for x, y in pairwise(values))
    return {0} if len(values) >= 3 and len(values) == len(numbers) and follow * 5 >= (len(values) - 1) * 4 else out


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
