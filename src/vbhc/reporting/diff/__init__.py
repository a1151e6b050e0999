"""Comparisons as text: one module a form. `viet(so_sanh, mau=False)` takes a `SoSanh`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from vbhc.reporting.diff._cau import dem
from vbhc.reporting.forms import Dang, scan


@cache
def dang() -> Mapping[str, Dang]:
    """Every form of a comparison's report by its name."""
    return scan(__name__, __path__)


__all__ = ["Dang", "dang", "dem"]
