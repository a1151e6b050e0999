"""How grave a sum is that its rows do not make: an error, or a warning where it may still be right."""

from __future__ import annotations

from typing import Any

import pytest
from rules_harness import bases, judge
from rules_mutate import break_it

from vbhc.problems import Severity


def _cells(heading: str, *numbers: str) -> list[dict[str, Any]]:
    rows = (1, 2, 3, 4, -1)
    return [
        {"o": {"bang": 2, "hang": row, "cot": 3, "chu": text}}
        for row, text in zip(rows, (heading, *numbers), strict=True)
    ]


@pytest.mark.parametrize(
    ("cells", "muc"),
    [
        (_cells("Kinh phí (tỷ đồng)", "1,3", "1,3", "1,3", "3,8"), Severity.CANH_BAO),
        (_cells("Kinh phí (tỷ đồng)", "1,3", "1,3", "1,3", "3,6"), Severity.LOI),
        (_cells("Kinh phí (tỷ đồng)", "13", "13", "13", "38"), Severity.LOI),
        (_cells("Kinh phí (tỷ đồng)", "1,30", "1,30", "1,30", "3,8"), Severity.LOI),
        (_cells("Số xã tham gia", "5", "5", "5", "9"), Severity.CANH_BAO),
        (_cells("Số xã tham gia", "5", "5", "5", "4"), Severity.LOI),
        (_cells("Số xã tham gia", "5", "5", "5", "16"), Severity.LOI),
        (_cells("Số xã (không tính trùng)", "5", "5", "5", "9"), None),
        (_cells("Kinh phí (số làm tròn)", "1,3", "1,3", "1,3", "3,8"), None),
    ],
)
def test_a_sum_that_may_be_right_is_a_warning(cells: list[dict[str, Any]], muc: Severity | None) -> None:
    base = bases()["ke-hoach"]
    found = [f for f in judge(break_it(base.data, cells), base.boi_canh).findings if f.quy_tac == "bang/tong"]
    assert [f.muc for f in found] == ([] if muc is None else [muc])


def test_what_a_tax_adds_to_the_sum_before_it_is_what_is_proposed() -> None:
    base = bases()["ke-hoach"]
    cells = _cells("Kinh phí (triệu đồng)", "30", "5", "3,5", "39,5")
    cells += [
        {"o": {"bang": 2, "hang": 3, "cot": 1, "chu": ""}},
        {"o": {"bang": 2, "hang": 3, "cot": 2, "chu": "Cộng"}},
    ]
    cells += [{"o": {"bang": 2, "hang": 3, "cot": 3, "chu": "30"}}]
    cells += [
        {"o": {"bang": 2, "hang": 4, "cot": 1, "chu": ""}},
        {"o": {"bang": 2, "hang": 4, "cot": 2, "chu": "Thuế"}},
    ]
    found = [f for f in judge(break_it(base.data, cells), base.boi_canh).findings if f.quy_tac == "bang/tong"]
    assert [f.message.rpartition(" ")[2] for f in found] == ["33,5"]
