"""`vbhc annex`: a document's annexes again, from their sheets."""

from __future__ import annotations

from pathlib import Path

import click

from vbhc import pipeline
from vbhc.commands import _showing
from vbhc.errors import UserError
from vbhc.loading import workspace


@click.command("annex")
@click.argument("thu_muc", type=click.Path(path_type=Path), metavar="THƯ_MỤC")
@click.option("--so", multiple=True, type=int, help="Chỉ phụ lục số này (1, 2, …); ghi nhiều lần được.")
@click.option("--tung-tep", is_flag=True, help="Mỗi phụ lục một tệp riêng.")
@click.option("--trong", is_flag=True, help="Thay bảng ngay trong tệp Word đã in, giữ nguyên mọi chỗ khác.")
@click.option("--tep", type=click.Path(path_type=Path), help="Tệp Word cần thay bảng (cùng với --trong).")
@click.option("--ghi-de", is_flag=True, help="Thay cả bảng, cả tệp đã có người sửa (bản cũ được giữ lại bên cạnh).")
def command(thu_muc: Path, so: tuple[int, ...], tung_tep: bool, trong: bool, tep: Path | None, ghi_de: bool) -> int:
    """In lại phụ lục của một văn bản từ bảng tính của nó.

    Mặc định in mọi phụ lục vào một tệp; --tung-tep: mỗi phụ lục một tệp; --trong: thay bảng trong văn bản đã in,
    kể cả khi lời văn đã được sửa bằng Word.
    """
    space = workspace.find(thu_muc if workspace.is_there(thu_muc) else Path())
    folders = workspace.document_folders(space, (thu_muc,))
    if len(folders) != 1:
        raise click.UsageError("annex làm việc với một văn bản; ghi thư mục của văn bản ấy")
    if tep is not None and not trong:
        raise click.UsageError("--tep đi cùng --trong")
    if tep is not None and not workspace.is_there(tep):
        raise UserError(f"{tep}: chưa có tệp này; in văn bản trước bằng: vbhc build")
    if trong and tung_tep:
        raise click.UsageError("chọn một: --trong hoặc --tung-tep")
    if trong:
        done = [pipeline.annexes_inside(space, folders[0], so, tep, ghi_de=ghi_de)]
    else:
        done = list(pipeline.annexes_alone(space, folders[0], so, tung_tep=tung_tep, ghi_de=ghi_de))
    tally = _showing.Tally(space)
    for one in done:
        tally.add(one)
    tally.show()
    return tally.exit_code("loi")
