"""File names of prints."""

from __future__ import annotations

import pytest

from vbhc.model.van_ban import VanBan
from vbhc.outputs import names


def document(**more: object) -> VanBan:
    base = {"loai": "KH", "co_quan": "x", "trich_yeu": "a", "noi_nhan": ["b"], "luu": "VT", "nguoi_ky": "c"}
    return VanBan.model_validate(base | more)


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ({}, "kh-viec_chua-so.docx"),
        ({"ngay_ban_hanh": "2026-04"}, "kh-viec_chua-so_2026-04.docx"),
        ({"so_van_ban": "8", "ngay_ban_hanh": "2026-04-01"}, "kh-viec_08-KH-SKHCN_2026-04-01.docx"),
        ({"so_van_ban": "120", "ngay_ban_hanh": "2026"}, "kh-viec_120-KH-SKHCN_2026.docx"),
    ],
)
def test_a_name_tells_folder_number_and_date_as_far_as_known(more: dict[str, object], name: str) -> None:
    made = names.file_name("kh-viec", document(**more), "KH-SKHCN")
    assert made == name
    assert names.belongs_to("kh-viec", made)


def test_letters_with_marks_do_not_reach_a_file_name() -> None:
    made = names.file_name("kế hoạch đổi mới", document(so_van_ban="5"), "KH-HĐND")
    assert made == "ke-hoach-doi-moi_05-KH-HDND.docx"


@pytest.mark.parametrize(
    "name",
    [
        "kh-viec.docx",
        "kh-viec_ban-sua.docx",
        "kh-viec-hai_chua-so.docx",
        "kh-viec_chua-so.doc",
        "kh-viec_chua-so_2026-04-10-2.docx",
        "kh-viec_chua-so_1-2.docx",
        "kh-viec_chua-so_phu-luc.docx",
        "kh-viec_chua-so.ban-sua.docx",
    ],
)
def test_other_files_do_not_belong(name: str) -> None:
    assert not names.belongs_to("kh-viec", name)


def test_annex_files_are_named_after_the_document() -> None:
    assert names.annex_name("a_chua-so.docx", None) == "a_chua-so_phu-luc.docx"
    assert names.annex_name("a_chua-so.docx", 2) == "a_chua-so_phu-luc-2.docx"
