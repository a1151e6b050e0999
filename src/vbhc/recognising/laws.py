"""Laws cited by name: `Luật Thực hiện dân chủ ở cơ sở ngày 10/11/2022` (a law is cited without number, II.6a)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LOAI = ("Bộ luật", "Luật", "Pháp lệnh", "Hiến pháp")
_NAMED = re.compile("|".join(LOAI))
_BEGIN = re.compile(rf"\b(?:{'|'.join(LOAI)})(?= [A-ZĐÀ-Ỹ])")
_WORD = re.compile(r"[^\s,;.:()“”\"\[\]/\d]+")
_STOP = frozenset(
    [
        "số",
        "ngày",
        "năm",
        "được",
        "về",
        "đã",
        "có",
        "cho",
        "tới",
        "đến",
        "tại",
        "trong",
        "trên",
        "theo",
        "để",
        "nhằm",
        "thì",
        "là",
        "với",
        "khi",
        "do",
        "từ",
        "này",
        "nêu",
        "như",
        "vào",
        "bằng",
        "mà",
        "sẽ",
        "đang",
        "cũng",
        "phải",
        "không",
        "kèm",
        "gửi",
    ]
)
_STOP_TWO = frozenset({"quy định", "ban hành", "hướng dẫn", "nói trên", "các văn", "những quy"})
_COMMA = ("chống", "khen", "bổ sung", "chữa cháy", "cứu", "tự vệ", "trưng dụng", "nhập cảnh", "sử dụng",
          "công nghệ", "chuyển",
          "tiết kiệm", "bảo vệ", "quá cảnh", "cư trú", "sửa đổi", "tố cáo", "hiệu quả", "bảo hiểm",
          "tương trợ")  # fmt: skip
_AND = ("cứu", "đại biểu", "gia đình", "đào tạo", "kiểm dịch", "kiểm soát", "bảo vệ", "phát triển", "đổi mới",
        "an toàn",
        "vệ sinh", "công nghệ", "hiệu quả", "xử lý", "sử dụng", "trách nhiệm", "hải đảo", "môi trường",
        "tố cáo", "cư trú",
        "chống", "phòng", "bảo lưu", "tham gia")  # fmt: skip
_OTHERS = frozenset(
    ["Luật", "Bộ", "Pháp", "Hiến", "Quyết", "Kế", "Nghị", "Thông", "Chỉ", "Công", "Báo", "Sở", "Ủy", "UBND", "Điều"]
)
_OF = ("Luật", "Bộ luật", "Pháp lệnh", "Quốc hội", "Nhà nước", "Hội đồng nhân dân")
_NUMBER = re.compile(r" số:? (?P<so>\d+/\d{4}/[\w-]+)")
_DATE = re.compile(r",? (?P<ngay>ngày \d{1,2}(?:/\d{1,2}/\d{4}| tháng \d{1,2} năm \d{4}))")
_MOST_WORDS = 28


@dataclass(frozen=True, slots=True)
class Law:
    """A law as cited; offsets in the line."""

    loai: str
    ten: str
    so: str
    ngay_chu: str
    dau: int
    cuoi: int


def may_name_one(text: str) -> bool:
    """Whether the text can cite a law at all."""
    return _NAMED.search(text) is not None


def read(text: str) -> Iterator[Law]:
    """The laws a text names, in order."""
    if not may_name_one(text):
        return
    done = 0
    for begin in _BEGIN.finditer(text):
        if begin.start() < done:
            continue
        end = _name_ends(text, begin.end() + 1)
        name = text[begin.end() + 1 : end].strip(" -–")
        if len(name) < 3 or name.split()[0] in {"Luật", "Chính"}:
            continue
        end = begin.end() + 1 + len(text[begin.end() + 1 : end].rstrip(" -–"))
        done = end
        number = _NUMBER.match(text, end)
        stop = number.end() if number else end
        date = _DATE.match(text, stop)
        yield Law(begin.group(), name, number["so"] if number else "", date["ngay"] if date else "", begin.start(),
                  date.end() if date else stop)  # fmt: skip


def _name_ends(text: str, at: int) -> int:
    end = at
    for n in range(_MOST_WORDS):
        word = _WORD.match(text, at)
        if word is None:
            return end
        this, rest = word.group(), text[word.end() + 1 : word.end() + 40]
        if n and (this in _STOP or any(f"{this} {rest}".startswith(s) for s in _STOP_TWO)):
            return end
        if this == "và" and not _goes_on(rest):
            return end
        if this == "của" and not rest.startswith(_OF):
            return end
        end = word.end()
        mark = text[end : end + 1]
        if mark == "," and text[end + 1 : end + 2] == " " and text.startswith(_COMMA, end + 2):
            at = end + 2
        elif mark == " ":
            at = end + 1
        else:
            return end
    return end


def _goes_on(rest: str) -> bool:
    first = rest.split(" ", 1)[0]
    return (rest[:1].isupper() and first not in _OTHERS) or rest.startswith(_AND)
