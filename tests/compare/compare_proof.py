"""One trial of the comparison: a draft, a script, both printed in one of the makes files come in, and the score."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import compare_drafts
import compare_edits
import compare_hand
import compare_matching
from compare_drafts import Draft
from compare_matching import Score
from compare_wants import Made
from rules_foreign import typed_by_hand

from vbhc import compare
from vbhc.model.so_sanh import SoSanh

Pair = Callable[[Draft, Draft], tuple[bytes, bytes]]


def _hand(a: Draft, b: Draft, *, numbers: bool = True) -> tuple[bytes, bytes]:
    data = compare_drafts.printed(a)
    return data, compare_hand.by_hand(data, a, b, numbers=numbers)


def _typed(pair: tuple[bytes, bytes], *which: int) -> tuple[bytes, bytes]:
    one, two = (typed_by_hand(data) if i in which else data for i, data in enumerate(pair))
    return one, two


def _printed(a: Draft, b: Draft) -> tuple[bytes, bytes]:
    return compare_drafts.printed(a), compare_drafts.printed(b)


MAKES: dict[str, Pair] = {
    "printed": _printed,
    "typed": lambda a, b: _typed(_printed(a, b), 0, 1),
    "mixed": lambda a, b: _typed(_printed(a, b), 1),
    "edited": _hand,
    "edited, not renumbered": lambda a, b: _hand(a, b, numbers=False),
    "edited, flattened": lambda a, b: _typed(_hand(a, b), 1),
}
"""Where two files to compare come from: both printed from data, both typed by hand, one of each; and B made from A's
file in Word, as it is and without our styles."""


@dataclass(frozen=True)
class Trial:
    """A comparison with what was really done."""

    a: Draft
    b: Draft
    files: tuple[bytes, bytes]
    made: list[Made]
    ss: SoSanh
    score: Score


def kinds(make: str) -> tuple[str, ...]:
    """The kinds of edit that can be tried in a make."""
    return compare_hand.KINDS if make.startswith("edited") else tuple(compare_edits.EDITS)


def trial(n: int, make: str, count: int, wanted: tuple[str, ...] = (), rows: int = 0) -> Trial | None:
    """Draft `n` with `count` edits of the kinds wanted (left out: all that the make allows); None where none fits."""
    a = compare_drafts.make(n, rows)
    b, made = compare_edits.script(a, f"{n} {count}", count, wanted or kinds(make))
    if not made:
        return None
    files = MAKES[make](a, b)
    ss = compare.so_sanh(compare_drafts.read(files[0], "A"), compare_drafts.read(files[1], "B"))
    by_data = not make.startswith("edited")
    score = compare_matching.judge(
        ss, made, a, b, sums=by_data, numbers=make != "edited, not renumbered", name=f"{make} {n}"
    )
    return Trial(a, b, files, made, ss, score)
