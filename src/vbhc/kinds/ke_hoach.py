"""Kế hoạch: mục đích, yêu cầu; nội dung; kinh phí; tổ chức thực hiện."""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ho_so import HoSo, Kind, NhomVaiTro, VaiTro
from vbhc.problems import Problem, Severity


def _kiem(ho_so: HoSo) -> Iterator[Problem]:
    roles = {p.vai_tro for p in ho_so.van_ban.phan}
    for needed, name in (("noi_dung", "nội dung"), ("to_chuc_thuc_hien", "tổ chức thực hiện")):
        if needed not in roles:
            yield Problem(
                ho_so.places.of("phan"), Severity.CANH_BAO, "phan/thieu", f"kế hoạch chưa có phần {name}",
                f"Thêm khoá `{needed}`; nếu viết bằng `phan`, ghi `vai_tro: {needed}` cho phần ấy",
            )  # fmt: skip


KIND = Kind(
    ma="KH",
    template="ke_hoach",
    phan=(
        NhomVaiTro(
            "muc_dich_yeu_cau",
            "Mục đích, yêu cầu",
            (
                VaiTro("muc_dich", "Mục đích", "Vì sao làm, làm để đạt gì"),
                VaiTro("yeu_cau", "Yêu cầu", "Làm thế nào là được"),
            ),
        ),
        VaiTro("noi_dung", "Nội dung", "Các nhiệm vụ: việc gì, ai làm, bao giờ xong"),
        VaiTro("kinh_phi", "Kinh phí thực hiện", "Nguồn kinh phí"),
        VaiTro("to_chuc_thuc_hien", "Tổ chức thực hiện", "Đơn vị nào chịu trách nhiệm việc gì, báo cáo về đâu"),
    ),
    kiem=_kiem,
)
