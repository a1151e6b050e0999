"""The one place that runs git: versions, histories and files of a repository, read without running what it brings.

Revisions are settled to full hashes before anything is asked of them; names of files go through `-z` both ways; no
pager, no hook, no diff program, no prompt ever runs. Paths are those git keeps: from the root, with forward slashes.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from vbhc.errors import UserError, ly_do

MAX_FILES = 5_000
MAX_BYTES = 300 * 2**20
MAX_COMMITS = 10_000
MAX_LISTED = 200_000
_ARGUMENTS = 50
"""More paths than this are looked for here: a system takes only so long a command."""
WAIT = 120
"""Seconds after which git is no longer waited for."""
_SAFE = ("--no-pager", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "-c", "log.follow=false")
_NO_HOOKS = ("-c", f"core.hooksPath={os.devnull}")
_FORMAT = "--format=tformat:%H%x00%P%x00%aN%x00%aI%x00%s"
_FIELDS = 5
# What points git at a certain repository (git rev-parse --local-env-vars), and what changes how it reads or answers.
# The repository is found from a path, also when this runs inside another one's hook.
_POINTING = frozenset({
    "GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_GRAFT_FILE", "GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE",
    "GIT_PREFIX", "GIT_SHALLOW_FILE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NAMESPACE", "GIT_CONFIG", "GIT_EXTERNAL_DIFF",
    "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_LITERAL_PATHSPECS", "LANGUAGE",
})  # fmt: skip
_QUIET = {
    "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1",
    "GIT_PAGER": "cat",
}  # fmt: skip
_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_FILE = frozenset({"100644", "100755", "100664"})
_LEFT_OUT = {"120000": "liên kết (symlink)", "160000": "kho con (submodule)"}
_POINTER = b"version https://git-lfs.github.com/spec/"


@dataclass(frozen=True, slots=True)
class Commit:
    """A version: who made it, when (ISO 8601 with zone, as the author's machine said), its subject, its parents."""

    hash: str
    tac_gia: str
    thoi_diem: str
    tieu_de: str
    cha: tuple[str, ...] = ()

    @property
    def ngan(self) -> str:
        """The hash as people quote it."""
        return self.hash[:8]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of a tree or of the index; `size` is -1 where it is not told."""

    mode: str
    blob: str
    size: int
    path: str


@dataclass(frozen=True, slots=True)
class Repo:
    """A repository by the root of its working tree.

    `index`: the file that holds what is staged, where it is not the repository's own (git names another one to its
    hooks while it makes a commit of some files only).
    """

    root: Path
    index: str = ""

    # --- versions -----------------------------------------------------------------------------------------------------

    def commit(self, rev: str) -> Commit:
        """The version that a name means: a branch, a tag, a hash, `HEAD~1`.

        Raises:
            UserError: there is none; says which name is near, or why the history ends before.
        """
        found, why = self._settled(rev)
        if not found:
            raise UserError(self._unknown(rev, why))
        (only,) = self._log("--max-count=1", found)
        return only

    def is_revision(self, text: str) -> bool:
        """Whether a text names a version."""
        return bool(self._settled(text)[0])

    def history(self, paths: Iterable[str], tu: str = "", den: str = "HEAD") -> list[Commit]:
        """The versions that changed any of these files or folders, newest first, from after `tu` until `den`.

        A change made on a branch is told where it was made, with its author, and not where it was merged: following
        first parents only would give every colleague's work to whoever merged it. A merge is told only when it is
        unlike each of its parents there, which is when somebody settled a conflict. What a merge threw away is not
        told: it is not in the document. `cha` of each are the versions before it in this history, where these files
        are as they were in its own parents.

        Raises:
            UserError: an unknown version, or more than MAX_COMMITS of them.
        """
        asked = [self.commit(den).hash, *([f"^{self.commit(tu).hash}"] if tu else [])]
        out = self._log(
            f"--max-count={MAX_COMMITS + 1}",
            "--date-order",
            "--parents",
            *asked,
            "--",
            *(_clean(p) or "." for p in paths),
        )
        if len(out) > MAX_COMMITS:
            raise UserError(f"lịch sử dài hơn {MAX_COMMITS} commit; thu hẹp lại: chỉ xem từ một phiên bản gần hơn")
        return out

    def renames(self, path: str, den: str = "HEAD") -> dict[str, str]:
        """The versions until `den` that gave a file this name, by hash: the name it had before, as git finds it.

        Not told: a file that came in a merge, or that was changed by more than two fifths under way.
        """
        asked = ("--no-renames", "--diff-filter=A", "--format=%H", "-z", self.commit(den).hash, "--", _clean(path))
        out = {}
        for found in filter(_HASH.fullmatch, _text(self._git("log", *asked)).split("\0")):
            told = self._git(
                "diff-tree", "-r", "-z", "-M60%", "--diff-filter=R", "--name-status", "--no-commit-id", found
            )
            words = [_path(w) for w in told.split(b"\0")]
            before = {new: old for old, new in zip(words[1::3], words[2::3], strict=False)}
            if _clean(path) in before:
                out[found] = before[_clean(path)]
        return out

    def is_shallow(self) -> bool:
        """Whether only the end of the history is here."""
        return _text(self._git("rev-parse", "--is-shallow-repository")).strip() == "true"

    def _log(self, *args: str) -> list[Commit]:
        out = self._git("log", "-z", "--no-color", "--no-notes", "--encoding=UTF-8", _FORMAT, *args)
        words = _text(out).split("\0")
        rows = [words[i : i + _FIELDS] for i in range(0, len(words) - 1, _FIELDS)]
        return [Commit(h, who, when, " ".join(what.split()), tuple(up.split())) for h, up, who, when, what in rows]

    def _settled(self, rev: str) -> tuple[str, str]:
        """The full hash of a commit, or "" and what git said."""
        if not rev.strip() or rev.startswith("-") or "\0" in rev or "\n" in rev:
            return "", ""
        done = self._run("rev-parse", "--verify", f"{rev}^{{commit}}")
        found = _text(done.stdout).strip()
        return (found, "") if done.returncode == 0 and _HASH.fullmatch(found) else ("", _text(done.stderr))

    def _unknown(self, rev: str, why: str) -> str:
        shown = printable(rev)
        if not self._settled("HEAD")[0]:
            return f"kho git {self.root} chưa có commit nào"
        if "ambiguous" in why:
            return f"“{shown}” là đầu của nhiều mã commit; ghi dài hơn vài chữ"
        steps = re.fullmatch(r"(?P<goc>.+?)[~^][~^\d]*", rev)
        behind = steps is not None and self._settled(steps["goc"])[0]
        if self.is_shallow():
            return (
                f"không có phiên bản “{shown}”: kho này chỉ lấy phần cuối của lịch sử (shallow); "
                "lấy đủ bằng: git fetch --unshallow"
            )
        if behind:
            return f"không có phiên bản “{shown}”: lịch sử không dài đến thế; xem: git log --oneline"
        refs = _text(self._git("for-each-ref", "--count=2000", "--format=%(refname:short)")).split()
        near = difflib.get_close_matches(rev, refs, 1)
        return f"không có phiên bản “{shown}” trong kho git" + (
            f"; có phải “{near[0]}”?" if near else "; xem các nhánh và thẻ: git branch -a; git tag"
        )

    # --- files of a version -------------------------------------------------------------------------------------------

    def files(self, commit: Commit, paths: Iterable[str]) -> dict[str, bytes]:
        """Every file under some paths as it was, by its path; links and submodules are not followed (`left_out`).

        Raises:
            UserError: more than MAX_FILES or MAX_BYTES, a file that Git LFS keeps elsewhere, a damaged repository.
        """
        return self._contents([e for e in self._tree(commit, paths) if e.mode in _FILE])

    def file(self, commit: Commit, path: str) -> bytes:
        """One file as it was.

        Raises:
            UserError: it is not in that version, or is a folder or a link there; or as `files`.
        """
        found = self._tree(commit, (path,))
        mine = [e for e in found if e.path == _clean(path)]
        if not mine:
            raise UserError(self._missing(commit, path, folder=bool(found)))
        if mine[0].mode not in _FILE:
            what = _LEFT_OUT.get(mine[0].mode, "thứ khác")
            raise UserError(f"{printable(path)}: ở phiên bản {commit.ngan} là {what}, không đọc")
        return self._contents(mine)[mine[0].path]

    def paths(self, commit: Commit, under: str = "") -> tuple[str, ...]:
        """The files under a folder as they were, sorted; the folder "" is the root."""
        return tuple(sorted(e.path for e in self._tree(commit, (under,)) if e.mode in _FILE))

    def blobs(self, commit: Commit, paths: Iterable[str]) -> dict[str, str]:
        """The files under some paths as they were, by their paths, each named by its contents."""
        return {e.path: e.blob for e in self._tree(commit, paths) if e.mode in _FILE}

    def once(self, under: str, den: str = "HEAD") -> tuple[str, ...]:
        """Every file that was under a folder in some version until `den`, sorted."""
        asked = ("-c", "--no-renames", "--diff-filter=A", "--name-only", "--format=", "-z", self.commit(den).hash, "--")
        return tuple(sorted({_path(n) for n in self._git("log", *asked, _clean(under) or ".").split(b"\0") if n}))

    def left_out(self, commit: Commit, paths: Iterable[str]) -> tuple[str, ...]:
        """What `files` does not give, in words for people."""
        return tuple(
            f"{printable(e.path)}: là {_LEFT_OUT[e.mode]}, không đọc"
            for e in self._tree(commit, paths)
            if e.mode in _LEFT_OUT
        )

    def _missing(self, commit: Commit, path: str, *, folder: bool) -> str:
        shown = f"{printable(path)}: không có trong phiên bản {commit.ngan} ({printable(commit.tieu_de)[:60]})"
        if folder:
            return f"{printable(path)}: ở phiên bản {commit.ngan} là thư mục, không phải tệp"
        near = difflib.get_close_matches(_clean(path), self.paths(commit)[:MAX_FILES], 1, 0.8)
        return shown + (f"; có phải “{printable(near[0])}”?" if near else "")

    def _tree(self, commit: Commit, paths: Iterable[str]) -> list[_Entry]:
        asked = {_clean(p) for p in paths}
        if not asked:
            return []
        inside = () if "" in asked or len(asked) > _ARGUMENTS else sorted(asked)
        found = _entries(self._git("ls-tree", "-r", "-l", "-z", "--full-tree", commit.hash, "--", *inside))
        if inside or "" in asked:
            return found
        return [e for e in found if e.path in asked or any(up in asked for up in _above(e.path))]

    def _contents(self, entries: list[_Entry]) -> dict[str, bytes]:
        if len(entries) > MAX_FILES:
            raise UserError(f"phiên bản ấy có {len(entries)} tệp, quá {MAX_FILES}; chỉ rõ thư mục của một văn bản")
        if (size := sum(e.size for e in entries)) > MAX_BYTES:
            raise UserError(f"phiên bản ấy nặng {size >> 20} MB, quá {MAX_BYTES >> 20} MB; chỉ rõ một văn bản")
        blobs = self._git("cat-file", "--batch", given="".join(f"{e.blob}\n" for e in entries).encode())
        out: dict[str, bytes] = {}
        at = 0
        for entry in entries:
            end = blobs.index(b"\n", at)
            words = blobs[at:end].split()
            if len(words) != 3 or words[1] != b"blob":
                raise UserError(f"{printable(entry.path)}: kho git thiếu nội dung tệp này; kiểm tra bằng: git fsck")
            at = end + 1 + int(words[2])
            content = blobs[end + 1 : at]
            if is_pointer(content):
                raise UserError(f"{printable(entry.path)}: {POINTER}")
            out[entry.path] = content
            at += 1
        return out

    # --- what is staged -----------------------------------------------------------------------------------------------

    def staged(self) -> tuple[str, ...]:
        """The files that the commit being made changes: added, changed, taken out."""
        base = self._settled("HEAD")[0] or _text(self._git("hash-object", "-t", "tree", "--stdin", given=b"")).strip()
        listed = self._git("diff-index", "--cached", "--name-only", "-z", "--no-renames", base)
        return tuple(_path(name) for name in listed.split(b"\0") if name)

    def index_paths(self) -> tuple[str, ...]:
        """The files of the index; links and submodules are not among them."""
        return tuple(e.path for e in _entries(self._git("ls-files", "-s", "-z")) if e.mode in _FILE)

    def checkout_index(self, paths: Iterable[str], folder: Path) -> None:
        """Write files as they are staged under a folder, with the line ends a working tree would have."""
        given = b"\0".join(os.fsencode(p) for p in paths)
        self._git("checkout-index", "-z", "--stdin", "--force", f"--prefix={folder.as_posix()}/", given=given)

    # --- where things are, how it is set ------------------------------------------------------------------------------

    def relative(self, path: Path) -> str:
        """A path of the disk as git names it; it need not exist any more.

        Raises:
            UserError: it lies outside of the repository.
        """
        try:
            found = path.resolve().relative_to(self.root.resolve()).as_posix()
        except (ValueError, OSError, RuntimeError):
            raise UserError(f"{path}: nằm ngoài kho git {self.root}") from None
        return "" if found == "." else found

    def git_folder(self) -> Path:
        """The folder that all working trees of the repository share."""
        return self.root / _line(self._git("rev-parse", "--git-common-dir"))

    def hooks(self) -> Path:
        """The folder of hooks, as `core.hooksPath` says."""
        return self.root / _line(self._git("rev-parse", "--git-path", "hooks", hooks=True))

    def config_get(self, key: str) -> str:
        """A setting of this repository alone, "" where there is none."""
        done = self._run("config", "--local", "--null", "--get", key)
        return _text(done.stdout).removesuffix("\0") if done.returncode == 0 else ""

    def config_set(self, key: str, value: str) -> None:
        """Put a setting into this repository's own configuration."""
        self._git("config", "--local", "--replace-all", key, value)

    def config_unset(self, key: str) -> None:
        """Take a setting out, where there is one."""
        if self.config_get(key):
            self._git("config", "--local", "--unset-all", key)

    # --- running ------------------------------------------------------------------------------------------------------

    def _run(self, *args: str, given: bytes = b"", hooks: bool = False) -> subprocess.CompletedProcess[bytes]:
        return _run(self.root, *(() if hooks else _NO_HOOKS), *args, given=given,
                    more={"GIT_INDEX_FILE": self.index} if self.index else {})  # fmt: skip

    def _git(self, *args: str, given: bytes = b"", hooks: bool = False) -> bytes:
        done = self._run(*args, given=given, hooks=hooks)
        if done.returncode:
            raise UserError(_said(done.stderr, self.root))
        return done.stdout


