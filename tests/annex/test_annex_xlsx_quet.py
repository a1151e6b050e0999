"""Rows taken by pattern: the same as the walk gives, of any file; and what every spreadsheet writes is taken so."""

from __future__ import annotations

import re
import string
from xml.sax.saxutils import escape

import pytest
from annex_tep import chu, xlsx_tho
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shared import examples
from vbhc.annex import xlsx_quet
from vbhc.annex.sheets import xlsx
from vbhc.annex.sheets.xlsx import doc
from vbhc.errors import UserError

NEVER = re.compile(rb"(?!)")


def both(data):
    """What the two ways give of a file: its sheets, or that it is refused."""
    out = []
    with pytest.MonkeyPatch.context() as patch:
        for root in (xlsx_quet._GOC, NEVER):
            patch.setattr(xlsx_quet, "_GOC", root)
            try:
                out.append(doc(data, "bang.xlsx"))
            except UserError:
                out.append(None)
    return out


def by_pattern(data="", before="", after="", root=""):
    """The rows and cells taken by pattern; None where the walk is to read them."""
    part = (
        f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"{root}>'
        f"{before}<sheetData>{data}</sheetData>{after}</worksheet>"
    )
    try:
        return [tuple(map(list, cells)) for _, cells in xlsx_quet.tach(part.encode("utf-8", "surrogatepass"))[1]]
    except xlsx_quet.KhongThuong:
        return None


@pytest.mark.parametrize("value", ["", ' val="1"', ' val="0"'])
def test_letters_struck_through_are_told_both_ways(value):
    runs = f"<si><r><t>a</t></r><r><rPr><strike{value}/></rPr><t>b</t></r></si><si><t>c</t></si>"
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    rows += '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>0</v></c></row>'
    rows += '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3"><v>0</v></c></row>'
    one, other = both(xlsx_tho(rows, strings=runs))
    assert one == other
    struck = value != ' val="0"'
    assert [[bool(o.loi) for o in row.o.values()] for row in one[0].hang] == [[struck], [False, False], [struck, False]]
    assert [row.o[1].gia_tri for row in one[0].hang] == ["ab", "c", "ab"]


# --- what spreadsheets write ------------------------------------------------------------------------------------------

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=8)
NUMBERS = st.one_of(st.integers(-10, 10**16).map(str), st.floats(allow_nan=False).map(repr))


FORMULAS = ["", "", '<f t="shared" si="0"/>', '<f aca="false">A1&amp;"x"</f>', "<f>1&lt;2</f>"]
SPACES = ["", ' xml:space="preserve"']
BEFORE = ["", '<sheetFormatPr zeroHeight="1"/>', '<cols><col min="2" max="3" hidden="1"/></cols>']
AFTER = ["", '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>', "<pageMargins/>"]


@st.composite
def cells(draw, row, column, shared):
    ref = f"{string.ascii_uppercase[column]}{row}"
    style = draw(st.sampled_from(["", ' s="0"', ' s="1"', ' s="7"']))
    formula = draw(st.sampled_from(FORMULAS))
    kind = draw(st.sampled_from(["n", "s", "str", "inline", "e", "b", "d", "none"]))
    if kind == "none":
        return f'<c r="{ref}"{style}/>'
    if kind == "inline":
        space = draw(st.sampled_from(SPACES))
        return f'<c r="{ref}"{style} t="inlineStr"><is><t{space}>{escape(draw(WORDS))}</t></is></c>'
    value = {
        "n": NUMBERS,
        "s": st.integers(0, max(0, len(shared) - 1)).map(str),
        "str": WORDS.map(escape),
        "e": st.sampled_from(["#REF!", "#N/A"]),
        "b": st.sampled_from(["0", "1"]),
        "d": st.sampled_from(["2026-04-10", "2026-04-10T07:30:00", "x"]),
    }[kind]
    t = "" if kind == "n" and draw(st.booleans()) else f' t="{kind}"'
    v = f"<v>{draw(value)}</v>" if draw(st.integers(0, 3)) else ""
    return f'<c r="{ref}"{style}{t}>{formula}{v}</c>'


