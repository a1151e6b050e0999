import openpyxl
import pytest
from annex_tep import hang_ods, o, o_ods, ods_tho, xlsx
from hypothesis import example, given
from hypothesis import strategies as st

from vbhc.annex import hang_cong
from vbhc.problems import Place, Severity
from vbhc.text import letters

HEAD = ["Nhiệm vụ", "Chủ trì"]


def test_titles_stand_above_the_row_of_names(thu_muc):
    xlsx(
        thu_muc.path / "b.xlsx",
        [["DANH MỤC NHIỆM VỤ"], [], [None, "chu tri", "NHIỆM VỤ"], [None, "VP", "Một"]],
    )
    assert o(thu_muc.lap(nguon="b.xlsx")) == [("Một", "VP")]
    assert [p.code for p in thu_muc.problems] == ["phu_luc/cot_khac_dau"]


def test_a_heading_in_two_tiers(thu_muc):
    book = xlsx(
        thu_muc.path / "b.xlsx",
        [
            ["Nhiệm vụ", "Kinh phí", None],
            [None, "Trung ương", "Chủ trì"],
            ["(1)", "(2)", "(3)"],
            ["Một", 5, "VP"],
        ],
    )
    book.active.merge_cells("A1:A2")
    book.active.merge_cells("B1:C1")
    book.save(thu_muc.path / "b.xlsx")
    assert o(thu_muc.lap(nguon="b.xlsx", bo_qua=["trung ương"])) == [("Một", "VP")]
    assert thu_muc.ma("thông tin") == ["hang_so_cot"]


def test_a_missing_column_is_told_with_those_there_and_the_nearest(thu_muc):
    xlsx(thu_muc.path / "b.xlsx", [["Nhiệm vụ", "Chủ tri", "Hạn"], ["Một", "VP", "x"]], sheet="T1")
    cot = [{"khoa": "a", "tieu_de": "Nhiệm vụ"}, {"khoa": "b", "tieu_de": "Đơn vị", "ten_cot": "Chủ trìì"}]
    assert thu_muc.lap(nguon="b.xlsx", cot=cot) is None
    problem = thu_muc.mot("thieu_cot")
    assert problem.place == Place("kh/b.xlsx", sheet="T1")
    assert "“Chủ tri”" in problem.message
    assert "“Hạn”" in problem.message
    assert "Chủ tri" in problem.hint


def test_ten_cot_alone_is_looked_for_when_it_is_given(thu_muc):
    xlsx(thu_muc.path / "b.xlsx", [HEAD, ["Một", "VP"]])
    cot = [{"khoa": "a", "tieu_de": "Nhiệm vụ", "ten_cot": "Không có"}]
    assert thu_muc.lap(nguon="b.xlsx", cot=cot) is None
    assert thu_muc.ma() == ["thieu_cot"]


def test_two_columns_of_one_name(thu_muc):
    xlsx(thu_muc.path / "b.xlsx", [[*HEAD, "CHU TRI"], ["Một", "VP", "x"]])
    assert o(thu_muc.lap(nguon="b.xlsx")) == [("Một", "VP")]  # the very letters win; the other is told
    assert thu_muc.ma("thông tin") == ["cot_khong_in"]
    xlsx(thu_muc.path / "b.xlsx", [[*HEAD, "Chủ trì"], ["Một", "VP", "x"]])
    assert thu_muc.lap(nguon="b.xlsx") is None
    assert "cột B" in thu_muc.mot("trung_cot").message
    assert "cột C" in thu_muc.mot("trung_cot").message


def test_one_column_is_not_taken_twice_unasked(thu_muc):
    xlsx(thu_muc.path / "b.xlsx", [["Việc"], ["Một"]])
    cot = [{"khoa": "a", "tieu_de": "Việc"}, {"khoa": "viec", "tieu_de": "Khác"}]
    assert thu_muc.lap(nguon="b.xlsx", cot=cot) is None
    assert thu_muc.ma() == ["trung_cot"]
    cot = [{"khoa": "a", "tieu_de": "X", "ten_cot": "Việc"}, {"khoa": "b", "tieu_de": "Y", "ten_cot": "Việc"}]
    assert o(thu_muc.lap(nguon="b.xlsx", cot=cot)) == [("Một", "Một")]


def test_what_is_not_printed_is_told(thu_muc):
    xlsx(thu_muc.path / "b.xlsx", [["STT", *HEAD, "Ghi chú", None, "Cũ"], [1, "Một", "VP", "nhớ", "lạc", "x"]])
    assert thu_muc.lap(nguon="b.xlsx", bo_qua=["cũ", "Ghi chu cu"]) is not None
    assert "“STT” (cột A), “Ghi chú” (cột D)" in thu_muc.mot("cot_khong_in").message
    assert "E" in thu_muc.mot("cot_khong_ten").message
    assert "Ghi chú" in thu_muc.mot("bo_qua_la").hint
    thu_muc.lap(nguon="b.xlsx", stt="có", bo_qua=["cũ", "ghi chú"])
    assert thu_muc.ma("thông tin") == []  # our own STT replaces the sheet's


