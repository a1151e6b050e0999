"""Files that people typed: other fonts, other layouts of the head, other marks; the same text with three edits."""

from __future__ import annotations

import copy
import io
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

import docx
import pytest
from compare_drafts import read
from compare_wants import bare
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Cm, Pt

from vbhc import compare
from vbhc.model.ban_doc import BanDoc
from vbhc.model.so_sanh import Loai, SoSanh, ThayDoi
from vbhc.reporting.diff import dang

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
    """How one person types: font, size, the marks of the three levels, the head in a table or with tabs.

    `habit` is what becomes of every text of the running text and of cells.
    """

    font: str = "Times New Roman"
    size: float = 14
    marks: tuple[str, str, str] = ("I. ", "1. ", "a) ")
    head: str = "table"
    first: float = 1.27
    habit: Callable[[str], str] = str


@cache
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
        _line(paragraph, by.habit(mark + words), bold=level == 0 or (level == 1 and not words.endswith(".")),
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
            cell.text = by.habit(words)
    target = io.BytesIO()
    out.save(target)
    return target.getvalue()


def _mark(form: str, n: int) -> str:
    if form.startswith("I"):
        return form.replace("I", ("I", "II", "III", "IV", "V", "VI")[n - 1], 1)
    if form.startswith("A"):
        return form.replace("A", "ABCDEG"[n - 1], 1)
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
    "marks with strokes": Typist(marks=("I/ ", "1/ ", "a/ ")),
    "marks with dashes": Typist(marks=("I - ", "1- ", "a- ")),
    "letters in pieces": Typist(habit=lambda text: unicodedata.normalize("NFD", text)),
    "letters nobody sees": Typist(habit=lambda text: text.replace("c ", "c\u00ad ").replace("t ", "t\u200b ")),
    "another place for tones": Typist(habit=lambda text: text.replace("hóa", "hoá").replace("ủy", "uỷ")),
    "blanks and dashes": Typist(habit=lambda text: text.replace(", ", ",   ").replace(" - ", " – ")),
    "all of it": Typist("Arial", 13, ("I. ", "1) ", "+ "), "tabs", 0.8),
}


@lru_cache(maxsize=4)
def before(data: bytes) -> BanDoc:
    """The older of two, understood; most tests compare with the same one."""
    return read(data, "A")


def told(a: bytes, b: bytes) -> tuple[SoSanh, list[ThayDoi]]:
    """The comparison, and its changes of words: marks of another kind are told once a part at most."""
    ss = compare.so_sanh(before(a), read(b, "B"))
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


def test_marks_of_another_kind_throughout_are_told_once_a_level() -> None:
    ss, _ = told(typed(SAME), typed(Typist(marks=("I/ ", "1/ ", "+ "))))
    assert [(t.thanh_phan, t.so_cho) for t in ss.chu if t.so_cho > 1] == [("khoan", 6), ("cong", 9)]
    assert {t.cu[-1] + t.moi[-1] for t in ss.chu if t.thanh_phan == "phan"} == {"./"}


def test_another_font_throughout_is_told_once() -> None:
    ss, _ = told(typed(SAME), typed(OTHERS["another font and size"]))
    assert [t.moi for t in ss.thay_doi if t.truong == "phông chữ"] == ["Arial"]


QUOTED: Text = ((0, "NỘI DUNG"), (1, "Xây dựng mô hình “Công sở thân thiện” trước ngày 15/02/2026."))


def test_other_quotation_marks_are_a_format() -> None:
    straight = Typist(habit=lambda text: text.replace("“", '"').replace("”", '"'))
    ss, words = told(typed(SAME, QUOTED), typed(straight, QUOTED))
    assert words == []
    assert [(t.truong, t.cu, t.moi) for t in ss.thay_doi] == [("dấu ngoặc kép", "“ ”", '"')]
    _, (one,) = told(typed(SAME, QUOTED), typed(straight, (QUOTED[0], (1, QUOTED[1][1].replace("15/02", "28/02")))))
    assert [(c.truong, c.cu, c.moi) for c in one.cho] == [("thời hạn", "15/02/2026", "28/02/2026")]


LETTERED = tuple((0, f"PHẦN VIỆC {name}") for name in ("MỘT", "HAI", "BA", "BỐN", "NĂM"))


def test_sections_by_letters_are_in_one_order() -> None:
    """C and D are letters there, no Roman numbers; D stands beside C, not under it."""
    by = Typist(marks=("A. ", "1. ", "a) "))
    come = (*LETTERED[:3], (0, "PHẦN VIỆC MỚI"), *LETTERED[3:])
    _, (one,) = told(typed(by, LETTERED), typed(by, come))
    assert (one.loai, one.vi_tri) == (Loai.THEM, "Phần D")
    ss, words = told(typed(SAME, LETTERED), typed(by, LETTERED))
    assert words == []
    assert {t.truong for t in ss.chu} == {"kiểu đánh số"}


