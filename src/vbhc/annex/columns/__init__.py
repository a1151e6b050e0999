"""Column types: a module each, with `KIEU`, `MO_TA`, `CANH`, `in_o` and, when it can be summed, `so` and `in_so`.

- `KIEU`: the name in YAML (`kieu:`).
- `MO_TA`: what it is, for the page of keys.
- `CANH`: the alignment when the drafter says none.
- `in_o(o, ngu_canh)`: the printed text of a cell that is neither empty nor faulty; raises `BadCell`.
- `NHU_GO`, where it is true: texts print as they stand, so that they need not be asked for one by one.
- `so(o)`: its number; `in_so(number)`: a sum, printed as the column prints. Both or neither.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from vbhc.annex.o_in import NguCanh
from vbhc.annex.trang_tinh import O
from vbhc.model.phu_luc import Canh


@dataclass(frozen=True, slots=True)
class KieuCot:
    """A column type, as its module gives it."""

    ten: str
    mo_ta: str
    canh: Canh
    in_o: Callable[[O, NguCanh], str]
    so: Callable[[O], Decimal] | None = None
    in_so: Callable[[Decimal], str] | None = None
    nhu_go: bool = False


@cache
def cac_kieu() -> dict[str, KieuCot]:
    """The column types by name.

    Raises:
        RuntimeError: a module lacks a promised name, two give one name, or there is none.
        ImportError: a module does not import.
    """
    kinds: dict[str, KieuCot] = {}
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        name, mo_ta, canh, in_o = (getattr(module, x, None) for x in ("KIEU", "MO_TA", "CANH", "in_o"))
        so, in_so = getattr(module, "so", None), getattr(module, "in_so", None)
        if (
            not isinstance(name, str)
            or not isinstance(mo_ta, str)
            or not isinstance(canh, Canh)
            or not callable(in_o)
            or (so is None) != (in_so is None)
        ):
            raise RuntimeError(f"annex/columns/{info.name}.py: thiếu KIEU, MO_TA, CANH, in_o hoặc một trong so, in_so")
        if name in kinds:
            raise RuntimeError(f"annex/columns/{info.name}.py: kiểu “{name}” đã có")
        kinds[name] = KieuCot(name, mo_ta, canh, in_o, so, in_so, getattr(module, "NHU_GO", False))
    if not kinds:
        raise RuntimeError("annex/columns: không có kiểu cột nào")
    return kinds