def test_hidden_rows_ask_for_a_word(thu_muc):
    book = xlsx(thu_muc.path / "b.xlsx", [HEAD, ["Một", "VP"], ["Hai", "TC"], ["Ba", "VP"]])
    book.active.row_dimensions[3].hidden = True
    book.save(thu_muc.path / "b.xlsx")
    assert thu_muc.lap(nguon="b.xlsx") is None
    assert thu_muc.mot("hang_an").place.cell == "A3"
    assert [r[0] for r in o(thu_muc.lap(nguon="b.xlsx", hang_an="lấy"))] == ["Một", "Hai", "Ba"]
    assert [r[0] for r in o(thu_muc.lap(nguon="b.xlsx", hang_an="bỏ"))] == ["Một", "Ba"]
    assert "bỏ 1 hàng ẩn: 3" in thu_muc.mot("hang_an").message


def test_a_hidden_column_in_use_is_a_warning(thu_muc):
    book = xlsx(thu_muc.path / "b.xlsx", [HEAD, ["Một", "VP"]])
    book.active.column_dimensions["B"].hidden = True
    book.save(thu_muc.path / "b.xlsx")
    assert thu_muc.lap(nguon="b.xlsx") is not None
    assert thu_muc.ma("cảnh báo") == ["cot_an"]


def test_blank_rows_are_told(thu_muc):
    xlsx(thu_muc.path / "b.xlsx", [HEAD, ["Một", "VP"], [], ["  ", "\n"], ["Hai", "TC"], [], [" "]])
    assert [r[0] for r in o(thu_muc.lap(nguon="b.xlsx"))] == ["Một", "Hai"]
    assert "2 hàng trống: 3, 4" in thu_muc.mot("hang_trong").message


def test_a_row_with_data_only_in_unprinted_columns_is_a_warning(thu_muc):
    xlsx(thu_muc.path / "b.xlsx", [[*HEAD, "Hạn"], ["Một", "VP", None], [None, None, "30/6"]])
    thu_muc.lap(nguon="b.xlsx")
    assert "3" in thu_muc.mot("hang_khong_in").message


@pytest.mark.parametrize(("merge", "bad"), [("A2:A3", True), ("A2:B2", True), ("C2:C3", False), ("B4:B9", False)])
def test_merged_ranges_over_printed_cells_are_an_error(thu_muc, merge, bad):
    book = xlsx(thu_muc.path / "b.xlsx", [[*HEAD, "Hạn"], ["Một", "VP", 1], ["Hai", "TC", 2], ["Ba", "VP", 3]])
    book.active.merge_cells(merge)
    book.active["B3"] = "TC"  # merging emptied what lay under it; row 3 must still be a row
    book.save(thu_muc.path / "b.xlsx")
    table = thu_muc.lap(nguon="b.xlsx", bo_qua=["Hạn"])
    assert (table is None) == bad
    assert thu_muc.ma() == (["o_gop"] if bad else [])


@pytest.mark.parametrize("how", ["nhom", "gop"])
def test_a_merged_group_column_is_inherited_in_silence_an_empty_one_is_told(thu_muc, how):
    rows = [["Nhóm", "Việc"], ["A", "1a"], [None, "2a"], ["B", "3a"], [None, "4a"]]
    book = xlsx(thu_muc.path / "b.xlsx", rows)
    book.active.merge_cells("A2:A3")
    book.save(thu_muc.path / "b.xlsx")
    cot = [{"khoa": "nhom", "tieu_de": "Nhóm"}, {"khoa": "viec", "tieu_de": "Việc"}]
    table = thu_muc.lap(nguon="b.xlsx", cot=cot if how == "gop" else cot[1:], **{how: "nhom"})
    assert thu_muc.mot("nhom_chep").message.endswith(": 5")
    if how == "nhom":
        assert o(table) == [("I. A",), ("1a",), ("2a",), ("II. B",), ("3a",), ("4a",)]
    else:
        assert o(table) == [("I. A", "1a"), ("", "2a"), ("II. B", "3a"), ("", "4a")]
        assert [r.gop for r in table.hang] == ["dau", "tiep", "dau", "tiep"]


def test_a_group_merged_from_a_row_that_is_hidden_and_left_out(thu_muc):
    book = xlsx(thu_muc.path / "b.xlsx", [["Nhóm", "Việc"], ["A", "một"], ["B", "hai"], [None, "ba"]])
    book.active.merge_cells("A3:A4")
    book.active.row_dimensions[3].hidden = True
    book.save(thu_muc.path / "b.xlsx")
    table = thu_muc.lap(nguon="b.xlsx", nhom="nhom", hang_an="bỏ", cot=[{"khoa": "v", "tieu_de": "Việc"}])
    assert o(table) == [("I. A",), ("một",), ("II. B",), ("ba",)]


def test_values_kept_under_a_merged_group_are_an_error(thu_muc):
    data = ods_tho(
        hang_ods("Nhóm", "Việc")
        + hang_ods(o_ods("A", 'table:number-rows-spanned="2" office:value-type="string"'), "một")
        + "<table:table-row><table:covered-table-cell office:value-type='string'><text:p>B</text:p>"
        "</table:covered-table-cell>" + o_ods("hai") + "</table:table-row>"
    )
    (thu_muc.path / "b.ods").write_bytes(data)
    assert thu_muc.lap(nguon="b.ods", nhom="nhom", cot=[{"khoa": "v", "tieu_de": "Việc"}]) is None
    assert thu_muc.ma() == ["o_gop"]


