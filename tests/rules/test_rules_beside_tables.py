"""What names a table, says its unit or notes something under it is no running text: the decree leaves its form open."""

from __future__ import annotations

import io

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Pt
from rules_harness import bases, judge


def _with_table(above: str, below: str, align: ALIGN | None, size: float) -> list[str]:
    base = bases()["ke-hoach"]
    word = docx.Document(io.BytesIO(base.data))
    at = next(p for p in word.paragraphs if "Các phòng, đơn vị báo cáo" in p.text)
    table = word.add_table(rows=3, cols=2)
    for row, texts in zip(table.rows, (("STT", "Đơn vị"), ("1", "Văn phòng"), ("2", "Thanh tra")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    at._p.addnext(table._tbl)
    for text, place in ((above, table._tbl.addprevious), (below, table._tbl.addnext)):
        line = word.add_paragraph()
        run = line.add_run(text)
        run.font.size, run.font.name = Pt(size), "Times New Roman"
        line.alignment = align
        place(line._p)
    out = io.BytesIO()
    word.save(out)
    rules = ("noi_dung/kieu_chu", "noi_dung/lui_dau", "noi_dung/canh_deu", "noi_dung/cach_doan")
    return [f.quy_tac for f in judge(out.getvalue(), base.boi_canh).findings if f.quy_tac in rules]


@pytest.mark.parametrize(
    ("above", "below", "align", "size"),
    [
        ("Bảng 1. Kết quả theo đơn vị", "Nguồn: Văn phòng Sở", None, 12),
        ("KẾT QUẢ THEO ĐƠN VỊ", "(Nguồn: Văn phòng Sở)", ALIGN.CENTER, 13),
        ("Biểu số 01: Kết quả theo đơn vị", "Ghi chú: Số liệu tạm tính", ALIGN.RIGHT, 12),
    ],
)
def test_names_and_notes_of_a_table_have_their_own_form(above: str, below: str, align: ALIGN, size: float) -> None:
    assert _with_table(above, below, align, size) == []


def test_a_paragraph_beside_a_table_is_still_running_text() -> None:
    found = _with_table("Kết quả theo đơn vị cụ thể như sau:", "Các đơn vị còn lại thực hiện sau.", ALIGN.CENTER, 12)
    assert "noi_dung/kieu_chu" in found
