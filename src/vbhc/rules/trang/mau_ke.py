"""Nét kẻ không phải màu đen.

Nét vẽ dưới Tiêu ngữ, tên cơ quan, trích yếu lấy màu chủ đề của Word (xanh) nếu không đặt lại. In ra thành nét xanh
hoặc xám giữa chữ đen. Chỉ xét nét kẻ vẽ rời mà tệp ghi rõ màu; hình ảnh không xét.

Sai: nét kẻ dưới Tiêu ngữ màu xanh 4472C4
Đúng: nét kẻ màu đen
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.trang._chung import doan, dong_cua

QUY_TAC = QuyTac("N30-00-8a", "Màu nét kẻ", ("I.I.4",), Severity.CANH_BAO, Sua.KHONG, frozenset({DINH_DANG}))
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_DARK = 0x20


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every drawn line whose colour the file says."""
    for paragraph in doan(van_ban):
        for shape in paragraph.shapes:
            color = shape.color
            if shape.kind == "line" and _HEX.fullmatch(color) and any(
                int(color[i : i + 2], 16) >= _DARK for i in (0, 2, 4)
            ):  # fmt: skip
                yield Loi(
                    dong_cua(van_ban, paragraph), f"Nét kẻ màu #{color.upper()}", "Đặt nét kẻ màu đen (Shape Outline)"
                )
