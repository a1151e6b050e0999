"""A list of recipients: which rows give a document, what their values may do to it, and how each fault is told."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared import examples
from vbhc import pipeline
from vbhc.loading import dossier, recipients
from vbhc.loading.recipients import Recipient
from vbhc.loading.workspace import Workspace
from vbhc.model.ho_so import HoSo
from vbhc.problems import Outcome

LETTER = """\
loai: BC
co_quan: skhcn
so_van_ban: <<Số>>
ngay_ban_hanh: 2026-04-10
trich_yeu: Kết quả tại <<Tên xã>>
kinh_gui: UBND <<Tên xã>>
ket_qua: |
  1. Đã chi <<Kinh phí>> đồng cho <<Tên xã>>.
  2. <<Ghi chú>> như trên.
gui_cap_tren: có
noi_nhan: ['UBND <<Tên xã>>', Sở Nội vụ]
luu: VT
nguoi_ky: giam-doc
tron: {nguon: ds.csv, khoa: Tên xã, kieu: {Kinh phí: tien}}
"""
HEAD = "Số,Tên xã,Kinh phí,Ghi chú\n"
LIST = HEAD + "1,Hòa Bình,1500000,Kết quả\n2,Tân Tiến,250000,Việc\n"
Add = Callable[..., Path]


def listed(space: Workspace, folder: Path) -> Outcome[tuple[Recipient, ...]]:
    written = dossier.read(space, folder).value
    assert written is not None
    return recipients.read(written, folder, {})


def made(space: Workspace, folder: Path, n: int = 0) -> Outcome[HoSo]:
    form = pipeline.reading.Form.open(space, folder).value
    assert form is not None
    return form.ho_so(form.danh_sach[n])


def test_each_row_gives_the_document_that_would_have_been_typed_for_it(space: Workspace, add: Add) -> None:
    folder = add(LETTER, ds__csv=LIST)
    typed = LETTER[: LETTER.index("tron:")]
    rows = (("1", "Hòa Bình", "1.500.000", "Kết quả"), ("2", "Tân Tiến", "250.000", "Việc"))
    for n, (number, name, money, note) in enumerate(rows):
        text = typed.replace("<<Số>>", number).replace("<<Tên xã>>", name)
        by_hand = add(text.replace("<<Kinh phí>>", money).replace("<<Ghi chú>>", note), name=f"tay-{n}")
        one, other = made(space, folder, n).value, pipeline.load(space, by_hand).value
        assert one is not None
        assert other is not None
        assert one.van_ban.model_copy(update={"tron": None}) == other.van_ban
        assert one.noi_nhan == other.noi_nhan
        assert one.hang == ("hoa-binh", "tan-tien")[n]
        assert one.nguon == f"data/2026/kh-thu#{one.hang}"


@pytest.mark.parametrize(
    ("rows", "code", "where", "said"),
    [
        ("1,Hòa Bình,,x\n", "tron/o_trong", "C2", "<<Kinh phí>>"),
        ("1,,5,x\n", "tron/o_trong", "B2", "khoá của hàng"),
        ("1,Hòa Bình,5 tr,x\n", "tron/o_sai_kieu", "C2", "không phải là số"),
        ("1,#REF!,5,x\n", "tron/o_loi", "B2", "#REF!"),
        ("1,Hòa Bình,5,=A1&B1\n", "tron/o_loi", "D2", "“=A1&B1” là công thức"),
        ('1,Hòa Bình,5,"a\nb"\n', "tron/xuong_dong", "D2", "xuống dòng"),
        ("1,???,5,x\n", "tron/khoa", "B2", "tên tệp"),
        ("1,Hòa Bình,5,x\n2,Tân Tiến,5,x\n3,Hoà  bình,5,x\n", "tron/trung", "B2", "hàng 4, “Hoà bình”"),
    ],
)
def test_a_row_at_fault_has_no_document_and_says_where_and_why(
    space: Workspace, add: Add, rows: str, code: str, where: str, said: str
) -> None:
    found = listed(space, add(LETTER, ds__csv=HEAD + rows)).value
    assert found is not None
    (told,) = found[0].problems
    assert (told.code, told.place.cell, told.place.file) == (code, where, "data/2026/kh-thu/ds.csv")
    assert said in told.message
    assert [bool(who.problems) for who in found] == [True, *([False, True] if code == "tron/trung" else [])]


@pytest.mark.parametrize(
    ("text", "sheet", "code", "said"),
    [
        (LETTER.replace("<<Số>>", "<<Sô ký>>"), LIST, "tron/khong_co_cot", "“Sô ký”"),
        (LETTER.replace("khoa: Tên xã", "khoa: Tên thôn"), LIST, "tron/khong_co_cot", "“Tên thôn”"),
        (LETTER.replace("<<Ghi chú>>", "<<Ghi chú"), LIST, "tron/ho", "không đóng"),
        (LETTER.replace("<<Ghi chú>>", "Ghi chú>> <<Số>>"), LIST, "tron/ho", "Ghi chú>>"),
        (LETTER.replace("<<Ghi chú>>", "<<Ghi chú <<Số>>"), LIST, "tron/ho", "“<<Ghi chú"),
        (LETTER.replace("<<Ghi chú>>", "«Ghi chú»"), LIST, "tron/dau_la", "«Ghi chú»"),
        (LETTER.replace("<<Ghi chú>>", "'{{ ghi chú }}'"), LIST, "tron/dau_la", "{{ ghi chú }}"),
        (LETTER.replace("<<Ghi chú>>", "< <Ghi chú> >"), LIST, "tron/dau_la", "< <Ghi chú> >"),
        (LETTER.replace("<<Ghi chú>>", "«Ghi_chú»"), LIST, "tron/dau_la", "«Ghi_chú»"),
        (LETTER.replace("<<Ghi chú>>", "a <ghi chú> b"), LIST, "tron/dau_la", "<ghi chú>"),
        (LETTER.replace("<<Ghi chú>>", "a [[Ghi chú]] b"), LIST, "tron/dau_la", "[[Ghi chú]]"),
        (LETTER.replace("<<Ghi chú>>", "a ＜＜Ghi chú＞＞"), LIST, "tron/dau_la", "＜＜Ghi chú＞＞"),
        (LETTER.replace("<<Ghi chú>>", "a &lt;&lt;Ghi chú&gt;&gt;"), LIST, "tron/dau_la", "&lt;&lt;Ghi chú&gt;&gt;"),
        (LETTER.replace("<<Ghi chú>>", "<< >>"), LIST, "tron/khong_ten", "chưa có tên cột"),
        (LETTER.replace("loai: BC", "loai: <<Số>>"), LIST, "tron/loai", "cùng một loại"),
        (LETTER.replace("ds.csv", "dz.csv"), LIST, "tron/nguon", "không có tệp"),
        (LETTER.replace("ds.csv", "../ds.csv"), LIST, "tron/nguon", "thư mục của văn bản"),
        (LETTER.replace("ds.csv", "nhiem_vu"), LIST, "tron/khong_co_cot", "“Số”"),
        (LETTER.replace("phí: tien", "phí: tiền tệ"), LIST, "tron/kieu", "“tiền tệ”"),
        (LETTER.replace("phí: tien", "phi: tien"), LIST, "tron/kieu", "“Kinh phi” mà văn bản không dùng"),
        (LETTER, HEAD, "tron/bang_trong", "không có hàng nào"),
        (LETTER, LIST.replace("Ghi chú\n", "Số\n"), "tron/khong_co_cot", "“Ghi chú”"),
        (LETTER.replace("{nguon: ds.csv, khoa: Tên xã, kieu: {Kinh phí: tien}}", "ds.csv"), LIST, "du_lieu/gia_tri",
         "cột khoá"),
        (LETTER.replace("nguon: ds.csv, ", ""), LIST, "du_lieu/thieu", "nguon"),
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_used_prints_nothing(
    space: Workspace, add: Add, text: str, sheet: str, code: str, said: str
) -> None:
    folder = add(text, ds__csv=sheet)
    (done,) = pipeline.build_all(space, [folder])
    assert done.viec == "không in"
    assert any(p.code == code and said in p.message for p in done.problems), done.problems
    assert all(p.place.file.startswith("data/2026/kh-thu/") for p in done.problems)
    assert not space.output.exists()


@pytest.mark.parametrize(
    ("asked", "column", "told"),
    [("Năm", "Nam", True), ("Nam", "Năm", True), ("Số nam", "Số năm", True), ("Hoà giải", "Hòa giải", False),
     ("Ghi chu", "Ghi chú", False), ("GHI CHÚ", "Ghi  chú", False), ("Tỉ lệ", "Tỉ lệ (%)", False)],
)  # fmt: skip
def test_a_name_with_the_marks_of_another_word_is_told(
    space: Workspace, add: Add, asked: str, column: str, told: bool
) -> None:
    folder = add(LETTER.replace("Ghi chú", asked), ds__csv=LIST.replace("Ghi chú", column))
    problems = listed(space, folder).problems
    assert [p.code for p in problems] == (["tron/cot_khac_dau"] if told else [])
    assert not told or [p.place.line for p in problems] == [9]


def test_a_document_or_a_sheet_without_any_marks_is_taken_as_it_is(space: Workspace, add: Add) -> None:
    bare = LIST.replace("Số,Tên xã,Kinh phí,Ghi chú", "So,Ten xa,Kinh phi,Ghi chu")
    assert listed(space, add(LETTER, ds__csv=bare)).problems == ()


def test_rows_hidden_in_the_sheet_are_asked_about(space: Workspace, add: Add) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Số", "Tên xã", "Kinh phí", "Ghi chú"], [1, "Hòa Bình", 5, "x"], [2, "Tân Tiến", 6, "y"]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    book.save(data := BytesIO())
    text = LETTER.replace("ds.csv", "ds.xlsx")
    refused = listed(space, add(text, ds__xlsx=data.getvalue()))
    assert refused.value is None
    assert [p.code for p in refused.problems] == ["tron/hang_an"]
    left = listed(space, add(text.replace("khoa:", "hang_an: bỏ, khoa:"), ds__xlsx=data.getvalue())).value
    taken = listed(space, add(text.replace("khoa:", "hang_an: lấy, khoa:"), ds__xlsx=data.getvalue())).value
    assert left is not None
    assert taken is not None
    assert [who.khoa for who in left] == ["Hòa Bình"]
    assert [who.khoa for who in taken] == ["Hòa Bình", "Tân Tiến"]


def test_marks_without_a_list_are_told(space: Workspace, add: Add) -> None:
    text = LETTER[: LETTER.index("tron:")].replace("so_van_ban: <<Số>>\n", "")
    told = [p for p in pipeline.load(space, add(text)).problems if p.code == "tron/thieu"]
    assert sorted(p.place.line for p in told) == [4, 5, 7, 8, 10]


@pytest.mark.parametrize("line", ["<<Ghi chú>> như trên.", "**<<Ghi chú>>**", "*<<Ghi chú>> như trên*"])
def test_a_value_may_not_become_an_item(space: Workspace, add: Add, line: str) -> None:
    text = LETTER.replace("2. <<Ghi chú>> như trên.", line)
    for value in ("1. Xã", "a) Xã", "- Xã"):
        problems = made(space, add(text, ds__csv=f"{HEAD}1,Hòa Bình,5,{value}\n")).problems
        assert [(p.code, p.place.line) for p in problems if p.code == "tron/dau_muc"] == [("tron/dau_muc", 9)]


def test_an_item_keeps_its_level_whatever_fills_it(space: Workspace, add: Add) -> None:
    for line in ("2. <<Ghi chú>>", "**2. <<Ghi chú>>**", "- <<Ghi chú>>"):
        text = LETTER.replace("2. <<Ghi chú>> như trên.", line)
        for value in ("1. Xã", "a) Xã", "- Xã", "2026"):
            problems = made(space, add(text, ds__csv=f"{HEAD}1,Hòa Bình,5,{value}\n")).problems
            assert not [p for p in problems if p.code == "tron/dau_muc"]


def test_values_may_not_swell_a_document_without_end(space: Workspace, add: Add) -> None:
    text = LETTER.replace("như trên", "<<Ghi chú>> " * 400)
    folder = add(text, ds__csv=f"{HEAD}1,Hòa Bình,5,{'x' * 30_000}\n2,Tân Tiến,5,x\n")
    one, two = pipeline.build_all(space, [folder])
    assert (one.viec, two.viec) == ("không in", "đã in")
    assert "hàng 2, “Hòa Bình”" in one.problems[0].message


plain = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="*^[]{}\\<>"), min_size=1, max_size=12)


@examples(60)
@given(plain)
def test_a_plain_value_prints_as_it_is_in_every_text_that_names_it(value: str) -> None:
    """Whatever else a value does, the texts have it letter for letter, and the shape of the outline stays."""
    line = f"trước {value} sau"
    aligner = dossier.Aligner(None, None, {}, [(("mo_dau",), (("trước <<x>> sau", None),))])  # type: ignore[arg-type]
    written = dossier.Written("n", aligner, {"mo_dau": ["trước << X >> sau"], "tron": "<<x>>"}, None, None, ())  # type: ignore[arg-type]
    filled = recipients.fill(written, Recipient(2, "k", "k", {"x": value}))
    assert filled.data == {"mo_dau": [line], "tron": "<<x>>"}
    assert filled.aligner.texts == [(("mo_dau",), ((line, None),))]


def test_other_words_between_other_signs_are_words(space: Workspace, add: Add) -> None:
    text = LETTER.replace("<<Ghi chú>>", "«Người tốt, việc tốt» a < b > c 5 > 3")
    assert listed(space, add(text, ds__csv=LIST)).problems == ()


def test_one_number_typed_for_all_is_told_once(space: Workspace, add: Add) -> None:
    rows = LIST + "3,Cát Hải,5,x\n"
    done = list(pipeline.build_all(space, [add(LETTER.replace("<<Số>>", "12"), ds__csv=rows)]))
    assert [p.code for one in done for p in one.problems if p.code.startswith("tron/")] == ["tron/trung_so"]


def test_a_character_that_cannot_be_printed_holds_back_its_row_alone(space: Workspace, add: Add) -> None:
    rows = HEAD + "1,Hòa Bình,5,x\n2,Tân\u200b Tiến,5,x\n3,Cát Hải,5,x\n"
    done = list(pipeline.build_all(space, [add(LETTER, ds__csv=rows)]))
    assert [one.viec for one in done] == ["đã in", "không in", "đã in"]
    assert [(p.code, p.place.cell) for p in done[1].problems] == [("tron/ky_tu_cam", "B3")]


@pytest.mark.parametrize("text", ["Tổng cộng", "CỘNG", "tổng số"])
def test_the_sums_of_a_list_are_nobody(space: Workspace, add: Add, text: str) -> None:
    done = list(pipeline.build_all(space, [add(LETTER, ds__csv=LIST + f"3,{text},5,x\n")]))
    assert [one.viec for one in done] == ["đã in", "đã in", "không in"]
    assert [(p.code, p.place.cell) for p in done[2].problems] == [("tron/hang_tong", "B4")]


def test_remarks_on_many_rows_are_counted_each_kind_by_itself(space: Workspace, add: Add) -> None:
    rows = "".join(f"{n // 2},Xã {n},5,<<x>>\n" for n in range(2, 62))
    told = pipeline.reading.Form.open(space, add(LETTER, ds__csv=HEAD + rows)).value
    assert told is not None
    said = [(p.code, p.message) for p in told.told]
    assert [sum(code == kind for code, _ in said) for kind in ("tron/dau", "tron/trung_so")] == [21, 21]
    assert [message for _, message in said if message.startswith("và ")] == [
        "và 40 hàng nữa như thế", "và 10 hàng nữa như thế",
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), [("-", True), ("……", True), ("= 5 hộ", False), ("x", False), ("✓", False)])
def test_a_cell_with_dots_alone_is_told(space: Workspace, add: Add, text: str, told: bool) -> None:
    form = pipeline.reading.Form.open(space, add(LETTER, ds__csv=f"{HEAD}1,Hòa Bình,5,{text}\n")).value
    assert form is not None
    assert [p.code for p in form.told] == (["tron/o_chi_dau"] if told else [])
    assert not form.danh_sach[0].problems


def test_marks_in_shared_files_are_told_where_they_stand(space: Workspace, add: Add) -> None:
    folder = add(LETTER, ds__csv=LIST)
    path = space.data / "co_quan" / "skhcn.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Nguyễn Văn An", "'Nguyễn <<Tên xã>>'"), encoding="utf-8")
    done = made(space, folder)
    line = 1 + path.read_text(encoding="utf-8").splitlines().index(
        next(x for x in path.read_text(encoding="utf-8").splitlines() if "<<" in x)
    )
    told = [(p.place.file, p.place.line) for p in done.problems if p.code == "tron/dau"]
    assert told == [("data/co_quan/skhcn.yaml", line)]
