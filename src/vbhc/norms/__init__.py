"""The decree as data, and its reader. The rule set is dated: a document's own date would choose among several."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

BO_QUY_TAC = "nd30"
"""Nghị định 30/2020/NĐ-CP, in force from 05/3/2020; no replacement known when this was written (11/2026)."""


@dataclass(frozen=True, slots=True)
class ThanhPhan:
    """A component of the form. Sizes in points for the sets "14" and "13"; lengths in millimetres."""

    ma: str
    kieu: str
    co: tuple[float, float] = (0, 0)
    dam: bool = False
    nghieng: bool = False
    canh: str = "trái"
    lui_dau: float = 0
    truoc: float = 0
    sau: float = 0
    dong: float = 1
    muc_luc: int = 0
    bang: bool = False
    noi: str = ""

    def co_chu(self, bo: str) -> float:
        """Size in points in the set "13" or "14"."""
        return self.co[0 if bo == "14" else 1]


@cache
def _doc(name: str) -> Any:
    text = (Path(__file__).parent / BO_QUY_TAC / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe


@cache
def thanh_phan() -> Mapping[str, ThanhPhan]:
    """Every component of the form, by the name used in code and templates."""
    return {ma: ThanhPhan(ma, **row | {"co": tuple(row.get("co", (0, 0)))}) for ma, row in _doc("components").items()}


@cache
def trang() -> Mapping[str, Any]:
    """Paper, margins and the two tables of the head and the foot, in millimetres."""
    page: Mapping[str, Any] = _doc("page")
    return page


@cache
def ten_loai() -> Mapping[str, str]:
    """Abbreviation → name of kind, for the kinds that have one (Phụ lục III, I)."""
    return {row["viet_tat"]: row["ten"] for row in _doc("kinds") if row["viet_tat"]}


@cache
def moi_ten_loai() -> tuple[str, ...]:
    """The names of all 29 kinds (Điều 7)."""
    return tuple(row["ten"] for row in _doc("kinds"))


@cache
def ky() -> Mapping[str, Any]:
    """Signing: legal combinations of authority, their abbreviations, titles that may not stand before a name."""
    signing: Mapping[str, Any] = _doc("signing")
    return signing


@cache
def khong_tach() -> re.Pattern[str]:
    """What should not be split between two lines of a title: words of several syllables, numbers with their dates."""
    words = _doc("words")
    syllables = [r"\s".join(map(re.escape, word.split())) for word in words["tu_ghep"]]
    alternatives = [*words["mau"], *(rf"\b{s}\b" for s in sorted(syllables, key=len, reverse=True))]
    return re.compile("|".join(alternatives), re.IGNORECASE)


@cache
def dau() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """Boxed marks: urgency, secrecy, circulation; sizes in millimetres (Phụ lục I, III.2)."""
    marks: Mapping[str, Mapping[str, Mapping[str, Any]]] = _doc("marks")
    return marks


@cache
def dieu_khoan() -> Mapping[str, Mapping[str, str]]:
    """Clause → where it stands (`o`) and its sentence (`cau`), for every clause a rule answers to.

    `chac`, where it is given, says that this is not the decree's own words: "mẫu", "thói quen" or "cần đối chiếu".
    """
    clauses: Mapping[str, Mapping[str, str]] = _doc("clauses")
    return clauses


@cache
def tu_lay() -> frozenset[str]:
    """Syllables that may stand twice in a row, in lower case."""
    return frozenset(_doc("words")["tu_lay"])


@cache
def tu_ghep_doi() -> frozenset[str]:
    """Words of two syllables that may meet on an equal syllable (phân công + công chức), in lower case."""
    return frozenset(_doc("words")["tu_ghep_doi"].split(", "))


@cache
def tu_dung_rieng() -> frozenset[str]:
    """Syllables that often stand alone right after a word that ends with them."""
    return frozenset(_doc("words")["tu_dung_rieng"])


@cache
def viet_tat_quen() -> frozenset[str]:
    """Abbreviations that everyone knows."""
    return frozenset(_doc("words")["viet_tat_quen"])


@dataclass(frozen=True, slots=True)
class GioiHan:
    """What the decree allows a component: sizes in points, None where it says nothing."""

    co: tuple[float, float]
    dam: bool | None = None
    nghieng: bool | None = None
    hoa: bool = False
    canh: tuple[str, ...] = ()
    noi: str = ""


@cache
def gioi_han() -> Mapping[str, GioiHan]:
    """The limits of each component; `than` are those of running text."""
    return {
        key: GioiHan(**row | {"co": tuple(row["co"]), "canh": tuple(row.get("canh", ()))})
        for key, row in _doc("limits").items()
    }