def test_the_first_row_without_a_group(thu_muc):
    xlsx(thu_muc.path / "b.xlsx", [["Nhóm", "Việc"], [None, "một"], ["A", "hai"]])
    assert thu_muc.lap(nguon="b.xlsx", nhom="nhom", cot=[{"khoa": "v", "tieu_de": "Việc"}]) is None
    assert thu_muc.mot("thieu_nhom").place.cell == "A2"


def test_which_sheet(thu_muc):
    book = xlsx(thu_muc.path / "b.xlsx", [HEAD, ["Một", "VP"]], sheet="Chính")
    book.create_sheet("Trống")
    book.save(thu_muc.path / "b.xlsx")
    assert thu_muc.lap(nguon="b.xlsx") is not None
    hidden = book.create_sheet("Ẩn")
    hidden["A1"] = "x"
    hidden.sheet_state = "hidden"
    book.save(thu_muc.path / "b.xlsx")
    assert thu_muc.lap(nguon="b.xlsx") is not None
    assert thu_muc.ma("thông tin") == ["trang_an"]
    assert thu_muc.lap(nguon="b.xlsx", trang="Ẩn") is None
    assert thu_muc.ma() == ["thieu_cot", "thieu_cot"]
    hidden.sheet_state = "visible"
    book.save(thu_muc.path / "b.xlsx")
    assert thu_muc.lap(nguon="b.xlsx") is None
    assert "nhiều trang" in thu_muc.mot("trang").message
    assert thu_muc.lap(nguon="b.xlsx", trang="Chin") is None
    assert "Chính" in thu_muc.mot("trang").hint


def test_forbidden_characters_and_normal_forms(thu_muc):
    (thu_muc.path / "b.csv").write_text("Nhiệm vụ;Chủ trì\nMộ\u200bt;\x1fVP\n", encoding="utf-8")
    assert thu_muc.lap(nguon="b.csv") is None
    assert [p.place.cell for p in thu_muc.problems] == ["A2", "B2"]
    assert thu_muc.ma() == ["ky_tu_cam", "ky_tu_cam"]
    for lost in "\ufffd\ufffc\uf0b7":
        (thu_muc.path / "b.csv").write_text(f"Nhiệm vụ;Chủ trì\nMột;VP\nHai{lost};VP\n", encoding="utf-8")
        assert thu_muc.lap(nguon="b.csv") is None
        assert thu_muc.mot("ky_tu_cam").place.cell == "A3"
    decomposed = "Vie\u0323\u0302c"
    (thu_muc.path / "b.csv").write_text(f'Nhiệm vụ;Chủ trì\n" {decomposed}\r\nb\n\n";VP\n', encoding="utf-8")
    assert o(thu_muc.lap(nguon="b.csv")) == [("Vi\u1ec7c\nb", "VP")]


def test_a_row_of_sums_in_the_source_is_not_summed_again(thu_muc):
    xlsx(thu_muc.path / "b.xlsx", [["Việc", "Tiền"], ["Một", 1], ["TỔNG CỘNG:", 1]])
    cot = [{"khoa": "v", "tieu_de": "Việc"}, {"khoa": "t", "tieu_de": "Tiền", "kieu": "so"}]
    assert thu_muc.lap(nguon="b.xlsx", tong=["t"], cot=cot) is None
    assert thu_muc.mot("hang_tong").place.cell == "A3"
    assert len(thu_muc.lap(nguon="b.xlsx", cot=cot).hang) == 2


SUMS = [
    ("total in STT", [["STT", "Việc", "Tiền"], [1, "a", 100], [2, "b", 200], ["Tổng cộng", None, 300]],
     "", "hang_tong", "A4"),
    ("no label", [["STT", "Việc", "Tiền"], [1, "a", 100], [2, "b", 200], [None, None, 300]], "", "hang_chi_so", "A4"),
    ("headings with groups", [["STT", "Nhóm", "Việc", "Tiền"], ["I", "A", None, 12], [1, "A", "x", 5], [2, "A", "y", 7],
                              ["II", "B", None, 9], [1, "B", "z", 9]], "nhom", "hang_nhom", "A2"),
    ("headings", [["STT", "Việc", "Tiền"], ["I", "Nhóm A", 12], [1, "x", 5], [2, "y", 7], ["II", "Nhóm B", 9],
                  [1, "z", 9]], "", "hang_nhom", "A2"),
    ("sums of groups", [["STT", "Nhóm", "Việc", "Tiền"], [1, "A", "x", 5], [2, "A", "y", 7], ["Cộng A", "A", None, 12],
                        [1, "B", "z", 9], ["Cộng B", "B", None, 9]], "nhom", "hang_tong", "A4"),
    ("decimals", [["TT", "Việc", "Tiền"], ["1", "Nhóm", 12], ["1.1", "x", 5], ["1.2", "y", 7], ["2", "z", 1]],
     "", "hang_nhom", "A2"),
    ("letters", [["TT", "Việc", "Tiền"], [1, "Nhóm", 12], ["a)", "x", 5], ["b)", "y", 7], [2, "z", 1]],
     "", "hang_nhom", "A2"),
    ("dashes", [["TT", "Việc", "Tiền"], [1, "Nhóm", 12], ["-", "x", 5], ["-", "y", 7], [2, "z", 1]],
     "", "hang_nhom", "A2"),
    ("decimals typed as numbers", [["TT", "Việc", "Tiền"], [1, "Nhóm", 12], [1.1, "x", 5], [1.2, "y", 7], [2, "z", 1]],
     "", "hang_nhom", "A2"),
    ("of which", [["TT", "Việc", "Tiền"], [1, "a", 12], [None, "Trong đó: NSNN", 5], [None, "khác", 7], [2, "z", 1]],
     "", "hang_trong_do", "A3"),
    ("of which, below", [["TT", "Việc", "Tiền"], [1, "a", 12], [None, "Trong đó:", None], [None, "NSNN", 5]],
     "", "hang_trong_do", "A4"),
    ("a sum in words", [["Việc", "Tiền"], ["x", 5], ["y", 7], ["Tổng kinh phí thực hiện", 12]], "", "hang_tong", "A4"),
    ("of which, counted anew", [["TT", "Việc", "Tiền"], [1, "a", 12], [None, "Trong đó:", None], [1, "x", 5],
                                [2, "y", 7], [2, "z", 1]], "", "hang_trong_do", "A4"),
    ("of which, after a code", [["Mã", "Việc", "Tiền"], ["01", "a", 12], ["01.1", "Trong đó: NSNN", 5]],
     "", "hang_trong_do", "A3"),
    ("a sum further on", [["Việc", "Tiền"], ["x", 5], ["y", 7], ["Cộng phần I", 12], ["z", 1], ["Cộng phần II", 1]], "",
     "hang_tong", "A4"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "nhom", "code", "cell"), [one[1:] for one in SUMS], ids=[one[0] for one in SUMS])
