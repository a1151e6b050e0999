"""Đơn vị hành chính gọi bằng số chưa viết hoa từ chung.

Tên đơn vị hành chính ghép với chữ số viết hoa cả từ chung: Phường 5, Quận 1. Chỉ xét chỗ sau số là dấu câu hoặc tên
đơn vị cấp trên; “mỗi phường 02 đồng chí” không xét.

Sai: Ủy ban nhân dân phường 5, thành phố …
Đúng: Ủy ban nhân dân Phường 5, thành phố …
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._van import sua, toan

QUY_TAC = QuyTac("N30-VH-9", "Viết hoa đơn vị gọi bằng số", ("PL2.III.1b",), Severity.THONG_TIN, Sua.DE_XUAT)
_SO = re.compile(
    r"(?<=[^\W\d_] )(quận|phường) (\d{1,2})(?=,? (?:[Qq]uận|[Tt]hành phố|tỉnh|TP|Q\.)|[;.)]?$|[;)])", re.MULTILINE
)
_DEM = re.compile(r"(?:mỗi|các|từng|một|những|cấp|mấy|ở) $|,\s$")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """quận, phường in small letters with a number that ends the name."""
    for dong, begin, found in toan(van_ban).tim(_SO):
        at, word = found.start() - begin, found[1]
        if dong.doan.spot.table or _DEM.search(dong.chu[max(0, at - 7) : at]):
            continue
        right = word.capitalize()
        yield Loi(dong, f"“{found.group()}” chưa viết hoa", f"Viết: {right} {found[2]}",
                  trich=dong.chu[max(0, at - 20) : at + 20], edits=sua(dong, at, at + len(word), right))  # fmt: skip
