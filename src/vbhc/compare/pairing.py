"""Which unit of one document is which of the other: the head and foot by component, the text by order and likeness."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from vbhc.compare import words
from vbhc.compare.matching import Likeness, Matching, Thing, heaviest, match
from vbhc.compare.words import plain
from vbhc.model.so_sanh import Don

ATTACHED = frozenset({"phu_luc", "kem_theo", "ket_phu_luc"})
"""Units that say little themselves and go with what stands under their annex."""
APART = ATTACHED | {"le"}
"""These, and the margins of pages: neither split nor rewritten as another, for each is told of its own pages."""
OWN_PARTS = frozenset({"le", "note"})
"""What stands apart from the text in the file itself: margins of pages, notes."""
REWRITTEN = 0.25
"""From this likeness the one unit gone and the one come between the same neighbours are one, rewritten."""
ELSEWHERE = 0.75
"""From this likeness what one document has in its head, foot or text is what the other has in another of them."""
_SHORT, SURE = 8, 0.8
"""Texts of fewer words that stand in different places are one only from this likeness: many say nearly the same."""
_NEVER = 2.0
_RARER, _WHOLES = 12, 8
"""By so many of its words the texts are sought that a piece may be of, and so many are tried."""
WHOLE = 0.85
"""How much of a text must be in its pieces for it to be split, or joined of them."""


@dataclass(slots=True)
class Pairing:
    """Groups of indexes (of A, of B): one and one, or one and several; what is in no group is only in one document."""

    groups: list[tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=list)
    moved: set[int] = field(default_factory=set)
    """The groups (by index) that stand elsewhere."""

    def of_a(self) -> dict[int, int]:
        """The group of each unit of A that has one."""
        return {i: n for n, (left, _) in enumerate(self.groups) for i in left}

    def of_b(self) -> dict[int, int]:
        """The group of each unit of B that has one."""
        return {j: n for n, (_, right) in enumerate(self.groups) for j in right}


def pair(a: Sequence[Don], b: Sequence[Don]) -> Pairing:
    """Pair the units of two documents."""
    work = _Work(a, b)
    for zone in ("dau", "cuoi", "note"):
        for loai in dict.fromkeys(u.loai for u in (*a, *b) if u.o_dau == zone):
            work.component(zone, loai)
    work.margins()
    work.flow()
    work.split_and_joined()
    work.moved()
    work.rewritten()
    work.elsewhere()
    work.attach()
    work.under_their_own()
    work.order()
    return work.out


class _Work:
    def __init__(self, a: Sequence[Don], b: Sequence[Don]) -> None:
        self.a, self.b = a, b
        self.words_a, self.words_b = [_words(u) for u in a], [_words(u) for u in b]
        self.out = Pairing()
        self.used_a: set[int] = set()
        self.used_b: set[int] = set()

    def like(self, i: int, j: int) -> float:
        """How alike two units are."""
        x, y = self.a[i], self.b[j]
        if x.bang is not None and y.bang is not None:
            return _tables(x, y, self.words_a[i], self.words_b[j])
        return words.likeness(self.words_a[i], self.words_b[j])

    def add(self, left: tuple[int, ...], right: tuple[int, ...]) -> None:
        """Take a group in."""
        self.out.groups.append((left, right))
        self.used_a.update(left)
        self.used_b.update(right)

    def matched(
        self, left: Sequence[int], right: Sequence[int], least: float, moved: float, like: Likeness | None = None
    ) -> None:
        """Match some units of each document; `like` says how alike two are, by their words if nothing else is given."""
        like = like or self.like
        found: Matching = match(
            [_thing(self.a[i], self.words_a[i]) for i in left],
            [_thing(self.b[j], self.words_b[j]) for j in right],
            lambda x, y: like(left[x], right[y]),
            least=least,
            moved=moved,
        )
        for x, y in (*found.stay, *found.moved):
            self.add((left[x],), (right[y],))

    def sure(self, i: int, j: int) -> float:
        """How alike two units in different places are; nothing where they are short and say only part of the same."""
        like = self.like(i, j)
        return like if like >= SURE or min(len(self.words_a[i]), len(self.words_b[j])) >= _SHORT else 0.0

    def component(self, zone: str, loai: str) -> None:
        """A component of the head or the foot: one text is that text; lists by their lines."""
        left = [i for i, u in enumerate(self.a) if u.o_dau == zone and u.loai == loai]
        right = [j for j, u in enumerate(self.b) if u.o_dau == zone and u.loai == loai]
        if len(left) == 1 == len(right) and loai not in {"noi_nhan", "kinh_gui"}:
            self.add((left[0],), (right[0],))
        else:
            self.matched(left, right, 0.5, 0.7)

    def margins(self) -> None:
        """Headers and footers: those of the same pages, which are called the same."""
        called: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, units in enumerate((self.a, self.b)):
            for n, unit in enumerate(units):
                if unit.o_dau == "le":
                    called[unit.vi_tri][side].append(n)
        for left, right in called.values():
            if len(left) == 1 == len(right):
                self.add((left[0],), (right[0],))
            else:
                self.matched(left, right, 0.5, 0.7)

    def flow(self) -> None:
        """The running text, tables and annexes included: what stands in one order, and what is the same elsewhere."""
        self.matched(self._free(self.a, self.used_a, ""), self._free(self.b, self.used_b, ""), 0.5, 1.0)

    def moved(self) -> None:
        """What of the running text is left and alike, wherever it stands."""
        left, right = self._free(self.a, self.used_a, ""), self._free(self.b, self.used_b, "")
        self.matched(left, right, _NEVER, 0.6, self.sure)

    @staticmethod
    def _free(units: Sequence[Don], used: set[int], zone: str | None = None) -> list[int]:
        return [
            n
            for n, u in enumerate(units)
            if n not in used and u.loai not in ATTACHED and (zone is None or u.o_dau == zone)
        ]

    def rewritten(self) -> None:
        """One unit gone and one come in the same place and of the same level are one that was rewritten."""
        for left, right in self._gaps():
            if len(left) == 1 == len(right):
                i, j = left[0], right[0]
                x, y = self.a[i], self.b[j]
                if x.loai == y.loai and x.o_dau == y.o_dau and (x.bang is not None or self.like(i, j) >= REWRITTEN):
                    self.add((i,), (j,))

    def _gaps(self) -> Iterable[tuple[list[int], list[int]]]:
        """What is unpaired between two neighbours that stay, in both documents."""
        stay = [(left[0], right[0], 1.0) for left, right in self.out.groups]
        rising = heaviest(stay)  # the head may be laid out in another order
        edges = [(-1, -1), *rising, (len(self.a), len(self.b))]
        for (i, j), (k, m) in pairwise(edges):
            left = [n for n in range(i + 1, k) if n not in self.used_a and self.a[n].loai not in APART]
            right = [n for n in range(j + 1, m) if n not in self.used_b and self.b[n].loai not in APART]
            if left and right:
                yield left, right

    def split_and_joined(self) -> None:
        """A text that became two or three in a row, or the other way round."""
        self._pieces(self.a, self.b, self.words_a, self.words_b, swapped=False)
        self._pieces(self.b, self.a, self.words_b, self.words_a, swapped=True)

    def _pieces(
        self, one: Sequence[Don], many: Sequence[Don], own: Sequence[Sequence[str]], others: Sequence[Sequence[str]],
        *, swapped: bool,
    ) -> None:  # fmt: skip
        """Find texts of `one` whose words stand in two or three texts of `many` that follow one another."""
        used_one, used_many = (self.used_b, self.used_a) if swapped else (self.used_a, self.used_b)
        free = [j for j, u in enumerate(many) if j not in used_many and u.bang is None and u.loai not in APART]
        if not free:
            return
        group_of: dict[int, int] = {}
        whole_of: dict[int, int] = {}
        for n, (left, right) in enumerate(self.out.groups):
            if len(left) == 1 == len(right):
                i, j = (right[0], left[0]) if swapped else (left[0], right[0])
                group_of[i], whole_of[j] = n, i
        spare = {i for i, u in enumerate(one) if i not in used_one and u.bang is None and u.loai not in APART}
        search = _Search(one, many, own, others, used_many, whole_of)
        saying = _saying(own, spare)
        for j in free:
            if j in used_many:
                continue
            near = {whole_of[k] for k in (j - 1, j + 1) if k in whole_of} | (_wholes(others[j], saying) & spare)
            i, pieces = search.best(j, near)
            if i in group_of:
                n = group_of[i]
                old = self.out.groups[n][0 if swapped else 1][0]
                if old in pieces:
                    self.out.groups[n] = (pieces, (i,)) if swapped else ((i,), pieces)
                    used_many.update(pieces)
            elif i in spare:
                self.add(*((pieces, (i,)) if swapped else ((i,), pieces)))
                spare.discard(i)

    def elsewhere(self) -> None:
        """What stands in another part of the other document: a line that was taken for something else there.

        Which lines are notes or margins no one takes, a Word file says it; where one document is but text, none does.
        """
        left, right = self._free(self.a, self.used_a), self._free(self.b, self.used_b)
        if _in_parts(self.a) and _in_parts(self.b):
            left = [i for i in left if self.a[i].o_dau not in OWN_PARTS]
            right = [j for j in right if self.b[j].o_dau not in OWN_PARTS]
        if left and right:
            found = match(
                [_thing(self.a[i], self.words_a[i]) for i in left],
                [_thing(self.b[j], self.words_b[j]) for j in right],
                lambda x, y: self._from_elsewhere(left[x], right[y]),
                least=ELSEWHERE,
                moved=ELSEWHERE,
            )
            for x, y in (*found.stay, *found.moved):
                self.add((left[x],), (right[y],))

    def _from_elsewhere(self, i: int, j: int) -> float:
        """How surely one is the other; what stands in the margins of other pages is not."""
        return 0.0 if self.a[i].o_dau == "le" == self.b[j].o_dau else self.sure(i, j)

    def attach(self) -> None:
        """Headings of annexes go with what stands under them."""
        group_of = self.out.of_a()
        votes: dict[int, Counter[int]] = defaultdict(Counter)
        for i, unit in enumerate(self.a):
            above = _annex(self.a, i)
            if above < 0 or i not in group_of or unit.loai in ATTACHED:
                continue
            for j in self.out.groups[group_of[i]][1]:
                other = _annex(self.b, j)
                if other >= 0:
                    votes[above][other] += 10 if unit.loai == "ten_phu_luc" else 1
        taken: set[int] = set()
        headings_a = [i for i, u in enumerate(self.a) if u.loai == "phu_luc"]
        headings_b = [j for j, u in enumerate(self.b) if u.loai == "phu_luc"]
        pairs: dict[int, int] = {}
        ranked = sorted((-n, i, j) for i, found in votes.items() for j, n in found.items())
        for _, i, j in ranked:
            if i not in pairs and j not in taken:
                pairs[i] = j
                taken.add(j)
        left = [i for i in headings_a if i not in pairs and not votes.get(i)]
        right = [j for j in headings_b if j not in taken]
        if len(left) == len(right):  # nothing under them says more: empty annexes, in order
            pairs.update(zip(left, right, strict=True))
        for i, j in sorted(pairs.items()):
            self.add((i,), (j,))
            for loai in sorted(ATTACHED - {"phu_luc"}):
                lines = [[n for n, u in enumerate(units) if u.loai == loai and u.me == top]
                         for units, top in ((self.a, i), (self.b, j))]  # fmt: skip
                for x, y in zip(*lines, strict=False):
                    self.add((x,), (y,))

    def under_their_own(self) -> None:
        """The same words in several places are paired where what they stand under is paired."""
        same: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, units in enumerate((self.a, self.b)):
            for n, unit in enumerate(units):
                if unit.chu and unit.bang is None and unit.o_dau == "":
                    same[unit.chu][side].append(n)
        partner = {left[0]: right[0] for left, right in self.out.groups if len(left) == 1 == len(right)}
        back = {j: i for i, j in partner.items()}
        several = {i: js for left, js in same.values() if max(len(left), len(js)) > 1 for i in left}
        for i in sorted(several):  # what a unit stands under comes before it
            up = self.a[i].me
            above = partner.get(up, -2) if up >= 0 else -1
            now = partner.get(i)
            if (i in self.used_a and now is None) or (now is not None and self.b[now].chu != self.a[i].chu):
                continue
            if now is not None and self.b[now].me == above:
                continue
            for j in several[i]:
                k = back.get(j)
                held = k is not None and self.a[k].chu == self.a[i].chu
                own = k is not None and partner.get(self.a[k].me, -2 if self.a[k].me >= 0 else -1) == self.b[j].me
                if self.b[j].me != above or (j in self.used_b and not held) or own:
                    continue
                if now is not None:
                    del back[now]
                partner[i], back[j] = j, i
                if k is not None:
                    del partner[k]
                    if now is not None:
                        partner[k], back[now] = now, k
                break
        kept = [g for g in self.out.groups if len(g[0]) > 1 or len(g[1]) > 1]
        self.out.groups = [*kept, *(((i,), (j,)) for i, j in sorted(partner.items()))]
        self.used_a = {i for left, _ in self.out.groups for i in left}
        self.used_b = {j for _, right in self.out.groups for j in right}

    def order(self) -> None:
        """What moved: all that does not stand in the one order that the most words keep, stretch by stretch."""
        self.out.moved = set()
        under = Counter(u.me for u in self.a)  # a heading stays where the points under it are many
        by_zone: dict[tuple[str, str], list[tuple[int, int, float, int]]] = defaultdict(list)
        for n, (left, right) in enumerate(self.out.groups):
            x, y = self.a[left[0]], self.b[right[0]]
            if x.o_dau == y.o_dau:
                weight = 0.01 if x.loai in ATTACHED else _thing(x, self.words_a[left[0]]).weight + under[left[0]]
                by_zone[x.o_dau, "" if x.o_dau == "" else x.loai].append((left[0], right[0], weight, n))
        for rows in by_zone.values():
            stay = set(heaviest((i, j, weight) for i, j, weight, _ in rows))
            self.out.moved |= {n for i, j, _, n in rows if (i, j) not in stay}


@dataclass(frozen=True, slots=True)
class _Search:
    """For the texts of `one` that became several of `many`; `own`, `others` are their words.

    `used` are those of `many` that are paired, `whole_of` the one text of `one` that each is paired with alone.
    """

    one: Sequence[Don]
    many: Sequence[Don]
    own: Sequence[Sequence[str]]
    others: Sequence[Sequence[str]]
    used: set[int]
    whole_of: dict[int, int]

    def best(self, j: int, wholes: Iterable[int]) -> tuple[int, tuple[int, ...]]:
        """The whole and the pieces, `j` among them, that say it best and better than one of them alone; -1 for none."""
        best: tuple[float, int, tuple[int, ...]] = (WHOLE, -1, ())
        for i in sorted(wholes):
            if self.one[i].bang is not None or len(self.own[i]) < 4:
                continue
            for pieces in _runs(j, len(self.many)):
                if not all(self._may(k, i) for k in pieces):
                    continue
                like = words.likeness(self.own[i], [w for k in pieces for w in self.others[k]])
                alone = max(words.likeness(self.own[i], self.others[k]) for k in pieces)
                if like > best[0] and like > alone + 0.05:
                    best = (like, i, pieces)
        return best[1:]

    def _may(self, k: int, i: int) -> bool:
        """Whether a text has words, stands where the whole does, and is paired with no other."""
        unit = self.many[k]
        free = k not in self.used or self.whole_of.get(k) == i
        return free and unit.bang is None and unit.o_dau == self.one[i].o_dau and bool(self.others[k])


def _saying(texts: Sequence[Sequence[str]], wanted: Iterable[int]) -> dict[str, list[int]]:
    """Word → which of the wanted texts say it."""
    out: dict[str, list[int]] = defaultdict(list)
    for n in sorted(wanted):
        for word in set(texts[n]):
            out[word].append(n)
    return out


def _wholes(piece: Sequence[str], saying: dict[str, list[int]]) -> set[int]:
    """The texts that a piece may be of: those that say most of its rarer words, a few at most."""
    rare = sorted((len(saying[word]), word) for word in set(piece) if word in saying)[:_RARER]
    found = Counter(n for _, word in rare for n in saying[word])
    likely = sorted((-count, n) for n, count in found.items() if 2 * count >= len(rare))
    return {n for _, n in likely[:_WHOLES]}


def _runs(j: int, count: int) -> list[tuple[int, ...]]:
    """Two or three units in a row with this one among them."""
    runs = [tuple(range(start, start + n)) for n in (2, 3) for start in range(j - n + 1, j + 1)]
    return [r for r in runs if r[0] >= 0 and r[-1] < count]


def _annex(units: Sequence[Don], n: int) -> int:
    """The annex a unit stands in, -1 outside."""
    seen = 0
    while n >= 0 and units[n].loai != "phu_luc" and seen < len(units):
        n, seen = units[n].me, seen + 1
    return n


def _in_parts(units: Sequence[Don]) -> bool:
    """Whether units are of a Word file, whose notes and margins are parts of their own."""
    return any(line.doan.spot.part for unit in units for line in unit.dong[:1])


def _words(unit: Don) -> tuple[str, ...]:
    if unit.bang is None:
        return plain(unit.chu)
    rows = [o.chu for row in unit.bang.hang if row.loai != "dau" for o in row.o if o is not None]
    return plain(" ".join(rows))[:4000]


def _thing(unit: Don, own: tuple[str, ...]) -> Thing:
    if unit.bang is not None:
        return Thing(("bang", own), own, 5.0, group="bang")
    if unit.o_dau == "le":  # on other pages the same words are another thing
        return Thing((unit.vi_tri, unit.chu), own, group="chu")
    return Thing((words.usual(unit.chu), unit.loai == "phan") if unit.chu else (unit.loai, unit.nhan), own,
                 1 + min(len(own), 100) / 1000, group="chu")  # fmt: skip


def _tables(x: Don, y: Don, own: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Two tables are alike by their headings and by what words they hold, whatever their order."""
    assert x.bang is not None
    assert y.bang is not None
    heads = words.likeness(x.bang.dau, y.bang.dau)
    total = len(own) + len(other)
    bag = 2 * (Counter(own) & Counter(other)).total() / total if total else 1.0
    return max(bag, 0.6 * heads + 0.4 * bag)
