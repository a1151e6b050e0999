"""LibreOffice without a screen: Word files to PDF, or saved again as Word; one or thousands.

Many files go into one run: starting LibreOffice costs as much as twenty files of two pages, and a run that is given
fifty needs no more for each than a LibreOffice kept waiting on a socket (measured: 62 ms a file in runs of a hundred,
67 by socket, 1.2 s one by one), with nothing that can stay behind, grow, or be out of step. What a bad file costs is
that run only: what was made stays, the file it stopped at is tried by itself, and the rest goes on in another run.

Each run has a profile folder of its own (two must not meet in one), an end in time, and has succeeded only with the
files that are there and whole: LibreOffice may exit with 0 and have made nothing.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from vbhc import archive
from vbhc.errors import FileChangedByPerson, UserError, ly_do
from vbhc.word import pdf

TIMEOUT = 180
CHUNK = 50
"""Files in one run at most. LibreOffice gives back what a document took, so this bounds what one fault can cost."""
_PATIENCE = 3
"""A run of several is given up after a third of the time: the file it stopped at then has the whole time to itself."""
_ROOM = 2**24
"""Bytes without which LibreOffice cannot even lay out its own folder."""
_POLL = 0.1
_FOLDER = "vbhc-lo-"
"""How the names of the folders begin in which files are converted."""
_PLACES = (
    "/usr/bin/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


def find() -> Path | None:
    """The soffice program, or None."""
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    if on_path:
        return Path(on_path)
    return next((Path(p) for p in _PLACES if Path(p).is_file()), None)


def sweep(before: float) -> None:
    """Take away the folders of runs that were killed: they hold copies of documents.

    Args:
        before: seconds since 1970; a folder in which something was written later may be another run's, still at work.
    """
    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*"):
        with suppress(OSError):
            state = folder.lstat()
            if not stat.S_ISDIR(state.st_mode) or (sys.platform != "win32" and state.st_uid != os.getuid()):
                continue
            if max(one.lstat().st_mtime for one in (folder, *folder.iterdir())) < before:
                shutil.rmtree(folder, ignore_errors=True)


def convert(source: Path, target: Path, *, pdf_a: bool = False, timeout: float = TIMEOUT) -> None:
    """Convert one file, as `convert_all` does.

    Raises:
        UserError: LibreOffice is missing, hangs, or makes no file.
    """
    for _, error in convert_all([(source, target)], pdf_a=pdf_a, timeout=timeout):
        if error is not None:
            raise error


def convert_all(
    todo: Sequence[tuple[Path, Path]], *, pdf_a: bool = False, timeout: float = TIMEOUT, jobs: int = 1
) -> Generator[tuple[Path, UserError | None], None, None]:
    """Convert files; the targets' ending, the same for all, says to what (.pdf, .docx).

    A target is replaced whole or not at all, and a PDF only when LibreOffice had made the old one. Closing the
    iterator ends every LibreOffice it started.

    Args:
        todo: each Word file and the file to write; no target twice.
        pdf_a: make PDF/A-2b (LibreOffice export filter, SelectPdfVersion=2).
        timeout: seconds that may pass without a file being made.
        jobs: how many LibreOffices at once.

    Yields:
        each source in the order given, with why it was not converted.

    Raises:
        UserError: LibreOffice is missing.
    """
    if not todo:
        return
    kind = todo[0][1].suffix.lstrip(".")
    program = find()
    if program is None:
        what = "xuất PDF" if kind == "pdf" else f"mở tệp {todo[0][0].suffix}"
        raise UserError(f"chưa có LibreOffice để {what}; cài LibreOffice Writer rồi chạy lại (xem: vbhc check-env)")
    export = kind
    if kind == "pdf":
        options = {"SelectPdfVersion": {"type": "long", "value": "2" if pdf_a else "0"},
                   "UseTaggedPDF": {"type": "boolean", "value": "true"}}  # fmt: skip
        export = f"pdf:writer_pdf_Export:{json.dumps(options, separators=(',', ':'))}"
    elif kind == "docx":
        export = "docx:MS Word 2007 XML"
    office = _Office(program, kind, export, timeout, threading.Event())
    chunks = _chunks(todo, min(CHUNK, -(-len(todo) // jobs)))
    pool = ThreadPoolExecutor(min(jobs, len(chunks)))
    try:
        for chunk, failed in zip(chunks, pool.map(office.chunk, chunks), strict=True):
            for source, target in chunk:
                yield source, failed.get(target)
    finally:
        office.stop.set()
        pool.shutdown(cancel_futures=True)


def _chunks(todo: Sequence[tuple[Path, Path]], size: int) -> list[list[tuple[Path, Path]]]:
    """The files in their order, so many together, and no more bytes than one file may have: they are copied."""
    out: list[list[tuple[Path, Path]]] = []
    total = 0
    for source, target in todo:
        much = source.stat().st_size if source.is_file() else 0
        total += much
        if not out or len(out[-1]) == size or total > archive.MAX_FILE:
            out.append([])
            total = much
        out[-1].append((source, target))
    return out


@dataclass(frozen=True, slots=True)
class _Job:
    """One file on its way: a copy under a plain name, so that names, locks and folders of the user's cannot meet."""

    source: Path
    target: Path
    copy: Path


