"""`vbhc build`: data to Word files."""

from __future__ import annotations

import time
from pathlib import Path

import click

from vbhc import kinds, pipeline
from vbhc.commands import _jobs, _options, _showing
from vbhc.loading import dossier, workspace
from vbhc.outputs import keeping

_AN_HOUR = 3600.0


@click.command("build")
@click.argument("dich", nargs=-1, type=click.Path(path_type=Path), metavar="[THƯ_MỤC…]")
@click.option("--loai", help="Chỉ in loại này: KH, TB hoặc BC.")
@click.option("--ghi-de", is_flag=True, help="In đè cả tệp đã có người sửa (tệp ấy được giữ lại bên cạnh).")
@_options.muc_do
@click.option("--soat/--khong-soat", default=True, help="Soát thể thức các tệp sau khi in (mặc định: có).")
@_options.viec
@click.option(
    "--executor",
    "noi",
    default="tien-trinh",
    callback=_jobs.place,
    metavar="NƠI",
    help="Nơi chạy các việc: tien-trinh, luong, hoặc cụm dask://máy:cổng.",
)
@click.option("-v", "--verbose", is_flag=True, help="Nói thêm mẫu nào in theo lối nhanh, mẫu nào không và vì sao.")
def command(
    dich: tuple[Path, ...], loai: str | None, ghi_de: bool, muc_do: str, soat: bool, viec: int, noi: str, verbose: bool
) -> int:
    """In văn bản từ dữ liệu ra tệp Word trong output/, rồi soát thể thức.

    Không ghi THƯ_MỤC thì in mọi văn bản của data/. Tệp không có gì đổi thì để nguyên, nên đang in mà dừng thì chạy lại
    là làm tiếp. Văn bản có `tron` thì mỗi hàng của danh sách in một bản.
    """
    space = workspace.find(dich[0] if dich and workspace.is_there(dich[0]) else Path())
    folders = workspace.document_folders(space, dich)
    if loai:
        wanted = kinds.tim(loai).ma
        folders = [f for f in folders if dossier.kind_of(f) in (wanted, None)]
    keeping.sweep(space.output, time.time() - _AN_HOUR)
    tally = _showing.Tally(space, space.misplaced(dich))
    with _jobs.Work(viec, "Đang in", where=noi, finish=True) as work:
        for one in pipeline.build_all(space, folders, ghi_de=ghi_de, chay=work, dem=work.expect):
            tally.add(one)
            work.done()
        work.close_bar()
        tally.show()
        if soat:
            _showing.checked(space, folders, tally, work)
    if verbose:
        _tell_ways(space, folders)
    return tally.exit_code(muc_do)


def _tell_ways(space: workspace.Workspace, folders: list[Path]) -> None:
    """Which templates docxtpl itself has to fill, and why."""
    for name in sorted({kinds.tim(kind).template for folder in folders if (kind := dossier.kind_of(folder))}):
        template = pipeline.find_template(space, name)
        slow = template.compiled.why_slow
        click.echo(f"{template.path.name}: " + (f"in qua docxtpl, chậm hơn ({slow})" if slow else "đã biên dịch"))
