"""Texts read off scans: kind, number, date, title, parts, citations, recipients and tables are found in words alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from vbhc import recognising
from vbhc.model.ban_doc import BanDoc
from vbhc.text.dates import Ngay
from vbhc.word.seeing import plain

FOLDER = Path(__file__).parents[1] / "mau_go"


def read(name: str) -> BanDoc:
    return recognising.doc(plain.view_of_text((FOLDER / f"{name}.txt").read_text(encoding="utf-8"), name))


def of(text: str) -> BanDoc:
    return recognising.doc(plain.view_of_text(text, "văn bản"))


def components(doc: BanDoc, *names: str) -> list[list[str]]:
    return [[d.chu for d in doc.tim(name)] for name in names]


@pytest.mark.parametrize(
    ("name", "loai", "so", "ngay", "phan", "noi_nhan", "bang", "phu_luc"),
    [
        ("cong-so-than-thien", "KH", ("", "KH-SKHCN"), Ngay(2026, 4), 4, 4, 0, 0),
        ("phan-cong-cchc", "TB", ("", "TB-SKHHCN"), Ngay(2026, 1), 0, 2, 0, 0),
        ("dan-van", "KH", ("", "KH-SKHCN"), Ngay(2026, 2), 3, 9, 4, 1),
        ("tuyen-truyen-cchc", "KH", ("74", "KH-SKHCN"), Ngay(2022, 1, 28), 3, 6, 1, 1),
        ("thi-dua-cchc", "KH", ("", "KH-SKHCN"), Ngay(2022), 6, 5, 0, 0),
    ],
)
def test_the_samples(
    name: str, loai: str, so: tuple[str, str], ngay: Ngay, phan: int, noi_nhan: int, bang: int, phu_luc: int
) -> None:
    doc = read(name)
    assert doc.so is not None
    assert (doc.loai, (doc.so.so, doc.so.ky_hieu), doc.ngay) == (loai, so, ngay)
    assert len([m for m in doc.muc if m.cap == "phan"]) == phan
    assert len(doc.noi_nhan.muc) == noi_nhan
    assert doc.noi_nhan.luu is not None
    assert (len(doc.bang), len(doc.phu_luc)) == (bang, phu_luc)
    assert [len(x) for x in components(doc, "ten_loai", "trich_yeu", "quyen_han", "ho_ten", "noi_nhan_dau")] == [1] * 5
    assert doc.khong_hieu == ()
    assert len({m.vi_tri for m in doc.muc}) >= len(doc.muc) - 2  # two samples number an item twice


def test_what_the_samples_cite() -> None:
    found = {
        (v.loai, v.so_ky_hieu, v.ngay and v.ngay.iso(), v.co_quan)
        for name in ("cong-so-than-thien", "dan-van", "phan-cong-cchc", "thi-dua-cchc")
        for v in read(name).vien_dan
    }
    assert {
        ("Quyết định", "1413/QĐ-UBND", "2026-04-10", "Ủy ban nhân dân thành phố"),
        ("Kế hoạch", "125/KH-UBND", "2026-04-10", "Ủy ban nhân dân thành phố"),
        ("Chỉ thị", "15-CT/TU", "2022-11-21", "Ban Thường vụ Thành ủy"),
        ("Nghị quyết", "05-NQ/TU", "2026-01-14", "Ban Chấp hành Đảng bộ thành phố"),
        ("Quyết định", "5304/QĐ-UBND", "2025-12-29", "Ủy ban nhân dân thành phố"),
        ("Kế hoạch", "04/KH-SKHCN", "2022-01-24", "Sở Khoa học và Công nghệ"),
        ("Kế hoạch", "90/KH-UBND", "2021-06-11", "UBND tỉnh Hưng Yên"),
        ("Luật", "", "2022-11-10", ""),
    } <= found


def test_the_samples_tables_have_roles() -> None:
    (table,) = read("tuyen-truyen-cchc").bang
    assert table.cot == ("stt", "noi_dung", "", "chu_tri", "phoi_hop", "thoi_han")
    assert [row.loai for row in table.hang] == ["dau", *["thuong"] * 6]
    assert {t.cot for t in read("dan-van").bang} >= {("noi_dung", "noi_dung", "chu_tri", "phoi_hop", "thoi_han")}


LETTER = """ỦY BAN NHÂN DÂN
TỈNH HƯNG YÊN
SỞ KHOA HỌC VÀ CÔNG NGHỆ
-------
CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc
---------------
Số : 363/SKHCN-VP
V/v góp ý dự thảo Kế hoạch
Hưng Yên, ngày 5 tháng 3 năm 2024

