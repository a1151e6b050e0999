import datetime
from decimal import Decimal

import pytest
import xlwt

from vbhc.annex.sheets import doc
from vbhc.annex.trang_tinh import Gop
from vbhc.errors import UserError


@pytest.fixture
def tep(tmp_path):
    book = xlwt.Workbook()
    page = book.add_sheet("Trang")
    page.write(0, 0, "Việc")
    page.write(1, 0, 91.97)
    page.write(2, 0, datetime.date(2026, 4, 10), xlwt.easyxf(num_format_str="DD/MM/YYYY"))
    page.write(3, 0, 0.25, xlwt.easyxf(num_format_str="0%"))
    page.write(4, 0, True)
    page.row(5).set_cell_error(0, "#REF!")
    page.write(6, 0, xlwt.Formula("1+1"))
    page.write_merge(8, 9, 0, 1, "gộp")
    page.row(1).hidden = True
    page.row(3).height_mismatch, page.row(3).height = True, 0
    page.col(4).width = 0
    page.col(3).hidden = True
    book.add_sheet("Ẩn").visibility = 1
    book.get_sheet(1).write(6, 0, "không phải công thức")
    book.save(str(tmp_path / "b.xls"))
    return tmp_path / "b.xls"


def test_values_faults_and_what_is_hidden(tep):
    first, second = doc(tep, "t")
    cells = {r.so: r.o[1] for r in first.hang}
    assert [cells[n].gia_tri for n in (1, 2, 3, 4, 5)] == [
        "Việc", Decimal("91.97"), datetime.date(2026, 4, 10), Decimal("0.25"), True,
    ]  # fmt: skip
    assert cells[4].phan_tram
    assert "#REF!" in cells[6].loi
    assert "công thức" in cells[7].loi
    assert first.hang_an == {2, 4}
    assert first.cot_an == {4, 5}
    assert first.gop == (Gop(9, 1, 10, 2),)
    assert (first.an, second.an) == (False, True)
    assert second.hang[0].o[1].gia_tri == "không phải công thức"


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.7])
def test_a_damaged_file_is_a_user_error(tep, keep):
    data = tep.read_bytes()
    tep.write_bytes(data[: int(len(data) * keep)])
    with pytest.raises(UserError, match="hỏng"):
        doc(tep, "t")


def test_a_cell_with_letters_struck_through_is_a_fault_and_blank_ones_are_not(tmp_path):
    book = xlwt.Workbook()
    page = book.add_sheet("T")
    struck, font = xlwt.easyxf("font: struck_out on"), xlwt.easyfont("struck_out on")
    for column, (text, style) in enumerate([("bỏ", struck), ("giữ", xlwt.easyxf()), (5, struck), (" ", struck)]):
        page.write(0, column, text, style)
    for column, runs in enumerate(
        [("1.500 ", ("2.000", font)), ("a", (" ", font)), ("a", ("b", xlwt.easyfont("bold on")))]
    ):
        page.write_rich_text(1, column, runs)
    book.save(str(tmp_path / "b.xls"))
    (sheet,) = doc(tmp_path / "b.xls", "t")
    assert [[c for c, o in row.o.items() if o.loi] for row in sheet.hang] == [[1, 3], [1]]
    assert "gạch ngang" in sheet.hang[0].o[1].loi
