"""Which things of one list are which of another: first what stands in the same order, then what has moved.

Nothing here knows documents. Equal things settle most of it in linear time; what lies between them is compared by
likeness, all with all where it is little, and by rare words where it is much.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

ALL_WITH_ALL = 4_000
"""So many pairs of a stretch are all compared; above, only those that share a rare word."""
_RARE = 8
"""A word in more things than this says nothing of which is which."""
_BEST = 6
"""So many candidates of a thing are compared."""
_DUPLICATES = 12
"""Equal things beyond so many are paired in order only."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What is matched. Things of equal `same` are the same, those of equal `name` (None: has none) are surely one.

    `words` are looked up to find candidates, `weight` says how much it counts to leave it in its place, and things of
    different `group` are paired only when they are the same.
    """

    same: Hashable
    words: tuple[str, ...]
    weight: float = 1.0
    name: Hashable | None = None
    group: Hashable = None


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs of indexes: those in one order in both lists, and those that stand elsewhere."""

    stay: tuple[tuple[int, int], ...]
    moved: tuple[tuple[int, int], ...]


Likeness = Callable[[int, int], float]


def match(
    a: Sequence[Thing], b: Sequence[Thing], like: Likeness, *, least: float = 0.5, moved: float = 0.6
) -> Matching:
    """Match two lists.

    Args:
        a: the things of one list.
        b: those of the other.
        like: how alike two are, 0 … 1; asked only of things of one group.
        least: from which likeness two in the same order are one.
        moved: from which likeness two in different places are one.
    """
    work = _Work(a, b, like, least)
    stay = work.in_order()
    left_a = sorted(set(range(len(a))) - {i for i, _ in stay})
    left_b = sorted(set(range(len(b))) - {j for _, j in stay})
    return Matching(tuple(stay), tuple(sorted(work.elsewhere(left_a, left_b, moved), key=lambda p: p[1])))


class _Work:
    def __init__(self, a: Sequence[Thing], b: Sequence[Thing], like: Likeness, least: float) -> None:
        self.a, self.b, self._like, self._least = a, b, like, least
        self._known: dict[tuple[int, int], float] = {}

    def like(self, i: int, j: int) -> float:
        """The likeness of two, asked once."""
        found = self._known.get((i, j))
        if found is None:
            x, y = self.a[i], self.b[j]
            if x.same == y.same:
                found = 1.0
            elif x.group != y.group or (x.name is not None and y.name is not None and x.name != y.name):
                found = 0.0
            elif x.name is not None and x.name == y.name:
                found = 0.99
            else:
                found = min(self._like(i, j), 0.98)
            self._known[i, j] = found
        return found

    # --- in order -----------------------------------------------------------------------------------------------------

    def in_order(self) -> list[tuple[int, int]]:
        """The heaviest set of pairs that cross nowhere."""
        out: list[tuple[int, int]] = []
        left: list[tuple[int, int, int, int]] = []
        todo = [(0, len(self.a), 0, len(self.b), 0)]
        while todo:
            i, j, k, m, level = todo.pop()
            while i < j and k < m and self.a[i].same == self.b[k].same:
                out.append((i, k))
                i, k = i + 1, k + 1
            while i < j and k < m and self.a[j - 1].same == self.b[m - 1].same:
                j, m = j - 1, m - 1
                out.append((j, m))
            if i == j or k == m:
                continue
            if level == len(_SIGNS):
                left.append((i, j, k, m))
                continue
            fixed = self._anchors(i, j, k, m, level)
            edges = [(i - 1, k - 1), *fixed, (j, m)]
            out += fixed
            todo += [(p + 1, r, q + 1, s, level + 1) for (p, q), (r, s) in pairwise(edges)]
        taken_a, taken_b = {x for x, _ in out}, {y for _, y in out}
        waiting = {thing.same for x, thing in enumerate(self.a) if x not in taken_a}
        waiting &= {thing.same for y, thing in enumerate(self.b) if y not in taken_b}
        for stretch in left:
            out += self._close(*stretch, waiting)
        return sorted(out)

    def _anchors(self, i: int, j: int, k: int, m: int, level: int) -> list[tuple[int, int]]:
        """Things that are the same by a sign which occurs once in each stretch."""
        sign = _SIGNS[level]
        here, there = _once(self.a, i, j, sign), _once(self.b, k, m, sign)
        both = [(x, there[key]) for key, x in here.items() if key in there]
        return heaviest([(x, y, self.a[x].weight) for x, y in both if self.like(x, y) >= self._least])

    def _close(self, i: int, j: int, k: int, m: int, waiting: set[Hashable]) -> list[tuple[int, int]]:
        """By likeness, in a stretch between anchors.

        What has its equal `waiting` in the other list is not taken for something else: it has moved.
        """
        pairs = [
            (x, y, like * like * min(self.a[x].weight, self.b[y].weight) + (0.2 if like == 1 else 0))
            for x, y in self._candidates(range(i, j), range(k, m))
            if (like := self.like(x, y)) == 1
            or (like >= self._least and self.a[x].same not in waiting and self.b[y].same not in waiting)
        ]
        return heaviest(pairs)

    # --- candidates ---------------------------------------------------------------------------------------------------

    def _candidates(self, left: Sequence[int], right: Sequence[int]) -> Iterable[tuple[int, int]]:
        if len(left) * len(right) <= ALL_WITH_ALL:
            return [(x, y) for x in left for y in right]
        out: set[tuple[int, int]] = set()
        by_same: dict[Hashable, list[int]] = defaultdict(list)
        by_word: dict[str, list[int]] = defaultdict(list)
        for y in right:
            by_same[self.b[y].same].append(y)
            for word in set(_marks(self.b[y].words)):
                by_word[word].append(y)
        seen: Counter[Hashable] = Counter()
        for x in left:
            equal = by_same.get(self.a[x].same, [])
            nth = seen[self.a[x].same]
            seen[self.a[x].same] += 1
            out |= {(x, y) for y in (equal if len(equal) <= _DUPLICATES else equal[nth : nth + 1])}
            votes: Counter[int] = Counter()
            for word in sorted(set(_marks(self.a[x].words))):
                found = by_word.get(word, ())
                if len(found) <= _RARE:
                    votes.update(found)
            out |= {(x, y) for y, _ in votes.most_common(_BEST)}
        return sorted(out)

    # --- elsewhere ----------------------------------------------------------------------------------------------------

    def elsewhere(self, left: list[int], right: list[int], least: float) -> list[tuple[int, int]]:
        """What is left, paired by likeness wherever it stands; the likest first, then the nearest."""
        found = [
            (-like, abs(x - y), x, y)
            for x, y in self._candidates(left, right)
            if (like := self.like(x, y)) >= least
        ]  # fmt: skip
        used_a: set[int] = set()
        used_b: set[int] = set()
        out = []
        for _, _, x, y in sorted(found):
            if x not in used_a and y not in used_b:
                used_a.add(x)
                used_b.add(y)
                out.append((x, y))
        return out


