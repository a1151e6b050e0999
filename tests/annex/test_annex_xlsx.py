import datetime
import io
import time
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from annex_tep import chu, xlsx, xlsx_tho
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from vbhc.annex.dinh_dang import dinh_dang
from vbhc.annex.o_in import chu as in_chu
from vbhc.annex.sheets import doc
from vbhc.annex.so_o import o_so
from vbhc.annex.trang_tinh import CHUA_TINH, Gop
from vbhc.errors import UserError


def mot(path):
    """The first sheet of a file."""
    return doc(path, path.name)[0]


def o(sheet, row, column):
    rows = {r.so: r.o for r in sheet.hang}
    return rows[row][column]


@pytest.fixture
def tep(tmp_path):
    return tmp_path / "bang.xlsx"


def tho(tep, data="", **more):
    tep.write_bytes(xlsx_tho(data, **more))
    return tep


def test_values_come_as_people_see_them(tep):
    book = xlsx(tep, [[1, 91.97, 0.1 + 0.2, True, datetime.date(2026, 4, 10), datetime.time(7, 30), " chữ\n"]])
    page = book.active
    page["A3"], page["B3"], page["C3"] = 0.25, 7, datetime.timedelta(hours=30)
    page["A3"].number_format, page["B3"].number_format = "0.0%", "000"
    page["D3"] = datetime.datetime(2026, 4, 10, 7, 30)  # noqa: DTZ001
    book.save(tep)
    values = {(r.so, c): cell.gia_tri for r in mot(tep).hang for c, cell in r.o.items()}
    assert values == {
        (1, 1): Decimal(1), (1, 2): Decimal("91.97"), (1, 3): Decimal("0.3"), (1, 4): True,
        (1, 5): datetime.date(2026, 4, 10), (1, 6): "07:30", (1, 7): " chữ\n",
        (3, 1): Decimal("0.25"), (3, 2): "007", (3, 3): "30:00", (3, 4): datetime.datetime(2026, 4, 10, 7, 30),  # noqa: DTZ001
    }  # fmt: skip
    assert str(values[1, 1]) == "1"
    assert o(mot(tep), 3, 1).phan_tram
    assert not o(mot(tep), 1, 2).phan_tram


def test_our_reader_agrees_with_calamine(tep):
    """Another reader as witness, on what it reads right."""
    import python_calamine

    rows = [[f"Việc {i}", i, i / 8, datetime.date(2026, 1, 1) + datetime.timedelta(i), i % 2 == 0] for i in range(200)]
    xlsx(tep, rows)
    theirs = python_calamine.load_workbook(str(tep)).get_sheet_by_index(0).to_python()
    ours = [[cell.gia_tri for cell in row.o.values()] for row in mot(tep).hang]
    assert ours == theirs


def test_error_cells_and_formulas_never_calculated_are_faults(tep):
    book = xlsx(tep, [["x", "#REF!"]])
    book.active["C1"] = "=1+1"
    book.save(tep)
    assert "#REF!" in o(mot(tep), 1, 2).loi
    assert o(mot(tep), 1, 3).loi == CHUA_TINH


