"""Annexes in a redline: groups merged downwards, rows Word counts already, annexes and tables that come whole."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import compare_drafts
import docx
import pytest

from shared import DOCUMENT
from vbhc import archive, compare, recognising, reviewing
from vbhc.compare.redlining import plan
from vbhc.loading.workspace import Workspace
from vbhc.model.view import Table, View, paragraphs
from vbhc.reviewing import Draft
from vbhc.reviewing.drafts import of_bytes, of_folder
from vbhc.word import revisions, seeing, tracked

WHEN = "2026-11-21T08:00:00Z"
ROWS = [
    "A1;Tuyên truyền;Tổ chức hội nghị quán triệt;Văn phòng",
    "A2;Tuyên truyền;Đăng tin trên Cổng thông tin;Phòng A",
    "B1;Kiểm tra;Kiểm tra việc chấp hành giờ giấc;Phòng B",
    "B2;Kiểm tra;Rà soát hồ sơ quá hạn;Phòng C",
]
ANNEX = """
phu_luc:
  - ma: pl
    tieu_de: Danh mục nhiệm vụ
    bang:
      nguon: viec.csv
      khoa: ma
      {}
      cot:
        - {{khoa: nhom, tieu_de: Nội dung, rong: 16}}
        - {{khoa: viec, tieu_de: Nhiệm vụ, rong: 40}}
        - {{khoa: don_vi, tieu_de: Đơn vị, rong: 15}}
"""
MERGED, COUNTED = ANNEX.format("gop: nhom"), ANNEX.format("stt: có")


@dataclass(frozen=True)
class Offices:
    """Drafts of one document with other rows."""

    space: Workspace
    add: Callable[..., Path]

    def draft(self, annex: str, rows: list[str]) -> Draft:
        sheet = "\n".join(["ma;nhom;viec;don_vi", *rows])
        return of_folder(self.space, self.add(DOCUMENT + annex, viec__csv=f"{sheet}\n"), "mẫu")


@pytest.fixture
def offices(space: Workspace, add: Callable[..., Path]) -> Offices:
    return Offices(space, add)


def outcomes(a: Draft, b: Draft) -> tuple[Draft, Draft]:
    """All accepted and all rejected."""
    made = reviewing.redline(a, b, WHEN)
    assert made.bo_lai == ()
    accepted, rejected = (
        of_bytes(archive.pack(f(made.parts)), "mẫu") for f in (revisions.accept, revisions.reject)
    )  # fmt: skip
    assert tuple(compare.so_sanh(accepted.document, b.document).chu) == ()
    assert compare.so_sanh(a.document, rejected.document).thay_doi == ()
    return accepted, rejected


def annex(draft: Draft) -> Table:
    return [b for b in draft.document.view.blocks if isinstance(b, Table)][-1]


def printed(draft: Draft) -> list[list[str]]:
    """The annex's cells as they print, numbers that Word makes included."""
    return [["\n".join(p.label + p.text for p in paragraphs(c.blocks)) for c in row.cells] for row in annex(draft).rows]


@pytest.mark.parametrize(
    "order", [[0, 1, 4, 2, 3], [0, 1, 3, 2], [4, 0, 1, 2, 3], [1, 0, 2, 3], [0, 1, 4, 5, 2, 3], [1, 2, 3], [0, 1, 4, 3]]
)
def test_a_group_keeps_its_one_name_whatever_row_comes_to_head_it(offices: Offices, order: list[int]) -> None:
    group = "Tuyên truyền" if order[0] == 4 else "Kiểm tra"
    every = [*ROWS, f"N1;{group};Khảo sát sự hài lòng;Phòng D", f"N2;{group};Tập huấn kỹ năng giao tiếp;Phòng E"]
    a, b = offices.draft(MERGED, ROWS), offices.draft(MERGED, [every[i] for i in order])
    accepted, _ = outcomes(a, b)
    assert printed(accepted) == printed(b)
    merged = [[[c.merged for c in row.cells] for row in annex(d).rows] for d in (accepted, b)]
    assert merged[0] == merged[1]


def test_rows_word_counts_already_are_counted_on(offices: Offices) -> None:
    """A redline accepted, then changed again: no row without its number, none with two."""
    a = offices.draft(COUNTED, ROWS)
    b = offices.draft(COUNTED, [ROWS[0], "N1;Kiểm tra;Khảo sát sự hài lòng;Phòng D", *ROWS[1:]])
    counted, _ = outcomes(a, b)
    for order in ([2, 0, 1, 3], [0, 1, 2, 3], [3, 2]):
        other = offices.draft(COUNTED, [ROWS[i] for i in order])
        again, back = outcomes(counted, other)
        assert printed(again) == printed(other)
        assert printed(back) == printed(counted) == printed(b)


def test_an_annex_that_comes_has_its_rule_and_rows_that_do_not_break(offices: Offices) -> None:
    a, b = offices.draft("", []), offices.draft(COUNTED, ROWS)
    accepted, rejected = outcomes(a, b)
    assert rules(accepted.document.view) == rules(b.document.view) == rules(rejected.document.view) + 1
    whole = [[(row.header, row.whole) for row in annex(d).rows] for d in (accepted, b)]
    assert whole[0] == whole[1]


def rules(view: View) -> int:
    """The lines drawn in the text."""
    return sum(bool(p.layout.borders) for p in paragraphs(view.blocks) if not p.spot.table)


def test_a_date_put_into_bold_words_is_bold() -> None:
    """The blank before it is not: that it goes and comes again must not lend the date its format."""

    def draft(date: str) -> bytes:
        document = docx.Document()
        paragraph = document.add_paragraph("Thời gian thực hiện: Trước ngày ")
        paragraph.add_run(date).bold = True
        paragraph.add_run(" hằng năm").bold = True
        paragraph.add_run(". Đối với năm 2026, thực hiện trong quý I.")
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    a, b = draft("15/02"), draft("28/02")
    ss = compare.so_sanh(compare_drafts.read(a), compare_drafts.read(b))
    parts = archive.members(a, "A", "tệp Word")
    made = tracked.apply_some(parts, plan(ss).edits, ai="vbhc", khi="2026-11-21T08:00:00Z")
    accepted = recognising.doc(seeing.view_of(revisions.accept(made.parts), "A"))
    assert compare.so_sanh(accepted, ss.b).thay_doi == ()
    runs = [run for p in paragraphs(accepted.view.blocks) for run in p.runs]
    assert "".join(run.text for run in runs if run.look.bold) == "28/02 hằng năm"