def test_what_the_source_has_summed_is_not_summed_again(thu_muc, rows, nhom, code, cell):
    xlsx(thu_muc.path / "b.xlsx", rows)
    cot = [{"khoa": "v", "tieu_de": "Việc"}, {"khoa": "t", "tieu_de": "Tiền", "kieu": "so"}]
    more = {"nhom": "Nhóm"} if nhom else {}
    assert thu_muc.lap(nguon="b.xlsx", stt="có", tong=["t"], cot=cot, **more) is None
    told = [p for p in thu_muc.problems if p.severity.label == "lỗi"]
    assert (told[0].code, told[0].place.cell) == (f"phu_luc/{code}", cell)


@pytest.mark.parametrize(
    "rows",
    [
        [["STT", "Việc", "Tiền"], [1, "Tổng kết công tác năm", 5], [2, "Cộng tác viên", 7], [3, "y", 1]],
        [["STT", "Việc", "Tiền"], [1, "a", 1], [2, "b", 1], [3, "c", 2], [4, "d", 4]],
        [["STT", "Việc", "Tiền"], [1, "a", 1], [2, "b", None], [3, "c", 0]],
        [["Mã", "Việc", "Tiền"], ["I", "a", 2], [1, "b", 2]],
        [["STT", "Nhóm", "Việc", "Tiền"], [1, "A", "x", 5], [2, "A", "y", 7], [1, "B", "z", 9]],
        [["STT", "Việc", "Tiền"], [1, "a", 200], [2, "b", 200], [3, "c", 200], [4, "d", 200]],
        [["STT", "Việc", "Tiền"], [1, "a", 300], [2, "b", 200], [3, "c", 100], [4, "d", 100]],
        [["STT", "Việc", "Tiền"], [1, "a", None], [None, "Trong đó: NSNN", 5], [None, "khác", 7]],
        [["STT", "Việc", "Tiền"], [1, "a", 5], [None, "Trong đó giao VP", None], [2, "c", 7]],
        [["STT", "Việc", "Tiền"], ["I", "a", None], [None, "Trong đó:", None], [1, "c", 7], [2, "d", 7]],
        [["STT", "Việc", "Ghi chú", "Tiền"], [1, "a", "x", 500], [2, "b", None, 300], [3, "c", None, 200]],
        [["STT", "Việc", "Tiền", "Ghi chú"], [1, "a", 500, None], [2, "b", 300, "Trong đó NSĐP 100"]],
        [["STT", "Việc", "Tiền", "Ghi chú"], [1, "a", 500, None], [2, "b", 500, "Tổng mức đã duyệt"]],
        [["STT", "Việc", "Tiền"], [1, "Hội nghị", 500], [2, "Tổng kết, khen thưởng", 500], [3, "Cộng tác viên", 1000]],
        [["STT", "Việc", "Tiền"], [1, "a", 100], [2, "b", 200], [3, "c", 300]],
        [["STT", "Việc", "Tiền"], [1, "a", 500], [2, "b", 0], [3, "c", None], [4, "d", 500]],
    ],
    ids=[
        "words",
        "small numbers",
        "blanks",
        "a code",
        "restarts",
        "all alike",
        "a chance sum",
        "nothing to share",
        "no share",
        "nothing above",
        "one level",
        "a remark of which",
        "a remark of a sum",
        "words of equal numbers",
        "counted on",
        "nothing to sum",
    ],
)
def test_rows_of_their_own_are_left_alone(thu_muc, rows):
    xlsx(thu_muc.path / "b.xlsx", rows)
    cot = [{"khoa": "v", "tieu_de": "Việc"}, {"khoa": "t", "tieu_de": "Tiền", "kieu": "so"}]
    cot += [{"khoa": "g", "tieu_de": "Ghi chú"}] * ("Ghi chú" in rows[0])
    table = thu_muc.lap(nguon="b.xlsx", stt="có", tong=["t"], cot=cot)
    assert table is not None, thu_muc.problems
    assert not {p.code for p in thu_muc.problems} & {"phu_luc/hang_tong", "phu_luc/hang_nhom", "phu_luc/hang_chi_so"}


