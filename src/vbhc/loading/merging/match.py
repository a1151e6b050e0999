"""Which of one list is which of another: in order, moved, or changed but alike; in nearly linear time."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from vbhc.loading.locating_units import fold, shingles

ENOUGH = 0.5
"""So much must two units share, of their syllables and neighbours, to be the same unit changed."""
MEET = 3
"""So many equal members in a row are a meeting."""
_AHEAD = sorted(((x, y) for x in range(13) for y in range(13) if x or y), key=lambda p: (max(p), abs(p[0] - p[1])))
LITTLE = 0.2
"""So much between the same neighbours."""
SURE = 0.8
"""So much where both have a name and the names differ: an item whose name was changed."""
MAX_ROUNDS = 12
"""So often a stretch is cut at what stands once in it; what is left after that counts as different."""
MAX_HOLDERS = 24
"""A syllable that more units than this hold tells nothing about which is which."""
MAX_UNLIKE = 50_000
"""With more units that nothing else matches, likeness is not asked."""
MAX_PAIRS = 400
"""Nor between the same neighbours with more pairs to compare."""
_SEEN = 600
"""A unit is known by the letters it opens with."""


class Like(Protocol):
    """What can be matched."""

    @property
    def key(self) -> str:
        """What it is called among its siblings, "" when nothing is known to call it."""

    @property
    def firm(self) -> bool:
        """Whether its key is known to be one, and not only looks so."""

    @property
    def name(self) -> str:
        """The words that say what it is, if there are more beside them: its title, its first cell of words."""

    @property
    def loose(self) -> bytes:
        """Its words."""

    def text(self) -> str:
        """Its text."""


def rising(numbers: Sequence[int]) -> list[int]:
    """Positions of a longest rising run; the same for the same numbers."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for i, number in enumerate(numbers):
        place = bisect_left(tails, number)
        before.append(at[place - 1] if place else -1)
        tails[place : place + 1] = [number]
        at[place : place + 1] = [i]
    out = []
    i = at[-1] if at else -1
    while i >= 0:
        out.append(i)
        i = before[i]
    return out[::-1]


