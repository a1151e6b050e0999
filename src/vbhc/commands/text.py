"""`vbhc text`: a Word file as readable text."""

from __future__ import annotations

from pathlib import Path

import click

from vbhc.word import reading


@click.command("text")
@click.argument("tep", type=click.Path(path_type=Path), metavar="TỆP.docx")
def command(tep: Path) -> int:
    """Xem tệp Word dưới dạng chữ: mỗi đoạn một dòng, kèm tên thành phần."""
    click.echo(reading.as_text(tep), nl=False)
    return 0
