"""Văn bản không có Tiêu ngữ.

Tiêu ngữ đặt canh giữa dưới Quốc hiệu ở mọi văn bản hành chính.

Sai: dưới Quốc hiệu là đường kẻ, không có Tiêu ngữ
Đúng: Độc lập - Tự do - Hạnh phúc
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, dau_trang
from vbhc.rules.quoc_hieu.tieu_ngu_chu import TIEU_NGU

QUY_TAC = QuyTac("N30-01-2e", "Thiếu Tiêu ngữ", ("I.II.1b", "Đ8.2"), Severity.LOI, Sua.KHONG)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Neither recognised nor anything like it in the head."""
    if van_ban.tim("tieu_ngu") or dau_trang.co_trong(van_ban, TIEU_NGU) or dau_trang.gan_giong(van_ban, TIEU_NGU):
        return
    yield dau_trang.khong_co_dau(van_ban) or Loi(
        None, "Không có Tiêu ngữ", f"Thêm dòng: {TIEU_NGU}", vi_tri="đầu văn bản"
    )
