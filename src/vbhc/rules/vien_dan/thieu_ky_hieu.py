"""Lời văn viện dẫn văn bản có số, có ngày mà không ghi ký hiệu.

Số không có ký hiệu thì không biết của ai: cùng ngày có nhiều văn bản mang một số. Phần căn cứ có quy tắc riêng.

Sai: theo Công văn số 2345 ngày 05/01/2026 của Sở Nội vụ
Đúng: theo Công văn số 2345/SNV-CCHC ngày 05/01/2026 của Sở Nội vụ
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, loi_van
from vbhc.rules.van_tu._van import toan

QUY_TAC = QuyTac("N30-06-3n", "Viện dẫn thiếu ký hiệu", ("I.II.6b",), Severity.CANH_BAO, Sua.KHONG)
_THIEU = re.compile(
    r"(?P<loai>Nghị quyết|Nghị định|Thông tư|Quyết định|Chỉ thị|Kế hoạch|Thông báo|Kết luận|Hướng dẫn|Báo cáo|Tờ trình"
    r"|Công văn) số:? (?P<so>\d{1,5}[a-z]?) (?=ngày \d{1,2}(?:[/.-]\d| tháng \d))"
)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """A kind, a number and a date in the text, with nothing between number and date."""
    bases = {id(dong) for entry in loi_van.can_cu(van_ban) for dong in entry}
    for dong, begin, found in toan(van_ban).tim(_THIEU):
        if id(dong) not in bases:
            yield Loi(
                dong, f"{found['loai']} số {found['so']} chưa ghi ký hiệu",
                f"Viết: {found['loai']} số {found['so']}/…-…", trich=dong.chu[found.start() - begin :][:80],
            )  # fmt: skip
