"""Báo cáo: tình hình, kết quả, đánh giá, phương hướng, kiến nghị; gửi cấp trên thì có Kính gửi (Phụ lục I, II.9b)."""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ho_so import HoSo, Kind, VaiTro
from vbhc.problems import Problem, Severity


def _kiem(ho_so: HoSo) -> Iterator[Problem]:
    vb, at = ho_so.van_ban, ho_so.places.of
    if vb.gui_cap_tren is None and not vb.kinh_gui:
        yield Problem(
            at("kinh_gui"), Severity.LOI, "kinh_gui/cap_tren", "chưa cho biết báo cáo có gửi cấp trên không",
            "Ghi `gui_cap_tren: có` (phải có Kính gửi) hoặc `gui_cap_tren: không`", "Gửi cấp trên",
        )  # fmt: skip
    elif vb.gui_cap_tren and not vb.kinh_gui:
        yield Problem(
            at("gui_cap_tren"), Severity.LOI, "kinh_gui/cap_tren", "báo cáo gửi cấp trên phải có Kính gửi",
            "Thêm `kinh_gui:` và tên cơ quan nhận, ví dụ: Ủy ban nhân dân thành phố", "Kính gửi",
        )  # fmt: skip
    elif vb.kinh_gui and vb.gui_cap_tren is False:
        yield Problem(
            at("kinh_gui"), Severity.LOI, "kinh_gui/cap_tren", "báo cáo không gửi cấp trên thì không có Kính gửi",
            "Bỏ `kinh_gui`, hoặc ghi `gui_cap_tren: có`", "Kính gửi",
        )  # fmt: skip
    if "ket_qua" not in {p.vai_tro for p in vb.phan}:
        yield Problem(
            at("phan"), Severity.CANH_BAO, "phan/thieu", "báo cáo chưa có phần kết quả",
            "Thêm khoá `ket_qua`; nếu viết bằng `phan`, ghi `vai_tro: ket_qua` cho phần ấy",
        )  # fmt: skip


KIND = Kind(
    ma="BC",
    template="bao_cao",
    phan=(
        VaiTro("chi_dao", "Công tác chỉ đạo, triển khai", "Đã triển khai thế nào"),
        VaiTro("ket_qua", "Kết quả thực hiện", "Từng nhiệm vụ đạt được gì"),
        VaiTro("danh_gia", "Đánh giá chung", "Ưu điểm, tồn tại, hạn chế, nguyên nhân"),
        VaiTro("phuong_huong", "Phương hướng, nhiệm vụ", "Thời gian tới làm gì"),
        VaiTro("kien_nghi", "Kiến nghị, đề xuất", "Đề nghị cấp trên điều gì"),
    ),
    kiem=_kiem,
)
