"""Edit scripts: what a person does to a draft, and what a comparison must say of it, known from the script alone.

`script(draft, seed, count)` edits a copy of a draft in `count` places that have nothing to do with each other and gives
the edited copy with what was made. What a right comparison says of an edit depends on the others only through places
and order, so `Made.wants` is asked once both drafts are known. An edit that can be told in several right ways (of two
neighbours that change places either one has moved) gives them all.
"""

from __future__ import annotations

import random

import compare_annexes
import compare_frame
import compare_points
from compare_drafts import Draft
from compare_wants import Made

EDITS = compare_points.EDITS | compare_frame.EDITS | compare_annexes.EDITS


def script(draft: Draft, seed: object, count: int, kinds: tuple[str, ...] = ()) -> tuple[Draft, list[Made]]:
    """An edited copy and what was done to it: up to `count` edits, fewer where the draft has no room for more."""
    dice = random.Random(f"sửa {seed}")
    out, taken, made = draft.copy(), set[int | str](), list[Made]()
    wanted = kinds or tuple(EDITS)
    for _ in range(40 * count):
        if len(made) == count:
            break
        done = EDITS[dice.choice(wanted)](out, dice, taken)
        if done is not None:
            made.append(done)
    return out, made
