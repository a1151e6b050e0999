"""A document folder into a dossier: what it names is found, every fault is on one list with its place."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from shared import AGENCY, DOCUMENT
from vbhc.errors import UserError
from vbhc.loading import dossier
from vbhc.loading.workspace import Workspace

BC = """\
loai: BC
co_quan: skhcn
ngay_ban_hanh: 2026
trich_yeu: Kết quả
ket_qua: [Đã làm xong.]
noi_nhan: [Sở Nội vụ]
luu: VT
nguoi_ky: giam-doc
"""
TB = BC.replace("loai: BC", "loai: TB").replace("ket_qua: [Đã làm xong.]", "noi_dung: |\n  1. Một.")


@pytest.fixture
def check(space: Workspace, add: Callable[..., Path]) -> Callable[..., SimpleNamespace]:
    """Loads a document; gives the dossier, and its problems as `line code` without the warnings about parts."""

    def run(text: str = DOCUMENT, *more: str, agency: str = AGENCY, cited: str = "") -> SimpleNamespace:
        (space.data / "co_quan" / "skhcn.yaml").write_text(agency, encoding="utf-8")
        if cited:
            (space.data / "vien_dan.yaml").write_text(cited, encoding="utf-8")
        done = dossier.load(space, add(text + "".join(more)))
        found = [p for p in done.problems if p.code != "phan/thieu"]
        return SimpleNamespace(
            ho_so=done.value, problems=found, told=sorted(f"{p.place.line} {p.code}" for p in found),
            codes=sorted({p.code for p in found}), hints=" ".join(p.hint for p in found),
            messages=" ".join(p.message for p in found),
        )  # fmt: skip

    return run


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_example_loads_without_a_word(check) -> None:
    done = check()
    assert done.problems == []
    assert done.ho_so.nguoi_ky.ho_ten == "Nguyễn Văn An"
    assert done.ho_so.noi_nhan == ("Sở Nội vụ", "Lãnh đạo Sở", "Các phòng, đơn vị thuộc Sở")
    assert [p.vai_tro for p in done.ho_so.van_ban.phan] == ["muc_dich", "noi_dung", "to_chuc_thuc_hien"]


# --- keys -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("key", ["Trích yếu", "TRÍCH YẾU", "trich-yeu", "Trich yeu"])
def test_a_key_may_be_typed_as_a_person_types_it(check, form: str, key: str) -> None:
    done = check(unicodedata.normalize(form, DOCUMENT.replace("trich_yeu", key)))
    assert done.problems == []
    assert done.ho_so.van_ban.trich_yeu == "Triển khai một việc"


def test_an_unknown_key_is_named_with_the_nearest(check) -> None:
    done = check(DOCUMENT, "trich_yue_: x\nTiêu đề các phần: {}\nxyz: 1\n")
    assert done.codes == ["du_lieu/khoa_la"]
    assert "`trich_yeu`" in done.hints
    assert "so_van_ban" in done.hints  # nothing is near xyz: all are listed


def test_a_key_typed_twice_is_a_problem_in_either_spelling(check) -> None:
    for again in ("trich_yeu: Việc khác\n", "Trích yếu: Việc khác\n", "Nội dung: Việc khác\n", "Loại: TB\n"):
        done = check(DOCUMENT, again)
        assert done.told == [f"{DOCUMENT.count(chr(10)) + 1} du_lieu/khoa_lap"], again


def test_a_key_twice_in_a_shared_list_is_a_problem(check) -> None:
    done = check(agency=AGENCY + "  noi-bo: [x]\n")
    assert done.codes == ["du_lieu/khoa_lap"]


def test_a_role_of_another_kind_is_unknown_here(check) -> None:
    assert check(TB, "kinh_phi: Không.\n").codes == ["du_lieu/khoa_la"]
    assert check(BC, "gui_cap_tren: không\nmuc_dich: x\n").codes == ["du_lieu/khoa_la"]


def test_parts_and_role_keys_together_are_refused(check) -> None:
    done = check(DOCUMENT, "phan:\n  - {tieu_de: Một, noi_dung: x}\n")
    assert done.told == [f"{line_of(DOCUMENT, 'muc_dich')} du_lieu/hai_cach"]


def test_parts_written_out_need_a_heading_and_known_roles(check) -> None:
    text = BC.replace("ket_qua: [Đã làm xong.]\n", "gui_cap_tren: không\n")
    done = check(text, "phan:\n  - noi_dung: x\n  - {vai_tro: ket_qa, noi_dung: x}\n",
                 "  - {vai_tro: ket_qua, noi_dung: x}\n",
                 "  - {vai_tro: ket_qua, tieu_de: Hai, noi_dung: x}\n")  # fmt: skip
    start = text.count("\n") + 2
    assert done.told == [f"{start} du_lieu/thieu", f"{start + 1} phan/vai_tro", f"{start + 3} phan/vai_tro"]
    assert "`ket_qua`" in done.hints


def test_more_parts_than_numerals_are_a_problem(check) -> None:
    text = BC.replace("ket_qua: [Đã làm xong.]\n", "gui_cap_tren: không\n")
    assert check(text, "phan:\n" + "  - {tieu_de: A, noi_dung: B.}\n" * 400).codes == ["phan/qua_nhieu"]
    assert check(text, "phu_luc:\n" + "  - {loi_van: B.}\n" * 400).codes == ["phan/qua_nhieu"]


# --- all at once ------------------------------------------------------------------------------------------------------


def test_six_different_slips_give_six_problems(check) -> None:
    text = (
        (DOCUMENT + "kinh_phj: Không.\n")
        .replace("ngay_ban_hanh: 2026-04", "ngay_ban_hanh: 2026-02-30")
        .replace("luu: VT, VP", "luu: Hành chính")
        .replace("truoc: 01/12", "truoc: 31/11")
        .replace("nguoi_ky: giam-doc", "nguoi_ky: giam-dc")
        .replace("Văn phòng Sở tổng hợp", "Văn phòng Sở theo [@qd-1413] tổng hợp")
    )
    done = check(text)
    assert done.told == sorted(
        [
            f"{line_of(text, '2026-02-30')} du_lieu/gia_tri",
            f"{line_of(text, 'luu:')} noi_nhan/luu",
            f"{line_of(text, '31/11')} du_lieu/gia_tri",
            f"{line_of(text, 'nguoi_ky')} nguoi_ky/khong_co",
            f"{line_of(text, '[@qd')} vien_dan/khong_co",
            f"{line_of(text, 'kinh_phj')} du_lieu/khoa_la",
        ]
    )
    assert all(p.message and (p.hint or p.truong) for p in done.problems)


@pytest.mark.parametrize("slip", ["loai: KX", "co_quan: skhc"])
def test_a_wrong_kind_or_agency_hides_no_other_fault(check, slip: str) -> None:
    key = slip.split(":")[0]
    text = "\n".join(slip if x.startswith(key) else x for x in DOCUMENT.splitlines()) + "\nxyz: 1\nkinh_phi: '[@q]'\n"
    done = check(text)
    assert len(done.problems) == 3
    assert {"du_lieu/khoa_la", "vien_dan/khong_co"} < set(done.codes)
    assert done.ho_so is None


def test_what_must_be_there_is_asked_for_by_key_and_by_name(check) -> None:
    done = check("loai: KH\n")
    assert done.codes == ["du_lieu/thieu"]
    assert {p.truong for p in done.problems} == {
        "Cơ quan ban hành", "Trích yếu", "Nơi nhận", "Lưu", "Người ký",
    }  # fmt: skip
    assert all(p.hint.startswith("Thêm dòng `") for p in done.problems)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("so_van_ban: 12a", "du_lieu/gia_tri"), ("so_van_ban: 0", "du_lieu/gia_tri"),
        ("so_van_ban: 1.5", "du_lieu/gia_tri"),
        ("so_van_ban: [1]", "du_lieu/hinh_dang"), ("ky_hieu: KH SKHCN", "du_lieu/gia_tri"),
        ("do_khan: gấp", "du_lieu/gia_tri"), ("in_dia_chi: ừ", "du_lieu/gia_tri"),
        ("can_cu: {a: {b: c}}", "du_lieu/hinh_dang"),
        ("so_ban: 5", "nguoi_soan/thieu"), ("phu_luc:\n  - tieu_de: x", "du_lieu/gia_tri"),
        ("vien_dan: x", "du_lieu/hinh_dang"),
        ("vien_dan:\n  a: {loai: Quyết định, ngay: 2026-01-01}", "du_lieu/gia_tri"),
        ("vien_dan:\n  a: {loai: Quyết định, so_ky_hieu: 1/QĐ, ngay: 2026-01}", "du_lieu/gia_tri"),
        ("can_cu:\n  -\n  - Căn cứ Luật A", "du_lieu/muc_trong"), ("tieu_de_phan: {noi_dug: x}", "du_lieu/khoa_la"),
        ("nhan_nhiem_vu: {chu_ti: x}", "du_lieu/khoa_la"), ("gui_cap_tren: có", "kinh_gui/khong_dung"),
        ("kinh_gui: UBND", "kinh_gui/khong_dung"),
    ],
)  # fmt: skip
def test_a_bad_value_is_named_at_its_line(check, typed: str, code: str) -> None:
    done = check(DOCUMENT, typed, "\n")
    assert done.codes == [code]
    start = DOCUMENT.count("\n") + 1
    assert all(start <= p.place.line <= start + typed.count("\n") for p in done.problems)


# --- what the document names ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("was", "now", "code", "near"),
    [
        ("co_quan: skhcn", "co_quan: skhn", "co_quan/khong_co", "skhcn"),
        ("nguoi_ky: giam-doc", "nguoi_ky: Giám đóc", "nguoi_ky/khong_co", "giam-doc"),
        ("{nhom: noi-bo}", "{nhom: noibo}", "noi_nhan/nhom", "noi-bo"),
        ("Làm cho tốt.", "'Theo [@qd-1431].'", "vien_dan/khong_co", "qd-1413"),
        ("Làm cho tốt.", "'Theo [@qd-1413 ngắn].'", "vien_dan/khong_co", "đầy đủ"),
        ("loai: KH", "loai: Kế hoach", "ten_loai/khong_co", ""),
        ("loai: KH", "loai: QĐ", "ten_loai/khong_co", ""),
    ],
)
def test_an_unknown_name_is_a_problem_with_the_nearest(check, was: str, now: str, code: str, near: str) -> None:
    if now == "loai: Kế hoach":
        assert check(DOCUMENT.replace(was, now)).problems == []  # diacritics are no fault
        return
    cited = "vien_dan:\n  qd-1413: {loai: Quyết định, so_ky_hieu: 1413/QĐ-UBND, ngay: 2026-04-10}\n"
    text = DOCUMENT.replace(was, now)
    done = check(text, cited=cited)
    assert done.told == [f"{line_of(text, now.split(':')[0])} {code}"]
    assert near in done.hints


def test_a_fault_in_a_shared_file_is_told_there_and_causes_no_others(check) -> None:
    text = DOCUMENT.replace("Làm cho tốt.", "'Theo [@qd-1413].'")
    done = check(text, cited="vien_dan:\n  qd-1413: {loai: Quyết định, so_ky_hiu: 1}\n")
    assert {p.place.file for p in done.problems} == {"data/vien_dan.yaml"}
    assert {p.place.line for p in done.problems} == {2}
    done = check(agency=AGENCY.replace("dia_danh: Hải Phòng", "dia_dan: Hải Phòng"), cited="vien_dan:\n")
    assert {p.place.file for p in done.problems} == {"data/co_quan/skhcn.yaml"}


@pytest.mark.parametrize(
    ("lines", "good"),
    [
        ("Giám đốc", True), ("Q. Giám đốc", True), ("KT. Giám đốc, Phó Giám đốc", True),
        ("TM. Ủy ban nhân dân, Chủ tịch", True), ("TM. Ủy ban nhân dân, KT. Chủ tịch, Phó Chủ tịch", True),
        ("TL. Giám đốc, Chánh Văn phòng", True), ("TL. Chủ tịch, KT. Chánh Văn phòng, Phó Chánh Văn phòng", True),
        ("TUQ. Chủ tịch, Giám đốc Sở", True), ("kt. Giám đốc, Phó Giám đốc", True),
        ("TUQ. Chủ tịch, KT. Giám đốc, Phó Giám đốc", False), ("KT. Giám đốc", False), ("TM. Ủy ban nhân dân", False),
        ("KT. Giám đốc, TL. Giám đốc, Phó Giám đốc", False), ("Giám đốc, Phó Giám đốc", False),
        ("KT Giám đốc, Phó Giám đốc", False), ("TUQ. Chủ tịch, TL. Giám đốc, Chánh Văn phòng", False),
    ],
)  # fmt: skip
def test_authority_is_checked_against_the_decree(check, lines: str, good: bool) -> None:
    done = check(agency=AGENCY.replace("[Giám đốc]", f"[{lines}]"))
    assert done.codes == ([] if good else ["nguoi_ky/quyen_han"])
    if not good:
        assert {p.place.file for p in done.problems} == {"data/co_quan/skhcn.yaml"}


@pytest.mark.parametrize("name", ["TS. Nguyễn Văn An", "TS Nguyễn Văn An", "PGS.TS. Nguyễn Văn An", "ThS.Nguyễn Văn An",
                                  "BSCKII. Nguyễn Văn An"])  # fmt: skip
def test_an_academic_title_before_the_name_is_warned_of(check, name: str) -> None:
    done = check(agency=AGENCY.replace("Nguyễn Văn An", name))
    assert done.codes == ["nguoi_ky/hoc_vi"]
    assert done.ho_so is not None


@pytest.mark.parametrize("name", ["Tsần Văn An", "Ngô Thị Bình", "Ksor Phước", "Lsơn"])
def test_a_name_is_no_academic_title(check, name: str) -> None:
    assert check(agency=AGENCY.replace("Nguyễn Văn An", name)).problems == []


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ("", ["kinh_gui/cap_tren"]), ("gui_cap_tren: có\n", ["kinh_gui/cap_tren"]), ("gui_cap_tren: không\n", []),
        ("gui_cap_tren: không\nkinh_gui: UBND\n", ["kinh_gui/cap_tren"]), ("gui_cap_tren: có\nkinh_gui: UBND\n", []),
        ("kinh_gui: UBND\n", []), ("gui_cap_tren: có\nkinh_gui: [UBND, Sở Nội vụ]\n", []),
    ],
)  # fmt: skip
def test_a_report_to_a_superior_and_only_that_has_addressees(check, more: str, codes: list[str]) -> None:
    done = check(BC, more)
    assert done.codes == codes
    assert all(p.severity.label == "lỗi" and p.hint for p in done.problems)


def test_lines_that_the_program_makes_are_not_typed(check) -> None:
    text = DOCUMENT.replace("noi_nhan: [Sở Nội vụ, ", "noi_nhan: [Như trên, 'Lưu: VT', ")
    assert check(text).codes == ["noi_nhan/luu", "noi_nhan/nhu_tren"]


@pytest.mark.parametrize("typed", ["VT, VP", "Lưu: VT, VP.", "'- Lưu: VT, VP.'", "VT, VP;"])
def test_the_file_line_reads_the_same_however_it_is_typed(check, typed: str) -> None:
    done = check(DOCUMENT.replace("luu: VT, VP", f"luu: {typed}"))
    assert done.problems == []
    assert done.ho_so.luu == "VT, VP"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", ["kh-\x01", "kh-\u200b", "kh-\udcff"])
def test_a_folder_whose_name_no_file_can_hold_is_refused(space: Workspace, name: str) -> None:
    folder = space.data / "2026" / name
    folder.mkdir(parents=True)
    (folder / "van_ban.yaml").write_text(DOCUMENT, encoding="utf-8")
    with pytest.raises(UserError, match="đổi tên thư mục") as caught:
        dossier.read(space, folder)
    str(caught.value).encode()  # can be shown


def test_a_group_of_recipients_named_twice_is_told_where_it_is_named(check) -> None:
    done = check(DOCUMENT.replace("[Sở Nội vụ, {nhom: noi-bo}]", "[{nhom: noi-bo}, {nhom: noi-bo}]"))
    (told,) = [p for p in done.problems if p.code == "noi_nhan/nhom_lap"]
    assert told.place.file.endswith("van_ban.yaml")


def test_the_year_of_the_folder_is_held_against_the_date(check) -> None:
    assert "ngay/nam_khac" not in {p.code for p in check(DOCUMENT).problems}
    done = check(DOCUMENT.replace("ngay_ban_hanh: 2026-04", "ngay_ban_hanh: 2062-04"))
    assert "ngay/nam_khac" in {p.code for p in done.problems}


def test_recipients_may_be_lines_of_a_block(check) -> None:
    done = check(DOCUMENT.replace("noi_nhan: [Sở Nội vụ, {nhom: noi-bo}]", "noi_nhan: |\n  - Sở Nội vụ\n  UBND: x"))
    assert done.ho_so.noi_nhan == ("Sở Nội vụ", "UBND: x")


# --- places inside texts ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "where",
    [
        "mo_dau_: |\n  Một.\n\n  Hai [@x].\n",
        "ket_thuc: |\n\n  1. Một.\n  a) Hai.\n  - Ba [@x].\n",
        "can_cu: |\n  Luật A\n  Luật [@x]\n",
        "can_cu:\n  - Luật A\n  - Luật B\n    và [@x]\n",
        "kinh_phi:\n  - Một.\n  - |\n    1. Hai.\n    2. Ba [@x].\n",
        "kinh_phi:\n  - tieu_de: Một\n    muc:\n      - loi_van: |\n          Một.\n          Ba [@x].\n",
        "phu_luc:\n  - ma: a\n    loi_van: |\n      Một.\n      Hai [@x].\n",
    ],
)
def test_a_fault_inside_an_outline_has_its_own_line(check, where: str) -> None:
    where = where.replace("mo_dau_", "mo_dau")
    text = "\n".join(x for x in DOCUMENT.splitlines() if not x.startswith(where.split(":")[0])) + "\n"
    done = check(text, where)
    (found,) = [p for p in done.problems if p.code == "vien_dan/khong_co"]
    wrapped = "và [@x]" in where  # a wrapped line counts from where its text starts
    assert found.place.line == line_of(text + where, "[@x]") - wrapped
    if not wrapped and "|" in where:
        row = (text + where).splitlines()[found.place.line - 1]
        assert found.place.column == len(row) - len(row.lstrip()) + 1


def test_a_mark_left_open_is_warned_of_at_its_line(check) -> None:
    text = DOCUMENT.replace("2. Văn phòng Sở", "2. **Văn phòng Sở")
    done = check(text)
    assert done.told == [f"{line_of(text, '2. **')} noi_dung/dau_ho"]


@pytest.mark.parametrize("key", ["trich_yeu", "luu", "noi_nhan"])
def test_a_citation_where_none_is_written_out_is_a_problem(check, key: str) -> None:
    rows = [f"{key}: VT [@qd]" if x.startswith(key) else x for x in DOCUMENT.splitlines()]
    done = check("\n".join(rows) + "\nvien_dan:\n  qd: {loai: Luật, trich_yeu: A}\n")
    assert done.codes == ["vien_dan/sai_cho"]


# --- files ------------------------------------------------------------------------------------------------------------


def test_a_folder_without_a_document_is_a_user_error(space: Workspace) -> None:
    (space.data / "2026" / "x").mkdir(parents=True)
    with pytest.raises(UserError, match=r"data/2026/x: không có tệp van_ban\.yaml"):
        dossier.load(space, space.data / "2026" / "x")


@pytest.mark.parametrize("text", ["", "# trống\n", "một câu\n", "- a\n- b\n", "{}\n"])
def test_a_file_without_keys_says_how_to_start(check, text: str) -> None:
    done = check(text)
    assert done.codes == ["du_lieu/trong"]
    assert "vbhc new" in done.hints


@pytest.mark.parametrize("text", ["một câu\n", "- a\n", ""])
def test_a_shared_file_of_the_wrong_shape_is_a_problem_there(check, text: str) -> None:
    done = check(agency=text, cited="- a\n")
    assert {"data/co_quan/skhcn.yaml", "data/vien_dan.yaml"} == {p.place.file for p in done.problems}


def test_a_shared_file_is_read_again_and_understood_anew_when_it_has_changed(space, add) -> None:
    folder, agency = add(), space.data / "co_quan" / "skhcn.yaml"
    first = dossier.load(space, folder).value
    assert first is not None
    again = dossier.load(space, folder).value
    assert again is not None
    assert again.co_quan is first.co_quan
    stamp = agency.stat()
    agency.write_text(AGENCY.replace("Nguyễn Văn An", "Nguyễn Văn Ba"), encoding="utf-8")
    os.utime(agency, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))  # as large and as old as before
    changed = dossier.load(space, folder).value
    assert changed is not None
    assert changed.nguoi_ky.ho_ten == "Nguyễn Văn Ba"
    agency.write_text(AGENCY + "la: x\n", encoding="utf-8")
    for _ in range(2):  # a fault is told to every document
        assert [p.code for p in dossier.load(space, folder).problems].count("du_lieu/khoa_la") == 1
