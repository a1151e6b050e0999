"""An annex and its table, as the drafter describes them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, model_validator

from vbhc.model.nen import Chu, CoKhong, Huong, Nen, Sai, So, choice_field


class Canh(StrEnum):
    """Alignment of a column."""

    TRAI = "trái"
    GIUA = "giữa"
    PHAI = "phải"
    DEU = "đều"


class DanhSoStt(StrEnum):
    """How rows are numbered."""

    KHONG = "không"
    CO = "có"
    THEO_NHOM = "theo nhóm"


class HangAn(StrEnum):
    """What to do with rows hidden in the spreadsheet; unsaid, a hidden row is a problem."""

    HOI = "hỏi"
    LAY = "lấy"
    BO = "bỏ"


class Cot(Nen):
    """A column of an annex table."""

    khoa: Chu = Field(title="Khoá của cột", description="Tên ngắn, không dấu; dùng trong `tong`, `nhom`, `khoa`")
    tieu_de: Chu = Field(title="Tiêu đề in", description="Dòng đầu bảng")
    ten_cot: Chu = Field("", title="Tên cột trong tệp bảng tính", description="Để trống: như tieu_de hoặc khoa")
    rong: So = Field(10.0, title="Độ rộng", description="Tỉ lệ so với các cột khác")
    kieu: Chu = Field("chu", title="Kiểu cột")
    de_trong: CoKhong = Field(False, title="Cột để trống", description="Có: ô in trống, để nơi nhận điền")
    canh: Annotated[Canh, *choice_field(Canh)] | None = Field(
        None, title="Canh lề", description="Để trống: theo kiểu cột"
    )


class Bang(Nen):
    """A table: where its rows come from and how its columns print."""

    nguon: Chu = Field(
        "",
        title="Nguồn",
        description="Tệp .xlsx .xls .ods .csv cạnh van_ban.yaml, hoặc `nhiem_vu`: các nhiệm vụ của văn bản",
    )
    trang: Chu = Field("", title="Tên trang tính", description="Để trống: trang duy nhất của tệp")
    hang: Chu | tuple[dict[str, Chu], ...] = Field(
        "", title="Các hàng viết tại chỗ", description="Bảng kẻ bằng dấu |, dòng đầu là khoá các cột"
    )
    khoa: Chu = Field("", title="Cột khoá của hàng", description="Nhận ra từng hàng khi bảng đổi; không bao giờ là STT")
    stt: Annotated[DanhSoStt, *choice_field(DanhSoStt)] = Field(DanhSoStt.KHONG, title="Đánh số thứ tự")
    nhom: Chu = Field("", title="Cột chia nhóm", description="Mỗi nhóm một hàng I, II, …")
    gop: Chu = Field("", title="Cột đầu gộp xuống", description="Các hàng cùng nhóm chung một ô")
    tong: tuple[Chu, ...] = Field((), title="Các cột cộng tổng")
    don_vi_tinh: Chu = Field("", title="Đơn vị tính", examples=["triệu đồng"])
    hang_an: Annotated[HangAn, *choice_field(HangAn)] = Field(HangAn.HOI, title="Hàng bị ẩn trong tệp")
    loc: Chu = Field(
        "", title="Cột chọn hàng", description="Khi văn bản có `tron`: chỉ in các hàng có ô này bằng khoá của danh sách"
    )
    bo_qua: tuple[Chu, ...] = Field((), title="Cột của tệp cố ý không in")
    cot: tuple[Cot, ...] = Field(title="Các cột", min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _stt(cls, value: Any) -> Any:
        if isinstance(value, dict) and str(value.get("stt", "")).casefold() in {"true", "false"}:
            value = value | {"stt": "có" if str(value["stt"]).casefold() == "true" else "không"}
        return value

    @model_validator(mode="after")
    def _hop_le(self) -> Bang:
        keys = [c.khoa for c in self.cot]
        for key in keys:
            if keys.count(key) > 1:
                raise Sai(f"hai cột cùng khoá “{key}”", "Đổi khoá của một cột")
        if bool(self.nguon) == bool(self.hang):
            raise Sai("bảng lấy hàng từ một nơi: `nguon` (tệp) hoặc `hang` (viết tại chỗ)", "Giữ một trong hai khoá")
        if self.nhom and self.gop:
            raise Sai("chọn một: `nhom` (hàng nhóm) hoặc `gop` (cột đầu gộp xuống)", "Bỏ một trong hai khoá")
        if self.gop and self.gop not in keys:
            raise Sai(f"`gop: {self.gop}` không phải khoá của cột nào", "Ghi khoá của cột đầu")
        if self.gop and self.gop != keys[0]:
            raise Sai(f"cột gộp xuống phải đứng đầu; cột đầu đang là “{keys[0]}”", "Chuyển cột ấy lên đầu `cot`")
        blank = {c.khoa for c in self.cot if c.de_trong}
        if blank & {self.nhom, self.gop, self.khoa, *self.tong}:
            raise Sai(
                "cột `de_trong` không dùng làm nhom, gop, khoa hay tong được",
                "Bỏ `de_trong`, hoặc bỏ cột ấy khỏi nhom, gop, khoa, tong",
            )
        if blank == set(keys):
            raise Sai("bảng cần ít nhất một cột không để trống", "Bỏ `de_trong` ở một cột")
        for key in self.tong:
            if key not in keys:
                raise Sai(f"`tong` nhắc cột “{key}” không có trong `cot`", "Ghi khoá của cột số")
        return self


class PhuLuc(Nen):
    """An annex: a name, text before and after, a table."""

    ma: Chu = Field("", title="Khoá của phụ lục", description="Để chỉ tới trong câu: [@khoá]")
    tieu_de: Chu = Field("", title="Tên phụ lục")
    huong: Annotated[Huong, *choice_field(Huong)] = Field(Huong.DOC, title="Hướng giấy")
    loi_van: Chu = Field("", title="Lời trước bảng")
    bang: Bang | None = Field(None, title="Bảng")
    ghi_chu: Chu = Field("", title="Ghi chú sau bảng")

    @model_validator(mode="after")
    def _co_gi(self) -> PhuLuc:
        if self.bang is None and not self.loi_van:
            raise Sai("phụ lục cần có `bang` hoặc `loi_van`", "Thêm `bang:` với `nguon` và `cot`, hoặc `loi_van: …`")
        return self
