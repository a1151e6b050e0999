"""Văn bản chia đến cấp 1.1. trở xuống, Nghị định không có cấp này.

Nghị định chỉ nêu phần, chương, mục, tiểu mục, điều, khoản, điểm. Nhiều cơ quan vẫn dùng 1.1., 1.1.1.; báo để biết,
không phải lỗi và không tự đánh số lại.

Sai: 1.1. Tuyên truyền
Đúng: a) Tuyên truyền
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac("N30-06-5c", "Cấp 1.1. trở xuống", ("I.II.6đ",), Severity.THONG_TIN, Sua.KHONG)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Told once, at the first."""
    found = [m for m in van_ban.muc if m.cap == "cap_thap"]
    if found:
        count = f" ({len(found)} mục)" if len(found) > 1 else ""
        yield Loi(found[0].dong, f"Văn bản đánh số cấp “{found[0].nhan}”{count}, Nghị định không quy định cấp này",
                  "Có thể dùng điểm a), b), c) hoặc gạch đầu dòng")  # fmt: skip
