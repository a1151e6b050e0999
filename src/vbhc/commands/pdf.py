"""`vbhc pdf`: printed documents as PDF."""

from __future__ import annotations

from pathlib import Path

import click

from vbhc import pipeline
from vbhc.commands import _showing
from vbhc.errors import UserError
from vbhc.loading import workspace
from vbhc.word import libreoffice


@click.command("pdf")
@click.argument("dich", nargs=-1, type=click.Path(path_type=Path), metavar="[THƯ_MỤC | TỆP.docx …]")
@click.option("--pdf-a", is_flag=True, help="PDF/A-2b, dạng lưu trữ lâu dài.")
def command(dich: tuple[Path, ...], pdf_a: bool) -> int:
    """Xuất PDF bằng LibreOffice, cạnh tệp Word.

    THƯ_MỤC: in văn bản nếu cần rồi xuất. TỆP.docx: xuất đúng tệp ấy, kể cả tệp đã sửa bằng Word.
    """
    if libreoffice.find() is None:
        raise UserError("chưa có LibreOffice để xuất PDF; cài LibreOffice Writer rồi chạy lại (xem: vbhc check-env)")
    files = [p for p in dich if p.suffix.casefold() == ".docx"]
    folders = tuple(p for p in dich if p not in files)
    code = 0
    if folders or not files:
        space = workspace.find(folders[0] if folders and folders[0].exists() else Path())
        done = list(pipeline.build_all(space, workspace.document_folders(space, folders)))
        _showing.printed(space, done)
        code = _showing.exit_code(done, "loi")
        files += [one.tep for one in done if one.tep is not None and one.viec != "không in"]
    for path in files:
        if not path.is_file():
            raise UserError(f"{path}: không có tệp này")
        target = path.with_suffix(".pdf")
        libreoffice.convert(path, target, pdf_a=pdf_a)
        click.echo(f"{click.style('đã xuất', fg='green', bold=True)}: {target}")
    return code
