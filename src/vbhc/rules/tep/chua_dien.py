"""Văn bản đã có số và ngày nhưng còn chỗ chưa điền.

Dấu chấm lửng, gạch dưới, “XX”, “[…]” ở chỗ của ngày, số, con số là chỗ dự thảo để trống. Dấu ba chấm cuối một chuỗi
liệt kê và biểu mẫu trong phụ lục không báo.

Sai: … hoàn thành trước ngày …/…/2026
Đúng: … hoàn thành trước ngày 15/12/2026
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import NGAY, BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac("NHA-TEP-4", "Chỗ chưa điền", ("nha",), Severity.CANH_BAO, Sua.KHONG, frozenset({NGAY}))
# Each run is bounded: a long one is a line to write on and has a pattern of its own.
_T = r"(?:…{1,2}|\.{2,5}|__|[xX]{2,4})"
_CHO = re.compile(
    r"\[\s?(?:…{1,9}|\.{2,9}|_{2,9}|[xX]{2,9})?\s?\]"  # […], [ ]
    r"|_{3,}"
    r"|\.{6,}|…{3,}"  # a dotted line to write on
    rf"|\b(?:ngày|tháng)\s*{_T}(?=\s*(?:[/\d]|tháng|năm))"
    rf"|\bnăm\s+20{_T}"
    rf"|{_T}\s?/\s?(?:{_T}|\d{{1,2}})\s?/\s?(?:\d{{4}}|{_T})"  # …/…/2026
    rf"|\d{{1,2}}\s?/\s?{_T}\s?/\s?\d{{4}}"  # 15/…/2026
    rf"|\b[Ss]ố:?\s*{_T}(?=\s*[/-])"  # số …/QĐ-UBND
    rf"|(?<![,;])\s{_T}\s?(?:%|(?:nghìn |triệu |tỷ |tỉ )?đồng\b)"
)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The head's subject, the căn cứ and the text; annexes hold forms, and words in quotes are about a form."""
    if van_ban.so is None or not van_ban.so.so:
        yield Khong("văn bản chưa có số")
        return
    for dong in _lines(van_ban):
        text = dong.chu
        if not ("…" in text or ".." in text or "[" in text or "__" in text or "xx" in text or "XX" in text):
            continue
        found = _first(text)
        if found is not None:
            start = max(found.start() - 25, 0)
            yield Loi(dong, f"Còn chỗ chưa điền: “{found.group().strip()}”", "Điền nội dung hoặc bỏ chỗ trống",
                      trich=text[start : found.end() + 25].strip())  # fmt: skip


def _lines(van_ban: BanDoc) -> Iterator[Dong]:
    for name in ("trich_yeu", "trich_yeu_cv", "kinh_gui"):
        yield from van_ban.tim(name)
    yield from van_ban.loi_van


def _first(text: str) -> re.Match[str] | None:
    """The first blank outside quotation marks."""
    at = quoted = 0
    for found in _CHO.finditer(text):
        quoted += text.count("“", at, found.start()) - text.count("”", at, found.start())
        at = found.start()
        if quoted <= 0:
            return found
    return None
