"""Safe fixes from end to end: data in their place, Word as tracked changes in a copy, and what is never written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rules_mutate import break_it

from shared import DOCUMENT
from vbhc import archive, checking, pipeline
from vbhc.checking import Cach, check, fix
from vbhc.errors import UserError
from vbhc.loading.workspace import Workspace
from vbhc.model.finding import Sua
from vbhc.word import revisions
from vbhc.word.seeing import view_of

KHI = "2026-11-21T08:00:00Z"
SPACED = DOCUMENT.replace("Làm cho tốt.", "Làm  cho tốt .")
Add = Callable[..., Path]


def safe(space: Workspace | None, path: Path) -> list[str]:
    return [f.quy_tac for f in check(space, path, Cach()).bao_cao.ket_qua.findings if f.sua is Sua.AN_TOAN]


def broken(space: Workspace, add: Add) -> Path:
    """A print with a wrong dash, a wrong size, a wrong margin and a double blank."""
    done = pipeline.build(space, add())
    assert done.tep is not None
    target = space.root / "cua-nguoi-khac.docx"
    ops = [
        {"chu": {"o": "tieu_ngu", "tu": " - ", "thanh": " – "}},
        {"run": {"o": "so_ky_hieu", "size": 16}},
        {"trang": {"top": 10}},
        {"chu": {"o": "doan", "tu": "xây dựng", "thanh": "xây  dựng"}},
    ]
    target.write_bytes(break_it(done.tep.read_bytes(), ops))
    return target


def test_data_are_mended_where_they_stand_and_nothing_else_changes(space: Workspace, add: Add) -> None:
    text = SPACED.replace("loai: KH", "loai: KH  # chú thích  giữ nguyên")
    folder = add(text)
    assert safe(space, folder)
    done = fix(space, check(space, folder, Cach()), KHI)
    assert done.tep == (folder / "van_ban.yaml",)
    assert (folder / "van_ban.yaml").read_text(encoding="utf-8") == text.replace("Làm  cho tốt .", "Làm cho tốt.")
    assert not safe(space, folder)
    assert fix(space, check(space, folder, Cach()), KHI).tep == (), "a second time there is nothing to mend"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("- Báo cáo trước ngày 10/12/2026.", "- Báo cáo  trước ngày 10/12/2026."),
        ("- Gửi báo cáo, tờ trình về Sở.", "- Gửi báo cáo , tờ trình về Sở."),
        ("- Các phòng báo cáo.", "- Các  phòng báo cáo."),
    ],
)
def test_of_two_lines_that_differ_in_blanks_the_wrong_one_is_told_and_mended(
    right: str, wrong: str, space: Workspace, add: Add
) -> None:
    text = DOCUMENT.replace("[Làm cho tốt.]", f"|\n  1. Việc một\n  {right}\n  2. Việc hai\n  {wrong}")
    folder = add(text)
    lines = text.split("\n")
    found = [f for f in check(space, folder, Cach()).bao_cao.ket_qua.findings if f.sua is Sua.AN_TOAN]
    assert [lines[f.place.line - 1].strip() for f in found if f.place] == [wrong]
    assert fix(space, check(space, folder, Cach()), KHI).bo_lai == ()
    assert (folder / "van_ban.yaml").read_text(encoding="utf-8") == text.replace(wrong, right)


def test_words_that_the_program_makes_a_sentence_of_are_mended(space: Workspace, add: Add) -> None:
    task = "\n  - tieu_de: Việc {}\n    nhiem_vu: {{chu_tri: {}, san_pham: '{}', thoi_han: Trong năm}}"
    head, rest = DOCUMENT.split("\n  - tieu_de: Việc thứ nhất")[0], DOCUMENT.split("có}}")[1]
    right = head + task.format(1, "Văn phòng", "Kế hoạch, tờ trình") + task.format(2, "Văn phòng", "Kế hoạch, tờ trình")
    folder = add(right[::-1].replace("Văn phòng"[::-1], "Văn  phòng"[::-1], 1)[::-1] + rest)
    path = folder / "van_ban.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("hoạch, tờ", "hoạch , tờ", 1), encoding="utf-8")
    done = fix(space, check(space, folder, Cach()), KHI)
    assert (done.bo_lai, done.tep) == ((), (path,))
    assert path.read_text(encoding="utf-8") == right + rest


@pytest.mark.validator
def test_a_word_file_is_mended_in_a_copy_with_tracked_changes(
    space: Workspace, add: Add, validate: Callable[[Path], list[str]]
) -> None:
    path = broken(space, add)
    before = path.read_bytes()
    found = set(safe(space, path))
    assert {"quoc_hieu/dau_noi", "so_ky_hieu/kieu_chu", "trang/le_tren", "van_tu/khoang_trang_kep"} <= found
    done = fix(space, check(space, path, Cach()), KHI)
    assert path.read_bytes() == before
    (copy,) = done.tep
    assert copy.name == "cua-nguoi-khac_da-sua.docx"
    assert not safe(space, copy)
    assert "tep/con_theo_doi" in [f.quy_tac for f in check(space, copy, Cach()).bao_cao.ket_qua.findings]
    parts = archive.read(copy, "tệp Word")
    original = view_of(archive.read(path, "tệp Word"), "x")
    assert view_of(revisions.reject(parts), "x").blocks == original.blocks
    assert validate(copy) == []
    again = fix(space, check(space, path, Cach()), KHI)
    assert [p.name for p in again.tep] == [copy.name], "what is there already is not made again"
    copy.write_bytes(path.read_bytes())
    again = fix(space, check(space, path, Cach()), KHI)
    assert [p.name for p in again.tep] == ["cua-nguoi-khac_da-sua-2.docx"], "nobody's file is overwritten"


def test_a_signed_file_is_never_written(space: Workspace, add: Add) -> None:
    path = broken(space, add)
    parts = archive.read(path, "tệp Word") | {"_xmlsignatures/sig1.xml": b"<Signature/>"}
    path.write_bytes(archive.pack(parts))
    names = sorted(p.name for p in space.root.iterdir())
    with pytest.raises(UserError, match="đã ký số"):
        fix(space, check(space, path, Cach()), KHI)
    assert sorted(p.name for p in space.root.iterdir()) == names


def test_a_file_saved_meanwhile_is_not_mended(space: Workspace, add: Add) -> None:
    path = broken(space, add)
    judged = check(space, path, Cach())
    path.write_bytes(break_it(path.read_bytes(), [{"chu": {"o": "trich_yeu", "thanh": "Việc khác"}}]))
    with pytest.raises(UserError, match="vừa lưu"):
        fix(space, judged, KHI)


def test_what_a_document_silences_is_not_mended(space: Workspace, add: Add) -> None:
    silent = "bo_qua: {van_tu/khoang_trang_kep: Giữ như bản gốc, van_tu/khoang_trang_truoc_dau: Giữ như bản gốc}\n"
    folder = add(SPACED + silent)
    assert fix(space, check(space, folder, Cach()), KHI).tep == ()
    assert (folder / "van_ban.yaml").read_text(encoding="utf-8") == SPACED + silent


def test_only_the_safe_class_is_applied(space: Workspace, add: Add) -> None:
    folder = add(DOCUMENT.replace("Làm cho tốt.", "Làm làm cho tốt."))
    found = check(space, folder, Cach())
    assert "van_tu/lap_tieng" in [f.quy_tac for f in found.bao_cao.ket_qua.findings]
    assert fix(space, found, KHI) == checking.DaSua("data/2026/kh-thu")
