"""What the package carries beside its code: the base templates, from the wheel or, in a checkout, from its folder."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def base_templates() -> Path:
    """The folder of the shipped templates."""
    inside = _PACKAGE / "templates"
    return inside if inside.is_dir() else _PACKAGE.parents[1] / "templates"
