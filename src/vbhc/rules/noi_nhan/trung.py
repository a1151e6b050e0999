"""Một nơi nhận ghi hai lần ở Nơi nhận.

So tên nơi nhận sau khi bỏ phần “(để …)” và viết đủ chữ viết tắt quen thuộc (UBND, HĐND, TP …). Văn bản đã có “Như trên”
thì nơi ghi ở “Kính gửi” cũng không ghi lại.

Sai: - UBND thành phố; - Ủy ban nhân dân thành phố (để b/c);
Đúng: - Ủy ban nhân dân thành phố (để b/c);
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.kinh_gui import _gui
from vbhc.rules.noi_nhan import _danh_sach

QUY_TAC = QuyTac("NHA-NN-1", "Nơi nhận ghi trùng", ("nha",), Severity.CANH_BAO, Sua.DE_XUAT)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Names once; several of one line stand between semicolons."""
    entries = [e for e in _danh_sach.muc(van_ban) if not e.luu and not e.cho_trong]
    above: set[str] = set()
    seen: set[str] = set()
    sent = _gui.doc(van_ban)
    if sent is not None and any(e.chu.casefold().startswith("như trên") for e in entries):
        above = {_danh_sach.so_sanh(x) for x in (sent.sau, *(m.chu for m in sent.muc))} - {""}
    for entry in entries:
        for name in entry.chu.split(";"):
            key = _danh_sach.so_sanh(name)
            if not key:
                continue
            if key in seen:
                yield Loi(entry.dong[0], f"“{name.strip()[:60]}” ghi hai lần ở Nơi nhận", "Bỏ một dòng",
                          trich=name.strip()[:80])  # fmt: skip
            elif key in above:
                yield Loi(entry.dong[0], f"“{name.strip()[:60]}” đã có ở Kính gửi, “Như trên” là đủ", "Bỏ dòng này",
                          trich=name.strip()[:80])  # fmt: skip
            seen.add(key)
