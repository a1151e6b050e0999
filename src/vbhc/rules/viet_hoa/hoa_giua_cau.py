"""Viết hoa sau dấu chấm phẩy, dấu phẩy giữa câu.

Giữa câu chỉ viết hoa tên riêng. Chỉ báo những cụm động từ không phải tên riêng (Nâng cao, Tăng cường, Đẩy mạnh …).

Sai: phát huy dân chủ; Nâng cao hiệu quả
Đúng: phát huy dân chủ; nâng cao hiệu quả
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._van import khung, sua, toan

QUY_TAC = QuyTac("N30-VH-4", "Viết hoa giữa câu", ("PL2.I",), Severity.THONG_TIN, Sua.DE_XUAT)
_HOA = re.compile(
    r"[,;] (?P<hoa>(?P<ca_hai>Nâng cao|Tăng cường|Đẩy mạnh|Tiếp tục|Góp phần|Khắc phục|Quán triệt|Đôn đốc|Kịp thời)"
    r"|Thực hiện|Triển khai|Phát huy|Phối hợp|Rà soát|Tham mưu|Đề xuất|Chủ động|Bảo đảm|Đảm bảo)\b"
)
_HAI_CHAM = re.compile(r": ?[“\"]?[^\W\d_a-z]")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Verbs in capitals after a semicolon or comma, unless all parts of the enumeration begin so."""
    for dong, begin, found in toan(van_ban).tim(_HOA):
        at, word, text = found.start("hoa") - begin, found["hoa"], dong.chu
        # In `gồm: Nâng cao …; Tăng cường …` a list keeps the capitals of its lines; titles of works are in quotes.
        if text.count("“", 0, at) > text.count("”", 0, at) or khung(van_ban, dong):
            continue
        parts = re.findall(r"; ([^\W\d_])", text)
        if text[at - 2] == ";":
            if len(parts) > 1 and all(p.isupper() for p in parts):
                continue
        elif not found["ca_hai"] or _HAI_CHAM.search(text, 0, at):
            continue
        right = word[0].lower() + word[1:]
        yield Loi(dong, f"Giữa câu, “{word}” viết hoa", f"Viết: {right}", trich=text[max(0, at - 25) : at + 25],
                  edits=sua(dong, at, at + 1, right[0]))  # fmt: skip
