"""Three-way merge of trees of chunks: what one side changed is taken, what both changed is looked into.

The order of chunks under one is merged for itself: chunks that neither side moved are the anchors, and what a side put
in or moved follows the anchor it follows there, ours before theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from vbhc.loading.merging.chunks import Chunk, Conflict, Holds, Inline, Piece, kind_of, led, lines_of, shifted
from vbhc.loading.merging.match import Like, certain, in_order, match, rising
from vbhc.loading.merging.rows import is_run
from vbhc.text.numbering import DIEM

_BLANK = Chunk(Holds.NOTHING, "", 0, "", "")


def merge(base: Chunk, ours: Chunk, theirs: Chunk) -> list[Piece]:
    """The merged file: text, and conflicts where both sides changed the same chunk in different ways."""
    return _under(base, ours, theirs, 0)


def merge_lines(base: str, ours: str, theirs: str) -> list[Piece]:
    """Lines without structure, as git merges them; blanks at their ends do not count as a change."""
    b, o, t = (lines_of(x) for x in (base, ours, theirs))
    keys = [[line.rstrip() for line in x] for x in (b, o, t)]
    to_o, to_t = dict(in_order(keys[0], keys[1])), dict(in_order(keys[0], keys[2]))
    anchors = [(i, to_o[i], to_t[i]) for i in sorted(to_o) if i in to_t]
    out: list[Piece] = []
    for (i, j, k), (i2, j2, k2) in pairwise([(-1, -1, -1), *anchors, (len(b), len(o), len(t))]):
        if keys[0][i + 1 : i2] == keys[1][j + 1 : j2]:
            out.append("".join(t[k + 1 : k2]))
        elif keys[0][i + 1 : i2] == keys[2][k + 1 : k2] or keys[1][j + 1 : j2] == keys[2][k + 1 : k2]:
            out.append("".join(o[j + 1 : j2]))
        else:
            out.append(Conflict("".join(o[j + 1 : j2]), "".join(t[k + 1 : k2])))
        if i2 < len(b):
            out.append(t[k2] if o[j2] == b[i2] else o[j2])
    return [x for x in out if x]


# --- which chunk stands where -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the merged order: indexes of one chunk in the base, ours and theirs, -1 where it is not.

    `moved`: both sides moved the chunk, this one ("ours", "theirs") to here.
    """

    base: int
    ours: int
    theirs: int
    moved: str = ""


def places(base: Sequence[Like], ours: Sequence[Like], theirs: Sequence[Like], *, firm: bool = True) -> list[Place]:
    """The merged order of three lists. What is only in the base is left out; the rest stands there once."""
    to_ours, to_theirs = match(base, ours, firm=firm), match(base, theirs, firm=firm)
    in_ours = {i: j for j, i in enumerate(to_ours) if i >= 0}
    in_theirs = {i: j for j, i in enumerate(to_theirs) if i >= 0}
    still_ours, still_theirs = _still(to_ours), _still(to_theirs)
    anchors = still_ours & still_theirs
    after_ours, after_theirs = _anchored(to_ours, anchors), _anchored(to_theirs, anchors)
    twins = _twins(ours, theirs, (to_ours, to_theirs), (after_ours, after_theirs))
    put: dict[int, tuple[list[Place], list[Place]]] = defaultdict(lambda: ([], []))
    for j, i in enumerate(to_ours):
        k = in_theirs.get(i, -1) if i >= 0 else twins.get(j, -1)
        if i in anchors or (i >= 0 and k >= 0 and i in still_ours):
            continue
        elsewhere = k >= 0 and i >= 0 and i not in still_theirs and after_ours[j] != after_theirs[k]
        put[after_ours[j]][0].append(Place(i, j, k, "ours" if elsewhere else ""))
    met = set(twins.values())
    for k, i in enumerate(to_theirs):
        j = in_ours.get(i, -1) if i >= 0 else -1
        if i in anchors or (i < 0 and k in met) or (i >= 0 and j >= 0 and i in still_theirs):
            continue
        elsewhere = j >= 0 and i not in still_ours
        if not elsewhere or after_ours[j] != after_theirs[k]:
            put[after_theirs[k]][1].append(Place(i, j, k, "theirs" if elsewhere else ""))
    out = list(_between(*put[-1]))
    for i in sorted(anchors):
        out.append(Place(i, in_ours[i], in_theirs[i]))
        out += _between(*put[i]) if i in put else ()
    return out


def _between(ours: list[Place], theirs: list[Place]) -> Iterator[Place]:
    """Ours before theirs, but where both sides agree that one of theirs comes first."""
    k = 0
    for mine in ours:
        while k < len(theirs) and 0 <= theirs[k].ours < mine.ours and 0 <= theirs[k].theirs < mine.theirs:
            yield theirs[k]
            k += 1
        yield mine
    yield from theirs[k:]


