"""Phụ lục không được chỉ dẫn trong lời văn.

Văn bản có phụ lục kèm theo thì trong văn bản phải có chỉ dẫn về phụ lục đó. Một phụ lục: “(Có phụ lục kèm theo)”,
“danh mục kèm theo” là đủ. Từ hai phụ lục trở lên: nhắc số của từng phụ lục, nhắc tên, hoặc “các Phụ lục kèm theo”.

Sai: có Phụ lục I, Phụ lục II; lời văn chỉ nhắc Phụ lục I
Đúng: Nhiệm vụ cụ thể tại Phụ lục I, dự toán kinh phí tại Phụ lục II kèm theo
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, PhuLuc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.phu_luc_dan import _nhac as nhac

QUY_TAC = QuyTac("N30-PL-1a", "Chỉ dẫn về phụ lục", ("I.III.1a",), Severity.LOI, Sua.KHONG)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every annex against the mentions in the main text."""
    if not van_ban.phu_luc:
        return
    if not van_ban.muc:
        yield Khong("không đọc được lời văn để tìm chỗ nhắc phụ lục")
        return
    lines = [m.dong.chu for m in van_ban.muc] + [d.chu for d in van_ban.can_cu]
    if len(van_ban.phu_luc) == 1:
        if not any(nhac.KEM.search(line) for line in lines):
            yield _loi(van_ban.phu_luc[0], "(Có Phụ lục kèm theo)")
        return
    mentions = [m for m in nhac.cac_cho(van_ban) if m.cua_ta]
    if any(not m.so and (m.nhieu or m.kem) for m in mentions):
        return
    said = {n for m in mentions for n in m.so}
    # A few words of its name also point to an annex: "danh mục nhiệm vụ kèm theo".
    attached = " ".join(line.casefold() for line in lines if "kèm" in line)
    for annex in van_ban.phu_luc:
        name = " ".join(d.chu for d in annex.ten).casefold().split()[:4]
        if nhac.gia_tri(annex.so) not in said and not (len(name) > 1 and " ".join(name) in attached):
            yield _loi(annex, f"tại {annex.tieu_de.chu[:20]} kèm theo")


def _loi(annex: PhuLuc, example: str) -> Loi:
    title = annex.tieu_de.chu[:40]
    return Loi(annex.tieu_de, f"Lời văn không nhắc đến {title}", f"Thêm chỉ dẫn, ví dụ: {example}", trich=title)
