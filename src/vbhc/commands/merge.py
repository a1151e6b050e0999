"""`vbhc merge`: the merge driver that git calls for data files (`merge.vbhc.driver`)."""

from __future__ import annotations

from pathlib import Path

import click

from vbhc import archive
from vbhc.commands import _running
from vbhc.errors import UserError, ly_do
from vbhc.loading import merging

_FILE = click.Path(path_type=Path)


@click.command("merge")
@click.argument("goc", type=_FILE, metavar="GỐC")
@click.argument("ta", type=_FILE, metavar="TA")
@click.argument("ho", type=_FILE, metavar="HỌ")
@click.option("--ten", metavar="ĐƯỜNG_DẪN", help="Tên tệp trong kho, để nhận ra loại tệp (YAML, CSV) và ghi thông báo.")
def command(goc: Path, ta: Path, ho: Path, ten: str | None) -> int:
    """Gộp ba bản của một tệp dữ liệu theo từng điểm, từng hàng, từng ô; git gọi lệnh này khi gộp nhánh.

    GỐC là bản chung trước khi tách nhánh, TA là bản của nhánh đang đứng, HỌ là bản của nhánh gộp vào; kết quả ghi vào
    tệp TA. Mã thoát 0: gộp xong; 1: còn chỗ hai bên cùng sửa, nằm giữa <<<<<<< và >>>>>>>; 2: không gộp được, tệp TA
    còn nguyên.
    """
    name = ten or ta.name
    try:
        base, ours, theirs = (path.read_bytes() for path in (goc, ta, ho))
    except OSError as error:
        raise UserError(f"{name}: không đọc được {error.filename} ({ly_do(error)})") from None
    made = merging.merge(base, ours, theirs, name)
    if made.data != ours:
        archive.replace_file(ta, made.data)
    if made.xung_dot:
        click.echo(f"{name}: {made.xung_dot} chỗ hai bên cùng sửa; tìm <<<<<<<, giữ phần đúng rồi git add", err=True)
    return _running.FAULTS if made.xung_dot else _running.OK