def _still(to_base: list[int]) -> set[int]:
    """Members of the base that a side did not move."""
    kept = [i for i in to_base if i >= 0]
    return {kept[n] for n in rising(kept)}


def _anchored(to_base: list[int], anchors: set[int]) -> list[int]:
    """For each member of a side the anchor before it, -1 at the start."""
    out = []
    last = -1
    for i in to_base:
        last = i if i in anchors else last
        out.append(last)
    return out


def _twins(
    ours: Sequence[Like],
    theirs: Sequence[Like],
    to_base: tuple[list[int], list[int]],
    after: tuple[list[int], list[int]],
) -> dict[int, int]:
    """What both sides put in: of one key wherever it stands, or of the same words in the same place.

    The same place is after the same one: a row under another new one is another, be its words the same.
    """

    def called(side: Sequence[Like], n: int, which: int) -> object:
        before = side[n - 1].loose if n and to_base[which][n - 1] < 0 else b""
        return side[n].key or (after[which][n], before, side[n].loose)

    new: dict[object, list[int]] = defaultdict(list)
    for k, i in reversed(list(enumerate(to_base[1]))):
        if i < 0:
            new[called(theirs, k, 1)].append(k)
    out: dict[int, int] = {}
    for j, i in enumerate(to_base[0]):
        found = new.get(called(ours, j, 0)) if i < 0 else None
        if found:
            out[j] = found.pop()
    return out


# --- what stands there ------------------------------------------------------------------------------------------------


def _under(base: Chunk, ours: Chunk, theirs: Chunk, column: int) -> list[Piece]:
    """What is under a chunk that all three have, or, with a blank base, that both sides put in."""
    b, o, t = base.inner, ours.inner, theirs.inner
    found = [p for p in places(b, o, t, firm=ours.holds is Holds.KEYS) if not _gone(b, o, t, p)]
    marks = _marks(b, o, t, found)
    out: list[Piece] = []
    for place, mark in zip(found, marks, strict=True):
        mine = o[place.ours] if place.ours >= 0 else None
        other = t[place.theirs] if place.theirs >= 0 else None
        if place.moved:
            mine, other = (mine, None) if place.moved == "ours" else (None, other)
        if mine is not None and other is not None:
            out += _both(b[place.base] if place.base >= 0 else None, mine, other, column, mark)
        elif place.base >= 0:
            out.append(Conflict(*(x.text(column, mark) if x else "" for x in (mine, other))))
        else:
            out += [x.text(column, mark) for x in (mine, other) if x]
    return out


def _gone(b: Sequence[Chunk], o: Sequence[Chunk], t: Sequence[Chunk], place: Place) -> bool:
    """Whether one side took a chunk out and the other left it as it was."""
    if place.base < 0 or (place.ours >= 0 and place.theirs >= 0):
        return False
    was, left = b[place.base], o[place.ours] if place.ours >= 0 else t[place.theirs]
    return was.loose == left.loose and was.comments == left.comments


def _both(base: Chunk | None, ours: Chunk, theirs: Chunk, column: int, mark: str) -> list[Piece]:
    if ours.exact == theirs.exact or (base is not None and theirs.exact == base.exact):
        return [ours.text(column, mark)]
    if base is not None and ours.exact == base.exact:
        return [theirs.text(column, mark)]
    if base is not None and not (certain(base, ours) and certain(base, theirs)):
        return [Conflict(ours.text(column, mark), theirs.text(column, mark))]  # an edit of one thing, another in place
    base = base or _BLANK
    before = [shifted(x.before, column - x.column) for x in (base, ours, theirs)]
    out = merge_lines(*before)
    sentences = base.sentence and ours.sentence and theirs.sentence
    # Where there was nothing, two texts are two drafts of one: only members with names are put together.
    named = base.empty and all(x.key for x in (*ours.inner, *theirs.inner))
    opens = ours.holds is theirs.holds is not Holds.NOTHING and (base.holds is ours.holds or named)
    if opens and not sentences:
        return [*out, *_opened(base, ours, theirs, column, mark)]
    mine, other = (replace(x, before="").text(column, mark) for x in (ours, theirs))
    whole = _by_parts(base, ours, theirs, column, mark) if not ours.inner and not theirs.inner else None
    if whole is None:
        whole = _pick(replace(base, before="").text(mark=mark), mine, other)
    return [*out, Conflict(mine, other) if whole is None else whole]


