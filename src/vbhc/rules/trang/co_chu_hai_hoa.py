"""Cỡ chữ của Quốc hiệu, Tiêu ngữ, địa danh không cùng một bộ.

Cỡ chữ trong cùng một văn bản tăng, giảm phải thống nhất: Quốc hiệu 13, Tiêu ngữ 14, địa danh 14; hoặc Quốc hiệu 12,
Tiêu ngữ 13, địa danh 13. Chỉ xét khi từng cỡ chữ đều trong khoảng cho phép.

Sai: Quốc hiệu 12, Tiêu ngữ 14, địa danh 13
Đúng: Quốc hiệu 13, Tiêu ngữ 14, địa danh 14
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc import norms
from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import Edit, RunEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, form

QUY_TAC = QuyTac("N30-00-11", "Bộ cỡ chữ", ("I.V",), Severity.CANH_BAO, Sua.DE_XUAT, frozenset({DINH_DANG}))
_PARTS = {"quoc_hieu": "Quốc hiệu", "tieu_ngu": "Tiêu ngữ", "dia_danh": "địa danh"}


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The motto and the place are a point above the country's name."""
    limits = norms.gioi_han()
    sizes: dict[str, float] = {}
    for part in _PARTS:
        lines = van_ban.tim(part)[:1]
        found = {r.look.size for d in lines for r in form.letters(d)}
        low, high = limits[part].co
        if len(found) != 1 or not all(low - form.SLACK <= s <= high + form.SLACK for s in found):
            return
        sizes[part] = found.pop()
    want = {part: sizes["tieu_ngu"] - (part == "quoc_hieu") for part in _PARTS}
    wrong = [part for part in _PARTS if abs(sizes[part] - want[part]) > form.SLACK]
    if wrong:
        first = van_ban.tim(wrong[0])[0]
        edits: list[Edit] = []
        for part in wrong:
            line = van_ban.tim(part)[0]
            edits += (
                RunEdit(line.doan.spot, r.start, r.start + len(r.text), {"size": want[part]})
                for r in form.letters(line)
            )
        yield Loi(
            first,
            "Cỡ chữ phần đầu không thống nhất: " + ", ".join(f"{_PARTS[p]} {form.co(s)}" for p, s in sizes.items()),
            "Dùng một bộ: " + ", ".join(f"{_PARTS[p]} {form.co(s)}" for p, s in want.items()),
            edits=tuple(edits),
        )
