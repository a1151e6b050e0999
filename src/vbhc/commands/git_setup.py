"""`vbhc git-setup`: git reads Word files as text, merges data by point and row, and has a commit checked first."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import click

from vbhc import checking, git
from vbhc.commands import _showing
from vbhc.errors import UserError
from vbhc.problems import Severity
from vbhc.reporting import check as reporting
from vbhc.reviewing import setup
from vbhc.reviewing.staged import Staged, staged


@click.command("git-setup")
@click.option("--bo", is_flag=True, help="Bỏ đúng những gì lệnh này đã ghi.")
@click.option("--soat", is_flag=True, help="Soát những gì sắp commit; git gọi trước mỗi commit.")
def command(bo: bool, soat: bool) -> int:
    """Nối kho git với vbhc: xem tệp Word dưới dạng chữ, trộn dữ liệu, soát trước commit.

    Ghi vào .gitattributes (một khối riêng), cấu hình của riêng kho này, và việc soát trước mỗi commit (hook
    pre-commit). Không đụng đến dòng hay tệp của người khác. Mỗi bản clone chạy một lần; chạy lại thì ghi lại.
    """
    if soat:
        return _check(git.repo(Path(), os.environ.get("GIT_INDEX_FILE", "")))
    repo = git.repo(Path())
    here = Path().resolve()
    done = setup.undo(repo, here) if bo else setup.setup(repo, here, setup.Program(Path(sys.executable)))
    for line in done:
        click.echo(line)
    return 0


def _check(repo: git.Repo) -> int:
    """Judge what is staged: 1 when a document in it has an error, with nothing but the errors told."""
    with tempfile.TemporaryDirectory(prefix="vbhc-commit-") as folder:
        wrong = sum(_wrong(one) for one in staged(repo, Path(folder)))
    if wrong:
        click.echo(f"Chưa commit: {wrong} văn bản còn lỗi như trên. Sửa, git add rồi commit lại.", err=True)
    return int(wrong > 0)


def _wrong(one: Staged) -> int:
    """How many documents of a workspace have errors; they are told."""
    profile, problems = checking.profile(one.space)
    grave = [p for p in problems if p.severity is Severity.LOI]
    _showing.problems(grave)
    wrong = int(bool(grave))
    for key in one.co_quan:
        try:
            checking.agency_said(one.space, key)
        except UserError as error:
            click.echo(str(error).replace(f"{one.space.root}{os.sep}", ""))
            wrong += 1
    for errors_of in one.broken().values():
        _showing.problems(errors_of)
        wrong += 1
    reports = checking.check_all(one.space, list(one.targets), checking.Cach(profile))
    errors = [checking.from_severity(r, Severity.LOI) for r in reports]
    bad = [replace(r, ket_qua=replace(r.ket_qua, chua_xet=(), khong_hieu=()))
           for r in errors if r.ket_qua.loi_doc or r.ket_qua.findings]  # fmt: skip
    if bad:
        click.echo(reporting.dang()["chu"].viet(bad, mau=sys.stdout.isatty()), nl=False)
    return wrong + len(bad)
