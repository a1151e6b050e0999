"""Tên cơ quan viết hoa không đúng.

Viết hoa chữ đầu của từ chỉ loại hình cơ quan và của từ chỉ lĩnh vực: Ủy ban nhân dân, Hội đồng nhân dân, Sở Nội vụ,
Bộ Tài chính, Văn phòng Chính phủ. Chỉ xét tên chắc chắn; “các sở, ngành”, “trụ sở”, “cán bộ” không xét.

Sai: báo cáo ủy ban nhân dân thành phố, sở Nội vụ
Đúng: báo cáo Ủy ban nhân dân thành phố, Sở Nội vụ
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._van import sua, toan

QUY_TAC = QuyTac("N30-VH-5", "Viết hoa tên cơ quan", ("PL2.IV.1a",), Severity.CANH_BAO, Sua.DE_XUAT)
_LINH_VUC = (
    "Nội vụ|Tài chính|Tư pháp|Y tế|Xây dựng|Công [Tt]hương|Ngoại vụ|Khoa học và|Nông nghiệp và|Giáo dục và|Văn hóa"
    "|Văn hoá|Dân tộc|Quốc phòng|Công an|Ngoại giao|Thông tin và Truyền|Tài nguyên và|Kế hoạch và|Lao động"
    "|Giao thông|Du lịch"
)
_BAN = re.compile(r"[Bb]an [Nn]hân [Dd]ân(?!\w)")
_HOI_DONG = re.compile(r"[Hh]ội [Đđ]ồng [Nn]hân [Dd]ân(?!\w)")
_SO_BO = re.compile(rf"(?:sở|bộ)(?= (?:{_LINH_VUC})\b)")
_KHAC = re.compile(
    r"(?:văn phòng(?= (?:Chính phủ|Quốc hội|Chủ tịch nước|Trung ương Đảng|Ủy ban nhân dân|UBND|Đoàn đại biểu)\b)"
    r"|thanh tra(?= Chính phủ\b))"
)
_TRUOC_SO = re.compile(r"(?:^|\W)(?:của|do|với|và|gửi|cho|báo cáo) $|[,;:] $")
_UY = frozenset({"ủy ", "uỷ ", "Ủy ", "Uỷ "})
_DUNG = frozenset({"Ủy ban nhân dân", "Uỷ ban nhân dân", "Hội đồng nhân dân"})


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Names of agencies whose capitals are certain."""
    whole = toan(van_ban)
    for dong, begin, found in whole.tim(_BAN):
        at = found.start() - begin
        if dong.chu[max(0, at - 3) : at] in _UY and not dong.chu[max(0, at - 4) : at - 3].isalnum():
            yield from _loi(dong, at - 3, at + len(found.group()))
    for pattern in (_HOI_DONG, _SO_BO, _KHAC):
        for dong, begin, found in whole.tim(pattern):
            at = found.start() - begin
            if pattern is not _SO_BO or _TRUOC_SO.search(dong.chu, max(0, at - 9), at):
                yield from _loi(dong, at, at + len(found.group()))


def _loi(dong: Dong, dau: int, cuoi: int) -> Iterator[Loi]:
    text = dong.chu
    word = text[dau:cuoi]
    if word in _DUNG or (dau and text[dau - 1].isalnum()):
        return
    right = word[0].upper() + word[1:].lower()
    yield Loi(dong, f"“{word}” viết hoa chưa đúng", f"Viết: {right}", trich=text[max(0, dau - 10) : cuoi + 20],
              edits=sua(dong, dau, cuoi, right))  # fmt: skip
