"""What a reviewer calls a place: “Mục II.2.b”, “Phụ lục I, hàng “Tuyên truyền…””."""

from __future__ import annotations

import re

from vbhc.model.ban_doc import Bang, HangBang

_STEPS = re.compile(r"(?<=\S), (?:khoản|điểm|mục) (?=[\w.]+(?:,|$))")
_REPEATED = re.compile(r"(?:khoản|mục) (?P<so>\d+(?:\.\d+)*), mục (?=(?P=so)\.)", re.IGNORECASE)
_LIST = re.compile(r"gạch đầu dòng|dấu cộng")
NAME = 48
"""Letters of a row's name that are shown."""
PHAN = {
    "dau": "Phần đầu", "can_cu": "Căn cứ", "mo_dau": "Mở đầu", "noi_dung": "Nội dung", "noi_nhan": "Nơi nhận",
    "ky": "Chữ ký", "note": "Chú thích", "le": "Đầu trang, chân trang", "trang": "Trang giấy",
}  # fmt: skip
"""The parts of a document that have no number of their own."""


def short(vi_tri: str) -> str:
    """A place in few letters: “Mục II, khoản 2, điểm b” is “Mục II.2.b”; under a Điều it stays as laws are cited."""
    if not vi_tri:
        return ""
    vi_tri = _REPEATED.sub("mục ", vi_tri)  # under khoản 1, mục 1.3 says it already
    if "Điều " not in vi_tri:
        vi_tri = _STEPS.sub(".", vi_tri)
    vi_tri = _LIST.sub(lambda m: m.group().split()[0] if m.group()[0] == "g" else "cộng", vi_tri)
    return vi_tri[0].upper() + vi_tri[1:]


def shortened(text: str, most: int = NAME) -> str:
    """The first words of a text."""
    if len(text) <= most:
        return text
    cut = text[: most + 1].rsplit(" ", 1)[0]
    return cut[:most].rstrip(" ,;:.") + "…"


def table(bang: Bang, nth: int, many: bool) -> str:
    """A table; `nth` of several in its annex, from 1."""
    if bang.o_dau == "văn bản":
        return f"Bảng {nth}" if many else "Bảng"
    return f"{bang.o_dau}, bảng {nth}" if many else bang.o_dau


def row_name(bang: Bang, row: HangBang) -> str:
    """What names a row: the words of its telling cell."""
    cells = [(o.chu, role) for o, role in zip(row.o, bang.cot, strict=True) if o is not None and o.chu]
    telling = [chu for chu, role in cells if role == "noi_dung"]
    others = [chu for chu, role in cells if role != "stt" and any(c.isalpha() for c in chu)]
    # The first telling column may only group the rows: the last one of them tells most.
    text = next(iter([*telling[::-1][:1], *others, *(chu for chu, _ in cells)]), "")
    return shortened(text)
