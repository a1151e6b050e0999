"""An office's profile of checking, `data/soat.yaml`: severities, rules it does not want, exceptions; with reasons."""

from __future__ import annotations

import fnmatch
from enum import StrEnum
from typing import Annotated

from pydantic import Field, field_validator

from vbhc.model.nen import Chu, Nen, Sai, choice_field
from vbhc.problems import Severity


class Muc(StrEnum):
    """Severities as an office writes them."""

    LOI = "lỗi"
    CANH_BAO = "cảnh báo"
    THONG_TIN = "thông tin"

    @property
    def severity(self) -> Severity:
        """The same as the program's own value."""
        return Severity[self.name]


def ly_do(value: str) -> str:
    """A reason that says something.

    Raises:
        Sai: blank, or a word that gives no reason.
    """
    value = " ".join(value.split())
    if len(value.split()) < 2:
        raise Sai(f"“{value}” chưa phải là lý do", "Ghi một câu ngắn cho người đọc sau, ví dụ: Sở quy định riêng")
    return value


class TuNgu(Nen):
    """A wording habit of the office: written so, to be replaced by."""

    viet: Chu = Field(title="Chữ không dùng", examples=["hàng năm"])
    thay: Chu = Field(title="Chữ thay vào", examples=["hằng năm"])
    vi_sao: Chu = Field("", title="Vì sao")

    @field_validator("viet")
    @classmethod
    def _viet(cls, value: str) -> str:
        if not value.strip():
            raise Sai("`viet` đang trống", "Ghi chữ không dùng")
        return value.strip()


class BoQua(Nen):
    """A rule silenced for some files, with the reason."""

    tep: Chu = Field(title="Tệp", description="Đường dẫn tính từ thư mục làm việc; dấu * thay cho chữ bất kỳ")
    quy_tac: Chu = Field(title="Quy tắc", examples=["vien_dan/hai_ngay"])
    ly_do: Chu = Field(title="Lý do")

    @field_validator("ly_do")
    @classmethod
    def _ly_do(cls, value: str) -> str:
        return ly_do(value)

    def gom(self, ten: str) -> bool:
        """Whether a file, as reports name it, is meant."""
        return fnmatch.fnmatchcase(ten, self.tep) or ten.startswith(self.tep.rstrip("/*") + "/")


class Soat(Nen):
    """The profile of an office."""

    muc: dict[str, Annotated[Muc, *choice_field(Muc)]] = Field({}, title="Mức của từng quy tắc")
    tat: dict[str, Chu] = Field({}, title="Quy tắc không dùng, kèm lý do")
    tu_ngu: tuple[TuNgu, ...] = Field((), title="Từ ngữ của cơ quan")
    bo_qua: tuple[BoQua, ...] = Field((), title="Chỗ bỏ qua, kèm lý do")

    @field_validator("tat")
    @classmethod
    def _tat(cls, value: dict[str, str]) -> dict[str, str]:
        return {rule: ly_do(why) for rule, why in value.items()}
