"""The group of a row is that of the sheet as a whole, whatever of the sheet is printed."""

from __future__ import annotations

import pytest
from annex_tep import o, xlsx

from vbhc.annex import chia_hang, lap_tu_luoi
from vbhc.annex.luoi import Loai, Luoi, Noi
from vbhc.annex.trang_tinh import BanNhap, Gop, Xuong
from vbhc.model.phu_luc import Bang
from vbhc.problems import Problems

COT = [{"khoa": "a", "tieu_de": "Việc"}, {"khoa": "b", "tieu_de": "Chủ trì"}]
HEAD = ("Nhóm", "Việc", "Chủ trì")


def _lap(thu_muc, *rows, **bang):
    (thu_muc.path / "b.csv").write_text("\n".join(";".join(row) for row in (HEAD, *rows)), encoding="utf-8")
    table = thu_muc.lap(**({"nguon": "b.csv", "cot": COT, "nhom": "Nhóm", "stt": "có"} | bang))
    return o(table) if table else None


def test_rows_whose_group_is_blank_take_the_one_above(thu_muc):
    assert _lap(thu_muc, ("N1", "x", "y"), ("", "z", ""), ("N2", "u", "")) == [
        ("I", "N1", ""), ("1", "x", "y"), ("2", "z", ""), ("II", "N2", ""), ("3", "u", ""),
    ]  # fmt: skip
    assert thu_muc.mot("nhom_chep").message.endswith(": 3")


def test_a_row_with_nothing_but_a_name_is_the_heading_of_those_under_it(thu_muc):
    rows = ("N1", "", ""), ("", "x", "y"), ("N2", "", ""), ("N2", "z", ""), ("N3", "", "")
    assert _lap(thu_muc, *rows) == [("I", "N1", ""), ("1", "x", "y"), ("II", "N2", ""), ("2", "z", "")]
    assert "hàng chỉ có tên nhóm, nhóm không có hàng nào nên không in: 6" in thu_muc.mot("hang_khong_in").message


def test_a_name_merged_over_a_whole_row_is_a_heading_too(thu_muc):
    book = xlsx(thu_muc.path / "b.xlsx", [HEAD, ["N1", None, None], [None, "x", "y"], ["N2", None, None], [None, "z"]])
    book.active.merge_cells("A2:C2")
    book.active.merge_cells("A4:C4")
    book.save(thu_muc.path / "b.xlsx")
    table = thu_muc.lap(nguon="b.xlsx", cot=COT, nhom="Nhóm")
    assert o(table) == [("I. N1", ""), ("x", "y"), ("II. N2", ""), ("z", "")]
    assert [p.code for p in thu_muc.problems] == ["phu_luc/nhom_chep"]


@pytest.mark.parametrize(("hang_an", "told"), [("bỏ", ["nhom_chep"]), ("lấy", [])])
def test_a_group_that_a_hidden_row_names_is_that_of_the_rows_under_it(thu_muc, hang_an, told):
    book = xlsx(thu_muc.path / "b.xlsx", [HEAD, ["N1", "x", "y"], ["N2", "u", "v"], [None, "w", "q"]])
    book.active.row_dimensions[3].hidden = True
    book.save(thu_muc.path / "b.xlsx")
    table = thu_muc.lap(nguon="b.xlsx", cot=COT, nhom="Nhóm", hang_an=hang_an)
    assert o(table)[-2:] == [("II. N2", ""), ("w", "q")] if told else ("w", "q") in o(table)
    assert thu_muc.ma("cảnh báo") == told


@pytest.mark.parametrize("number", ["300", "1.500", "-"])
def test_a_heading_that_holds_a_number_is_told(thu_muc, number):
    cot = [{"khoa": "a", "tieu_de": "Việc"}, {"khoa": "b", "tieu_de": "Chủ trì"}]
    assert _lap(thu_muc, ("A", "", number), ("", "v1", "100"), ("", "v2", "200"), cot=cot) is not None
    assert thu_muc.mot("hang_chi_so").place.line == 0
    assert thu_muc.mot("hang_chi_so").place.cell == "A2"


def test_a_row_that_prints_nothing_is_not_numbered(thu_muc):
    assert _lap(thu_muc, ("k1", "", ""), ("k2", "x", "y"), nhom="", khoa="Nhóm") == [("1", "x", "y")]
    assert thu_muc.ma("cảnh báo") == ["hang_khong_in"]


def test_a_first_column_that_is_all_there_is_to_print_stays(thu_muc):
    blank = {"khoa": "g", "tieu_de": "Ghi chú", "de_trong": True}
    cot = [{"khoa": "n", "tieu_de": "Nhóm"}, blank]
    assert _lap(thu_muc, ("N1", "", ""), ("N2", "", ""), nhom="", gop="n", cot=cot, bo_qua=["Việc"]) == [
        ("I. N1", "1", ""), ("II. N2", "2", ""),
    ]  # fmt: skip