def test_headings_that_are_not_summed_are_told(thu_muc):
    rows = [["STT", "Việc"], ["I", "Nhóm A"], [1, "x"], ["II", "Nhóm B"], [1, "z"], ["TỔNG", None]]
    xlsx(thu_muc.path / "b.xlsx", rows)
    assert thu_muc.lap(nguon="b.xlsx", stt="có", cot=[{"khoa": "v", "tieu_de": "Việc"}]) is not None
    assert [p.place.cell for p in thu_muc.problems if p.code == "phu_luc/hang_nhom"] == ["A2", "A4"]


@given(st.text(st.sampled_from("tổngcộsô TỔNG:.…-—đ\u0301\u0336αß1"), max_size=30))
@example("— — TỔNG — CỘNG: " + "." * 500)
@example("αβγδεζηθικ tổng")
@example("Cộng tổng các")
def test_a_text_passed_over_for_its_length_has_no_key_of_a_sum(text):
    assert not (hang_cong._KHONG_LA_TONG.match(text) and letters.key_of(text) in hang_cong._TONG)


@pytest.mark.parametrize("name", ["Tổng cộng", "CỘNG TỔNG", "— Tổng   số …", "to\u0302ng cong", "Cộng"])
def test_a_name_of_a_sum_is_known_however_it_is_typed(name):
    assert not hang_cong._KHONG_LA_TONG.match(name)
    assert letters.key_of(name) in hang_cong._TONG


@pytest.mark.parametrize("rule", ["-|-", "| - | - |", "-- | --", ":-|-:"])
def test_a_line_of_single_dashes_is_neither_dropped_nor_printed(thu_muc, rule):
    assert thu_muc.lap(hang=f"a | b\n{rule}\nx | y\n") is None
    assert thu_muc.mot("gach_ngang").place.line == 9
    assert o(thu_muc.lap(hang="a | b\n---|---\n- | -\nx | y\n")) == [("-", "-"), ("x", "y")]


def test_marks_are_told_line_by_line_as_they_print(thu_muc):
    text = "a | b\n---|---\n*x<br>y* | m^{2\n**đậm** | *một*<br>*hai*\n"
    assert thu_muc.lap(hang=text) is not None
    told = [(p.place.line, p.message.split()[1]) for p in thu_muc.problems]
    assert told == [(10, "*"), (10, "^{")]


def test_the_row_that_numbers_the_columns_goes_wherever_a_page_repeats_it(thu_muc):
    head, numbers = ["TT", "Việc", "Tiền", "SL"], ["1", "2", "3", "4"]
    rows = [head, numbers, [1, "v1", 100, 5], [2, "v2", 200, 6], numbers, [3, "v3", 50, 7]]
    xlsx(thu_muc.path / "b.xlsx", rows)
    cot = [{"khoa": "v", "tieu_de": "Việc"}, {"khoa": "t", "tieu_de": "Tiền", "kieu": "so"}]
    table = thu_muc.lap(nguon="b.xlsx", stt="có", tong=["t"], cot=cot, bo_qua=["SL"])
    assert o(table)[-2:] == [("3", "v3", "50"), ("", "Tổng cộng", "350")]
    assert thu_muc.mot("hang_so_cot").message.startswith("bỏ qua hàng 2, 5:")


MONEY = [{"khoa": "a", "tieu_de": "Việc"}, {"khoa": "t", "tieu_de": "Tiền", "kieu": "so"}]


@pytest.mark.parametrize("name", ["Tất cả", "Σ", "Lũy kế", "TC", "T/cộng"])
def test_a_last_row_that_is_the_sum_of_all_above_is_looked_at_whatever_its_name(thu_muc, name):
    thu_muc.lap(hang=f"a | t\n---|---\nx | 500\ny | 600\n{name} | 1.100\n", cot=MONEY, tong=["t"])
    assert thu_muc.ma("cảnh báo") == ["hang_tong"]
    thu_muc.lap(hang=f"a | t\n---|---\nx | 500\n{name} | 500\ny | 600\n", cot=MONEY, tong=["t"])
    assert thu_muc.problems == ()


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["Nhóm A", None, 300], ["x", "VP", 100], ["y", "TC", 200], ["Nhóm B", None, 50], ["z", "VP", 50]], [2]),
        ([["a", "VP", 300], ["b", "VP", 700], ["NSNN", None, 400], ["khác", None, 300]], [3]),
        ([["A", "q", 300], ["x", "q", 100], ["y", "q", 200], ["B", "q", 9], ["u", "q", 4], ["v", "q", 5]], []),
        (
            [["A", "q", 300], ["x", "q", 100], ["y", "q", 200], ["B", "q", 900], ["u", "q", 400], ["v", "q", 500]],
            [2, 5],
        ),
        ([["A", "q", 300], ["x", "q", 100], ["y", None, 200], ["B", "q", 1]], []),
    ],
    ids=["headings", "shares", "small", "the whole table", "alike"],
)
def test_a_row_that_is_the_sum_of_those_under_it_is_looked_at(thu_muc, rows, told):
    xlsx(thu_muc.path / "b.xlsx", [["Việc", "Ai", "Tiền"], *rows])
    cot = [MONEY[0], {"khoa": "ai", "tieu_de": "Ai"}, MONEY[1]]
    assert thu_muc.lap(nguon="b.xlsx", cot=cot, tong=["t"]) is not None
    assert thu_muc.ma("cảnh báo") == ["hang_nhom"] * bool(told)
    if told:
        assert f": {', '.join(map(str, told))};" in thu_muc.mot("hang_nhom").message


