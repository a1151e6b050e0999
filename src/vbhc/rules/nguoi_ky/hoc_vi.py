"""Trước họ tên người ký có học hàm, học vị hoặc danh hiệu.

Trước họ tên chỉ ghi họ, tên đệm và tên. Đơn vị vũ trang, cơ sở giáo dục, y tế, khoa học theo quy định của người đứng
đầu ngành, nên văn bản của các cơ quan ấy không xét.

Sai: TS. Nguyễn Văn An
Đúng: Nguyễn Văn An
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from vbhc import norms
from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, liet_ke

QUY_TAC = QuyTac("N30-07-3", "Học hàm, học vị trước họ tên", ("I.II.7c",), Severity.CANH_BAO, Sua.DE_XUAT)


@cache
def _title() -> re.Pattern[str]:
    """One or more titles with the blanks after them; the dots may be missing."""
    signing = norms.ky()
    short = sorted({part for t in signing["hoc_vi"] for part in t.split(".") if part}, key=len, reverse=True)
    whole = sorted(signing["hoc_vi_chu"], key=len, reverse=True)
    one = rf"(?:{'|'.join(map(re.escape, short))})(?:\s?\.|(?=[\s,]))|(?i:{'|'.join(map(re.escape, whole))})\b\.?"
    return re.compile(rf"(?:(?:{one})[\s,\-–]*)+(?=\S)")


@cache
def _sector() -> re.Pattern[str]:
    # Not the word of "môi trường", "thị trường".
    return re.compile(
        rf"\b(?<!môi )(?<!thị )(?:{'|'.join(map(re.escape, norms.ky()['nganh_rieng']))})\b", re.IGNORECASE
    )


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Titles at the head of each name."""
    found = [(d, m) for d in van_ban.tim("ho_ten") if (m := _title().match(d.goc.lstrip()))]
    if not found:
        return
    agency = [d.in_ra for name in ("chu_quan", "co_quan") for d in van_ban.tim(name)]
    if boi_canh.co_quan is not None:
        agency += [boi_canh.co_quan.ten, boi_canh.co_quan.chu_quan]
    sector = next((m for text in agency if (m := _sector().search(text))), None)
    if sector is not None:
        yield Khong("học hàm, học vị trước họ tên: cơ quan thuộc ngành có quy định riêng")
        return
    for dong, match in found:
        start = len(dong.goc) - len(dong.goc.lstrip())
        title = match.group().strip(" ,-–")
        yield Loi(dong, f"Trước họ tên người ký có “{title}”", f"Viết: {dong.goc.strip()[match.end() :]}",
                  trich=dong.chu, edits=liet_ke.sua(dong, start, start + match.end(), ""))  # fmt: skip
