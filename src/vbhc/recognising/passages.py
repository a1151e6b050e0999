"""A line of the running text by its mark and weight: which component it is."""

from __future__ import annotations

from vbhc.model.ban_doc import Dong
from vbhc.recognising import body, signs

_COMPONENT = {"phan": "phan", "khoan": "khoan", "diem": "diem", "gach": "gach", "cong": "gach", "doan": "doan"}


def passage(line: Dong) -> tuple[str, str, bool]:
    """The level its mark says, its component, and whether the mark stands alone with its title in the next line."""
    level, label, words = body.mark(line.chu)
    if level == "phan":
        if label[:1] in "IVXLCABDEGHK" and not body.heading_like(line):
            return "doan", "doan", False
        if words[:1].islower() and not signs.bold(line):
            return "doan", "doan", False  # a sentence that begins "Phần thứ nhất bao gồm …"
        return level, "phan", not words and " " in label
    heavy = signs.bold(line) or body.bold(line)
    if level == "khoan" or level == "cap_thap":
        return level, "khoan_tieu_de" if heavy else "khoan", False
    if level == "dieu":
        return level, "khoan_tieu_de" if heavy else "doan", False
    if level == "diem" and label[0].isupper():
        title = len(words) <= 200 and (signs.upper(line) or heavy)
        return ("phan", "phan", False) if title else ("doan", "doan", False)
    return level, _COMPONENT[level], False
