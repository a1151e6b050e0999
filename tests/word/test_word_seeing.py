"""The reader: what a Word file says and how it prints, through every way that Word has of saying it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests" / "rules")]

from old_fonts import typed_in  # noqa: E402
from rules_harness import bases  # noqa: E402

from vbhc import archive, recognising  # noqa: E402
from vbhc.errors import UserError  # noqa: E402
from vbhc.model.view import Paragraph, Table, View, paragraphs  # noqa: E402
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


@pytest.mark.parametrize(
    ("ends", "length"),
    [
        ('from="46.5pt,1.6pt" to="118.5pt,1.6pt"', 25.4),
        ('from="0,17pt" to="72pt,17pt"', 25.4),
        ('from="0,0" to="2400,0"', 0.0),  # in a measure of the group around it
        ('style="width:72pt;height:0"', 25.4),
    ],
)
def test_an_old_line_is_as_long_as_its_ends_are_apart(ends: str, length: float) -> None:
    style = "" if "style" in ends else 'style="position:absolute;z-index:1"'
    view = view_of(f"<w:p><w:r><w:pict><v:line {style} {ends}/></w:pict></w:r></w:p>")
    (shape,) = (s for b in view.blocks if isinstance(b, Paragraph) for s in b.shapes)
    assert (shape.kind, shape.width) == ("line", pytest.approx(length, abs=0.02))


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


def test_a_field_begun_outside_a_text_box_does_not_hide_what_is_in_it() -> None:
    begin, separate, end = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end"))
    inner = f"<w:pict><v:textbox>{BOX}</v:textbox></w:pict>"
    view = view_of(f"<w:p><w:r>{begin}{inner}<w:instrText>PAGE</w:instrText>{separate}<w:t>3</w:t>{end}</w:r></w:p>")
    (host,) = (b for b in view.blocks if isinstance(b, Paragraph))
    assert [b.text for s in host.shapes for b in paragraphs(s.blocks)] == ["trong khung"]
    assert [(r.text, r.field) for r in host.runs] == [("3", "PAGE")]
    assert view.unknown == ()


def test_a_paragraph_belongs_to_the_section_that_it_ends() -> None:
    ends = "<w:pPr><w:sectPr/></w:pPr>"
    view = view_of(p("một") + p("hai", marks=ends) + f"<w:tbl><w:tr><w:tc>{p('ba')}</w:tc></w:tr></w:tbl>" + p("bốn"))
    assert [(x.text, x.section) for x in paragraphs(view.blocks)] == [("một", 0), ("hai", 0), ("ba", 1), ("bốn", 1)]
    assert len(view.sections) == 2


@pytest.mark.parametrize("style", ["position:absolute; width:120pt; height : 1in", "width:120pt;height:1in"])
def test_the_size_of_an_old_drawing_is_read_from_its_style(style: str) -> None:
    (host,) = paragraphs(view_of(f'<w:p><w:r><w:pict><v:rect style="{style}"/></w:pict></w:r></w:p>').blocks)
    assert [(s.width, s.height) for s in host.shapes] == [(42.33, 25.4)]


def test_bold_of_a_paragraphs_style_and_of_a_characters_cancel() -> None:
    """ISO/IEC 29500-1 §17.7.3; what a run says itself counts as said."""
    bold = "<w:rPr><w:b/></w:rPr>"
    styles = (
        f'<w:style w:type="paragraph" w:styleId="P">{bold}</w:style>'
        f'<w:style w:type="character" w:styleId="C">{bold}</w:style>'
    )
    look = '<w:rPr><w:rStyle w:val="C"/>{}</w:rPr>'
    in_style = '<w:pPr><w:pStyle w:val="P"/></w:pPr>'
    lines = [p("x"), p("x", look.format("")), p("x", marks=in_style), p("x", look.format(""), in_style),
             p("x", look.format("<w:b/>"), in_style)]  # fmt: skip
    bolds = [x.runs[0].look.bold for x in paragraphs(view_of("".join(lines), styles).blocks)]
    assert bolds == [False, True, True, False, True]


# --- numbers that Word makes ------------------------------------------------------------------------------------------

LETTERS = ("decimal", "lowerLetter", "lowerRoman")


def level(n: int, form: str = "", more: str = "") -> str:
    """`1.`, `a.`, `i.` by their level, or as asked."""
    return (
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form or LETTERS[n]}"/>{more}'
        f'<w:lvlText w:val="%{n + 1}."/></w:lvl>'
    )


ABSTRACT = '<w:abstractNum w:abstractNumId="{}">{}</w:abstractNum>'
NUM = '<w:num w:numId="{}"><w:abstractNumId w:val="{}"/>{}</w:num>'
ORDINARY = ABSTRACT.format(0, level(0) + level(1) + level(2)) + NUM.format(1, 0, "")


def in_list(num: int, at: int | None = 0) -> str:
    ilvl = "" if at is None else f'<w:ilvl w:val="{at}"/>'
    return f'<w:numPr>{ilvl}<w:numId w:val="{num}"/></w:numPr>'


def labels(numbering: str, properties: list[str], styles: str = "") -> list[str]:
    body = "".join(p("x", marks=f"<w:pPr>{own}</w:pPr>") for own in properties)
    part = f'<w:numbering xmlns:w="{ns.W}">{numbering}</w:numbering>'
    return [x.label for x in paragraphs(view_of(body, styles, **{"word/numbering.xml": part}).blocks)]


def test_deeper_levels_begin_anew_under_the_next_number() -> None:
    levels = [0, 1, 1, 2, 0, 1, 2]
    assert labels(ORDINARY, [in_list(1, n) for n in levels]) == ["1.", "a.", "b.", "i.", "2.", "a.", "i."]


def test_a_list_may_start_where_it_says_and_others_count_on() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    lists = ORDINARY + NUM.format(2, 0, "") + NUM.format(3, 0, start)
    assert labels(lists, [in_list(n) for n in (1, 2, 3, 3, 1)]) == ["1.", "2.", "7.", "8.", "9."]


def test_a_list_may_write_a_level_its_own_way() -> None:
    """§17.9.8: w:lvl in w:lvlOverride stands for the level of the same number."""
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "lowerLetter")}</w:lvlOverride>'
    assert labels(ORDINARY + NUM.format(2, 0, own), [in_list(2), in_list(2), in_list(2, 1)]) == ["a.", "b.", "a."]


def test_a_list_may_take_its_levels_from_a_style_of_numbering() -> None:
    """§17.9.21 and §17.9.27: the definition with w:styleLink has the levels of those with the w:numStyleLink."""
    linked = ABSTRACT.format(1, '<w:numStyleLink w:val="S"/>')
    named = ABSTRACT.format(0, f'<w:styleLink w:val="S"/>{level(0, "lowerLetter")}')
    assert labels(linked + named + NUM.format(1, 1, ""), [in_list(1), in_list(1)]) == ["a.", "b."]


def test_a_style_numbers_at_the_level_tied_to_it() -> None:
    """§17.9.23: whatever level the style names; a paragraph that names one itself is at that."""
    tied = ABSTRACT.format(0, level(0) + level(1, more='<w:pStyle w:val="P"/>')) + NUM.format(1, 0, "")
    styles = (
        f'<w:style w:type="paragraph" w:styleId="P"><w:pPr>{in_list(1, None)}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Q"><w:basedOn w:val="P"/></w:style>'
    )
    by_style = ['<w:pStyle w:val="P"/>', '<w:pStyle w:val="Q"/>', f'<w:pStyle w:val="P"/>{in_list(1)}']
    assert labels(tied, [in_list(1), *by_style], styles) == ["1.", "a.", "b.", "2."]


@pytest.mark.parametrize(
    ("said", "after_first", "after_second"), [("", "a.", "a."), ("0", "c.", "c."), ("1", "a.", "c."), ("2", "a.", "a.")]
)
def test_a_level_begins_anew_after_the_levels_it_says(said: str, after_first: str, after_second: str) -> None:
    """§17.9.10: 0 never, a number after that level and those above it, counted from 1."""
    own = f'<w:lvlRestart w:val="{said}"/>' if said else ""
    lists = ABSTRACT.format(0, level(0) + level(1) + level(2, "lowerLetter", own)) + NUM.format(1, 0, "")
    assert labels(lists, [in_list(1, n) for n in (0, 1, 2, 2, 0, 2)])[-1] == after_first
    assert labels(lists, [in_list(1, n) for n in (0, 2, 2, 1, 2)])[-1] == after_second


def test_a_legal_level_shows_all_its_numbers_as_figures() -> None:
    legal = level(1, "lowerLetter", "<w:isLgl/>").replace("%2.", "%1.%2.")
    lists = ABSTRACT.format(0, level(0, "upperRoman") + legal) + NUM.format(1, 0, "")
    assert labels(lists, [in_list(1), in_list(1, 1), in_list(1, 1)]) == ["I.", "1.1.", "1.2."]
    off = lists.replace("<w:isLgl/>", '<w:isLgl w:val="0"/>')
    assert labels(off, [in_list(1), in_list(1, 1)]) == ["I.", "I.a."]


def test_a_level_alone_is_of_the_list_that_the_style_names() -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="P"><w:pPr>{in_list(1, None)}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Q"><w:basedOn w:val="P"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    own = '<w:pStyle w:val="P"/><w:numPr><w:ilvl w:val="1"/></w:numPr>'
    assert labels(ORDINARY, ['<w:pStyle w:val="P"/>', '<w:pStyle w:val="Q"/>', own], styles) == ["1.", "a.", "b."]


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
    body = "".join(p(typed_in(x, kind), capital if x.isupper() and kind == "TCVN3" else look) for x in lines)
    view = view_of(body)
    doc = recognising.doc(view)
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
