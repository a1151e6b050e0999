"""Ngày trong căn cứ viết bằng dấu gạch chéo.

Nghị định viết ngày trong căn cứ đầy đủ bằng chữ “ngày … tháng … năm …”; người thẩm định cũng sửa về cách này.

Sai: Căn cứ Kế hoạch số 15/KH-UBND ngày 02/02/2026 của …
Đúng: Căn cứ Kế hoạch số 15/KH-UBND ngày 02 tháng 02 năm 2026 của …
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, liet_ke
from vbhc.rules.can_cu._vien_dan import chinh

QUY_TAC = QuyTac("N30-06-2b", "Ngày viết bằng chữ trong căn cứ", ("I.II.6a",), Severity.CANH_BAO, Sua.DE_XUAT)
_NGAY = re.compile(r"\bngày (\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4})\b")
_CUA = re.compile(r" (?:về|ban hành|quy định|phê duyệt|hướng dẫn|triển khai)\b")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The date of a document cited in a căn cứ; dates inside its subject are another's words."""
    for cited, words in chinh(van_ban):
        found = _NGAY.search(words)
        subject = _CUA.search(words)
        if found is None or (subject is not None and subject.start() < found.start()):
            continue
        day, month = int(found[1]), int(found[3])
        if not (1 <= day <= 31 and 1 <= month <= 12):
            continue
        want = (
            f"ngày {day:02} tháng {month:02} năm {found[4]}"
            if month < 3
            else f"ngày {day:02} tháng {month} năm {found[4]}"
        )
        at = cited.dong.goc.find(found.group())
        edits = liet_ke.sua(cited.dong, at, at + len(found.group()), want) if at >= 0 else ()
        yield Loi(cited.dong, f"Căn cứ ghi “{found.group()}”", f"Viết: {want}", trich=found.group(), edits=edits)
