"""Số thứ tự của Phụ lục chưa đúng.

Từ hai Phụ lục trở lên phải đánh số bằng chữ số La Mã, theo thứ tự; chỉ có một Phụ lục thì không đánh số.

Sai: Phụ lục 1, Phụ lục 2
Đúng: Phụ lục I, Phụ lục II
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.dau_trang import co_dau
from vbhc.rules.phu_luc import _tieu_de
from vbhc.text.numbering import la_ma

QUY_TAC = QuyTac("N30-PL-2", "Số La Mã của Phụ lục", ("I.III.1a",), Severity.LOI, Sua.DE_XUAT)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Roman, from I, one after another; none for a single one."""
    annexes = van_ban.phu_luc
    if not annexes:
        return
    if not co_dau(van_ban) and not van_ban.muc:
        yield Khong("tệp chỉ có phụ lục, không biết văn bản có mấy phụ lục")
        return
    heads = [_tieu_de.doc(a) for a in annexes]
    if len(annexes) > 99 or any(h is None or h.kieu == "phu" for h in heads):
        yield Khong("Phụ lục đánh số theo cấp nhỏ hơn hoặc tiêu đề chưa đọc được")
        return
    if len(annexes) == 1:
        head, line = heads[0], annexes[0].tieu_de
        if head is not None and head.kieu in {"so", "chu"}:
            yield Loi(
                line, f"Phụ lục đánh số “{head.so}” không phải chữ số La Mã", "Chỉ có một Phụ lục thì không đánh số"
            )
        elif head is not None and head.gia_tri == 1 and not any("Phụ lục II" in d.chu for d in van_ban.dong):
            yield Loi(line, "Chỉ có một Phụ lục mà đánh số", "Viết: Phụ lục", muc=Severity.CANH_BAO)
        return
    before = 0
    for i, (annex, head) in enumerate(zip(annexes, heads, strict=True), start=1):
        if head is None:
            continue
        want = f"Viết: Phụ lục {la_ma(before + 1)}"
        if not head.kieu:
            yield Loi(annex.tieu_de, "Có từ hai Phụ lục mà Phụ lục này không có số thứ tự", want)
        elif head.kieu != "la_ma":
            yield Loi(annex.tieu_de, f"Phụ lục đánh số “{head.so}” không phải chữ số La Mã", want)
        elif head.gia_tri != before + 1:
            severity = Severity.CANH_BAO if i == 1 else None
            yield Loi(annex.tieu_de, f"Phụ lục {head.so} không theo thứ tự", want, muc=severity)
            before = head.gia_tri - 1 if head.gia_tri else before
        before += 1
