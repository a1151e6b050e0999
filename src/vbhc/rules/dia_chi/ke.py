"""Trên địa chỉ cơ quan thiếu đường kẻ, hoặc đường kẻ không hết chiều ngang.

Địa chỉ, thư điện tử, số điện thoại … nằm dưới một đường kẻ nét liền kéo dài hết chiều ngang của vùng trình bày văn bản.

Sai: địa chỉ ở chân trang, phía trên để trống
Đúng: địa chỉ dưới một đường kẻ dài bằng vùng chữ
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.edits import ParagraphEdit
from vbhc.model.finding import Sua
from vbhc.model.view import Block, Paragraph, Table
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac(
    "N30-13-1b", "Đường kẻ trên địa chỉ", ("I.III.4",), Severity.CANH_BAO, Sua.AN_TOAN, frozenset({DINH_DANG})
)
_HUT = 3.0
"""Millimetres by which a rule may fall short of the text's width."""


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The rule above the first line of the address."""
    lines = van_ban.tim("dia_chi")
    if not lines:
        return
    first = lines[0]
    blocks = _around(van_ban, first)
    if blocks is None:
        yield Khong("địa chỉ không nằm ở chân trang, không biết đường kẻ ở đâu")
        return
    at = next(i for i, b in enumerate(blocks) if b is first.doan)
    near = [b for b in blocks[max(at - 2, 0) : at + 1] if isinstance(b, Paragraph)]
    if any(isinstance(b, Table) for b in blocks[:at]) or any(s.kind != "text" for p in near for s in p.shapes):
        yield Khong("đường kẻ trên địa chỉ vẽ bằng hình hoặc bảng, không đo được")
        return
    ruled = [p for p in near if _drawn(p, own=p is first.doan)]
    if any(set(p.text.strip()) == {"_"} for p in near[:-1]):
        return
    section = van_ban.view.sections[0]
    room = section.width - section.left - section.right
    if not ruled:
        yield Loi(
            first, "Trên địa chỉ thiếu đường kẻ", "Kẻ một đường nét liền hết chiều ngang trên dòng địa chỉ",
            edits=(ParagraphEdit(first.doan.spot, {"borders": frozenset({"top"}), "left": 0, "right": 0}),),
        )  # fmt: skip
    elif all(room - _length(p, room) > _HUT for p in ruled):
        yield Loi(
            first, "Đường kẻ trên địa chỉ không hết chiều ngang", "Kéo đường kẻ hết vùng trình bày văn bản",
            edits=(ParagraphEdit(ruled[-1].spot, {"left": 0, "right": 0}),),
        )  # fmt: skip


def _around(van_ban: BanDoc, dong: Dong) -> tuple[Block, ...] | None:
    """The blocks of the footer a line stands in."""
    for section in van_ban.view.sections:
        for blocks in section.footers.values():
            if any(b is dong.doan for b in blocks):
                return blocks
    return None


def _drawn(paragraph: Paragraph, *, own: bool) -> bool:
    sides = paragraph.layout.borders
    if own:
        return "top" in sides
    return bool(sides & {"bottom", "between"}) or ("top" in sides and not paragraph.text.strip())


def _length(paragraph: Paragraph, room: float) -> float:
    """A border goes from indent to indent; a hanging first line reaches out to the left."""
    layout = paragraph.layout
    return room - layout.right - layout.left - min(layout.first, 0)
