"""The versions of one document in git: which they are, under which name, and what each of them prints."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from vbhc.errors import UserError, ly_do
from vbhc.git import Commit, Repo, history, printable, tree
from vbhc.loading.workspace import TEN_TEP
from vbhc.model.ban_doc import BanDoc
from vbhc.reviewing.drafts import Draft, documents_in, of_version_file, of_version_folder
from vbhc.word import opening

KEPT = 12
"""Documents that are kept: more than one only where branches run beside each other."""
_WORD = opening.WORD | opening.OLD_WORD
_SHARED = 40
"""More shared places than this are asked for as one folder."""
_NAMES = 100
"""A document is followed through so many names."""


@dataclass(frozen=True, slots=True)
class State:
    """What a version holds of the document: a hash of all it depends on, and of its own files; "" where it is not."""

    moi_thu: str = ""
    rieng: str = ""


@dataclass(frozen=True, slots=True)
class Print:
    """What a version prints; `document` None and why where it cannot."""

    document: BanDoc | None
    vi_sao: str = ""


@dataclass(slots=True)
class Versions:
    """A document's history, newest first. `name` is its folder or file in the newest; `renamed` its name before."""

    repo: Repo
    name: str
    folder: bool
    commits: tuple[Commit, ...]
    paths: tuple[str, ...]
    renamed: dict[str, str]
    names: dict[str, str]
    _by_hash: dict[str, Commit] = field(init=False)
    _aliases: tuple[str, ...] = field(init=False)
    _states: dict[str, State] = field(default_factory=dict)
    _prints: OrderedDict[str, Print] = field(default_factory=OrderedDict)

    def __post_init__(self) -> None:
        self._by_hash = {c.hash: c for c in self.commits}
        self._aliases = tuple(sorted(f"{name}/" for name in set(self.names.values())))

    def commit(self, version: str) -> Commit:
        """A version by its hash."""
        return self._by_hash[version]

    def state(self, version: str) -> State:
        """What a version holds of the document."""
        if version not in self._states:
            self._states[version] = self._looked(version)
        return self._states[version]

    def _looked(self, version: str) -> State:
        name = self.names[version]
        blobs = tree.blobs(self.repo, self.commit(version), self.paths)
        if (f"{name}/{TEN_TEP}" if self.folder else name) not in blobs:
            return State()
        own: list[tuple[str, str]] = []
        others: list[tuple[str, str]] = []
        for path, blob in sorted(blobs.items()):
            inside = path.removeprefix(f"{name}/") if self.folder else path.removeprefix(name)
            (own if inside != path else others).append((inside, blob))
        if not self.folder:
            return State(_hash(own), _hash(own))
        shared = [(p, b) for p, b in others if not p.startswith(self._aliases)]  # another document had that name then
        return State(_hash([own, shared]), _hash(own))

    def printed(self, version: str) -> Print:
        """What a version that holds the document prints."""
        key = self.state(version).moi_thu
        if key not in self._prints:
            self._prints[key] = self._print(version)
            if len(self._prints) > KEPT:
                self._prints.popitem(last=False)
        self._prints.move_to_end(key)
        return self._prints[key]

    def _print(self, version: str) -> Print:
        commit, name = self.commit(version), self.names[version]
        of_version = of_version_folder if self.folder else of_version_file
        return attempt(lambda: of_version(self.repo, commit, name, name), name)

    def base(self, version: str) -> str:
        """The last version that can be printed, at this one or before it; "" when there is none."""
        while version:
            if self.state(version).moi_thu and self.printed(version).document is not None:
                return version
            version = next(iter(self.commit(version).cha), "")
        return ""

    def document(self, version: str) -> BanDoc:
        """What a version of which this is known prints."""
        found = self.printed(version).document
        assert found is not None
        return found


def attempt(make: Callable[[], Draft], name: str) -> Print:
    """A document, or in one line why there is none: one bad version must not hide the history of all."""
    try:
        return Print(make().document)
    except UserError as error:
        return Print(None, _first(str(error), name))
    except OSError as error:
        return Print(None, ly_do(error))
    except RecursionError:
        return Print(None, "nội dung lồng nhau quá sâu")
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - as above; with this very version `vbhc diff` tells of the bug
        return Print(None, f"lỗi của chương trình ({type(error).__name__})")