Kính gửi:
- Sở Nội vụ;
- Sở Tài chính.

Thực hiện Công văn số 12/SNV-CCHC ngày 31/02/2024 của Sở Nội vụ về việc góp ý, Sở có ý kiến như sau:
1. Đồng ý với dự thảo.
./.

Nơi nhận:
- Như trên;
- Lưu: VT, VP.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
(Đã ký)
Nguyễn Văn A
"""


def test_a_letter() -> None:
    doc = of(LETTER)
    assert doc.loai == "CV"
    assert components(doc, "chu_quan", "co_quan", "trich_yeu_cv", "kinh_gui", "noi_nhan", "quyen_han", "ho_ten") == [
        ["ỦY BAN NHÂN DÂN", "TỈNH HƯNG YÊN"], ["SỞ KHOA HỌC VÀ CÔNG NGHỆ"], ["V/v góp ý dự thảo Kế hoạch"],
        ["Kính gửi:", "- Sở Nội vụ;", "- Sở Tài chính."], ["- Như trên;", "- Lưu: VT, VP."],
        ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], ["Nguyễn Văn A"],
    ]  # fmt: skip
    (cited,) = doc.vien_dan
    assert (cited.ngay, cited.ngay_chu, cited.co_quan, cited.trich_yeu) == (
        None, "ngày 31/02/2024", "Sở Nội vụ", "về việc góp ý",
    )  # fmt: skip
    assert doc.khong_hieu == ()


DECISION = """UBND TỈNH HƯNG YÊN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ TÀI CHÍNH\tĐộc lập - Tự do - Hạnh phúc
Số: 12/QĐ-STC                  Hưng Yên, ngày 01 tháng 02 năm 2024

QUYẾT ĐỊNH

Về việc ban hành Quy chế làm việc

GIÁM ĐỐC SỞ TÀI CHÍNH

Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;
Căn cứ Nghị định 30/2020/NĐ-CP của Chính phủ ngày 05/3/2020 về công tác văn thư;
Theo đề nghị của Chánh Văn phòng Sở.

QUYẾT ĐỊNH:

Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc.
Điều 2. Chánh Văn phòng chịu trách nhiệm thi hành./.

Nơi nhận:\tGIÁM ĐỐC
- Như Điều 2;
- Lưu: VT.
\tTrần Thị Bình

