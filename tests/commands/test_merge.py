"""The merge driver as git calls it: exit codes, the file it writes, and real branches merged by real git."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from vbhc import commands
from vbhc.commands import _running

BASE = """\
loai: KH
trich_yeu: Công tác dân vận
noi_dung: |
  1. Tuyên truyền
  a) Phổ biến Luật.
  b) Đăng tin, bài.
  2. Mô hình
noi_nhan:
  - Sở Nội vụ
  - Các phòng
phu_luc:
  - bang:
      khoa: ma
      hang: |
        ma | viec | han
        m1 | Phổ biến Luật | 30/4
        m2 | Đăng tin | 30/9
"""
NAME = "data/2026/kh-dân vận/van_ban.yaml"


def run(*args: object) -> int:
    return _running.run(commands.cli, ["merge", *map(str, args)])


def three(folder: Path, *texts: str | bytes) -> list[Path]:
    out = []
    for name, text in zip(("goc", "ta", "ho"), texts, strict=True):
        out.append(folder / name)
        out[-1].write_bytes(text if isinstance(text, bytes) else text.encode())
    return out


def test_a_clean_merge_is_written_into_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = three(tmp_path, BASE, BASE.replace("a) Phổ biến", "a) Phổ cập"), BASE.replace("tin, bài", "10 tin"))
    assert run(*files, "--ten", NAME) == 0
    assert files[1].read_text("utf-8") == BASE.replace("a) Phổ biến", "a) Phổ cập").replace("tin, bài", "10 tin")
    assert files[2].read_text("utf-8") == BASE.replace("tin, bài", "10 tin")
    assert capsys.readouterr() == ("", "")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["goc", "ho", "ta"]


def test_a_conflict_is_marked_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = three(tmp_path, BASE, BASE.replace("30/4", "30/5"), BASE.replace("30/4", "30/6"))
    assert run(*files, "--ten", NAME) == 1
    assert "<<<<<<< ta\n        m1 | Phổ biến Luật | 30/5\n=======\n" in files[1].read_text("utf-8")
    assert f"{NAME}: 1 chỗ hai bên cùng sửa" in capsys.readouterr().err


@pytest.mark.parametrize("bad", [b"\xff\x00", b"loai: \xe1\n", b"PK\x03\x04\0\0"])
def test_what_cannot_be_merged_leaves_ours(tmp_path: Path, bad: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    files = three(tmp_path, BASE, BASE.replace("KH", "TB"), bad)
    assert run(*files, "--ten", NAME) == 2
    assert files[1].read_text("utf-8") == BASE.replace("KH", "TB")
    assert f"vbhc: {NAME}: " in capsys.readouterr().err
    files[0].unlink()
    assert run(*files, "--ten", NAME) == 2
    assert "không có tệp này" in capsys.readouterr().err


def test_a_path_that_looks_like_an_option_is_a_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = three(tmp_path, "a;b\n1;2\n", "a;b\n1;3\n", "a;b\n1;4\n")
    assert run(*files, "--ten", "--x.csv") == 1
    assert capsys.readouterr().err.startswith("--x.csv: 1 chỗ")


class Repo:
    """A repository whose branches `ta` and `ho` part from one commit."""

    def __init__(self, folder: Path, *, driver: bool) -> None:
        self.folder = folder
        self.file = folder / NAME
        self.git("init", "-q", "-b", "goc")
        for key, value in (("user.name", "Thử"), ("user.email", "thu@example.vn"), ("core.quotePath", "false")):
            self.git("config", key, value)
        (folder / ".gitattributes").write_text("*.yaml merge=vbhc\n*.csv merge=vbhc\n")
        if driver:
            self.git("config", "merge.vbhc.name", "dữ liệu văn bản")
            self.git("config", "merge.vbhc.driver", f'"{sys.executable}" -m vbhc merge %O %A %B --ten %P')

    def git(self, *args: str, ok: bool = True) -> str:
        told = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | {
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8",
        }  # fmt: skip
        done = subprocess.run(["git", *args], cwd=self.folder, env=told, capture_output=True, check=False, timeout=120)
        assert (done.returncode == 0) is ok, done
        return done.stdout.decode() + done.stderr.decode()

    def part(self, base: str | None, ours: str, theirs: str) -> None:
        self.file.parent.mkdir(parents=True)
        if base is not None:
            self.file.write_text(base, "utf-8")
        self.git("add", "-A")
        self.git("commit", "-qm", "gốc")
        for name, text in (("ho", theirs), ("ta", ours)):
            self.git("checkout", "-q", "-b", name, "goc")
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.write_text(text, "utf-8")
            self.git("add", "-A")
            self.git("commit", "-qm", name)


OURS = (
    BASE.replace("a) Phổ biến", "a) Phổ cập").replace("| 30/4", "| 30/5").replace("1. T", "1. Mới\n  2. T")
    .replace("2. Mô", "3. Mô").replace("  - Các phòng", "  - Sở Tài chính\n  - Các phòng")
)  # fmt: skip
THEIRS = (
    BASE.replace("b) Đăng tin, bài", "b) Đăng 10 tin").replace("m1 | Phổ biến", "m1 | Quán triệt")
    .replace("2. Mô hình", "2. Mô hình\n  3. Kinh phí").replace("- Sở Nội vụ", "- Sở Nội vụ (để báo cáo)")
)  # fmt: skip
BOTH = """\
loai: KH
trich_yeu: Công tác dân vận
noi_dung: |
  1. Mới
  2. Tuyên truyền
  a) Phổ cập Luật.
  b) Đăng 10 tin.
  3. Mô hình
  4. Kinh phí
