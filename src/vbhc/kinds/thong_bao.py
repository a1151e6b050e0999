"""Thông báo: lời mở đầu, các khoản, lời kết; không chia phần."""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ho_so import HoSo, Kind, VaiTro
from vbhc.problems import Problem, Severity


def _kiem(ho_so: HoSo) -> Iterator[Problem]:
    if not ho_so.van_ban.phan and not ho_so.van_ban.mo_dau:
        yield Problem(
            ho_so.places.of(),
            Severity.LOI,
            "phan/thieu",
            "thông báo chưa có lời văn",
            "Thêm `mo_dau` hoặc `noi_dung`",
        )


KIND = Kind(
    ma="TB",
    template="thong_bao",
    phan=(VaiTro("noi_dung", "Nội dung", "Các khoản 1., 2., … của thông báo"),),
    kiem=_kiem,
    danh_so_phan=False,
)
