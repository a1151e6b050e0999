"""Laws that hold for any table."""

import contextlib
import csv
import io
import re
import tempfile
import unicodedata
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlwt
from annex_tep import chu as chu_tep
from annex_tep import hang_ods, o_ods, ods_tho, xlsx_tho
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vbhc.annex import lap_bang, trang_tinh
from vbhc.annex.sheets import doc
from vbhc.errors import UserError
from vbhc.model.phu_luc import Bang
from vbhc.text import letters, numbers

pytestmark = pytest.mark.slow

FAST = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def in_duoc(text):
    return (
        letters.unfit_character(text) is None
        and not trang_tinh.o_chu(text).loi
        and not re.search("_x[0-9A-Fa-f]{4}_", text)
    )


chu = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=12).filter(in_duoc)
bang = st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(chu, min_size=n, max_size=n), min_size=1, max_size=6))


def doc_tep(name, data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        (sheet,) = doc(path, name)
    return {(r.so, c): cell.gia_tri for r in sheet.hang for c, cell in r.o.items()}


def can_co(rows):
    return {(r, c): text for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text}


@FAST
@given(bang)
def test_texts_written_to_csv_read_back_equal(rows):
    out = io.StringIO(newline="")
    out.write("sep=;\r\n")
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)
    assert doc_tep("b.csv", out.getvalue().encode()) == can_co(rows)


@FAST
@given(bang)
def test_texts_written_to_xlsx_read_back_equal(rows):
    book = openpyxl.Workbook()
    for r, row in enumerate(rows, 1):
        for c, text in enumerate(row, 1):
            if text:
                cell = book.active.cell(r, c)
                cell.value = text
                cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    assert doc_tep("b.xlsx", out.getvalue()) == can_co(rows)


def lap(rows, **more):
    cot = [{"khoa": "a", "tieu_de": "Cột A"}, {"khoa": "b", "tieu_de": "Cột B"}]
    with tempfile.TemporaryDirectory() as folder:
        out = io.StringIO(newline="")
        out.write("sep=;\r\n")
        csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL).writerows([["Cột A", "Cột B"], *rows])
        Path(folder, "b.csv").write_bytes(out.getvalue().encode())
        return lap_bang(
            Bang.model_validate({"nguon": "b.csv", "cot": cot, **more}),
            "b",
            Path(folder),
            "v.yaml",
            1,
            [],
            {},
        )


@FAST
@given(st.lists(st.tuples(st.one_of(st.just(" "), chu), st.one_of(st.just(""), chu)), min_size=1, max_size=8))
def test_no_row_and_no_cell_is_lost_and_stt_runs_from_one(rows):
    outcome = lap([["đầu", ""], *rows, ["cuối", ""]], stt="có")
    printed = [] if outcome.value is None else [row.o for row in outcome.value.hang]
    clean = [[unicodedata.normalize("NFC", x).strip() for x in row] for row in rows]
    blank = sum(not any(row) for row in clean)
    told = sum(int(re.search(r"(\d+) hàng trống", p.message)[1]) for p in outcome.problems if "hang_trong" in p.code)
    assert told == blank
    assert len(printed) + told == len(rows) + 2
    assert [row[1:] for row in printed[1:-1]] == [tuple(row) for row in clean if any(row)]
    assert [row[0] for row in printed] == [str(i) for i in range(1, len(printed) + 1)]


@FAST
@given(st.lists(st.decimals(-(10**12), 10**12, places=3), min_size=1, max_size=8))
def test_sums_are_exact(values):
    cot = [{"khoa": "a", "tieu_de": "Cột A"}, {"khoa": "b", "tieu_de": "Cột B", "kieu": "so"}]
    outcome = lap([[f"v{i}", f"{v:f}".replace(".", ",")] for i, v in enumerate(values)], tong=["b"], cot=cot)
    ambiguous = [p for p in outcome.problems if "hai cách" in p.message]
    if ambiguous:  # 123,456 reads in two ways: told, never guessed
        assert outcome.value is None
    else:
        assert numbers.parse(outcome.value.hang[-1].o[1]) == sum(values, Decimal(0))


def tep_hong(name, parts_or_data, at, byte):
    """The file with one byte changed: inside its longest part when it is a zip."""
    if isinstance(parts_or_data, bytes):
        data = bytearray(parts_or_data)
        data[at % len(data)] = byte
        return bytes(data)
    parts = dict(parts_or_data)
    part = bytearray(parts[name])
    part[at % len(part)] = byte
    parts[name] = bytes(part)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for n, content in parts.items():
            z.writestr(n, content)
    return out.getvalue()


def mau_xlsx():
    data = xlsx_tho(f'<row r="1">{chu_tep("A1", "x")}<c r="B1"><f>1</f><v>5</v></c></row>', after="<mergeCells>"
                    '<mergeCell ref="A1:B2"/></mergeCells>')  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        return {n: z.read(n) for n in z.namelist()}


def mau_ods():
    cell = o_ods("5", 'office:value-type="float" office:value="5" table:number-columns-repeated="2"')
    with zipfile.ZipFile(io.BytesIO(ods_tho(hang_ods("x", cell, attrs='table:number-rows-repeated="2"')))) as z:
        return {n: z.read(n) for n in z.namelist()}


def mau_xls():
    book = xlwt.Workbook()
    page = book.add_sheet("T")
    page.write(0, 0, "x")
    page.write(1, 0, xlwt.Formula("1+1"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


XLSX, ODS, XLS = mau_xlsx(), mau_ods(), mau_xls()
CASES = [
    ("b.xlsx", "xl/worksheets/sheet1.xml", XLSX),
    ("b.xlsx", "xl/workbook.xml", XLSX),
    ("b.ods", "content.xml", ODS),
    ("b.xls", "", XLS),
    ("b.csv", "", b'a;"b"\n1;2\n'),
]


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(CASES), st.integers(0, 10**6), st.integers(0, 255))
def test_a_changed_byte_is_read_or_refused_never_a_crash(case, at, byte):
    name, part, data = case
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(tep_hong(part, data, at, byte))
        with contextlib.suppress(UserError):
            doc(path, name)