def test_a_sum_with_a_number_before_its_name_is_a_sum(thu_muc):
    assert thu_muc.lap(hang="a | t\n---|---\nx | 5\ny | 6\nI. Tổng cộng | 11\n", cot=MONEY, tong=["t"]) is None
    assert thu_muc.ma() == ["hang_tong"]


def test_names_of_columns_repeated_further_down_are_told(thu_muc):
    xlsx(thu_muc.path / "b.xlsx", [HEAD, ["x", "y"], HEAD, ["z", "t"], ["Nhiệm vụ", "VP"]])
    assert len(thu_muc.lap(nguon="b.xlsx").hang) == 4
    assert thu_muc.mot("hang_ten_cot").place.cell == "A3"


def test_pipe_table(thu_muc):
    text = "| a | Chủ trì |\n|---|:--:|\n| một \\| hai | VP<br>TC |\n\n|  | *x* |\n"
    assert o(thu_muc.lap(hang=text)) == [("một | hai", "VP\nTC"), ("", "*x*")]
    assert o(thu_muc.lap(hang="a | b\nmột |\n | hai")) == [("một", ""), ("", "hai")]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("| a | b |\n| 1 | 2 |\n| 1 | 2 | 3 |", "so_o", 10),
        ("| a | b |\n\n| 1 |", "so_o", 10),
        ("| a |\n| 1 |", "thieu_cot", 8),
        ("| a | b | c |\n| 1 | 2 | 3 |", "cot_la", 8),
        ("| a | a | b |\n| 1 | 2 | 3 |", "trung_cot", 8),
        ("| a | |\n| 1 | 2 |", "cot_khong_ten", 8),
        ("| a | b |\n| 1 | #REF! |", "o_loi", 9),
        ("| a | b |\n|---|---|", "bang_trong", 7),
        ("\n  \n", "bang_trong", 7),
    ],
)
def test_what_is_wrong_in_a_pipe_table_has_its_line(thu_muc, text, code, line):
    assert thu_muc.lap(hang=text) is None
    assert thu_muc.mot(code).place == Place("kh/van_ban.yaml", line, 1)
    assert thu_muc.ma() == [code]


def test_mappings_in_place(thu_muc):
    assert o(thu_muc.lap(hang=[{"a": "1", "b": "2"}, {"b": "3"}])) == [("1", "2"), ("", "3")]
    assert thu_muc.lap(hang=[{"a": "1", "b": "2", "bb": "3"}]) is None
    assert thu_muc.ma() == ["cot_la"]
    assert thu_muc.lap(hang=[{"a": "1"}, {"a": "\x01", "b": ""}]) is None
    assert "hàng thứ 2" in thu_muc.mot("ky_tu_cam").message


def test_tasks_of_the_document(thu_muc):
    tasks = [{"a": "Một", "b": "VP", "han": "x"}, {"a": "Hai"}]
    assert o(thu_muc.lap(nguon="nhiem_vu", nhiem_vu=tasks)) == [("Một", "VP"), ("Hai", "")]
    assert thu_muc.problems == ()
    assert thu_muc.lap(nguon="nhiem_vu", nhiem_vu=[{"a": "Một"}]) is None
    assert thu_muc.ma() == ["thieu_cot"]
    assert thu_muc.lap(nguon="nhiem_vu") is None
    assert thu_muc.ma() == ["bang_trong"]


@pytest.mark.parametrize("name", ["../b.xlsx", "/etc/passwd", "x/../../b.xlsx", "C:\\b.xlsx", "..\\b.xlsx", "~/b.xlsx"])
def test_paths_may_not_leave_the_folder(thu_muc, name):
    thu_muc.path = thu_muc.path / "trong"
    thu_muc.path.mkdir()
    xlsx(thu_muc.path.parent / "b.xlsx", [HEAD, ["Một", "VP"]])
    assert thu_muc.lap(nguon=name) is None
    assert "thư mục của văn bản" in thu_muc.mot("nguon").message


def test_links_may_not_leave_the_folder(thu_muc):
    thu_muc.path = thu_muc.path / "trong"
    thu_muc.path.mkdir()
    xlsx(thu_muc.path.parent / "b.xlsx", [HEAD, ["Một", "VP"]])
    (thu_muc.path / "b.xlsx").symlink_to(thu_muc.path.parent / "b.xlsx")
    (thu_muc.path / "vong.xlsx").symlink_to(thu_muc.path / "vong.xlsx")
    assert thu_muc.lap(nguon="b.xlsx") is None
    assert "liên kết" in thu_muc.mot("nguon").message
    assert thu_muc.lap(nguon="vong.xlsx") is None


def test_a_missing_file_is_told_with_the_near_name(thu_muc):
    xlsx(thu_muc.path / "nhiem_vu.xlsx", [HEAD])
    (thu_muc.path / "~$nhiem_vv.xlsx").write_bytes(b"")
    assert thu_muc.lap(nguon="nhiem_vv.xlsx") is None
    problem = thu_muc.mot("nguon")
    assert problem.place == Place("kh/van_ban.yaml", 7, 1)
    assert "“nhiem_vu.xlsx”" in problem.message


