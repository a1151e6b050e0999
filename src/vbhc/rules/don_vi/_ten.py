"""Names of units: where a text names one, and when a name is a slip of another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vbhc.rules import go_nham
from vbhc.text.letters import without_marks

DAU = ("Phòng", "Trung tâm", "Chi cục", "Văn phòng", "Thanh tra", "Ban")
_DAU = re.compile(r"(?<!\w)(?:Phòng|Trung tâm|Chi cục|Văn phòng|Thanh tra|Ban)(?= \w)")
_TU = re.compile(r"[\w&]+")
_XA = 14
"""Words read after the head of a name; none is longer."""


@dataclass(frozen=True, slots=True)
class Cho:
    """A place where a unit may be named: its words with their ends, and where they begin."""

    dau: int
    tu: tuple[str, ...]
    cuoi: tuple[int, ...]


def tach(name: str) -> tuple[str, ...]:
    """The words of a name."""
    return tuple(_TU.findall(name))


def cac_cho(text: str) -> Iterator[Cho]:
    """Every place of a text where a unit's name may begin."""
    if not any(d in text for d in DAU):
        return
    for found in _DAU.finditer(text):
        words = []
        for m in _TU.finditer(text, found.start(), min(len(text), found.start() + 120)):
            words.append(m)
            if len(words) == _XA:
                break
        yield Cho(found.start(), tuple(m.group() for m in words), tuple(m.end() for m in words))


def lech(words: tuple[str, ...], name: tuple[str, ...]) -> int:
    """How many words at the beginning of `words` are a slip of `name`; 0 when they are the name, or something else.

    A slip is one word mistyped (one letter, or marks only) in a name of four words or more, other capitals, or a
    missing or extra "và".
    """
    n = len(name)
    if words[:n] == name:
        return 0
    for size in (n, n - 1, n + 1):
        here = words[:size]
        if len(here) < size:
            continue
        if size == n:
            apart = [(a, b) for a, b in zip(here, name, strict=True) if a.casefold() != b.casefold()]
            if not apart and not all(w.isupper() for w in here):
                return size
            if len(apart) == 1 and n > 3 and _gan(*apart[0]):
                return size
        elif n > 3 and _bo_va(here) == _bo_va(name):
            return size
    return 0


def _bo_va(words: Iterable[str]) -> list[str]:
    return [w.casefold() for w in words if w.casefold() not in {"và", "&"}]


def _gan(one: str, two: str) -> bool:
    """Whether two words are one mistyped: marks (and i, y) apart equal, or one letter added, left out or replaced."""
    if min(len(one), len(two)) < 2 or one.isdigit() or two.isdigit():
        return False
    a, b = without_marks(one).casefold(), without_marks(two).casefold()
    if a.replace("y", "i") == b.replace("y", "i"):
        return True
    if min(len(a), len(b)) < 3:
        return False
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    return go_nham.mot_chu(a, b)
