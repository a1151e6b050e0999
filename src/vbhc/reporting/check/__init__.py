"""Judgements as text: one module a form. `viet(bao_cao, mau=False)` takes `Sequence[BaoCao]`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from vbhc.reporting.check._chung import tom_tat
from vbhc.reporting.forms import Dang, scan


@cache
def dang() -> Mapping[str, Dang]:
    """Every form of a judgement's report by its name."""
    return scan(__name__, __path__)


__all__ = ["Dang", "dang", "tom_tat"]
