"""Tables as offices fill them: what is told of which cell, and that no changed cell stays untold."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx
import pytest
from compare_drafts import read

from vbhc import compare
from vbhc.model.ban_doc import BanDoc
from vbhc.model.so_sanh import Loai, SoSanh

Rows = Sequence[Sequence[str]]
_UP = "^"
"""A cell merged with the one above it."""
_ON = "<"
"""A cell merged with the one before it."""


def table(*rows: Sequence[str]) -> BanDoc:
    document: Any = docx.Document()
    grid = document.add_table(rows=len(rows), cols=len(rows[0]))
    for n, row in enumerate(rows):
        for c, words in enumerate(row):
            if words == _UP:
                grid.cell(n - 1, c).merge(grid.cell(n, c))
            elif words == _ON:
                grid.cell(n, c - 1).merge(grid.cell(n, c))
            else:
                grid.cell(n, c).text = words
    out = io.BytesIO()
    document.save(out)
    return read(out.getvalue())


def told(ss: SoSanh) -> list[tuple[Loai, str, str, str]]:
    """The kind of each change, the column it is in, before and after."""
    return [(t.loai, t.truong, t.cu, t.moi) for t in ss.chu]


def years(*numbers: int) -> BanDoc:
    rows = [(str(year), f"1.{n}37", f"{n}%") for n, year in enumerate(numbers)]
    return table(("Năm", "Dân số", "Tăng"), *rows)


@pytest.mark.parametrize("after", [(2020, 2021, 2032, 2023, 2024), (2021, 2022, 2023, 2024, 2025)])
def test_years_are_no_numbers_of_rows(after: tuple[int, ...]) -> None:
    before = tuple(range(2020, 2025))
    wanted = [(Loai.SUA, "Năm", str(x), str(y)) for x, y in zip(before, after, strict=True) if x != y]
    assert told(compare.so_sanh(years(*before), years(*after))) == wanted


@pytest.mark.parametrize("heading", ["STT", "", "Số"])
@pytest.mark.parametrize("count", [2, 4])
def test_numbers_of_rows_count_on_over_a_row_put_in(heading: str, count: int) -> None:
    def draft(*names: str) -> BanDoc:
        return table((heading, "Nội dung"), *((str(n), name) for n, name in enumerate(names, start=1)))

    names = ("Rà soát hồ sơ", "Tập huấn", "Tổng kết năm", "Khen thưởng")[:count]
    a, b = draft(*names), draft("Mua sắm", *names)
    assert [t.loai for t in compare.so_sanh(a, b).chu] == [Loai.THEM]
    assert [t.loai for t in compare.so_sanh(b, a).chu] == [Loai.BO]


def offices(*names: str, tasks: str = "ABCDEF") -> BanDoc:
    """Tasks of which those of one office stand beside one merged cell."""
    said = {"A": "Rà soát thủ tục", "B": "Tập huấn nghiệp vụ", "C": "Báo cáo hằng quý", "D": "Mua sắm thiết bị",
            "E": "Kiểm tra văn thư", "F": "Số hóa hồ sơ"}  # fmt: skip
    before = ("", *names)
    rows = [(_UP if x == y else y, said[task], "Quý I") for x, y, task in zip(before, names, tasks, strict=False)]
    return table(("Đơn vị chủ trì", "Nhiệm vụ", "Thời hạn"), *rows)


@pytest.mark.parametrize(
    ("after", "tasks", "wanted"),
    [
        ("HHTTTT", "ABCDEF", [("C", "H", "T"), ("D", "H", "T")]),
        ("HHTTTT", "ACDBEF", [("B", "H", "T"), ("D", "H", "T")]),
        ("KKKKTT", "ABCDEF", [("A", "H", "K")]),
        ("KKKTT", "BCDEF", [("B", "H", "K")]),
        ("HHHHTT", "DABCEF", []),
    ],
    ids=["two go over", "two go over, one elsewhere", "renamed", "renamed, the first gone", "moved inside"],
)
def test_a_row_that_goes_to_another_merged_cell_is_told(
    after: str, tasks: str, wanted: list[tuple[str, str, str]]
) -> None:
    ss = compare.so_sanh(offices(*"HHHHTT"), offices(*after, tasks=tasks))
    names = {"A": "Rà soát", "B": "Tập huấn", "C": "Báo cáo", "D": "Mua sắm"}
    found = [(t.vi_tri, t.cu, t.moi) for t in ss.chu if t.loai is Loai.SUA]
    assert len(found) == len(wanted)
    for task, cu, moi in wanted:
        assert any(names[task] in place and (old, new) == (cu, moi) for place, old, new in found)


@pytest.mark.parametrize("name", [("Tổng cộng", _ON), ("", "Tổng cộng")])
def test_a_sum_is_told_with_its_column(name: tuple[str, str]) -> None:
    def draft(total: str) -> BanDoc:
        heads = ("TT", "Nội dung", "Kinh phí", "Ghi chú")
        rows = (("1", "Mua sắm thiết bị", "300", "Quý I"), ("2", "Tập huấn nghiệp vụ", "500", "Quý II"))
        return table(heads, *rows, (*name, total, ""))

    assert told(compare.so_sanh(draft("1.500"), draft("1.050"))) == [(Loai.SUA, "Kinh phí", "1.500", "1.050")]


def groups(*names: str) -> BanDoc:
    rows: list[tuple[str, ...]] = [("STT", "Nội dung", "Chủ trì")]
    for name in names:
        rows += [(name, _ON, _ON), ("1", f"Soạn {name[-3:]}", "Văn phòng"), ("2", f"In {name[-3:]}", "Phòng A")]
    return table(*rows)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("I. Nhiệm vụ chung của Sở", "I. Nhiệm vụ riêng của Sở"),
        ("Nhiệm vụ năm 2025 của Sở", "Nhiệm vụ năm 2026 của Sở"),
        ("I. Kinh phí năm 2025: Sở", "I. Kinh phí năm 2026: Sở"),
    ],
)
def test_another_name_in_a_cell_over_the_whole_row_is_told_as_words(before: str, after: str) -> None:
    assert told(compare.so_sanh(groups(before), groups(after))) == [(Loai.SUA, "ô gộp", before, after)]


def test_numbers_before_such_names_count_on_over_a_group_put_in() -> None:
    a, b = groups("I. Việc của Sở A"), groups("I. Việc của Sở B", "II. Việc của Sở A")
    assert {(t.loai, t.thanh_phan) for t in compare.so_sanh(a, b).chu} == {(Loai.THEM, "hang")}


def test_a_number_before_such_a_name_that_does_not_follow_is_told() -> None:
    a, b = groups("I. Việc của Sở A", "II. Việc Sở B"), groups("I. Việc của Sở A", "IV. Việc Sở B")
    assert told(compare.so_sanh(a, b)) == [(Loai.DANH_SO, "số thứ tự", "II.", "IV.")]