def test_a_task_takes_nobody_elses_group(thu_muc):
    tasks = [{"noi_dung": "một", "chu_tri": "VP"}, {"noi_dung": "hai"}]
    cot = [{"khoa": "noi_dung", "tieu_de": "Việc"}]
    assert thu_muc.lap(nguon="nhiem_vu", nhiem_vu=tasks, nhom="chu_tri", cot=cot) is None
    assert thu_muc.ma() == ["thieu_nhom"]


def _cut(*rows, gop=()):
    bang = Bang.model_validate({"nguon": "b.csv", "cot": COT, "nhom": "Nhóm", "loc": "Xã"})
    kept = BanNhap(Xuong("b.csv"), "")
    for number, row in enumerate(rows, 2):
        kept.dat_chu(number, row)
    grid = Luoi(Noi(Loai.TEP, "b.csv"), dict(enumerate((*HEAD, "Xã"), 1)), 1, kept.xong().hang, gop=gop)
    problems = Problems()
    cut = chia_hang(bang, grid, problems)
    return {key: lap_tu_luoi(bang, own, "b1", {}) for key, own in cut.items()}, problems


def test_rows_shared_out_keep_the_group_of_the_whole_sheet():
    made, told = _cut(["N1", "v1", "", "A"], ["", "v2", "", "B"], ["N2", "v3", "", "B"], ["", "v4", "", "A"])
    assert [row.o[0] for row in made["a"].value.hang] == ["I. N1", "v1", "II. N2", "v4"]
    assert [row.o[0] for row in made["b"].value.hang] == ["I. N1", "v2", "II. N2", "v3"]
    assert [p.code for p in told] == ["phu_luc/nhom_chep"]


def test_a_key_hidden_under_a_merged_one_is_nobodys():
    rows = ["N", "v1", "", "A"], ["N", "v2", "", "B"], ["N", "v3", "", ""]
    made, told = _cut(*rows, gop=(Gop(2, 4, 4, 4),))
    assert [p.code for p in told] == ["phu_luc/o_gop"]
    assert next(iter(told)).place.cell == "D3"
    made, told = _cut(rows[0], ["N", "v2", "", "a"], rows[2], gop=(Gop(2, 4, 4, 4),))
    assert not list(told)
    assert [row.o[0] for row in made["a"].value.hang] == ["I. N", "v1", "v2", "v3"]


def test_a_row_of_numbers_that_carries_a_key_of_others_is_nobodys_heading():
    made, told = _cut(["A", "1", "2", "A"], ["N", "v", "3", "B"], ["N", "w", "5", "A"])
    assert [row.o[0] for row in made["a"].value.hang] == ["I. A", "1", "II. N", "w"]
    assert not list(told)
    made, _ = _cut(["N", "z", "4", "2"], ["1", "2", "3", "1"], ["N", "x", "5", "1"])
    assert [row.o[0] for row in made["1"].value.hang] == ["I. 1", "2", "II. N", "x"]
    made, told = _cut(["1", "2", "3", "4"], ["N", "x", "5", "A"])
    assert list(made) == ["a"]
    assert [p.code for p in told] == ["phu_luc/hang_so_cot"]


def test_a_row_that_repeats_its_group_and_holds_nothing_else_is_told_or_prints(thu_muc):
    rows = ("N1", "x", "y"), ("N1", "", ""), ("N1", "z", "")
    assert _lap(thu_muc, *rows) == [("I", "N1", ""), ("1", "x", "y"), ("2", "z", "")]
    assert thu_muc.mot("hang_khong_in").message.endswith(": 3")
    merged = _lap(thu_muc, *rows, gop="g", nhom="", cot=[{"khoa": "g", "tieu_de": "Nhóm"}, *COT])
    assert [row[1:] for row in merged] == [("1", "x", "y"), ("2", "", ""), ("3", "z", "")]


def test_a_row_with_a_key_of_its_own_is_no_heading(thu_muc):
    (thu_muc.path / "b.csv").write_text("Mã;Nhóm;Việc\nk1;N1;\nk2;N1;x", encoding="utf-8")
    table = thu_muc.lap(nguon="b.csv", cot=COT[:1], nhom="Nhóm", khoa="Mã")
    assert o(table) == [("I. N1",), ("x",)]
    assert thu_muc.mot("hang_khong_in").message.endswith(": 2")


@pytest.mark.parametrize("rows", [
    [("I. Việc khác", "a", ""), ("II. Việc khác", "b", "")],
    [("I. N", "", ""), ("", "a", ""), ("II. N", "", ""), ("", "b", "")],
])  # fmt: skip
def test_groups_of_one_name_and_two_numerals_are_not_one(thu_muc, rows):
    assert _lap(thu_muc, *rows) is None
    assert thu_muc.ma() == ["nhom_tach"]


def test_a_numeral_typed_but_once_is_of_the_same_group(thu_muc):
    assert _lap(thu_muc, ("I. N", "a", ""), ("N", "b", "")) == [("I", "N", ""), ("1", "a", ""), ("2", "b", "")]
