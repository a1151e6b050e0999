"""Files that people typed: other fonts, other layouts of the head, other marks; the same text with three edits."""

from __future__ import annotations

import io
from dataclasses import dataclass

import docx
import pytest
from compare_drafts import read
from compare_wants import bare
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Cm, Pt

from vbhc import compare
from vbhc.model.so_sanh import Loai, SoSanh, ThayDoi

HEAD = ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG", "SỞ TÀI CHÍNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Số: 215/KH-STC", "Hải Phòng, ngày 20 tháng 4 năm 2026")  # fmt: skip
TITLE = ("KẾ HOẠCH", "Triển khai công tác cải cách hành chính năm 2026 của Sở Tài chính")
TEXT: tuple[tuple[int, str], ...] = (
    (-1, "Thực hiện Kế hoạch số 125/KH-UBND ngày 31/3/2026 của Ủy ban nhân dân thành phố về cải cách hành chính năm "
         "2026, Sở Tài chính xây dựng Kế hoạch thực hiện như sau:"),
    (0, "MỤC ĐÍCH, YÊU CẦU"),
    (1, "Mục đích"),
    (2, "Nâng cao chất lượng giải quyết thủ tục hành chính, lấy sự hài lòng của người dân làm thước đo."),
    (2, "Phát hiện và tháo gỡ kịp thời các vướng mắc trong quá trình thực hiện nhiệm vụ."),
    (1, "Yêu cầu"),
    (2, "Phân công rõ người, rõ việc, rõ thời hạn; không chồng chéo giữa các phòng."),
    (2, "Gắn kết quả thực hiện với đánh giá, xếp loại công chức, viên chức cuối năm."),
    (0, "NỘI DUNG"),
    (1, "Cải cách thủ tục hành chính"),
    (2, "Rà soát, trình công bố danh mục thủ tục hành chính trước ngày 15/02/2026."),
    (2, "Niêm yết công khai 100% thủ tục tại Bộ phận Một cửa và trên Cổng Thông tin điện tử."),
    (2, "Khảo sát mức độ hài lòng của tổ chức, cá nhân mỗi quý một lần."),
    (1, "Chuyển đổi số"),
    (2, "Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính còn hiệu lực."),
    (2, "Tập huấn kỹ năng số cho công chức, viên chức của Sở."),
    (0, "TỔ CHỨC THỰC HIỆN"),
    (1, "Văn phòng Sở theo dõi, đôn đốc, tổng hợp báo cáo Giám đốc Sở."),
    (1, "Các phòng, đơn vị chủ động thực hiện các nhiệm vụ được giao."),
    (-1, "Trên đây là Kế hoạch cải cách hành chính năm 2026 của Sở Tài chính./."),
)  # fmt: skip
RECIPIENTS = ("Như Điều 3", "UBND thành phố (để báo cáo)", "Sở Nội vụ", "Các phòng, đơn vị thuộc Sở", "Lưu: VT, VP")
ROWS = tuple(
    (text, who, due) for text, who, due in (
        ("Công bố danh mục thủ tục hành chính", "Văn phòng", "15/02/2026"),
        ("Niêm yết công khai thủ tục hành chính", "Văn phòng", "28/02/2026"),
        ("Khảo sát mức độ hài lòng", "Phòng Kế hoạch", "Hằng quý"),
        ("Số hóa hồ sơ còn hiệu lực", "Phòng Tin học", "30/9/2026"),
        ("Tập huấn kỹ năng số", "Phòng Tin học", "30/6/2026"),
        ("Báo cáo tổng kết năm", "Văn phòng", "15/12/2026"),
    )
)  # fmt: skip
Text = tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Typist:
    """How one person types: font, size, the marks of the three levels, the head in a table or with tabs."""

    font: str = "Times New Roman"
    size: float = 14
    marks: tuple[str, str, str] = ("I. ", "1. ", "a) ")
    head: str = "table"
    first: float = 1.27


