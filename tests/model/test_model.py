"""Fields that read what a drafter types, and refuse what has no meaning."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from vbhc.model.co_quan import CoQuan, NguoiKy, VienDan
from vbhc.model.ho_so import Places
from vbhc.model.nen import CoChu, DoKhan, Huong
from vbhc.model.phu_luc import Bang, PhuLuc
from vbhc.model.van_ban import Muc, NoiNhan, Phan, ThoiHan, VanBan
from vbhc.text import dates

BASE = {"loai": "KH", "co_quan": "x", "trich_yeu": "y", "noi_nhan": ["Sở"], "luu": "VT", "nguoi_ky": "gd"}


def refused(model, data) -> str:
    with pytest.raises(ValidationError) as found:
        model.model_validate(data)
    return " ".join(e["msg"] for e in found.value.errors())


@pytest.mark.parametrize(("typed", "number"), [("08", 8), ("74", 74), ("1", 1), ("99999", 99999), (None, None)])
def test_the_number_is_read_from_its_digits(typed, number) -> None:
    assert VanBan.model_validate(BASE | {"so_van_ban": typed}).so_van_ban == number


@pytest.mark.parametrize("typed", ["08a", "0", "-1", "1e3", "0x1F", "123456", "١٢", " 8", "1.0"])
def test_a_number_that_is_none_is_refused(typed: str) -> None:
    refused(VanBan, BASE | {"so_van_ban": typed})


@pytest.mark.parametrize(
    ("typed", "value"),
    [("có", True), ("Có", True), ("co", True), ("true", True), ("không", False), ("KHÔNG", False), ("false", False)],
)
def test_yes_and_no(typed: str, value: bool) -> None:
    for form in ("NFC", "NFD"):
        data = BASE | {"in_dia_chi": unicodedata.normalize(form, typed)}
        assert VanBan.model_validate(data).in_dia_chi is value
    assert "có hoặc không" in refused(VanBan, BASE | {"in_dia_chi": "on"})


def test_a_choice_is_read_however_it_is_typed() -> None:
    for typed in ("hỏa tốc", "Hoả tốc", "HOA_TOC", "hoa toc"):
        assert VanBan.model_validate(BASE | {"do_khan": typed}).do_khan is DoKhan.HOA_TOC
    assert PhuLuc.model_validate({"loi_van": "x", "huong": "Ngang"}).huong is Huong.NGANG
    assert "thượng khẩn" in refused(VanBan, BASE | {"do_khan": "gấp"})


def test_a_date_of_issue_has_a_year() -> None:
    assert "thiếu năm" in refused(VanBan, BASE | {"ngay_ban_hanh": "01/12"})


@pytest.mark.parametrize("sign", ["KH-SKHCN", "QĐ-UBND", "KH-BCĐ389", "TB"])
def test_a_notation_is_groups_of_letters(sign: str) -> None:
    assert VanBan.model_validate(BASE | {"ky_hieu": sign}).ky_hieu == sign


@pytest.mark.parametrize("sign", ["KH SKHCN", "KH-", "-KH", "12/KH", "KH–SKHCN"])
def test_a_notation_with_blanks_or_slashes_is_refused(sign: str) -> None:
    assert "KH-SKHCN" in refused(VanBan, BASE | {"ky_hieu": sign})


# --- deadlines --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Quý IV năm 2026", "Quý IV năm 2026"),
        ({"truoc": "01/12", "hang_nam": "có"}, "Trước ngày 01/12 hằng năm"),
        ("30/9/2026", "30/9/2026"),
        ("Quý I/2026", "Quý I/2026"),
        ("Trước 20 hằng tháng", "Trước 20 hằng tháng"),
        ({"truoc": "2026-12-01"}, "Trước ngày 01/12/2026"),
        ({"truoc": "2026-03"}, "Trước tháng 3/2026"),
        ({"tu": "1/2/2026", "den": "5/4/2026"}, "Từ ngày 01/02/2026 đến ngày 05/4/2026"),
        ({"tu": "2026-04-10", "den": "2026-04"}, "Từ ngày 10/4/2026 đến tháng 4/2026"),
        ({"den": "2026-06"}, "Đến tháng 6/2026"),
        ({"tu": "01/11", "den": "15/02", "hang_nam": "có"}, "Từ ngày 01/11 đến ngày 15/02 hằng năm"),
    ],
)
def test_a_deadline_as_it_prints(typed, sentence: str) -> None:
    assert ThoiHan.model_validate(typed).cau() == sentence


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31/9/2026", "không có ngày 31"), ("ngày 31 tháng 9 năm 2026", "không có ngày 31"), ("13/2026", "tháng 13"),
        ({"truoc": "01/12"}, "hang_nam"), ({"truoc": "01/12/2026", "hang_nam": "có"}, "hằng năm"),
        ({"truoc": "2026"}, "ít nhất tháng"), ({"tu": "2026-05", "den": "2026-04-30"}, "sau"),
        ({"chu": "Quý I", "den": "2026-04"}, "một cách"), ({}, "một cách"),
        ({"truoc": "31/02/2026"}, "không có ngày 31"),
    ],
)  # fmt: skip
def test_a_deadline_that_says_nothing_or_two_things_is_refused(typed, said: str) -> None:
    assert said in refused(ThoiHan, typed)


def test_a_law_has_no_number_and_all_else_has_number_and_day() -> None:
    for kind in ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"):
        assert VienDan(loai=kind, trich_yeu="x").la_luat
    assert "so_ky_hieu" in refused(VienDan, {"loai": "Quyết định", "ngay": "2026-04-10"})
    assert "ngay" in refused(VienDan, {"loai": "Quyết định", "so_ky_hieu": "1/QĐ-UBND"})
    assert "2026-04-10" in refused(VienDan, {"loai": "Nghị định", "so_ky_hieu": "1/NĐ-CP", "ngay": "2026-04"})


# --- items ------------------------------------------------------------------------------------------------------------


def test_an_item_a_recipient_an_annex_with_nothing_in_it_is_refused() -> None:
    for model in (Muc, PhuLuc, NoiNhan, Bang):
        refused(model, {})
    refused(NoiNhan, {"ten": "a", "nhom": "b"})
    refused(CoQuan, {})


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"hang": "a"}, "một nơi"), ({"nhom": "a", "gop": "a"}, "chọn một"), ({"gop": "c"}, "không phải khoá"),
        ({"gop": "b"}, "đứng đầu"), ({"tong": ["c"]}, "“c”"), ({"cot": []}, "at least 1"),
        ({"cot": [{"khoa": "a", "tieu_de": "A"}, {"khoa": "a", "tieu_de": "B"}]}, "cùng khoá"),
    ],
)  # fmt: skip
def test_a_table_that_contradicts_itself_is_refused(more, said: str) -> None:
    table = {"nguon": "a.xlsx", "cot": [{"khoa": "a", "tieu_de": "A"}, {"khoa": "b", "tieu_de": "B"}]}
    assert Bang.model_validate(table)
    assert said in refused(Bang, table | more)


@given(st.text(alphabet="1.a) -+ghb\n*đ", max_size=60))
def test_an_outline_loses_no_word(text: str) -> None:
    part = Phan.model_validate({"tieu_de": "x", "noi_dung": text})

    def words(items) -> str:
        return "".join(f"{i.so_go}{i.tieu_de}{i.loi_van}{words(i.muc)}" for i in items)

    kept = [c for c in words(part.noi_dung) if c in "aghbđ"]
    assert sorted(kept) == sorted(c for c in text if c in "aghbđ") or any(
        line.strip() in ("a)", "a.", "g)", "h)", "b)", "đ)") for line in text.split("\n")
    )


def test_frozen_and_closed() -> None:
    signer = NguoiKy(chuc_vu=("Giám đốc",), ho_ten="A")
    with pytest.raises(ValidationError):
        signer.ho_ten = "B"
    assert "Extra inputs" in refused(NguoiKy, {"chuc_vu": ["x"], "ho_ten": "A", "hoten": "B"})
    assert VanBan.model_validate(BASE).ngay_ban_hanh == dates.Ngay()
    assert CoChu("14")


def test_places_fall_back_on_what_stands_around() -> None:
    places = Places("a.yaml", {(): (1, 1), ("phan",): (5, 3), ("phan", 0, "noi_dung"): (7, 5)})
    assert str(places.of("phan", 0, "noi_dung", 3, down=2)) == "a.yaml:9:5"
    assert str(places.of("phan", 4)) == "a.yaml:5:3"
    assert str(places.of("xyz")) == "a.yaml:1:1"
    assert str(Places("a.yaml").of("xyz")) == "a.yaml"
