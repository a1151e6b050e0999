"""Many documents: cut into jobs that anything can run, in this process, in others or on other machines."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import vbhc
from vbhc.errors import UserError
from vbhc.loading import recipients
from vbhc.loading.recipients import Recipient
from vbhc.loading.workspace import Workspace
from vbhc.outputs import names
from vbhc.pipeline import earlier
from vbhc.pipeline.printing import KHONG_CHAY_DUOC, LOI_CHUONG_TRINH, Printed, print_loaded
from vbhc.pipeline.reading import Form
from vbhc.problems import Outcome, Place, Problem, Severity

_SIZES = 16, 128
"""The least and the most rows of a job: so few that work is shared evenly, so many that travelling costs nothing."""


@dataclass(frozen=True, slots=True)
class Job:
    """Documents to be printed one after another; small, so that it travels.

    Either `folders`, or rows of the list of the only one of them: then `seal` is the hash of all they are made from,
    `there` the files that earlier runs have left for these rows, and `told` what is to be said of the list as a whole.
    `alone` is whether it is all there is to do: a bug of ours is then raised, else told as one document's.
    """

    root: Path
    folders: tuple[Path, ...]
    ghi_de: bool
    alone: bool = False
    rows: range = range(0)
    seal: str = ""
    there: tuple[str, ...] = ()
    told: tuple[Problem, ...] = ()


class Runner(Protocol):
    """What runs jobs: as `map`, with the answers in the order of the jobs."""

    def __call__(
        self, work: Callable[[Job], tuple[Printed, ...]], jobs: Iterable[Job], /
    ) -> Iterable[tuple[Printed, ...]]:
        """Answers of `work`, job by job."""


def build_all(
    workspace: Workspace,
    folders: Sequence[Path],
    *,
    ghi_de: bool = False,
    chay: Runner = map,
    dem: Callable[[int], None] = lambda _: None,
) -> Iterator[Printed]:
    """Print many documents, in the order named; one that cannot be read at all does not sink the others.

    A file stands there whole or not at all; what stands there already is not written again, so that a run cut short is
    gone on with by the next.

    Args:
        workspace: where.
        folders: the documents; one with a list gives a document for each row.
        ghi_de: overwrite edited files (they are kept aside).
        chay: runs the jobs.
        dem: told how many documents there are before the first is printed.
    """
    lists = {folder: form for folder in folders if (form := _list(workspace, folder))}
    dem(len(folders) - len(lists) + sum(len(form.danh_sach) for _, form in lists.values()))
    for done in chay(run, _jobs(workspace, folders, lists, ghi_de)):
        yield from done


def _list(workspace: Workspace, folder: Path) -> tuple[str, Form] | None:
    """The form of a folder with a list; faults that stop it are told when its turn comes."""
    if not recipients.may_have(folder):
        return None
    try:
        seal = _seal(workspace, folder)
        form, _ = _form(workspace.root, folder, seal)
    except (UserError, OSError):
        return None
    return (seal, form) if form.danh_sach else None


def _jobs(
    workspace: Workspace, folders: Sequence[Path], lists: dict[Path, tuple[str, Form]], ghi_de: bool
) -> Iterator[Job]:
    """Folders whose prints would have one name stay together: which of them comes first must not be left to chance."""
    groups: dict[tuple[str, str], list[Path]] = defaultdict(list)
    for folder in folders:
        groups[folder.parent.name, names.stem(folder.name).casefold()].append(folder)
    for group in groups.values():
        if len(group) == 1 and group[0] in lists:
            yield from _rows(workspace, group[0], *lists[group[0]], ghi_de)
        else:
            yield Job(workspace.root, tuple(group), ghi_de, len(folders) == 1)


def _rows(workspace: Workspace, folder: Path, seal: str, form: Form, ghi_de: bool) -> Iterator[Job]:
    people = form.danh_sach
    there: dict[str, list[str]] = defaultdict(list)
    for path in sorted(earlier.list_folder(workspace, folder).glob("*")):
        there[names.first_piece(path.name)].append(path.name)
    rest = [name for files in there.values() for name in files]
    gone = earlier.of_rows_gone(workspace, folder, {who.ten_tep for who in people}, rest)
    told = (*form.told, *form.strangers(), *gone, *earlier.before_the_list(workspace, folder))
    least, most = _SIZES
    size = min(most, max(least, len(people) // 64))
    for start in range(0, len(people), size):
        rows = range(start, min(start + size, len(people)))
        standing = tuple(name for i in rows for name in there.get(people[i].ten_tep, ()))
        yield Job(workspace.root, (folder,), ghi_de, False, rows, seal, standing, told if not start else ())


def run(job: Job) -> tuple[Printed, ...]:
    """Do a job: whatever becomes of a document is in the answer, and all that was written is whole."""
    workspace = Workspace(job.root)
    done: list[Printed] = []
    for folder in job.folders:
        if not job.seal:
            done += _of_folder(workspace, folder, job)
            continue
        try:
            form, seen = _unchanged(workspace, folder, job.seal)
        except (UserError, OSError) as error:
            fault = _fault(workspace, folder, KHONG_CHAY_DUOC, str(error))
            done += [Printed(folder, None, "không in", (fault,), f"bản thứ {i + 1}") for i in job.rows]
            continue
        rows = list(_of_list(workspace, form, job))
        if not _as_sealed(workspace, folder, job.seal, seen):
            which = f"từ {rows[0].hang} đến {rows[-1].hang}"
            what = f"dữ liệu đổi trong khi đang in {which}, có thể lẫn dữ liệu mới; chạy lại"
            fault = _fault(workspace, folder, KHONG_CHAY_DUOC, what)
            rows[-1] = replace(rows[-1], problems=(*rows[-1].problems, fault))
        done += rows
    return tuple(done)


def _of_folder(workspace: Workspace, folder: Path, job: Job) -> Iterator[Printed]:
    """The document of a folder; where there is a list after all, those of all its rows."""
    opened: Outcome[Form] = Outcome(None)

    def printed() -> Printed:
        nonlocal opened
        opened = Form.open(workspace, folder)
        if opened.value is None or opened.value.danh_sach:
            return Printed(folder, None, "không in", opened.problems)
        return print_loaded(workspace, folder, opened.value.ho_so(None), ghi_de=job.ghi_de)

    done = _guarded(workspace, folder, printed, job)
    form = opened.value
    if form is None or not form.danh_sach:
        beside = (workspace.output / folder.parent.name).glob(f"{names.stem(folder.name)}_*.docx")
        done = _with_standing(workspace, done, workspace.ten(folder), beside)
        of_list = earlier.standing_of_list(workspace, folder) if done.viec == "không in" else ()
        yield replace(done, problems=(*done.problems, *of_list))
        return
    for part in _rows(workspace, folder, "", form, job.ghi_de):
        yield from _of_list(workspace, form, part)


def _of_list(workspace: Workspace, form: Form, job: Job) -> Iterator[Printed]:
    there = [earlier.list_folder(workspace, form.folder) / name for name in job.there]
    for n, i in enumerate(job.rows):
        who = form.danh_sach[i]

        def printed(who: Recipient = who) -> Printed:
            return print_loaded(workspace, form.folder, form.ho_so(who), ghi_de=job.ghi_de, there=there)

        done = _guarded(workspace, form.folder, printed, job)
        own = (path for path in there if names.first_piece(path.name) == who.ten_tep)
        done = _with_standing(workspace, done, f"{workspace.ten(form.folder)}#{who.ten_tep}", own)
        yield replace(done, hang=who.goi, problems=(*(job.told if not n else ()), *done.problems))


def _with_standing(workspace: Workspace, done: Printed, nguon: str, there: Iterable[Path]) -> Printed:
    """What became of a document; where it could not be printed, with a word on the print it has from before."""
    if done.viec != "không in":
        return done
    others = (path for path in there if path != done.tep)  # what stands in its place was told
    return replace(done, problems=(*done.problems, *earlier.standing(workspace, nguon, others)))


def _guarded(workspace: Workspace, folder: Path, printed: Callable[[], Printed], job: Job) -> Printed:
    try:
        return printed()
    except UserError as error:
        fault = _fault(workspace, folder, KHONG_CHAY_DUOC, str(error))
    except Exception as error:
        if job.alone:
            raise
        what = f"lỗi của chương trình ({type(error).__name__})"
        fault = _fault(workspace, folder, LOI_CHUONG_TRINH, what, "Gửi dữ liệu này cho người phát triển")
    return Printed(folder, None, "không in", (fault,))


def _fault(workspace: Workspace, folder: Path, code: str, what: str, hint: str = "") -> Problem:
    return Problem(Place(workspace.ten(folder)), Severity.LOI, code, what, hint)


def _unchanged(workspace: Workspace, folder: Path, seal: str) -> tuple[Form, _Times]:
    """The form of a list, and when its files were written last; each job asks whether they still are what was sealed.

    Raises:
        UserError: they are not.
    """
    form, seen = _form(workspace.root, folder, seal)
    if _times(workspace, folder) != seen:
        _form.cache_clear()
        form, seen = _form(workspace.root, folder, seal)
    return form, seen


@lru_cache(maxsize=2)
def _form(root: Path, folder: Path, seal: str) -> tuple[Form, _Times]:
    """The form that a worker keeps while it prints rows of a list."""
    workspace = Workspace(root)
    seen = _times(workspace, folder)
    form = Form.open(workspace, folder).value
    if form is None or _seal(workspace, folder) != seal:
        raise UserError(
            f"{workspace.ten(folder)}: dữ liệu đổi trong khi đang in, hoặc nơi chạy có dữ liệu, chương trình khác; "
            "chạy lại"
        )
    return form, seen


_Times = tuple[tuple[str, int, int], ...]


def _as_sealed(workspace: Workspace, folder: Path, seal: str, seen: _Times) -> bool:
    try:
        return _times(workspace, folder) == seen or _seal(workspace, folder) == seal
    except OSError:  # one has gone
        return False


def _inputs(workspace: Workspace, folder: Path) -> list[Path]:
    """All files that the documents of a list are made from: the folder, what they share, the office's templates."""
    shared = [workspace.data / "vien_dan.yaml", *(workspace.data / "co_quan").glob("*.yaml")]
    found = sorted({*shared, *folder.rglob("*"), *workspace.templates.glob("*.docx")})
    # Hidden files come and go while people look at the data; no source may be one.
    return [path for path in found if path.is_file() and not path.name.startswith((".", "~$"))]


def _times(workspace: Workspace, folder: Path) -> _Times:
    return tuple((path.name, (now := path.stat()).st_size, now.st_mtime_ns) for path in _inputs(workspace, folder))


def _seal(workspace: Workspace, folder: Path) -> str:
    """A hash of the program and of all inputs."""
    state = hashlib.sha256(vbhc.__version__.encode())
    for path in _inputs(workspace, folder):
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        state.update(f"{workspace.ten(path)}\0{digest}\n".encode())
    return state.hexdigest()
