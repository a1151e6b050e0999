"""The list of changes in a terminal: forms of its lines, counts, whole texts, and words that attack."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from diff_mau import khong_doi, tay, that
from hypothesis import given
from hypothesis import strategies as st

from vbhc import compare
from vbhc.model.so_sanh import Loai, SoSanh, Tu
from vbhc.reporting.diff import _cau, dang


def write(so_sanh: SoSanh, **more: bool) -> str:
    return dang()["chu"].viet(so_sanh, **more)


def test_three_forms_each_with_an_ending_of_its_own() -> None:
    assert {name: form.duoi for name, form in dang().items()} == {"chu": ".txt", "json": ".json", "html": ".html"}


def test_a_sample_beside_its_edited_copy() -> None:
    lines = write(that()).splitlines()
    assert lines[:2] == [
        "cũ  HEAD~1:data/2022/kh-tuyen-truyen-cchc",
        "mới data/2022/kh-tuyen-truyen-cchc",
    ]
    said = [line.strip() for line in lines if line.startswith("  ")]
    assert said[0].startswith("Mục I.1, gạch 1: sửa …")
    assert "CCHC[- nhằm-]{+, qua đó+} nâng cao nhận thức" in said[0]
    assert said[1].startswith("Mục I.2, gạch 4: bỏ “Tạo điều kiện thuận lợi cho tổ chức")
    assert said[2] == "Mục III.3: thêm “3. Các phòng báo cáo kết quả trước ngày 15/11/2022.”"
    assert said[3:5] == ["Nơi nhận: bỏ 1 (Lãnh đạo Sở)", "Nơi nhận: thêm 1 (Đài PTTH tỉnh)"]
    assert said[5].endswith("cột Sản phẩm/Kết quả: sửa Đăng tải lên Cổng Thông tin điện tử [-Sở-]{+tỉnh+}")
    assert said[6] == "Phụ lục, hàng “Tổ chức hội nghị trực tuyến về cải cách hành…”: thêm"
    assert [line for line in lines if line and not line.startswith(" ")][2:] == [
        "Mục I", "Mục III", "Nơi nhận", "Phụ lục", "7 thay đổi: 3 thêm, 2 bỏ, 2 sửa."
    ]  # fmt: skip


def test_every_kind_has_its_form() -> None:
    lines = write(tay()).splitlines()
    for line in (
        "  Mục I, gạch 1, dấu đầu dòng: - → + (4 chỗ)",
        "  Mục II.4 → Mục II.2: chuyển chỗ; sửa: Chuyển {+hẳn+} đi",
        "  Mục II.2.b, thời hạn: 15/02 → 28/02",
        "  Mục III, đoạn 1 → Mục III, đoạn 1 và Mục III, đoạn 2: tách",
        "  Phụ lục I, hàng “Một”, cột Thời hạn: 15/02 → 28/02",
        "  Phụ lục I, hàng “Bốn”: chuyển chỗ: hàng 4 → hàng 3",
        "  Trang giấy, lề trên: 20 mm → 25 mm",
    ):
        assert line in lines
    assert any(line.startswith("  Nơi nhận: bỏ 2 (Như Điều 3; <script>") for line in lines)
    assert any(line.startswith("  Mục III.5: thêm “5. Thêm lời") and line.endswith("và 1 dòng dưới") for line in lines)
    formats, unread = lines.index("ĐỊNH DẠNG"), lines.index("KHÔNG SO ĐƯỢC")
    assert [line.split(":")[0] for line in lines[formats + 1 : formats + 3]] == [
        "  Mục II.2.b, cỡ chữ", "  Trang giấy, lề trên"
    ]  # fmt: skip
    assert lines[unread + 1].startswith("  hình trong <script>")
    assert lines[-1] == (
        "12 thay đổi: 2 thêm, 3 bỏ, 3 sửa, 2 chuyển chỗ, 1 tách, 1 đánh số; 2 khác biệt định dạng; 1 chỗ không so được."
    )


def test_no_change_is_said_and_formats_alone_are_said_to_be_formats() -> None:
    assert write(khong_doi()).splitlines()[2:] == ["", "Không có thay đổi nào."]
    only = replace(tay(), thay_doi=tuple(t for t in tay().thay_doi if t.loai is Loai.DINH_DANG), khong_so=())
    assert write(only).splitlines()[-1] == "Không có thay đổi nào về lời văn; 2 khác biệt định dạng."
    assert "ĐỊNH DẠNG" in write(only)


def test_the_table_of_counts_is_even_and_sums_up() -> None:
    lines = write(tay(), stat=True).splitlines()
    start = next(i for i, line in enumerate(lines) if "thêm" in line)
    table = lines[start : lines.index("", start)]
    assert len({len(line) for line in table}) == 1
    heads = re.split(r"\s{2,}", table[0].strip())
    assert heads == ["thêm", "bỏ", "sửa", "chuyển chỗ", "tách", "đánh số", "định dạng", "cộng"]
    rows = {line[: len("Trang giấy")].strip(): line[len("Trang giấy") :].split() for line in table[1:]}
    assert rows["Phụ lục I"] == ["1", "1", "2", "1", "·", "·", "·", "5"]
    for column in range(len(heads)):
        own = [int(cells[column].replace("·", "0")) for name, cells in rows.items() if name != "Cả văn bản"]
        assert sum(own) == int(rows["Cả văn bản"][column].replace("·", "0"))
    assert not [line for line in lines if line.startswith("  Mục")]


def test_whole_texts_with_every_word_marked() -> None:
    text = write(that(), words=True)
    first = next(t for t in that().thay_doi if t.loai is Loai.SUA)
    shown = next(line.strip() for line in text.splitlines() if "[- nhằm-]" in line)
    assert re.sub(r"\[-.*?-\]|\{\+|\+\}", "", shown) == first.moi.rstrip(";.")
    by_hand = write(tay(), words=True)
    assert "      {+a) dưới nó+}" in by_hand.splitlines()
    assert "      Một câu. {+¶+}Hai câu." in by_hand.splitlines()


def test_colours_say_the_same_and_a_document_cannot_add_any() -> None:
    for so_sanh in (that(), tay()):
        for more in ({}, {"stat": True}, {"words": True}):
            plain, coloured = write(so_sanh, **more), write(so_sanh, mau=True, **more)
            assert "\x1b" not in plain
            assert "\u202e" not in plain
            stripped = re.sub(r"\x1b\[[\d;]*m", "", coloured)
            assert "\x1b" not in stripped
            assert stripped == re.sub(r"\[-(.*?)-\](?!-)|\{\+(.*?)\+\}(?!\+)", r"\1\2", plain)
    assert "\x1b[31;9m nhằm\x1b[0m\x1b[32m, qua đó\x1b[0m" in write(that(), mau=True)


_TU = st.lists(st.tuples(st.sampled_from("=-+"), st.text("ab \nđề", max_size=90)), max_size=7)


@given(_TU)
def test_words_are_kept_whatever_stands_round_them(pairs: list[tuple[str, str]]) -> None:
    tu = [Tu(dau, chu) for dau, chu in pairs]
    whole = "".join(p.chu for p in _cau.ca_doan(tu)).replace("¶", " ")
    assert "".join(whole.split()) == "".join("".join(t.chu for t in tu).split())
    shown = "".join(p.chu for p in _cau.quanh(tu))
    for t in tu:
        if t.dau != "=" and t.chu.strip() and len(t.chu) < 50:
            assert " ".join(t.chu.split()) in " ".join(shown.replace("¶", " ").split())


@pytest.mark.slow
def test_it_is_the_same_every_time() -> None:
    again = compare.so_sanh(that().a, that().b)
    for form in dang().values():
        assert form.viet(again) == form.viet(that())
