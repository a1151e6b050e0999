"""Địa chỉ cơ quan không nằm ở trang thứ nhất.

Địa chỉ, thư điện tử, số điện thoại … chỉ trình bày ở chân trang thứ nhất của văn bản.

Sai: địa chỉ lặp ở chân mọi trang
Đúng: địa chỉ chỉ ở chân trang thứ nhất
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.model.view import paragraphs
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac(
    "N30-13-1c", "Địa chỉ ở trang thứ nhất", ("I.III.4",), Severity.CANH_BAO, Sua.DE_XUAT, frozenset({DINH_DANG})
)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """In the first page's own footer and in no other."""
    lines = [d for d in van_ban.tim("dia_chi") if d.doan.spot.part.startswith("word/footer")]
    if not lines or not van_ban.view.sections:
        return
    section = van_ban.view.sections[0]
    own = {id(d.doan) for d in lines}
    held = {key for key, blocks in section.footers.items() if any(id(p) in own for p in paragraphs(blocks))}
    if section.title_page and "first" not in held:
        yield Loi(lines[0], "Địa chỉ không nằm ở trang thứ nhất", "Chuyển địa chỉ vào chân của trang đầu")
    elif "default" in held and (section.title_page or _long(van_ban)):
        yield Loi(lines[0], "Địa chỉ lặp lại ở chân các trang sau", "Chỉ để địa chỉ ở chân trang thứ nhất")


def _long(van_ban: BanDoc) -> bool:
    """Whether the document is known to have a second page."""
    return len(van_ban.view.sections) > 1 or any(d.doan.spot.page > 1 for d in van_ban.dong)
