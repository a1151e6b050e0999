"""Tệp đã ký số: chỉ soát, không sửa.

Sửa bất cứ chữ nào trong tệp đã ký số đều làm chữ ký mất hiệu lực. Chương trình không ghi đè tệp này; có sai sót thì
xử lý như văn bản đã phát hành.

Sai: sửa thẳng vào tệp đã ký số
Đúng: sửa ở bản chưa ký, trình ký lại
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Khong, Loi, QuyTac

QUY_TAC = QuyTac("N30-SG-1", "Tệp đã ký số", ("Đ5.1",), Severity.THONG_TIN, Sua.KHONG)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """A digital signature in the package."""
    if van_ban.view.signed:
        yield Loi(None, "Tệp đã ký số: chỉ soát, không sửa", "Cần sửa thì sửa bản chưa ký rồi trình ký lại")
