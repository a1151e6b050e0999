"""Dòng số, ký hiệu không đúng dạng.

Từ “Số” viết thường (chữ S hoa đầu dòng), liền sau là dấu hai chấm; giữa số và ký hiệu có dấu gạch chéo; giữa các nhóm
chữ của ký hiệu có gạch nối ngắn; cuối dòng không có dấu. Số dùng chữ số Ả Rập; dự thảo được để trống số. Ký hiệu gồm
chữ viết tắt tên loại và chữ viết tắt tên cơ quan; năm chỉ có trong số của văn bản quy phạm pháp luật.

Sai: Số 05–KH/SKHCN
Sai: Số: 05/2026/KH
Đúng: Số: 05/KH-SKHCN
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.so_ky_hieu._doc import BLANK, DongSo, doc, lines

QUY_TAC = QuyTac("N30-03-1", "Dạng số, ký hiệu", ("I.II.3c",), Severity.LOI, Sua.DE_XUAT)
_DASH = re.compile(r"[‐‑–—−]")
_DIGITS = re.compile(r"\d+")
_LEGAL = frozenset({"QĐ", "NQ", ""})
"""Kinds that may be legal documents, whose numbers have the year."""


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Piece by piece; a line that cannot be taken apart lacks the slash."""
    read = list(doc(van_ban))
    for line in read:
        yield from _judge(line)
        yield from _groups(line, van_ban.loai)
    for dong in lines(van_ban):
        if not any(line.dong is dong for line in read):
            yield Loi(
                dong,
                "Dòng số, ký hiệu thiếu dấu gạch chéo giữa số và ký hiệu",
                "Viết như: Số: 05/KH-SKHCN",
                trich=dong.chu[:80],
            )


def _judge(line: DongSo) -> Iterator[Loi]:
    start = line.dong.goc.index(line.tu)
    if line.tu != "Số":
        yield Loi(line.dong, f"Từ “{line.tu}” chưa đúng", "Viết: Số:", edits=line.edit(start, start + 2, "Số"))
    if not line.hai:
        yield Loi(line.dong, "Sau từ “Số” thiếu dấu hai chấm", "Viết: Số:", edits=line.edit(start + 2, start + 2, ":"))
    elif line.hai != ":":
        yield Loi(
            line.dong,
            "Thừa dấu cách trước dấu hai chấm",
            "Viết: Số:",
            edits=line.edit(start + 2, start + 2 + len(line.hai), ":"),
            muc=Severity.CANH_BAO,
        )
    number = line.so.strip()
    if not BLANK.fullmatch(number) and not _DIGITS.fullmatch(number.strip(".… ")):
        yield Loi(line.dong, f"Số “{number}” không phải chữ số Ả Rập", "Ghi số bằng chữ số Ả Rập", trich=number)
    dashes = list(_DASH.finditer(line.ky))
    if dashes:
        yield Loi(
            line.dong,
            f"Ký hiệu nối bằng “{dashes[0].group()}”",
            "Dùng gạch nối ngắn (-), không cách chữ",
            trich=line.ky,
            edits=tuple(e for m in dashes for e in line.edit(line.ky_tu + m.start(), line.ky_tu + m.end(), "-")),
        )
    notation = line.ky.rstrip()
    bare = notation.rstrip(".,;:")
    if bare != notation and not notation.endswith("..") and bare:
        yield Loi(
            line.dong,
            f"Sau ký hiệu thừa dấu “{notation[len(bare) :]}”",
            "Cuối dòng số, ký hiệu không có dấu",
            trich=notation,
            edits=line.edit(line.ky_tu + len(bare), line.ky_tu + len(notation), ""),
        )
    if not bare.strip():
        yield Loi(line.dong, "Thiếu ký hiệu sau dấu gạch chéo", "Viết như: Số: 05/KH-SKHCN")


def _groups(line: DongSo, loai: str) -> Iterator[Loi]:
    """Whether the notation has the agency beside the kind, and no year."""
    *front, last = _DASH.sub("-", line.ky).strip().rstrip(".,;:").split("-")
    year = line.nam or (last if re.fullmatch(r"(?:19|20)\d\d", last.strip()) else "")
    if year and loai not in _LEGAL:
        yield Loi(
            line.dong,
            f"Số, ký hiệu ghi năm {year}",
            "Bỏ năm: chỉ văn bản quy phạm pháp luật ghi năm",
            trich=line.dong.chu,
        )
    if not front and loai and not BLANK.fullmatch(last):
        yield Loi(
            line.dong, f"Ký hiệu “{last}” thiếu chữ viết tắt tên cơ quan", "Viết như: Số: 05/KH-SKHCN", trich=last,
            muc=Severity.CANH_BAO if loai == "CV" else None,
        )  # fmt: skip