@dataclass(frozen=True, slots=True)
class _Office:
    program: Path
    kind: str
    export: str
    timeout: float
    stop: threading.Event

    def chunk(self, todo: Sequence[tuple[Path, Path]]) -> dict[Path, UserError]:
        """Convert some files in as few runs as they allow; why those targets were not made that were not."""
        failed: dict[Path, UserError] = {}
        with tempfile.TemporaryDirectory(prefix=_FOLDER, ignore_cleanup_errors=True) as folder:
            work = Path(folder)
            first = []
            for n, (source, target) in enumerate(todo):
                job = _Job(source, target, work / f"{n:04}{source.suffix.lower()}")
                try:
                    _admit(job)
                except UserError as error:
                    failed[target] = error
                else:
                    first.append(job)
            waiting = deque([first] if first else [])
            while waiting and not self.stop.is_set():
                batch = waiting.popleft()
                try:
                    why = self._run(batch, work)
                    made = [self._delivered(job, work / "ra", failed) for job in batch]
                except UserError as error:  # it cannot even be started
                    failed.update((job.target, UserError(f"{job.source}: {error}")) for job in batch)
                    continue
                if len(batch) == 1 and not made[0]:
                    failed[batch[0].target] = UserError(f"{batch[0].source}: {why}")
                elif not all(made):
                    # Files are taken in the order given: it passed over those before the last it made, and stopped
                    # at the one after. What these do alone is what counts; the rest had no turn.
                    tried = max((n for n, good in enumerate(made) if good), default=-1) + 2
                    waiting.extend([job] for job, good in zip(batch[:tried], made, strict=False) if not good)
                    waiting.extend([batch[tried:]] if batch[tried:] else [])
        return failed

    def _delivered(self, job: _Job, made: Path, failed: dict[Path, UserError]) -> bool:
        """Whether a job is done with: its file was made, is whole, and is in its place or cannot be put there."""
        out = made / f"{job.copy.stem}.{self.kind}"
        if self.stop.is_set() or not out.is_file():
            return False
        data = out.read_bytes()
        if not (pdf.pages(data) if self.kind == "pdf" else data):
            return False
        try:
            archive.replace_file(job.target, data)
        except UserError as error:
            failed[job.target] = error
        return True

    def _run(self, batch: Sequence[_Job], work: Path) -> str:
        """Start LibreOffice once and wait for its end; what to say of a file that was not made.

        Raises:
            UserError: it cannot be started.
        """
        made, profile, temporary = work / "ra", work / "ho-so", work / "tam"
        for old in (made, profile, temporary):
            shutil.rmtree(old, ignore_errors=True)
        temporary.mkdir(exist_ok=True)
        command = [
            str(self.program), "--headless", "--norestore", "--nolockcheck", "--nodefault",
            f"-env:UserInstallation={profile.as_uri()}",
            "--convert-to", self.export, "--outdir", str(made), *(str(job.copy) for job in batch),
        ]  # fmt: skip
        try:
            process = subprocess.Popen(
                command,
                env=os.environ | dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(temporary)),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=os.name == "posix",
            )
        except OSError as error:
            raise UserError(f"không chạy được LibreOffice ({ly_do(error)})") from None
        limit = self.timeout if len(batch) == 1 else self.timeout / _PATIENCE
        seen, idle = 0, 0.0
        try:
            while not self.stop.is_set() and idle < limit:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(_POLL)
                    if shutil.disk_usage(work).free < _ROOM:
                        return f"đĩa của thư mục tạm {work.parent} hết chỗ nên LibreOffice không chạy được"
                    failed = "xuất được PDF" if self.kind == "pdf" else f"chuyển được sang {self.kind.upper()}"
                    open_it = "mở thử tệp bằng LibreOffice xem có hỏng không (tệp nào cũng thế thì hỏng ở LibreOffice)"
                    return f"LibreOffice không {failed}; {open_it}"
                now = sum(1 for _ in made.glob("*"))
                seen, idle = now, idle + _POLL if now == seen else 0.0
            return f"LibreOffice chạy quá {limit:.0f} giây nên đã dừng; thử lại, hoặc mở tệp xem có hỏng không"
        finally:
            _end(process)


def _admit(job: _Job) -> None:
    """Copy a file to where LibreOffice may have it.

    Raises:
        UserError: it cannot be read, is no Word file (LibreOffice would print any bytes as text), or its PDF is
            somebody's own.
    """
    if job.copy.suffix in (".docx", ".docm"):
        archive.read(job.source, "tệp Word")
    try:
        size = job.target.stat().st_size if job.target.suffix == ".pdf" and job.target.is_file() else 0
        if size > archive.MAX_FILE or (size and not pdf.by_libreoffice(job.target.read_bytes())):
            raise FileChangedByPerson(
                str(job.target),
                "tệp PDF này không do LibreOffice xuất, hoặc đã ký số; dời đi hoặc đổi tên rồi chạy lại",
            )
        shutil.copyfile(job.source, job.copy)
    except OSError as error:
        raise UserError(f"{job.source}: không đọc được ({ly_do(error)})") from None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a run and all that it started, and wait until they are gone: none may write into a folder being removed."""
    if sys.platform == "win32":
        process.kill()
        process.wait()
        return
    with suppress(ProcessLookupError, PermissionError):  # none left, or (macOS) none but those that have ended
        os.killpg(process.pid, signal.SIGKILL)
        for _ in range(20):
            process.poll()
            os.killpg(process.pid, 0)
            time.sleep(0.05)
    process.wait()
