"""Dòng chỉ dẫn “(Kèm theo …)” của Phụ lục thiếu hoặc chưa đúng mẫu.

Dưới tên Phụ lục có dòng trong ngoặc đơn, ghi tên loại, số, ký hiệu, ngày tháng năm và tên cơ quan ban hành văn bản. Văn
bản điện tử giữ dòng này nhưng để trống số và ngày.

Sai: Ban hành kèm theo văn bản số 25/KH-SKHCN
Đúng: (Kèm theo Kế hoạch số 25/KH-SKHCN ngày 09 tháng 3 năm 2026 của Sở Khoa học và Công nghệ)
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc import norms
from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import Edit
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac, liet_ke
from vbhc.rules.phu_luc import _kem_theo
from vbhc.text import dates

QUY_TAC = QuyTac("N30-PL-4a", "Dòng “(Kèm theo …)”", ("I.III.1c",), Severity.LOI, Sua.AN_TOAN)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """There, in parentheses, with its parts."""
    kind = norms.ten_loai().get(van_ban.loai, "Công văn" if van_ban.loai == "CV" else "<tên loại>")
    want = f"(Kèm theo {kind} số … ngày … tháng … năm … của …)"
    for annex in van_ban.phu_luc:
        line = _kem_theo.doc(annex)
        if line is None:
            # Offices leave it out of electronic documents: the decree asks for nothing to be filled in there.
            yield Loi(annex.tieu_de, "Phụ lục thiếu dòng “(Kèm theo …)”", f"Thêm dưới tên Phụ lục: {want}",
                      muc=Severity.CANH_BAO if boi_canh.dien_tu else None)  # fmt: skip
        else:
            yield from _form(line, kind, want)


def _form(line: _kem_theo.KemTheo, kind: str, want: str) -> Iterator[Loi]:
    first, last = line.dong[0], line.dong[-1]
    if "kèm theo" not in line.chu.casefold():
        yield Loi(first, "Dòng chỉ dẫn của Phụ lục chưa theo mẫu", f"Viết: {want}")
        return
    text = line.chu.rstrip(" .;,")
    if not text.startswith("(") or not text.endswith(")"):
        edits: tuple[Edit, ...] = ()
        if not text.startswith("("):
            lead = len(first.goc) - len(first.goc.lstrip())
            edits += liet_ke.sua(first, lead, lead, "(")
        if not text.endswith(")"):
            end = len(last.goc.rstrip(" \t\u00a0.;,"))
            edits += liet_ke.sua(last, end, len(last.goc), ")")
        yield Loi(first, "Dòng “Kèm theo …” không nằm trọn trong ngoặc đơn", "Viết: (Kèm theo …)",
                  edits=edits)  # fmt: skip
    if line.ban_hanh:
        yield Loi(first, "Dòng chỉ dẫn viết “Ban hành kèm theo”", f"Viết: {want}", muc=Severity.CANH_BAO)
    if not line.loai or line.loai == "Văn bản":
        said = "ghi chung là “văn bản”" if line.loai else "chưa ghi tên loại văn bản"
        yield Loi(first, f"Dòng “Kèm theo …” {said}", f"Viết: Kèm theo {kind} số …", muc=Severity.CANH_BAO)
    missing = [
        name for name, there in (
            ("số, ký hiệu", line.co_so), ("ngày … tháng … năm …", line.ngay_chu), ("của <tên cơ quan>", line.cua)
        ) if not there
    ]  # fmt: skip
    if missing:
        yield Loi(first, f"Dòng “Kèm theo …” thiếu: {', '.join(missing)}", f"Viết: {want}")
    if line.ngay_chu == "số":
        day, month, year = line.ngay
        d, m = dates.ngay_so(day) if day else "…", dates.thang_so(month) if month else "…"
        hint = f"Viết: ngày {d} tháng {m} năm {year or '…'}"
        yield Loi(first, "Ngày ở dòng “Kèm theo …” viết bằng dấu gạch chéo", hint, muc=Severity.CANH_BAO)
