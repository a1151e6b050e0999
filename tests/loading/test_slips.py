"""Slips that drafters make, each with what the program says of it: a code, and a hint that tells what to write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from shared import AGENCY, DOCUMENT
from vbhc import composing, pipeline
from vbhc.loading.workspace import Workspace

Add = Callable[..., Path]
BODY = "muc_dich: [Làm cho tốt.]\n"


def codes(space: Workspace, add: Add, text: str) -> set[str]:
    """What is said of a document, from loading through composing."""
    loaded = pipeline.load(space, add(text))
    found = {p.code for p in loaded.problems}
    if loaded.value is not None:
        found |= {p.code for p in composing.ban_in(loaded.value).problems}
    return found


def printed(space: Workspace, add: Add, text: str) -> list[str]:
    """The paragraphs of the text as they would print."""
    loaded = pipeline.load(space, add(text))
    assert loaded.value is not None, loaded.problems
    made = composing.ban_in(loaded.value).value
    assert made is not None
    body = made.bien["than_bai"]
    assert isinstance(body, list)
    return [paragraph.van for paragraph in body]


def with_(old: str, new: str) -> str:
    assert old in DOCUMENT
    return DOCUMENT.replace(old, new)


def test_the_document_itself_is_without_fault(space: Workspace, add: Add) -> None:
    assert codes(space, add, DOCUMENT) == set()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (BODY, "muc_dich:\n  Một việc\n  - Hai việc\n", "du_lieu/noi_dong"),
        (BODY, "muc_dich:\n  - Một\n    - Hai\n", "du_lieu/noi_dong"),
        (BODY, "muc_dich:\n  - - Một\n", "du_lieu/hinh_dang"),
        (BODY, "muc_dich: Theo [@qd chưa đóng\n", "vien_dan/ho"),
        (BODY, "muc_dich: |\n  1.Liền số\n", "noi_dung/dau_muc"),
        (BODY, "muc_dich: |\n  I. MỤC LỚN\n  - a\n", "noi_dung/phan"),
        *((BODY, f"muc_dich: |\n  1. Một\n  {mark} Hai.\n", "noi_dung/dau_muc") for mark in ("a/", "a\uff09", "ii)")),
        (BODY, "muc_dich: |\n  - Phối hợp với các đơn vị\n  và các phòng.\n", "noi_dung/xuong_dong"),
        (BODY, "muc_dich: {tieu_de: Mục đích}\n", "phan/trong"),
        ("chu_tri: vp", "chu_tri: vpp", "nhiem_vu/don_vi"),
        ("loai: KH\n", "loai: KH\nin_dia_chi: có\n", ""),
        ("trich_yeu: Triển khai một việc", "trich_yeu: TRIỂN KHAI MỘT VIỆC", "trich_yeu/in_hoa"),
        ("trich_yeu: Triển khai một việc", "trich_yeu: Kế hoạch triển khai", "trich_yeu/mo_dau"),
        ("loai: KH\n", "loai: KH\nky_hieu: kh-skhcn\n", "du_lieu/gia_tri"),
        ("luu: VT, VP\n", "luu:\n", "du_lieu/thieu"),
        ("noi_nhan: [Sở Nội vụ,", "noi_nhan: [Lưu VT, Sở Nội vụ,", "noi_nhan/luu"),
        ("loai: KH\n", "loai: KH\ncan_cu: [Luật Giáo dục]\n", "can_cu/mo_dau"),
    ],
)
def test_a_slip_is_told(space: Workspace, add: Add, old: str, new: str, code: str) -> None:
    found = codes(space, add, with_(old, new))
    assert (code in found) if code else found == set(), found


def test_address_asked_for_but_not_known(space: Workspace, add: Add) -> None:
    path = space.data / "co_quan" / "skhcn.yaml"
    path.write_text("\n".join(x for x in AGENCY.split("\n") if not x.startswith("dia_chi")), encoding="utf-8")
    assert "co_quan/dia_chi" in codes(space, add, "in_dia_chi: có\n" + DOCUMENT)


def test_a_required_key_left_empty_is_pointed_at(space: Workspace, add: Add) -> None:
    text = with_("luu: VT, VP\n", "luu:\n")
    loaded = pipeline.load(space, add(text))
    (told,) = [p for p in loaded.problems if p.code == "du_lieu/thieu"]
    assert told.place.line == text.split("luu:")[0].count("\n") + 1
    assert told.hint


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("noi_dung:\n  - tieu_de: 1. Một\n    muc: [a]\n", ["1. Một"]),
        ("noi_dung:\n  - tieu_de: Một\n    muc:\n      - tieu_de: a) Hai\n", ["1. Một", "a) Hai"]),
        ("noi_dung: |\n  **2. Đậm hai**\n  - a\n", ["1. Đậm hai"]),
        ("noi_dung:\n  - {a}\n", ["- {a}"]),
        ("noi_dung:\n  - nhiem_vu: {noi_dung: 3. Việc, chu_tri: vp}\n", ["1. Việc"]),
    ],
)
def test_typed_labels_print_once(space: Workspace, add: Add, body: str, lines: list[str]) -> None:
    start, rest = DOCUMENT.split("noi_dung:")
    text = start + body + rest[rest.index("to_chuc_thuc_hien") :]
    found = printed(space, add, text)
    assert all(line in found for line in lines), found


def test_empty_parts_are_dropped(space: Workspace, add: Add) -> None:
    found = printed(space, add, DOCUMENT + "yeu_cau: []\nkinh_phi: {}\n")
    assert not any("KINH PHÍ" in line or "Yêu cầu" in line for line in found)


def test_several_units_by_key_and_one_end_mark(space: Workspace, add: Add) -> None:
    found = printed(space, add, with_("chu_tri: vp,", "chu_tri: VP, phoi_hop: 'vp, qlcn',"))
    assert "- Cơ quan chủ trì: Văn phòng Sở." in found
    assert any("Văn phòng Sở" in x and "Phòng Quản lý Công nghệ" in x for x in found if "phối hợp" in x)
    assert sum("./." in line for line in found) == 1


@pytest.mark.parametrize("typed", ["10-4-2026", "10.4.2026", "'ngày 10 tháng 4 năm 2026'", "10/4/2026", "2026-04-10"])
def test_dates_as_people_type_them(space: Workspace, add: Add, typed: str) -> None:
    loaded = pipeline.load(space, add(with_("2026-04\n", f"{typed}\n")))
    assert loaded.value is not None, loaded.problems
    assert loaded.value.van_ban.ngay_ban_hanh.iso() == "2026-04-10"


def test_a_report_with_addressees_goes_to_a_superior(space: Workspace, add: Add) -> None:
    text = with_("loai: KH", "loai: BC\nkinh_gui: UBND tỉnh").replace(BODY, "ket_qua: [Đã làm.]\n")
    start, rest = text.split("noi_dung:")
    text = start + rest[rest.index("ket_thuc") :]
    assert codes(space, add, text) == set()
    assert "kinh_gui/cap_tren" in codes(space, add, "gui_cap_tren: không\n" + text)


def test_one_bad_signer_blocks_only_those_who_use_him(space: Workspace, add: Add) -> None:
    path = space.data / "co_quan" / "skhcn.yaml"
    bad = AGENCY.replace("[KT. Giám đốc, Phó Giám đốc]", "[TUQ. Giám đốc, KT. Trưởng phòng, Phó Trưởng phòng]")
    path.write_text(bad, encoding="utf-8")
    assert codes(space, add, DOCUMENT) == set()
    assert "nguoi_ky/quyen_han" in codes(space, add, with_("nguoi_ky: giam-doc", "nguoi_ky: pho"))


def test_a_number_typed_before_a_parts_title_is_told_and_made_anew(space: Workspace, add: Add) -> None:
    text = DOCUMENT + "tieu_de_phan: {noi_dung: II. Nội dung chính}\n"
    assert codes(space, add, text) == {"noi_dung/so_go_khac"}
    assert "II. NỘI DUNG CHÍNH" in printed(space, add, text)


def test_a_misspelt_key_is_told_once(space: Workspace, add: Add) -> None:
    text = DOCUMENT.replace("trich_yeu:", "trich_yeuu:")
    assert [p.code for p in pipeline.load(space, add(text)).problems] == ["du_lieu/khoa_la"]
    both = text.replace("trich_yeuu:", "trich_yeu:\ntrich_yeuu:")
    assert {p.code for p in pipeline.load(space, add(both)).problems} == {"du_lieu/khoa_la", "du_lieu/thieu"}
