"""Reports, shown or written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from vbhc import archive
from vbhc.errors import UserError, ly_do
from vbhc.reporting.forms import Dang
from vbhc.word.opening import OLD_WORD, WORD

_DOCUMENTS = WORD | OLD_WORD | {".dotx", ".dotm", ".pdf", ".xlsx", ".xls", ".ods", ".csv", ".yaml", ".yml"}
"""Endings that no report has: what stands under them is somebody's work."""
_MARKS = (b"default-src 'none'; style-src 'sha256-", b'"program": "vbhc ', b'"name": "vbhc"')
"""What stands in the first lines of our pages, JSON and SARIF. A report that is plain text has no mark."""


def write(text: str, ra: Path) -> None:
    """Write a report; the terminal says so."""
    archive.replace_file(ra, text.encode())
    click.echo(f"Đã ghi báo cáo: {ra}")


def show(text: str) -> None:
    """Show a report, with the colours it has: who made it decided on them."""
    click.echo(text, nl=not text.endswith("\n"), color=True)


def coloured(asked: bool | None, ra: Path | None) -> bool:
    """Whether a report has colours: as asked; else where a person sees it, unless NO_COLOR or TERM say otherwise."""
    if asked is not None:
        return asked
    seen = ra is None and sys.stdout is not None and sys.stdout.isatty()
    return seen and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def may_write(target: Path, form: Dang, forms: Iterable[Dang]) -> None:
    """A report takes no other file's place but that of an earlier report, and has the ending of its form.

    An earlier report in plain text cannot be told from a person's text; it stays as well.

    Args:
        target: where it is to be written.
        form: the form of the report.
        forms: all forms it could have.

    Raises:
        UserError: it would be written over a file that is no report, or under a name that is none of a report.
    """
    other = f"đặt tên khác, ví dụ: bao-cao{form.duoi}"
    ending = target.suffix.lower() if target.suffix.lower() != ".htm" else ".html"
    if ending in _DOCUMENTS:
        raise UserError(f"{target}: đuôi này không phải của tệp báo cáo nên không ghi; {other}")
    meant = next((one for one in forms if one.duoi == ending), form)
    if meant is not form and form.duoi != ".sarif":  # SARIF is JSON, and may be named so
        raise UserError(f"{target}: tên này là của dạng {meant.ten}; thêm --dang {meant.ten}, hoặc {other}")
    try:
        taken = target.exists() and not _is_report(target)
    except OSError as error:
        raise UserError(f"{target}: không ghi được ({ly_do(error)}); {other}") from None
    if taken:
        raise UserError(f"{target}: đã có tệp này, không rõ là báo cáo cũ nên không ghi đè; xoá tệp ấy, hoặc {other}")


def _is_report(path: Path) -> bool:
    """Whether a file may be lost: a report of ours, or nothing at all."""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        head = stream.read(1024)
    return not head or any(mark in head for mark in _MARKS)
