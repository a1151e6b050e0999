import datetime
import time
import zipfile
from decimal import Decimal

import pytest
from annex_tep import hang_ods, o_ods, ods_tho
from odf import table as odf_table
from odf.opendocument import OpenDocumentSpreadsheet
from odf.text import P

from vbhc.annex.o_in import chu
from vbhc.annex.sheets import doc
from vbhc.annex.trang_tinh import CHUA_TINH, Gop
from vbhc.errors import UserError


@pytest.fixture
def doc_ods(tmp_path):
    def read(*rows, **more):
        path = tmp_path / "b.ods"
        path.write_bytes(ods_tho("".join(rows), **more))
        return doc(path, "b.ods")

    return read


def cac_o(sheet):
    return {(r.so, c): cell.gia_tri for r in sheet.hang for c, cell in r.o.items()}


def test_a_file_made_by_odfpy(tmp_path):
    book = OpenDocumentSpreadsheet()
    page = odf_table.Table(name="Trang 1")
    for texts in (["Việc", "Số"], ["Một", 1.5]):
        row = odf_table.TableRow()
        for text in texts:
            number = {"valuetype": "float", "value": str(text)} if isinstance(text, float) else {"valuetype": "string"}
            cell = odf_table.TableCell(**number)
            cell.addElement(P(text=str(text)))
            row.addElement(cell)
        page.addElement(row)
    book.spreadsheet.addElement(page)
    book.save(str(tmp_path / "b.ods"))
    (sheet,) = doc(tmp_path / "b.ods", "t")
    assert sheet.ten == "Trang 1"
    assert cac_o(sheet) == {(1, 1): "Việc", (1, 2): "Số", (2, 1): "Một", (2, 2): Decimal("1.5")}


@pytest.mark.parametrize(
    ("attrs", "text", "value", "fault"),
    [
        ('office:value-type="float" office:value="0.30000000000000004"', "0,3", Decimal("0.3"), ""),
        ('office:value-type="float" office:value="7"', "007", "007", ""),
        ('office:value-type="percentage" office:value="0.25"', "25%", Decimal("0.25"), ""),
        (
            'office:value-type="date" office:date-value="2026-04-10"',
            "10/04/26",
            datetime.date(2026, 4, 10),
            "",
        ),
        ('office:value-type="time" office:time-value="PT07H30M00S"', "07:30", "07:30", ""),
        ('office:value-type="boolean" office:boolean-value="true"', "TRUE", True, ""),
        (
            'office:value-type="string" calcext:value-type="error" table:formula="x"',
            "#REF!",
            "#REF!",
            "#REF!",
        ),
        ('office:value-type="float" office:value="0" table:formula="x"', "#DIV/0!", "#DIV/0!", "#DIV/0!"),
        ('office:value-type="string" table:formula="x"', "Err:502", "Err:502", "Err:502"),
        ('table:formula="x"', "", None, CHUA_TINH),
        ('office:value-type="float" table:formula="x"', "", None, CHUA_TINH),
        ('office:value-type="float" office:value="x"', "x", "x", "x"),
        ('office:value-type="date" office:date-value="2026-02-31"', "31/2", "31/2", "không đọc được"),
        ('office:value-type="lạ"', "z", "z", "lạ"),
        ('office:value-type="float" office:value="5"', "5 tỷ", "5", "hiện “5 tỷ”"),
        ('office:value-type="float" office:value="1500000"', "1.500", "1500000", "hiện “1.500”"),
        ('office:value-type="float" office:value="1500000"', "1.500.000 đồng", Decimal(1500000), ""),
        ('office:value-type="currency" office:value="1500000"', "1.500.000,00 ₫", Decimal(1500000), ""),
        ('office:value-type="float" office:value="1500000"', "1,5E+06", Decimal(1500000), ""),
        ('office:value-type="float" office:value="0"', "-", Decimal(0), ""),
        ('office:value-type="float" office:value="0.33333333333"', "0,33333333", Decimal("0.33333333333"), ""),
        (
            'office:value-type="float" office:value="0.3333333333333333"',
            "0.3333333333333333",
            Decimal("0." + "3" * 15),
            "",
        ),
        ('office:value-type="float" office:value="2.675"', "2,67", Decimal("2.675"), ""),
        ('office:value-type="float" office:value="1.5"', "1 1/2", Decimal("1.5"), ""),
        ('office:value-type="float" office:value="1234567"', "US$1,234,567.00", "1234567", "hiện “US$1,234,567.00”"),
        ('office:value-type="currency" office:value="1500"', "1.500 €", "1500", "hiện “1.500 €”"),
        ('office:value-type="float" office:value="5"', "6", "5", "hiện “6”"),
        ('office:value-type="float" office:value="123456789012345"', "x", "123456789012345", "hiện “x”"),
        ('office:value-type="date" office:date-value="2025-12-09"', "12/2025", "12/2025", ""),
        ('office:value-type="date" office:date-value="2025-12-09"', "09/12/2025", datetime.date(2025, 12, 9), ""),
        ('office:value-type="date" office:date-value="2025-12-09"', "Thứ Ba, 9 Dec 25", datetime.date(2025, 12, 9), ""),
        ('office:value-type="date" office:date-value="2025-12-09"', "", datetime.date(2025, 12, 9), ""),
        (
            'office:value-type="date" office:date-value="2025-12-09T07:30:00"',
            "ngày 09 tháng 12 năm 2025 07:30",
            datetime.datetime(2025, 12, 9, 7, 30),  # noqa: DTZ001 - a sheet knows no zone
            "",
        ),
        ('office:value-type="date" office:date-value="2025-12-09"', "2025", "2025", ""),
        ('office:value-type="date" office:date-value="2025-12-09"', "12/25", "12/2025", ""),
        ('office:value-type="date" office:date-value="2025-12-09"', "Quý 4/2025", "Quý 4/2025", "hiện “Quý 4/2025”"),
        ('office:value-type="date" office:date-value="2025-12-09"', "09/12", "09/12", "hiện “09/12”"),
        ('office:value-type="date" office:date-value="2025-12-09"', "Thứ Ba", "Thứ Ba", "hiện “Thứ Ba”"),
        ('office:value-type="date" office:date-value="2025-12-09T07:30:00"', "07:30", "07:30", "hiện “07:30”"),
        ('office:value-type="float" office:value="80"', "≥80", "80", "hiện “≥80”"),
        ('office:value-type="float" office:value="25"', "25%", "25", "hiện “25%”"),
        ('office:value-type="float" office:value="123456789"', "0123 456 789", "123456789", "hiện “0123 456 789”"),
        ('office:value-type="float" office:value="7"', "7/QĐ", "7", "hiện “7/QĐ”"),
        ('office:value-type="float" office:value="7"', "7/10", "7", "hiện “7/10”"),
        ('office:value-type="float" office:value="25"', "2-5", "25", "hiện “2-5”"),
        ('office:value-type="float" office:value="2025"', "(2.025)", "2025", "hiện “(2.025)”"),
        ('office:value-type="float" office:value="-2025"', "(2.025)", Decimal(-2025), ""),
        ('office:value-type="float" office:value="0.3"', "-", "0.3", "hiện “-”"),
        ('office:value-type="float" office:value="0.12"', "12,00%", Decimal("0.12"), ""),
        ('office:value-type="time" office:time-value="PT30H00M00S"', "06:00", "06:00", ""),
        ('office:value-type="time" office:time-value="PT30H00M00S"', "30:00:00", "30:00", ""),
        ('office:value-type="time" office:time-value="PT00H05M00S"', "05:00", "05:00", "hiện “05:00”"),
        (
            'office:value-type="date" office:date-value="2026-04-15T08:30:00"',
            "15/4/2026",
            datetime.date(2026, 4, 15),
            "",
        ),
    ],
)
def test_how_a_cell_is_read(doc_ods, attrs, text, value, fault):
    (sheet,) = doc_ods(hang_ods(o_ods(text, attrs)))
    cell = sheet.hang[0].o[1]
    assert cell.gia_tri == value
    assert bool(cell.loi) == bool(fault)
    assert fault in cell.loi


