import datetime
import sys
from decimal import Decimal

import pytest
from annex_tep import o, xlsx

from vbhc.annex import columns, sheets
from vbhc.annex.o_in import BadCell, NguCanh
from vbhc.annex.trang_tinh import O
from vbhc.model.phu_luc import Canh

DON_VI = NguCanh({"van-phong": "Văn phòng Sở", "p-tc": "Phòng Tài chính"})

PRINTS = [
    ("chu", O("một\nhai"), "một\nhai"),
    ("chu", O(Decimal("91.97")), "91,97"),
    ("chu", O(Decimal(1234567)), "1234567"),
    ("chu", O(Decimal("1E+3")), "1000"),
    ("chu", O(Decimal("0.25"), phan_tram=True), "25%"),
    ("chu", O(datetime.date(2026, 4, 5)), "05/4/2026"),
    ("chu", O(datetime.datetime(2026, 2, 15, 7, 30)), "15/02/2026 07:30"),  # noqa: DTZ001
    ("chu", O(True), "TRUE"),
    ("so", O(Decimal("1234567.5")), "1.234.567,5"),
    ("so", O("1.234,50"), "1.234,50"),
    ("so", O("-12"), "-12"),
    ("tien", O(Decimal("1234000.0")), "1.234.000"),
    ("tien", O("1.234.000"), "1.234.000"),
    ("phan_tram", O(Decimal("0.25"), phan_tram=True), "25%"),
    ("phan_tram", O(Decimal(1), phan_tram=True), "100%"),
    ("phan_tram", O(Decimal("0.1255"), phan_tram=True), "12,55%"),
    ("phan_tram", O("25 %"), "25%"),
    ("phan_tram", O("12,5%"), "12,5%"),
    ("ngay", O(datetime.date(2026, 4, 5)), "05/4/2026"),
    ("ngay", O("2026-04-10"), "10/4/2026"),
    ("ngay", O("4/2026"), "4/2026"),
    ("ngay", O(Decimal(2026)), "2026"),
    ("don_vi", O("van-phong"), "Văn phòng Sở"),
    ("don_vi", O("van-phong; p-tc"), "Văn phòng Sở; Phòng Tài chính"),
    ("don_vi", O("van-phong\nPhòng Tài chính"), "Văn phòng Sở\nPhòng Tài chính"),
]
REFUSED = [
    ("so", O("1,234"), "hai cách"),
    ("so", O("12.5"), "hai cách"),
    ("so", O("0.500"), "hai cách"),
    ("so", O("abc"), "không phải là số"),
    ("so", O(True), "không phải là số"),
    ("so", O(datetime.date(2026, 1, 1)), "không phải là số"),
    ("so", O(Decimal("0.25"), phan_tram=True), "phan_tram"),
    ("so", O("9" * 40), "quá nhiều chữ số"),
    ("tien", O(Decimal("1.5")), "lẻ"),
    ("tien", O("1.234 đồng"), "không phải là số"),
    ("phan_tram", O(Decimal("0.25")), "không rõ"),
    ("phan_tram", O("25"), "không rõ"),
    ("phan_tram", O("2.5%"), "hai cách"),
    ("ngay", O("31/02/2026"), "tháng 2"),
    ("ngay", O(Decimal(46122)), "không phải là ngày"),
    ("ngay", O("mai"), "không phải là ngày"),
    ("ngay", O(datetime.datetime(2026, 1, 1, 7)), "giờ"),  # noqa: DTZ001
    ("don_vi", O("van-phongg"), "van-phong”"),
    ("don_vi", O("van-phong; lạ"), "“lạ”"),
]


@pytest.mark.parametrize(("kieu", "cell", "text"), PRINTS)
def test_how_each_type_prints(kieu, cell, text):
    assert columns.cac_kieu()[kieu].in_o(cell, DON_VI) == text


@pytest.mark.parametrize(("kieu", "cell", "says"), REFUSED)
def test_what_each_type_refuses(kieu, cell, says):
    with pytest.raises(BadCell, match=says):
        columns.cac_kieu()[kieu].in_o(cell, DON_VI)


def test_every_type_has_cases():
    assert set(columns.cac_kieu()) == {k for k, _, _ in PRINTS}
    assert {k for k, _, _ in REFUSED} | {"chu"} == set(columns.cac_kieu())


