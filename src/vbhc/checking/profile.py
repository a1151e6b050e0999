"""The office's profile of checking, held against the shelf: rules it names must exist."""

from __future__ import annotations

from vbhc.loading import shared
from vbhc.loading.workspace import Workspace
from vbhc.model.soat import Soat
from vbhc.problems import Place, Problem, Problems
from vbhc.rules import ke
from vbhc.text import letters


def profile(workspace: Workspace | None) -> tuple[Soat, tuple[Problem, ...]]:
    """The office's profile and what is wrong with it; rules it names that do not exist are errors."""
    if workspace is None:
        return Soat(), ()
    problems = Problems()
    found, places = shared.profile(workspace, problems)
    for path, rule in [*((("muc", r), r) for r in found.muc), *((("tat", r), r) for r in found.tat)]:
        known(rule, places.of(*path), problems)
    for i, row in enumerate(found.bo_qua):
        known(row.quy_tac, places.of("bo_qua", i), problems)
    return found, tuple(problems)


def known(rule: str, place: Place, problems: Problems) -> None:
    """Put an error on the list when no rule has this code."""
    if rule not in ke():
        near = letters.nearest(rule, ke())
        problems.loi("soat/quy_tac_la", place, f"không có quy tắc “{rule}”", f"Có phải `{near}`?" if near else
                     "Xem các quy tắc: vbhc explain")  # fmt: skip
