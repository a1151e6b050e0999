"""The two drafts that are meant by the user's words: Word files, data folders, versions in git, in any mix."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from vbhc import archive, compare, git, pipeline, recognising
from vbhc.errors import UserError, ly_do
from vbhc.git import history, tree
from vbhc.loading import workspace as ws
from vbhc.loading.workspace import TEN_TEP, Workspace
from vbhc.model.ban_doc import BanDoc
from vbhc.model.so_sanh import SoSanh
from vbhc.problems import Severity
from vbhc.word import opening, seeing

_GITS = "cách gọi: vbhc diff A B, với A, B là tệp Word, thư mục văn bản, hay phiên bản git (HEAD~1, HEAD~1:đường/dẫn)"
_NO_DOCUMENT = f"thư mục này không phải một văn bản (không có {TEN_TEP}); chỉ rõ một văn bản"


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it is compared: its name for people, what it says, and its Word parts where there are any."""

    ten: str
    document: BanDoc
    parts: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Said:
    """A draft as named: a path on the disk, or the same path in a version."""

    path: Path
    rev: str = ""


def compared(before: Draft, after: Draft) -> SoSanh:
    """The two compared."""
    return compare.so_sanh(before.document, after.document)


def drafts(words: Sequence[str]) -> tuple[Draft, Draft]:
    """Both drafts, read.

    Args:
        words: what the user typed: `A B`; `PATH` (the last commit against what is there now); `VERSION PATH`;
            `VERSION VERSION PATH` or `VERSION..VERSION PATH`. A and B are paths, or `VERSION:PATH`.

    Raises:
        UserError: something is not there, cannot be read, or cannot be printed.
    """
    before, after = _meant(words)
    return _read(before), _read(after)


# --- what is meant ----------------------------------------------------------------------------------------------------


def _meant(words: Sequence[str]) -> tuple[_Said, _Said]:
    if not all(words):
        raise UserError(f"có một tên để trống; {_GITS}")
    if len(words) == 2 and ".." in words[0] and not Path(words[0]).exists():
        first, _, second = words[0].partition("..")
        words = [first or "HEAD", second.lstrip(".") or "HEAD", words[1]]
    if len(words) == 1:
        path = _path(words[0])
        if path is None:
            raise UserError(f"{git.printable(words[0])}: không có tệp hay thư mục này; {_GITS}")
        return _at("HEAD", path), _Said(path)
    if len(words) == 3:
        path = _known(words[2])
        return _at(words[0], path), _at(words[1], path)
    if len(words) != 2:
        raise UserError(_GITS)
    one, other = _one(words[0]), _one(words[1])
    if one is None and other is None:
        raise UserError(f"“{git.printable(words[0])}” và “{git.printable(words[1])}”: không có tệp nào; {_GITS}")
    if one is None:
        assert other is not None
        return _at(words[0], other.path), other
    return one, other if other is not None else _at(words[1], one.path)


def _path(word: str) -> Path | None:
    """The path a word names, when there is something.

    Raises:
        UserError: it is something that may never end to be read, or no name that a system takes.
    """
    path, shown = Path(word), git.printable(word)[:80]
    try:
        if not path.exists():
            return None
        if not (path.is_file() or path.is_dir()):
            raise UserError(f"{shown}: không phải tệp thường nên không đọc; lưu ra một tệp rồi chạy lại")
    except OSError as error:
        raise UserError(f"{shown}: không mở được ({ly_do(error)})") from None
    except ValueError:
        raise UserError(f"{shown}: không mở được (tên có ký tự lạ)") from None
    return path


def _known(word: str) -> Path:
    """A path that may stand in a version only."""
    found = _one(word)
    if found is not None and not found.rev:
        return found.path
    return Path(word)


def _one(word: str) -> _Said | None:
    """A path, or a path in a version; None for what may only be a version."""
    found = _path(word)
    if found is not None:
        return _Said(found)
    rev, colon, rest = word.partition(":")
    if colon and rest and rev and history.is_revision(git.repo(Path()), rev):
        inside = Path(rest)
        return _Said(inside if inside.exists() else git.repo(Path()).root / rest, rev)
    if "/" in word or "\\" in word or Path(word).suffix.lower() in opening.WORD | opening.OLD_WORD | opening.TEXT:
        try:
            if history.is_revision(git.repo(Path()), word):
                return None
        except UserError:
            pass
        raise UserError(f"{git.printable(word)}: không có tệp hay thư mục này")
    return None


def _at(rev: str, path: Path) -> _Said:
    try:
        repo = git.repo(path)
    except UserError as error:
        raise UserError(f"{error}; không dùng git thì chỉ rõ hai bản: vbhc diff A B") from None
    history.commit(repo, rev)  # what is wrong with its name is said before anything is read
    return _Said(path, rev)


# --- reading ----------------------------------------------------------------------------------------------------------


def _read(said: _Said) -> Draft:
    try:
        return _of_version(said.path, said.rev) if said.rev else of_disk(said.path)
    except OSError as error:
        raise UserError(f"{said.path}: không đọc được ({ly_do(error)})") from None
    except RecursionError:
        raise UserError(f"{said.path}: nội dung lồng nhau quá sâu; không đọc") from None


