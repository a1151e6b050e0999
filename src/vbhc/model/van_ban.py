"""A document as the drafter writes it: `van_ban.yaml`, every name as in the decree."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, field_validator, model_validator

from vbhc.model.co_quan import NguoiKy, VienDan
from vbhc.model.nen import (
    Chu,
    CoKhong,
    DoKhan,
    DoMat,
    HinhThuc,
    Nen,
    NgayThang,
    PhamVi,
    Sai,
    bo_cuoi,
    choice_field,
    mot_dong,
)
from vbhc.model.phu_luc import HangAn, PhuLuc
from vbhc.model.soat import ly_do
from vbhc.text import dates, outline
from vbhc.text.outline import Cap, Dong


class ThoiHan(Nen):
    """A deadline, as a sentence or as dates."""

    chu: Chu = Field("", title="Câu chữ")
    truoc: NgayThang | None = Field(None, title="Trước ngày", description="01/12 (hằng năm) hoặc 01/12/2026")
    tu: NgayThang | None = Field(None, title="Từ ngày")
    den: NgayThang | None = Field(None, title="Đến ngày")
    hang_nam: CoKhong = Field(False, title="Hằng năm")

    @model_validator(mode="before")
    @classmethod
    def _tu_chu(cls, value: Any) -> Any:
        return {"chu": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _mot_cach(self) -> ThoiHan:
        if bool(self.chu) == bool(self.truoc or self.tu or self.den):
            raise Sai(
                "ghi thời hạn bằng một cách: một câu, hoặc truoc / tu / den", "Ví dụ: thoi_han: {truoc: 01/12/2026}"
            )
        try:
            dates.parse(self.chu)
        except dates.NoDate:
            pass  # a sentence
        except dates.BadDate as error:
            raise Sai(f"“{self.chu}”: {error}", "Ghi lại ngày, tháng") from None
        for name, date in (("truoc", self.truoc), ("tu", self.tu), ("den", self.den)):
            if date is None:
                continue
            if not date.thang:
                raise Sai(f"`{name}: {date.nam}` cần ít nhất tháng, ví dụ 01/12/{date.nam}", "Ghi cả tháng và năm")
            if not date.nam and not self.hang_nam:
                raise Sai(
                    f"`{name}` thiếu năm: ghi cả năm, hoặc thêm `hang_nam: có`", "Ví dụ: {truoc: 01/12, hang_nam: có}"
                )
            if date.nam and self.hang_nam:
                raise Sai(f"`{name}` đã có năm {date.nam} thì không phải hằng năm", "Bỏ năm, hoặc bỏ `hang_nam`")
        if self.tu and self.den and self.tu.iso()[: len(self.den.iso())] > self.den.iso()[: len(self.tu.iso())]:
            raise Sai("`tu` sau `den`", "Đổi chỗ hai ngày, hoặc sửa năm")
        return self

    def cau(self) -> str:
        """The deadline as it prints."""
        if self.chu:
            return self.chu
        every = " hằng năm" if self.hang_nam else ""
        if self.truoc:
            return f"Trước {_moc(self.truoc)}{every}"
        if self.tu and self.den:
            return f"Từ {_moc(self.tu)} đến {_moc(self.den)}{every}"
        date = self.tu or self.den
        assert date is not None
        return f"{'Từ' if self.tu else 'Đến'} {_moc(date)}{every}"


def _moc(date: dates.Ngay) -> str:
    return ("ngày " if date.ngay else "tháng ") + dates.bang_so(date)


class NhiemVu(Nen):
    """A task, recorded once: labelled lines of the text and annex rows are both made from it."""

    noi_dung: Chu = Field("", title="Nội dung")
    don_vi_thuc_hien: Chu = Field("", title="Đơn vị thực hiện")
    chu_tri: Chu = Field("", title="Chủ trì")
    phoi_hop: Chu = Field("", title="Phối hợp")
    san_pham: Chu = Field("", title="Sản phẩm")
    thoi_han: ThoiHan | None = Field(None, title="Thời hạn")

    @model_validator(mode="after")
    def _co_gi(self) -> NhiemVu:
        if not any((self.noi_dung, self.don_vi_thuc_hien, self.chu_tri, self.phoi_hop, self.san_pham, self.thoi_han)):
            raise Sai("nhiệm vụ chưa ghi gì", "Ghi ít nhất `chu_tri` hoặc `thoi_han`, hoặc bỏ `nhiem_vu`")
        return self


class Muc(Nen):
    """An item of the text. In YAML a plain line, or a mapping with a title and what stands under it."""

    tieu_de: Chu = Field("", title="Tiêu đề")
    loi_van: Chu = Field("", title="Lời văn", description="Câu chữ của mục; nhiều đoạn thì viết như đề cương")
    nhiem_vu: NhiemVu | None = Field(None, title="Nhiệm vụ")
    muc: NoiDung = Field((), title="Các mục con")
    # Set by the outline reader, never written in YAML:
    cap: Cap = Field(Cap.THEO_TANG, json_schema_extra={"internal": True})
    so_go: str = Field("", json_schema_extra={"internal": True})
    dong: int = Field(0, json_schema_extra={"internal": True})

    @model_validator(mode="before")
    @classmethod
    def _dau_go(cls, value: Any) -> Any:
        """A label typed in a mapping goes where the outline reader puts it: the label printed is made."""
        if not isinstance(value, dict) or "cap" in value:
            return value
        for key in ("tieu_de", "loi_van"):
            if value.get(key):
                _, typed, rest = outline.dau_muc(str(value[key]).lstrip())
                return value | {key: rest, "so_go": typed} if typed and rest else value
        return value

    @model_validator(mode="after")
    def _co_gi(self) -> Muc:
        if not (self.tieu_de or self.loi_van or self.nhiem_vu):
            raise Sai("mục cần có tieu_de, loi_van hoặc nhiem_vu", "Thêm dòng `loi_van: …`, hoặc bỏ mục này")
        return self


def _doc_noi_dung(value: Any) -> Any:
    """Text is an outline; a line of a list is an outline of its own, in which a bare line is a gạch đầu dòng."""
    if isinstance(value, str):
        return [_muc(line) for line in outline.read(value)]
    if isinstance(value, list | tuple):
        out: list[Any] = []
        for item in value:
            out += [_muc(line) for line in outline.read(item, Cap.GACH)] if isinstance(item, str) else [item]
        return out
    return value


def _muc(line: Dong) -> dict[str, Any]:
    words = {"tieu_de" if line.la_tieu_de else "loi_van": line.chu}
    under = [_muc(inner) for inner in line.muc]
    return words | {"cap": line.cap, "so_go": line.so_go, "dong": line.dong, "muc": under}


# {"la": "Muc"} stands for a reference that pydantic cannot make for a recursive field; loading/schema.py fills it in.
NoiDung = Annotated[
    tuple[Muc, ...],
    BeforeValidator(_doc_noi_dung),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": {"anyOf": [{"type": ["string", "number"]}, {"la": "Muc"}]}},
            ]
        }
    ),
]


class Phan(Nen):
    """A part of the text, `I.` with its heading; `vai_tro` says which known part it is."""

    vai_tro: Chu = Field("", title="Vai trò")
    tieu_de: Chu = Field("", title="Tiêu đề")
    ghi_chu: Chu = Field("", title="Ghi chú sau tiêu đề", description="In nghiêng, chữ thường, cùng dòng tiêu đề")
    noi_dung: NoiDung = Field((), title="Nội dung")


class NoiNhan(Nen):
    """A line of Nơi nhận: a text, or a group kept in the agency file."""

    ten: Chu = Field("", title="Tên nơi nhận")
    nhom: Chu = Field("", title="Nhóm nơi nhận", description="Khoá trong nhom_noi_nhan của tệp cơ quan")

    @model_validator(mode="before")
    @classmethod
    def _tu_chu(cls, value: Any) -> Any:
        return {"ten": value} if isinstance(value, str) else value

    @field_validator("ten")
    @classmethod
    def _ten(cls, value: str) -> str:
        return mot_dong(value)

    @model_validator(mode="after")
    def _mot(self) -> NoiNhan:
        if bool(self.ten) == bool(self.nhom):
            raise Sai("ghi tên nơi nhận, hoặc `nhom: khoá`", "Mỗi dòng một nơi nhận, ví dụ: - Sở Nội vụ")
        return self


class Tron(Nen):
    """A list whose every row gives one document: its columns stand in the texts as `<<tên cột>>`."""

    nguon: Chu = Field(title="Tệp danh sách", description="Tệp .xlsx .xls .ods .csv cạnh van_ban.yaml")
    trang: Chu = Field("", title="Tên trang tính", description="Để trống: trang duy nhất của tệp")
    khoa: Chu = Field(
        title="Cột khoá",
        description="Mỗi hàng một giá trị riêng: đặt tên tệp in, và chọn hàng của phụ lục có `loc`",
    )
    hang_an: Annotated[HangAn, *choice_field(HangAn)] = Field(HangAn.HOI, title="Hàng bị ẩn trong tệp")
    kieu: dict[str, Chu] = Field(
        {}, title="Kiểu của các cột", description="Mỗi dòng một cột, ví dụ `Kinh phí: tien`; không ghi: in như trong ô"
    )

    @model_validator(mode="before")
    @classmethod
    def _la_bang(cls, value: Any) -> Any:
        if isinstance(value, str):
            raise Sai("`tron` cần tệp danh sách và cột khoá", f"Ghi: tron: {{nguon: {value}, khoa: tên cột}}")
        return value


Muc.model_rebuild()


class VanBan(Nen):
    """A document. What is not known yet is left out and prints as the blank of a draft."""

    loai: Chu = Field(title="Tên loại", description="KH, TB hoặc BC")
    co_quan: Chu = Field(title="Cơ quan ban hành", description="Tên tệp trong data/co_quan, không đuôi")
    so_van_ban: int | None = Field(None, title="Số văn bản", ge=1, le=99999, description="Để trống khi chưa cấp số")
    ky_hieu: Chu = Field("", title="Ký hiệu", description="Để trống: viết tắt tên loại-viết tắt cơ quan")
    ngay_ban_hanh: NgayThang = Field(dates.Ngay(), title="Ngày ban hành", description="2026 | 2026-04 | 2026-04-10")
    dia_danh: Chu = Field("", title="Địa danh", description="Để trống: theo tệp cơ quan")
    trich_yeu: Chu = Field(title="Trích yếu")
    hinh_thuc: Annotated[HinhThuc, *choice_field(HinhThuc)] | None = Field(
        None, title="Hình thức ban hành", description="Để trống: theo tệp cơ quan"
    )
    do_mat: Annotated[DoMat, *choice_field(DoMat)] | None = Field(None, title="Độ mật")
    do_khan: Annotated[DoKhan, *choice_field(DoKhan)] | None = Field(None, title="Độ khẩn")
    pham_vi: Annotated[PhamVi, *choice_field(PhamVi)] | None = Field(None, title="Phạm vi lưu hành")
    in_dia_chi: CoKhong = Field(False, title="In địa chỉ cơ quan ở cuối trang đầu")
    nguoi_soan: Chu = Field("", title="Ký hiệu người soạn thảo", examples=["PL"])
    so_ban: int | None = Field(None, title="Số lượng bản phát hành", ge=1)
    gui_cap_tren: CoKhong | None = Field(None, title="Gửi cấp trên", description="Chỉ dùng cho báo cáo")
    kinh_gui: tuple[Chu, ...] = Field((), title="Kính gửi")

    vien_dan: dict[str, VienDan] = Field({}, title="Văn bản viện dẫn")
    can_cu: tuple[Chu, ...] = Field((), title="Căn cứ")
    mo_dau: NoiDung = Field((), title="Lời mở đầu")
    tieu_de_phan: dict[str, Chu] = Field({}, title="Tiêu đề phần thay cho mặc định")
    phan: tuple[Phan, ...] = Field((), title="Các phần")
    ket_thuc: NoiDung = Field((), title="Lời kết")

    noi_nhan: tuple[NoiNhan, ...] = Field(title="Nơi nhận", min_length=1)
    luu: Chu = Field(title="Lưu", description="Ví dụ: VT, VP")
    nguoi_ky: Chu | NguoiKy = Field(title="Người ký", description="Khoá trong nguoi_ky của tệp cơ quan")
    phu_luc: tuple[PhuLuc, ...] = Field((), title="Phụ lục")
    tron: Tron | None = Field(None, title="Trộn thư", description="Mỗi hàng của một danh sách in một văn bản")
    nhan_nhiem_vu: dict[str, Chu] = Field({}, title="Nhãn các dòng nhiệm vụ")
    bo_qua: dict[str, Chu] = Field(
        {}, title="Quy tắc không soát", description="Mỗi dòng một quy tắc và lý do (xem: vbhc explain)"
    )

    @field_validator("so_van_ban", "so_ban", mode="before")
    @classmethod
    def _so(cls, value: Any) -> Any:
        if isinstance(value, str):
            if not re.fullmatch(r"[0-9]{1,5}", value):
                raise Sai(f"“{value}”: chỉ ghi chữ số, ví dụ 08 hoặc 74", "Chưa có thì để trống")
            return int(value)
        return value

    @field_validator("ngay_ban_hanh")
    @classmethod
    def _co_nam(cls, value: dates.Ngay) -> dates.Ngay:
        if value.thang and not value.nam:
            raise Sai(f"“{dates.bang_so(value)}” thiếu năm, ví dụ 2026-04-10", "Ghi 10/4/2026, 4/2026 hoặc 2026")
        return value

    @field_validator("bo_qua")
    @classmethod
    def _bo_qua(cls, value: dict[str, str]) -> dict[str, str]:
        return {rule: ly_do(why) for rule, why in value.items()}

    @field_validator("trich_yeu")
    @classmethod
    def _trich_yeu(cls, value: str) -> str:
        return bo_cuoi(value)

    @field_validator("can_cu", "kinh_gui")
    @classmethod
    def _cac_dong(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(mot_dong, value))

    @field_validator("ky_hieu")
    @classmethod
    def _ky_hieu(cls, value: str) -> str:
        if value and not re.fullmatch(r"[^\W\d_]\w*(?:-\w+)*", value):
            raise Sai(
                f"“{value}”: các nhóm chữ viết tắt nối bằng gạch nối, không cách, ví dụ KH-SKHCN",
                "Để trống thì chương trình ghép tên loại và cơ quan",
            )
        if any(group[:1].islower() for group in value.split("-")):
            raise Sai(f"“{value}”: ký hiệu viết hoa", f"Ghi: {value.upper()}")
        return value