QUY CHẾ
Làm việc của Sở Tài chính
(Ban hành kèm theo Quyết định số 12/QĐ-STC ngày 01/02/2024 của Sở Tài chính)

Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
1. Quy chế này quy định:
a) Một;
b) Hai.
"""


def test_a_decision_with_its_regulation() -> None:
    doc = of(DECISION)
    assert (doc.loai, doc.ngay) == ("QĐ", Ngay(2024, 2, 1))
    assert components(doc, "chu_quan", "co_quan", "quyen_han", "ho_ten", "ten_phu_luc", "phan") == [
        ["UBND TỈNH HƯNG YÊN"], ["SỞ TÀI CHÍNH"], ["GIÁM ĐỐC"], ["Trần Thị Bình"],
        ["QUY CHẾ", "Làm việc của Sở Tài chính"], ["Chương I", "QUY ĐỊNH CHUNG"],
    ]  # fmt: skip
    assert [d.chu[:7] for d in doc.can_cu] == ["Căn cứ ", "Căn cứ ", "Theo đề"]
    assert [m.vi_tri for m in doc.muc] == ["Điều 1", "Điều 2"]
    assert doc.vi_tri(doc.tim("diem")[1]) == "Phụ lục, Chương I, Điều 1, khoản 1, điểm b"
    assert doc.khong_hieu == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Quyết định số 1/QĐ-SKHCN ngày 01/02/2024 của Bộ Nông nghiệp và Môi trường về việc A;",
         [("Quyết định", "1/QĐ-SKHCN", "2024-02-01", "Bộ Nông nghiệp và Môi trường")]),
        ("Công văn số 5/SVHTTDL-VP của Sở Văn hóa, Thể thao và Du lịch, Kế hoạch số 2/KH-UBND của UBND xã A",
         [("Công văn", "5/SVHTTDL-VP", None, "Sở Văn hóa, Thể thao và Du lịch"), ("Kế hoạch",
          "2/KH-UBND", None, "UBND xã A")]),
        ("Quyết định số 1/QĐ-UBND, số 2/QĐ-UBND và Kế hoạch số 3/KH-UBND của UBND tỉnh Hưng Yên",
         [("Quyết định", "1/QĐ-UBND", None, "UBND tỉnh Hưng Yên"), ("Quyết định",
          "2/QĐ-UBND", None, "UBND tỉnh Hưng Yên"),
          ("Kế hoạch", "3/KH-UBND", None, "UBND tỉnh Hưng Yên")]),
        ("theo quyết định số 7/QĐ-TTg của Thủ tướng Chính phủ ngày 05 tháng 3 năm 2020 phê duyệt Đề án",
         [("quyết định", "7/QĐ-TTg", "2020-03-05", "Thủ tướng Chính phủ")]),
        ("Nghị định 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ và Luật Khoa học, công nghệ và đổi mới sáng tạo",
         [("Nghị định", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ"), ("Luật", "", None, "")]),
        ("Luật số 72/2025/QH15 ngày 16/6/2025", [("Luật", "72/2025/QH15", "2025-06-16", "")]),
        ("giao các phòng thực hiện Quyết định số 14/QĐ-SKHCN của các phòng; đạt 5/14 tiêu chí, ngày 10/4/2026",
         [("Quyết định", "14/QĐ-SKHCN", None, "")]),
        ("Ngày 29/12/2025, Ủy ban nhân dân thành phố ban hành Quyết định số 5304/QĐ-UBND về việc B",
         [("Quyết định", "5304/QĐ-UBND", "2025-12-29", "Ủy ban nhân dân thành phố")]),
    ],
)  # fmt: skip
def test_citations(line: str, said: list[tuple[str, str, str | None, str]]) -> None:
    from vbhc.recognising import citations

    dong = of(line).dong[0]
    found = list(citations.read(dong, ""))
    assert [(v.loai, v.so_ky_hieu, v.ngay and v.ngay.iso(), v.co_quan) for v in found] == said
    assert all(v.chu.startswith((v.loai, "số")) for v in found)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Luật Thực hiện dân chủ ở cơ sở ngày 10/11/2022", "Thực hiện dân chủ ở cơ sở"),
        ("tuyên truyền Luật Thực hiện dân chủ ở cơ sở đến công chức", "Thực hiện dân chủ ở cơ sở"),
        ("Luật Phòng, chống tham nhũng, các văn bản", "Phòng, chống tham nhũng"),
        (
            "Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân;",
            "Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân",
        ),
        ("Luật Tổ chức chính quyền địa phương và Kế hoạch này", "Tổ chức chính quyền địa phương"),
        ("Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15/6/2022", "Thi đua, khen thưởng"),
    ],
)
def test_names_of_laws(line: str, name: str) -> None:
    from vbhc.recognising import laws

    assert [law.ten for law in laws.read(line)] == [name]
    assert list(laws.read("các luật sư và pháp luật, Luật này")) == []


def test_places_are_unambiguous() -> None:
    doc = of(
        "Số: 1/KH-A\nKẾ HOẠCH\nViệc\n\nMở đầu.\n\nI. MỘT\n\nĐoạn.\n\n- Gạch;\n\n- Gạch.\n\n1. "
        "Khoản\n\na. Điểm\n\n1.1. Nhỏ\n\n"
        "Đoạn nữa.\n\nII. HAI\n\nĐoạn.\n\n1) Khoản một\n\nb) Điểm\n\n+ Cộng"
    )
    assert [m.vi_tri for m in doc.muc] == [
        "đoạn 1", "Mục I", "Mục I, đoạn 1", "Mục I, gạch đầu dòng 1", "Mục I, gạch đầu dòng 2", "Mục I, khoản 1",
        "Mục I, khoản 1, điểm a", "Mục I, khoản 1, mục 1.1", "Mục I, khoản 1, mục 1.1, đoạn 1", "Mục II",
        "Mục II, đoạn 1",
        "Mục II, khoản 1", "Mục II, khoản 1, điểm b", "Mục II, khoản 1, điểm b, dấu cộng 1",
    ]  # fmt: skip


def table(*rows: str) -> str:
    return "\n".join(f"| {row} |" for row in rows)


@pytest.mark.parametrize(
    ("rows", "kinds", "roles"),
    [
        (("STT | Nội dung | Kinh phí (triệu đồng) | Ghi chú", "(1) | (2) | (3) | (4)",
          "I | Nhóm một | | ", "1 | Việc | 1.500,5 | x",
          "II | Nhóm hai | 30 | ", "2 | Việc | 30 | ", "| Tổng cộng | 1.530,5 | "),
         ["dau", "danh_so", "nhom", "thuong", "nhom", "thuong", "tong"], ("stt", "noi_dung", "tien", "")),
        (("1 | Việc một | Văn phòng Sở", "2 | Việc hai | Phòng A"), ["thuong", "thuong"], ("", "", "")),
        (("TT | Hợp đồng | Người phụ trách | Tiến độ", "1 | Số 5 | Ông A | Quý I"), ["dau", "thuong"],
         ("stt", "", "don_vi", "thoi_han")),
    ],
)  # fmt: skip
def test_rows_and_columns_of_tables(rows: tuple[str, ...], kinds: list[str], roles: tuple[str, ...]) -> None:
    (found,) = of(table(*rows)).bang
    assert [row.loai for row in found.hang] == kinds
    assert found.cot[0] in {roles[0], "so"}
    assert found.cot[1:] == roles[1:]


def test_a_table_of_data_is_no_part_of_the_head_the_text_or_the_foot() -> None:
    doc = of(
        "Số: 1/KH-A\nKẾ HOẠCH\nViệc\n\nMở đầu.\n\n"
        + table("Nơi nhận | Số lượng | Ghi chú", "Sở Nội vụ | 5 | - Lưu ý", "GIÁM ĐỐC | 6 | ./.")
        + "\n\nKết thúc./.\n\nNơi nhận:\n- Sở A;\n- Lưu: VT.\nGIÁM ĐỐC\nNguyễn Văn An"
    )
    assert len(doc.bang) == 1
    assert components(doc, "doan", "noi_nhan", "ho_ten") == [
        ["Mở đầu.", "Kết thúc./."], ["- Sở A;", "- Lưu: VT."], ["Nguyễn Văn An"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "mark"),
    [("1.1. Việc", "cap_thap"), ("1.1 Việc", "cap_thap"), ("1.234 tỷ đồng", "doan"), ("1) Việc", "khoan"),
     ("a. Việc", "diem"),
     ("đ) Việc", "diem"), ("Điều 5. Việc", "dieu"), ("Chương II", "phan"), ("IV. VIỆC", "phan"), ("– Việc", "gach"),
     ("+ Việc", "cong"), ("* Ghi chú", "doan"), ("15/4 là ngày", "doan"), ("2026 là năm", "doan"), ("Mục tiêu", "doan"),
     ("100% đơn vị", "doan"), ("12,5 điểm", "doan")],
)  # fmt: skip
def test_marks(typed: str, mark: str) -> None:
    from vbhc.recognising import body

    assert body.mark(typed)[0] == mark


@pytest.mark.parametrize(
    "line",
    [
        "Số: 12/KH-SKHCN",
        "Số : 363/SKHCN-VP",
        "Số:       /KH-SKHCN",
        "Số: …/QĐ-UBND",
        "Số 15-CT/TU",
        "Số: 05a/TB-A",
        "SỐ: 5/BC-B",
    ],
)
def test_number_lines(line: str) -> None:
    doc = of(f"{line}\nHải Phòng, ngày … tháng … năm 2026\n\nKẾ HOẠCH\n\nViệc\n\nMở đầu.")
    assert len(doc.tim("so_ky_hieu")) == len(doc.tim("dia_danh")) == 1
    assert doc.so is not None


def test_parts_that_letters_and_sections_number() -> None:
    doc = of(
        "Số: 1/BC-A\nBÁO CÁO\nViệc\n\nA. PHẦN CHUNG\n\nI. MỘT\n\n1. Khoản\n\n"
        "B. PHẦN RIÊNG\n\nI. MỘT\n\nC. PHẦN CUỐI\n\nI. MỘT"
    )
    assert [m.vi_tri for m in doc.muc] == [
        "Phần A", "Phần A, Mục I", "Phần A, Mục I, khoản 1", "Phần B", "Phần B, Mục I", "Phần C", "Phần C, Mục I",
    ]  # fmt: skip
