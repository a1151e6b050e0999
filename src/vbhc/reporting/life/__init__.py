"""The life of a document as text: one module a form. `viet(ket_qua, mau=False)` takes a `DoiSong` or a `NguonGoc`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from vbhc.reporting.forms import Dang, scan


@cache
def dang() -> Mapping[str, Dang]:
    """Every form of the report by its name."""
    return scan(__name__, __path__)


__all__ = ["Dang", "dang"]
