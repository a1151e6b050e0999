"""`vbhc log`: the life of a document from git, and where each of its units comes from."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from vbhc.commands import _options, _reports
from vbhc.errors import UserError
from vbhc.reporting import life as reporting
from vbhc.reviewing import life


@click.command("log")
@click.argument("van_ban", type=click.Path(path_type=Path, readable=False), metavar="VĂN_BẢN")
@click.option("--tu", default="", metavar="BẢN", help="Chỉ những gì sau phiên bản git này, hoặc bản in (.docx) này.")
@click.option("--den", default="", metavar="BẢN", help="Chỉ đến phiên bản git này, hoặc đến bản in này.")
@click.option("--phan", default="", metavar="PHẦN", help="Chỉ một phần, ví dụ: “Mục II”, “Phụ lục I”, “Nơi nhận”.")
@click.option("-n", "so", type=click.IntRange(1), default=None, metavar="SỐ", help="Chỉ từng này lần sửa gần nhất.")
@click.option("--blame", "goc", is_flag=True, help="Từng điểm, từng hàng: lời văn do commit nào sửa lần cuối.")
@_options.dang(reporting.dang())
@_options.ra
@_options.mau
def command(
    van_ban: Path, tu: str, den: str, phan: str, so: int | None, goc: bool, dang: str, ra: Path | None, mau: bool | None
) -> int:  # fmt: skip
    """Đời một văn bản theo lịch sử git: ai sửa phần nào, khi nào.

    VĂN_BẢN là thư mục dữ liệu, hoặc tệp Word có trong kho git. Mỗi commit được so với bản ngay trước nó, theo văn bản
    in ra; kể cả khi chỉ sửa tệp dùng chung (data/co_quan, templates) mà văn bản đổi theo. Mã kết thúc: 0, hoặc 2 khi
    không xem được.
    """
    if goc and so is not None:
        raise UserError("-n không dùng với --blame; giới hạn bằng --tu")
    form = reporting.dang()[dang]
    if ra is not None:
        _reports.may_write(ra, form, reporting.dang().values())
    with _progress() as done:
        found = life.blame(van_ban, done, tu, den, phan) if goc else life.history(van_ban, done, tu, den, phan, so or 0)
    text = form.viet(found, mau=_reports.coloured(mau, ra))
    if ra is None:
        _reports.show(text)
    else:
        _reports.write(text, ra)
    return 0


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """How far the work is, on one line that goes when it is done; nothing where nobody looks."""
    seen = sys.stderr.isatty()

    def done(at: int, total: int) -> None:
        if seen:
            click.echo(f"\rĐang đọc phiên bản {at}/{total}", nl=False, err=True)

    try:
        yield done
    finally:
        if seen:
            click.echo("\r\x1b[K", nl=False, err=True)
