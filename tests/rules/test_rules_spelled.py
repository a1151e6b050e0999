"""Amounts in words beside amounts in figures: which belong together, and where nobody can say so."""

from __future__ import annotations

import io
import time

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules_harness import bases, judge

from spelling import picker, write
from vbhc import recognising
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Loi
from vbhc.rules.so_lieu import so_khac_chu
from vbhc.word.seeing.plain import view_of_text

BASE = "thong-bao"


def _said(*lines: str, table: tuple[tuple[str, ...], ...] = (), over: str = "") -> list[str]:
    """What the rule says of paragraphs put into a right document, after a table where there is one."""
    base = bases()[BASE]
    word = docx.Document(io.BytesIO(base.data))
    at = next(p for p in word.paragraphs if "Theo dõi, đôn đốc" in p.text)._p
    if over:
        at.addnext(at := word.add_paragraph(over)._p)
    if table:
        made = word.add_table(rows=len(table), cols=len(table[0]))
        for row, texts in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        at.addnext(at := made._tbl)
    for line in lines:
        at.addnext(at := word.add_paragraph(line)._p)
    out = io.BytesIO()
    word.save(out)
    found = [f for f in judge(out.getvalue(), base.boi_canh).findings if f.quy_tac == "so_lieu/so_khac_chu"]
    assert all(f.muc is Severity.LOI and not f.edits and f.hint for f in found)
    return [f.message for f in found]


@pytest.mark.parametrize(
    ("line", "figures", "words"),
    [
        ("12.450 triệu đồng (Bằng chữ: Mười hai tỷ năm trăm bốn mươi triệu đồng)",
         "12.450 triệu đồng (là 12.450.000.000 đồng)", "12.540.000.000 đồng"),
        ("Kinh phí 1.250.000đ (Một triệu hai trăm nghìn đồng./.)", "1.250.000đ", "1.200.000 đồng"),
        ("Số tiền: 1.250.000 đồng. Số tiền bằng chữ: Một triệu đồng.", "1.250.000 đồng", "1.000.000 đồng"),
        ("1,250,000 VNĐ (Bằng chữ: một triệu đồng Việt Nam)", "1,250,000 VNĐ", "1.000.000 đồng"),
        ("1 250 000 đồng (một triệu đồng)", "1 250 000 đồng", "1.000.000 đồng"),
        ("Chi 1.000.000.000 đồng cho năm 2026 (bằng chữ: hai tỷ đồng)", "1.000.000.000 đồng", "2.000.000.000 đồng"),
        ("5.000.000 đồng/tháng (Bằng chữ: sáu triệu đồng/tháng)", "5.000.000 đồng", "6.000.000 đồng"),
        ("Chi 500.000.000 đồng (Năm trăm triệu đồng), đợt đầu 300.000.000 đồng (Hai trăm triệu đồng)",
         "300.000.000 đồng", "200.000.000 đồng"),
        ("1.250.000 (một triệu hai trăm nghìn đồng)", "1.250.000", "1.200.000 đồng"),
        ("12.450 (mười hai nghìn năm trăm) triệu đồng", "12.450", "12.500"),
        ("1.200 m2 (bằng chữ: một nghìn ba trăm mét vuông)", "1.200 m2", "1.300 mét vuông"),
        ("1,2 triệu người (một triệu ba trăm nghìn người)", "1,2 triệu người (là 1.200.000 người)", "1.300.000 người"),
        ("Thời hạn 5 năm (bốn năm)", "5 năm", "4 năm"),
        ("Một triệu đồng (1.250.000 đồng)", "1.250.000 đồng", "1.000.000 đồng"),
        ("Lập hai (03) bản", "03", "2"),
        ("Số tiền (bằng số): 1.250.000 đồng;\nsố tiền (bằng chữ): Một triệu đồng", "1.250.000 đồng", "1.000.000 đồng"),
        ("Chi 1.250.000 đồng (Bằng chữ: Một triệu hai trăm\nnghìn đồng)", "1.250.000 đồng", "1.200.000 đồng"),
    ],
)  # fmt: skip
def test_what_differs_is_told_with_both_readings(line: str, figures: str, words: str) -> None:
    assert _said(line) == [f"Bằng số ghi {figures}, bằng chữ ghi {words}"]


