"""`vbhc git-setup` on real repositories: what git shows of Word files, what a commit is held back for, what is left."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from types import SimpleNamespace

import pytest

from shared import AGENCY, DOCUMENT
from vbhc import commands, git, pipeline
from vbhc.commands import _running
from vbhc.loading.workspace import Workspace
from vbhc.reviewing import setup

NAME = "Sở \"KH&CN\" 'một' $(touch bay) $x"
ROWS = "noi_dung,chu_tri,thoi_han\n" + "".join(
    f"Nhiệm vụ thứ {n},Phòng {n % 7},{n % 28 + 1}/02/2026\n" for n in range(1, 41)
)
ANNEX = """phu_luc:
  - tieu_de: Danh mục việc
    bang:
      nguon: viec.csv
      stt: có
      cot:
        - {khoa: noi_dung, tieu_de: Nội dung}
        - {khoa: chu_tri, tieu_de: Chủ trì}
        - {khoa: thoi_han, tieu_de: Thời hạn}
"""
TEXT = DOCUMENT.replace("Kế hoạch như sau:", "Kế hoạch như sau (chi tiết tại Phụ lục kèm theo):") + ANNEX
PROGRAM = setup.Program(Path(sys.executable))


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in [k for k in os.environ if k.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path_factory.getbasetemp().parent))
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "A")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "a@b")


class Kho:
    """A workspace in a repository."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "data" / "2026" / "kh-thu"
        self.space = Workspace(root)
        self.folder.mkdir(parents=True)
        (root / "data" / "co_quan").mkdir()
        (root / "data" / "co_quan" / "skhcn.yaml").write_text(AGENCY, encoding="utf-8")
        self.write(ROWS)
        self.git("init", "-q", "-b", "main")

    def write(self, rows: str, text: str = TEXT) -> None:
        (self.folder / "van_ban.yaml").write_text(text, encoding="utf-8")
        (self.folder / "viec.csv").write_text(rows, encoding="utf-8")

    def git(self, *args: str, ok: bool = True, cwd: Path | None = None) -> str:
        done = subprocess.run(["git", "--no-pager", *args], cwd=cwd or self.root, capture_output=True, timeout=120,
                              check=False)  # fmt: skip
        out = (done.stdout + done.stderr).decode()
        assert (done.returncode == 0) == ok, out
        return out

    def docx(self, name: str) -> Path:
        """Print the data as they are under a name."""
        found = pipeline.load(self.space, self.folder).value
        assert found is not None
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pipeline.print_bytes(self.space, found)[0])
        return path

    def commit(self) -> None:
        """Commit all there is, unchecked."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x", "--no-verify")

    def checked(self, *, ok: bool, all_: bool = True) -> str:
        """Commit through the hook: what it said."""
        if all_:
            self.git("add", "-A")
        return self.git("commit", "-q", "-m", "x", ok=ok)


@pytest.fixture
def kho(tmp_path: Path) -> Kho:
    return Kho(tmp_path / NAME)


@pytest.fixture
def ready(kho: Kho) -> Kho:
    """A repository with everything set up."""
    setup.setup(git.repo(kho.root), kho.root, PROGRAM)
    return kho


@pytest.fixture
def run(
    kho: Kho, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., SimpleNamespace]:
    monkeypatch.chdir(kho.root)

    def go(*args: object) -> SimpleNamespace:
        code = _running.run(commands.cli, [str(a) for a in args])
        said = capsys.readouterr()
        return SimpleNamespace(code=code, out=said.out, err=said.err)

    return go


def lines(out: str) -> list[str]:
    """The changed lines of a patch, its headers left out."""
    return [x for x in out.splitlines() if re.match(r"[+-](?![+-]{2} )", x)]


# --- what git shows ---------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_three_cells_are_three_lines_and_a_row_put_in_its_own(ready: Kho) -> None:
    ready.docx("luu/kế hoạch 'a'.docx")
    ready.commit()
    changed = ROWS.replace("Nhiệm vụ thứ 3,Phòng 3", "Việc thứ ba,Phòng 9")
    changed = changed.replace("thứ 20,Phòng 6,21/02", "thứ 20,Phòng 6,28/02")
    ready.write(changed)
    ready.docx("luu/kế hoạch 'a'.docx")
    out = ready.git("diff", "--", "luu")
    assert lines(out) == [
        "-  • Nhiệm vụ thứ 3", "-    Chủ trì: Phòng 3", "+  • Việc thứ ba", "+    Chủ trì: Phòng 9",
        "-    Thời hạn: 21/02/2026", "+    Thời hạn: 28/02/2026",
    ]  # fmt: skip
    assert re.findall(r"@@ .* @@ (.*)", out) == ["• Nhiệm vụ thứ 1", "• Nhiệm vụ thứ 19"]  # the row before
    assert "    Chủ trì: Phòng 6" in out
    ready.commit()
    head, rest = changed.split("Nhiệm vụ thứ 10")
    ready.write(f"{head}Việc mới,Thanh tra,05/05/2026\nNhiệm vụ thứ 10{rest}")
    ready.docx("luu/kế hoạch 'a'.docx")
    assert lines(ready.git("diff", "--", "luu")) == [
        "+  • Việc mới", "+    Chủ trì: Thanh tra", "+    Thời hạn: 05/05/2026",
    ]  # fmt: skip
    ready.commit()
    assert "+    Chủ trì: Thanh tra" in ready.git("show", "HEAD")
    log = ready.git("log", "-p", "--", "luu")
    assert "-    Thời hạn: 21/02/2026" in log
    assert "+Trích yếu: Triển khai một việc" in log
    assert not (ready.root / "bay").exists()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows does not allow such names")
def test_names_that_attack_and_files_that_cannot_be_read_do_not_end_a_log(ready: Kho) -> None:
    names = ["--output=x.docx", "$(touch bay).docx", "-h.docx", "a'b\"c.docx", "a\nb.docx", "; touch bay;.docx"]
    print_ = ready.docx("a.docx").read_bytes()
    for name in names:
        (ready.root / name).write_bytes(print_)
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 1\n"
    for name, data in {
        "hong": print_[:999],
        "rong": b"",
        "lfs": pointer,
        "cu": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600,
    }.items():
        (ready.root / f"{name}.docx").write_bytes(data)
    ready.git("add", "-A")
    ready.git("commit", "-q", "-m", "x", "--no-verify")
    log = ready.git("log", "-p")
    assert log.count("+Trích yếu: Triển khai một việc") == len(names) + 1
    unread = re.findall(r"^\+\(không đọc được: .*\)$", log, re.MULTILINE)
    assert len(unread) == 4
    assert any("git lfs pull" in x for x in unread)
    assert not any("/tmp" in x or str(ready.root) in x for x in unread)
    ready.write(ROWS.replace("Nhiệm vụ thứ 9,", "Việc thứ 9,"))
    ready.docx(names[0])
    assert lines(ready.git("diff", "--", names[0])) == ["-  • Nhiệm vụ thứ 9", "+  • Việc thứ 9"]
    assert sorted(p.name for p in ready.root.iterdir() if p.name in {"x.docx", "bay"}) == []


@pytest.mark.slow
def test_a_repository_cannot_bring_code_that_runs(ready: Kho) -> None:
    for name in ("vbhc", "click", "yaml", "lxml"):
        (ready.root / f"{name}.py").write_text("open('bay', 'w')")
        (ready.root / name).mkdir()
        (ready.root / name / "__init__.py").write_text("open('bay', 'w')")
    ready.docx("a.docx")
    ready.commit()
    assert "+Trích yếu" in ready.git("log", "-p")
    assert not (ready.root / "bay").exists()


@pytest.mark.slow
def test_a_worktree_shows_it_too_and_its_commits_are_held_back(ready: Kho, tmp_path: Path) -> None:
    ready.docx("a.docx")
    ready.commit()
    other = tmp_path / "cây 'khác'"
    ready.git("worktree", "add", "-q", "-b", "nhanh", str(other))
    assert "+Trích yếu" in ready.git("log", "-p", cwd=other)
    text = (other / "data/2026/kh-thu/van_ban.yaml").read_text(encoding="utf-8")
    (other / "data/2026/kh-thu/van_ban.yaml").write_text(
        text.replace("nguoi_ky: giam-doc", "nguoi_ky: ai"), encoding="utf-8"
    )
    ready.git("add", "-A", cwd=other)
    assert "Chưa commit: 1 văn bản" in ready.git("commit", "-m", "x", ok=False, cwd=other)


@pytest.mark.slow
def test_drafts_of_two_people_are_merged_by_our_driver(ready: Kho) -> None:
    ready.commit()
    ready.git("switch", "-q", "-c", "nhanh")
    ready.write(ROWS.replace("Nhiệm vụ thứ 5,Phòng 5", "Nhiệm vụ thứ 5,Văn phòng"))
    ready.commit()
    ready.git("switch", "-q", "main")
    ready.write(ROWS.replace("Phòng 5,6/02", "Phòng 5,16/02"))
    ready.commit()
    ready.git("merge", "-q", "--no-edit", "nhanh")  # both changed one line: git alone cannot
    assert "Nhiệm vụ thứ 5,Văn phòng,16/02/2026" in (ready.folder / "viec.csv").read_text(encoding="utf-8")


# --- before a commit --------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_wrong_document_is_held_back_as_staged_and_a_right_one_passes(ready: Kho) -> None:
    ready.commit()
    good = TEXT
    ready.write(ROWS, good.replace("nguoi_ky: giam-doc", "nguoi_ky: khong-co"))
    ready.git("add", "-A")
    ready.write(ROWS)  # what lies on the disk is right, what is staged is not
    out = ready.checked(ok=False, all_=False)
    assert "data/2026/kh-thu/van_ban.yaml:" in out
    assert "khong-co" in out
    assert "Chưa commit: 1 văn bản còn lỗi" in out
    assert "git commit --no-verify" in out
    assert "vbhc-commit-" not in out
    ready.write(ROWS, good.replace("một việc", "hai việc"))
    ready.git("add", "-A")
    ready.write(ROWS, good.replace("nguoi_ky: giam-doc", "nguoi_ky: khong-co"))
    assert ready.checked(ok=True, all_=False) == ""  # and the other way about
    ready.git("add", "-A")
    ready.git("commit", "-q", "-m", "x", "--no-verify")


@pytest.mark.slow
def test_parts_of_what_is_changed_are_judged_alone(ready: Kho) -> None:
    """`git commit FILE` makes a commit from another index."""
    ready.commit()
    (ready.root / "ghi-chu.txt").write_text("x")
    ready.git("add", "-A")
    ready.write(ROWS, TEXT + "sai: 1\n")
    ready.git("add", "-A")
    ready.git("commit", "-q", "-m", "x", "ghi-chu.txt")
    assert "Chưa commit" in ready.git("commit", "-m", "x", "data", ok=False)


@pytest.mark.slow
def test_word_files_sheets_agencies_and_what_is_taken_out(ready: Kho) -> None:
    ready.commit()
    (ready.root / "hong.docx").write_bytes(b"PK\x03\x04xxxx")
    assert "hong.docx" in ready.checked(ok=False)
    (ready.root / "hong.docx").unlink()
    shutil.copytree(Path(__file__).parents[2] / "templates", ready.root / "templates")
    (ready.root / "templates" / "x.docx").write_bytes(b"PK")  # no document
    (ready.root / "ban.docx").write_bytes(ready.docx("luu/a.docx").read_bytes())
    assert ready.checked(ok=True) == ""
    (ready.folder / "viec.csv").write_text("la\nlung\n", encoding="utf-8")
    assert "phu_luc/thieu_cot" in ready.checked(ok=False)
    (ready.folder / "viec.csv").unlink()
    assert "viec.csv" in ready.checked(ok=False)
    ready.write(ROWS)
    (ready.root / "data/co_quan/skhcn.yaml").write_text("xyz: 1\n", encoding="utf-8")
    assert "data/co_quan/skhcn.yaml" in ready.checked(ok=False)
    (ready.root / "data/co_quan/skhcn.yaml").write_text(AGENCY, encoding="utf-8")
    ready.git("rm", "-rqf", "--ignore-unmatch", "data/2026")
    assert ready.checked(ok=True) == ""


@pytest.mark.slow
def test_what_documents_share_is_held_back_where_it_breaks_them(ready: Kho) -> None:
    ready.commit()
    shared, profile, office = (ready.root / "data" / x for x in ("vien_dan.yaml", "soat.yaml", "co_quan/skhcn.yaml"))
    shared.write_text("<<<<<<< ta\nqd-1: {loai: x}\n=======\n>>>>>>> họ\n", encoding="utf-8")
    out = ready.checked(ok=False)
    assert "data/vien_dan.yaml:1" in out
    assert "xung đột" in out
    assert "Chưa commit: 1 văn bản" in out
    shared.write_text("vien_dan2: x\n", encoding="utf-8")
    assert "vien_dan2" in ready.checked(ok=False)
    shared.write_text("vien_dan: {}\n", encoding="utf-8")
    profile.write_text("tat: [aa\n", encoding="utf-8")
    assert "data/soat.yaml" in ready.checked(ok=False)
    profile.unlink()
    office.write_text(AGENCY.replace("giam-doc:", "giam_doc2:"), encoding="utf-8")
    out = ready.checked(ok=False)
    assert "data/2026/kh-thu/van_ban.yaml" in out
    assert "giam-doc" in out
    office.write_text(AGENCY, encoding="utf-8")
    assert ready.checked(ok=True) == ""


@pytest.mark.slow
def test_where_the_program_is_gone_a_commit_is_not_held_back(kho: Kho) -> None:
    setup.setup(git.repo(kho.root), kho.root, setup.Program(PurePosixPath("/không/có/python")))
    assert "không thấy /không/có/python" in kho.checked(ok=True)


@pytest.mark.slow
@pytest.mark.parametrize("why", ["moved", "not installed"])
def test_where_the_program_is_gone_git_shows_and_merges_by_lines_and_no_side_is_lost(
    kho: Kho, tmp_path: Path, why: str
) -> None:
    python = tmp_path / "it's py" / "python"
    if why == "not installed":
        python.parent.mkdir()
        python.write_text("#!/bin/sh\nexit 1\n")
        python.chmod(0o755)
    setup.setup(git.repo(kho.root), kho.root, setup.Program(python))
    for rows in (ROWS, ROWS.replace("thứ 5,", "thứ năm,")):
        kho.write(rows)
        kho.docx("a.docx")
        kho.commit()
    shown = lines(kho.git("log", "-p", "--format=", "-1", "--", "a.docx"))
    assert [x.partition(")")[0] for x in shown] == [f"{c}(không chạy được vbhc; chạy lại: vbhc git-setup" for c in "-+"]
    assert shown[0][1:] != shown[1][1:]
    for ours, theirs, ok in (("thứ 7,", "thứ 30,", True), ("thứ 9,", "thứ 9,", False)):
        branch_off(kho, rows.replace(ours, "của ta,"), rows.replace(theirs, "của họ,"))
        assert "trộn theo dòng" in kho.git("merge", "--no-edit", "--no-verify", "nhanh", ok=ok)
        got = (kho.folder / "viec.csv").read_text(encoding="utf-8")
        assert [got.count(x) for x in ("của ta,", "của họ,", "<<<<<<< ta\n")] == [1, 1, int(not ok)]
        kho.git("reset", "-q", "--hard", "nhanh~1")


def branch_off(kho: Kho, ours: str, theirs: str) -> None:
    """One commit on `nhanh`, and another on `main`."""
    for switch, rows in ((("-C", "nhanh"), theirs), (("main",), ours)):
        kho.git("switch", "-q", *switch)
        kho.write(rows)
        kho.commit()


@pytest.mark.slow
def test_a_file_that_is_not_utf_8_is_left_to_git_with_marks(ready: Kho) -> None:
    ready.commit()
    branch_off(ready, ROWS.replace("thứ 9,", "của ta,"), ROWS.replace("thứ 8,", "mới,"))
    for coding, code in (("latin-1", b"Ph\xf2ng"), ("utf-16-le", b"")):
        ready.git("switch", "-q", "nhanh")
        (ready.folder / "viec.csv").write_bytes("Phòng\n".encode(coding) + ROWS.replace("thứ 9,", "của họ,").encode())
        ready.commit()
        ready.git("switch", "-q", "main")
        told = ready.git("merge", "-q", "--no-edit", "nhanh", ok=False)
        assert "git checkout --ours" in told
        got = (ready.folder / "viec.csv").read_bytes()
        assert "của ta,".encode() in got
        assert not code or (b"<<<<<<< ta\n" in got and "của họ,".encode() in got and code in got)
        ready.git("merge", "--abort")


# --- what is written, and taken away ----------------------------------------------------------------------------------


PERSON = [b"", b"* text=auto eol=lf\n*.docx binary\n", b"*.docx binary\r\n*.png -diff\r\n", b"*.docx binary",
          b"a\r\nb", b"\n\n", b"\xff\xfe la\n"]  # fmt: skip


@pytest.mark.parametrize("before", PERSON)
def test_lines_of_a_person_stay_and_undoing_gives_back_every_byte(kho: Kho, run, before: bytes) -> None:
    path, hooks, config = kho.root / ".gitattributes", kho.root / ".git/hooks", kho.root / ".git/config"
    path.write_bytes(before)
    was = config.read_bytes(), sorted(p.name for p in hooks.glob("*"))
    first = run("git-setup")
    assert first.code == 0
    assert "đã ghi" in first.out
    once = path.read_bytes()
    assert once.startswith(before)
    assert (b"\r\n" in once) == (b"\r\n" in before)
    assert not re.search(rb"(?<!\r)\n", once) or b"\r\n" not in before
    assert "diff: vbhc" in kho.git("check-attr", "diff", "--", "luu/a b.docx")
    for name in ("data/2026/kh-thu/van_ban.yaml", "data/co_quan/a.yaml", "data/2026/kh-thu/viec.csv"):
        assert "merge: vbhc" in kho.git("check-attr", "merge", "--", name)
    assert "text: unset" in kho.git("check-attr", "text", "--", "a.docx")
    again = run("git-setup")
    assert "đã có" in again.out
    assert "đã ghi lại" in again.out
    assert path.read_bytes() == once
    assert run("git-setup", "--bo").code == 0
    assert (path.read_bytes() if path.exists() else b"") == before
    assert (config.read_bytes(), sorted(p.name for p in hooks.glob("*"))) == was
    assert "không có gì để bỏ" in run("git-setup", "--bo").out


def test_a_block_that_somebody_spoiled_is_told(kho: Kho, run) -> None:
    run("git-setup")
    path = kho.root / ".gitattributes"
    spoiled = path.read_bytes().replace(b"# <<< vbhc git-setup", b"")
    path.write_bytes(spoiled)
    for args in (["git-setup"], ["git-setup", "--bo"]):
        done = run(*args)
        assert done.code == 2
        assert "sửa dở" in done.err
    assert path.read_bytes() == spoiled


def test_an_attributes_file_that_is_a_link_is_not_written_through(kho: Kho, run, tmp_path: Path) -> None:
    (tmp_path / "ngoai").write_text("x")
    (kho.root / ".gitattributes").symlink_to(tmp_path / "ngoai")
    done = run("git-setup")
    assert done.code == 2
    assert "symlink" in done.err
    assert (tmp_path / "ngoai").read_text() == "x"


@pytest.mark.slow
def test_a_hook_of_a_person_stays_and_the_line_to_add_works(kho: Kho, run) -> None:
    hook = kho.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho cua toi\n")
    hook.chmod(0o755)
    done = run("git-setup")
    line = re.search(r"thêm vào tệp ấy dòng: (.*)", done.out)
    assert line is not None
    assert hook.read_text() == "#!/bin/sh\necho cua toi\n"
    hook.write_text(hook.read_text() + line[1] + "\n")
    assert "có người sửa" in run("git-setup").out
    assert "cua toi" in kho.checked(ok=True)
    kho.write(ROWS, TEXT + "sai: 1\n")
    assert "Chưa commit" in kho.checked(ok=False)
    run("git-setup", "--bo")
    assert "cua toi" in hook.read_text()


def test_a_hook_of_ours_that_a_person_edited_stays(kho: Kho, run) -> None:
    run("git-setup")
    hook = kho.root / ".git/hooks/pre-commit"
    hook.write_text(hook.read_text() + "echo them\n")
    run("git-setup")
    run("git-setup", "--bo")
    assert hook.read_text().endswith("echo them\n")


def test_hooks_that_repositories_share_are_left_alone(kho: Kho, run, tmp_path: Path) -> None:
    (tmp_path / "chung").mkdir()
    kho.git("config", "core.hooksPath", str(tmp_path / "chung"))
    assert "dùng chung" in run("git-setup").out
    assert list((tmp_path / "chung").iterdir()) == []
    kho.git("config", "core.hooksPath", ".husky")
    run("git-setup")
    assert (kho.root / ".husky/pre-commit").stat().st_mode & 0o111


@pytest.mark.slow
def test_a_workspace_in_a_folder_of_the_repository(tmp_path: Path, monkeypatch, capsys) -> None:
    inner = Kho(tmp_path / "cả kho" / "phòng a")
    inner.git("init", "-q", cwd=tmp_path / "cả kho")
    subprocess.run(["rm", "-rf", str(inner.root / ".git")], check=True)
    monkeypatch.chdir(inner.folder)
    assert _running.run(commands.cli, ["git-setup"]) == 0
    assert (inner.root / ".gitattributes").is_file()
    assert "merge: vbhc" in inner.git("check-attr", "merge", "--", "data/2026/kh-thu/viec.csv")
    inner.write(ROWS, TEXT + "sai: 1\n")
    assert "data/2026/kh-thu/van_ban.yaml" in inner.checked(ok=False)


def test_outside_of_a_repository_the_way_in_is_told(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    assert _running.run(commands.cli, ["git-setup"]) == 2
    assert "git init" in capsys.readouterr().err


@pytest.mark.parametrize("path", ["/a b/python", '/it\'s "here"/$x/`y`/py', "/100%/%O/py", "C:/Tệp/py.exe"])
def test_the_program_is_found_under_any_path(tmp_path: Path, path: str) -> None:
    """As git runs it: through sh, the merge driver after its own %."""
    fake = tmp_path / path.lstrip("/")
    fake.parent.mkdir(parents=True)
    fake.write_text('#!/bin/sh\nfor a in "$@"; do printf "%s|" "$a"; done\n')
    fake.chmod(0o755)
    values = setup.settings(setup.Program(fake))
    run_ = [
        values["diff.vbhc.textconv"],
        values["merge.vbhc.driver"].replace("%%", "\0").replace("%P", shlex.quote("--x y")),
    ]
    ran = [
        subprocess.run(["sh", "-c", f'{c} "$@"', "sh", "--tep"], capture_output=True, text=True, check=True).stdout
        for c in (run_[0], run_[1].replace("\0", "%"))
    ]
    assert ran == ["-P|-m|vbhc|text|--git|--|--tep|", "-P|-m|vbhc|merge|%O|%A|%B|--ten=--x y|--tep|"]


# --- vbhc text --------------------------------------------------------------------------------------------------------


def test_text_in_both_forms_and_for_git(kho: Kho, run) -> None:
    path = kho.docx("a.docx")
    assert "    Chủ trì: Phòng 1\n" in run("text", path).out
    assert "[Ô bảng]" in run("text", path, "--dang", "the-thuc").out
    assert run("text", "--git", "--", path).out == run("text", path).out
    pointer = kho.root / "lfs.docx"
    pointer.write_bytes(b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    (kho.root / "hong.docx").write_bytes(path.read_bytes()[:-500])
    broken, missing = kho.root / "hong.docx", kho.root / "khong-co.docx"
    for bad, said in ((pointer, "git lfs pull"), (broken, "hỏng"), (missing, "không"), (kho.root, "")):
        done = run("text", bad)
        assert (done.code, done.out) == (2, "")
        assert said in done.err
        done = run("text", "--git", "--", bad)
        assert (done.code, done.err) == (0, "")
        assert re.fullmatch(r"\(không đọc được: [^\n]+\)\n", done.out)
        assert said in done.out


def test_a_bug_on_one_file_is_one_line_for_git(kho: Kho, run, monkeypatch) -> None:
    path = kho.docx("a.docx")
    monkeypatch.setattr("vbhc.reporting.plain.chu", lambda _: 1 / 0)
    done = run("text", "--git", "--", path)
    assert (done.code, done.out) == (0, "(không đọc được: lỗi của chương trình (ZeroDivisionError); xem: vbhc text)\n")
    assert run("text", path).code == 3
