"""Rows of texts take a short way from the source to the table: they give what the cell by cell way gives."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import shared
from vbhc.annex import chia_hang, lap_tu_luoi
from vbhc.annex.hang import _Lay
from vbhc.annex.luoi import Loai, Luoi, Noi
from vbhc.annex.trang_tinh import MAX_COLUMNS, MAX_TEXT, TRONG, BanNhap, Chu, Dong, Xuong, o_chu
from vbhc.errors import UserError
from vbhc.model.phu_luc import Bang
from vbhc.problems import Problems

COLUMNS = ("STT", "Việc", "Chủ trì", "Nhóm", "Tiền", "Ghi thêm")
CELL = st.one_of(
    st.sampled_from(["", "", "Một", "Cộng", "Tổng cộng", "tô\u0309ng", "#REF!", "Err:502", "I", "1", "2.1", "1.000"]),
    st.sampled_from([" đầu", "cuối\n", "hai\ndòng", "*mở", "**đậm**", "a|b", "z\u200bw", "\u0301e", "\u00a0"]),
    st.text("aệ|# E:*\u0301\n1", max_size=6),
)
TABLE = {"nguon": "b.csv", "cot": [{"khoa": "a", "tieu_de": "Việc"}, {"khoa": "b", "tieu_de": "Chủ trì"}]}
MONEY = {"khoa": "t", "tieu_de": "Tiền", "kieu": "tien"}
BLANK = {"khoa": "g", "tieu_de": "Ghi chú", "de_trong": True}
FORMS = (
    TABLE,
    TABLE | {"stt": "có", "khoa": "Việc"},
    TABLE | {"stt": "theo nhóm", "nhom": "Nhóm"},
    TABLE | {"stt": "có", "gop": "a"},
    TABLE | {"cot": [*TABLE["cot"], MONEY, BLANK], "stt": "có", "tong": ["t"]},
    TABLE | {"cot": [*TABLE["cot"], BLANK], "hang_an": "lấy"},
)
rows = st.lists(st.lists(CELL, min_size=len(COLUMNS), max_size=len(COLUMNS)), max_size=8)


def _grid(rows, *, as_texts):
    kept = BanNhap(Xuong("b.csv"), "")
    for number, texts in enumerate(rows, 2):
        if as_texts:
            kept.dat_chu(number, texts)
        else:
            kept.dat(number, {c: o_chu(text) for c, text in enumerate(texts, 1) if text})
    return Luoi(Noi(Loai.TEP, "b.csv"), dict(enumerate(COLUMNS, 1)), 1, kept.xong().hang, frozenset({5}))


@shared.examples(300)
@given(rows, st.sampled_from(FORMS))
@example([["1", "Một", "VP", "A", "5", ""], ["", "", "", "", "", "chỉ ở đây"], ["2", "", "VP", "", "6", ""]], FORMS[2])
@example([["", "Một", "VP", "Cộng", "5", ""], ["", "Hai", "VP", "", "5", ""]], FORMS[2])
@example([["", "Một", "VP", "", "5", ""], ["", "Tổng chi cho các việc trên", "", "", "5", ""]], FORMS[4])
def test_the_table_and_what_is_told_are_those_of_the_long_way(rows, form):
    bang = Bang.model_validate(form)
    short, mixed = (lap_tu_luoi(bang, _grid(rows, as_texts=texts), "b1", {}) for texts in (True, False))
    with mock.patch.object(_Lay, "_nguyen", lambda _, rows: [None] * len(rows)):
        long = lap_tu_luoi(bang, _grid(rows, as_texts=False), "b1", {})
    assert short == mixed == long


@given(rows)
def test_rows_are_shared_out_alike(rows):
    bang = Bang.model_validate(TABLE | {"loc": "Nhóm"})
    told = Problems(), Problems()
    cut = [chia_hang(bang, _grid(rows, as_texts=as_texts), told[as_texts]) for as_texts in (False, True)]
    shares = [{key: [(row.so, dict(row.o)) for row in grid.hang] for key, grid in one.items()} for one in cut]
    assert shares[0] == shares[1]
    assert list(told[0]) == list(told[1])


def test_a_row_of_texts_is_a_mapping_of_cells():
    row = Chu({1: 0, 2: 1, 3: 2}, ["a", "", "#REF!"])
    assert dict(row) == {1: o_chu("a"), 3: o_chu("#REF!")}
    assert len(row) == 2
    assert row[2] is TRONG
    assert row.get(9, TRONG) is TRONG
    assert row.cac([3, 9, 1]) == ["#REF!", "", "a"]


@pytest.mark.parametrize(
    ("number", "texts"), [(1, ["x" * (MAX_TEXT + 1)]), (1, ["x"] * (MAX_COLUMNS + 1)), (0, ["x"]), (200_001, ["x"])]
)
def test_the_limits_of_a_sheet_hold_for_rows_of_texts(number, texts):
    said = []
    for keep in ("dat", "dat_chu"):
        kept = BanNhap(Xuong("b.csv"), "")
        kept.hang.append(Dong(0, {1: o_chu("x")}))
        with pytest.raises(UserError) as told:
            getattr(kept, keep)(number, texts if keep == "dat_chu" else {c: o_chu(t) for c, t in enumerate(texts, 1)})
        said.append(str(told.value))
    assert said[0] == said[1]
