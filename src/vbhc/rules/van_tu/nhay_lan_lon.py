"""Một văn bản dùng lẫn dấu nháy thẳng và nháy cong.

Cả văn bản dùng một kiểu nháy; Nghị định viết nháy cong “ ”. Kiểu ít hơn là kiểu gõ lạc (Word chỉ đổi nháy khi gõ,
không đổi khi dán).

Sai: “Dân vận khéo” … "Công sở thân thiện"
Đúng: “Dân vận khéo” … “Công sở thân thiện”
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.edits import TextEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.van_tu._van import sua, toan

QUY_TAC = QuyTac("NHA-VT-7", "Lẫn nháy thẳng và nháy cong", ("nha",), Severity.CANH_BAO, Sua.DE_XUAT)
_THANG = re.compile(r'(?<!\d)"|(?<=\d)"(?=\w)')
_CONG = re.compile("[“”]")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The style that is used less, told once a line; with as many of both it is the straight one."""
    whole = toan(van_ban)
    if '"' not in whole.chu or ("“" not in whole.chu and "”" not in whole.chu):
        return
    straight = list(whole.tim(_THANG))
    curly = sum(1 for _ in _CONG.finditer(whole.chu))
    few_straight = len(straight) <= curly
    found = straight if few_straight else list(whole.tim(_CONG))
    lines: dict[int, tuple[Dong, list[int]]] = {}
    for dong, begin, match in found:
        lines.setdefault(begin, (dong, []))[1].append(match.start() - begin)
    for dong, places in lines.values():
        text = dong.chu
        first = text[max(0, places[0] - 10) : places[0] + 50]
        if few_straight:
            yield Loi(dong, "Nháy thẳng lẫn trong văn bản dùng nháy cong", "Viết “ ”", trich=first,
                      edits=tuple(e for at in places for e in _cong(dong, text, at)))  # fmt: skip
        else:
            yield Loi(dong, "Nháy cong lẫn trong văn bản dùng nháy thẳng", 'Viết " " như cả văn bản', trich=first,
                      edits=tuple(e for at in places for e in sua(dong, at, at + 1, '"')))  # fmt: skip


def _cong(dong: Dong, text: str, at: int) -> tuple[TextEdit, ...]:
    opens = at == 0 or text[at - 1] in " ([“-–/"
    return sua(dong, at, at + 1, "“" if opens else "”")
