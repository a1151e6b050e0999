"""Góc trên bên phải của tệp phụ lục điện tử có chữ, hình ở chỗ chữ ký số của cơ quan.

Phụ lục là tệp riêng thì cơ quan ký số lên từng tệp; thông tin chữ ký số do phần mềm ký ghi ở góc trên bên phải trang
đầu. Người soạn để trống chỗ ấy và không gõ sẵn số, ngày, giờ ký.

Sai: gõ sẵn “Số: …/KH-SKHCN; ngày …” ở góc trên bên phải
Đúng: để trống góc trên bên phải
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.finding import Sua
from vbhc.model.view import Block, paragraphs
from vbhc.problems import Severity
from vbhc.recognising.lines import lines
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.dau_trang import co_dau

QUY_TAC = QuyTac(
    "N30-PL-6", "Góc ký số của tệp phụ lục", ("I.III.1d",), Severity.THONG_TIN, Sua.KHONG, frozenset({DINH_DANG})
)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """In a file of annexes alone: the first page's header and what stands before the heading."""
    if not van_ban.phu_luc or co_dau(van_ban) or van_ban.muc or van_ban.view.signed:
        return
    if boi_canh.dien_tu is None:
        yield Khong("chưa biết phụ lục ban hành trên giấy hay điện tử (chỉ ra bằng --hinh-thuc)")
        return
    if not boi_canh.dien_tu:
        return
    section = van_ban.view.sections[van_ban.phu_luc[0].section]
    kind = "first" if section.title_page else "default"
    for dong in (*_in_header(section.headers.get(kind, ())), *_before(van_ban)):
        yield Loi(
            dong,
            "Góc ký số đã có chữ hoặc hình",
            "Để trống góc trên bên phải trang đầu cho chữ ký số của cơ quan",
            vi_tri="góc trên bên phải, trang đầu phụ lục",
        )


def _in_header(blocks: tuple[Block, ...]) -> Iterator[Dong]:
    """What a header prints besides the page number."""
    for dong in lines(blocks, "header"):
        words = "".join(r.text for r in dong.runs if r.field != "PAGE").strip(" -–—")
        if words or dong.doan.shapes:
            yield dong


def _before(van_ban: BanDoc) -> Iterator[Dong]:
    """Lines on the right half that stand before the first annex's heading."""
    heading = van_ban.phu_luc[0].tieu_de
    for paragraph in paragraphs(van_ban.view.blocks):
        if paragraph.spot.p >= heading.doan.spot.p:
            return
        if paragraph.shapes or (paragraph.text.strip() and paragraph.layout.align == "right"):
            yield from (d for d in van_ban.dong if d.doan is paragraph)