@pytest.mark.parametrize("room", [columns, sheets])
@pytest.mark.parametrize(("text", "error"), [("KIEU = 'x'\nDUOI = ()", RuntimeError), ("import khong_co", ImportError)])
def test_a_broken_module_or_an_empty_room_is_an_error(room, text, error, tmp_path, monkeypatch):
    scan = columns.cac_kieu if room is columns else sheets.cac_doc
    scan.cache_clear()
    try:
        monkeypatch.setattr(room, "__path__", [str(tmp_path)])
        with pytest.raises(RuntimeError, match="không có"):
            scan()
        (tmp_path / "hong.py").write_text(text)
        with pytest.raises(error):
            scan()
    finally:
        sys.modules.pop(f"{room.__name__}.hong", None)
        monkeypatch.undo()
        scan.cache_clear()
        assert scan()


COT = [{"khoa": "v", "tieu_de": "Việc"}, {"khoa": "t", "tieu_de": "Tiền", "kieu": "so"}]


def test_numbering_and_groups_with_a_stt_column(thu_muc):
    text = "nhom | v | t\nA | một | 1\nA | hai | 2\nB | ba | 3"
    table = thu_muc.lap(hang=text, nhom="nhom", stt="có", cot=COT)
    assert o(table) == [
        ("I", "A", ""),
        ("1", "một", "1"),
        ("2", "hai", "2"),
        ("II", "B", ""),
        ("3", "ba", "3"),
    ]
    assert [r.loai for r in table.hang] == ["nhom", "thuong", "thuong", "nhom", "thuong"]
    assert [(c.tieu_de, c.canh) for c in table.cot] == [
        ("STT", Canh.GIUA),
        ("Việc", Canh.TRAI),
        ("Tiền", Canh.PHAI),
    ]
    assert [r[0] for r in o(thu_muc.lap(hang=text, nhom="nhom", stt="theo nhóm", cot=COT))] == [
        "I",
        "1",
        "2",
        "II",
        "1",
    ]


def test_merged_first_column_keeps_the_first_place_before_stt(thu_muc):
    text = "n | v | t\nA | một | 1\nA | hai | 2\nB | ba | 3"
    table = thu_muc.lap(hang=text, gop="n", stt="có", cot=[{"khoa": "n", "tieu_de": "Nhóm"}, *COT])
    assert o(table) == [("I. A", "1", "một", "1"), ("", "2", "hai", "2"), ("II. B", "3", "ba", "3")]
    assert [r.gop for r in table.hang] == ["dau", "tiep", "mot"]
    assert [c.tieu_de for c in table.cot] == ["Nhóm", "STT", "Việc", "Tiền"]


def test_typed_numerals_of_groups_are_made_anew(thu_muc):
    text = "nhom | v | t\nI. A | một | 1\nIV. B | hai | 2\nC. Mác | ba | 3\nVăn hoá | bốn | 4\nIIX. Z | năm | 5"
    rows = o(thu_muc.lap(hang=text, nhom="nhom", cot=COT))
    assert [r[0] for r in rows if r[1] == ""] == ["I. A", "II. B", "III. Mác", "IV. Văn hoá", "V. IIX. Z"]
    assert [p.message for p in thu_muc.problems] == [
        "nhóm “B” ghi số IV trong nguồn, in là II", "nhóm “Mác” ghi số C trong nguồn, in là III",
    ]  # fmt: skip


def test_a_group_in_two_places_is_an_error(thu_muc):
    assert thu_muc.lap(hang="nhom | v | t\nA | 1 | 1\nB | 2 | 1\nI. A | 3 | 1", nhom="nhom", cot=COT) is None
    assert "dòng 9 và dòng 11" in thu_muc.mot("nhom_tach").message


def test_groups_that_differ_by_marks_alone_are_a_warning(thu_muc):
    thu_muc.lap(hang="nhom | v | t\nVăn hóa | 1 | 1\nVăn hoá | 2 | 1", nhom="nhom", cot=COT)
    assert thu_muc.ma("cảnh báo") == ["nhom_gan"]


def test_more_groups_than_numerals(thu_muc):
    text = "nhom | v | t\n" + "\n".join(f"n{i} | x | 1" for i in range(4000))
    assert thu_muc.lap(hang=text, nhom="nhom", cot=COT) is None
    assert thu_muc.ma() == ["nhieu_nhom"]


def test_keys_missing_and_twice(thu_muc):
    xlsx(thu_muc.path / "b.xlsx", [["Mã", "Việc", "Tiền"], ["m1", "a", 1], [None, "b", 2], ["m1", "c", 3]])
    assert thu_muc.lap(nguon="b.xlsx", khoa="ma", cot=COT) is None
    assert thu_muc.mot("thieu_khoa").place.cell == "A3"
    assert thu_muc.mot("trung_khoa").place.cell == "A4"
    assert "hàng 2 và hàng 4" in thu_muc.mot("trung_khoa").message
    xlsx(thu_muc.path / "b.xlsx", [["Mã", "Việc", "Tiền"], ["m1", "a", 1], [7, "b", 2]])
    assert [r.khoa for r in thu_muc.lap(nguon="b.xlsx", khoa="Mã", cot=COT).hang] == ["m1", "7"]
    assert thu_muc.problems == ()


