"""Chữ bị ẩn trong tệp.

Chữ đặt định dạng Hidden không in ra giấy nhưng vẫn nằm trong tệp: người nhận bật hiện ký tự ẩn là đọc được. Nghị định
không nói; đây là nếp giữ gìn để không phát hành điều không định phát hành.

Sai: ghi chú của người soạn để ẩn giữa hai đoạn
Đúng: xoá ghi chú trước khi trình
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.trang._chung import doan, dong_cua

QUY_TAC = QuyTac("NHA-TR-1", "Chữ ẩn", ("nha",), Severity.CANH_BAO, Sua.KHONG, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every paragraph with hidden words of its author (fields hide their own marks)."""
    for paragraph in doan(van_ban):
        words = "".join(r.text for r in paragraph.runs if r.look.hidden and not r.field).strip()
        if any(c.isalnum() for c in words):
            yield Loi(
                dong_cua(van_ban, paragraph),
                "Có chữ ẩn, không in ra giấy",
                "Xoá đi, hoặc bỏ định dạng Hidden nếu cần in",
                trich=" ".join(words.split())[:80],
            )
