"""What the package carries beside its code: the base templates, from the wheel or, in a checkout, from its folder."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


def base_templates() -> Path:
    """The folder of the shipped templates."""
    inside = _PACKAGE / "templates"
    return inside if inside.is_dir() else _PACKAGE.parents[1] / "templates"


@cache
def program_digest() -> str:
    """A hash of the program and its norms: what it prints may change when it does, whatever the version says."""
    state = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in (".py", ".yaml", ".json") and path.is_file():
            state.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return state.hexdigest()
