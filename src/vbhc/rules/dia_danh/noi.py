"""Địa danh không phải nơi cơ quan đóng trụ sở.

Địa danh là tên đơn vị hành chính nơi cơ quan ban hành đóng trụ sở, so với tệp thông tin cơ quan. Đơn vị mang tên
người, chữ số hay sự kiện lịch sử phải ghi đủ tên gọi (Thành phố Hồ Chí Minh, Phường 1).

Sai: Hà Nội, ngày … trên văn bản của cơ quan ở Hải Phòng
Đúng: Hải Phòng, ngày …
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import CO_QUAN, BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.dia_danh._doc import doc
from vbhc.rules.dia_danh._so_sanh import chuan, nhu_nhau

QUY_TAC = QuyTac("N30-04-4", "Địa danh là nơi đóng trụ sở", ("I.II.4a",), Severity.CANH_BAO, Sua.DE_XUAT,
                 frozenset({CO_QUAN}))  # fmt: skip
_KINDS = tuple(chuan(k) + " " for k in ("thành phố", "tỉnh", "xã", "phường", "đặc khu"))


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The place against the agency's; more of the unit's name than the agency gives is no fault."""
    agency = boi_canh.co_quan
    assert agency is not None
    known = " ".join(agency.dia_danh.split())
    for line in doc(van_ban):
        place = " ".join(line.m["noi"].split())
        if not place or nhu_nhau(place, known):
            continue
        kind = next((k for k in _KINDS if chuan(place).startswith(k)), "")
        if kind and chuan(place).removeprefix(kind) == chuan(known):
            continue
        start = line.m.start("noi") + line.m["noi"].index(line.m["noi"].strip())
        yield Loi(
            line.dong,
            f"Địa danh “{place}” khác nơi đóng trụ sở của cơ quan",
            f"Ghi: {known}",
            trich=place,
            edits=line.edit(start, start + len(line.m["noi"].strip()), known),
        )
