"""Viện dẫn lại một văn bản mà vẫn ghi ngày, cơ quan ban hành.

Các lần viện dẫn sau chỉ ghi tên loại và số, ký hiệu. Khi hai văn bản khác nhau trùng số, ký hiệu thì cần ghi ngày,
không báo.

Sai: … theo Quyết định số 371/QĐ-UBND ngày 28/01/2026 của Ủy ban nhân dân thành phố (đã viện dẫn đầy đủ ở phần căn cứ)
Đúng: … theo Quyết định số 371/QĐ-UBND
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, VienDan
from vbhc.model.edits import TextEdit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.vien_dan import _chung as chung

QUY_TAC = QuyTac("N30-06-3b", "Viện dẫn lại chưa gọn", ("I.II.6b",), Severity.CANH_BAO, Sua.DE_XUAT)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Citations of the main text after the first of the same document."""
    for same in chung.nhom(chung.trong_than(van_ban)).values():
        first = same[0]
        if first.ngay is None or not all(chung.mot_van_ban(first, v) for v in same[1:]):
            continue
        for v in same[1:]:
            issuer = v.co_quan[:1].isupper()
            if not v.can_cu and (v.ngay == first.ngay or (issuer and not v.ngay_chu)):
                extra = " và ".join(x for x in ("ngày" if v.ngay else "", "cơ quan ban hành" if issuer else "") if x)
                yield Loi(
                    v.dong,
                    f"{chung.goi(v)} đã viện dẫn ở {first.vi_tri or 'chỗ trước'}, ghi lại {extra}",
                    f"Chỉ ghi: {chung.goi(v)}",
                    trich=v.chu,
                    edits=_bo(v),
                )


def _bo(v: VienDan) -> tuple[TextEdit, ...]:
    """What follows the number is taken out, where the words after it show that nothing of it is left behind."""
    end = v.dong.chu.find(v.so_ky_hieu, v.dau) + len(v.so_ky_hieu)
    rest = v.dong.chu[v.cuoi :]
    if not v.dau < end < v.cuoi or v.trich_yeu or (v.co_quan and rest and rest[0] not in ",;.)"):
        return ()
    return chung.sua_chu(v.dong, end, v.cuoi, "")
