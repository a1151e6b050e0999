"""The plumbing of git on real repositories: revisions, histories, files, what is staged; hostile names and settings."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from vbhc import git
from vbhc.errors import UserError
from vbhc.git import config, history, index, running, tree

Chay = Callable[..., str]
HOSTILE = ["--output=x.docx", "$(touch x).docx", "a'b\"c.txt", "Kế hoạch số 1.txt", ":(glob)*.txt", "*.txt", "-x.txt",
           "a\nb.txt", "a\tb.txt", " dau va cuoi ", "\u202eexe.txt", "HEAD"]  # fmt: skip


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own configuration of git does not count."""
    for name in [k for k in os.environ if k.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Nguyễn Văn A")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "a@so.gov.vn")
        monkeypatch.setenv(f"GIT_{who}_DATE", "2026-02-01T08:00:00+07:00")


@pytest.fixture
def kho(tmp_path: Path) -> Path:
    """A repository in a folder whose name holds blanks, quotes and Vietnamese letters."""
    root = tmp_path / "Sở \"KH&CN\" 'một' $x"
    root.mkdir()
    run(root, "init", "-q", "-b", "main")
    return root


def run(root: Path, *args: str, ok: bool = True) -> str:
    done = subprocess.run(["git", *args], cwd=root, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0 or not ok, done.stderr.decode()
    return done.stdout.decode("utf-8", "surrogateescape").strip()


def put(root: Path, name: str, text: str | bytes, subject: str = "") -> str:
    """Write a file and commit it; the hash."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    run(root, "add", "--", f":(literal){name}")
    run(root, "commit", "-q", "-m", subject or f"ghi {name.splitlines()[0]}")
    return run(root, "rev-parse", "HEAD")


def told(raised: pytest.ExceptionInfo[UserError]) -> str:
    return str(raised.value)


# --- versions ---------------------------------------------------------------------------------------------------------


def test_a_version_says_who_when_and_what(kho: Path) -> None:
    first = put(kho, "a.txt", "một", "Dự thảo lần\x01 1")
    second = put(kho, "a.txt", "hai", "Sửa")
    repo = git.repo(kho / "a.txt")
    assert repo.root == kho
    found = history.commit(repo, "HEAD~1")
    assert (found.hash, found.tac_gia, found.tieu_de, found.cha) == (first, "Nguyễn Văn A", "Dự thảo lần\x01 1", ())
    assert found.thoi_diem == "2026-02-01T08:00:00+07:00"
    assert history.commit(repo, "main").cha == (first,)
    assert history.commit(repo, second[:7]).hash == second
    assert history.is_revision(repo, "HEAD~1")
    assert not history.is_revision(repo, "a.txt")


@pytest.mark.parametrize(
    ("rev", "said"),
    [
        ("mian", "có phải “main”?"), ("ban-ky-2", "có phải “ban-ky-1”?"), ("HEAD~9", "không dài đến thế"),
        ("xyz", "git branch -a"), ("--output=x", "không có phiên bản"), ("-n1", "không có phiên bản"), ("", "không có"),
        ("HEAD:a.txt", "không có phiên bản"), ("HEAD^{tree}", "không có phiên bản"), ("HEAD..main", "không có"),
        ("^HEAD", "không có"), ("\x1b[31m", "không có phiên bản “\ufffd[31m”"), ("a\nb", "không có"),
        ("a\0b", "không có"), ("\udcff", "không có"), ("x" * 5000, "không có"),
    ],
)  # fmt: skip
def test_what_is_no_version_is_told_with_the_nearest_name(kho: Path, rev: str, said: str) -> None:
    put(kho, "a.txt", "một")
    run(kho, "tag", "ban-ky-1")
    repo = git.repo(kho)
    assert not history.is_revision(repo, rev)
    with pytest.raises(UserError) as raised:
        history.commit(repo, rev)
    assert said in told(raised)
    assert sorted(p.name for p in kho.iterdir()) == [".git", "a.txt"]


def test_no_commit_yet_and_a_shallow_clone_are_told(kho: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="chưa có commit nào"):
        history.commit(git.repo(kho), "HEAD")
    put(kho, "a.txt", "một")
    put(kho, "a.txt", "hai")
    run(tmp_path, "clone", "-q", "--depth=1", kho.as_uri(), "can")
    with pytest.raises(UserError, match="git fetch --unshallow"):
        history.commit(git.repo(tmp_path / "can"), "HEAD~1")


def test_a_short_hash_of_many_is_told(kho: Path) -> None:
    made = "".join(
        f"commit refs/heads/main\ncommitter a <a@b> {n} +0700\ndata 1\nx\n"
        f"M 100644 inline a.txt\ndata {len(str(n))}\n{n}\n"
        for n in range(1500)
    )
    subprocess.run(["git", "fast-import", "--quiet"], cwd=kho, input=made.encode(), timeout=60, check=True)
    heads = Counter(h[:4] for h in run(kho, "log", "--format=%H", "main").split())
    short, times = heads.most_common(1)[0]
    assert times > 1
    with pytest.raises(UserError, match="ghi dài hơn"):
        history.commit(git.repo(kho), short)


# --- history ----------------------------------------------------------------------------------------------------------


def test_history_tells_who_changed_it_where_it_was_changed(kho: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = put(kho, "a.txt", "1\n2\n3\n4\n5\n6\n7\n", "gốc")
    put(kho, "b.txt", "khác", "khác")
    run(kho, "switch", "-q", "-c", "nhanh")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Trần Thị B")
    side = put(kho, "a.txt", "1\n2\n3\n4\n5\n6\nbảy\n", "của B")
    run(kho, "switch", "-q", "main")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Nguyễn Văn A")
    own = put(kho, "a.txt", "một\n2\n3\n4\n5\n6\n7\n", "của A")
    run(kho, "merge", "-q", "--no-edit", "nhanh")
    merge = run(kho, "rev-parse", "HEAD")
    repo = git.repo(kho)
    found = history.versions(repo, ["a.txt"])
    assert found[0].hash == merge  # unlike both its parents: both came together here
    assert {(c.tac_gia, c.hash) for c in found[1:]} == {
        ("Trần Thị B", side),
        ("Nguyễn Văn A", own),
        ("Nguyễn Văn A", base),
    }
    assert found[-1].hash == base
    assert [c.tieu_de for c in history.versions(repo, ["b.txt"])] == ["khác"]  # the merge changed nothing there
    assert len(history.versions(repo, [""])) == 5
    assert {c.hash for c in history.versions(repo, ["a.txt"], tu=own)} == {merge, side}
    assert [c.hash for c in history.versions(repo, ["a.txt"], den=own)] == [own, base]
    assert history.versions(repo, ["khong-co"]) == []


def test_a_history_without_end_is_refused(kho: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(3):
        put(kho, "a.txt", str(n))
    monkeypatch.setattr(history, "MAX_COMMITS", 2)
    with pytest.raises(UserError, match="dài hơn 2 commit"):
        history.versions(git.repo(kho), ["a.txt"])
    assert len(history.versions(git.repo(kho), ["a.txt"], tu="HEAD~1")) == 1


def test_a_file_that_had_another_name_and_one_that_is_gone_are_found(kho: Path) -> None:
    lines = "".join(f"dòng {n}\n" for n in range(20))
    put(kho, "data/cũ 'a'.yaml", lines)
    put(kho, "data/khác.yaml", "khác")
    run(kho, "mv", "data/cũ 'a'.yaml", "data/mới.yaml")
    moved = put(kho, "data/mới.yaml", lines.replace("dòng 3\n", "dòng ba\n"))
    run(kho, "rm", "-q", "data/khác.yaml")
    run(kho, "commit", "-q", "-m", "bỏ")
    repo = git.repo(kho)
    assert history.renames(repo, "data/mới.yaml") == {moved: "data/cũ 'a'.yaml"}
    assert history.renames(repo, "data/khác.yaml") == {}
    assert history.once(repo, "data") == ("data/cũ 'a'.yaml", "data/khác.yaml", "data/mới.yaml")
    head = history.commit(repo, "HEAD")
    assert tree.blobs(repo, head, ["data"]) == {"data/mới.yaml": run(kho, "rev-parse", "HEAD:data/mới.yaml")}
    assert not history.is_shallow(repo)


# --- files ------------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="Windows does not allow such names")
def test_files_of_any_name_come_back_whole(kho: Path) -> None:
    want = {f"thư mục/{name}": f"nội dung {name}\n\n".encode() for name in HOSTILE}
    want["thư mục/rong"], want["thư mục/nhi-phan"] = b"", bytes(range(256)) * 9
    for name, content in want.items():
        put(kho, name, content)
        run(kho, "tag", "-f", "cuoi")
    (kho / "thư mục" / "rong").write_text("sau đó")
    repo = git.repo(kho)
    commit = history.commit(repo, "cuoi")
    assert tree.files(repo, commit, ["thư mục"]) == want
    assert tree.paths(repo, commit, "thư mục/") == tuple(sorted(want))
    assert tree.paths(repo, commit) == tuple(sorted(want))
    assert tree.paths(repo, commit, "thư") == ()
    for name, content in want.items():
        assert tree.file(repo, commit, name) == content
        assert len(history.versions(repo, [name])) == 1
        assert repo.relative(kho / name) == name
    many = [*want, *(f"khong-co/{n}" for n in range(100))]
    assert tree.files(repo, commit, many) == want  # more than a command line is given
    assert tree.files(repo, commit, ["thư mục", *(f"x{n}" for n in range(100))]) == want
    assert tree.files(repo, commit, []) == {}


def test_links_and_submodules_are_not_followed_and_told(kho: Path) -> None:
    put(kho, "d/a.txt", "a")
    (kho / "d" / "link").symlink_to("/etc/passwd")
    run(kho, "add", "d/link")
    run(kho, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},d/kho-con")
    run(kho, "commit", "-q", "-m", "x")
    repo = git.repo(kho)
    commit = history.commit(repo, "HEAD")
    assert tree.files(repo, commit, ["d"]) == {"d/a.txt": b"a"}
    with pytest.raises(UserError, match=r"là liên kết \(symlink\), không đọc"):
        tree.file(repo, commit, "d/link")
    with pytest.raises(UserError, match=r"là kho con \(submodule\), không đọc"):
        tree.file(repo, commit, "d/kho-con")


def test_a_file_that_was_not_there_yet_a_folder_and_a_near_name_are_told(kho: Path) -> None:
    put(kho, "data/2026/kh-dan-van/van_ban.yaml", "x", "Dự thảo")
    repo = git.repo(kho)
    commit = history.commit(repo, "HEAD")
    with pytest.raises(
        UserError, match=r"không có trong phiên bản \w{8} \(Dự thảo\); có phải “data/2026/kh-dan-van/van_ban"
    ):
        tree.file(repo, commit, "data/2026/kh-dan-vam/van_ban.yaml")
    with pytest.raises(UserError, match="là thư mục"):
        tree.file(repo, commit, "data/2026")


def test_limits_are_kept(kho: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(kho, "a.txt", "a" * 100)
    put(kho, "b.txt", "b")
    repo = git.repo(kho)
    commit = history.commit(repo, "HEAD")
    monkeypatch.setattr(tree, "MAX_FILES", 1)
    with pytest.raises(UserError, match="có 2 tệp, quá 1"):
        tree.files(repo, commit, [""])
    assert tree.files(repo, commit, ["b.txt"]) == {"b.txt": b"b"}
    monkeypatch.setattr(tree, "MAX_BYTES", 99)
    with pytest.raises(UserError, match="nặng"):
        tree.file(repo, commit, "a.txt")
    monkeypatch.setattr(tree, "MAX_LISTED", 1)
    with pytest.raises(UserError, match="hơn 1 tệp"):
        tree.paths(repo, commit)


def test_what_lfs_keeps_elsewhere_is_told(kho: Path) -> None:
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 12345\n"
    put(kho, "a.xlsx", pointer)
    assert git.is_pointer(pointer)
    assert not git.is_pointer(pointer * 10)
    with pytest.raises(UserError, match="git lfs pull"):
        tree.files(git.repo(kho), history.commit(git.repo(kho), "HEAD"), [""])


def test_a_damaged_repository_is_told(kho: Path) -> None:
    put(kho, "a.txt", "nội dung mất")
    blob = run(kho, "rev-parse", "HEAD:a.txt")
    path = kho / ".git" / "objects" / blob[:2] / blob[2:]
    path.unlink()
    with pytest.raises(UserError, match=r"git fsck|git không làm được"):
        tree.file(git.repo(kho), history.commit(git.repo(kho), "HEAD"), "a.txt")


# --- where the repository is ------------------------------------------------------------------------------------------


def test_no_repository_no_git_and_a_path_outside_are_told(kho: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for path in (tmp_path, tmp_path / "không" / "có"):
        with pytest.raises(UserError, match="không nằm trong kho git nào"):
            git.repo(path)
    put(kho, "a.txt", "x")
    with pytest.raises(UserError, match="không có bản làm việc"):
        git.repo(kho / ".git")
    repo = git.repo(kho / "đã" / "xoá" / "van_ban.yaml")
    assert repo.relative(kho / "đã" / "xoá" / "van_ban.yaml") == "đã/xoá/van_ban.yaml"
    assert repo.relative(kho) == ""
    with pytest.raises(UserError, match="nằm ngoài kho git"):
        repo.relative(tmp_path / "khác")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match="máy chưa có git"):
        git.repo(kho)


def test_a_repository_of_someone_else_is_not_opened_and_the_way_is_told(kho: Path, monkeypatch) -> None:
    put(kho, "a.txt", "x")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(UserError) as raised:
        git.repo(kho)
    assert f'git config --global --add safe.directory "{kho}"' in told(raised)


def test_git_that_does_not_answer_is_not_waited_for(kho: Path, tmp_path: Path, monkeypatch) -> None:
    slow = tmp_path / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow.parent}:{os.environ['PATH']}")
    monkeypatch.setattr(running, "WAIT", 0.2)
    with pytest.raises(UserError, match="không trả lời"):
        git.repo(kho)


def test_another_repository_that_the_surroundings_name_does_not_count(kho: Path, tmp_path: Path, monkeypatch) -> None:
    """As inside another repository's hook."""
    first = put(kho, "a.txt", "x")
    other = tmp_path / "khac"
    other.mkdir()
    run(other, "init", "-q")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
    repo = git.repo(kho)
    assert repo.root == kho
    assert history.commit(repo, "HEAD").hash == first
    assert index.paths(repo) == ("a.txt",)


def test_nothing_that_a_repository_brings_is_run(kho: Path, tmp_path: Path) -> None:
    mark = tmp_path / "chay"
    trap = tmp_path / "bay.sh"
    trap.write_text(f"#!/bin/sh\necho $0 >> '{mark}'\ncat\n")
    trap.chmod(0o755)
    put(kho, ".gitattributes", "*.txt diff=bay filter=bay\n")
    put(kho, "a.txt", "x")
    put(kho, "a.txt", "y")
    for key in ("core.fsmonitor", "core.pager", "diff.external", "diff.bay.textconv", "diff.bay.command",
                "filter.bay.smudge", "filter.bay.clean", "gpg.program", "pager.log"):  # fmt: skip
        run(kho, "config", key, str(trap))
    run(kho, "config", "log.showSignature", "true")
    run(kho, "config", "core.hooksPath", str(tmp_path))
    mark.unlink(missing_ok=True)
    repo = git.repo(kho)
    commit = history.commit(repo, "HEAD~1")
    assert tree.file(repo, commit, "a.txt") == b"x"
    assert len(history.versions(repo, ["a.txt"])) == 2
    assert tree.paths(repo, commit)
    assert index.staged(repo) == ()
    assert index.paths(repo)
    assert not mark.exists()


def test_no_hook_is_run_whatever_git_is_asked(kho: Path, tmp_path: Path) -> None:
    put(kho, "a.txt", "x")
    mark = tmp_path / "chay"
    hook = kho / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\necho x >> '{mark}'\n")
    hook.chmod(0o755)
    git.repo(kho).ask("commit", "--allow-empty", "-m", "y")
    assert not mark.exists()
    run(kho, "commit", "--allow-empty", "-m", "z")
    assert mark.exists()  # the hook works


def test_a_signature_is_not_looked_into(kho: Path, tmp_path: Path) -> None:
    put(kho, "a.txt", "x")
    mark, trap, signed = tmp_path / "chay", tmp_path / "gpg.sh", tmp_path / "signed"
    trap.write_text(f"#!/bin/sh\necho x >> '{mark}'\n")
    trap.chmod(0o755)
    head, words = run(kho, "cat-file", "commit", "HEAD").split("\n\n", 1)
    pgp = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----"
    signed.write_text(f"{head}\n{pgp}\n\n{words}\n")
    run(kho, "update-ref", "HEAD", run(kho, "hash-object", "-t", "commit", "-w", str(signed)))
    run(kho, "config", "gpg.program", str(trap))
    run(kho, "config", "log.showSignature", "true")
    assert history.commit(git.repo(kho), "HEAD").tieu_de == words
    assert not mark.exists()
    run(kho, "log", "-1")
    assert mark.exists()  # the trap works


# --- what is staged, settings -----------------------------------------------------------------------------------------


def test_what_is_staged_is_read_and_not_what_lies_on_the_disk(kho: Path, tmp_path: Path) -> None:
    repo = git.repo(kho)
    (kho / "đầu.txt").write_text("một")
    run(kho, "add", ".")
    assert index.staged(repo) == ("đầu.txt",)  # before the first commit
    run(kho, "commit", "-q", "-m", "x")
    put(kho, "bo.txt", "x")
    (kho / "đầu.txt").write_text("hai")
    (kho / "--output=x.docx").write_text("ba")
    run(kho, "rm", "-q", "bo.txt")
    run(kho, "add", ".")
    (kho / "đầu.txt").write_text("chưa add")
    (kho / "la").symlink_to("/etc/passwd")
    run(kho, "add", "la")
    assert set(index.staged(repo)) == {"đầu.txt", "--output=x.docx", "bo.txt", "la"}
    assert index.paths(repo) == ("--output=x.docx", "đầu.txt")
    to = tmp_path / "ra 'x'"
    index.checkout(repo, index.paths(repo), to)
    assert {p.name: p.read_text() for p in to.iterdir()} == {"đầu.txt": "hai", "--output=x.docx": "ba"}
    assert [p.name for p in kho.iterdir() if p.name == "x.docx"] == []


def test_the_sides_of_a_conflict_are_not_staged_files(kho: Path) -> None:
    put(kho, "a.txt", "gốc")
    put(kho, "b.txt", "x")
    run(kho, "switch", "-q", "-c", "nhanh")
    put(kho, "a.txt", "của B")
    run(kho, "switch", "-q", "main")
    put(kho, "a.txt", "của A")
    run(kho, "merge", "-q", "nhanh", ok=False)
    assert "a.txt" in run(kho, "ls-files", "--unmerged")
    assert index.paths(git.repo(kho)) == ("b.txt",)


def test_settings_are_the_repositorys_own(kho: Path) -> None:
    repo = git.repo(kho)
    value = "'/a b/\"c\"/python' -P -m vbhc text --git -- # ; \\ x"
    assert config.get(repo, "diff.vbhc.textconv") == ""
    config.drop(repo, "diff.vbhc.textconv")
    config.put(repo, "diff.vbhc.textconv", "cũ")
    config.put(repo, "diff.vbhc.textconv", value)
    config.put(repo, "diff.vbhc.xfuncname", "^a\n^b")
    assert config.get(repo, "diff.vbhc.textconv") == value
    assert config.get(repo, "diff.vbhc.xfuncname") == "^a\n^b"
    for key in ("textconv", "xfuncname"):
        config.drop(repo, f"diff.vbhc.{key}")
    assert "vbhc" not in (kho / ".git" / "config").read_text()


def test_worktrees_and_folders_of_hooks(kho: Path, tmp_path: Path) -> None:
    first = put(kho, "a.txt", "x")
    run(kho, "worktree", "add", "-q", str(tmp_path / "cây khác"), "-b", "nhanh")
    main, other = git.repo(kho), git.repo(tmp_path / "cây khác" / "a.txt")
    assert other.root == tmp_path / "cây khác"
    assert history.commit(other, "nhanh").hash == first
    assert config.hooks(other).resolve() == config.hooks(main).resolve() == (kho / ".git" / "hooks").resolve()
    assert config.folder(other).resolve() == (kho / ".git").resolve()
    run(kho, "config", "core.hooksPath", ".husky")
    assert config.hooks(main) == kho / ".husky"