def test_stt_is_no_key(thu_muc):
    assert thu_muc.lap(hang="tt | v | t\n1 | a | 1", khoa="tt", cot=COT) is None
    assert thu_muc.ma() == ["khoa"]


def test_sums_are_exact(thu_muc):
    xlsx(thu_muc.path / "b.xlsx", [["Việc", "Tiền"], ["a", 0.1], ["b", 0.2], ["c", None], ["d", "1.000,3"]])
    table = thu_muc.lap(nguon="b.xlsx", tong=["t"], stt="có", cot=COT)
    assert table.hang[-1].o == ("", "Tổng cộng", "1.000,6")
    assert table.hang[-1].loai == "tong"
    table = thu_muc.lap(hang="v | t\na | 1,50\nb | 1,50\nc | 100.000.000.000.000.000", tong=["t"], cot=COT)
    assert table.hang[-1].o == ("Tổng cộng", "100.000.000.000.000.003")
    percent = [COT[0], COT[1] | {"kieu": "phan_tram"}]
    assert thu_muc.lap(hang="v | t\na | 12,5%\nb | 87,5%", tong=["t"], cot=percent).hang[-1].o[1] == "100%"


def test_a_sum_needs_numbers(thu_muc):
    assert thu_muc.lap(hang="v | t\na | nhiều", tong=["t"], cot=COT) is None
    assert thu_muc.ma() == ["o_sai_kieu"]
    assert thu_muc.lap(hang="v | t\na | 1", tong=["v"], cot=COT) is None
    assert thu_muc.ma() == ["tong"]
    assert thu_muc.lap(hang="v | t\na | ", tong=["t"], cot=COT).hang[-1].o == ("Tổng cộng", "")
    assert thu_muc.ma("cảnh báo") == ["tong"]


def test_faulty_cells_are_errors_at_their_cell(thu_muc):
    book = xlsx(thu_muc.path / "b.xlsx", [["Việc", "Tiền", "Cũ"], ["a", "#REF!", "#REF!"], ["b", 2, 3]], sheet="T")
    book.active["B3"] = "=1+1"
    book.save(thu_muc.path / "b.xlsx")
    assert thu_muc.lap(nguon="b.xlsx", cot=COT, bo_qua=["cũ"]) is None
    assert [str(p.place) for p in thu_muc.problems] == ["kh/b.xlsx: trang “T” B2", "kh/b.xlsx: trang “T” B3"]
    assert thu_muc.ma() == ["o_loi", "o_loi"]


def test_a_faulty_key_or_group_that_is_not_printed_is_an_error_too(thu_muc):
    xlsx(
        thu_muc.path / "b.xlsx",
        [["Mã", "Nhóm", "Việc", "Tiền"], ["#N/A", "A", "a", 1], ["m", "#REF!", "b", 2]],
    )
    assert thu_muc.lap(nguon="b.xlsx", khoa="ma", nhom="nhom", cot=COT) is None
    assert sorted({p.place.cell for p in thu_muc.problems if p.code == "phu_luc/o_loi"}) == ["A2", "B3"]


def test_very_many_faults_are_counted_not_dropped(thu_muc):
    assert thu_muc.lap(hang="v | t\n" + "a | x\n" * 50, cot=COT) is None
    assert thu_muc.ma() == ["o_sai_kieu"] * 21
    assert "30 ô nữa" in thu_muc.problems[-1].message


def test_an_unknown_column_type(thu_muc):
    assert thu_muc.lap(hang="v\na", cot=[{"khoa": "v", "tieu_de": "Việc", "kieu": "ngày"}]) is None
    assert "“ngay”" in thu_muc.mot("kieu_cot").hint
    assert thu_muc.lap(hang="v | t\na | 1", stt="theo nhóm", cot=COT) is None
    assert thu_muc.ma() == ["stt"]


def test_units_by_key(thu_muc):
    cot = [COT[0], {"khoa": "t", "tieu_de": "Chủ trì", "kieu": "don_vi"}]
    assert o(thu_muc.lap(hang="v | t\na | vp", cot=cot, don_vi={"vp": "Văn phòng"})) == [("a", "Văn phòng")]
    assert thu_muc.lap(hang="v | t\na | vpp", cot=cot, don_vi={"vp": "Văn phòng"}) is None
    assert "“vp”" in thu_muc.mot("o_sai_kieu").message