def _same(thing: Thing) -> Hashable | None:
    return thing.same


def _name(thing: Thing) -> Hashable | None:
    return thing.name


def _begins(thing: Thing) -> Hashable | None:
    return (thing.group, thing.words[:8]) if len(thing.words) >= 8 else None


_SIGNS = (_same, _name, _begins)
"""What is the same comes before what bears the same name: names that only count things shift when one is put in."""


def _once(
    things: Sequence[Thing], start: int, end: int, sign: Callable[[Thing], Hashable | None]
) -> dict[Hashable, int]:
    """The things of a stretch that alone have their sign."""
    found: dict[Hashable, int] = {}
    twice: set[Hashable] = set()
    for n in range(start, end):
        key = sign(things[n])
        if key is None:
            continue
        if key in found:
            twice.add(key)
        found[key] = n
    return {key: n for key, n in found.items() if key not in twice}


def _marks(words: tuple[str, ...]) -> Iterable[str]:
    """What a thing is looked up by: its words, and each two together."""
    yield from words
    yield from (f"{x} {y}" for x, y in pairwise(words))


def heaviest(pairs: Iterable[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The set of pairs, rising in both, that weighs most together; in order. n log n."""
    rows = sorted(pairs, key=lambda p: (p[0], -p[1]))  # falling in the second, so that one `a` is taken once
    columns = sorted({j for _, j, _ in rows})
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(columns) + 1)
    best: list[tuple[float, int]] = []
    for n, (_, j, weight) in enumerate(rows):
        at = bisect_left(columns, j)
        total, before = 0.0, -1
        k = at
        while k > 0:
            if tree[k][0] > total:
                total, before = tree[k]
            k -= k & -k
        best.append((total + weight, before))
        k = at + 1
        while k <= len(columns):
            if best[n][0] > tree[k][0]:
                tree[k] = (best[n][0], n)
            k += k & -k
    out = []
    at = max(range(len(best)), key=lambda n: best[n][0], default=-1)
    while at >= 0:
        out.append(rows[at][:2])
        at = best[at][1]
    return out[::-1]
