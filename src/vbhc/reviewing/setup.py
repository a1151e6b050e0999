"""What a repository is told once, so that git reads Word files, merges data by point and row, checks before a commit.

Only what stands in our own block, under our own keys and in our own hook is ever written or taken away; what a person
has put there stays, and it is said what to add by hand.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path, PurePath

from vbhc import archive
from vbhc.errors import UserError, ly_do
from vbhc.git import Repo, config
from vbhc.loading import workspace as ws
from vbhc.reporting import plain

ATTRIBUTES, HOOK = ".gitattributes", "pre-commit"
_BEGIN, _END = b"# >>> vbhc git-setup", b"# <<< vbhc git-setup"
_JOINED, _NOTE = b" +", ": đừng sửa trong khối này".encode()
"""The first line of the block goes on with the one where the line end before it is ours too."""
_LINES = (
    "*.docx -text diff=vbhc",
    "*.docm -text diff=vbhc",
    "*.xlsx -text",
    "*.xls -text",
    "*.ods -text",
    "**/van_ban.yaml merge=vbhc",
    "data/**/*.yaml merge=vbhc",
    "data/**/*.csv merge=vbhc",
)
_BLOCK = re.compile(rb"^" + _BEGIN + rb"(?P<noi> \+)?[^\r\n]*\r?\n(?:.*\n)*?" + _END + rb"\r?(?:\n|\Z)", re.MULTILINE)
_TEXT = (
    """f() {{ {run} text --git -- "$1" || """
    """echo "(không chạy được vbhc; chạy lại: vbhc git-setup) $(git hash-object -- "$1")"; }}; f"""
)
_MERGE = (
    """f() {{ {run} merge "$@" && return; grep -q "<<<<<<< " "$2" && return 1; """
    """echo "vbhc: không trộn được theo điểm và hàng (lý do ở trên), để git trộn theo dòng" >&2; """
    """git merge-file -L ta -L goc -L ho "$2" "$1" "$3" || return 1; }}; f"""
)
_HOOK = """\
#!/bin/sh
# vbhc git-setup ghi tệp này, và ghi lại khi chạy lại; bỏ: vbhc git-setup --bo
py={python}
if [ ! -x "$py" ]; then
    echo "vbhc: không thấy $py nên không soát; chạy lại: vbhc git-setup" >&2
    exit 0