def test_a_point_under_two_numbers_is_called_by_its_own() -> None:
    text = ((1, "CÔNG TÁC CHỈ ĐẠO"), (-1, "1.1 Ban hành kế hoạch năm."), (-1, "1.2 Phân công nhiệm vụ."))
    _, (one,) = told(typed(SAME, text), typed(SAME, (*text, (-1, "1.3 Kiểm tra việc thực hiện của các đơn vị."))))
    assert (one.loai, one.vi_tri) == (Loai.THEM, "Mục 1.3")


def test_a_text_without_numbers_is_all_content() -> None:
    text = tuple((-1, words) for _, words in TEXT[3:9])
    _, (one,) = told(typed(SAME, text), typed(SAME, text[1:]))
    assert (one.loai, one.phan) == (Loai.BO, "Nội dung")


def _edited(data: bytes, edit: Callable[[object], None]) -> bytes:
    document = docx.Document(io.BytesIO(data))
    edit(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _recipients_in_one_line(document: object) -> None:
    cell = document.tables[1].rows[0].cells[0]  # type: ignore[attr-defined]
    first, *others = cell.paragraphs
    first.runs[0].text = " ".join(p.text for p in (first, *others))
    for paragraph in others:
        paragraph._p.getparent().remove(paragraph._p)


def test_recipients_typed_in_one_line_are_recipients() -> None:
    a, b = typed(SAME), typed(SAME, recipients=tuple(r for r in RECIPIENTS if r != "Sở Nội vụ"))
    assert told(a, _edited(a, _recipients_in_one_line))[1] == []
    _, (one,) = told(a, _edited(b, _recipients_in_one_line))
    assert (one.loai, one.thanh_phan, bare(one.cu)) == (Loai.BO, "noi_nhan", "sở nội vụ")


def _cut(after: int, *, heads: bool = False) -> Callable[[object], None]:
    """The annex's table cut in two after so many rows, an empty line between, the heads repeated or not."""

    def edit(document: object) -> None:
        table = document.tables[-1]._tbl  # type: ignore[attr-defined]
        other = copy.deepcopy(table)
        for n, (row, copied) in enumerate(zip(list(table.tr_lst), list(other.tr_lst), strict=True)):
            if n > after:
                table.remove(row)
            elif n or not heads:
                other.remove(copied)
        between = document.add_paragraph()._p  # type: ignore[attr-defined]
        table.addnext(between)
        between.addnext(other)

    return edit


MORE = (*ROWS[:1], ("Kiểm tra công vụ đột xuất", "Thanh tra", "31/10/2026"), *ROWS[1:])


@pytest.mark.parametrize(
    ("old", "new"),
    [(None, _cut(3)), (_cut(3), None), (None, _cut(4, heads=True)), (_cut(2), _cut(5, heads=True)), (_cut(3), _cut(3))],
)
def test_a_table_cut_in_two_is_one(old: Callable[[object], None] | None, new: Callable[[object], None] | None) -> None:
    def drawn(rows: tuple[tuple[str, ...], ...], cut: Callable[[object], None] | None) -> bytes:
        data = typed(SAME, rows=rows)
        return _edited(data, cut) if cut else data

    assert told(drawn(ROWS, old), drawn(ROWS, new))[1] == []
    _, (one,) = told(drawn(ROWS, old), drawn(MORE, new))
    assert (one.loai, one.thanh_phan) == (Loai.THEM, "hang")
    assert "Kiểm tra công vụ đột xuất" in one.vi_tri


def _columns(*order: int, numbers: str = "{}") -> Callable[[object], None]:
    """The annex's columns in another order, or fewer; the numbers of its rows in another form."""

    def edit(document: object) -> None:
        for n, row in enumerate(document.tables[-1].rows):  # type: ignore[attr-defined]
            cells = list(row._tr.tc_lst)
            if n:
                row.cells[0].text = numbers.format(n)
            for cell in cells:
                row._tr.remove(cell)
            for column in order:
                row._tr.append(cells[column])

    return edit


@pytest.mark.parametrize(
    ("edit", "wanted"),
    [
        (_columns(0, 1, 3, 2), [(Loai.CHUYEN, "cot", "cột 4", "cột 3")]),
        (_columns(1, 2, 3), [(Loai.BO, "cot", "STT\n1\n2\n3\n4\n5\n6", "")]),
        (_columns(0, 1, 2, 3, numbers="{}."), [(Loai.DANH_SO, "o_bang", "1", "1.")]),
        (_columns(0, 1, 2, 3, numbers="0{}"), []),
    ],
)
def test_columns_are_told_as_columns(edit: Callable[[object], None], wanted: list[tuple[Loai, str, str, str]]) -> None:
    ss, _ = told(typed(SAME), _edited(typed(SAME), edit))
    assert [(t.loai, t.thanh_phan, t.cu, t.moi) for t in ss.chu] == wanted


def _budget(amount: str) -> Callable[[object], None]:
    """The annex's table in place of which stands one with two heading rows, a group and amounts of two years."""

    def edit(document: object) -> None:
        document.tables[-1]._tbl.getparent().remove(document.tables[-1]._tbl)  # type: ignore[attr-defined]
        table = document.add_table(rows=4, cols=6)  # type: ignore[attr-defined]
        for row, texts in enumerate((("TT", "Nội dung", "Năm 2025", "", "Năm 2026", ""),
                                     ("", "", "Số lượng", "Thành tiền", "Số lượng", "Thành tiền"),
                                     ("I", "Tuyên truyền", "", "", "", ""),
                                     ("1", "In tờ rơi", "100", "15.000", "120", amount))):  # fmt: skip
            for column, words in enumerate(texts):
                if words:
                    _line(table.cell(row, column).paragraphs[0], words, bold=row < 3)
        for first, last in (((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3)), ((0, 4), (0, 5))):
            table.cell(*first).merge(table.cell(*last))

    return edit


def test_a_cell_under_two_headings_is_called_by_both() -> None:
    _, (one,) = told(_edited(typed(SAME), _budget("18.000")), _edited(typed(SAME), _budget("21.000")))
    assert (one.truong, one.cu, one.moi) == ("Năm 2026 Thành tiền", "18.000", "21.000")


def _unnamed(title: str, last: str) -> Callable[[object], None]:
    """A second annex that nobody called Phụ lục: a name, (Kèm theo …), a table."""

    def edit(document: object) -> None:
        for words, bold in ((title, True), ("(Kèm theo Kế hoạch số 215/KH-STC)", False)):
            paragraph = document.add_paragraph()  # type: ignore[attr-defined]
            _line(paragraph, words, bold=bold, align=WD_ALIGN_PARAGRAPH.CENTER)
        table = document.add_table(rows=2, cols=3)  # type: ignore[attr-defined]
        for cell, words in zip(table._cells, ("TT", "Khoản chi", "Số tiền", "1", "Hội nghị", last), strict=True):
            cell.text = words

    return edit


def test_an_annex_that_nobody_called_one_is_one() -> None:
    a, b = (_edited(typed(SAME), _unnamed("DỰ TOÁN KINH PHÍ", money)) for money in ("15.000.000", "18.000.000"))
    assert [len(recognised.bang) for recognised in read(a, "A").phu_luc] == [1, 1]
    _, (one,) = told(a, b)
    assert (one.thanh_phan, one.cu, one.moi) == ("o_bang", "15.000.000", "18.000.000")


def test_short_lines_that_say_nearly_the_same_elsewhere_are_not_moved() -> None:
    text = (*TEXT[:9], (2, "Cơ quan phối hợp: Các phòng, đơn vị thuộc Sở."), *TEXT[9:])
    other = (*TEXT[:-3], (1, "Các phòng, đơn vị thuộc Sở:"), *TEXT[-3:])
    _, words = told(typed(SAME, text), typed(SAME, other))
    assert [t.loai for t in words] == [Loai.BO, Loai.THEM]


def _works(*order: str) -> Callable[[object], None]:
    """An annex of works, those in capitals the headings of groups."""

    def edit(document: object) -> None:
        document.tables[-1]._tbl.getparent().remove(document.tables[-1]._tbl)  # type: ignore[attr-defined]
        table = document.add_table(rows=1, cols=3)  # type: ignore[attr-defined]
        for cell, words in zip(table.rows[0].cells, ("TT", "Công trình", "Thời hạn"), strict=True):
            cell.text = words
        for words in order:
            cells = table.add_row().cells
            if words.isupper():
                cells[0].merge(cells[2]).text = words
                cells[0].paragraphs[0].runs[0].bold = True
            else:
                cells[1].text, cells[2].text = words, "Tháng 10"

    return edit


def test_a_row_that_moved_to_another_group_is_told_with_both() -> None:
    works = ("Sửa đường liên thôn", "Nạo vét kênh mương", "Xây trường mầm non", "Lợp lại nhà văn hoá")
    a = _edited(typed(SAME), _works("CẤP TỈNH", *works[:2], "CẤP XÃ", *works[2:]))
    b = _edited(typed(SAME), _works("CẤP TỈNH", works[1], "CẤP XÃ", *works[2:], works[0]))
    _, (one,) = told(a, b)
    assert (one.loai, one.cu, one.moi) == (Loai.CHUYEN, "hàng 2, nhóm “CẤP TỈNH”", "hàng 6, nhóm “CẤP XÃ”")
    c = _edited(typed(SAME), _works("CẤP TỈNH", *works[:2], "CẤP XÃ", works[3], works[2]))
    assert [(t.cu, t.moi) for t in told(a, c)[1]] == [("hàng 6", "hàng 5")]


@pytest.mark.parametrize("column", [2, 3])
def test_a_number_is_told_with_its_column(column: int) -> None:
    def draft(changed: bool) -> BanDoc:
        document = docx.Document()
        rows = [["STT", "Đơn vị", "Năm 2025", "Năm 2026"], ["1", "Phòng Tài chính", "500", "500"]]
        rows[1][column] = "600" if changed else "500"
        table = document.add_table(rows=2, cols=4)
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        out = io.BytesIO()
        document.save(out)
        return read(out.getvalue())

    said = dang()["chu"].viet(compare.so_sanh(draft(changed=False), draft(changed=True)))
    assert f"hàng “Phòng Tài chính”, cột Năm {2023 + column}: 500 → 600" in said