@pytest.mark.parametrize(
    ("cell", "value", "fault"),
    [
        ('<c r="A1"><f>1+1</f><v>2</v></c>', Decimal(2), False),
        ('<c r="A1"><f>1+1</f><v></v></c>', None, True),
        ('<c r="A1"><f>1+1</f></c>', None, True),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!", True),
        ('<c r="A1" t="s"><v>99</v></c>', None, True),
        ('<c r="A1" t="s"><v>-1</v></c>', None, True),
        ('<c r="A1" t="s"><v>０</v></c>', None, True),
        ('<c r="A1"><v>1_000</v></c>', "1_000", True),
        ('<c r="A1"><v>１２</v></c>', "１２", True),
        ('<c r="A1"><v>abc</v></c>', "abc", True),
        ('<c r="A1"><v>1e999</v></c>', "1e999", True),
        ('<c r="A1"><v>1234567890123456789</v></c>', "1234567890123456789", True),
        ('<c r="A1" t="d"><v>2026-04-10T00:00:00</v></c>', datetime.date(2026, 4, 10), False),
        ('<c r="A1" t="str"><f>A2</f><v>a_x000D_b</v></c>', "a\rb", False),
        ('<c t="b"><v>1</v></c>', True, False),
        (chu("A1", "#N/A"), "#N/A", True),
        (chu("A1", " #REF!"), "#REF!", True),
        (chu("A1", "#FIELD!"), "#FIELD!", True),
        (chu("A1", "#####"), "#####", True),
        (chu("A1", "#"), "#", False),
    ],
)
def test_how_a_cell_is_read(tep, cell, value, fault):
    found = o(mot(tho(tep, f'<row r="1">{cell}</row>')), 1, 1)
    assert (found.gia_tri, bool(found.loi)) == (value, fault)


def test_formula_whose_text_result_is_empty_is_a_blank(tep):
    sheet = mot(tho(tep, '<row r="1"><c r="A1" t="str"><f>IF(1,"")</f><v></v></c>' + chu("B1", "b") + "</row>"))
    assert list(sheet.hang[0].o) == [2]


def test_a_workbook_to_be_calculated_on_load_has_no_results_yet(tep):
    data = '<row r="1"><c r="A1"><f>1+1</f><v>0</v></c><c r="B1"><v>5</v></c></row>'
    sheet = mot(tho(tep, data, calc='<calcPr fullCalcOnLoad="1"/>'))
    assert o(sheet, 1, 1).loi == CHUA_TINH
    assert o(sheet, 1, 2).gia_tri == 5


@pytest.mark.parametrize("kind", ["array", "dataTable"])
def test_no_cell_of_a_formula_of_many_cells_has_a_result_before_it_is_calculated(tep, kind):
    first = f'<c r="B2"><f t="{kind}" ref="B2:C4">x</f><v>0</v></c>'
    data = (
        f'<row r="2">{first}<c r="C2"><v>0</v></c></row><row r="3"><c r="A3"><v>7</v></c><c r="B3"><v>0</v></c></row>'
    )
    sheet = mot(tho(tep, data, calc='<calcPr fullCalcOnLoad="1"/>'))
    found = {(row.so, c): cell.loi or cell.gia_tri for row in sheet.hang for c, cell in row.o.items()}
    assert found == {(r, c): CHUA_TINH for r in (2, 3, 4) for c in (2, 3)} | {(3, 1): 7}
    assert [row.so for row in sheet.hang] == [2, 3, 4]
    assert {cell.loi for row in mot(tho(tep, data)).hang for cell in row.o.values()} == {""}


def test_a_format_of_colours_is_no_format_of_cells(tep):
    """Excel numbers the formats of its `dxfs` (tables, conditional formats) apart from those of cells."""
    book = xlsx(tep, [[datetime.date(2026, 4, 10)]])
    book.active["A1"].number_format = "mm-dd-yy"
    looks = DifferentialStyle(numFmt=NumberFormat(numFmtId=14, formatCode="0.00%"))
    book.active.conditional_formatting.add("B1:B9", Rule(type="expression", dxf=looks, formula=["B1>0"]))
    book.save(tep)
    assert o(mot(tep), 1, 1).gia_tri == datetime.date(2026, 4, 10)


