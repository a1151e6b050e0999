"""Components by the named styles of our own templates: certain, whatever program saved the file since."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from vbhc import norms
from vbhc.model.ban_doc import Dong
from vbhc.model.view import View, paragraphs

_ENOUGH = 4
"""So many of our styles in use make a file one of ours."""


@cache
def _components() -> dict[str, str]:
    return {c.kieu.casefold(): c.ma for c in norms.thanh_phan().values() if not c.bang}


def is_ours(view: View) -> bool:
    """Whether the file is laid out with our named styles."""
    used = {name.casefold() for name in {p.style for p in paragraphs(view.blocks)}} & set(_components())
    return len(used) >= _ENOUGH


def assign(lines: Iterable[Dong]) -> list[str]:
    """The component of each line, "" where its style is none of ours."""
    names = _components()
    return [names.get(line.doan.style.casefold(), "") for line in lines]