def typed(
    by: Typist, text: Text = TEXT, recipients: tuple[str, ...] = RECIPIENTS, rows: tuple[tuple[str, ...], ...] = ROWS
) -> bytes:
    """A whole document as this person types it."""
    out = docx.Document()
    normal = out.styles["Normal"]
    normal.font.name, normal.font.size = by.font, Pt(by.size)
    normal.element.rPr.rFonts.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia", by.font)
    _head(out, by)
    for line, size in zip(TITLE, (by.size, by.size), strict=True):
        _line(out.add_paragraph(), line, bold=True, size=size, align=WD_ALIGN_PARAGRAPH.CENTER)
    counts = [0, 0, 0]
    for level, words in text:
        mark = ""
        if level >= 0:
            counts[level] += 1
            counts[level + 1 :] = [0] * (2 - level)
            mark = _mark(by.marks[level], counts[level])
        paragraph = out.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Cm(by.first)
        _line(paragraph, mark + words, bold=level == 0 or (level == 1 and not words.endswith(".")),
              align=WD_ALIGN_PARAGRAPH.JUSTIFY)  # fmt: skip
    _foot(out, by, recipients)
    out.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    for words, bold in (("PHỤ LỤC", True), ("DANH MỤC NHIỆM VỤ", True), ("(Kèm theo Kế hoạch số 215/KH-STC)", False)):
        _line(out.add_paragraph(), words, bold=bold, align=WD_ALIGN_PARAGRAPH.CENTER)
    table = out.add_table(rows=1, cols=4)
    table.style = "Table Grid"
    for cell, words in zip(table.rows[0].cells, ("STT", "Nội dung", "Chủ trì", "Thời hạn"), strict=True):
        _line(cell.paragraphs[0], words, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    for n, row in enumerate(rows, start=1):
        for cell, words in zip(table.add_row().cells, (str(n), *row), strict=True):
            cell.text = words
    target = io.BytesIO()
    out.save(target)
    return target.getvalue()


def _mark(form: str, n: int) -> str:
    if form.startswith("I"):
        return form.replace("I", ("I", "II", "III", "IV")[n - 1], 1)
    return form.replace("1", str(n), 1) if "1" in form else form.replace("a", "abcdđ"[n - 1], 1)


def _line(paragraph: object, words: str, *, bold: bool = False, size: float = 0, align: object = None) -> None:
    run = paragraph.add_run(words)  # type: ignore[attr-defined]
    run.bold = bold
    if size:
        run.font.size = Pt(size)
    if align is not None:
        paragraph.alignment = align  # type: ignore[attr-defined]


def _head(out: object, by: Typist) -> None:
    above, agency, country, motto, number, date = HEAD
    if by.head == "table":
        table = out.add_table(rows=2, cols=2)  # type: ignore[attr-defined]
        for i, lines in enumerate(((*above.split("\n"), agency), (country, motto))):
            _line(table.cell(0, i).paragraphs[0], lines[0], bold=i == 1, align=WD_ALIGN_PARAGRAPH.CENTER)
            for words in lines[1:]:
                bold = words in {agency, motto}
                _line(table.cell(0, i).add_paragraph(), words, bold=bold, align=WD_ALIGN_PARAGRAPH.CENTER)
        _line(table.cell(1, 0).paragraphs[0], number, align=WD_ALIGN_PARAGRAPH.CENTER)
        _line(table.cell(1, 1).paragraphs[0], date, align=WD_ALIGN_PARAGRAPH.CENTER)
        return
    for left, right in ((above.replace("\n", " "), country), (agency, motto), (number, date)):
        _line(out.add_paragraph(), f"{left}\t\t{right}", bold=right != date)  # type: ignore[attr-defined]


def _foot(out: object, by: Typist, recipients: tuple[str, ...]) -> None:
    table = out.add_table(rows=1, cols=2)  # type: ignore[attr-defined]
    left, right = table.rows[0].cells
    _line(left.paragraphs[0], "Nơi nhận:", bold=True, size=12)
    for i, name in enumerate(recipients):
        _line(left.add_paragraph(), f"- {name}{'.' if i + 1 == len(recipients) else ';'}", size=11)
    _line(right.paragraphs[0], "GIÁM ĐỐC", bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    for words in ("", "", "", "Nguyễn Văn An"):
        _line(right.add_paragraph(), words, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)


OLD = "Rà soát, trình công bố danh mục thủ tục hành chính trước ngày 15/02/2026."
NEW = "Rà soát, trình công bố danh mục thủ tục hành chính trước ngày 28/02/2026."
COME = "Xây dựng kho dữ liệu dùng chung, kết nối với trục liên thông của thành phố."
EDITED: Text = tuple(
    line for level, words in TEXT
    for line in (((level, NEW),) if words == OLD else ((level, words), (2, COME)) if words.startswith("Số hóa") else
                 ((level, words),))
)  # fmt: skip

SAME = Typist()
OTHERS = {
    "the same hand": SAME,
    "another font and size": Typist(font="Arial", size=13, first=1),
    "the head with tabs": Typist(head="tabs"),
    "other marks": Typist(marks=("I. ", "1) ", "- ")),
    "all of it": Typist("Arial", 13, ("I. ", "1) ", "+ "), "tabs", 0.8),
}


def told(a: bytes, b: bytes) -> tuple[SoSanh, list[ThayDoi]]:
    """The comparison, and its changes of words: marks of another kind are told once a part at most."""
    ss = compare.so_sanh(read(a, "A"), read(b, "B"))
    return ss, [t for t in ss.chu if t.loai is not Loai.DANH_SO]


@pytest.mark.parametrize("who", OTHERS)
def test_the_same_text_typed_by_another_hand_has_not_changed(who: str) -> None:
    ss, words = told(typed(SAME), typed(OTHERS[who]))
    assert words == []
    assert len(list(ss.chu)) <= 12


@pytest.mark.parametrize("who", OTHERS)
def test_three_edits_are_told_as_three(who: str) -> None:
    fewer = tuple(r for r in RECIPIENTS if r != "Sở Nội vụ")
    _, words = told(typed(SAME), typed(OTHERS[who], EDITED, fewer))
    assert [(t.loai, bare(t.cu), bare(t.moi)) for t in words] == [
        (Loai.SUA, bare(OLD), bare(NEW)),
        (Loai.THEM, "", bare(COME)),
        (Loai.BO, bare("Sở Nội vụ"), ""),
    ]
    assert [(c.truong, c.cu, c.moi) for c in words[0].cho] == [("thời hạn", "15/02/2026", "28/02/2026")]
    assert words[0].vi_tri.startswith("Mục II")


@pytest.mark.parametrize("who", OTHERS)
def test_a_row_put_in_and_a_cell_changed_in_a_typed_annex(who: str) -> None:
    rows = (ROWS[0], ("Kiểm tra công vụ đột xuất", "Thanh tra", "31/10/2026"), *ROWS[1:3],
            (ROWS[3][0], ROWS[3][1], "31/8/2026"), *ROWS[4:])  # fmt: skip
    _, words = told(typed(SAME), typed(OTHERS[who], rows=rows))
    assert [(t.loai, t.thanh_phan) for t in words] == [(Loai.THEM, "hang"), (Loai.SUA, "o_bang")]
    assert (words[1].cu, words[1].moi, words[1].truong) == ("30/9/2026", "31/8/2026", "Thời hạn")


def test_two_documents_that_have_nothing_to_do_with_each_other() -> None:
    other = tuple((level, " ".join(reversed(words.split()))) for level, words in TEXT)
    ss, words = told(typed(SAME), typed(SAME, other))
    assert words
    assert all(t.vi_tri for t in ss.thay_doi)
