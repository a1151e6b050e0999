"""Chữ đã hỏng khi chuyển bảng mã (in ra dấu �).

Dấu � là chỗ một chương trình không đọc được chữ gốc và bỏ đi: không đoán lại được từ tệp, phải gõ lại theo bản gốc.

Sai: Kế ho�ch công tác năm 2026
Đúng: Kế hoạch công tác năm 2026
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.model.view import KY_HIEU_RIENG
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac("N30-00-12c", "Chữ hỏng", ("I.I.4",), Severity.LOI, Sua.KHONG)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every line with U+FFFD; a sign that only its font knows is read as that too, and is nobody's fault."""
    for dong in van_ban.dong:
        at = dong.chu.find("\ufffd")
        if at < 0:
            continue
        if KY_HIEU_RIENG in van_ban.view.unknown:
            yield Khong(f"có {KY_HIEU_RIENG}, không phân biệt được với chữ hỏng")
            return
        yield Loi(
            dong, "Có chữ hỏng (�), mất khi chuyển bảng mã", "Gõ lại chữ ấy theo bản gốc",
            trich=dong.chu[max(0, at - 30) : at + 30],
        )  # fmt: skip