def repo(path: Path, index: str = "") -> Repo:
    """The repository whose working tree holds a path, which need not exist any more.

    Raises:
        UserError: git is not installed, no repository holds the path, or git does not trust whose it is.
    """
    start = path.absolute()
    try:
        here = next(p for p in (start, *start.parents) if p.is_dir())
    except OSError as error:
        raise UserError(f"{path}: không mở được ({ly_do(error)})") from None
    done = _run(here, "rev-parse", "--show-toplevel")
    if done.returncode:
        raise UserError(_said(done.stderr, path))
    return Repo(Path(_line(done.stdout)), index)


def is_pointer(data: bytes) -> bool:
    """Whether this is no file but what Git LFS leaves in its place."""
    return data[: len(_POINTER)] == _POINTER and len(data) < 2**10


POINTER = "tệp do Git LFS giữ, nội dung không có trong kho này; lấy về bằng: git lfs pull"
"""What to say of a pointer."""


def printable(text: str) -> str:
    """A name or a subject as it may stand in a message: nothing in it moves a cursor or cannot be written."""
    return "".join("\ufffd" if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else c for c in text)


def _run(
    where: Path, *args: str, given: bytes = b"", more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("git")
    if program is None:
        raise UserError("máy chưa có git; cài từ https://git-scm.com rồi chạy lại")
    kept = {k: v for k, v in os.environ.items() if k not in _POINTING and not k.startswith("GIT_TRACE")}
    try:
        return subprocess.run(
            [program, *_SAFE, *args], cwd=where, input=given, capture_output=True, timeout=WAIT, check=False,
            env=kept | _QUIET | dict(more or {}),
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise UserError(f"git không trả lời sau {WAIT} giây; thử lại, hoặc chỉ rõ ít tệp hơn") from None
    except (OSError, ValueError) as error:
        why = ly_do(error) if isinstance(error, OSError) else "đường dẫn có ký tự lạ"
        raise UserError(f"không chạy được git ({why})") from None


def _said(stderr: bytes, where: Path) -> str:
    """What git complained of, in words that say what to do."""
    text = _text(stderr)
    if "dubious ownership" in text:
        found = re.search(r"repository at '(.+?)'\n", text, re.DOTALL)
        whose = found[1] if found else str(where)
        return (
            f"kho git {printable(whose)} thuộc người dùng khác nên git không mở; nếu tin kho này, chạy: "
            f'git config --global --add safe.directory "{printable(whose)}"'
        )
    if "not a git repository" in text:
        return f"{where}: không nằm trong kho git nào; chạy trong thư mục của kho, hoặc tạo kho bằng: git init"
    if "must be run in a work tree" in text:
        return f"{where}: là kho git không có bản làm việc; lấy một bản làm việc bằng: git clone"
    first = next((line for line in text.splitlines() if line.strip()), "không rõ vì sao")
    return f"git không làm được: {printable(first)[:200]}"


def _entries(listed: bytes) -> list[_Entry]:
    """The lines of `ls-tree -l -z` (mode, type, blob, size) or `ls-files -s -z` (mode, blob, stage)."""
    out = []
    for line in listed.split(b"\0"):
        about, tab, name = line.partition(b"\t")
        if not tab:
            continue
        words = about.decode("ascii").split()
        if len(words) == 4:  # mode, type, blob, size
            out.append(_Entry(words[0], words[2], int(words[3]) if words[3].isdigit() else -1, _path(name)))
        elif words[2] == "0":  # other stages are sides of a conflict
            out.append(_Entry(words[0], words[1], -1, _path(name)))
    if len(out) > MAX_LISTED:
        raise UserError(f"kho git có hơn {MAX_LISTED} tệp ở đó; chỉ rõ thư mục hẹp hơn")
    return out


def _clean(path: str) -> str:
    return path.strip("/") if path != "." else ""


def _above(path: str) -> Iterator[str]:
    at = path.find("/")
    while at >= 0:
        yield path[:at]
        at = path.find("/", at + 1)


def _path(name: bytes) -> str:
    return os.fsdecode(name)


def _line(out: bytes) -> str:
    return os.fsdecode(out.removesuffix(b"\n").removesuffix(b"\r"))


def _text(out: bytes) -> str:
    return out.decode("utf-8", "replace")
