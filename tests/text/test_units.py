"""Units of the numbers of a table, in the ways people write them."""

import pytest

from vbhc.text import units


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("Đơn vị tính: triệu đồng", "triệu đồng"), ("(ĐVT: Tr.đ)", "triệu đồng"),
        ("[Đơn vị: 1.000 đồng]", "nghìn đồng"),
        ("ngàn đồng", "nghìn đồng"), ("Đơn vị tính: VNĐ.", "đồng"), ("Đơn vị tính: Tỉ đồng;", "tỷ đồng"),
        ("ĐVT:  lượt  người", "lượt người"), ("", ""),
        ("Đơn vị: Triệu VND", "triệu đồng"), ("1.000.000 đ", "triệu đồng"), ("ĐVT: Tỷ đồng (làm tròn)", "tỷ đồng"),
        ("ĐVT: triệu đồng, %", "triệu đồng"), ("Đơn vị tính: đồng/tháng", "đồng/tháng"),
    ],
)  # fmt: skip
def test_one_word_for_one_unit(line: str, unit: str) -> None:
    assert units.don_vi(line) == unit


@pytest.mark.parametrize(
    ("line", "said"),
    [("Đơn vị tính: người", True), ("(ĐVT: tr.đ)", True), ("Đơn vị: triệu đồng", True), ("Đơn vị: Văn phòng Sở", False),
     ("Đơn vị tính thuế: Sở", False), ("Đơn vị tính:", False)],
)  # fmt: skip
def test_an_offices_name_is_no_unit(line: str, said: bool) -> None:
    assert units.la_dong_don_vi(line) is said


@pytest.mark.parametrize(
    ("text", "unit"),
    [("Biểu 1: Kinh phí (ĐVT: Tr.đ)", "Tr.đ"), ("Dự toán, đơn vị tính: nghìn đồng, như sau:", "nghìn đồng"),
     ("Gửi đơn vị: Phòng A", ""), ("(ĐVT: người)", ""), ("Kinh phí 5 triệu đồng", "")],
)  # fmt: skip
def test_a_unit_of_money_among_other_words(text: str, unit: str) -> None:
    assert units.tien_trong_loi(text) == unit
