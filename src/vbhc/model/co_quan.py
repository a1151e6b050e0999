"""What the documents of one agency share: its names, units, signers, groups of recipients; and cited documents."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, field_validator, model_validator

from vbhc.model.nen import Chu, CoChu, HinhThuc, Nen, NgayVienDan, Sai, choice_field, doc_ngay, mot_dong
from vbhc.text import dates


class NguoiKy(Nen):
    """Who signs, as the block prints it: the lines of authority and title, then the name (box 7)."""

    chuc_vu: tuple[Chu, ...] = Field(
        title="Quyền hạn, chức vụ",
        description="Các dòng in trên chữ ký, ví dụ: [KT. Giám đốc, Phó Giám đốc]",
        min_length=1,
    )
    ho_ten: Chu = Field(title="Họ tên")
    chuc_vu_khac: Chu = Field("", title="Chức vụ khác", description="In trên họ tên (tổ chức tư vấn dùng dấu cơ quan)")

    @field_validator("ho_ten")
    @classmethod
    def _ho_ten(cls, value: str) -> str:
        return " ".join(value.split())


class DonVi(Nen):
    """A unit of the agency; its name is written once, here."""

    ten: Chu = Field(title="Tên đơn vị")
    viet_tat: Chu = Field("", title="Viết tắt")

    @model_validator(mode="before")
    @classmethod
    def _tu_chu(cls, value: Any) -> Any:
        return {"ten": value} if isinstance(value, str) else value


class CoQuan(Nen):
    """An agency: `data/co_quan/<khoá>.yaml`."""

    ten: Chu = Field(
        title="Tên cơ quan ban hành",
        description="Viết nhiều dòng (|) để tự ngắt dòng",
        examples=["Sở Khoa học và Công nghệ"],
    )
    ten_trong_van: Chu = Field("", title="Tên khi nhắc trong câu", description="Để trống: như tên cơ quan")
    chu_quan: Chu = Field("", title="Cơ quan chủ quản trực tiếp", examples=["UBND thành phố Hải Phòng"])
    viet_tat: Chu = Field(title="Viết tắt tên cơ quan", description="Nhóm chữ sau cùng của ký hiệu", examples=["SKHCN"])
    dia_danh: Chu = Field(title="Địa danh", examples=["Hải Phòng"])
    co_chu: Annotated[CoChu, *choice_field(CoChu)] = Field(CoChu.CO_14, title="Bộ cỡ chữ")
    hinh_thuc: Annotated[HinhThuc, *choice_field(HinhThuc)] = Field(HinhThuc.GIAY, title="Hình thức ban hành")
    ngay_vien_dan: Annotated[NgayVienDan, *choice_field(NgayVienDan)] = Field(
        NgayVienDan.SO, title="Cách ghi ngày của văn bản viện dẫn trong câu"
    )
    dia_chi: tuple[Chu, ...] = Field(
        (),
        title="Địa chỉ, điện thoại, thư điện tử",
        description="In cuối trang đầu khi văn bản ghi `in_dia_chi: có`",
    )
    don_vi: dict[str, DonVi] = Field({}, title="Các đơn vị")
    nguoi_ky: dict[str, NguoiKy] = Field({}, title="Người ký")
    nhom_noi_nhan: dict[str, tuple[Chu, ...]] = Field({}, title="Nhóm nơi nhận")

    @field_validator("viet_tat")
    @classmethod
    def _viet_tat(cls, value: str) -> str:
        if not re.fullmatch(r"[^\W\d_][^\W_]*(?:-[^\W_]+)*", value):
            raise Sai(f"“{value}” phải là chữ viết tắt liền nhau, ví dụ SKHCN", "Bỏ dấu cách và dấu chấm")
        return value

    @field_validator("nhom_noi_nhan")
    @classmethod
    def _nhom(cls, value: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        return {key: tuple(map(mot_dong, lines)) for key, lines in value.items()}

    @property
    def ten_don_vi(self) -> dict[str, str]:
        """The names of its units by key."""
        return {key: unit.ten for key, unit in self.don_vi.items()}

    @property
    def ten_goi(self) -> str:
        """The name inside a sentence."""
        return " ".join((self.ten_trong_van or self.ten).split())


class VienDan(Nen):
    """A cited document, described once (Phụ lục I, II.6a, b)."""

    loai: Chu = Field(title="Tên loại", examples=["Quyết định", "Luật"])
    so_ky_hieu: Chu = Field("", title="Số, ký hiệu", examples=["1413/QĐ-UBND"])
    ngay: Annotated[dates.Ngay | None, BeforeValidator(lambda v: v), WithJsonSchema({"type": ["string", "number"]})] = (
        Field(None, title="Ngày ban hành")
    )
    co_quan: Chu = Field("", title="Cơ quan ban hành", examples=["Ủy ban nhân dân thành phố"])
    trich_yeu: Chu = Field("", title="Trích yếu", description="Viết như đứng sau tên cơ quan: ban hành …, về …")

    @field_validator("ngay", mode="before")
    @classmethod
    def _ngay(cls, value: Any) -> dates.Ngay | None:
        if value is None or isinstance(value, dates.Ngay):
            return value
        date = doc_ngay(value)
        if not date.day_du:
            raise Sai("ghi đủ ngày, tháng, năm của văn bản được viện dẫn, ví dụ 2026-04-10", "Ghi như 10/4/2026")
        return date

    @field_validator("loai")
    @classmethod
    def _loai(cls, value: str) -> str:
        if value[:1].islower():
            raise Sai(f"tên loại “{value}” viết hoa chữ đầu", f"Ghi: {value[:1].upper()}{value[1:]}")
        return value

    @field_validator("so_ky_hieu", "co_quan")
    @classmethod
    def _khong_tien_to(cls, value: str) -> str:
        found = re.match(r"(số|của)[:\s]+", value, re.IGNORECASE)
        if found:
            raise Sai(f"“{value}”: chữ “{found[1]}” do chương trình in", f"Ghi: {value[found.end() :]}")
        return value

    @model_validator(mode="after")
    def _day_du(self) -> VienDan:
        if self.la_luat:
            return self
        if not self.so_ky_hieu:
            raise Sai(
                f"{self.loai} phải có so_ky_hieu (chỉ Luật, Bộ luật, Pháp lệnh, Hiến pháp mới không ghi số)",
                "Thêm dòng `so_ky_hieu: 1413/QĐ-UBND`",
            )
        if self.ngay is None:
            raise Sai(f"{self.loai} số {self.so_ky_hieu} phải có ngay (ngày ban hành)", "Thêm dòng `ngay: 10/4/2026`")
        return self

    @property
    def la_luat(self) -> bool:
        """Luật and Pháp lệnh are cited by name only (Phụ lục I, II.6a, b)."""
        return self.loai.casefold().startswith(("luật", "bộ luật", "pháp lệnh", "hiến pháp"))
