"""Which section of one document is which of the other: the one that most of the same stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from vbhc.model.so_sanh import Don


def stands_in(unit: Don) -> int:
    """The section a unit stands in, from 0; -1 for what stands in none or in many."""
    if unit.bang is not None:
        return unit.bang.table.section
    return unit.dong[0].doan.section if unit.dong and unit.o_dau != "le" else -1


def elected(votes: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pairs of sections with the most votes, each section once; -1 stands for none."""
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    for (i, j), _ in sorted(Counter(votes).items(), key=lambda item: (-item[1], item[0])):
        if i >= 0 and j >= 0 and i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            yield i, j


def same(a: Sequence[Don], b: Sequence[Don]) -> list[tuple[int, int]]:
    """The pairs, before any unit is paired: by what reads the same in both documents, and nowhere else in either."""
    found = [{n for n, count in Counter(u.chu for u in units).items() if count == 1 and n} for units in (a, b)]
    where = {unit.chu: stands_in(unit) for unit in a}
    return list(elected((where[unit.chu], stands_in(unit)) for unit in b if unit.chu in found[0] & found[1]))
