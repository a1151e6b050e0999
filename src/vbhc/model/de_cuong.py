"""The outline a drafter types in Word, as text: `1.`, `a)`, `-`, `+` and plain lines become nested items.

The numbers and letters typed only say the level; they are kept aside (`so_go`) so that a number that will print
otherwise can be pointed out, and are made anew.
"""

from __future__ import annotations

import re

from vbhc.model.van_ban import Cap, Muc

_MARK = re.compile(r"(?P<khoan>\d{1,3}\.)\s+|(?P<diem>[a-zđ][).])\s+|(?P<gach>[-–—•])\s+|(?P<cong>\+)\s+")
_DEPTH = {Cap.KHOAN: 1, Cap.DIEM: 2, Cap.GACH: 3, Cap.CONG: 4}


def doc(text: str, tran: Cap = Cap.DOAN) -> tuple[Muc, ...]:
    """Read an outline. A line that ends nothing and starts nothing continues as a paragraph of its own.

    Args:
        text: lines; blank lines only separate.
        tran: the level of a line without a mark.

    A khoản or điểm whose line has items under it and no full stop is a title (Phụ lục I, II.6đ: a titled khoản
    stands on its own line, bold); a line wholly in `**…**` always is.
    """
    flat: list[Muc] = []
    for number, raw in enumerate(text.split("\n")):
        line = raw.strip()
        if not line:
            continue
        mark = _MARK.match(line)
        cap, typed = tran, ""
        if mark:
            cap = Cap[str(mark.lastgroup).upper()]
            typed = mark.group(str(mark.lastgroup))
            line = line[mark.end() :].strip()
        if line:
            flat.append(Muc(loi_van=line, cap=cap, so_go=typed if cap in (Cap.KHOAN, Cap.DIEM) else "", dong=number))
    return _nest(flat)


def _nest(flat: list[Muc]) -> tuple[Muc, ...]:
    out: list[Muc] = []
    i = 0
    while i < len(flat):
        item = flat[i]
        j = i + 1
        if item.cap in (Cap.KHOAN, Cap.DIEM):
            while j < len(flat) and _DEPTH.get(flat[j].cap, 9) > _DEPTH[item.cap]:
                j += 1
        elif item.cap is Cap.GACH:
            while j < len(flat) and flat[j].cap is Cap.CONG:
                j += 1
        under = _nest(flat[i + 1 : j])
        out.append(_titled(item, under))
        i = j
    return tuple(out)


def _titled(item: Muc, under: tuple[Muc, ...]) -> Muc:
    line = item.loi_van
    whole = re.fullmatch(r"\*\*([^*]+)\*\*:?", line)
    if item.cap is Cap.KHOAN and (whole or (under and not line.endswith((".", ";", ",", "!", "?")))):
        return item.model_copy(update={"tieu_de": whole.group(1) if whole else line, "loi_van": "", "muc": under})
    return item.model_copy(update={"muc": under})