def test_a_name_matches_however_its_letters_are_composed(thu_muc):
    xlsx(thu_muc.path / "vie\u0323\u0302c.xlsx", [HEAD, ["Một", "VP"]])
    assert thu_muc.lap(nguon="vi\u1ec7c.xlsx") is not None


def test_reader_errors_become_problems_of_the_file(thu_muc):
    (thu_muc.path / "b.csv").write_bytes(b"\xff\xff")
    (thu_muc.path / "d.xlsx").mkdir()
    for name in ("b.csv", "d.xlsx"):
        assert thu_muc.lap(nguon=name) is None
        assert thu_muc.mot("bang_tinh").place == Place(f"kh/{name}")
        assert thu_muc.mot("bang_tinh").severity is Severity.LOI
        assert name not in thu_muc.mot("bang_tinh").message


def test_an_empty_workbook(thu_muc):
    openpyxl.Workbook().save(thu_muc.path / "b.xlsx")
    assert thu_muc.lap(nguon="b.xlsx") is None
    assert thu_muc.ma() == ["trang"]
    xlsx(thu_muc.path / "b.xlsx", [HEAD])
    assert thu_muc.lap(nguon="b.xlsx") is None
    assert thu_muc.ma() == ["bang_trong"]


COT_SO = [{"khoa": "v", "tieu_de": "Việc"}, {"khoa": "k", "tieu_de": "Kinh phí", "kieu": "so"}]


@pytest.mark.parametrize("rows", [
    [["Sửa bảng", 9], ["Viết báo cáo", 6], ["Việc", "Kinh phí"], ["Xin ý kiến", 7]],
    [["DANH MỤC"], ["Sửa bảng", 9], ["Việc", "Kinh phí"], ["Xin ý kiến", 7]],
])  # fmt: skip
def test_data_sorted_above_their_head_are_told(thu_muc, rows):
    xlsx(thu_muc.path / "b.xlsx", rows)
    assert thu_muc.lap(nguon="b.xlsx", cot=COT_SO) is None
    found = thu_muc.mot("hang_tren")
    assert found.place.cell == f"A{1 + (len(rows[0]) == 1)}"
    assert f"hàng tiêu đề (hàng {rows.index(['Việc', 'Kinh phí']) + 1})" in found.message
    (thu_muc.path / "b.csv").write_text("\n".join(";".join(map(str, [*r, ""][:2])) for r in rows), encoding="utf-8")
    assert thu_muc.lap(nguon="b.csv", cot=COT_SO) is None
    thu_muc.mot("hang_tren")


