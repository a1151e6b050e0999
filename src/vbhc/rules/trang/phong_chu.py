"""Chữ không dùng phông Times New Roman.

Mọi chữ và số in ra, kể cả trong bảng, phụ lục, đầu trang, phải là Times New Roman. Phông theo chủ đề (Calibri, Aptos)
và phông thay thế của LibreOffice (Liberation Serif) cũng báo. Ký hiệu không phải chữ (ô vuông, mũi tên) không xét.

Sai: một đoạn dán từ trang mạng còn phông Arial
Đúng: cả văn bản Times New Roman
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import RunEdit
from vbhc.model.finding import Sua
from vbhc.model.view import Paragraph, Run
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.trang._chung import doan, dong_cua
from vbhc.text import legacy

QUY_TAC = QuyTac("N30-00-7", "Phông chữ", ("I.I.4",), Severity.LOI, Sua.AN_TOAN, frozenset({DINH_DANG}))
_RIGHT = ("times new roman", "timesnewroman")


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """One finding a font, pointing at its first words and mending all of them."""
    known: dict[tuple[str, ...], bool] = {}
    found: dict[str, list[tuple[Paragraph, Run]]] = {}
    for paragraph in doan(van_ban):
        for run in paragraph.runs:
            fonts = run.look.fonts
            right = known.get(fonts)
            if right is None:
                right = known[fonts] = all(_right(f) for f in fonts)
            if right or run.look.hidden or not any(c.isalnum() for c in run.text):
                continue
            # The first font is that of plain Latin letters; the others print what is beyond them.
            wrong = next((f for f in (fonts[:1] if run.text.isascii() else fonts) if not _right(f)), None)
            if wrong is not None and (not legacy.encoding(wrong) or legacy.is_unicode(run.text)):
                found.setdefault(wrong, []).append((paragraph, run))
    for font, places in found.items():
        paragraph, run = places[0]
        count = len({p.spot for p, _ in places})
        where = f" ở {count} đoạn" if count > 1 else ""
        yield Loi(
            dong_cua(van_ban, paragraph),
            f"Phông {font}{where}",
            "Đặt phông Times New Roman",
            trich=" ".join(run.text.split())[:80],
            edits=tuple(
                RunEdit(p.spot, r.start, r.start + len(r.text), {"fonts": ("Times New Roman",)}) for p, r in places
            ),
        )


def _right(font: str) -> bool:
    return font.strip().casefold().startswith(_RIGHT)
