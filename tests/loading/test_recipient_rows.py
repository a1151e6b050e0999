"""Rows of a list that are nobody, and those that are unlike the others: no document goes to a heading unsaid."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from vbhc.loading import dossier, recipients
from vbhc.loading.workspace import Workspace

LETTER = """\
loai: TB
co_quan: skhcn
trich_yeu: Họp tại <<Tên xã>>
noi_dung: |
  1. Mời <<Tên xã>> dự họp.
noi_nhan: ['UBND <<Tên xã>>']
luu: VT
nguoi_ky: giam-doc
tron: {nguon: ds.csv, khoa: Tên xã}
"""
Add = Callable[..., Path]


def told(space: Workspace, folder: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What is said of the list, and of rows that have no document: codes and cells."""
    written = dossier.read(space, folder).value
    assert written is not None
    read = recipients.read(written, folder, {})
    assert read.value is not None
    of_rows = [(p.code, p.place.cell) for who in read.value for p in who.problems]
    return [(p.code, p.place.cell) for p in read.problems if p.code != "tron/hang_trong"], of_rows


@pytest.mark.parametrize(
    ("rows", "of_list", "of_rows"),
    [
        ("STT,Tên xã,ĐT\n1,A,1\n2,B,2\n", [], []),
        ("STT,Tên xã,ĐT\nA,Sở A,1\nB,Sở B,2\nC,Sở C,3\nD,Sở D,4\n", [], []),
        ("STT,Tên xã,ĐT\nI,Huyện A,\n1,A,1\n2,B,2\nII,Huyện B,\n1,C,3\n", [],
         [("tron/hang_nhom", "B2"), ("tron/hang_nhom", "B5")]),
        ("STT,Tên xã,ĐT\nA,Miền núi,\nI,Huyện A,\n1,A,1\n2,B,2\n", [],
         [("tron/hang_nhom", "B2"), ("tron/hang_nhom", "B3")]),
        ("STT,Tên xã,ĐT\nI,Huyện A,9\n1,A,1\n2,B,2\n", [("tron/hang_nhom", "B2")], []),
        ("STT,Tên xã,ĐT\n1,Phòng A,\n1.1,Tổ A,\n2,Phòng B,\n", [("tron/hang_nhom", "B2")], []),
        ("STT,Tên xã,ĐT\n1,A,1\nSTT,Tên xã,ĐT\n2,B,2\n", [], [("tron/hang_ten_cot", "B3")]),
        ("STT,Tên xã,ĐT\n1,A,1\n2,B,2\n,Tổng số: 2 xã,\n", [("tron/hang_la", "B4")], []),
        ("STT,Tên xã,ĐT\n1,A,1\n2,B,2\n,,\n,Người lập,Giám đốc\n", [("tron/hang_la", "B5")], []),
        ("Tên xã,ĐT\nA,1\nB,2\n,\nNgười lập biểu,\nLê A,\n", [("tron/hang_la", "A5")], []),
        ("Tên xã,ĐT\nA,1\nB,\n,\nC,\n", [], []),
        ("Tên xã\nA\nB\n\nC\n", [], []),
    ],
)  # fmt: skip
def test_headings_and_notes_are_nobody(
    space: Workspace, add: Add, rows: str, of_list: list[tuple[str, str]], of_rows: list[tuple[str, str]]
) -> None:
    assert told(space, add(LETTER, ds__csv=rows)) == (of_list, of_rows)


def test_a_number_that_is_merged_over_rows_is_that_of_them_all(space: Workspace, add: Add) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["STT", "Tên xã"], [1, "A"], [None, "B"], [2, "C"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.save(data := BytesIO())
    assert told(space, add(LETTER.replace("csv", "xlsx"), ds__xlsx=data.getvalue())) == ([], [])