def test_text_paragraphs_spaces_breaks_and_no_comments(doc_ods):
    note = "<office:annotation><dc:date>2026</dc:date><text:p>ghi chú</text:p></office:annotation>"
    cell = (
        f'<table:table-cell office:value-type="string">{note}<text:p>Một<text:s text:c="3"/><text:span>hai</text:span>'
        "  ba</text:p><text:p>bốn<text:line-break/>năm</text:p></table:table-cell>"
    )
    (sheet,) = doc_ods(hang_ods(cell))
    assert cac_o(sheet) == {(1, 1): "Một   hai ba\nbốn\nnăm"}


def test_repeats_positions_hidden_and_merged(doc_ods):
    sheets = doc_ods(
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="16382"/>',
        hang_ods(
            '<table:table-cell table:number-columns-repeated="2"/>',
            "c",
            attrs='table:number-rows-repeated="2"',
        ),
        hang_ods("", attrs='table:number-rows-repeated="3"'),
        hang_ods("d", attrs='table:visibility="filter"'),
        hang_ods(
            o_ods(
                "m",
                'table:number-rows-spanned="2" table:number-columns-spanned="2" office:value-type="string"',
            )
        ),
        hang_ods("", attrs='table:number-rows-repeated="1048000" table:visibility="collapse"'),
        tables='<table:table table:name="Ẩn" table:style-name="ta1"/>',
        styles='<office:automatic-styles><style:style style:name="ta1" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>',
    )
    assert cac_o(sheets[0]) == {(1, 3): "c", (2, 3): "c", (6, 1): "d", (7, 1): "m"}
    assert sheets[0].hang_an == {6}
    assert sheets[0].cot_an == set(range(3, 501))
    assert sheets[0].gop == (Gop(7, 1, 8, 2),)
    assert [s.an for s in sheets] == [False, True]


