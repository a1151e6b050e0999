"""Bảng dài mà dòng đầu bảng không lặp lại ở trang sau.

Bảng sang trang không còn tên cột thì khó đọc. Trong Word: chọn dòng đầu bảng, Layout, Repeat Header Rows. Bảng nằm
gọn trong một trang không báo.

Sai: bảng 40 hàng, tên cột chỉ có ở trang đầu
Đúng: đặt dòng tên cột là dòng lặp lại
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Bang
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac("N30-PL-7c", "Dòng đầu bảng lặp lại", ("nha",), Severity.CANH_BAO, Sua.KHONG, frozenset({DINH_DANG}))
_DAI = 15
"""Rows from which a table may be taken not to fit under what stands above it."""
_CHAC_CHAN = 40
"""Rows that no page holds."""
_CHU_MOT_TRANG = 2500


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every long table whose first row does not repeat."""
    for table in van_ban.bang:
        rows = table.hang
        if len(rows) < _DAI or rows[0].row.header or rows[0].loai != "dau":
            continue
        head = next((o for o in rows[0].o if o is not None and o.dong), None)
        if head is not None and _sang_trang(table):
            yield Loi(
                head.dong[0],
                f"Bảng {len(rows)} hàng, dòng đầu bảng không lặp lại ở trang sau",
                "Đặt dòng đầu bảng lặp lại (Repeat Header Rows)",
                vi_tri=table.vi_tri(),
            )


def _sang_trang(table: Bang) -> bool:
    """Whether a table runs over a page: as Word laid it out, where the file says; else by how much it holds."""
    pages = {line.doan.spot.page for row in table.hang for o in row.o if o for line in o.dong} - {0}
    if pages:
        return len(pages) > 1
    if len(table.hang) >= _CHAC_CHAN:
        return True
    words = sum(len(o.chu) for i, row in enumerate(table.hang, 1) for o in row.o if o and o.hang == i)
    return words > _CHU_MOT_TRANG
