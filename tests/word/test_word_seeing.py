"""The reader: what a Word file says and how it prints, through every way that Word has of saying it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests" / "rules")]

from rules_harness import bases  # noqa: E402

from vbhc import archive, recognising  # noqa: E402
from vbhc.errors import UserError  # noqa: E402
from vbhc.model.view import Paragraph, Table, View, paragraphs  # noqa: E402
from vbhc.text import legacy  # noqa: E402
from vbhc.word import ns, seeing  # noqa: E402

MORE = (
    f' xmlns:mc="{ns.MC}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="{ns.R}"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def view_of(body: str, styles: str = "", **parts: str) -> View:
    made = {ns.DOCUMENT: f'<w:document xmlns:w="{ns.W}"{MORE}><w:body>{body}</w:body></w:document>'.encode()}
    if styles:
        made["word/styles.xml"] = f'<w:styles xmlns:w="{ns.W}">{styles}</w:styles>'.encode()
    return seeing.view_of(made | {k: v.encode() for k, v in parts.items()}, "tệp.docx")


def texts(view: View) -> list[str]:
    return [p.text for p in paragraphs(view.blocks)]


def p(text: str, inside: str = "", marks: str = "") -> str:
    return f'<w:p>{marks}<w:r>{inside}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


BOX = "<w:txbxContent><w:p><w:r><w:t>trong khung</w:t></w:r></w:p></w:txbxContent>"
TWICE = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
    + BOX
    + "</wps:txbx></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:textbox>" + BOX + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_a_text_box_is_read_once_and_places_count_every_paragraph() -> None:
    view = view_of(p("một") + f"<w:p>{TWICE}</w:p>" + p("hai"))
    first, host, last = (b for b in view.blocks if isinstance(b, Paragraph))
    assert [b.text for s in host.shapes for b in paragraphs(s.blocks)] == ["trong khung"]
    assert [x.spot.p for x in (first, host, last)] == [0, 1, 4]
    assert next(paragraphs(host.shapes[0].blocks)).spot.p == 2


def test_only_the_old_drawing_is_read_where_there_is_no_other() -> None:
    view = view_of(f"<w:p><w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r></w:p>" + p("sau"))
    assert [s.kind for b in view.blocks if isinstance(b, Paragraph) for s in b.shapes] == ["text"]
    assert [x.spot.p for x in paragraphs(view.blocks)] == [0, 2]


def test_places_count_what_deleted_rows_hold() -> None:
    cell = "<w:tc>" + p("x") + "</w:tc>"
    table = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell}{cell}</w:tr><w:tr>{cell}</w:tr></w:tbl>"
    view = view_of(table + p("sau"))
    assert [x.spot.p for x in paragraphs(view.blocks)] == [2, 3]
    assert view.changes


@pytest.mark.parametrize("name", sorted(bases()))
def test_every_place_is_the_ordinal_of_its_paragraph(name: str) -> None:
    parts = archive.members(bases()[name].data, name, "tệp Word")
    view = seeing.view_of(parts, name)
    nodes = list(ns.parse(parts[ns.DOCUMENT], name).iter(ns.w("p")))
    for paragraph in paragraphs(view.blocks):
        assert ns.text_of(nodes[paragraph.spot.p]) == paragraph.text


def test_breaks_tabs_hyphens_and_symbols() -> None:
    run = (
        "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>"
        '<w:br w:type="page"/><w:sym w:font="Wingdings" w:char="F0A8"/><w:sym w:font="Lạ" w:char="F0A8"/></w:r></w:p>'
    )
    view = view_of(run)
    assert texts(view) == ["a\nb\tc-d\f□\ufffd"]
    assert view.unknown == ("ký hiệu của phông riêng",)
    assert [d.chu for d in recognising.doc(view).dong] == ["a", "b c-d", "□\ufffd"]


def test_a_deleted_mark_joins_paragraphs() -> None:
    gone = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    view = view_of(p("một ", marks=gone) + p("hai", "<w:rPr><w:b/></w:rPr>") + p("ba"))
    assert texts(view) == ["một hai", "ba"]
    first = next(paragraphs(view.blocks))
    assert (first.joined, first.spot.p, [r.start for r in first.runs]) == (1, 1, [0, 4])
    assert view.changes == 1


def test_what_is_deleted_or_moved_away_is_not_read() -> None:
    body = (
        "<w:p><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:ins><w:r><w:t>mới</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>đi</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t> đến</w:t></w:r></w:moveTo></w:p>"
    )
    first = next(paragraphs(view_of(body).blocks))
    assert (first.text, first.deleted) == ("mới đến", "cũđi")
    assert {r.change for r in first.runs} == {"ins"}


@pytest.mark.parametrize(
    "field",
    [
        '<w:fldSimple w:instr=" PAGE \\* MERGEFORMAT "><w:r><w:t>2</w:t></w:r></w:fldSimple>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar '
        'w:fldCharType="end"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="end"/></w:r>',
        '<w:sdt><w:sdtContent><w:fldSimple w:instr="PAGE"/></w:sdtContent></w:sdt>',
        "<w:r><w:pgNum/></w:r>",
    ],
)
@pytest.mark.parametrize("boxed", [False, True])
def test_the_page_number_is_found_in_a_header(field: str, boxed: bool) -> None:
    inner = f"<w:p>{field}</w:p>"
    if boxed:
        inner = f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    relation = f'<Relationship Id="h" Type="{ns.R}/header" Target="header1.xml"/>'
    view = view_of(
        p("x") + '<w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>',
        **{
            "word/header1.xml": f'<w:hdr xmlns:w="{ns.W}"{MORE}><w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
            "</w:hdr>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{ns.REL}">{relation}</Relationships>',
        },
    )
    assert len(recognising.doc(view).tim("so_trang")) == 1


def test_a_field_that_is_never_closed_is_told() -> None:
    view = view_of('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' + p("mất"))
    assert view.unknown == ("trường (field) không đóng",)


def test_the_first_row_of_a_table_is_bold_by_its_style() -> None:
    style = (
        '<w:style w:type="table" w:styleId="T"><w:name w:val="Lưới"/><w:tblStylePr w:type="firstRow">'
        "<w:rPr><w:b/></w:rPr>"
        "</w:tblStylePr></w:style>"
    )
    rows = f"<w:tr><w:tc>{p('đầu')}</w:tc></w:tr><w:tr><w:tc>{p('thân')}</w:tc></w:tr>"
    for look, bold in (
        ('w:firstRow="1"', True),
        ('w:val="0020"', True),
        ('w:firstRow="0" w:val="0020"', False),
        ("", False),
    ):
        table = f'<w:tbl><w:tblPr><w:tblStyle w:val="T"/><w:tblLook {look}/></w:tblPr>{rows}</w:tbl>'
        view = view_of(table, style)
        assert [x.runs[0].look.bold for x in paragraphs(view.blocks)] == [bold, False]


def test_strict_files_read_like_others() -> None:
    parts = archive.members(bases()["ke-hoach"].data, "x", "tệp Word")
    strict = {}
    for name, xml in parts.items():
        if name.endswith((".xml", ".rels")):
            xml = xml.replace(ns.W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            xml = xml.replace(ns.R.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")
        strict[name] = xml
    one, two = (recognising.doc(seeing.view_of(x, "x")) for x in (parts, strict))
    assert one.thanh_phan == two.thanh_phan
    assert one.view.sections == two.view.sections


def test_a_file_with_macros_reads_like_others(tmp_path: Path) -> None:
    parts = archive.members(bases()["thong-bao"].data, "x", "tệp Word")
    types = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    path = tmp_path / "a.docm"
    path.write_bytes(archive.pack(parts | {"[Content_Types].xml": types, "word/vbaProject.bin": b"x"}))
    assert recognising.doc(seeing.view(path)).loai == "TB"


@pytest.mark.parametrize("kind", ["TCVN3", "VNI"])
def test_old_fonts_are_told_in_unicode_and_marked(kind: str) -> None:
    font = {"TCVN3": ".VnTime", "VNI": "VNI-Times"}[kind]
    look = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
    capital = look.replace(".VnTime", ".VnTimeH")
    lines = ["Cộng hòa xã hội chủ nghĩa Việt Nam", "Độc lập - Tự do - Hạnh phúc", "Số: 12/KH-SKHCN",
             "Hưng Yên, ngày 05 tháng 3 năm 2004", "KẾ HOẠCH"]  # fmt: skip
    body = "".join(p(legacy.from_unicode(x, kind), capital if x.isupper() and kind == "TCVN3" else look) for x in lines)
    view = view_of(body)
    doc = recognising.doc(view)
    assert view.legacy == (kind,)
    assert [d.chu for d in doc.dong] == lines
    assert (doc.loai, doc.so and doc.so.so, doc.dia_danh) == ("KH", "12", "Hưng Yên")
    assert texts(view) != lines


def test_unicode_in_an_old_font_is_left_as_it_is() -> None:
    view = view_of(p("Sở Tài chính", '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'))
    assert [d.chu for d in recognising.doc(view).dong] == ["Sở Tài chính"]


def test_decomposed_letters_match() -> None:
    view = view_of(p("Đo\u0323\u0302c la\u0323\u0302p - Tu\u031b\u0323 do - Ha\u0323nh phu\u0301c"))
    assert [d.chu for d in recognising.doc(view).tim("tieu_ngu")] == ["Độc lập - Tự do - Hạnh phúc"]


def test_inner_tables_are_part_of_the_outer_cell() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('trong')}</w:tc></w:tr></w:tbl>"
    view = view_of(f"<w:tbl><w:tr><w:tc>{p('ngoài')}{inner}{p('')}</w:tc></w:tr></w:tbl>")
    (table,) = (b for b in view.blocks if isinstance(b, Table))
    assert table.number == 1
    assert [(x.spot.table, x.spot.row, x.spot.column) for x in paragraphs(view.blocks)] == [(1, 1, 1)] * 3


def test_another_kind_of_file_is_refused_in_words() -> None:
    with pytest.raises(UserError, match="không phải"):
        seeing.view_of({"word/document.xml": b"<a/>"}, "tệp")