def test_titles_and_letterheads_above_the_head_are_none_of_the_data(thu_muc):
    rows = [["UBND THÀNH PHỐ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["SỞ NỘI VỤ", "Độc lập"], ["DANH MỤC NĂM 2026"],
            [None, "Đơn vị tính: đồng"], ["Việc", "Kinh phí"], ["Xin ý kiến", 7]]  # fmt: skip
    xlsx(thu_muc.path / "b.xlsx", rows)
    assert thu_muc.lap(nguon="b.xlsx", cot=COT_SO, don_vi_tinh="đồng") is not None
    assert thu_muc.problems == ()


@pytest.mark.parametrize(
    ("text", "unit", "told"),
    [
        ("Đơn vị tính: nghìn đồng", "triệu đồng", "lỗi"), ("(ĐVT: 1.000đ)", "triệu đồng", "lỗi"),
        ("Đơn vị: Tr.đ", "triệu đồng", ""), ("ĐVT: triệu đồng./.", "Triệu  đồng", ""),
        ("Đơn vị: Sở Nội vụ", "triệu đồng", ""), ("ĐVT: người", "triệu đồng", "cảnh báo"),
        ("ĐVT: đồng", "", "cảnh báo"), ("ĐVT: người", "", ""),
    ],
)  # fmt: skip
def test_a_sheet_in_another_unit_is_told(thu_muc, text, unit, told):
    xlsx(thu_muc.path / "b.xlsx", [["DANH MỤC"], [None, text], ["Việc", "Kinh phí"], ["Xin ý kiến", 7]])
    assert (thu_muc.lap(nguon="b.xlsx", cot=COT_SO, don_vi_tinh=unit) is None) is (told == "lỗi")
    assert [(p.code, p.severity.label) for p in thu_muc.problems] == [("phu_luc/don_vi_tinh", told)] * bool(told)
    assert not told or thu_muc.mot("don_vi_tinh").place.cell == "B2"


def test_a_unit_in_the_heading_of_a_column_is_enough(thu_muc):
    cot = [COT_SO[0], COT_SO[1] | {"tieu_de": "Kinh phí (triệu đồng)", "ten_cot": "Kinh phí"}]
    xlsx(thu_muc.path / "b.xlsx", [["DANH MỤC"], [None, "ĐVT: Tr.đ"], ["Việc", "Kinh phí"], ["Xin ý kiến", 7]])
    assert thu_muc.lap(nguon="b.xlsx", cot=cot) is not None
    assert thu_muc.problems == ()


def test_the_upper_tier_of_a_head_is_none_of_the_data(thu_muc):
    cot = [{"khoa": k, "tieu_de": k} for k in ("a1", "a2", "b1", "b2", "c1", "c2")]
    rows = [["Một", None, "Hai", None, "Ba", None], [c["tieu_de"] for c in cot], [*"uvwxyz"]]
    book = xlsx(thu_muc.path / "b.xlsx", rows)
    for merged in ("A1:B1", "C1:D1", "E1:F1"):
        book.active.merge_cells(merged)
    book.save(thu_muc.path / "b.xlsx")
    assert o(thu_muc.lap(nguon="b.xlsx", cot=cot)) == [tuple("uvwxyz")]
    (thu_muc.path / "b.csv").write_text("\n".join(";".join(x or "" for x in r) for r in rows), encoding="utf-8")
    assert o(thu_muc.lap(nguon="b.csv", cot=cot)) == [tuple("uvwxyz")]


@pytest.mark.parametrize(("under", "told"), [
    ([["Ghi chú: số liệu tạm tính"]], [5]), ([[None, "Người lập biểu"], ["Lê Văn An"]], [5, 6]),
    ([["c", 7]], []), ([["c"], ["d", 8]], []),
])  # fmt: skip
def test_notes_under_a_table_are_told(thu_muc, under, told):
    xlsx(thu_muc.path / "b.xlsx", [["Việc", "Kinh phí"], ["a", "5"], ["b", "6"], [], *under])
    cot = [COT_SO[0], {**COT_SO[1], "kieu": "chu"}]
    assert len(thu_muc.lap(nguon="b.xlsx", cot=cot).hang) == 2 + len(under)
    assert thu_muc.ma("cảnh báo") == ["hang_duoi"] * bool(told)
    if told:
        assert thu_muc.mot("hang_duoi").message.endswith(": " + ", ".join(map(str, told)))


@pytest.mark.parametrize(
    ("name", "told"), [("Ghi chú: số liệu tạm tính", True), ("(*) Chưa gồm thuế", True), ("Nguồn nhân lực", False)]
)
def test_a_note_right_under_a_table_is_told_by_its_name(thu_muc, name, told):
    xlsx(thu_muc.path / "b.xlsx", [["Việc", "Kinh phí"], ["a", "5"], ["b", "6"], [name]])
    assert len(thu_muc.lap(nguon="b.xlsx", cot=[COT_SO[0], {**COT_SO[1], "kieu": "chu"}]).hang) == 3
    assert ("hang_duoi" in thu_muc.ma("cảnh báo")) is told


def test_a_blank_row_between_groups_is_nothing_to_tell(thu_muc):
    xlsx(thu_muc.path / "b.xlsx", [["Việc", "Kinh phí"], ["a", 5], [], ["b", 6], ["c", None]])
    thu_muc.lap(nguon="b.xlsx", cot=COT_SO)
    assert thu_muc.ma("cảnh báo") == []


@pytest.mark.parametrize(("asked", "there", "found"), [
    ("<5 tuổi", ">5 tuổi", None), ("Tăng (-)", "Tăng (+)", None), ("Tỷ lệ (‰)", "Tỷ lệ (%)", None),
    ("≥ 18", "< 18", None), ("Tăng (−)", "Tăng (-)", ""), ("Tỷ lệ", "Tỷ lệ (%)", ""),
    ("Giá", "Giá ($)", "cot_khac_dau"), ("Họ - tên", "Họ tên", ""), ("Cộng (+)", "CỘNG  (+)", ""),
])  # fmt: skip
def test_a_column_whose_name_has_other_signs_is_another(thu_muc, asked, there, found):
    xlsx(thu_muc.path / "b.xlsx", [["Họ và tên", there], ["An", 3]])
    cot = [{"khoa": "ho_ten", "tieu_de": "Họ và tên"}, {"khoa": "k", "tieu_de": asked}]
    table = thu_muc.lap(nguon="b.xlsx", cot=cot)
    assert (table is None) == (found is None)
    assert ("thieu_cot" in thu_muc.ma()) == (found is None)
    assert thu_muc.ma("cảnh báo") == ([found] if found else [])


def test_a_column_found_by_its_key_whose_name_is_a_word_of_other_marks_is_told(thu_muc):
    xlsx(thu_muc.path / "b.xlsx", [["Họ tên", "Nam", "Nữ"], ["An", 3, 4]])
    cot = [{"khoa": "ho_ten", "tieu_de": "Họ tên"}, {"khoa": "nam", "tieu_de": "Năm thực hiện"}]
    assert o(thu_muc.lap(nguon="b.xlsx", cot=cot, bo_qua=["Nữ"])) == [("An", "3")]
    assert thu_muc.ma("cảnh báo") == ["cot_khac_dau"]


@pytest.mark.parametrize(("heads", "told"), [
    (["Họ tên", "Nam", "Nữ"], True), (["Ho ten", "Nam", "Nu"], False), (["Họ tên", "NĂM", "Nữ"], False),
])  # fmt: skip
def test_a_column_of_the_same_letters_with_other_marks_is_told(thu_muc, heads, told):
    xlsx(thu_muc.path / "b.xlsx", [heads, ["An", 3, 4]])
    cot = [{"khoa": "ho_ten", "tieu_de": "Họ tên"}, {"khoa": "nam", "tieu_de": "Năm"}]
    assert o(thu_muc.lap(nguon="b.xlsx", cot=cot, bo_qua=[heads[2]])) == [("An", "3")]
    assert thu_muc.ma("cảnh báo") == ["cot_khac_dau"] * told