def test_what_is_the_same_or_not_sure_to_be_meant_so_is_not_told() -> None:
    assert _said(
        "12.450 triệu đồng (Mười hai nghìn bốn trăm năm mươi triệu đồng); 500.000 đồng (năm trăm nghìn)",
        "12.450 (Mười hai tỷ bốn trăm năm mươi triệu đồng) triệu đồng; 1.250 nghìn đồng",
        "1.250 nghìn đồng (một triệu hai trăm năm mươi ngàn đồng)",
        "03 (ba) đồng chí, 05 (năm) ngày làm việc, 10 (mười) năm, 5 năm (năm năm), 15 năm (mười lăm năm)",
        "12 tháng (năm 2026), 60 tháng (năm năm), 24 tháng (hai năm), 90 phút (một giờ ba mươi phút)",
        "Điều 5 (năm khoản), Điều 7 (năm khoản), Điều 8 (ba), Điều 21 (hai mươi khoản), quý 3 (hai) đợt",
        "20 người (hai mươi lăm phần trăm tổng số), 20 người (hai mươi lăm phần trăm)",
        "10 (năm) kể từ ngày ký, bảo quản 10 (năm), 5 ý kiến (không), 2,5 (hai phẩy năm năm)",
        "2,5 tháng (hai tháng rưỡi)",
        "Mức 30 triệu đồng (mười triệu đồng/người), 1.000 USD (hai mươi lăm triệu đồng), 5 triệu (năm phần trăm)",
        "Kinh phí năm 2026 (một tỷ đồng), năm 2026 (bằng chữ: một tỷ đồng)",
        "1.000.000.000 đồng cho năm 2026 (bằng chữ: một tỷ đồng)",
        "201,41 đồng (Bằng chữ: Hai trăm lẻ một đồng bốn mốt)",
        "1.250.00 đồng (một triệu đồng), 1,234 tỷ (hai tỷ), 2/3 (hai phần ba), 10-15 (mười lăm) ngày, 3 x 5 (mười lăm)",
        "Ngày 15/7 (ba) giờ, 8 giờ 30 (ba mươi) phút, ba phòng (12), nhóm hai (3) người",
        "trong năm (2026), trong mười năm (2016), mỗi năm mười lăm (15) ngày, thứ hai mươi lăm (25)",
        "Số tiền 5.000.000 đồng (Bằng chữ: ………………)",
        "ghi rõ số tiền bằng chữ và bằng số trong 12 bản",
        "Trong năm 2026 (một) rà soát; (hai) tổ chức, 10 đến 15 ngày (mười đến mười lăm ngày)",
        "Chỉ thị 05 (một) rà soát, (hai) tổng hợp, đợt 2 (mười lăm), nhóm 1 (hai mươi)",
        "2 tỷ 500 triệu đồng (hai tỷ năm trăm triệu đồng); 2 tỷ 500 triệu đồng (bằng chữ: hai tỷ năm trăm triệu đồng)",
        "1 năm 6 tháng (mười tám tháng), 1 giờ 30 phút (chín mươi phút), một tháng mười lăm ngày (45 ngày)",
        "05 người x 100.000 đồng (năm trăm nghìn đồng), 1.000 đồng + 500 đồng (một nghìn năm trăm đồng)",
        "Bằng chữ: Một triệu đồng (Bằng số: 1.000.000 đồng)",
        "Hai khoản: 1.000.000 đồng và 2.000.000 đồng",
        "Bằng chữ: Ba triệu đồng",
    ) == []  # fmt: skip


SUMS = (("STT", "Nội dung", "Số tiền"), ("1", "In", "1.000"), ("2", "Họp", "250"), ("", "Tổng cộng", "1.250"))


