"""Văn bản thiếu phần “Nơi nhận”.

Mọi loại văn bản đều có phần “Nơi nhận” ở cuối, bên trái, ngang với chức vụ của người ký. Hợp đồng, bản ghi nhớ, bản
thỏa thuận và văn bản ban hành kèm theo văn bản khác không xét.

Sai: cuối văn bản chỉ có chức vụ, chữ ký, họ tên
Đúng: Nơi nhận: - Sở Nội vụ; - Lưu: VT, VP.
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac("N30-09-4e", "Thiếu Nơi nhận", ("I.II.9c", "I.II.9d"), Severity.LOI, Sua.KHONG)
_KHONG_XET = frozenset({"HĐ", "BGN", "BTT", "BB"})


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The heading or a list must be there."""
    if van_ban.noi_nhan.dau is not None or van_ban.tim("noi_nhan"):
        return
    if not van_ban.loai or van_ban.so is None:
        yield Khong("chưa biết tên loại hoặc không có số, ký hiệu (có thể là văn bản ban hành kèm theo)")
    elif van_ban.loai in _KHONG_XET:
        yield Khong("loại văn bản này không bắt buộc có Nơi nhận")
    elif any("nơi nhận:" in d.chu.casefold() for d in van_ban.dong):
        yield Khong("có dòng “Nơi nhận” nhưng chưa đọc được")
    else:
        yield Loi(
            None, "Văn bản thiếu phần “Nơi nhận”", "Thêm ở cuối, bên trái: Nơi nhận: - …; - Lưu: VT, ….",
            vi_tri="Nơi nhận",
        )  # fmt: skip
