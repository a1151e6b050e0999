"""Chữ gõ bằng bảng mã cũ (TCVN3, VNI), không phải Unicode.

Phông .Vn… (.VnTime) và VNI-… chỉ hiện đúng trên máy có phông ấy; nơi khác thành chữ vô nghĩa, không tìm được, không
chuyển qua trục liên thông được. Đổi phông không đủ, phải chuyển bảng mã. Phông .Vn… chứa chữ Unicode thì chỉ là sai
phông.

Sai: Céng hoµ x· héi (phông .VnTime)
Đúng: Cộng hoà xã hội (Times New Roman, Unicode)
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.edits import Edit, RunEdit, TextEdit
from vbhc.model.finding import Sua
from vbhc.model.view import Paragraph, Run
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.trang._chung import doan, dong_cua
from vbhc.text import legacy

QUY_TAC = QuyTac("N30-00-12b", "Bảng mã cũ", ("I.I.4",), Severity.LOI, Sua.DE_XUAT, frozenset({DINH_DANG}))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """One finding an old font, with the conversion as a proposal."""
    old: dict[tuple[str, ...], str] = {}
    found: dict[str, list[tuple[Paragraph, Run]]] = {}
    for paragraph in doan(van_ban):
        for run in paragraph.runs:
            fonts = run.look.fonts
            if fonts not in old:
                old[fonts] = next((f for f in fonts if legacy.encoding(f)), "")
            if old[fonts] and any(c.isalnum() for c in run.text) and not legacy.is_unicode(run.text):
                found.setdefault(old[fonts], []).append((paragraph, run))
    for font, places in found.items():
        paragraph, run = places[0]
        edits: list[Edit] = []
        for p, r in places:
            text, end = legacy.to_unicode(r.text, font), r.start + len(r.text)
            # The font first: a new text of another length would move the words after it.
            edits.append(RunEdit(p.spot, r.start, end, {"fonts": ("Times New Roman",)}))
            if text != r.text:
                edits.append(TextEdit(p.spot, r.start, end, text))
        read = " ".join(legacy.to_unicode(run.text, font).split())[:60]
        yield Loi(
            dong_cua(van_ban, paragraph),
            f"Chữ gõ bằng bảng mã cũ (phông {font})",
            f"Chuyển sang Unicode rồi đặt phông Times New Roman; đọc là: {read}",
            trich=" ".join(run.text.split())[:80],
            edits=tuple(edits),
        )
