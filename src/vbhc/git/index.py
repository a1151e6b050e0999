"""What is staged: what the commit being made would hold, whatever lies on the disk."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from vbhc.git import history
from vbhc.git.running import Repo, paths_of, text_of
from vbhc.git.tree import FILE, listed


def staged(repo: Repo) -> tuple[str, ...]:
    """The files that the commit being made changes: added, changed, taken out."""
    base, _ = history.settled(repo, "HEAD")
    if not base:  # before the first commit: against nothing at all
        base = text_of(repo.ask("hash-object", "-t", "tree", "--stdin")).strip()
    return tuple(paths_of(repo.ask("diff-index", "--cached", "--name-only", "-z", "--no-renames", base)))


def paths(repo: Repo) -> tuple[str, ...]:
    """The files of the index; links and submodules are not among them, nor the sides of a conflict."""
    found = listed(repo.ask("ls-files", "-s", "-z"))
    return tuple(path for (mode, _, stage), path in found if mode in FILE and stage == "0")


def checkout(repo: Repo, paths: Iterable[str], folder: Path) -> None:
    """Write files as they are staged under a folder, with the line ends a working tree would have."""
    given = b"\0".join(os.fsencode(p) for p in paths)
    repo.ask("checkout-index", "-z", "--stdin", "--force", f"--prefix={folder.as_posix()}/", given=given)
