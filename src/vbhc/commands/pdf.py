"""`vbhc pdf`: printed documents as PDF."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from vbhc import checking, pipeline
from vbhc.commands import _jobs, _options, _showing
from vbhc.errors import UserError
from vbhc.loading import workspace
from vbhc.outputs import keeping
from vbhc.problems import Place
from vbhc.word import libreoffice
from vbhc.word.opening import WORD

_AN_HOUR = 3600.0


@click.command("pdf")
@click.argument("dich", nargs=-1, type=click.Path(path_type=Path), metavar="[THƯ_MỤC | TỆP.docx …]")
@click.option("--pdf-a", is_flag=True, help="PDF/A-2b, dạng lưu trữ lâu dài.")
@_options.viec
def command(dich: tuple[Path, ...], pdf_a: bool, viec: int) -> int:
    """Xuất PDF bằng LibreOffice, cạnh tệp Word.

    THƯ_MỤC dữ liệu: in văn bản nếu cần rồi xuất; thư mục khác: xuất mọi tệp Word trong đó. TỆP.docx: xuất đúng tệp ấy,
    kể cả tệp đã sửa bằng Word. Tệp nào không xuất được thì kể ở cuối, các tệp khác vẫn xuất. PDF đã ký số hoặc không do
    LibreOffice xuất thì không bị ghi đè.
    """
    if libreoffice.find() is None:
        raise UserError("chưa có LibreOffice để xuất PDF; cài LibreOffice Writer rồi chạy lại (xem: vbhc check-env)")
    libreoffice.sweep(time.time() - _AN_HOUR)
    files, code, missing = _files(dich, viec)
    todo: dict[Path, Path] = {}
    failed = []
    for path in files:
        target = path.with_suffix(".pdf")
        if path.suffix.lower() not in WORD:
            failed.append(f"{path}: chỉ xuất PDF được từ tệp .docx; mở bằng Word và lưu lại dạng .docx")
        elif todo.setdefault(target, path) != path:
            failed.append(f"{path}: PDF sẽ trùng tên với PDF của {todo[target].name}; đổi tên một trong hai tệp")
    jobs = viec or min(os.cpu_count() or 1, 8, -(-len(todo) // libreoffice.CHUNK) or 1)
    pairs = [(source, target) for target, source in todo.items()]
    with _ended_by_signals(), closing(libreoffice.convert_all(pairs, pdf_a=pdf_a, jobs=jobs)) as done:
        for source, error in done:
            if error is None:
                click.echo(f"{click.style('đã xuất', fg='green', bold=True)}: {source.with_suffix('.pdf')}")
            else:
                failed.append(str(error))
    for why in failed:
        click.echo(f"{click.style('không xuất', fg='red', bold=True)}: {why}", err=True)
    if len(files) > 1:
        more = f"; {missing} văn bản không in được" if missing else ""
        click.echo(f"{len(files) - len(failed)} tệp PDF, {len(failed)} không xuất được{more}.")
    return max(code, 1 if failed else 0)


def _files(targets: tuple[Path, ...], jobs: int) -> tuple[list[Path], int, int]:
    """The Word files meant, those of data folders printed first; its exit code, and how many could not be printed."""
    try:
        space = workspace.find(targets[0] if targets else Path())
    except UserError:
        if not targets:
            raise
        space = None  # a Word file from anywhere needs none
    meant = checking.sources(space, targets) if targets or space is None else space.documents()
    folders = [p for p in meant if p.is_dir()]
    named = [p for p in meant if p not in folders]
    files = [p for p in named if p in targets or not keeping.is_aside(p)]
    if aside := len(named) - len(files):
        click.echo(f"bỏ qua {aside} tệp *.ban-sua.docx, là bản giữ lại khi in đè; muốn có PDF thì ghi rõ tên tệp")
    if targets and not folders:
        return files, 0, 0
    assert space is not None  # only in a workspace are folders documents
    tally = _showing.Tally(space, space.misplaced(targets))
    printed: dict[Path, None] = {}
    missing = 0
    with _jobs.Work(jobs, "Đang in", finish=True) as work:
        for one in pipeline.build_all(space, folders, chay=work, dem=work.expect):
            mine = Place(space.ten(one.tep.with_suffix(".pdf"))) if one.tep else None  # is exported anew in a moment
            tally.add(replace(one, problems=tuple(p for p in one.problems if p.place != mine)))
            work.done()
            if one.tep is not None and one.viec != "không in":
                printed[one.tep] = None
            missing += one.viec == "không in"
    tally.show()
    return list(dict.fromkeys([*files, *printed])), tally.exit_code("loi"), missing


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Being told to end, or losing the terminal, is as Ctrl-C; and a second time changes nothing.

    Each LibreOffice has its own session and would stay. Ending them takes a second or two, in which an impatient
    Ctrl-C would leave them and their folders behind.
    """

    def end(*_: Any) -> None:
        for one in before:
            signal.signal(one, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {
        one: signal.getsignal(one)
        for name in ("SIGINT", "SIGTERM", "SIGHUP")
        if (one := getattr(signal, name, None)) and signal.getsignal(one) is not signal.SIG_IGN  # as nohup sets it
    }
    for one in before:
        signal.signal(one, end)
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
