"""Thiếu “Kính gửi” ở công văn, tờ trình, hoặc có “Kính gửi” ở loại văn bản không dùng.

Công văn, tờ trình và báo cáo gửi cấp trên có phần “Kính gửi”; các loại văn bản khác chỉ có “Nơi nhận”. Báo cáo có hay
không tùy gửi cho ai nên không xét.

Sai: THÔNG BÁO … Kính gửi: Các phòng, đơn vị thuộc Sở
Đúng: THÔNG BÁO … Nơi nhận: - Các phòng, đơn vị thuộc Sở;
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc import norms
from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac("N30-09-1", "Kính gửi theo loại văn bản", ("I.II.9b", "I.II.9c"), Severity.LOI, Sua.KHONG)
_CO = frozenset({"CV", "TTr", "BC"})
_PHIEU = frozenset({"GM", "GGT", "GNP", "GUQ", "PG", "PC", "PB", "CĐ"})
"""Slips and letters of invitation, which offices often address."""


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """By kind: there, not there, or either."""
    lines = van_ban.tim("kinh_gui")
    if not van_ban.loai:
        yield Khong("chưa biết tên loại văn bản")
    elif lines and van_ban.loai not in _CO:
        name = norms.ten_loai()[van_ban.loai]
        yield Loi(
            lines[0], f"{name} không có phần “Kính gửi”", "Bỏ phần này; ghi tên cơ quan nhận ở “Nơi nhận”",
            muc=Severity.CANH_BAO if van_ban.loai in _PHIEU else None,
        )  # fmt: skip
    elif not lines and van_ban.loai in {"CV", "TTr"}:
        if any(d.chu.casefold().startswith("kính gửi") for d in van_ban.dong):
            yield Khong("có dòng “Kính gửi” nhưng chưa đọc được")
        else:
            name = "Công văn" if van_ban.loai == "CV" else "Tờ trình"
            yield Loi(
                None, f"{name} thiếu phần “Kính gửi”", "Thêm dưới phần đầu: Kính gửi: <tên cơ quan nhận>",
                vi_tri="Kính gửi", muc=None if van_ban.loai == "CV" else Severity.CANH_BAO,
            )  # fmt: skip
