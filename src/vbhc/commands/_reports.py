"""Reports, shown or written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from vbhc import archive
from vbhc.errors import UserError
from vbhc.reporting.forms import Dang
from vbhc.word.opening import OLD_WORD, WORD

_DOCUMENTS = WORD | OLD_WORD | {".dotx", ".dotm", ".pdf", ".xlsx", ".xls", ".ods", ".csv", ".yaml", ".yml"}
"""Endings that no report has: what stands under them is somebody's work."""


def write(text: str, ra: Path) -> None:
    """Write a report; the terminal says so."""
    archive.replace_file(ra, text.encode())
    click.echo(f"Đã ghi báo cáo: {ra}")


def show(text: str) -> None:
    """Show a report, with the colours it has: who made it decided on them."""
    click.echo(text, nl=not text.endswith("\n"), color=True)


def may_write(target: Path, form: Dang, forms: Iterable[Dang], read: Iterable[Path]) -> None:
    """A report takes no other file's place but that of an earlier report.

    Args:
        target: where it is to be written.
        form: the form of the report.
        forms: all forms it could have.
        read: the files it is about.

    Raises:
        UserError: it would be written over a document, or under a document's name.
    """
    endings = {one.duoi for one in forms} | {".htm"}
    own = target.exists() and any(path.exists() and target.resolve() == path.resolve() for path in read)
    if own or target.suffix.lower() in _DOCUMENTS or (target.exists() and target.suffix not in endings):
        raise UserError(f"{target}: đây không phải tệp báo cáo nên không ghi; đặt tên khác, ví dụ: bao-cao{form.duoi}")