def in_order(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pairs of equal members, rising in both: ends first, then between members that stand once (patience)."""
    out: list[tuple[int, int]] = []
    todo = [(0, len(a), 0, len(b), MAX_ROUNDS)]
    while todo:
        a0, a1, b0, b1, rounds = todo.pop()
        while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
            out.append((a0, b0))
            a0, b0 = a0 + 1, b0 + 1
        while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1]:
            a1, b1 = a1 - 1, b1 - 1
            out.append((a1, b1))
        if a0 == a1 or b0 == b1:
            continue
        ones = _once(b, b0, b1) if rounds else {}
        pairs = [(i, ones[x]) for x, i in _once(a, a0, a1).items() if x in ones] if ones else []
        kept = [pairs[n] for n in rising([j for _, j in pairs])]
        if not kept:
            out += _side_by_side(a, b, (a0, a1), (b0, b1))
            continue
        for (i, j), (i2, j2) in pairwise([(a0 - 1, b0 - 1), *kept, (a1, b1)]):
            todo.append((i + 1, i2, j + 1, j2, rounds - 1))
        out += kept
    return sorted(out)


def _side_by_side(
    a: Sequence[Hashable], b: Sequence[Hashable], of_a: tuple[int, int], of_b: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """Pairs in a stretch whose members repeat: both are read along, and where they part the next meeting is sought."""
    (i, end_a), (j, end_b) = of_a, of_b
    while i < end_a and j < end_b:
        if a[i] == b[j]:
            yield i, j
            i, j = i + 1, j + 1
            continue
        meet = (1, 1)
        for x, y in _AHEAD:
            if i + x + MEET <= end_a and j + y + MEET <= end_b and a[i + x : i + x + MEET] == b[j + y : j + y + MEET]:
                meet = x, y
                break
        i, j = i + meet[0], j + meet[1]


def _once(x: Sequence[Hashable], start: int, end: int) -> dict[Hashable, int]:
    """Members that stand once in a stretch, in order, with their places."""
    count = Counter(x[start:end])
    return {x[i]: i for i in range(start, end) if count[x[i]] == 1}


def match(a: Sequence[Like], b: Sequence[Like], *, firm: bool) -> list[int]:
    """For each of `b` the index of what it was in `a`, -1 for what is new.

    By key, a name of one's own before a key that only looks like one; by name; else equal words in order; else equal
    words elsewhere (moved); else alike; else, between the same neighbours and as many as before, one by one (rewritten
    in place). Where keys are `firm` (those of a mapping), two different keys are never the same.
    """
    out = [-1] * len(b)
    guessed = any(x.key and not x.firm for x in (*a, *b))
    if guessed:
        _by_name(a, b, out)
    keys = {a[i].key: i for i in _left(a, b, out)[0] if a[i].key}
    for j, x in enumerate(b):
        if x.key and out[j] < 0:
            out[j] = keys.pop(x.key, -1)
    if not guessed:
        _by_name(a, b, out)
    left_a, left_b = _left(a, b, out)
    for i, j in in_order([a[i].loose for i in left_a], [b[j].loose for j in left_b]):
        if _may(a[left_a[i]], b[left_b[j]]):
            out[left_b[j]] = left_a[i]
    left_a, left_b = _left(a, b, out)
    held: dict[bytes, deque[int]] = defaultdict(deque)
    for i in left_a:
        held[a[i].loose].append(i)
    for j in left_b:
        queue = held.get(b[j].loose)
        if queue and _may(a[queue[0]], b[j]):
            out[j] = queue.popleft()
    left_a, left_b = _left(a, b, out)
    if left_a and left_b and len(left_a) + len(left_b) <= MAX_UNLIKE:
        _alike(a, b, left_a, left_b, out, firm=firm)
    _in_place(a, b, out)
    return out


def certain(x: Like, y: Like) -> bool:
    """Whether two that were matched are surely one thing: what each side changed in it may be put together.

    One that was called otherwise may be another, put in where the first was taken out.
    """
    if x.loose == y.loose or x.name == y.name:
        return True
    return x.key != "" and x.key == y.key and (x.firm or _likeness(x.name, y.name) >= LITTLE)


def _likeness(x: str, y: str) -> float:
    """How much of their syllables and neighbours two texts share."""
    mine, theirs = shingles(fold(x[:_SEEN])), shingles(fold(y[:_SEEN]))
    return 2 * len(mine & theirs) / (len(mine) + len(theirs) or 1)


def _by_name(a: Sequence[Like], b: Sequence[Like], out: list[int]) -> None:
    """What only one on either side is called."""
    count_a, count_b = Counter(x.name for x in a), Counter(x.name for x in b)
    free = set(_left(a, b, out)[0])
    named = {x.name: i for i, x in enumerate(a) if i in free and x.name and count_a[x.name] == 1}
    for j, y in enumerate(b):
        i = named.get(y.name, -1) if out[j] < 0 and count_b[y.name] == 1 else -1
        if i >= 0 and not (a[i].firm and y.firm and not _may(a[i], y)):
            out[j] = i


def _left(a: Sequence[Like], b: Sequence[Like], out: list[int]) -> tuple[list[int], list[int]]:
    taken = set(out)
    return [i for i in range(len(a)) if i not in taken], [j for j in range(len(b)) if out[j] < 0]


def _may(x: Like, y: Like) -> bool:
    return not (x.key and y.key and x.key != y.key)


def _alike(
    a: Sequence[Like], b: Sequence[Like], left_a: list[int], left_b: list[int], out: list[int], *, firm: bool
) -> None:
    mine = {i: shingles(fold(a[i].text()[:_SEEN])) for i in left_a}
    holders: dict[str, list[int]] = defaultdict(list)
    for i in left_a:
        for piece in mine[i]:
            holders[piece].append(i)
    scored: list[tuple[float, int, int, int]] = []
    for j in left_b:
        theirs = shingles(fold(b[j].text()[:_SEEN]))
        hits: Counter[int] = Counter()
        for piece in theirs:
            found = holders.get(piece, ())
            if len(found) <= MAX_HOLDERS:
                hits.update(found)
        near = sorted(hits, key=lambda i: (-hits[i], abs(i - j), i))[:5]
        for i in near:
            score = 2 * len(theirs & mine[i]) / (len(theirs) + len(mine[i]))
            if score >= ENOUGH if _may(a[i], b[j]) else score >= SURE and not firm:
                scored.append((-score, abs(i - j), i, j))
    gone: set[int] = set()
    for _, _, i, j in sorted(scored):
        if i not in gone and out[j] < 0:
            out[j] = i
            gone.add(i)


def _in_place(a: Sequence[Like], b: Sequence[Like], out: list[int]) -> None:
    """Between the same neighbours a little likeness is enough, and none where there are as many as before."""
    taken = set(out)
    j = 0
    while j < len(b):
        end = j
        while end < len(b) and out[end] < 0:
            end += 1
        here = range((out[j - 1] if j else -1) + 1, out[end] if end < len(b) else len(a))
        if end > j and here and all(i not in taken for i in here):
            if len(here) * (end - j) <= MAX_PAIRS:
                _near(a, b, here, range(j, end), out)
            same = len(here) == end - j and all(out[k] < 0 for k in range(j, end))
            for i, k in zip(here, range(j, end), strict=False) if same else ():
                out[k] = i if _may(a[i], b[k]) else -1
        j = end + 1


def _near(a: Sequence[Like], b: Sequence[Like], here: range, there: range, out: list[int]) -> None:
    mine = {i: shingles(fold(a[i].text()[:_SEEN])) for i in here}
    theirs = {j: shingles(fold(b[j].text()[:_SEEN])) for j in there}
    scored = []
    for i in here:
        for j in there:
            score = 2 * len(mine[i] & theirs[j]) / (len(mine[i]) + len(theirs[j]) or 1)
            if score >= LITTLE and _may(a[i], b[j]):
                scored.append((-score, abs(i - here[0] - j + there[0]), i, j))
    pairs: list[tuple[int, int]] = []
    for _, _, i, j in sorted(scored):
        if all((i < x and j < y) or (i > x and j > y) for x, y in pairs):
            pairs.append((i, j))
            out[j] = i


__all__ = ["Like", "certain", "in_order", "match", "rising"]
