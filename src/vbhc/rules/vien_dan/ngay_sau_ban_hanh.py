"""Văn bản được viện dẫn có ngày ban hành sau ngày của chính văn bản này.

Không viện dẫn được văn bản chưa ban hành: hoặc ngày viện dẫn gõ sai, hoặc ngày của văn bản này gõ sai.

Sai: Kế hoạch ngày 09/3/2026 có “Căn cứ Quyết định số 371/QĐ-UBND ngày 28/10/2026 …”
Đúng: Căn cứ Quyết định số 371/QĐ-UBND ngày 28/01/2026 …
"""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import NGAY, BoiCanh, Khong, Loi, QuyTac
from vbhc.rules.vien_dan import _chung as chung
from vbhc.text import dates

QUY_TAC = QuyTac(
    "N30-06-3g", "Viện dẫn văn bản chưa ban hành", ("I.II.6b",), Severity.LOI, Sua.KHONG, frozenset({NGAY})
)


def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
    """Every dated citation against the date of issue."""
    own = van_ban.ngay
    if own is None:
        return
    for v in van_ban.vien_dan:
        if v.ngay is not None and v.ngay.day_du and v.ngay.iso() > own.iso():
            name = chung.goi(v) if v.so_ky_hieu else f"{v.loai} {v.trich_yeu}"[:60]
            yield Loi(
                v.dong,
                f"{name} ghi ngày {chung.ngay(v)}, sau ngày của văn bản này ({dates.bang_so(own)})",
                "Đối chiếu ngày của văn bản được viện dẫn và ngày ban hành",
                trich=v.chu,
            )
