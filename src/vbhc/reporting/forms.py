"""Forms of a report, a module each in a folder of its own; found by scanning.

A module gives `TEN` (its name for `--dang`), `DUOI` (the ending of a file that holds it), `MO_TA` (what it is, for
people) and `viet`, which makes the text. They are pure: no clock, no disk, the same results give the same text.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dang:
    """A form of report. `viet` takes the results and, by name, `mau`: whether colours may be used."""

    ten: str
    duoi: str
    mo_ta: str
    viet: Callable[..., str]


def scan(package: str, path: Iterable[str]) -> Mapping[str, Dang]:
    """Every form of report in a package by its name.

    Raises:
        ImportError: a module lacks a promised name, two give one name, or there is none.
    """
    out: dict[str, Dang] = {}
    for info in pkgutil.iter_modules(list(path)):
        if info.name.startswith("_"):
            continue
        module = importlib.import_module(f"{package}.{info.name}")
        ten, duoi, mo_ta, viet = (getattr(module, x, None) for x in ("TEN", "DUOI", "MO_TA", "viet"))
        if not isinstance(ten, str) or not isinstance(duoi, str) or not isinstance(mo_ta, str) or not callable(viet):
            raise ImportError(f"{package}.{info.name}: a report needs TEN, DUOI, MO_TA and viet")
        if ten in out:
            raise ImportError(f"{package}.{info.name}: {ten} is there twice")
        out[ten] = Dang(ten, duoi, mo_ta, viet)
    if not out:
        raise ImportError(f"{package}: there is no form of report")
    return out
