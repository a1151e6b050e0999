"""Reports: a module each, from results to the text of a terminal, JSON, SARIF or a page; found by scanning.

A module gives `TEN` (its name for `--dang`), `DUOI` (the ending of a file that holds it), `MO_TA` (what it is, for
people) and `viet(bao_cao, mau=False) -> str`. They are pure: no clock, no disk, the same results give the same text.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from vbhc.reporting._chung import tom_tat


@dataclass(frozen=True, slots=True)
class Dang:
    """A form of report. `viet` takes `Sequence[BaoCao]` and, by name, `mau`: whether colours may be used."""

    ten: str
    duoi: str
    mo_ta: str
    viet: Callable[..., str]


@cache
def dang() -> Mapping[str, Dang]:
    """Every form of report by its name.

    Raises:
        ImportError: a module lacks a promised name, two give one name, or there is none.
    """
    out: dict[str, Dang] = {}
    for info in pkgutil.iter_modules(__path__):
        if info.name.startswith("_"):
            continue
        module = importlib.import_module(f"{__name__}.{info.name}")
        ten, duoi, mo_ta, viet = (getattr(module, x, None) for x in ("TEN", "DUOI", "MO_TA", "viet"))
        if not isinstance(ten, str) or not isinstance(duoi, str) or not isinstance(mo_ta, str) or not callable(viet):
            raise ImportError(f"reporting/{info.name}.py: a report needs TEN, DUOI, MO_TA and viet")
        if ten in out:
            raise ImportError(f"reporting/{info.name}.py: {ten} is there twice")
        out[ten] = Dang(ten, duoi, mo_ta, viet)
    if not out:
        raise ImportError("there is no form of report")
    return out


__all__ = ["Dang", "dang", "tom_tat"]
