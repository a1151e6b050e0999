"""Files as offices type them: what stands where people put it is known for what it is, and judged as that."""

from __future__ import annotations

import io

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml
from docx.shared import Mm, Pt
from docx.table import _Cell

from vbhc import archive, recognising
from vbhc.compare.places import row_name
from vbhc.model.ban_doc import BanDoc
from vbhc.rules import BoiCanh, engine
from vbhc.word import seeing

QUOC_HIEU = ["*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "*Độc lập - Tự do - Hạnh phúc", "______________________________"]
ISSUER = ["UBND TỈNH HƯNG YÊN", "*SỞ XÂY DỰNG", "______"]
DATE = "/Hưng Yên, ngày 05 tháng 3 năm 2026"
RECIPIENTS = ["*/Nơi nhận:", "- Các phòng thuộc Sở;", "- Lưu: VT, VP."]
NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def blank() -> Document:
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    style.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    return document


def write(where: Document | _Cell, lines: list[str], align: ALIGN = ALIGN.CENTER, **layout: float) -> None:
    """Paragraphs; `*` before one makes it bold, `/` italic."""
    for line in lines:
        paragraph = where.add_paragraph()
        paragraph.alignment = align
        paragraph.paragraph_format.space_before = Pt(layout.get("before", 0))
        paragraph.paragraph_format.first_line_indent = Mm(layout.get("first", 0))
        run = paragraph.add_run(line.lstrip("*/"))
        run.bold, run.italic = line.startswith("*") or None, "/" in line[:2] or None
        run.font.size = Pt(layout.get("size", 14))


def table(document: Document, left: list[str], right: list[str], size: float = 13) -> None:
    one, two = document.add_table(rows=1, cols=2).rows[0].cells
    write(one, left, ALIGN.CENTER, size=size)
    write(two, right, ALIGN.CENTER, size=size)


def body(document: Document, lines: list[str]) -> None:
    write(document, lines, ALIGN.JUSTIFY, before=6, first=12.7)


def letter(kind: list[str], text: list[str], signed: list[str], number: str) -> Document:
    document = blank()
    table(document, [*ISSUER, number], [*QUOC_HIEU, DATE])
    write(document, kind)
    body(document, text)
    table(document, RECIPIENTS, signed, 11)
    return document


def read(document: Document) -> BanDoc:
    out = io.BytesIO()
    document.save(out)
    return recognising.doc(seeing.view_of(archive.members(out.getvalue(), "mẫu", "tệp Word"), "mẫu"))


def words(doc: BanDoc, *names: str) -> list[list[str]]:
    return [[d.chu for d in doc.tim(name)] for name in names]


def found(doc: BanDoc) -> set[str]:
    return {f.quy_tac for f in engine.soat(doc, BoiCanh()).findings}


NOTICE = (
    ["*THÔNG BÁO", "*Lịch trực tháng 3"],
    ["Sở Xây dựng thông báo lịch trực."],
    ["*GIÁM ĐỐC", "", "", "*Lê Văn An"],
)


@pytest.mark.parametrize("name", ["Lưu Hoàng Long", "LƯU THỊ MAI", "Lưu Văn Ba"])
def test_a_signer_called_luu_is_no_line_of_recipients(name: str) -> None:
    doc = read(letter(*NOTICE[:2], ["*CHÁNH VĂN PHÒNG", "", "", f"*{name}"], "Số: 12/TB-SXD"))
    assert words(doc, "ho_ten", "quyen_han") == [[name], ["CHÁNH VĂN PHÒNG"]]
    assert doc.noi_nhan.luu is not None
    assert doc.noi_nhan.luu.chu == "- Lưu: VT, VP."


@pytest.mark.parametrize("text", ["Lưu VT, VP", "Lưu: Văn thư", "- Lưu VT", "Lưu hồ sơ", "LƯU: VT"])
def test_what_is_to_be_filed_is_a_line_of_recipients(text: str) -> None:
    assert recognising.signs.luu(text)


@pytest.mark.parametrize("text", ["DỰ THẢO", "(Dự thảo lần 2)", "Dự thảo 1"])
def test_a_drafts_note_above_the_head_is_no_agency(text: str) -> None:
    document = letter(*NOTICE, "Số: /TB-SXD")
    document.paragraphs[0].insert_paragraph_before()
    first = document.element.body[0]
    first.addprevious(parse_xml(f"<w:p {NS}><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>"))
    assert words(read(document), "chu_quan", "co_quan") == [["UBND TỈNH HƯNG YÊN"], ["SỞ XÂY DỰNG"]]


@pytest.mark.parametrize(("own", "whose"), [("ĐẢNG CỘNG SẢN VIỆT NAM", "Đảng"), ("ĐOÀN TNCS HỒ CHÍ MINH", "Đoàn")])
def test_documents_of_the_party_are_not_judged_by_the_decree(own: str, whose: str) -> None:
    document = blank()
    table(document, ["TỈNH ỦY HƯNG YÊN", "*BAN TỔ CHỨC", "*", "Số 12-CV/BTCTU"], [f"*{own}", DATE], 15)
    body(document, ["Kính gửi: Các chi bộ,", "Đề nghị các chi bộ thực hiện."])
    table(document, ["Nơi nhận:", "- Như trên,", "- Lưu VP."], ["*K/T TRƯỞNG BAN", "", "Lê Văn An"])
    doc = read(document)
    assert doc.ngoai_nghi_dinh == whose
    result = engine.soat(doc, BoiCanh())
    assert not [f for f in result.findings if set(f.noi) != {"nha"}]
    assert any(whose in c.vi_sao and c.quy_tac == "quoc_hieu/thieu" for c in result.chua_xet)


def test_an_annex_that_names_the_party_is_judged() -> None:
    document = letter(*NOTICE, "Số: 12/TB-SXD")
    write(document, ["*ĐẢNG CỘNG SẢN VIỆT NAM"])
    assert read(document).ngoai_nghi_dinh == ""


def test_a_decision_brings_in_a_regulation_with_a_head_of_its_own() -> None:
    decree = ["*QUYẾT ĐỊNH", "*Ban hành Quy chế làm việc"]
    text = ["Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc.", "Điều 2. Chánh Văn phòng thi hành./."]
    document = letter(decree, text, NOTICE[2], "Số: 45/QĐ-SXD")
    table(document, ISSUER, QUOC_HIEU)
    write(document, ["*QUY CHẾ", "*Làm việc của Sở", "/(Kèm theo Quyết định số 45/QĐ-SXD ngày 05 tháng 3 năm 2026)"])
    body(document, ["*Điều 1. Phạm vi", "Quy chế này quy định việc làm.", "*Điều 2. Nguyên tắc", "Làm đủ việc./."])
    doc = read(document)
    (annex,) = doc.phu_luc
    assert (annex.van_ban_kem, annex.tieu_de.chu) == (True, "QUY CHẾ")
    assert doc.khong_hieu == ()
    assert not {r for r in found(doc) if r.startswith("phu_luc/") and r != "phu_luc/kem_theo_dang"}


def test_a_list_brought_in_under_its_own_title_has_a_subject_in_small_letters() -> None:
    document = letter(*NOTICE, "Số: 45/TB-SXD")
    write(document, ["*DANH SÁCH", "*Người trực tháng 3", "/(Kèm theo Thông báo số 45/TB-SXD)"])
    body(document, ["1. Lê Văn An"])
    doc = read(document)
    assert doc.phu_luc[0].van_ban_kem
    assert "phu_luc/ten_kieu" not in found(doc)


def test_a_file_of_one_annex() -> None:
    document = blank()
    write(document, ["*Phụ lục II", "*DANH MỤC DỮ LIỆU", "/(Kèm theo Kế hoạch số 20/KH-SXD)"])
    body(document, ["1. Dữ liệu nhà ở.", "Phần thứ nhất bao gồm các dữ liệu nêu trên."])
    doc = read(document)
    assert [(p.so, [d.chu for d in p.ten]) for p in doc.phu_luc] == [("II", ["DANH MỤC DỮ LIỆU"])]
    assert words(doc, "phan") == [[]]


def test_who_is_wired_in_a_telegram_is_no_running_text() -> None:
    document = letter(["*CÔNG ĐIỆN", "*Về việc ứng phó với bão"], [], [], "Số: 03/CĐ-SXD")
    document = blank()
    table(document, [*ISSUER, "Số: 03/CĐ-SXD"], [*QUOC_HIEU, DATE])
    write(document, ["*CÔNG ĐIỆN", "*Về việc ứng phó với bão số 5", "GIÁM ĐỐC SỞ XÂY DỰNG điện:"])
    write(document, ["- Các phòng thuộc Sở;", "- Các nhà thầu."], ALIGN.LEFT)
    body(document, ["Để ứng phó với bão, Giám đốc Sở yêu cầu:", "- Chằng chống nhà cửa./."])
    assert [m.dong.chu for m in read(document).muc] == [
        "Để ứng phó với bão, Giám đốc Sở yêu cầu:", "- Chằng chống nhà cửa./."
    ]  # fmt: skip


def test_a_letter_of_introduction_has_no_subject() -> None:
    text = ["Sở Xây dựng trân trọng giới thiệu:", "Ông (bà): Lê Văn Ba", "Được cử đến: Sở Tài chính./."]
    doc = read(letter(["*GIẤY GIỚI THIỆU"], text, NOTICE[2], "Số: 3/GGT-SXD"))
    assert words(doc, "trich_yeu") == [[]]
    assert len(doc.muc) == 3


def test_agencies_of_one_level_issue_together() -> None:
    document = blank()
    table(document, ["*SỞ XÂY DỰNG", "*SỞ TÀI CHÍNH", "______", "Số: 5/HDLN-SXD-STC"], [*QUOC_HIEU, DATE])
    write(document, ["*HƯỚNG DẪN", "*Quản lý kinh phí"])
    assert words(read(document), "co_quan", "chu_quan") == [["SỞ XÂY DỰNG", "SỞ TÀI CHÍNH"], []]


def line_of(millimetres: float) -> str:
    """A drawn line."""
    emu = int(millimetres * 36000)
    return (
        f'<w:r {NS}><w:drawing><wp:anchor><wp:extent cx="{emu}" cy="0"/><a:graphic><a:graphicData uri="http://schemas.'
        'microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm>'
        f'<a:ext cx="{emu}" cy="0"/></a:xfrm><a:prstGeom prst="line"/></wps:spPr></wps:wsp></a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></w:r>"
    )


@pytest.mark.parametrize(
    ("strokes", "said"),
    [
        ((12, 57), set()),
        ((57, 12), set()),
        ((12, 25), {"quoc_hieu/ke"}),
        ((57,), set()),  # one line: nobody can tell whose
    ],
)
def test_strokes_that_hang_side_by_side_are_told_apart(strokes: tuple[float, ...], said: set[str]) -> None:
    document = blank()
    for left, right in (("UBND TỈNH HƯNG YÊN", QUOC_HIEU[0]), ("*SỞ XÂY DỰNG", QUOC_HIEU[1])):
        paragraph = document.add_paragraph()
        for piece in (left, "\t", right):
            run = paragraph.add_run(piece.lstrip("*"))
            run.bold, run.font.size = piece.startswith("*") or None, Pt(13)
    for stroke in strokes:
        document.paragraphs[-1]._p.append(parse_xml(line_of(stroke)))
    write(document, ["Số: 12/TB-SXD\tHưng Yên, ngày 05 tháng 3 năm 2026"], ALIGN.LEFT)
    write(document, NOTICE[0])
    body(document, NOTICE[1])
    assert found(read(document)) & {"co_quan/ke", "quoc_hieu/ke"} == said


def test_a_rule_inside_a_text_box_counts() -> None:
    document = blank()
    for lines in ([*ISSUER, "Số: 12/TB-SXD"], [*QUOC_HIEU[:2], "_________________________", DATE]):
        start = len(document.paragraphs)
        write(document, lines, size=13)
        inner = [p._p for p in document.paragraphs[start:]]
        run = parse_xml(
            f'<w:r {NS}><w:drawing><wp:anchor><wp:extent cx="2880000" cy="900000"/><a:graphic><a:graphicData uri="http:'
            '//schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent/></wps:txbx>'
            "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
        )
        document.add_paragraph()._p.append(run)
        for node in inner:
            run.find(f".//{{{run.nsmap['w']}}}txbxContent").append(node)
    write(document, NOTICE[0])
    body(document, NOTICE[1])
    doc = read(document)
    assert words(doc, "co_quan", "tieu_ngu") == [["SỞ XÂY DỰNG"], ["Độc lập - Tự do - Hạnh phúc"]]
    assert not found(doc) & {"co_quan/ke", "quoc_hieu/ke"}


@pytest.mark.parametrize("align", [ALIGN.LEFT, ALIGN.JUSTIFY, ALIGN.CENTER])
def test_who_decides_stands_above_a_decision_and_signs_below(align: ALIGN) -> None:
    document = blank()
    table(document, [*ISSUER, "Số: 08/QĐ-SXD"], [*QUOC_HIEU, DATE])
    write(document, ["*QUYẾT ĐỊNH", "*Về việc thành lập Tổ giúp việc"])
    write(document, ["*GIÁM ĐỐC SỞ XÂY DỰNG"], align, first=40)
    bases = ["/Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020;", "/Theo đề nghị của Chánh Văn phòng Sở."]
    body(document, bases)
    write(document, ["*QUYẾT ĐỊNH:"])
    text = ["Điều 1. Thành lập Tổ giúp việc gồm 05 thành viên.", "Điều 2. Chánh Văn phòng chịu trách nhiệm thi hành./."]
    body(document, text)
    table(document, RECIPIENTS, ["*GIÁM ĐỐC", "", "", "*Lê Văn An"], 11)
    doc = read(document)
    said = words(doc, "can_cu", "quyen_han", "chuc_vu_khac", "ho_ten")
    assert said == [[base[1:] for base in bases], ["GIÁM ĐỐC"], [], ["Lê Văn An"]]


@pytest.mark.parametrize(("cells", "role"), [
    (["02", "03", "04"], "so"), (["Đạt chuẩn", "Giảm 5 %", "3"], "noi_dung"),
])  # fmt: skip
def test_a_column_of_numbers_names_no_row_whatever_heads_it(cells: list[str], role: str) -> None:
    document = letter(*NOTICE, "Số: 12/TB-SXD")
    grid = document.add_table(rows=4, cols=3)
    lines = [["STT", "Đơn vị", "Chỉ tiêu"], *([str(n), f"Phòng {n}", text] for n, text in enumerate(cells, 1))]
    for row, texts in zip(grid.rows, lines, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    (bang,) = (b for b in read(document).bang if b.dau)
    assert bang.cot[2] == role
    assert row_name(bang, bang.hang[1]) == ("Phòng 1" if role == "so" else "Đạt chuẩn")


@pytest.mark.parametrize("over", [["HỘI ĐỒNG NHÂN DÂN XÃ TAM HƯNG", "KHÓA II, KỲ HỌP THỨ HAI"], ["BAN QUẢN LÝ DỰ ÁN"]])
@pytest.mark.parametrize("subject", ["Về chương trình giám sát năm 2027", "VỀ CHƯƠNG TRÌNH GIÁM SÁT NĂM 2027"])
def test_a_body_that_decides_is_no_more_of_the_subject_above_a_drawn_line(over: list[str], subject: str) -> None:
    document = blank()
    table(document, [*ISSUER, "Số: 08/NQ-HĐND"], [*QUOC_HIEU, DATE])
    write(document, ["*NGHỊ QUYẾT", f"*{subject}"])
    document.paragraphs[-1]._p.append(parse_xml(line_of(30)))
    write(document, ["", *(f"*{line}" for line in over)])
    body(document, ["/Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;"])
    write(document, ["*QUYẾT NGHỊ:"])
    body(document, ["Điều 1. Thông qua chương trình./."])
    doc = read(document)
    assert words(doc, "trich_yeu") == [[subject]]
    assert len(doc.can_cu) == 1


def test_the_subject_of_a_decision_goes_on_in_a_second_line() -> None:
    document = blank()
    table(document, [*ISSUER, "Số: 08/QĐ-SXD"], [*QUOC_HIEU, DATE])
    write(document, ["*QUYẾT ĐỊNH", "*Về việc thành lập Tổ giúp việc"])
    document.paragraphs[-1]._p.append(parse_xml(line_of(30)))
    write(document, ["*của Giám đốc Sở Xây dựng", "*GIÁM ĐỐC SỞ XÂY DỰNG"])
    assert words(read(document), "trich_yeu") == [["Về việc thành lập Tổ giúp việc", "của Giám đốc Sở Xây dựng"]]


def test_a_subject_in_capitals_of_another_kind_is_all_subject() -> None:
    document = blank()
    table(document, [*ISSUER, "Số: 08/KH-SXD"], [*QUOC_HIEU, DATE])
    write(document, ["*KẾ HOẠCH", "*Tổ chức lễ kỷ niệm", "*NGÀY THÀNH LẬP NGÀNH"])
    assert len(read(document).tim("trich_yeu")) == 2


def test_recipients_under_the_table_of_who_signs_are_read() -> None:
    document = blank()
    table(document, [*ISSUER, "Số: 3/TB-SXD"], [*QUOC_HIEU, DATE])
    write(document, NOTICE[0])
    body(document, NOTICE[1])
    table(document, ["*TRƯỞNG PHÒNG", "", "Lê Văn An"], ["*GIÁM ĐỐC", "", "Trần Văn Ba"])
    write(document, ["Nơi nhận:", "- UBND tỉnh;", "- Các phòng", "- Lưu: VT, VP.", "- Dòng sau."], ALIGN.LEFT)
    doc = read(document)
    assert [d.chu for d in doc.noi_nhan.muc] == ["- UBND tỉnh;", "- Các phòng"]
    assert doc.noi_nhan.luu is not None
    assert "noi_nhan/dau_cau" in found(doc)
