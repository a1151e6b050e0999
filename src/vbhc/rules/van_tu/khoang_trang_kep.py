"""Hai dấu cách liền nhau trong lời văn.

Giữa hai tiếng chỉ gõ một dấu cách. Không báo khoảng để trống chờ ghi số, ngày tháng, dòng canh bằng dấu cách hoặc tab,
khoảng sau số thứ tự đầu dòng, khoảng giữa các ô đánh dấu ☐.

Sai: Các phòng,  đơn vị thuộc Sở
Đúng: Các phòng, đơn vị thuộc Sở
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import TextEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._van import khung, sua_goc

QUY_TAC = QuyTac("NHA-VT-2", "Hai dấu cách liền nhau", ("nha",), Severity.CANH_BAO, Sua.AN_TOAN)
_KEP = re.compile(r"(?<=\S)[ \u00a0]{2,3}(?=\S)")
# What stands before a place left blank to be filled in, and what stands after one.
_TRUOC = re.compile(r"(?:\b(?:số|ngày|tháng|năm|Số|Ngày)|[…._/:(\[|*•\-–—])$")
_SAU = re.compile(r"(?:tháng|năm)\b|[/…._)\]|☐☑☒□■▢○◯✓]")
_NHAN = re.compile(r"\s*(?:[-–—•▪*+]|[IVXLC]{1,5}[.)]|\d{1,3}(?:\.\d{1,3})*[.)]?|[a-zđ][.)])$")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Runs of two or three blanks between words; longer ones and tabs make a line one that is laid out by them."""
    for dong in van_ban.dong:
        text = dong.goc
        if ("  " not in text and "\u00a0" not in text) or "\t" in text or "    " in text or khung(van_ban, dong):
            continue
        edits: list[TextEdit] = []
        for found in _KEP.finditer(text):
            before, after = text[max(0, found.start() - 24) : found.start()], text[found.end() : found.end() + 6]
            digits = before[-1].isdigit() and after[0].isdigit()
            if not (digits or _TRUOC.search(before) or _SAU.match(after) or _NHAN.fullmatch(text[: found.start()])):
                edits += sua_goc(dong, found.start(), found.end(), " ")
        # A title spaced out letter by letter has them at every word.
        if edits and (len(edits) < 3 or len(edits) * 2 < len(dong.chu.split())):
            at = edits[0].start - dong.dau
            words = " ".join(
                dong.doan.text[max(dong.dau, edits[0].start - 20) : edits[0].end + 20].split("\n")[0].split()
            )
            yield Loi(dong, f"Hai dấu cách liền nhau, {len(edits)} chỗ" if len(edits) > 1 else "Hai dấu cách liền nhau",
                      "Để một dấu cách", trich=words, dau=at, edits=tuple(edits))  # fmt: skip