@pytest.mark.parametrize(
    "row",
    [
        hang_ods("x", attrs='table:number-rows-repeated="1000000000"'),
        hang_ods(o_ods("x", 'table:number-columns-repeated="1000000000" office:value-type="string"')),
        hang_ods(
            o_ods("x", 'table:number-columns-repeated="500" office:value-type="string"'),
            attrs='table:number-rows-repeated="200000"',
        ),
        hang_ods("", attrs='table:number-rows-repeated="1048575"') + hang_ods("x"),
        hang_ods("x", attrs='table:number-rows-repeated="-5"'),
    ],
)
def test_repeat_bombs_are_refused_at_once(doc_ods, row):
    start = time.perf_counter()
    with pytest.raises(UserError):
        doc_ods(row)
    assert time.perf_counter() - start < 2


def test_doctype_encryption_and_damage(doc_ods, tmp_path):
    with pytest.raises(UserError, match="DOCTYPE"):
        doc_ods(prolog='<!DOCTYPE x [<!ENTITY a "b">]>')
    with pytest.raises(UserError, match="mật khẩu"):
        doc_ods(manifest="<m><encryption-data/></m>")
    with pytest.raises(UserError, match="hỏng"):
        doc_ods("<table:table-row>")
    (tmp_path / "c.ods").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(UserError, match="hỏng"):
        doc(tmp_path / "c.ods", "t")


def test_the_decimals_shown_are_told_from_the_text(doc_ods):
    third = 'office:value-type="{}" office:value="0.33333333333"'
    (sheet,) = doc_ods(
        hang_ods(o_ods("33,3%", third.format("percentage")), o_ods("0,33", third.format("float")),
                 o_ods("0,3333333333", third.format("float")))
    )  # fmt: skip
    assert [o.le for o in sheet.hang[0].o.values()] == [1, 2, -1]


@pytest.mark.parametrize(
    ("value", "text", "shown"),
    [("1500000", "1.500.000", "1.500.000"), ("1500000", "1500000", "1500000"), ("1234567.89", "1234568", "1234568"),
     ("12.345", "12,345", "12,345"), ("1234.568", "1234,568", "1234,568"), ("-1500", "-1 500", "-1.500")],
)  # fmt: skip
def test_thousands_are_parted_where_the_sheet_parts_them(doc_ods, value, text, shown):
    (sheet,) = doc_ods(hang_ods(o_ods(text, f'office:value-type="float" office:value="{value}"')))
    assert chu(sheet.hang[0].o[1]) == shown


def _kieu(ten, gach="solid", ho="table-cell", cha=""):
    parent = f' style:parent-style-name="{cha}"' if cha else ""
    line = f'<style:text-properties style:text-line-through-style="{gach}"/>' if gach else ""
    return f'<style:style style:name="{ten}" style:family="{ho}"{parent}>{line}</style:style>'


def test_a_cell_with_letters_struck_through_is_a_fault_and_blank_ones_are_not(tmp_path):
    styles = _kieu("g") + _kieu("con", "", cha="g") + _kieu("không", "none", cha="g") + _kieu("g2", ho="text")
    styles += _kieu("chữ", "", ho="text", cha="g")  # of another family
    own, a_number = 'office:value-type="string" table:style-name="{}"', 'office:value-type="float" office:value="5"'
    column = '<table:table-column table:default-cell-style-name="g" table:number-columns-repeated="2"/>'
    kinds = [
        ("bỏ", "g"),
        ("bỏ", "con"),
        ("giữ", "không"),
        (" ", "g"),
        ("a<text:span text:style-name='g2'>b</text:span>", ""),
        ("a<text:span text:style-name='g2'> </text:span>b", ""),
        ("<text:span text:style-name='chữ'>a</text:span>", ""),
    ]
    cells = [o_ods(text, own.format(style) if style else 'office:value-type="string"') for text, style in kinds]
    rows = [
        hang_ods(*cells[:2], *cells),
        hang_ods(o_ods("5", a_number), o_ods("giữ", own.format("không")), o_ods("5", a_number)),
        hang_ods(o_ods("giữ", own.format("không")), o_ods("giữ", own.format("không")), "x",
                 attrs='table:default-cell-style-name="g"'),
    ]  # fmt: skip
    (tmp_path / "b.ods").write_bytes(ods_tho(column + "".join(rows), styles=f"<x>{styles}</x>"))
    (sheet,) = doc(tmp_path / "b.ods", "t")
    assert [[c for c, o in row.o.items() if o.loi] for row in sheet.hang] == [[1, 2, 3, 4, 7], [1], [3]]
    assert "gạch ngang" in sheet.hang[0].o[1].loi


def test_a_style_with_a_name_strikes_letters_through_too(tmp_path):
    (tmp_path / "b.ods").write_bytes(ods_tho(hang_ods(o_ods("bỏ", 'office:value-type="string" table:style-name="g"'))))
    with zipfile.ZipFile(tmp_path / "b.ods", "a") as book:
        named = '<x xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">{}</x>'
        book.writestr("styles.xml", named.format(_kieu("g")))
    (sheet,) = doc(tmp_path / "b.ods", "t")
    assert sheet.hang[0].o[1].loi
