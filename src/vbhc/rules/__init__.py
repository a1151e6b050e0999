"""The shelf of rules: one fault, one module, in folders by component; found by scanning.

A module's docstring is its page of the handbook (Vietnamese): the first line says the fault, then what is looked at and
why, then lines `Sai:` and `Đúng:`. It holds `QUY_TAC`, and one of

    soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]      one document at a time
    soat_kho(kho: Sequence[tuple[BanDoc, BoiCanh]]) -> Iterator[tuple[int, Loi]]    documents against each other

(the int says which document). A rule yields `Loi` for each fault, or `Khong` with a reason where it cannot tell. What
it needs and the document does not give (`can`) is settled before it is called.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.co_quan import CoQuan
from vbhc.model.edits import Edit
from vbhc.model.finding import Sua
from vbhc.problems import Severity

DINH_DANG = "dinh_dang"
"""Needs formats: not judged on plain text."""
CO_QUAN = "co_quan"
"""Needs the facts of the agency (units, seat, notation)."""
NGAY = "ngay"
"""Needs a whole date of issue."""
CAN = {
    DINH_DANG: "tệp chỉ có chữ, không có định dạng",
    CO_QUAN: "chưa biết cơ quan ban hành (chỉ ra bằng --co-quan)",
    NGAY: "văn bản chưa có đủ ngày, tháng, năm có thật",
}


@dataclass(frozen=True, slots=True)
class BoiCanh:
    """What is known besides the document: its agency, paper or electronic, the office's word list, the plan's period.

    `dien_tu` is None where nobody said. `tu_ngu` are the office's habits. `don_vi_soan` names the drafting unit's
    abbreviations that may stand after "Lưu: VT,". `ten` is what reports call the document.
    """

    ten: str = ""
    co_quan: CoQuan | None = None
    dien_tu: bool | None = None
    tu_ngu: tuple[Mapping[str, str], ...] = ()
    khoa: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Loi:
    """A fault a rule found. `cho` is the line it is in (None: the document, or a section); `trich` the words.

    `dau`, `cuoi` are offsets in `cho.goc` where the words stand. `edits` mend it. `muc` overrides the rule's severity.
    `vi_tri` overrides what a person calls the place.
    """

    cho: Dong | None
    message: str
    hint: str = ""
    trich: str = ""
    dau: int = -1
    cuoi: int = -1
    edits: tuple[Edit, ...] = ()
    muc: Severity | None = None
    vi_tri: str = ""


@dataclass(frozen=True, slots=True)
class Khong:
    """A rule could not tell, and why."""

    vi_sao: str


@dataclass(frozen=True, slots=True)
class QuyTac:
    """What a rule is: id in the catalogue, short name, clauses, severity, class of its fix, what it needs.

    `noi` are keys of norms' clauses.yaml; a house rule has none and says so by `noi=("nha",)`.
    """

    ma: str
    ten: str
    noi: tuple[str, ...]
    muc: Severity
    sua: Sua
    can: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ke:
    """A rule on the shelf: its code (`noi_nhan/luu`), what it is, its page, and its function."""

    khoa: str
    quy_tac: QuyTac
    trang: str
    soat: Callable[[BanDoc, BoiCanh], Iterator[Loi | Khong]] | None
    soat_kho: Callable[[Sequence[tuple[BanDoc, BoiCanh]]], Iterator[tuple[int, Loi]]] | None


@cache
def ke() -> Mapping[str, Ke]:
    """Every rule by its code.

    Raises:
        ImportError: a module of the shelf lacks what the shelf promises, or the shelf is empty.
    """
    out: dict[str, Ke] = {}
    for folder in pkgutil.iter_modules(__path__):
        if not folder.ispkg:
            continue
        package = importlib.import_module(f"{__name__}.{folder.name}")
        for module in pkgutil.iter_modules(package.__path__):
            if module.name.startswith("_"):
                continue
            found = importlib.import_module(f"{package.__name__}.{module.name}")
            out[f"{folder.name}/{module.name}"] = _rule(f"{folder.name}/{module.name}", found)
    if not out:
        raise ImportError("the shelf of rules is empty")
    ids = [r.quy_tac.ma for r in out.values()]
    twice = {i for i in ids if ids.count(i) > 1}
    if twice:
        raise ImportError(f"two rules share an id: {sorted(twice)}")
    return dict(sorted(out.items()))


def _rule(khoa: str, module: Any) -> Ke:
    rule = getattr(module, "QUY_TAC", None)
    one, many = getattr(module, "soat", None), getattr(module, "soat_kho", None)
    if not isinstance(rule, QuyTac) or (one is None) == (many is None):
        raise ImportError(f"{khoa}: a rule needs QUY_TAC and one of soat, soat_kho")
    page = (module.__doc__ or "").strip()
    if "Sai:" not in page or "Đúng:" not in page:
        raise ImportError(f"{khoa}: the docstring is the handbook page and needs “Sai:” and “Đúng:”")
    if not rule.noi:
        raise ImportError(f"{khoa}: which clause does the rule answer to?")
    return Ke(khoa, rule, page, one, many)


__all__ = ["CAN", "CO_QUAN", "DINH_DANG", "NGAY", "BoiCanh", "Ke", "Khong", "Loi", "QuyTac", "ke"]
