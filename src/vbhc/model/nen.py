"""The ground the model stands on: a frozen base, and field types that read what a drafter types."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from vbhc.text import dates, letters


class Nen(BaseModel):
    """Frozen, closed to unknown keys. Every scalar arrives as NFC text; the fields give the types."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Sai(ValueError):
    """A value that cannot be meant, with what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def bo_cuoi(text: str) -> str:
    """The text without the stops at its end; the dots of `...` and `v.v.` belong to the words."""
    text = text.rstrip()
    while text and text[-1] in " ;.,/" and not text.endswith(("...", "v.v.")):
        text = text[:-1]
    return text


def mot_dong(text: str) -> str:
    """An entry of a list as it is meant: without the bullet before it and the stop after it."""
    return bo_cuoi(re.sub(r"^\s*[-–—•+]+\s*", "", text))


E = TypeVar("E", bound=StrEnum)


def _choice(kind: type[E]) -> Callable[[Any], E]:
    by_key = {letters.key_of(e.value): e for e in kind} | {letters.key_of(e.name): e for e in kind}

    def read(value: Any) -> E:
        if isinstance(value, kind):
            return value
        found = by_key.get(letters.key_of(str(value)))
        if found is None:
            allowed = ", ".join(e.value for e in kind)
            raise Sai(f"“{value}” không phải một trong: {allowed}", f"Ghi một trong: {allowed}")
        return found

    return read


class Huong(StrEnum):
    """Orientation of an annex page."""

    DOC = "dọc"
    NGANG = "ngang"


class HinhThuc(StrEnum):
    """How the document is issued; decides whether "Kèm theo…" is filled in (Phụ lục I, III.1c)."""

    GIAY = "giấy"
    DIEN_TU = "điện tử"


class DoKhan(StrEnum):
    """Urgency marks (Phụ lục I, III.2b)."""

    HOA_TOC = "hỏa tốc"
    THUONG_KHAN = "thượng khẩn"
    KHAN = "khẩn"


class DoMat(StrEnum):
    """Secrecy marks (Phụ lục I, III.2a); stamped by hand, printed only as a box to stamp over."""

    TUYET_MAT = "tuyệt mật"
    TOI_MAT = "tối mật"
    MAT = "mật"


class PhamVi(StrEnum):
    """Circulation marks (Phụ lục I, III.2c)."""

    XEM_XONG_TRA_LAI = "xem xong trả lại"
    LUU_HANH_NOI_BO = "lưu hành nội bộ"


class CoChu(StrEnum):
    """The two harmonious size sets (footnote to the table of Phụ lục I, V)."""

    CO_13 = "13"
    CO_14 = "14"


class NgayVienDan(StrEnum):
    """How the date of a cited document is written inside a sentence."""

    SO = "10/4/2026"
    CHU = "ngày 10 tháng 4 năm 2026"


def _yes_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    known = {"co": True, "true": True, "dung": True, "khong": False, "false": False, "sai": False}
    found = known.get(letters.key_of(str(value)))
    if found is None:
        raise Sai(f"“{value}”: ghi có hoặc không", "Ghi: có, hoặc: không")
    return found


def doc_ngay(value: Any) -> dates.Ngay:
    """A date in the forms of `dates.parse`."""
    if isinstance(value, dates.Ngay):
        return value
    try:
        return dates.parse(str(value))
    except dates.BadDate as error:
        raise Sai(str(error), "Ghi 10/4/2026, 4/2026 hoặc 2026") from None


def _number(value: Any) -> float:
    try:
        number = float(str(value).replace(",", "."))
    except ValueError:
        raise Sai(f"“{value}” không phải là số", "Ghi một số, ví dụ 20") from None
    if not 0 < number < 1e6:
        raise Sai(f"“{value}” phải là số lớn hơn 0", "Ghi một số lớn hơn 0, ví dụ 20")
    return number


def choice_field(kind: type[StrEnum]) -> tuple[BeforeValidator, WithJsonSchema]:
    """The validator and the JSON Schema of a field with a few allowed words."""
    return BeforeValidator(_choice(kind)), WithJsonSchema({"enum": [e.value for e in kind]})


_CO_KHONG = {"enum": ["có", "không", True, False]}
_NGAY = {
    "type": ["string", "number"],
    "description": "2026 | 2026-04 | 2026-04-10 | 10/4/2026",
    "examples": ["2026-04-10", "2026-04"],
}

CoKhong = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema(_CO_KHONG)]
NgayThang = Annotated[dates.Ngay, BeforeValidator(doc_ngay), WithJsonSchema(_NGAY)]
So = Annotated[float, BeforeValidator(_number), WithJsonSchema({"type": "number", "exclusiveMinimum": 0})]
Chu = Annotated[str, WithJsonSchema({"type": ["string", "number"]})]
"""A line of text; inline marks allowed where it prints."""
