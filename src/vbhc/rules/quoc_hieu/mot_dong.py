"""Quốc hiệu bị xuống dòng.

Ô bên phải của phần đầu hẹp hơn Quốc hiệu (cỡ 13 dài 95,7 mm) thì chữ rơi xuống dòng thứ hai. Đo bằng độ rộng thật của
chữ; lề trong của ô không rõ nên chỉ báo khi hẹp theo mọi cách tính.

Sai: chữ NAM rơi xuống dòng dưới vì ô rộng 8 cm
Đúng: ô rộng 10 cm, Quốc hiệu nằm trên một dòng
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import DINH_DANG, BoiCanh, Khong, Loi, QuyTac, dau_trang, form

QUY_TAC = QuyTac("N30-01-4", "Quốc hiệu trên một dòng", ("I.IV",), Severity.CANH_BAO, Sua.KHONG, frozenset({DINH_DANG}))
_SLACK = 0.5


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """The printed width against the room."""
    for dong in van_ban.tim("quoc_hieu"):
        if dong.o_dau or not form.ca_dong(dong):
            continue
        least, most = dau_trang.cho(van_ban, dong.doan)
        wide = dau_trang.rong(dong)
        if not most:
            yield Khong("không biết ô chứa Quốc hiệu rộng bao nhiêu")
        elif wide > most + _SLACK:
            yield Loi(
                dong,
                f"Quốc hiệu dài {wide:.0f} mm, chỗ chỉ rộng {most:.0f} mm nên bị xuống dòng",
                "Nới ô bên phải, hoặc dùng bộ cỡ chữ 12 - 13",
            )
        elif wide > least + _SLACK:
            yield Khong("không rõ lề trong của ô nên không chắc Quốc hiệu vừa một dòng")
