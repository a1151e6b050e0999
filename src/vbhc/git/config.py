"""How a repository is set: its own configuration, and where its hooks are."""

from __future__ import annotations

from pathlib import Path

from vbhc.git.running import Repo, line_of, text_of


def folder(repo: Repo) -> Path:
    """The folder that all working trees of the repository share."""
    return repo.root / line_of(repo.ask("rev-parse", "--git-common-dir"))


def hooks(repo: Repo) -> Path:
    """The folder of hooks, as `core.hooksPath` says."""
    return repo.root / line_of(repo.ask("rev-parse", "--git-path", "hooks", hooks=True))


def get(repo: Repo, key: str) -> str:
    """A setting of this repository alone, "" where there is none."""
    done = repo.run("config", "--local", "--null", "--get", key)
    return text_of(done.stdout).removesuffix("\0") if done.returncode == 0 else ""


def put(repo: Repo, key: str, value: str) -> None:
    """Put a setting into this repository's own configuration."""
    repo.ask("config", "--local", "--replace-all", key, value)


def drop(repo: Repo, key: str) -> None:
    """Take a setting out, where there is one."""
    if get(repo, key):
        repo.ask("config", "--local", "--unset-all", key)