def test_rich_text_is_joined_and_phonetic_hints_are_not_text(tep):
    si = "<si><r><t>Nhiệm </t></r><r><t>vụ</t></r><rPh sb='0' eb='1'><t>X</t></rPh></si>"
    assert o(mot(tho(tep, '<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=si)), 1, 1).gia_tri == "Nhiệm vụ"


@pytest.mark.parametrize("value", [0, -1, 0.5, 60, 3_000_000, 1e300])
def test_a_date_that_is_no_day_is_a_fault(tep, value):
    book = xlsx(tep, [["x", value]])
    book.active["B1"].number_format = "dd/mm/yyyy"
    book.save(tep)
    assert o(mot(tep), 1, 2).loi


def test_the_1904_calendar(tep):
    book = openpyxl.Workbook()
    book.epoch = datetime.datetime(1904, 1, 1)  # noqa: DTZ001
    book.active["A1"] = datetime.date(2026, 4, 10)
    book.save(tep)
    assert o(mot(tep), 1, 1).gia_tri == datetime.date(2026, 4, 10)


def test_hidden_rows_columns_sheets_and_merged_ranges_are_told(tep):
    book = xlsx(tep, [["a", "b", "c"], [1, 2, 3], [4, 5, 6]])
    page = book.active
    page.row_dimensions[2].hidden = True
    page.column_dimensions["C"].hidden = True
    page.merge_cells("A3:B4")
    book.create_sheet("Ẩn").sheet_state = "veryHidden"
    book.save(tep)
    first, second = doc(tep, "t")
    assert first.hang_an == {2}
    assert first.cot_an == {3}
    assert first.gop == (Gop(3, 1, 4, 2),)
    assert (first.an, second.an) == (False, True)


def test_rows_of_no_height_are_hidden_too(tep):
    row = '<row r="{0}" {1}><c r="A{0}"><v>1</v></c></row>'
    data = row.format(1, 'ht="15"') + row.format(2, 'ht="0"') + row.format(3, "")
    assert mot(tho(tep, data)).hang_an == {2}
    assert mot(tho(tep, data, before='<sheetFormatPr zeroHeight="1"/>')).hang_an == {2, 3}


@pytest.mark.parametrize("ref", ["XFD1", "A1048576", "XFD1048576", "SG1"])
def test_a_cell_at_the_far_end_is_refused_at_once(tep, ref):
    row = ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    with pytest.raises(UserError, match=ref):
        doc(tho(tep, f'<row r="{row}">{chu(ref, "x")}</row>'), "t")


def test_an_empty_formatted_cell_at_the_far_end_harms_no_one(tep):
    sheet = mot(
        tho(
            tep,
            f'<row r="1">{chu("A1", "x")}</row><row r="1048576" hidden="1"><c r="XFD1048576" s="1"/></row>',
        )
    )
    assert len(sheet.hang) == 1


@pytest.mark.parametrize(
    "data",
    [
        f'<row r="1">{chu("A1", "x")}{chu("A1", "y")}</row>',
        f'<row r="2">{chu("A2", "x")}</row><row r="1">{chu("A1", "y")}</row>',
        f'<row r="1">{chu("A1", "x")}</row><row r="1">{chu("B1", "y")}</row>',
        f'<row r="1">{chu("B7", "x")}</row>',
        f'<row r="1">{chu("?", "x")}</row>',
        '<row r="x"/>',
    ],
)
def test_cells_written_twice_or_out_of_place_are_refused(tep, data):
    with pytest.raises(UserError, match="hỏng"):
        doc(tho(tep, data), "t")


def test_merged_ranges_beyond_reason_are_refused(tep):
    merges = "".join(f'<mergeCell ref="A1:B{200_000 - i}"/>' for i in range(20))
    with pytest.raises(UserError, match="gộp"):
        doc(tho(tep, after=f"<mergeCells>{merges}</mergeCells>"), "t")


DOCTYPE = '<!DOCTYPE x [<!ENTITY a "b">]>'


@pytest.mark.parametrize("prolog", [DOCTYPE, f"<!--{'x' * 5000}-->{DOCTYPE}"])
def test_doctype_is_refused_however_deep(tep, prolog):
    with pytest.raises(UserError, match="DOCTYPE"):
        doc(tho(tep, f'<row r="1">{chu("A1", "x")}</row>', prolog=prolog), "t")


def test_a_zip_bomb_is_refused(tep):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("xl/workbook.xml", b" " * (40 * 2**20))
    tep.write_bytes(out.getvalue())
    with pytest.raises(UserError, match="bom nén"):
        doc(tep, "t")


@pytest.mark.parametrize("keep", [0, 3, 100, 0.5, 0.98])
def test_a_truncated_file_is_refused(tep, keep):
    xlsx(tep, [["a"] * 5] * 50)
    data = tep.read_bytes()
    tep.write_bytes(data[: keep if keep > 1 or not keep else int(len(data) * keep)])
    with pytest.raises(UserError):
        doc(tep, "t")


def test_any_part_cut_short_or_absent_is_a_user_error(tep):
    xlsx(tep, [["a", 1]])
    with zipfile.ZipFile(tep) as z:
        parts = {n: z.read(n) for n in z.namelist()}
    needed = [n for n in parts if n.startswith(("xl/work", "xl/_rels", "xl/style"))]
    assert len(needed) >= 4
    for name in needed:
        for data in (None, parts[name][: len(parts[name]) // 2]):
            with zipfile.ZipFile(tep, "w") as z:
                for n, content in parts.items():
                    if n != name or data is not None:
                        z.writestr(n, data if n == name else content)
            with pytest.raises(UserError):
                doc(tep, "t")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("x.pdf", b"%PDF", ".xlsx"),
        ("x.xlsx", b"", "rỗng"),
        ("x.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "mật khẩu"),
        ("x.xlsx", b"<html>", "hỏng"),
        ("x.xls", b"PK\x03\x04", "xlsx"),
        ("x.xls", b"<html>", "trang web"),
        ("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "hỏng"),
    ],
)
def test_files_that_are_not_what_their_name_says(tmp_path, name, data, says):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UserError, match=says):
        doc(path, name)


@pytest.mark.slow
def test_ten_thousand_rows_are_read_whole(thu_muc):
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("a")
    page.append(["Mã", "Nhóm", "Việc", "Chủ trì", "Kinh phí", "Hạn"])
    for i in range(10_000):
        page.append([f"m{i}", f"Nhóm {i // 100}", f"Việc {i}", "Sở Y tế", i * 1.5, datetime.date(2026, 1, 1)])
    book.save(thu_muc.path / "b.xlsx")
    table = thu_muc.lap(
        nguon="b.xlsx", khoa="ma", nhom="nhom", stt="có", tong=["tien"],
        cot=[{"khoa": "viec", "tieu_de": "Việc"}, {"khoa": "chu_tri", "tieu_de": "Chủ trì"},
             {"khoa": "tien", "tieu_de": "Kinh phí", "kieu": "so"}, {"khoa": "han", "tieu_de": "Hạn", "kieu": "ngay"}],
    )  # fmt: skip
    assert len(table.hang) == 10_000 + 100 + 1
    assert table.hang[-1].o == ("", "Tổng cộng", "", "74.992.500", "")


def test_numbers_print_with_the_decimals_their_format_shows(thu_muc):
    book = xlsx(thu_muc.path / "b.xlsx", [["Việc", "Số", "Tỉ lệ"], *[["a", 1 / 3, 1 / 3]] * 3, ["b", 2.5, 1]])
    for row in book.active.iter_rows(min_row=2):
        row[1].number_format, row[2].number_format = "#,##0.0", "0.0%"
    book.save(thu_muc.path / "b.xlsx")
    cot = [{"khoa": "v", "tieu_de": "Việc"}, {"khoa": "s", "tieu_de": "Số", "kieu": "so"},
           {"khoa": "t", "tieu_de": "Tỉ lệ", "kieu": "phan_tram"}]  # fmt: skip
    table = thu_muc.lap(nguon="b.xlsx", tong=["s"], cot=cot)
    assert [h.o for h in table.hang[2:]] == [("a", "0,3", "33,3%"), ("b", "2,5", "100,0%"), ("Tổng cộng", "3,5", "")]
    assert thu_muc.ma("cảnh báo") == []


def test_a_long_fraction_without_a_format_is_told_once_a_column(thu_muc):
    xlsx(thu_muc.path / "b.xlsx", [["Việc", "Số"], ["a", 1 / 3], ["b", 1 / 7], ["c", 1.25]])
    cot = [{"khoa": "v", "tieu_de": "Việc"}, {"khoa": "s", "tieu_de": "Số", "kieu": "so"}]
    assert thu_muc.lap(nguon="b.xlsx", cot=cot).hang[0].o[1] == "0,333333333333333"
    assert thu_muc.mot("so_le").place.cell == "B2"


@pytest.mark.parametrize(
    ("code", "le"),
    [("0", 0), ("0.00", 2), ("#,##0", 0), ("#,##0.00 \u20ab", 2), ("0.0%", 1), ("General", -1), ("0.##", -1),
     ("0.00E+00", -1), ("# ?/?", -1), ("#,##0,", -1), ('#,##0.0" tr";-0', 1), ("@", -1), ("[Red]0.000", 3)],
)  # fmt: skip
def test_decimals_of_a_format(code, le):
    assert dinh_dang(164, code).le == le


def test_a_group_column_printed_twice_is_told(thu_muc):
    xlsx(thu_muc.path / "b.xlsx", [["Nhóm", "Việc"], ["x", "a"]])
    cot = [{"khoa": "nhom", "tieu_de": "Nhóm"}, {"khoa": "v", "tieu_de": "Việc"}]
    thu_muc.lap(nguon="b.xlsx", nhom="nhom", cot=cot)
    assert thu_muc.ma("cảnh báo") == ["nhom_hai_lan"]


@pytest.mark.parametrize(
    "code",
    ['0" tỷ"', "#,##0,", "0.0,,", '"ĐT: "0', ";;;", '[=1]"Có";"Không"', '[>=1000000]0.0,,"M";0', '#,##0.00" ha"',
     'General" xã"', '0\\ \\t\\r', '"Quý "0', '#,##0 "USD"', "[$€-2] #,##0", '"$"#,##0.00', "[$US$-409]#,##0",
     "[$JPY]#,##0", "#,##0\\ [$₩-412]",
     "#,##0\\ [$CHF]", "[$$-409]#,##0.00", "$#,##0", '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)'],
)  # fmt: skip
def test_a_number_that_the_sheet_shows_as_something_else_is_a_fault(code):
    found = o_so("1500000", dinh_dang(164, code))
    assert f"“{code[:40]}” làm" in found.loi
    assert "1500000" in found.loi


@pytest.mark.parametrize(
    "code",
    ["General", "0", "#,##0", "#,##0.00", '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', '#,##0" đồng"',
     '#,##0\\ "₫"',
     "#,##0\\ [$₫-42A]", "#,##0 [$VNĐ]", "[Red]#,##0;[Blue]-0", '0"."', "_-* #,##0\\ _₫_-;-* #,##0\\ _₫_-",
     "@", '0;-0;"không"', "[Red][<0]-#,##0;[Blue]#,##0", '[>0]#,##0;[<0]-#,##0;"-"', '[=0]"-";#,##0',
     "[>=0]#,##0;(#,##0)", '#,##0" VN đồng"', '#,##0" (VNĐ)"', "#,##0[$đ-42A]"],
)  # fmt: skip
def test_a_number_beside_the_dong_is_that_number(code):
    found = o_so("1500000", dinh_dang(164, code))
    assert (found.gia_tri, found.loi) == (Decimal(1500000), "")


@pytest.mark.parametrize(
    ("code", "raw"),
    [('"HD"000', "7"), ('000"/QĐ"', "7"), ('00" ngày"', "5"), ('[<10]000;"nhiều"', "20"), ('"≥"0', "80"),
     ('0"+"', "80"), ('0"%"', "25"), ("0\\%", "25"), ('"("0")"', "80"), ('"≤ "0%', "0.8"), ("+0;-0", "5"),
     ("0000 000 000", "912345678"), ("0000.000.000", "912345678"), ("0000-000-000", "912345678"),
     ("\\0000000000", "912345678"), ("0,000", "5"), ("0;;", "-3"), ('#,##0;"lỗ "#,##0', "-5"),
     ('#,##0;-#,##0;"không"', "0"), ('"Quý I/"yyyy', "46000"), ('"Trước ngày "dd/mm/yyyy', "46000"),
     ('"Đợt "d', "44000"), ("dddd", "46000"), ("mmmm", "46000"), ("dd/mm", "46000"), ("d-mmm", "46000")],
)  # fmt: skip
def test_words_signs_zeros_and_halves_of_dates_that_only_the_format_shows_are_faults(code, raw):
    found = o_so(raw, dinh_dang(164, code))
    assert f"“{code}” làm bảng tính hiện chữ khác" in found.loi


_ACCOUNTING = '_-* #,##0\\ "₫"_-;\\-* #,##0\\ "₫"_-;_-* "-"\\ "₫"_-;_-@_-'


@pytest.mark.parametrize(
    ("code", "raw", "shown"),
    [(_ACCOUNTING, "0", "0"), (_ACCOUNTING, "-5000", "-5.000"), (_ACCOUNTING.replace('"₫"', "[$₫-42A]"), "0", "0"),
     ('#,##0" đ";-#,##0" đ";"0 đ"', "0", "0"),
     ('"ngày" dd "tháng" mm "năm" yyyy', "46000", "09/12/2025"), ('"Tháng" m "năm" yyyy', "46000", "12/2025"),
     ('hh"giờ"mm"phút"', "0.5", "12:00"), ('"VNĐ" #,##0 "đồng"', "5", "5"),
     ('[=0]"-";#,##0', "1234.567", "1.235"), ("#,##0.##", "33.3333", "33,33"), ("#,##0.##", "5", "5"),
     ("0.#%", "0.33333", "33,3%"), ("# ##0", "1234.5", "1.235"), ("# ?/?", "2025", "2025"), ("00%", "0.256", "26%"),
     (".00", "0.25", "0,25"), ("dd/mm/yyyy", "46000.354", "09/12/2025"), ("[h]:mm:ss", "1.5", "36:00"),
     ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "46000", "09/12/2025")],
)  # fmt: skip
def test_ordinary_formats_print_as_they_show(code, raw, shown):
    found = o_so(raw, dinh_dang(164, code))
    assert found.loi == ""
    assert in_chu(found) == shown


@pytest.mark.parametrize(
    ("code", "raw"),
    [("[<=1]0%;0", "5"), ("[>999]#,##0;General", "2.5"), ("[>=1000]#,##0;0.0", "2.55"), ("[>1]0%;0.0%", "0.256"),
     ("[<1]h:mm;dd/mm/yyyy", "46000"), ("mm:ss", "0.0034722")],
)  # fmt: skip
def test_sections_that_show_numbers_differently_and_minutes_are_faults(code, raw):
    assert "hiện chữ khác" in o_so(raw, dinh_dang(164, code)).loi


@pytest.mark.parametrize(
    ("code", "raw", "value"),
    [("000", "7", "007"), ("0,000", "5000", Decimal(5000)), ("# ##0", "1234", Decimal(1234)),
     ("#,##0;(#,##0)", "-5", Decimal(-5)), ("General;General;", "0", Decimal(0)),
     ('#,##0;"lỗ "#,##0', "5", Decimal(5)), ('#,##0\\ "₫";[Red]\\-#,##0\\ "₫"', "-5", Decimal(-5)),
     ("", "5", Decimal(5)),
     ('"ngày "dd" tháng "mm" năm "yyyy', "46000", datetime.date(2025, 12, 9)),
     ("dddd, dd/mm/yyyy", "46000", datetime.date(2025, 12, 9)), ("h:mm AM/PM", "0.5", "12:00"),
     ("General", "7.0", Decimal(7)), ("0", "2026.0", Decimal(2026)), ("General", "12.50", Decimal("12.5")),
     ("General", "1E3", Decimal(1000)), ("General", "-0.0", Decimal(0))],
)  # fmt: skip
def test_what_says_no_more_than_the_number_is_that_number(code, raw, value):
    found = o_so(raw, dinh_dang(164, code))
    assert (found.gia_tri, found.loi) == (value, "")
    assert str(found.gia_tri) == str(value)


def test_a_day_typed_without_a_year_is_not_given_one():
    assert "ngày 09/12/2025" in o_so("46000", dinh_dang(16, None)).loi


@pytest.mark.parametrize(
    ("code", "shown"),
    [("mm/yyyy", "12/2025"), ("mmm-yy", "12/2025"), ("yyyy", "2025"), ('"năm "yyyy', "2025"),
     ("dd/mm/yyyy", datetime.date(2025, 12, 9)), ("[$-42A]d mmmm yyyy", datetime.date(2025, 12, 9))],
)  # fmt: skip
def test_a_day_that_the_sheet_does_not_show_is_not_made_up(code, shown):
    assert o_so("46000", dinh_dang(164, code)).gia_tri == shown
    assert o_so("46000", dinh_dang(17, None)).gia_tri == "12/2025"


def test_a_number_in_a_column_of_words_prints_as_the_sheet_shows_it(thu_muc):
    book = xlsx(
        thu_muc.path / "b.xlsx", [["Việc", "Số"], ["a", 1500000], ["b", 1500000], ["c", 1234567.89], ["d", 2026]]
    )
    for cell, code in zip("2345", ("#,##0", "0", "#,##0.0", "General"), strict=True):
        book.active[f"B{cell}"].number_format = code
    book.save(thu_muc.path / "b.xlsx")
    cot = [{"khoa": "v", "tieu_de": "Việc"}, {"khoa": "s", "tieu_de": "Số"}]
    assert [h.o[1] for h in thu_muc.lap(nguon="b.xlsx", cot=cot).hang] == [
        "1.500.000",
        "1500000",
        "1.234.567,9",
        "2026",
    ]


@pytest.mark.parametrize("code", ["#" * 255, "0," * 127, "[h" * 120, '"' * 255, "\\" * 255, "_" * 255, "#/" * 100_000])
def test_a_hostile_code_is_soon_read(code):
    start = time.process_time()
    for _ in range(20):
        dinh_dang(164, code)
    assert time.process_time() - start < 1


def test_a_cell_with_letters_struck_through_is_a_fault_and_blank_ones_are_not(tep):
    book = openpyxl.Workbook()
    page = book.active
    for row in (["bỏ", "giữ", 5, 6, None, " "], [CellRichText("1.500 ", TextBlock(InlineFont(strike=True), "2.000"))]):
        page.append(row)
    for cell in ("A1", "C1", "E1", "F1"):
        page[cell].font = Font(strike=True)
    book.save(tep)
    first, second = mot(tep).hang
    assert {column: bool(o.loi) for column, o in first.o.items()} == {1: True, 2: False, 3: True, 4: False, 6: False}
    assert "gạch ngang" in second.o[1].loi


def test_fonts_that_say_they_do_not_strike_through_and_those_of_conditions_do_not(tep):
    book = openpyxl.Workbook()
    page = book.active
    page.append(["giữ"])
    page["A1"].font = Font(strike=False)
    look = DifferentialStyle(font=Font(strike=True))
    page.conditional_formatting.add("A1", Rule(type="expression", dxf=look, formula=["FALSE"]))
    book.save(tep)
    assert not mot(tep).hang[0].o[1].loi