noi_nhan:
  - Sở Nội vụ (để báo cáo)
  - Sở Tài chính
  - Các phòng
phu_luc:
  - bang:
      khoa: ma
      hang: |
        ma | viec | han
        m1 | Quán triệt Luật | 30/5
        m2 | Đăng tin | 30/9
"""


@pytest.mark.slow
def test_branches_that_changed_different_points_and_cells_merge(tmp_path: Path) -> None:
    repo = Repo(tmp_path, driver=True)
    repo.part(BASE, OURS, THEIRS)
    repo.git("merge", "--no-edit", "ho")
    assert repo.file.read_text("utf-8") == BOTH
    assert repo.git("status", "--porcelain") == ""


@pytest.mark.slow
def test_the_same_branches_conflict_without_the_driver(tmp_path: Path) -> None:
    repo = Repo(tmp_path, driver=False)
    repo.part(BASE, OURS, THEIRS)
    assert "CONFLICT" in repo.git("merge", "--no-edit", "ho", ok=False)


@pytest.mark.slow
def test_a_true_conflict_is_left_to_the_person_with_small_marks(tmp_path: Path) -> None:
    repo = Repo(tmp_path, driver=True)
    repo.part(BASE, OURS, THEIRS.replace("Quán triệt Luật | 30/4", "Phổ biến Luật | 30/6"))
    told = repo.git("merge", "--no-edit", "ho", ok=False)
    assert f"CONFLICT (content): Merge conflict in {NAME}" in told
    marks = "<<<<<<< ta\n        {0} | 30/5\n=======\n        {0} | 30/6\n>>>>>>> họ\n".format("m1 | Phổ biến Luật")
    assert repo.file.read_text("utf-8") == BOTH.replace("        m1 | Quán triệt Luật | 30/5\n", marks)
    assert "UU" in repo.git("status", "--porcelain")


@pytest.mark.slow
def test_what_cannot_be_merged_is_a_conflict_for_git_and_both_versions_stay(tmp_path: Path) -> None:
    repo = Repo(tmp_path, driver=True)
    repo.part(BASE, OURS, "loai: \0\n")
    assert "CONFLICT" in repo.git("merge", "--no-edit", "ho", ok=False)
    assert repo.file.read_text("utf-8") == OURS
    repo.git("checkout", "--theirs", "--", NAME)
    assert repo.file.read_text("utf-8") == "loai: \0\n"


@pytest.mark.slow
def test_both_branches_added_the_file(tmp_path: Path) -> None:
    repo = Repo(tmp_path, driver=True)
    repo.part(None, OURS, THEIRS)
    assert "CONFLICT" in repo.git("merge", "--no-edit", "ho", ok=False)
    lines = repo.file.read_text("utf-8").split("\n")
    assert {x.strip() for x in (OURS + THEIRS).split("\n") if "." not in x[:5]} <= {x.strip() for x in lines}
