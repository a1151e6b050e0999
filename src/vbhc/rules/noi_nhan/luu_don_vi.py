"""Dòng Lưu chưa ghi đơn vị soạn thảo.

Sau “VT” là chữ viết tắt tên đơn vị (hoặc bộ phận) soạn thảo văn bản; “VT” đứng trước. Giấy giới thiệu chỉ lưu VT theo
mẫu.

Sai: - Lưu: VT.
Sai: - Lưu: TCCB, VT.
Đúng: - Lưu: VT, TCCB.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.noi_nhan import _luu

QUY_TAC = QuyTac("N30-09-4c", "Đơn vị soạn thảo ở dòng Lưu", ("I.II.9d",), Severity.CANH_BAO, Sua.DE_XUAT)
_TRUOC = re.compile(r"Lưu\s*:?\s*(?P<don_vi>\w[\w&.-]*)\s*[,;]\s*VT\s*[.;]?", re.IGNORECASE)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Something stands after VT."""
    found = _luu.don_vi(van_ban)
    if found is None or found[1]:
        return
    first = _TRUOC.fullmatch(found[0].chu)
    if first is not None:
        yield Loi(found[0].dong[0], "Dòng Lưu ghi “VT” sau đơn vị soạn thảo", f"Viết: - Lưu: VT, {first['don_vi']}.")
    elif van_ban.loai != "GGT":
        yield Loi(
            found[0].dong[0], "Dòng Lưu chưa ghi đơn vị soạn thảo", "Viết: - Lưu: VT, <viết tắt đơn vị soạn thảo>."
        )
