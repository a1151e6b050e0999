"""Đầu câu chưa viết hoa.

Sau dấu chấm hết câu và ở đầu mỗi khoản, điều, tiếng đầu viết hoa. Không xét sau chữ viết tắt, sau số, ở gạch đầu dòng.

Sai: … đúng thời hạn. các phòng, đơn vị báo cáo
Đúng: … đúng thời hạn. Các phòng, đơn vị báo cáo
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._van import khung, sua, toan

QUY_TAC = QuyTac("N30-VH-3", "Viết hoa đầu câu", ("PL2.I",), Severity.THONG_TIN, Sua.DE_XUAT)
_SAU_CHAM = re.compile(r"\. (?P<chu>[^\W\d_]{2,})")
_TRUOC = re.compile(r"([^\W_]+)[)”]?$")
_TAT = frozenset(
    [
        "tp",
        "tx",
        "tt",
        "ths",
        "ts",
        "gs",
        "pgs",
        "tskh",
        "bs",
        "cn",
        "kt",
        "tm",
        "tl",
        "tuq",
        "ph",
        "nxb",
        "vd",
        "tr",
        "st",
        "stt",
        "đc",
        "đt",
        "vv",
        "no",
        "vs",
        "mr",
        "mrs",
        "ms",
        "dr",
        "ltd",
        "co",
    ]
)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Small letters after a full stop within a line, and at the head of a numbered item."""
    for dong, begin, found in toan(van_ban).tim(_SAU_CHAM):
        word, at, text = found["chu"], found.start("chu") - begin, dong.chu
        if not word.islower():
            continue
        before = _TRUOC.search(text[max(0, at - 24) : at - 2])
        # What is all ASCII may be an abbreviation, or a name of a file or an address broken by a blank.
        if (
            before is None
            or len(before[1]) < 2
            or not before[1].isalpha()
            or not before[1].islower()
            or before[1] in _TAT
            or (before[1] + word).isascii()
        ):
            continue
        if not khung(van_ban, dong):
            yield Loi(dong, f"Sau dấu chấm, “{word}” chưa viết hoa", f"Viết: {word.capitalize()}",
                      trich=text[max(0, at - 25) : at + 25], edits=sua(dong, at, at + 1, word[0].upper()))  # fmt: skip
    for item in van_ban.muc:
        if item.cap in {"khoan", "dieu"} and item.chu[:1].islower() and item.chu[1:2].islower():
            at = len(item.dong.chu) - len(item.chu)
            yield Loi(item.dong, "Đầu mục chưa viết hoa", f"Viết hoa: {item.chu[0].upper()}{item.chu[1:20]}",
                      trich=item.dong.chu[:60], edits=sua(item.dong, at, at + 1, item.chu[0].upper()))  # fmt: skip
