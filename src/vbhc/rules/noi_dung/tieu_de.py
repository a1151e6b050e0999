"""Phần, chương, mục, điều không có tiêu đề.

Phần, chương, mục, tiểu mục, điều phải có tiêu đề. Điều của quyết định quy định trực tiếp theo mẫu 1.2 thường không có,
nên ở quyết định, nghị quyết chỉ báo để biết.

Sai: I. (không có chữ nào)
Đúng: I. MỤC ĐÍCH, YÊU CẦU
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Muc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac("N30-06-6a", "Tiêu đề của phần, chương, mục, điều", ("I.II.6d",), Severity.CANH_BAO, Sua.KHONG)
_CHI_SO = re.compile(r"(?:[IVXLC]{1,7}\s?[.):]?|(?:Phần|Chương) (?:[IVXLC]+|thứ \w+)[.:]?|(?:Tiểu mục|Mục) \d+[.:]?)")
_TIEU_DE = 25
"""No title of an article has more words."""


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Numbers that stand alone with no title under them; articles that begin with a sentence."""
    items = van_ban.muc
    articles: list[Muc] = []
    for i, muc in enumerate(items):
        text = muc.dong.chu
        if muc.cap in {"phan", "doan"} and len(text) < 24 and _CHI_SO.fullmatch(text):
            below = items[i + 1] if i + 1 < len(items) else None
            if not _is_title(below):
                yield Loi(muc.dong, f"“{text}” không có tiêu đề", "Ghi tiêu đề ngắn nêu nội dung chính")
        elif muc.cap == "dieu" and not _titled(muc):
            articles.append(muc)
    if articles:
        direct = van_ban.loai in {"QĐ", "NQ", ""}
        count = f" (và {len(articles) - 1} điều khác)" if len(articles) > 1 else ""
        yield Loi(articles[0].dong, f"{articles[0].nhan.rstrip('.')} không có tiêu đề{count}",
                  "Ghi tiêu đề sau số của điều", muc=Severity.THONG_TIN if direct else None)  # fmt: skip


def _is_title(muc: Muc | None) -> bool:
    """Whether a line can be the title of the number above it: capitals, or short, bold and no item of its own."""
    if muc is None or muc.nhan or muc.cap not in {"doan", "phan"}:
        return False
    looks = muc.dong.nhin
    return muc.dong.in_ra.isupper() or (
        len(muc.dong.chu.split()) <= _TIEU_DE and bool(looks) and all(k.bold for k in looks)
    )


def _titled(muc: Muc) -> bool:
    """Whether words that could be a title follow the article's number: short, and no sentence."""
    words = muc.chu
    return bool(words) and len(words.split()) <= _TIEU_DE and not words.endswith((".", ";", ":", ",", "./."))