fi
"$py" -P -m vbhc git-setup --soat || {{
    echo "Vẫn muốn commit, không soát: git commit --no-verify" >&2
    exit 1
}}
"""


@dataclass(frozen=True, slots=True)
class Program:
    """How git starts us: the Python that runs now, by its full path.

    `-P` keeps the folder git stands in out of what Python imports: a repository must not bring its own code to run.
    """

    python: PurePath

    @property
    def shell(self) -> str:
        """For `sh`, which git brings along on Windows too."""
        return f"{self.quoted} -P -m vbhc"

    @property
    def quoted(self) -> str:
        """The path alone."""
        return shlex.quote(self.python.as_posix())


def settings(program: Program) -> dict[str, str]:
    """What is put into the repository's own configuration.

    Texts are not cached: git keeps a cached one for as long as the command is the same, so that after an update old
    versions would be read as before and new ones as now, and a file that could not be had once never could again.

    Each is a function of `sh` that goes on where the program is gone (moved, or not installed any more): git would end
    a whole log, and would leave of a merge one side without a mark: the other is lost at the next `git add`.
    """
    return {
        "diff.vbhc.textconv": _TEXT.format(run=program.shell),
        "diff.vbhc.xfuncname": plain.TIEU_DE,
        "diff.vbhc.cachetextconv": "false",
        "merge.vbhc.name": "vbhc: trộn dữ liệu theo điểm và theo hàng",
        # git reads % in this one
        "merge.vbhc.driver": f"{_MERGE.format(run=program.shell).replace('%', '%%')} %O %A %B --ten=%P",
    }


def setup(repo: Repo, start: Path, program: Program) -> list[str]:
    """Write it all, anew where it is there already; what was done, a line each. `start`: where the user stands.

    Raises:
        UserError: a file of ours was spoiled, or cannot be written.
    """
    path = _attributes(repo, start)
    before = _content(path)
    after = with_block(before, path)
    if after != before:
        archive.replace_file(path, after)
    done = [f"{'đã có' if after == before else 'đã ghi'}: {path}: cách git đọc .docx và trộn dữ liệu"]
    for key, value in settings(program).items():
        config.put(repo, key, value)
    done.append("đã ghi: cấu hình của riêng kho này (diff.vbhc, merge.vbhc)")
    return [*done, _put_hook(repo, program)]


def undo(repo: Repo, start: Path) -> list[str]:
    """Take out what `setup` put in, and nothing else; what was done, a line each.

    Raises:
        UserError: as `setup`.
    """
    done = []
    for path in dict.fromkeys((_attributes(repo, start), repo.root / ATTRIBUTES)):
        before = _content(path)
        after = without_block(before, path)
        if after != before:
            if after:
                archive.replace_file(path, after)
            else:
                path.unlink()
            done.append(f"đã bỏ khối vbhc: {path}")
    ours = [key for key in settings(Program(PurePath("x"))) if config.get(repo, key)]
    for key in ours:
        config.drop(repo, key)
    if ours:
        done.append("đã bỏ: cấu hình diff.vbhc, merge.vbhc của kho này")
    hook = config.hooks(repo) / HOOK
    if _ours(_content(hook)):
        hook.unlink()
        done.append(f"đã bỏ: {hook}")
    return done or ["không có gì để bỏ: kho này chưa chạy vbhc git-setup"]


# --- .gitattributes ---------------------------------------------------------------------------------------------------


def with_block(content: bytes, path: Path) -> bytes:
    """A file of attributes with our block at its end, where no line of a person comes after it and counts more.

    Raises:
        UserError: our block was spoiled.
    """
    rest = without_block(content, path)
    end = b"\r\n" if b"\r\n" in rest else b"\n"
    open_ = bool(rest) and not rest.endswith(b"\n")
    lines = [_BEGIN + (_JOINED if open_ else b"") + _NOTE, *(line.encode() for line in _LINES), _END]
    return rest + (end if open_ else b"") + end.join(lines) + end


def without_block(content: bytes, path: Path) -> bytes:
    """The file as it was without our block.

    Raises:
        UserError: our block was spoiled.
    """
    found = _BLOCK.search(content)
    rest = content
    if found is not None:
        head = content[: found.start()]
        if found["noi"]:
            head = head.removesuffix(b"\n").removesuffix(b"\r")
        rest = head + content[found.end() :]
    if _BEGIN in rest or _END in rest:
        raise UserError(f"{path}: khối “{_BEGIN.decode()}” đã bị sửa dở; xoá khối ấy rồi chạy lại")
    return rest


def _attributes(repo: Repo, start: Path) -> Path:
    """The file at the root of the workspace, whose `data/` its patterns name; without one, of the repository."""
    try:
        folder = ws.find(start).root
        repo.relative(folder)
    except UserError:
        folder = repo.root
    return folder / ATTRIBUTES


def _content(path: Path) -> bytes:
    try:
        if path.is_symlink():
            raise UserError(f"{path}: là liên kết (symlink) nên không ghi vào; thay bằng tệp thường rồi chạy lại")
        return path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise UserError(f"{path}: không đọc được ({ly_do(error)})") from None


# --- the hook ---------------------------------------------------------------------------------------------------------


def _put_hook(repo: Repo, program: Program) -> str:
    folder = config.hooks(repo)
    hook = folder / HOOK
    line = f"{program.shell} git-setup --soat || exit 1"
    shared = not any(folder.resolve().is_relative_to(p.resolve()) for p in (repo.root, config.folder(repo)))
    if shared:
        return f"chưa đặt việc soát trước commit: {folder} dùng chung cho nhiều kho; muốn soát thì thêm dòng: {line}"
    there = hook.is_symlink() or hook.exists()
    content = b"" if hook.is_symlink() else _content(hook)
    if there and b"git-setup --soat" in content and not _ours(content):
        return f"để nguyên: {hook} (có người sửa, đã gọi vbhc)"
    if there and not _ours(content):
        return f"để nguyên: {hook} (của người khác); muốn soát trước commit thì thêm vào tệp ấy dòng: {line}"
    archive.replace_file(hook, _HOOK.format(python=program.quoted).encode())
    hook.chmod(0o755)
    return f"{'đã ghi lại' if there else 'đã ghi'}: {hook}: soát những gì sắp commit"


def _ours(content: bytes) -> bool:
    """Whether a hook is, but for the path of Python, the one that is written here."""
    before, after = (part.encode() for part in _HOOK.format(python="\0").split("\0"))
    return len(content) >= len(before) + len(after) and content.startswith(before) and content.endswith(after)
