"""git run and heard: no pager, no hook, no diff program, no prompt ever runs; names of files go through `-z`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from vbhc.errors import UserError, ly_do

WAIT = 120
"""Seconds after which git is no longer waited for."""
_SAFE = ("--no-pager", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "-c", "log.follow=false")
_NO_HOOKS = ("-c", f"core.hooksPath={os.devnull}")
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


@dataclass(frozen=True, slots=True)
class Repo:
    """A repository by the root of its working tree.

    `index`: the file that holds what is staged, where it is not the repository's own (git names another one to its
    hooks while it makes a commit of some files only).
    """

    root: Path
    index: str = ""

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

    def run(self, *args: str, given: bytes = b"", hooks: bool = False) -> subprocess.CompletedProcess[bytes]:
        """What git answers here, whether it could or not; `hooks`: with the setting that says where they are.

        Raises:
            UserError: git is not installed, or does not answer.
        """
        return _run(self.root, *(() if hooks else _NO_HOOKS), *args, given=given,
                    more={"GIT_INDEX_FILE": self.index} if self.index else {})  # fmt: skip

    def ask(self, *args: str, given: bytes = b"", hooks: bool = False) -> bytes:
        """What git answers here.

        Raises:
            UserError: as `run`, or git could not do it.
        """
        done = self.run(*args, given=given, hooks=hooks)
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
    return Repo(Path(line_of(done.stdout)), index)


# --- what git says ----------------------------------------------------------------------------------------------------


def printable(text: str) -> str:
    """A name or a subject as it may stand in a message: nothing in it moves a cursor or cannot be written."""
    return "".join("\ufffd" if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else c for c in text)


def text_of(out: bytes) -> str:
    """An answer in words."""
    return out.decode("utf-8", "replace")


def line_of(out: bytes) -> str:
    """An answer that is one path."""
    return os.fsdecode(out.removesuffix(b"\n").removesuffix(b"\r"))


def paths_of(out: bytes) -> list[str]:
    """An answer that is a list of paths (`-z`)."""
    return [os.fsdecode(name) for name in out.split(b"\0") if name]


def clean(path: str) -> str:
    """A path as git keeps it; the root is ""."""
    return path.strip("/") if path != "." else ""


# --- running ----------------------------------------------------------------------------------------------------------


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
    text = text_of(stderr)
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
