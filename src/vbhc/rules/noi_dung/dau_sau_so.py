"""Sai dấu sau số thứ tự của điều, khoản, điểm.

Sau số của phần (I), điều, khoản là dấu chấm; sau chữ của điểm là dấu đóng ngoặc đơn.

Sai: a. Tuyên truyền
Sai: 1) Tuyên truyền
Sai: Điều 1: Phạm vi điều chỉnh
Đúng: a) Tuyên truyền
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Muc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, liet_ke

QUY_TAC = QuyTac("N30-06-5b", "Dấu sau số thứ tự", ("I.II.6đ", "I.V.6b"), Severity.LOI, Sua.DE_XUAT)
_DIEU = re.compile(r"Điều \d{1,3}(?P<dau>\s?[:,)/]|\s?[-–](?=\s)|\s+\.|(?= [A-ZĐÀ-Ỹ]))")
_DIEM = re.compile(r"[a-zđ]\.")
_KHOAN = re.compile(r"\d{1,3}\)")
_PHAN = re.compile(r"[IVXLC]+\)")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The mark after each number; what Word numbers by itself cannot be edited in the text."""
    dotted = any(m.cap == "khoan" and m.nhan.endswith(".") for m in van_ban.muc)
    for muc in van_ban.muc:
        want = _want(muc)
        if want is None:
            continue
        was, right = want
        # Beside khoản with a dot, `1)` is a level of its own that the decree does not know.
        level = dotted and bool(_KHOAN.fullmatch(was))
        severity = Severity.CANH_BAO if level else None
        at = muc.dong.goc.find(was)
        edits = liet_ke.sua(muc.dong, at, at + len(was), right) if at >= 0 and not muc.dong.tu_dong else ()
        hint = f"Viết: {right}" if not level else f"Khoản viết “{right}”; cấp dưới điểm dùng gạch đầu dòng"
        hint += " (sửa mẫu đánh số tự động của Word)" if muc.dong.tu_dong else ""
        yield Loi(muc.dong, f"Số thứ tự ghi “{was}”", hint, trich=muc.dong.chu[:60], edits=edits, muc=severity)


def _want(muc: Muc) -> tuple[str, str] | None:
    """The mark as it stands and as it should; None when it is right."""
    label = muc.nhan
    if muc.cap == "diem" and _DIEM.fullmatch(label):
        return label, f"{label[0]})"
    if muc.cap == "khoan" and _KHOAN.fullmatch(label):
        return label, f"{label[:-1]}."
    if muc.cap == "phan" and _PHAN.fullmatch(label):
        return label, f"{label[:-1]}."
    if muc.cap == "doan" and muc.dong.chu.startswith("Điều "):
        found = _DIEU.match(muc.dong.chu)
        # A sentence may begin with an article cited ("Điều 5 Nghị định này …"); a heading is bold or has a mark.
        heading = found is not None and (found["dau"] or "").strip()
        if found is not None and heading and muc.dong.nhin and muc.dong.nhin[0].bold:
            return found.group(), f"{found.group()[: found.start('dau')].rstrip()}."
    return None
