"""Văn bản không có Quốc hiệu.

Quốc hiệu ở phía trên cùng, bên phải trang đầu của mọi văn bản hành chính. Tệp chỉ có phụ lục, hay không nhận ra phần
đầu, thì không xét.

Sai: chỉ có Tiêu ngữ
Đúng: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, dưới là Tiêu ngữ
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, dau_trang
from vbhc.rules.quoc_hieu.chu import QUOC_HIEU

QUY_TAC = QuyTac("N30-01-1b", "Thiếu Quốc hiệu", ("I.II.1a", "Đ8.2"), Severity.LOI, Sua.KHONG)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Neither recognised nor anything like it in the head."""
    if van_ban.tim("quoc_hieu") or dau_trang.co_trong(van_ban, QUOC_HIEU) or dau_trang.gan_giong(van_ban, QUOC_HIEU):
        return
    yield dau_trang.khong_co_dau(van_ban) or Loi(
        None, "Không có Quốc hiệu", f"Thêm dòng: {QUOC_HIEU}", vi_tri="đầu văn bản"
    )