def _opened(base: Chunk, ours: Chunk, theirs: Chunk, column: int, mark: str) -> list[Piece]:
    """A chunk with others under it: its head, and those."""
    head = _pick(base.head, ours.head, theirs.head)
    side = theirs if head == theirs.head != ours.head else ours
    shape = theirs if _step(ours) == _step(base) and base.inner else ours
    step = len(side.head) if not side.head.endswith(("\n", "\r")) and side.head.strip() else _step(shape)
    inner = _under(base if base.inner else _BLANK, ours, theirs, column + step)
    if head is None:
        heads = [shifted(x.own(mark), column - x.column) for x in (ours, theirs)]
        return [Conflict(*heads), *inner]
    opening = shifted(side.own(mark), column - side.column)
    first = inner[0] if inner else ""
    if isinstance(first, Conflict):
        both = (led(opening, x, column + step) for x in (first.ours, first.theirs))
        return [Conflict(*both), *inner[1:]]
    return [led(opening, first, column + step), *inner[1:]]


def _step(x: Chunk) -> int:
    return x.inner[0].column - x.column if x.inner else 0


def _pick(base: str, ours: str, theirs: str, said: Sequence[str] = ()) -> str | None:
    """What one side changed, or both alike; where both changed something, what is said counts. None: a conflict.

    `said` by the three: else their words, blanks as one.
    """
    if base in (ours, theirs):
        return theirs if base == ours else ours
    b, o, t = said or (" ".join(x.split()) for x in (base, ours, theirs))
    if o == b:
        return theirs
    return ours if b == t or o == t else None


def _by_parts(base: Chunk, ours: Chunk, theirs: Chunk, column: int, mark: str) -> str | None:
    """A line that both sides changed, merged by its cells or members."""
    was = base.parts() if base.parts else Inline("") if base is _BLANK else None
    mine, other = (x.parts() if x.parts else None for x in (ours, theirs))
    made = _inline(was, mine, other) if was and mine and other else None
    return None if made is None else replace(ours, before="", head=made.text()).text(column, mark)


def _inline(base: Inline, ours: Inline, theirs: Inline) -> Inline | None:
    """The parts of a line merged; None where both changed one."""
    new = not base.head and not base.inner
    head = _pick(ours.head if new else base.head, ours.head, theirs.head)
    tail = _pick(ours.tail if new else base.tail, ours.tail, theirs.tail)
    if not (ours.inner and theirs.inner and (base.inner or new)):
        whole = _pick(base.text(), ours.text(), theirs.text(), [x.words for x in (base, ours, theirs)])
        return None if whole is None else (theirs if whole == theirs.text() else ours)
    if head is None or tail is None:
        return None
    inner: list[Inline] = []
    gap = next((x.before for x in (*ours.inner, *theirs.inner) if x.before), ", ")
    for place in places(base.inner, ours.inner, theirs.inner):
        was = base.inner[place.base] if place.base >= 0 else None
        mine = ours.inner[place.ours] if place.ours >= 0 else None
        other = theirs.inner[place.theirs] if place.theirs >= 0 else None
        if mine is None or other is None:
            left = mine or other
            if place.moved or left is None or (was is not None and was.loose != left.loose):
                return None
            made: Inline | None = left if was is None else None
        else:
            made = mine if was is None and mine.loose == other.loose else _inline(was or Inline(""), mine, other)
            if made is None or place.moved:
                return None
        if made is not None:
            before = (made.before or gap) if inner else ""
            inner.append(Inline(made.head, made.key, before, made.inner, made.tail))
    return Inline(head, ours.key, ours.before, tuple(inner), tail)


# --- numbers ----------------------------------------------------------------------------------------------------------


def _marks(b: Sequence[Chunk], o: Sequence[Chunk], t: Sequence[Chunk], found: list[Place]) -> list[str]:
    """The mark of each chunk: made anew where both sides had counted, else as the side that changed it has it."""
    out = []
    for p in found:
        mine = o[p.ours].mark if p.ours >= 0 else t[p.theirs].mark
        same = p.base >= 0 and p.ours >= 0 and mine == b[p.base].mark
        out.append(t[p.theirs].mark if same and p.theirs >= 0 else mine)
    for kind in sorted({kind_of(m) for m in out if m}):
        runs = [[n for x in side if kind_of(x.mark) == kind for n in _count(x.mark)] for side in (o, t)]
        runs = [r for r in runs if r]
        if runs and all(is_run(r) for r in runs) and len({r[0] for r in runs}) == 1:
            n = runs[0][0]
            for i, mark in enumerate(out):
                if kind_of(mark) == kind:
                    out[i] = _numbered(mark, n)
                    n += 1
    return out


def _count(mark: str) -> list[int]:
    word = mark.strip().rstrip(".)")
    if word.isdecimal() and str(int(word)) == word:
        return [int(word)]
    return [DIEM.index(word)] if len(word) == 1 and word in DIEM else [-1, -1]


def _numbered(mark: str, n: int) -> str:
    word = mark.strip().rstrip(".)")
    if word.isdecimal():
        return mark.replace(word, str(n), 1)
    return mark.replace(word, DIEM[n], 1) if n < len(DIEM) else mark
