"""Two drafts found from the user's words: files, data folders and versions in git, in any mix."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from shared import DOCUMENT
from vbhc import pipeline, recognising, reviewing
from vbhc.errors import UserError
from vbhc.loading.workspace import Workspace
from vbhc.model.so_sanh import Loai, SoSanh
from vbhc.reviewing.redline import redline
from vbhc.word import revisions, seeing

LATER = DOCUMENT.replace("Làm cho tốt.", "Làm cho thật tốt.").replace("[Sở Nội vụ,", "[Sở Nội vụ, Báo Hải Phòng,")
ENV = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
       "GIT_AUTHOR_NAME": "Lan", "GIT_AUTHOR_EMAIL": "lan@so", "GIT_COMMITTER_NAME": "Lan",
       "GIT_COMMITTER_EMAIL": "lan@so"}  # fmt: skip


def git(root: Path, *args: str) -> None:
    subprocess.run(["git", *args], cwd=root, env=ENV, check=True, capture_output=True)


@pytest.fixture
def held(space: Workspace, add: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The small workspace in git: one version, then another, then an edit that is not committed."""
    monkeypatch.chdir(space.root)
    folder = add()
    git(space.root, "init", "-q", "-b", "main")
    git(space.root, "add", "-A")
    git(space.root, "commit", "-qm", "Bản đầu")
    (folder / "van_ban.yaml").write_text(LATER, encoding="utf-8")
    git(space.root, "commit", "-qam", "Sửa mục đích")
    (folder / "van_ban.yaml").write_text(LATER.replace("2026-04", "2026-05"), encoding="utf-8")
    return space


def folder_of(space: Workspace) -> str:
    return space.documents()[0].relative_to(space.root).as_posix()


def told(found: SoSanh) -> set[tuple[Loai, str]]:
    return {(one.loai, one.phan) for one in found.chu}


PURPOSE, RECIPIENT = (Loai.SUA, "Mục I"), (Loai.THEM, "Nơi nhận")
DATE = (Loai.SUA, "Phần đầu")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["{}"], {DATE}),
        (["HEAD", "{}"], {DATE}),
        (["HEAD~1", "{}"], {PURPOSE, RECIPIENT, DATE}),
        (["HEAD~1", "HEAD", "{}"], {PURPOSE, RECIPIENT}),
        (["HEAD~1..HEAD", "{}"], {PURPOSE, RECIPIENT}),
        (["HEAD~1..", "{}"], {PURPOSE, RECIPIENT}),
        (["HEAD~1:{}", "HEAD:{}"], {PURPOSE, RECIPIENT}),
        (["{}", "HEAD"], {DATE}),
        (["{}/van_ban.yaml", "{}"], set()),
    ],
)
def test_what_the_words_mean(held: Workspace, words: list[str], expected: set[tuple[Loai, str]]) -> None:
    where = folder_of(held)
    found = reviewing.compared(*reviewing.drafts([w.format(where) for w in words]))
    assert told(found) == expected


def test_a_print_a_folder_and_a_text_in_any_mix(held: Workspace, tmp_path: Path) -> None:
    where = folder_of(held)
    held_print = pipeline.build(held, held.documents()[0]).tep
    assert held_print is not None
    kept = tmp_path / "bản của lãnh đạo.docx"
    shutil.copy(held_print, kept)
    assert not reviewing.compared(*reviewing.drafts([where, str(kept)])).thay_doi
    assert told(reviewing.compared(*reviewing.drafts([f"HEAD~1:{where}", str(kept)]))) == {PURPOSE, RECIPIENT, DATE}
    text = tmp_path / "chu.txt"
    text.write_text("KẾ HOẠCH\nTriển khai một việc\n\nI. MỤC ĐÍCH\nLàm cho tốt.\n", encoding="utf-8")
    found = reviewing.compared(*reviewing.drafts([str(text), str(kept)]))
    assert PURPOSE in told(found)
    assert any("không có định dạng" in why for why in found.khong_so)


def test_a_word_file_of_a_version(held: Workspace) -> None:
    printed = pipeline.build(held, held.documents()[0]).tep
    assert printed is not None
    kept = held.root / "data" / "ban.docx"
    shutil.copy(printed, kept)
    git(held.root, "add", "-f", "data/ban.docx")
    git(held.root, "commit", "-qm", "Kèm bản in")
    found = reviewing.compared(*reviewing.drafts(["HEAD:data/ban.docx", f"HEAD~2:{folder_of(held)}"]))
    assert (Loai.BO, "Nơi nhận") in told(found)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "cách gọi"),
        (["không-có.docx"], "không có tệp hay thư mục này"),
        (["HEAD~9", "{}"], "lịch sử không dài đến thế"),
        (["mainn", "{}"], "có phải “main”"),
        (["--output=x", "{}"], "không có phiên bản"),
        (["HEAD", "khong/co"], "khong/co"),
        (["HEAD", "HEAD~1"], "không có tệp nào"),
        (["HEAD~1:khong/co.docx", "{}"], "không có trong phiên bản"),
        (["a", "b", "c", "d"], "cách gọi"),
        (["data", "{}"], "không phải một văn bản"),
    ],
)
def test_what_cannot_be_meant_is_said(held: Workspace, words: list[str], said: str) -> None:
    with pytest.raises(UserError, match=said):
        reviewing.drafts([w.format(folder_of(held)) for w in words])


def test_data_with_errors_are_told_with_their_version(held: Workspace) -> None:
    (held.documents()[0] / "van_ban.yaml").write_text(LATER.replace("loai: KH", "loai: XX"), encoding="utf-8")
    git(held.root, "commit", "-qam", "Hỏng")
    with pytest.raises(UserError, match=r"\(HEAD\): dữ liệu còn lỗi") as failed:
        reviewing.drafts(["HEAD", folder_of(held)])
    assert "XX" in str(failed.value)


def test_outside_of_git_it_is_said(
    space: Workspace, add: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(space.root)
    add()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UserError, match="git"):
        reviewing.drafts([folder_of(space)])


def test_the_marked_file_reads_as_either_draft(held: Workspace) -> None:
    before, after = reviewing.drafts(["HEAD~1", folder_of(held)])
    made = redline(before, after, "2026-01-31T08:00:00Z")
    assert made.bo_lai == ()
    for settled, draft in ((revisions.accept(made.parts), after), (revisions.reject(made.parts), before)):
        view = seeing.view_of(settled, "x")
        now = reviewing.Draft("x", recognising.doc(view))
        assert not told(reviewing.compared(now, draft))
