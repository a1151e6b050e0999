"""Numbers that a place gives: whether a number follows from the one before it, so that it may change by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from vbhc.text.numbering import DIEM

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LABEL = re.compile(r"(?P<dau>(?:\D*[\s(])?)(?P<so>\d+(?:\.\d+)*|[IVXLC]+|[A-ZĐa-zđ])(?P<duoi>\s?[.):/–-]*)")


_MARKED = re.compile(r"(?:\d+(?:\.\d+)*|[IVXLC]+|[A-ZĐ])\s?[.):/–-]+(?=\s)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read: its steps (1.2 is (1, 2)) and its form, with `#` for the number itself."""

    steps: tuple[int, ...]
    form: str


def read(label: str, *, roman: bool = True) -> Number | None:
    """A mark's number; None for a dash and for what is no number.

    A single letter is that of a điểm, or of a section (A, B, C, D); I, V, X, L are Roman where `roman` is asked for.
    """
    found = _LABEL.fullmatch(" ".join(label.split()))
    if found is None:
        return None
    text = found["so"]
    if text[0].isdigit():
        steps, kind = tuple(int(x[:9]) for x in text.split(".")), "1"
    elif len(text) > 1 or (roman and text in "IVXL"):
        steps, kind = (_roman(text),), "I"
    elif text.lower() in DIEM:
        steps, kind = (DIEM.index(text.lower()) + 1,), "a" if text.islower() else "A"
    else:
        return None
    return Number(steps, f"{found['dau']}#{kind}{found['duoi']}")


def parted(text: str) -> tuple[str, str]:
    """The mark before words ("II." of "II. Nhiệm vụ riêng"), and the words."""
    found = _MARKED.match(text)
    return (found[0], text[found.end() :].lstrip()) if found else ("", text)


def _roman(text: str) -> int:
    values = [_ROMAN[c] for c in text]
    return sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values))


@dataclass(slots=True)
class Counter:
    """Goes along a list of numbers and says of each how far it is from the one that its place asks for."""

    _last: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def off(self, number: Number) -> tuple[int, ...]:
        """(0,) when the number follows; otherwise by how much it does not."""
        before = self._last.get(number.form)
        self._last[number.form] = number.steps
        steps = number.steps
        head, own = steps[:-1], steps[-1]
        if before is not None and len(before) >= len(steps):
            at = before[: len(steps)]
            if at[:-1] == head:
                return (own - at[-1] - 1,)
            if own == 1 and head and head[-1] == at[-2] + 1:
                return (0,)
        elif before is not None and before == head:
            return (own - 1,)
        return (own - 1, *head[1:]) if before is None else (own - before[-1] - 1, *head)

    def restart(self) -> None:
        """What follows may begin at 1 again."""
        self._last.clear()
