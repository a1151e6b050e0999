"""`vbhc schema`: the JSON Schemas of the data files."""

from __future__ import annotations

from pathlib import Path

import click

from vbhc import archive
from vbhc.loading import schema, workspace


@click.command("schema")
@click.option("--vao", type=click.Path(path_type=Path), help="Thư mục ghi vào; mặc định data/schema.")
def command(vao: Path | None) -> int:
    """Ghi lược đồ JSON của các tệp dữ liệu, để trình soạn thảo gợi ý và kiểm tra khoá."""
    folder = vao or workspace.find(Path()).data / "schema"
    for name, text in schema.all_schemas().items():
        archive.replace_file(folder / name, text.encode())
        click.echo(f"đã ghi: {(folder / name).as_posix()}")
    return 0