@st.composite
def books(draw):
    """A workbook as spreadsheets write one: data, shared strings, what stands before and after the rows."""
    shared = draw(st.lists(WORDS, max_size=5))
    rows, number = [], 0
    for _ in range(draw(st.integers(0, 5))):
        number += draw(st.integers(1, 3))
        look = draw(st.sampled_from(["", ' spans="1:5"', ' hidden="1"', ' ht="0"', ' ht="15" customHeight="1"']))
        columns = sorted(draw(st.sets(st.integers(0, 6), max_size=4)))
        inside = "".join(draw(cells(number, c, shared)) for c in columns)
        rows.append(f'<row r="{number}"{look}>{inside}</row>' if inside or draw(st.booleans()) else
                    f'<row r="{number}"{look}/>')  # fmt: skip
    strings = "".join(f"<si><t{draw(st.sampled_from(SPACES))}>{escape(s)}</t></si>" for s in shared)
    before, after = draw(st.sampled_from(BEFORE)), draw(st.sampled_from(AFTER))
    data = "".join(rows)
    if draw(st.booleans()):  # as some write who keep to ASCII
        data, strings = (text.encode("ascii", "xmlcharrefreplace").decode() for text in (data, strings))
    return {"data": data, "strings": strings, "before": before, "after": after}


@given(books())
@examples(80)
def test_what_spreadsheets_write_is_taken_by_pattern_and_reads_as_the_walk_reads_it(book):
    assert by_pattern(book["data"], book["before"], book["after"]) is not None
    fast, walked = both(xlsx_tho(**book))
    assert fast == walked
    assert fast is not None


def test_the_shared_strings_are_taken_by_pattern():
    head = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    strings = '<si><t>Việc &amp; người</t></si><si><t xml:space="preserve"> a &lt;b&gt; &amp;lt;</t></si>'.encode()
    rest, found = xlsx_quet.tach_chuoi(head + strings + b"</sst>")
    assert found == ["Việc & người", " a <b> &lt;"]
    assert rest == head + b"</sst>"


# --- what they do not -------------------------------------------------------------------------------------------------

PIECES = ["<", ">", "&", '"', "/", " ", "\n", "\r", "\t", "\0", "\x1f", "\ufffe", "]]>", "<!-- x -->", "<![CDATA[x]]>",
          "&#65;", "&#0;", "&#00;", "&#38;lt;", "&#60;", "&#10;", "&#x41;", "&#55296;", "&#65535;", "&#1114112;", "&x;",
          "&amp;", "<?x?>", "<c/>", "<row/>", "</c>", "</row>", "<v>1</v>", "<f>1</f>", "<rPh>",
          ' r="B2"', ' r="A1"', ' r="1"', ' t="s"', ' x:y="1"', ' xmlns="u"', "<sheetData>", "</sheetData>", "_x0041_",
          "<si><t>x</t></si>", "<si><r><t>x</t></r></si>", "</t></si>", "<x:c/>"]  # fmt: skip


@pytest.mark.slow
@given(books(), st.sampled_from(["data", "strings", "before", "after"]), st.sampled_from(PIECES), st.floats(0, 1))
@settings(max_examples=600, deadline=None)
@example({"data": '<row r="1"/>', "strings": "", "before": "", "after": ""}, "after", '<row r="2"/>', 0.0)
def test_a_file_with_anything_put_into_it_reads_the_same_both_ways(book, part, piece, where):
    text = book[part]
    at = round(where * len(text))
    fast, walked = both(xlsx_tho(**book | {part: text[:at] + piece + text[at:]}))
    assert fast == walked


@pytest.mark.slow
@given(books(), st.sampled_from(["data", "strings"]), st.floats(0, 1), st.integers(1, 12))
@settings(max_examples=400, deadline=None)
def test_a_file_with_anything_cut_out_of_it_reads_the_same_both_ways(book, part, where, count):
    text = book[part]
    at = round(where * len(text))
    fast, walked = both(xlsx_tho(**book | {part: text[:at] + text[at + count :]}))
    assert fast == walked