def versions(repo: Repo, path: Path, den: str) -> Versions:
    """The versions of a data folder, or of a Word file, until `den`; it need not exist any more.

    Raises:
        UserError: no version holds it, the history is cut off, or it is no document.
    """
    inside = repo.relative(path).removesuffix(f"/{TEN_TEP}")
    if history.is_shallow(repo):
        raise UserError(
            f"kho git {repo.root} chỉ lấy phần cuối của lịch sử (shallow), nên không rõ ai sửa gì trước đó; "
            "lấy đủ bằng: git fetch --unshallow"
        )
    folder = bool(history.versions(repo, [f"{inside}/{TEN_TEP}"], den=den)) if inside else False
    if not folder and not (path.suffix.lower() in _WORD and history.versions(repo, [inside], den=den)):
        raise UserError(_none(path, den))
    file = f"{inside}/{TEN_TEP}" if folder else inside
    found: list[str] = []
    renamed: dict[str, str] = {}
    while file not in found and len(found) < _NAMES:
        found.append(file)
        before = history.renames(repo, file, den)
        renamed |= {version: _name(old, folder) for version, old in before.items()}
        file = next(iter(before.values()), file)  # the latest of them; a name given back leads nowhere new
    paths = tuple(found) if not folder else _depends(repo, [_name(f, folder) for f in found], den)
    commits = tuple(history.versions(repo, paths, den=den))
    names: dict[str, str] = {}
    for commit in commits:  # children before parents
        mine = names.setdefault(commit.hash, inside)
        for up in commit.cha:
            names.setdefault(up, renamed.get(commit.hash, mine))
    return Versions(repo, inside, folder, commits, paths, renamed, names)


def _name(file: str, folder: bool) -> str:
    return file.removesuffix(f"/{TEN_TEP}") if folder else file


def _none(path: Path, den: str) -> str:
    shown = printable(str(path))
    if path.is_dir() and not (path / TEN_TEP).is_file():
        return f"{shown}: thư mục này không phải một văn bản (không có {TEN_TEP}); chỉ rõ một văn bản"
    if path.is_file() and path.name != TEN_TEP and path.suffix.lower() not in _WORD:
        return f"{shown}: chỉ xem được lịch sử của thư mục văn bản hoặc tệp Word"
    if path.exists():
        when = "nào" if den == "HEAD" else f"git nào cho đến “{printable(den)}”"
        return f"{shown}: chưa có trong phiên bản {when}; ghi vào kho bằng git add, git commit rồi xem lại"
    return f"{shown}: không có trên đĩa, cũng không có trong phiên bản nào; gõ lại đường dẫn"


def _depends(repo: Repo, folders: Sequence[str], den: str) -> tuple[str, ...]:
    """What the print of a document depends on, as files and folders: its own, what `data/` shares, the templates.

    Other documents are left out, also those that are no more: their history is long and is not this one's.
    """
    out = set(folders)
    for top in dict.fromkeys(_top(repo, folder, den) for folder in folders):
        data = (top / "data").as_posix()
        every = history.once(repo, data, den)
        documents = documents_in(every)
        above = {up.as_posix() for d in documents for up in PurePosixPath(d).parents}
        shared = set()
        for path in every:
            steps = [p.as_posix() for p in (*reversed(PurePosixPath(path).parents), PurePosixPath(path))]
            first = next(step for step in steps if step not in above and len(step) > len(data))
            if first not in documents:
                shared.add(first)
        out |= shared if len(shared) <= _SHARED else {data}
        out.add((top / "templates").as_posix())
    return tuple(sorted(out))


def _top(repo: Repo, folder: str, den: str) -> PurePosixPath:
    """The workspace round a folder: where `data/co_quan` ever was."""
    found = next(
        (p for p in PurePosixPath(folder).parents if history.once(repo, f"{p / 'data' / 'co_quan'}", den)), None
    )
    if found is None:
        raise UserError(f"{printable(folder)}: quanh văn bản này chưa bao giờ có thư mục làm việc (data/co_quan)")
    return found


def _first(said: str, name: str) -> str:
    """An error in one line: the first fault of the data, where it tells of several."""
    head, _, rest = said.removeprefix(f"{name}: ").partition("\n")
    faults = [line.strip() for line in rest.splitlines() if line.strip()]
    return f"{head.rstrip(':')}: {faults[0]}" if faults else head


def _hash(value: object) -> str:
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()
