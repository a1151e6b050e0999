"""Several documents together: who is told when they differ."""

from __future__ import annotations

from vbhc import recognising
from vbhc.rules import BoiCanh, ke
from vbhc.word.seeing.plain import view_of_text

_VAN_BAN = """ỦY BAN NHÂN DÂN THÀNH PHỐ A
SỞ MẪU
Số: {so}/KH-SM
A, ngày 09 tháng 3 năm 2026
KẾ HOẠCH
Thực hiện công tác năm 2026
Căn cứ Quyết định số 371/QĐ-UBND ngày {ngay} của Ủy ban nhân dân thành phố về giao nhiệm vụ năm 2026;
I. MỤC ĐÍCH
1. Thực hiện nhiệm vụ được giao.
"""


def _bao(*dates: str) -> list[int]:
    kho = [
        (recognising.doc(view_of_text(_VAN_BAN.format(so=i, ngay=day), f"{i}.txt")), BoiCanh(f"{i}.txt"))
        for i, day in enumerate(dates, 1)
    ]
    rule = ke()["kho/vien_dan_lech"].soat_kho
    assert rule is not None
    return [i + 1 for i, _ in rule(kho)]


def test_only_the_one_that_differs_is_told() -> None:
    """A wrong date in one document is not laid to the charge of those after it, nor of those before."""
    assert _bao("28/01/2026", "26/01/2026", "28/01/2026", "28/01/2026") == [2]
    assert _bao("26/01/2026", "28/01/2026", "28/01/2026") == [1]


def test_of_two_the_later_is_told() -> None:
    """With as many of both nobody knows: one fault, at the later."""
    assert _bao("28/01/2026", "26/01/2026") == [2]
    assert _bao("28/01/2026", "28/01/2026") == []
