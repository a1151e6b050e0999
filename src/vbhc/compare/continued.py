"""Tables that a person has cut in two, at the end of a page or by hand: the second goes on where the first ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from vbhc.compare import places
from vbhc.compare.tables import BODY, text
from vbhc.model.ban_doc import Bang, HangBang, OBang
from vbhc.model.so_sanh import Don


def joined(a: Sequence[Don], b: Sequence[Don]) -> tuple[list[Don], list[Don]]:
    """The units of two documents; tables that go on in the next one are one, where the two do not break alike."""
    runs = _runs(a), _runs(b)
    if _break_alike([[a[i] for i in run] for run in runs[0]], [[b[j] for j in run] for run in runs[1]]):
        return list(a), list(b)
    return _whole(a, runs[0]), _whole(b, runs[1])


def _runs(units: Sequence[Don]) -> list[list[int]]:
    """The tables that go on, each with the next ones that they go on in."""
    out: list[list[int]] = []
    for n in range(1, len(units)):
        first, second = units[n - 1].bang, units[n].bang
        if first is None or second is None or units[n - 1].me != units[n].me:
            continue
        if out and out[-1][-1] == n - 1:
            first = units[out[-1][0]].bang
            if first is not None and _goes_on(first, second):
                out[-1].append(n)
        elif _goes_on(first, second):
            out.append([n - 1, n])
    return out


def _goes_on(first: Bang, second: Bang) -> bool:
    """Whether a table with nothing but its end before it goes on from the one above: as many columns, no new heads."""
    headless = not any(row.loai == "dau" for row in second.hang)
    return len(first.dau) == len(second.dau) and (headless or first.dau == second.dau)


def _break_alike(a: list[list[Don]], b: list[list[Don]]) -> bool:
    """Whether the same tables are cut, and no row stands in another piece than before."""
    if [_heads(run) for run in a] != [_heads(run) for run in b]:
        return False
    for left, right in zip(a, b, strict=True):
        pieces = {words: n for n, unit in enumerate(left) for words in _rows(unit)}
        if any(pieces.get(words, n) != n for n, unit in enumerate(right) for words in _rows(unit)):
            return False
    return True


def _heads(run: Sequence[Don]) -> list[tuple[str, ...]]:
    return [unit.bang.dau for unit in run if unit.bang is not None]


def _rows(unit: Don) -> Iterator[tuple[str, ...]]:
    """What each row says, its number aside: that shifts."""
    for row in unit.bang.hang if unit.bang is not None else ():
        if row.loai in BODY:
            yield tuple(said for said in map(text, row.o) if any(c.isalpha() for c in said))


def _whole(units: Sequence[Don], runs: list[list[int]]) -> list[Don]:
    """The units with each run as one table, in the place of its first."""
    after = {n: run[0] for run in runs for n in run[1:]}
    at: dict[int, int] = {}
    out: list[Don] = []
    for n, unit in enumerate(units):
        if n not in after:
            at[n] = len(out)
            out.append(replace(unit, me=at.get(unit.me, -1)))
            continue
        at[n] = at[after[n]]
        whole = out[at[n]]
        if whole.bang is not None and unit.bang is not None:
            out[at[n]] = replace(whole, bang=_longer(whole.bang, unit.bang))
    return [_named(out, unit) for unit in out]


def _named(units: Sequence[Don], unit: Don) -> Don:
    """A table called by its number among those that are left."""
    if unit.bang is None:
        return unit
    same = [u for u in units if u.bang is not None and u.bang.o_dau == unit.bang.o_dau]
    return replace(unit, vi_tri=places.table(unit.bang, 1 + same.index(unit), len(same) > 1))


def _longer(first: Bang, second: Bang) -> Bang:
    """One table of two; the heads that the second repeats are left out."""
    rows = [row for row in second.hang if row.loai != "dau"]
    shift = len(first.hang) - (len(second.hang) - len(rows))
    moved: dict[int, OBang] = {}
    more = []
    for row in rows:
        cells = []
        for cell in row.o:
            if cell is not None:
                cell = moved.setdefault(id(cell), replace(cell, hang=cell.hang + shift))
            cells.append(cell)
        more.append(HangBang(row.loai, tuple(cells), row.row))
    table = replace(first.table, rows=(*first.table.rows, *(row.row for row in rows)))
    return replace(first, table=table, hang=(*first.hang, *more), manh=(*(first.manh or (first,)), second))
