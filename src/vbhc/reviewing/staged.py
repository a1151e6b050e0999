"""What a commit being made would bring: the documents in it, as they are staged and not as they lie on the disk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from vbhc import pipeline
from vbhc.git import Repo, index
from vbhc.loading import shared
from vbhc.loading.workspace import TEN_TEP, Workspace
from vbhc.problems import Problem, Problems, Severity

_AGENCIES = PurePosixPath("data/co_quan")
_SHARED = (PurePosixPath("data/vien_dan.yaml"), PurePosixPath("data/soat.yaml"))
_WORD = frozenset({".docx", ".docm"})


@dataclass(frozen=True, slots=True)
class Staged:
    """A workspace as staged: its documents and Word files that the commit changes, the keys of agencies it changes.

    `chung`: it changes what documents share.
    """

    space: Workspace
    targets: tuple[Path, ...]
    co_quan: tuple[str, ...]
    chung: bool = False

    def broken(self) -> dict[Path | None, list[Problem]]:
        """Errors by document of those that share what is changed and cannot be read with it; None: its own."""
        if not self.chung:
            return {}
        told = Problems()
        shared.cited(self.space, told)
        out: dict[Path | None, list[Problem]] = {None: [p for p in told if p.severity is Severity.LOI]}
        for folder in self.space.documents():
            if folder not in self.targets:
                found = pipeline.load(self.space, folder).problems
                out[folder] = [p for p in found if p.severity is Severity.LOI and p not in out[None]]
        return {folder: found for folder, found in out.items() if found}


def staged(repo: Repo, folder: Path) -> list[Staged]:
    """Write every workspace that the commit touches under a folder, as staged; what is to be judged in each.

    Templates are no documents. Word files outside of every workspace are judged as in one without any data.
    """
    changed, every = [PurePosixPath(p) for p in index.staged(repo)], index.paths(repo)
    there = set(every)
    roots = {p.parents[2] for p in map(PurePosixPath, every) if p.parent.parts[-2:] == _AGENCIES.parts}
    touched: dict[PurePosixPath | None, list[PurePosixPath]] = {}
    for path in changed:
        root = next((up for up in path.parents if up in roots), None)
        touched.setdefault(root, []).append(path)
    out: list[Staged] = []
    for root, mine in sorted(touched.items(), key=lambda pair: str(pair[0] or "")):
        where = root or PurePosixPath()
        targets = sorted({t for p in mine if (t := _target(p, where, there, data=root is not None)) is not None})
        agencies = [p for p in mine if root is not None and p.parent == where / _AGENCIES]
        keys = [p.stem for p in agencies if str(p) in there]
        common = bool(agencies) or (root is not None and any(where / p in mine for p in _SHARED))
        if targets or common:
            base = folder / str(len(out))
            needed = [p for p in every if root is not None and _needed(PurePosixPath(p), where)]
            index.checkout(repo, [*needed, *(str(t) for t in targets if str(t) in there)], base)
            space = Workspace((base / where).resolve())
            out.append(Staged(space, tuple(base.resolve() / t for t in targets), tuple(sorted(keys)), common))
    return out


def _target(path: PurePosixPath, root: PurePosixPath, there: Iterable[str], *, data: bool) -> PurePosixPath | None:
    """The document that a changed file belongs to, or the Word file that it is."""
    inside = path.relative_to(root).parts
    if data and inside[0] == "data":
        return next((up for up in path.parents if str(up / TEN_TEP) in there), None)
    if inside[0] == "templates" or path.suffix.lower() not in _WORD or str(path) not in there:
        return None
    return None if path.name.startswith(("~$", ".")) else path


def _needed(path: PurePosixPath, root: PurePosixPath) -> bool:
    return path.is_relative_to(root / "data") or path.is_relative_to(root / "templates")