@pytest.mark.parametrize(
    "written",
    [
        {"data": f'<row r="1">{chu("A1", "a")}<!-- {chu("B1", "b")} --></row>'},
        {"data": f'<row r="1">{chu("A1", "<![CDATA[<x>]]>")}</row>'},
        {"data": f'<row r="1">{chu("A1", "&#x56;iệc")}</row>'},
        {"data": f'<row r="1">{chu("A1", "a&#13;&#10;b")}</row>'},
        {"data": '<row r="1"><c r="A1"><f>&#11;</f><v>1</v></c></row>'},
        {"data": f'<row r="1">\n{chu("A1", "a")}</row>'},
        {"data": f'<row r="1">{chu("B1", "b")}{chu("A1", "a")}</row>'},
        {"data": f'<row r="1">{chu("A2", "a")}</row>'},
        {"data": f"<row>{chu('A1', 'a')}</row>"},
        {"data": f'<row r="1" r="1">{chu("A1", "a")}</row>'},
        {"data": f'<row r="1" x:y="1">{chu("A1", "a")}</row>'},
        {"data": f'<row r="1" xmlns="u">{chu("A1", "a")}</row>'},
        {"data": '<row r="1"><c r="A1" cm="1"><v>1</v></c></row>'},
        {"data": '<row r="1"><c r="A1" t="s"><v>1</v><v>2</v></c></row>'},
        {"data": '<row r="1"><c r="ZZZ1"><v>1</v></c></row>'},
        {"data": '<row r="1">' + chu("A1", "a\r\nb") + "</row>"},
        {"data": '<row r="1">' + chu("A1", "a\x01") + "</row>"},
        {"data": '<row r="1">' + chu("A1", "a\ufffe") + "</row>"},
        {"data": f'<row r="1">{chu("A1", "]]>")}</row>'},
        {"data": f'<row r="1">{chu("A1", "a")}'},
        {"data": '<row r="1">XXXXXX<row r="2"></row>'},
        {"before": '<row r="9"/>'},
        {"before": "<!-- x -->"},
        {"before": '<x xmlns="u">', "after": "</x>"},
        {"before": "<sheetData/><sheetData></sheetData>"},
        {"after": '<row r="9"/>'},
        {"after": '<sheetFormatPr zeroHeight="1"/>'},
    ],
)
def test_what_no_spreadsheet_writes_is_left_to_the_walk(written):
    assert by_pattern(**written) is None
    fast, walked = both(xlsx_tho(**written))
    assert fast == walked


def test_a_prefix_of_the_root_may_stand_at_a_row():
    row = f'<row r="1" x14ac:dyDescent="0.25">{chu("A1", "a")}</row>'
    assert by_pattern(row) is None
    assert by_pattern(row, root=' xmlns:x14ac="u"') == [([1], [""], ["inlineStr"], [""], ["a"])]


def test_too_many_cells_are_refused_by_both(monkeypatch):
    monkeypatch.setattr(xlsx, "MAX_CELLS", 3)
    monkeypatch.setattr("vbhc.annex.trang_tinh.MAX_CELLS", 3)
    row = "".join(chu(f"{c}1", "x") for c in "ABCD")
    assert both(xlsx_tho(f'<row r="1">{row}</row>')) == [None, None]
    empty = "".join(f'<c r="{c}1"/>' for c in "ABCDEF")
    assert both(xlsx_tho(f'<row r="1">{empty}</row>'))[0] is not None


@pytest.mark.parametrize("index", ["1", "0" * 9 + "1", "9" * 5000, "٣", "-1", "", "1.0"])
def test_the_number_of_a_shared_string_reads_the_same_both_ways(index):
    cells = f'<c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>{index}</v></c>'
    fast, walked = both(xlsx_tho(data=f'<row r="1">{cells}</row>', strings="<si><t>a</t></si><si><t>#REF!</t></si>"))
    assert fast == walked
    assert fast is not None
    assert fast[0].hang[0].o[1].gia_tri == "a"
