"""From data to the words on the page: marks, numbers, citations, lines that the program makes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared import AGENCY, DOCUMENT
from vbhc import composing, pipeline
from vbhc.composing.text import ended
from vbhc.loading.workspace import Workspace
from vbhc.model.ban_in import Doan
from vbhc.text import inline
from vbhc.text.inline import Run

HEAD = """\
loai: {loai}
co_quan: skhcn
trich_yeu: Việc
noi_nhan: [Sở Nội vụ]
luu: VT
nguoi_ky: giam-doc
vien_dan:
  qd: {{loai: Quyết định, so_ky_hieu: 1413/QĐ-UBND, ngay: 2026-04-05, co_quan: UBND thành phố,
       trich_yeu: ban hành Bộ tiêu chí}}
  luat: {{loai: Luật, trich_yeu: Lưu trữ, ngay: 2024-06-21, so_ky_hieu: 33/2024/QH15, co_quan: Quốc hội}}
"""


@pytest.fixture
def compose(space: Workspace, add: Callable[..., Path]) -> Callable[..., SimpleNamespace]:
    """Composes a document of HEAD and what is given; its lines as texts, its names, its problems."""

    def run(more: str = "", loai: str = "KH", agency: str = AGENCY, text: str = "", **files) -> SimpleNamespace:
        (space.data / "co_quan" / "skhcn.yaml").write_text(agency, encoding="utf-8")
        folder = add(text or HEAD.format(loai=loai) + more, **files)
        loaded = pipeline.load(space, folder)
        assert loaded.value is not None, [str(p) for p in loaded.problems]
        done = composing.ban_in(loaded.value)
        assert done.value is not None
        body = [d.van for d in done.value.bien["than_bai"]]
        return SimpleNamespace(
            body=body, kinds=[d.thanh_phan for d in done.value.bien["than_bai"]], names=done.value.bien,
            bases=[d.van for d in done.value.bien["can_cu"]], annexes=done.value.phu_luc, value=done.value,
            codes=[p.code for p in done.problems], problems=done.problems, ho_so=loaded.value,
            to=[d.van for d in done.value.bien["noi_nhan"]],
        )  # fmt: skip

    return run


# --- căn cứ and the end -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["", ";", ".", ",", " ;", ";.", " . "])
def test_bases_end_as_prescribed_whatever_was_typed(compose, typed: str) -> None:
    done = compose(f"can_cu:\n  - 'Luật A{typed}'\n  - 'Luật B{typed}'\n  - 'Theo đề nghị của C{typed}'\n")
    assert done.bases == ["Luật A;", "Luật B;", "Theo đề nghị của C."]
    assert compose(f"can_cu: ['Luật A{typed}']\n").bases == ["Luật A."]


@pytest.mark.parametrize("typed", ["", ".", "./.", ";", " ./. ", ".**", "/."])
def test_the_end_mark_stands_once_at_the_end(compose, typed: str) -> None:
    close = f"**Đề nghị các đơn vị thực hiện{typed}" if typed.endswith("**") else f"Đề nghị thực hiện{typed}"
    done = compose(f"noi_dung: |\n  1. Một.\n  2. Hai.\nket_thuc: '{close}'\n")
    assert done.body[-1].endswith("thực hiện./.")
    assert "".join(done.body).count("./.") == 1
    assert not done.value.bien["than_bai"][-1].chu[-1].dam
    assert compose(f"noi_dung: |\n  1. Một.\n  2. Hai{typed.strip('*')}\n").body[-1] == "2. Hai./."


@given(st.text(alphabet="ab .;/*", max_size=20))
def test_the_end_mark_replaces_stops_and_nothing_else(text: str) -> None:
    before = Doan("doan", inline.parse(text).runs)
    after = ended(before)
    words = before.van.rstrip(" .;/")
    assert after.van == (f"{words}./." if words else before.van)


def test_the_last_paragraph_stays_with_the_signature(compose) -> None:
    body = compose("noi_dung: |\n  1. Một.\n  2. Hai.\n").value.bien["than_bai"]
    assert [d.giu_voi_sau for d in body][-1]


# --- citations --------------------------------------------------------------------------------------------------------


def test_a_document_is_cited_in_full_first_and_short_later(compose) -> None:
    done = compose(
        "can_cu: ['Căn cứ [@qd];', 'Căn cứ [@luat]']\nmo_dau: Thực hiện [@qd], [@luat]:\n"
        "noi_dung: 'Theo [@qd thường].'\n"
    )
    full = "Quyết định số 1413/QĐ-UBND ngày 05 tháng 4 năm 2026 của UBND thành phố ban hành Bộ tiêu chí"
    assert done.bases == [f"Căn cứ {full};", "Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024."]
    assert done.body[0] == "Thực hiện Quyết định số 1413/QĐ-UBND, Luật Lưu trữ:"
    assert done.body[2] == "Theo Quyết định số 1413/QĐ-UBND ngày 05/4/2026 của UBND thành phố./."


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("gọn", "Quyết định số 1413/QĐ-UBND"), ("ngày", "Quyết định số 1413/QĐ-UBND ngày 05/4/2026"),
        ("thường", "Quyết định số 1413/QĐ-UBND ngày 05/4/2026 của UBND thành phố"),
        ("đầy đủ", "Quyết định số 1413/QĐ-UBND ngày 05/4/2026 của UBND thành phố ban hành Bộ tiêu chí"),
        ("", "Quyết định số 1413/QĐ-UBND ngày 05/4/2026 của UBND thành phố ban hành Bộ tiêu chí"),
    ],
)  # fmt: skip
def test_the_forms_of_a_citation(compose, form: str, printed: str) -> None:
    assert compose(f"mo_dau: 'Theo [@qd {form}]:'\n").body == [f"Theo {printed}:./."]


def test_dates_of_citations_in_words_where_the_agency_says_so(compose) -> None:
    agency = AGENCY + "ngay_vien_dan: ngày 10 tháng 4 năm 2026\n"
    assert "ngày 05 tháng 4 năm 2026" in compose("mo_dau: 'Theo [@qd ngày]:'\n", agency=agency).body[0]


def test_stars_in_a_cited_subject_are_words(compose) -> None:
    text = HEAD.format(loai="KH").replace("ban hành Bộ tiêu chí", "'về *5* và [x]'")
    assert compose(text=text + "mo_dau: 'Theo [@qd].'\n").body == [
        "Theo Quyết định số 1413/QĐ-UBND ngày 05/4/2026 của UBND thành phố về *5* và [x]./."
    ]


def test_a_citation_is_written_out_in_headings_notes_and_tables(compose) -> None:
    done = compose(
        "phan:\n  - {tieu_de: 'Thực hiện [@qd]', ghi_chu: '(theo [@qd])', noi_dung: Một.}\n"
        'phu_luc:\n  - {ma: pl, bang: {hang: "a\\n[@qd]", cot: [{khoa: a, tieu_de: A}]}}\n'
    )
    assert done.body[0].startswith("I. THỰC HIỆN QUYẾT ĐỊNH SỐ 1413/QĐ-UBND NGÀY")
    assert done.body[0].endswith("(theo Quyết định số 1413/QĐ-UBND)")
    assert done.annexes[0].bang.hang[0].o == ("Quyết định số 1413/QĐ-UBND",)


# --- numbers ----------------------------------------------------------------------------------------------------------


def test_numbers_are_made_and_what_was_typed_otherwise_is_told(compose) -> None:
    done = compose("noi_dung: |\n  1. Một:\n  a) A;\n  b) B;\n  b) C;\n  f) D.\n  3. Hai:\n  a) A.\n  đ. B.\n")
    assert done.body[1:] == ["1. Một:", "a) A;", "b) B;", "c) C;", "d) D.", "2. Hai:", "a) A.", "b) B./."]
    assert done.codes == ["noi_dung/so_go_khac"] * 4
    start = HEAD.count("\n") + 2
    assert [p.place.line - start for p in done.problems] == [3, 4, 5, 7]


def test_an_outline_under_a_numbered_heading_stands_one_level_down(compose) -> None:
    done = compose("muc_dich: Tốt.\nyeu_cau: |\n  1. Chung:\n  a) A;\n  b) B.\n  2. Riêng:\n  - C.\n")
    assert done.body == [
        "I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "Tốt.", "2. Yêu cầu", "a) Chung:", "- A;", "- B.", "b) Riêng:", "- C./.",
    ]  # fmt: skip
    assert done.codes == ["noi_dung/so_go_khac"] * 4


def test_more_points_than_letters_are_an_error(compose) -> None:
    done = compose("noi_dung: |\n  1. Một:\n" + "  a) A;\n" * 24)
    assert "noi_dung/qua_nhieu_diem" in done.codes


def test_parts_are_numbered_in_roman_and_keep_the_kinds_order(compose) -> None:
    done = compose(
        "to_chuc_thuc_hien: Một.\nkinh_phi: Không.\nyeu_cau: [Nhanh.]\nmuc_dich: [Tốt.]\nnoi_dung: |\n  1. A.\n"
    )
    heads = [t for t, k in zip(done.body, done.kinds, strict=True) if k in ("phan", "khoan_tieu_de")]
    assert heads == ["I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "2. Yêu cầu", "II. NỘI DUNG", "III. KINH PHÍ THỰC HIỆN",
                     "IV. TỔ CHỨC THỰC HIỆN"]  # fmt: skip


def test_one_role_of_a_shared_part_is_the_part(compose) -> None:
    done = compose("muc_dich: [Tốt.]\n")
    assert done.body == ["I. MỤC ĐÍCH", "- Tốt./."]


def test_headings_may_be_overridden(compose) -> None:
    more = "tieu_de_phan: {noi_dung: 'Nhiệm vụ:', muc_dich_yeu_cau: Mục tiêu}\n"
    more += "muc_dich: [A.]\nyeu_cau: [B.]\nnoi_dung: [C.]\n"
    assert [x for x in compose(more).body if x.startswith("I")] == ["I. MỤC TIÊU", "II. NHIỆM VỤ"]


def test_parts_written_out_keep_their_order(compose) -> None:
    parts = "phan:\n  - {vai_tro: to_chuc_thuc_hien, noi_dung: A.}\n  - {vai_tro: noi_dung, noi_dung: B.}\n"
    assert compose(parts).body == ["I. TỔ CHỨC THỰC HIỆN", "A.", "II. NỘI DUNG", "B./."]
    parts = "phan:\n  - {tieu_de: Đối tượng, noi_dung: A.}\n  - {vai_tro: noi_dung, noi_dung: B.}\n"
    assert compose(parts).body == ["I. ĐỐI TƯỢNG", "A.", "II. NỘI DUNG", "B./."]


def test_a_notice_runs_in_items_without_parts(compose) -> None:
    done = compose("mo_dau: Mở.\nnoi_dung: |\n  1. Một.\n  2. Hai.\n", loai="TB")
    assert done.body == ["Mở.", "1. Một.", "2. Hai./."]


def test_a_heading_that_was_typed_is_printed_in_a_notice_too(compose) -> None:
    done = compose("noi_dung:\n  tieu_de: Phân công\n  muc: [Một.]\n", loai="TB")
    assert done.body == ["I. PHÂN CÔNG", "- Một./."]


def test_levels_go_down_by_nesting(compose) -> None:
    done = compose(
        "noi_dung:\n  - tieu_de: A\n    muc:\n      - tieu_de: B\n        muc:\n          - loi_van: C.\n"
        "            muc: [{loi_van: D.}]\nmo_dau:\n  - loi_van: Mở.\n"
    )
    assert done.body == ["Mở.", "I. NỘI DUNG", "1. A", "a) B", "- C.", "+ D./."]


# --- tasks ------------------------------------------------------------------------------------------------------------


def test_a_task_is_written_once_and_makes_lines_and_rows(compose) -> None:
    more = (
        "noi_dung:\n  - tieu_de: Lập danh sách\n    nhiem_vu:\n      chu_tri: vp\n      phoi_hop: Các phòng;\n"
        "      san_pham: Danh sách\n      thoi_han: {truoc: 01/02, hang_nam: có}\n"
        "  - nhiem_vu: {noi_dung: Kiểm tra, don_vi_thuc_hien: qlcn}\nnhan_nhiem_vu: {chu_tri: Đơn vị chủ trì}\n"
        "phu_luc:\n  - {tieu_de: Danh mục kèm theo, bang: {nguon: nhiem_vu, stt: có, cot: ["
        "{khoa: noi_dung, tieu_de: Việc},"
        " {khoa: chu_tri, tieu_de: Chủ trì}, {khoa: thoi_han, tieu_de: Hạn}],"
        " bo_qua: [phoi_hop, san_pham, don_vi_thuc_hien]}}\n"
    )
    done = compose(more)
    assert done.body[1:] == [
        "1. Lập danh sách", "- Đơn vị chủ trì: Văn phòng Sở.", "- Cơ quan phối hợp: Các phòng.",
        "- Sản phẩm: Danh sách.",
        "- Thời gian thực hiện: Trước ngày 01/02 hằng năm.", "2. Kiểm tra",
        "- Đơn vị thực hiện: Phòng Quản lý Công nghệ./.",
    ]  # fmt: skip
    rows = [r.o for r in done.annexes[0].bang.hang]
    assert [r[1:] for r in rows] == [
        ("Lập danh sách", "Văn phòng Sở", "Trước ngày 01/02 hằng năm"),
        ("Kiểm tra", "", ""),
    ]


# --- head and foot ----------------------------------------------------------------------------------------------------


def test_a_draft_shows_blanks_and_a_number_fills_them_everywhere(compose) -> None:
    annex = "phu_luc: [{loi_van: Một.}]\n"
    draft = compose(annex)
    assert draft.names["so_van_ban"] == "      "
    assert draft.names["ky_hieu"] == "KH-SKHCN"
    assert draft.names["dia_danh"].van == "Hải Phòng, ngày        tháng        năm       "
    full = compose(annex + "so_van_ban: 8\nngay_ban_hanh: 2026-02-05\n")
    assert full.names["so_van_ban"] == "08"
    assert full.names["dia_danh"].van == "Hải Phòng, ngày 05 tháng 02 năm 2026"
    assert full.annexes[0].kem_theo.van == (
        "(Kèm theo Kế hoạch số 08/KH-SKHCN ngày 05 tháng 02 năm 2026 của Sở Khoa học và Công nghệ)"
    )


def test_in_electronic_form_the_annex_note_is_left_blank(compose) -> None:
    annex = "phu_luc: [{loi_van: Một.}]\nso_van_ban: 8\nngay_ban_hanh: 2026-02-05\nhinh_thuc: điện tử\n"
    note = compose(annex).annexes[0].kem_theo.van
    assert note.startswith("(Kèm theo Kế hoạch số       /KH-SKHCN ngày        tháng        năm ")
    assert note.endswith("của Sở Khoa học và Công nghệ)")
    paper = compose(annex.replace("hinh_thuc: điện tử\n", ""), agency=AGENCY + "hinh_thuc: điện tử\n")
    assert paper.annexes[0].kem_theo.van == note


def test_names_in_capitals_and_titles_too(compose) -> None:
    names = compose("mo_dau: A.\n").names
    assert names["chu_quan"].van == "UBND THÀNH PHỐ HẢI PHÒNG"
    assert names["co_quan"].van == "SỞ KHOA HỌC VÀ CÔNG NGHỆ"
    assert names["ten_loai"] == "KẾ HOẠCH"
    assert names["trich_yeu"].van == "Việc"
    assert [line.van for line in names["quyen_han"]] == ["GIÁM ĐỐC"]
    assert names["ho_ten"] == "Nguyễn Văn An"


def test_marks_urgency_below_secrecy_in_red_with_the_decrees_sizes(compose) -> None:
    marks = compose("do_khan: thượng khẩn\ndo_mat: mật\npham_vi: lưu hành nội bộ\n").names
    assert [(k.chu, k.rong, k.cao, k.do) for k in marks["dau"]] == [("MẬT", 20, 8, False), ("THƯỢNG KHẨN", 40, 8, True)]
    assert [k.chu for k in marks["pham_vi"]] == ["LƯU HÀNH NỘI BỘ"]
    assert compose("mo_dau: A.\n").names["dau"] == []


@pytest.mark.parametrize(
    ("more", "printed"),
    [("nguoi_soan: pl\nso_ban: 300\n", "PL.(300)"), ("nguoi_soan: PL\n", "PL"), ("mo_dau: A.\n", "")],
)
def test_the_drafter_code(compose, more: str, printed: str) -> None:
    assert compose(more).names["nguoi_soan"] == printed


def test_recipients_end_with_semicolons_and_the_file_line_with_a_stop(compose) -> None:
    text = HEAD.format(loai="KH").replace(
        "[Sở Nội vụ]", "['Sở Nội vụ;', 'UBND TP (để b/c),', '- Các phòng.', {nhom: noi-bo}]"
    )
    assert compose(text=text).to == [
        "- Sở Nội vụ;", "- UBND TP (để b/c);", "- Các phòng;", "- Lãnh đạo Sở;", "- Các phòng, đơn vị thuộc Sở;",
        "- Lưu: VT.",
    ]  # fmt: skip


def test_as_above_stands_first_if_and_only_if_there_are_addressees(compose) -> None:
    report = "ket_qua: [Xong.]\ngui_cap_tren: {}\n"
    sent = compose(report.format("có") + "kinh_gui: ['UBND thành phố;', 'Bộ A.']\n", loai="BC")
    assert sent.to == ["- Như trên;", "- Sở Nội vụ;", "- Lưu: VT."]
    assert sent.names["kinh_gui"].noi_nhan == ("UBND thành phố", "Bộ A")
    kept = compose(report.format("không"), loai="BC")
    assert "- Như trên;" not in kept.to
    assert kept.names["kinh_gui"] is None


def test_the_address_prints_only_when_asked(compose) -> None:
    assert compose("in_dia_chi: có\n").names["dia_chi"]
    assert compose("mo_dau: A.\n").names["dia_chi"] == []


# --- annexes ----------------------------------------------------------------------------------------------------------


def test_annexes_have_roman_numbers_from_two_on(compose) -> None:
    one = compose("mo_dau: Xem [@a] kèm theo.\nphu_luc: [{ma: a, loi_van: Một.}]\n")
    assert [a.tieu_de.van for a in one.annexes] == ["Phụ lục"]
    assert one.body == ["Xem Phụ lục kèm theo./."]
    two = compose(
        "mo_dau: Xem [@b], [@a].\nphu_luc: [{ma: a, loi_van: Một.}, {ma: b, tieu_de: tên b, loi_van: Hai./.}]\n"
    )
    assert [a.tieu_de.van for a in two.annexes] == ["Phụ lục I", "Phụ lục II"]
    assert two.body == ["Xem Phụ lục II, Phụ lục I./."]
    assert two.codes == []
    assert two.annexes[1].ten.van == "TÊN B"
    assert two.annexes[1].loi_van[-1].van == "Hai./."


@pytest.mark.parametrize(
    ("opening", "warned"),
    [
        ("Làm việc.", 2),
        ("Xem Phụ lục I.", 1),
        ("Xem Phụ lục II.", 1),
        ("Xem [@a] và [@b].", 0),
        ("Xem các phụ lục.", 0),
    ],
)
def test_an_annex_that_the_text_does_not_point_to_is_warned_of(compose, opening: str, warned: int) -> None:
    done = compose(f"mo_dau: '{opening}'\nphu_luc: [{{ma: a, loi_van: Một.}}, {{ma: b, loi_van: Hai.}}]\n")
    assert done.codes == ["phu_luc/chi_dan"] * warned
    assert all(p.severity.label == "cảnh báo" and "Phụ lục" in p.hint + p.message for p in done.problems)


def test_an_annex_ends_once_after_its_table_or_its_note(compose) -> None:
    table = 'bang: {hang: "a\\nx", cot: [{khoa: a, tieu_de: A}]}'
    bare, noted = compose(f"phu_luc: [{{{table}}}, {{ghi_chu: Ghi chú., {table}}}]\n").annexes
    assert bare.ket.van == "./."
    assert noted.ket is None
    assert noted.ghi_chu[-1].van == "Ghi chú./."


def test_annexes_alone_are_numbered_and_cited_as_in_the_document(compose) -> None:
    done = compose("mo_dau: Theo [@qd], [@a].\nphu_luc: [{ma: a, loi_van: Một.}, {loi_van: 'Theo [@qd].'}]\n")
    alone = composing.rieng_phu_luc(done.ho_so, (1,))
    assert [a.tieu_de.van for a in alone.phu_luc] == ["Phụ lục II"]
    assert alone.phu_luc[0].loi_van[0].van == "Theo Quyết định số 1413/QĐ-UBND./."
    assert alone.phu_luc == done.annexes[1:]


def test_the_files_properties_say_what_it_is(compose) -> None:
    about = compose(text=DOCUMENT).value.thuoc_tinh
    assert about.tieu_de == "Kế hoạch triển khai một việc"
    assert about.tac_gia == "Sở Khoa học và Công nghệ"
    assert (
        compose(text=DOCUMENT.replace("Triển khai một", "UBND xem")).value.thuoc_tinh.tieu_de
        == "Kế hoạch UBND xem việc"
    )


def test_runs_of_a_paragraph_keep_their_look(compose) -> None:
    body = compose("noi_dung: |\n  1. **Trước** ngày *15* m^{2}.\n  2. Hai.\n").value.bien["than_bai"]
    assert body[1].chu == (
        Run("1. "), Run("Trước", dam=True), Run(" ngày "), Run("15", nghieng=True), Run(" m"), Run("2", tren=True),
        Run("."),
    )  # fmt: skip