@pytest.mark.parametrize(
    ("over", "table", "lines", "told"),
    [
        ("Đơn vị tính: nghìn đồng", SUMS, ("(Bằng chữ: Một triệu hai trăm nghìn đồng)",), True),
        ("Đơn vị tính: nghìn đồng", SUMS, ("(Bằng chữ: Một triệu hai trăm năm mươi nghìn đồng)",), False),
        ("Đơn vị tính: triệu đồng", SUMS, ("(Bằng chữ: Một triệu hai trăm năm mươi nghìn đồng)",), True),
        ("", SUMS, ("(Bằng chữ: Một triệu hai trăm năm mươi nghìn đồng)",), False),
        ("", SUMS, ("(Bằng chữ: Một triệu hai trăm nghìn đồng)",), True),
        ("", SUMS[:3], ("(Bằng chữ: Một triệu hai trăm nghìn đồng)",), False),
        ("", (*SUMS, ("", "Bằng chữ", "Một triệu hai trăm nghìn đồng")), (), True),
        ("", (*SUMS, ("", "Bằng chữ", "Một triệu hai trăm năm mươi nghìn đồng")), (), False),
        ("", (*SUMS, ("", "Bằng chữ: Một triệu hai trăm nghìn đồng", "")), (), True),
        ("", (("Người nhận", "Bà A"), ("Số tiền", "1.250.000 đồng"), ("Bằng chữ", "Một triệu đồng")), (), True),
        ("", (("Người nhận", "Bà A"), ("Số tiền", "1.250.000 đồng"), ("Ghi chú", "Một triệu đồng")), (), False),
        ("", (("Số tiền: 1.250.000 đồng\nBằng chữ: Một triệu đồng", ""), ("Bà A", "")), (), True),
        ("", (("TT", "Bằng số", "Bằng chữ"), ("1", "8,5", "Tám rưỡi"), ("2", "9", "Chín")), (), False),
        ("", (("TT", "Trước thuế", "Sau thuế"), ("", "Tổng cộng", ""), ("", "1.000.000", "1.100.000")),
         ("Bằng chữ: Một triệu một trăm nghìn đồng",), False),
    ],
)  # fmt: skip
def test_words_under_a_table_and_in_its_rows(
    over: str, table: tuple[tuple[str, ...], ...], lines: tuple[str, ...], told: bool
) -> None:
    assert bool(_said(*lines, table=table, over=over)) is told


def test_what_is_quoted_is_the_amount_and_not_the_same_letters_elsewhere() -> None:
    text = "Ban hành, bao gồm: lập 05 (ba) bản, gửi mười lăm (12) ngày"
    doc = recognising.doc(view_of_text(text, "mẫu"))
    assert [one.trich for one in so_khac_chu.soat(doc, BoiCanh()) if isinstance(one, Loi)] == [
        "05 (ba",
        "mười lăm (12",
    ]


WAYS = (
    "Chi {so} đồng ({chu} đồng) cho các xã.",
    "Tổng số tiền: {so}đ (Bằng chữ: {chu} đồng chẵn./.)",
    "Chi {so} triệu đồng, bằng chữ: {trieu} đồng.",
    "Cấp {chu} đồng ({so} đồng) cho các xã.",
    "Nhận {so} ({chu}) hồ sơ; trả {chu} ({so}) hồ sơ.",
    "Tổng số: {so} đồng.\nBằng chữ: {chu} đồng.",
)


@given(st.integers(11, 10**8), st.integers(11, 10**8), st.sampled_from(WAYS), st.data())
def test_an_amount_is_told_when_its_words_are_anothers_and_only_then(
    figures: int, words: int, way: str, data: st.DataObject
) -> None:
    written = f"{figures:,}".replace(",", ".")
    for said in (figures, words):
        chu, trieu = write(said, picker(data)), write(said * 10**6, picker(data))
        text = way.format(so=written, chu=chu, trieu=trieu)
        found = list(so_khac_chu.soat(recognising.doc(view_of_text(text, "mẫu")), BoiCanh()))
        assert all(isinstance(one, Loi) for one in found)
        assert bool(found) is (said != figures), text


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["bằng chữ: một đồng 1 đồng ", "(một) 1 (", "1.000.000 ", "mười ", "1 (hai) b ", "((1"]
)
def test_a_paragraph_of_any_length_is_read_in_time(piece: str) -> None:
    start = time.process_time()
    _said(piece * (60_000 // len(piece)))
    assert time.process_time() - start < 10