def of_disk(path: Path) -> Draft:
    """A file or a data folder as it is now.

    Raises:
        UserError: it cannot be read, or cannot be printed.
    """
    if path.is_dir() or path.name == TEN_TEP:
        folder = path if path.is_dir() else path.parent
        if not (folder / TEN_TEP).is_file():
            raise UserError(f"{path}: {_NO_DOCUMENT}")
        return of_folder(ws.find(folder), folder.resolve(), path.as_posix())
    view, parts = opening.read(path, path.as_posix())
    return Draft(path.as_posix(), recognising.doc(view), parts)


def of_folder(workspace: Workspace, folder: Path, name: str) -> Draft:
    """A data folder as the print it would make now.

    Raises:
        UserError: its data have errors, so that it cannot be printed.
    """
    loaded = pipeline.load(workspace, folder)
    if loaded.value is None:
        wrong = [p for p in loaded.problems if p.severity is Severity.LOI]
        first = "\n".join(f"  {p}" for p in wrong[:5])
        more = f"\n  … và {len(wrong) - 5} lỗi nữa" if len(wrong) > 5 else ""
        raise UserError(f"{name}: dữ liệu còn lỗi nên chưa dựng được văn bản để so:\n{first}{more}")
    data, _ = pipeline.print_bytes(workspace, loaded.value)
    return of_bytes(data, name)


def of_bytes(data: bytes, name: str) -> Draft:
    """A Word file's bytes as a draft.

    Raises:
        UserError: no Word file, damaged, encrypted.
    """
    parts = archive.members(data, name, "tệp Word")
    return Draft(name, recognising.doc(seeing.view_of(parts, name)), parts)


def _of_version(path: Path, rev: str) -> Draft:
    repo = git.repo(path)
    commit = history.commit(repo, rev)
    inside = repo.relative(path)
    folder = inside.removesuffix(f"/{TEN_TEP}")
    name = f"{inside or '.'} ({rev})"
    there = tree.paths(repo, commit, folder)
    if f"{folder}/{TEN_TEP}" in there:
        return of_version_folder(repo, commit, folder, name)
    if any(one != inside for one in there):
        raise UserError(f"{name}: {_NO_DOCUMENT}")
    return of_version_file(repo, commit, inside, name)


def of_version_file(repo: git.Repo, commit: git.Commit, inside: str, name: str) -> Draft:
    """A file as it was in a version.

    Raises:
        UserError: it was not there, cannot be read, or is no document.
    """
    data, ending = tree.file(repo, commit, inside), PurePosixPath(inside).suffix
    if ending.lower() in opening.WORD:
        return of_bytes(data, name)
    with tempfile.TemporaryDirectory(prefix="vbhc-so-") as place:
        kept = Path(place) / f"ban{ending}"
        kept.write_bytes(data)
        view, parts = opening.read(kept, name)
    return Draft(name, recognising.doc(view), parts)


def of_version_folder(repo: git.Repo, commit: git.Commit, folder: str, name: str) -> Draft:
    """A data folder as it was in a version, printed with what the office shared then.

    Raises:
        UserError: as `of_folder`, or the version holds too much.
    """
    with version_folder(repo, commit, folder) as (workspace, there):
        return of_folder(workspace, there, name)


@contextmanager
def version_folder(repo: git.Repo, commit: git.Commit, folder: str) -> Iterator[tuple[Workspace, Path]]:
    """A document's folder and its workspace as they were in a version, on the disk for a while.

    Raises:
        UserError: the version holds too much, or a name that leads out of it.
    """
    with tempfile.TemporaryDirectory(prefix="vbhc-so-") as place:
        root = Path(place).resolve()
        for path, data in workspace_files(repo, commit, folder).items():
            if ".." in PurePosixPath(path).parts:  # a tree made by hand may hold any name
                raise UserError(f"phiên bản {commit.ngan} có tên tệp lạ: {git.printable(path)}")
            kept = root / path
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(data)
        try:
            yield ws.find(root / folder), root / folder
        except UserError as error:  # names are told as the office has them
            raise UserError(str(error).replace(f"{root}{os.sep}", "")) from None


def workspace_files(repo: git.Repo, commit: git.Commit, folder: str) -> dict[str, bytes]:
    """What a document needs of a version: its folder, what `data/` shares, the office's templates."""
    office = PurePosixPath(folder).parents
    top = next((p for p in office if any(True for _ in tree.paths(repo, commit, f"{p / 'data' / 'co_quan'}"))), None)
    if top is None:
        raise UserError(f"{folder}: phiên bản {commit.ngan} không có thư mục làm việc (data/co_quan) quanh văn bản này")
    every = tree.paths(repo, commit, f"{top / 'data'}")
    documents = documents_in(every) - {folder}
    wanted = [p for p in every if not any(p.startswith(f"{other}/") for other in documents)]
    templates = tree.paths(repo, commit, f"{top / 'templates'}")
    return tree.files(repo, commit, [*wanted, *templates])


def documents_in(paths: Iterable[str]) -> set[str]:
    """The folders of documents among the files of a version."""
    return {p.removesuffix(f"/{TEN_TEP}") for p in paths if p.endswith(f"/{TEN_TEP}")}
