"""Dòng “(Kèm theo …)” của Phụ lục không khớp với chính văn bản.

Tên loại, số, ký hiệu, ngày tháng năm, cơ quan ở dòng này là của văn bản mà Phụ lục đi theo. Văn bản giấy đã có số,
ngày thì ghi đầy đủ; văn bản điện tử để trống được.

Sai: Số: 25/KH-SKHCN … (Kèm theo Kế hoạch số 52/KH-SKHCN ngày …)
Đúng: Số: 25/KH-SKHCN … (Kèm theo Kế hoạch số 25/KH-SKHCN ngày …)
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc import norms
from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.phu_luc import _kem_theo
from vbhc.rules.vien_dan import _chung as vien_dan
from vbhc.text import dates
from vbhc.text.letters import without_marks

QUY_TAC = QuyTac("N30-PL-4b", "“(Kèm theo …)” khớp văn bản", ("I.III.1c",), Severity.LOI, Sua.DE_XUAT)
_CO_QUAN = ("uy ban nhan dan ", "hoi dong nhan dan ", "so ", "chi cuc ")
"""Agencies whose names are written out alike everywhere, so that two names are two agencies."""


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Each part against the head of the document."""
    for annex in van_ban.phu_luc:
        line = _kem_theo.doc(annex)
        if line is None:
            continue
        if van_ban.so is None and not van_ban.loai:
            yield Khong("tệp chỉ có Phụ lục, không có số, ký hiệu của văn bản để so")
            return
        yield from _kind(line, van_ban)
        yield from _number(line, van_ban, boi_canh.dien_tu)
        yield from _date(line, van_ban, boi_canh.dien_tu)
        known = boi_canh.co_quan
        yield from _issuer(line, known.ten if known else " ".join(d.chu for d in van_ban.tim("co_quan")))


def _kind(line: _kem_theo.KemTheo, van_ban: BanDoc) -> Iterator[Loi]:
    own = "Công văn" if van_ban.loai == "CV" else norms.ten_loai().get(van_ban.loai, "")
    if own and line.loai not in {"", "Văn bản", own}:
        yield Loi(line.dong[0], f"Dòng “Kèm theo …” ghi {line.loai}, văn bản là {own}", f"Viết: Kèm theo {own} số …",
                  trich=line.loai)  # fmt: skip


def _number(line: _kem_theo.KemTheo, van_ban: BanDoc, dien_tu: bool | None) -> Iterator[Loi | Khong]:
    own = van_ban.so
    if own is None or not line.co_so:
        return
    first = line.dong[0]
    if line.ky_hieu and any(c.isalpha() for c in own.ky_hieu) and line.ky_hieu != own.ky_hieu:
        yield Loi(first, f"Dòng “Kèm theo …” ghi ký hiệu {line.ky_hieu}, văn bản là {own.ky_hieu}",
                  f"Viết: số {own.so or '…'}/{own.ky_hieu}", trich=line.ky_hieu)  # fmt: skip
    if line.so and own.so.isdigit() and int(line.so[:9]) != int(own.so[:9]):
        yield Loi(first, f"Dòng “Kèm theo …” ghi số {line.so}, văn bản là số {own.so}",
                  f"Viết: số {own.so}/{own.ky_hieu}", trich=line.so)  # fmt: skip
    elif line.so and not own.so:
        yield Loi(first, f"Dòng “Kèm theo …” đã ghi số {line.so} mà văn bản chưa có số", "Để trống số",
                  trich=line.so, muc=Severity.CANH_BAO)  # fmt: skip
    elif not line.so and own.so:
        yield from _blank(line, "số", f"Viết: số {own.so}/{own.ky_hieu}", dien_tu)


def _date(line: _kem_theo.KemTheo, van_ban: BanDoc, dien_tu: bool | None) -> Iterator[Loi | Khong]:
    own = van_ban.ngay
    if own is None or not line.ngay_chu:
        return
    mine = (own.ngay, own.thang, own.nam)
    names = ("ngày", "tháng", "năm")
    said = (dates.ngay_so(own.ngay), dates.thang_so(own.thang), str(own.nam))
    wrong = [f"{n} {w}" for n, w, a, b in zip(names, said, line.ngay, mine, strict=True) if a and b and a != b]
    blank = [n for n, a, b in zip(names, line.ngay, mine, strict=True) if b and not a]
    if wrong:
        yield Loi(line.dong[0], f"Ngày ở dòng “Kèm theo …” không khớp: văn bản là {' '.join(wrong)}",
                  f"Sửa thành {' '.join(wrong)}")  # fmt: skip
    if blank and own.day_du:
        hint = " ".join(f"{n} {w}" for n, w in zip(names, said, strict=True))
        yield from _blank(line, "ngày, tháng, năm", f"Viết: {hint}", dien_tu)


def _issuer(line: _kem_theo.KemTheo, head: str) -> Iterator[Loi]:
    """Whose document it says it is against the agency, where both write the name out; one may be shorter."""
    mine, said = (without_marks(vien_dan.co_quan(name)[1]) for name in (head, line.cua))
    alike = any(f"{mine} ".startswith(kind) and f"{said} ".startswith(kind) for kind in _CO_QUAN)
    short = "-" in head or any(w.isupper() and len(w) > 1 and w not in {"UBND", "HĐND"} for w in line.cua.split())
    if alike and not short and not f"{mine} ".startswith(f"{said} ") and not f"{said} ".startswith(f"{mine} "):
        yield Loi(line.dong[0], f"Dòng “Kèm theo …” ghi của {line.cua}, văn bản là của {head}",
                  "Ghi tên cơ quan ban hành văn bản này", trich=line.cua, muc=Severity.CANH_BAO)  # fmt: skip


def _blank(line: _kem_theo.KemTheo, what: str, hint: str, dien_tu: bool | None) -> Iterator[Loi | Khong]:
    if dien_tu is None:
        yield Khong("dòng “Kèm theo …” để trống số, ngày: chưa biết là văn bản giấy hay điện tử")
    elif not dien_tu:
        yield Loi(line.dong[0], f"Dòng “Kèm theo …” chưa điền {what}", f"{hint} (văn bản giấy phải ghi đầy đủ)")
