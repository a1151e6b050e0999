"""Versions: what a name means, which of them changed a file, and under which names it went.

Revisions are settled to full hashes before anything is asked of them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from vbhc.errors import UserError
from vbhc.git.running import Repo, clean, paths_of, printable, text_of

MAX_COMMITS = 10_000
_FORMAT = "--format=tformat:%H%x00%P%x00%aN%x00%aI%x00%s"
_FIELDS = 5
_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


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


def commit(repo: Repo, rev: str) -> Commit:
    """The version that a name means: a branch, a tag, a hash, `HEAD~1`.

    Raises:
        UserError: there is none; says which name is near, or why the history ends before.
    """
    found, why = settled(repo, rev)
    if not found:
        raise UserError(_unknown(repo, rev, why))
    (only,) = _log(repo, "--max-count=1", found)
    return only


def settled(repo: Repo, rev: str) -> tuple[str, str]:
    """The full hash of the version that a name means, or "" and what git said."""
    if not rev.strip() or rev.startswith("-") or "\0" in rev or "\n" in rev:
        return "", ""
    done = repo.run("rev-parse", "--verify", f"{rev}^{{commit}}")
    found = text_of(done.stdout).strip()
    return (found, "") if done.returncode == 0 and _HASH.fullmatch(found) else ("", text_of(done.stderr))


def is_revision(repo: Repo, text: str) -> bool:
    """Whether a text names a version."""
    return bool(settled(repo, text)[0])


def is_shallow(repo: Repo) -> bool:
    """Whether only the end of the history is here."""
    return text_of(repo.ask("rev-parse", "--is-shallow-repository")).strip() == "true"


def versions(repo: Repo, paths: Iterable[str], tu: str = "", den: str = "HEAD") -> list[Commit]:
    """The versions that changed any of these files or folders, newest first, from after `tu` until `den`.

    A change made on a branch is told where it was made, with its author, and not where it was merged: following
    first parents only would give every colleague's work to whoever merged it. A merge is told only when it is
    unlike each of its parents there, which is when somebody settled a conflict. What a merge threw away is not
    told: it is not in the document. `cha` of each are the versions before it in this history, where these files
    are as they were in its own parents.

    Raises:
        UserError: an unknown version, or more than MAX_COMMITS of them.
    """
    asked = [commit(repo, den).hash, *([f"^{commit(repo, tu).hash}"] if tu else [])]
    inside = (clean(p) or "." for p in paths)
    out = _log(repo, f"--max-count={MAX_COMMITS + 1}", "--date-order", "--parents", *asked, "--", *inside)
    if len(out) > MAX_COMMITS:
        raise UserError(f"lịch sử dài hơn {MAX_COMMITS} commit; thu hẹp lại: chỉ xem từ một phiên bản gần hơn")
    return out


def renames(repo: Repo, path: str, den: str = "HEAD") -> dict[str, str]:
    """The versions until `den` that gave a file this name, by hash: the name it had before, as git finds it.

    Not told: a file that came in a merge, or that was changed by more than two fifths under way.
    """
    mine = clean(path)
    asked = ("--no-renames", "--diff-filter=A", "--format=%H", "-z", commit(repo, den).hash, "--", mine)
    out = {}
    for found in filter(_HASH.fullmatch, text_of(repo.ask("log", *asked)).split("\0")):
        told = ("-r", "-z", "-M60%", "--diff-filter=R", "--name-status", "--no-commit-id", found)
        words = paths_of(repo.ask("diff-tree", *told))  # R100, the old name, the new one, and so on
        before = {new: old for old, new in zip(words[1::3], words[2::3], strict=False)}
        if mine in before:
            out[found] = before[mine]
    return out


def once(repo: Repo, under: str, den: str = "HEAD") -> tuple[str, ...]:
    """Every file that was under a folder in some version until `den`, sorted."""
    asked = ("-c", "--no-renames", "--diff-filter=A", "--name-only", "--format=", "-z", commit(repo, den).hash, "--")
    return tuple(sorted(set(paths_of(repo.ask("log", *asked, clean(under) or ".")))))


def _log(repo: Repo, *args: str) -> list[Commit]:
    out = repo.ask("log", "-z", "--no-color", "--no-notes", "--encoding=UTF-8", _FORMAT, *args)
    words = text_of(out).split("\0")
    rows = [words[i : i + _FIELDS] for i in range(0, len(words) - 1, _FIELDS)]
    return [Commit(h, who, when, " ".join(what.split()), tuple(up.split())) for h, up, who, when, what in rows]


def _unknown(repo: Repo, rev: str, why: str) -> str:
    shown = printable(rev)
    if not is_revision(repo, "HEAD"):
        return f"kho git {repo.root} chưa có commit nào"
    if "ambiguous" in why:
        return f"“{shown}” là đầu của nhiều mã commit; ghi dài hơn vài chữ"
    steps = re.fullmatch(r"(?P<goc>.+?)[~^][~^\d]*", rev)
    behind = steps is not None and is_revision(repo, steps["goc"])
    if is_shallow(repo):
        return (
            f"không có phiên bản “{shown}”: kho này chỉ lấy phần cuối của lịch sử (shallow); "
            "lấy đủ bằng: git fetch --unshallow"
        )
    if behind:
        return f"không có phiên bản “{shown}”: lịch sử không dài đến thế; xem: git log --oneline"
    refs = text_of(repo.ask("for-each-ref", "--count=2000", "--format=%(refname:short)")).split()
    near = difflib.get_close_matches(rev, refs, 1)
    return f"không có phiên bản “{shown}” trong kho git" + (
        f"; có phải “{near[0]}”?" if near else "; xem các nhánh và thẻ: git branch -a; git tag"
    )
