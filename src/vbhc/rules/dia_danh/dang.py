"""Địa danh, ngày tháng không đúng dạng.

Viết đủ địa danh, dấu phẩy, ngày, tháng, năm bằng chữ số Ả Rập; chữ cái đầu của địa danh viết hoa; cuối dòng không có
dấu. Dự thảo được để trống ngày, tháng.

Sai: Hải Phòng ngày 05/10/2026
Đúng: Hải Phòng, ngày 05 tháng 10 năm 2026
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.dia_danh._doc import DongNgay, doc

QUY_TAC = QuyTac("N30-04-1", "Dạng địa danh, thời gian", ("I.II.4b", "I.II.4c"), Severity.LOI, Sua.DE_XUAT)
_MODEL = "Viết như: Hà Nội, ngày 05 tháng 01 năm 2026"
_COMMON = frozenset(("xã phường thị trấn đặc khu thành phố tỉnh huyện quận thủ đô và").split())  # noqa: SIM905 - read as the list of words it is
_WORDS = (("ngay_tu", "ngày"), ("thang_tu", "tháng"), ("nam_tu", "năm"))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Piece by piece; a line that cannot be taken apart lacks one of the three words."""
    read = list(doc(van_ban))
    for line in read:
        yield from _judge(line)
    for dong in van_ban.tim("dia_danh"):
        if not any(line.dong is dong for line in read):
            yield Loi(dong, "Thời gian ban hành chưa viết đủ “ngày … tháng … năm …”", _MODEL, trich=dong.chu[:80])


def _judge(line: DongNgay) -> Iterator[Loi]:
    m = line.m
    place = " ".join(m["noi"].split())
    if not place:
        yield Loi(line.dong, "Thiếu địa danh trước ngày, tháng, năm", _MODEL)
    elif not m["phay"]:
        end = m.start("noi") + len(m["noi"].rstrip())
        yield Loi(line.dong, "Sau địa danh thiếu dấu phẩy", f"Viết: {place},", edits=line.edit(end, end, ","))
    small = [w for w in place.split() if w[:1].islower() and w not in _COMMON]
    if small or place[:1].islower():
        want = " ".join(w if w in _COMMON else w[:1].upper() + w[1:] for w in place.split())
        want = want[:1].upper() + want[1:]
        start = m.start("noi") + len(m["noi"]) - len(m["noi"].lstrip())
        yield Loi(
            line.dong, f"Địa danh “{place}” chưa viết hoa chữ cái đầu", f"Viết: {want}", trich=place,
            edits=line.edit(start, m.start("noi") + len(m["noi"].rstrip()), want),
        )  # fmt: skip
    for name, want in _WORDS:
        if m[name] != want:
            yield Loi(
                line.dong, f"“{m[name]}” viết hoa giữa dòng", f"Viết: {want}", trich=m[name],
                edits=line.edit(m.start(name), m.end(name), want),
            )  # fmt: skip
    year = line.so("nam")
    if year and len(year) != 4:
        yield Loi(line.dong, f"Năm “{year}” chưa viết đủ bốn chữ số", _MODEL, trich=year)
    tail = m["duoi"].strip() or ("." if m["nam"].rstrip().endswith(".") and year else "")
    if tail and not tail[0].isalnum():
        # The dots of a draft's blank are not a full stop.
        cut = line.dong.goc.rstrip()
        at = len(cut) - len(tail)
        yield Loi(
            line.dong, f"Cuối dòng thừa dấu “{tail}”", "Cuối dòng địa danh, thời gian không có dấu", trich=tail,
            edits=line.edit(at, len(cut), "") if cut.endswith(tail) else (),
        )  # fmt: skip
