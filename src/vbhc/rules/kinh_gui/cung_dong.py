"""Nơi nhận ở “Kính gửi” đặt sai dòng.

Gửi một nơi thì tên nơi nhận nằm cùng dòng với “Kính gửi:”; gửi từ hai nơi trở lên thì xuống dòng, mỗi nơi một dòng.

Sai: Kính gửi: - Bộ Nội vụ;  (dòng dưới) - Bộ Tài chính.
Đúng: Kính gửi:  (dòng dưới) - Bộ Nội vụ;  (dòng dưới) - Bộ Tài chính.
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.kinh_gui import _gui

QUY_TAC = QuyTac("N30-09-2c", "Một nơi một dòng ở Kính gửi", ("I.II.9d",), Severity.LOI, Sua.DE_XUAT)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """One on the line of the word, several under it, none two to a line."""
    found = _gui.doc(van_ban)
    if found is None or found.dau.doan.spot.table:
        return  # a table puts the names beside the word: another way to the same look
    if not found.nhieu and not found.sau and found.muc:
        name = found.muc[0].chu.rstrip(" ;.,")
        yield Loi(found.muc[0].dong[0], "Gửi một nơi mà tên nơi nhận không cùng dòng với “Kính gửi:”",
                  f"Viết: Kính gửi: {name}")  # fmt: skip
    elif found.nhieu and found.sau:
        yield Loi(
            found.dau, "Gửi nhiều nơi mà nơi đầu tiên nằm cùng dòng với “Kính gửi:”",
            "Xuống dòng sau “Kính gửi:”, mỗi nơi một dòng có gạch đầu dòng",
        )  # fmt: skip
