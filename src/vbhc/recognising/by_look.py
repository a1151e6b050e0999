"""Components by what lines look like and where they stand: files that people typed."""

from __future__ import annotations

from vbhc.model.ban_doc import Dong
from vbhc.model.view import View


def assign(view: View, lines: list[Dong]) -> list[tuple[Dong, str]]:
    """Each line with its component, "" where it could not be placed."""
    return [(line, "") for line in lines]
