"""Files as they were in a version; links and submodules are not followed."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vbhc.errors import UserError
from vbhc.git.history import Commit
from vbhc.git.running import Repo, clean, printable

MAX_FILES = 5_000
MAX_BYTES = 300 * 2**20
MAX_LISTED = 200_000
_ARGUMENTS = 50
"""More paths than this are looked for here: a system takes only so long a command."""
FILE = frozenset({"100644", "100755", "100664"})
"""The modes of files."""
_NO_FILE = {"120000": "liên kết (symlink)", "160000": "kho con (submodule)"}
POINTER = "tệp do Git LFS giữ, nội dung không có trong kho này; lấy về bằng: git lfs pull"
"""What to say of a pointer."""
_POINTER = b"version https://git-lfs.github.com/spec/"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of a tree; `size` is -1 where there is none."""

    mode: str
    blob: str
    size: int
    path: str


def files(repo: Repo, commit: Commit, paths: Iterable[str]) -> dict[str, bytes]:
    """Every file under some paths as it was, by its path.

    Raises:
        UserError: more than MAX_FILES or MAX_BYTES, a file that Git LFS keeps elsewhere, a damaged repository.
    """
    return _contents(repo, [e for e in _tree(repo, commit, paths) if e.mode in FILE])


def file(repo: Repo, commit: Commit, path: str) -> bytes:
    """One file as it was.

    Raises:
        UserError: it is not in that version, or is a folder or a link there; or as `files`.
    """
    found = _tree(repo, commit, (path,))
    mine = [e for e in found if e.path == clean(path)]
    if not mine:
        raise UserError(_missing(repo, commit, path, folder=bool(found)))
    if mine[0].mode not in FILE:
        what = _NO_FILE.get(mine[0].mode, "thứ khác")
        raise UserError(f"{printable(path)}: ở phiên bản {commit.ngan} là {what}, không đọc")
    return _contents(repo, mine)[mine[0].path]


def paths(repo: Repo, commit: Commit, under: str = "") -> tuple[str, ...]:
    """The files under a folder as they were, sorted; the folder "" is the root."""
    return tuple(sorted(e.path for e in _tree(repo, commit, (under,)) if e.mode in FILE))


def blobs(repo: Repo, commit: Commit, paths: Iterable[str]) -> dict[str, str]:
    """The files under some paths as they were, by their paths, each named by its contents."""
    return {e.path: e.blob for e in _tree(repo, commit, paths) if e.mode in FILE}


def is_pointer(data: bytes) -> bool:
    """Whether this is no file but what Git LFS leaves in its place."""
    return data[: len(_POINTER)] == _POINTER and len(data) < 2**10


def listed(out: bytes) -> list[tuple[list[str], str]]:
    """The lines of `ls-tree -z` or `ls-files -s -z`: what is told of a path, in words, and the path.

    Raises:
        UserError: more than MAX_LISTED.
    """
    rows = [line.partition(b"\t") for line in out.split(b"\0")]
    found = [(about.decode("ascii").split(), os.fsdecode(name)) for about, tab, name in rows if tab]
    if len(found) > MAX_LISTED:
        raise UserError(f"kho git có hơn {MAX_LISTED} tệp ở đó; chỉ rõ thư mục hẹp hơn")
    return found


def _missing(repo: Repo, commit: Commit, path: str, *, folder: bool) -> str:
    shown = f"{printable(path)}: không có trong phiên bản {commit.ngan} ({printable(commit.tieu_de)[:60]})"
    if folder:
        return f"{printable(path)}: ở phiên bản {commit.ngan} là thư mục, không phải tệp"
    near = difflib.get_close_matches(clean(path), paths(repo, commit)[:MAX_FILES], 1, 0.8)
    return shown + (f"; có phải “{printable(near[0])}”?" if near else "")


def _tree(repo: Repo, commit: Commit, paths: Iterable[str]) -> list[_Entry]:
    asked = {clean(p) for p in paths}
    if not asked:
        return []
    inside = () if "" in asked or len(asked) > _ARGUMENTS else sorted(asked)
    out = repo.ask("ls-tree", "-r", "-l", "-z", "--full-tree", commit.hash, "--", *inside)
    found = [
        _Entry(mode, blob, int(size) if size.isdigit() else -1, path)
        for (mode, _, blob, size), path in listed(out)
    ]  # fmt: skip
    if inside or "" in asked:
        return found
    return [e for e in found if e.path in asked or any(up in asked for up in _above(e.path))]


def _above(path: str) -> Iterator[str]:
    at = path.find("/")
    while at >= 0:
        yield path[:at]
        at = path.find("/", at + 1)


def _contents(repo: Repo, entries: list[_Entry]) -> dict[str, bytes]:
    if len(entries) > MAX_FILES:
        raise UserError(f"phiên bản ấy có {len(entries)} tệp, quá {MAX_FILES}; chỉ rõ thư mục của một văn bản")
    if (size := sum(e.size for e in entries)) > MAX_BYTES:
        raise UserError(f"phiên bản ấy nặng {size >> 20} MB, quá {MAX_BYTES >> 20} MB; chỉ rõ một văn bản")
    told = repo.ask("cat-file", "--batch", given="".join(f"{e.blob}\n" for e in entries).encode())
    out: dict[str, bytes] = {}
    at = 0
    for entry in entries:
        end = told.index(b"\n", at)
        words = told[at:end].split()
        if len(words) != 3 or words[1] != b"blob":
            raise UserError(f"{printable(entry.path)}: kho git thiếu nội dung tệp này; kiểm tra bằng: git fsck")
        at = end + 1 + int(words[2])
        content = told[end + 1 : at]
        if is_pointer(content):
            raise UserError(f"{printable(entry.path)}: {POINTER}")
        out[entry.path] = content
        at += 1
    return out
