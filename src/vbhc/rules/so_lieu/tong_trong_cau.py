"""Số văn bản ghi trong câu khác tổng số từng loại kể ngay sau.

Câu ghi có bao nhiêu văn bản rồi kể số quyết định, kế hoạch, thông báo… thì cộng lại phải bằng, vì mỗi văn bản chỉ thuộc
một loại. Kể sau “trong đó” hay trong ngoặc có thể chưa đủ nên chỉ báo khi cộng lại lớn hơn. Không xét thứ khác (20
người: 12 nữ, 9 đảng viên), câu có phần không phải một số kèm một tên loại, số gần đúng.

Sai: Ban hành 12 văn bản: 03 quyết định, 08 kế hoạch, 02 thông báo.
Đúng: Ban hành 13 văn bản: 03 quyết định, 08 kế hoạch, 02 thông báo.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from vbhc import norms
from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac("NHA-SL-4", "Tổng số văn bản trong câu", ("nha",), Severity.CANH_BAO, Sua.KHONG)
_TONG = re.compile(
    r"(?<![\d/.,%-])(?P<n>\d{1,4}) văn bản(?P<loai>(?: (?!gồm|bao|trong)[^\W\d_]+){0,5})"
    r"(?P<mo>:|,? (?:bao )?gồm(?: có)?:?|,? trong đó(?: có)?:?| \() ?(?=\d)"
)
_VIEC = re.compile(
    r"\b(?:tham mưu|trình|nhận|phát hành|xử lý|góp ý|thẩm định|soạn|ký|gửi|trả lời|rà soát|sửa|bãi bỏ|thay)\b"
)
"""What is done with the documents: what follows may be others, that come of it."""
_KHONG_TRON = re.compile(
    r"\b(?:tăng|giảm|thêm|còn|hơn|trên|dưới|gần|khoảng|mỗi|ít nhất|tối thiểu|tối đa|không quá|từ|đến) $", re.IGNORECASE
)
_TACH = re.compile(r" ?[,;] ?(?:và )?| và (?=\d)")
_KHAC = ("công văn", "tờ trình", "nghị định", "thông tư", "luật", "pháp lệnh", "kết luận", "giấy mời")
_HET = re.compile(r"[.)](?!\w)|$")
_DAI = 400
"""No list of kinds is so long."""


@cache
def _phan() -> re.Pattern[str]:
    """A part: a number, a kind of document, a few words more."""
    kinds = {*_KHAC, *(name.casefold() for name in norms.moi_ten_loai())}
    return re.compile(rf"(?P<n>\d{{1,4}}) (?:{'|'.join(sorted(kinds, key=len, reverse=True))})(?: [^\W\d_]+){{0,8}}")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Each count of documents with the counts of their kinds right after it."""
    for dong in van_ban.dong:
        text = dong.chu
        if " văn bản" not in text:
            continue
        for found in _TONG.finditer(text):
            if _VIEC.search(found["loai"]) or _KHONG_TRON.search(text[max(0, found.start() - 12) : found.start()]):
                continue
            end = _HET.search(text, found.end(), found.end() + _DAI)
            assert end is not None  # where the words looked at end, at the last
            parts = [_phan().fullmatch(piece) for piece in _TACH.split(text[found.end() : end.start()].rstrip())]
            counts = [int(part["n"]) for part in parts if part is not None]
            if len(counts) < 2 or len(counts) != len(parts):
                continue
            total, said = sum(counts), int(found["n"])
            whole = end[0] == "." and "đó" not in found["mo"] and "(" not in found["mo"]
            if total > said or (whole and total < said):
                yield Loi(
                    dong, f"Ghi {found['n']} văn bản, các loại kể ngay sau cộng lại là {total}",
                    "Kiểm tra lại số văn bản và số của từng loại", trich=text[found.start() : end.start()],
                )  # fmt: skip
