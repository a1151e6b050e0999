"""`vbhc diff`: what changed between two drafts, wherever they are."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import click

from vbhc import archive, reviewing
from vbhc.commands import _options, _reports
from vbhc.errors import UserError
from vbhc.model.so_sanh import SoSanh
from vbhc.reporting import diff as reporting
from vbhc.reviewing.redline import Redline


@click.command("diff")
@click.argument("cac_ban", nargs=-1, metavar="[PHIÊN_BẢN] BẢN_TRƯỚC [BẢN_SAU]")
@_options.dang(reporting.dang())
@_options.ra
@click.option("--stat", "stat", is_flag=True, help="Chỉ đếm: bao nhiêu thay đổi ở phần nào.")
@click.option(
    "--words", "words", is_flag=True, help="In cả đoạn văn của từng thay đổi, chữ bỏ và chữ thêm được đánh dấu."
)
@click.option(
    "--word", "word", type=click.Path(path_type=Path, dir_okay=False), metavar="TỆP.docx",
    help="Ghi thêm tệp Word: bản trước, mọi thay đổi ở dạng Track Changes để lãnh đạo duyệt.",
)  # fmt: skip
@_options.mau
def command(
    cac_ban: tuple[str, ...], dang: str, ra: Path | None, stat: bool, words: bool, word: Path | None, mau: bool | None
) -> int:  # fmt: skip
    """So hai bản của một văn bản: thêm, bỏ, sửa, chuyển chỗ gì, ở đâu.

    `vbhc diff A B`: hai tệp Word, hai thư mục văn bản, hay một tệp và một thư mục.

    `vbhc diff THƯ_MỤC`: bản của lần commit cuối so với bây giờ.

    `vbhc diff HEAD~1 THƯ_MỤC`: một phiên bản git so với bây giờ.

    `vbhc diff HEAD~3 HEAD THƯ_MỤC`: hai phiên bản git.

    `vbhc diff HEAD:A.docx B.docx`: tệp của một phiên bản.

    Trùng tên tệp và tên phiên bản thì hiểu là tệp. Mã kết thúc: 0 giống nhau, 1 có khác, 2 không so được.
    """
    if dang != "chu" and (stat or words):
        raise UserError("--stat và --words chỉ dùng với --dang chu")
    if stat and words:
        raise UserError("--stat chỉ đếm, --words in nguyên văn: chọn một")
    if ra is not None:
        _reports.may_write(ra, reporting.dang()[dang], reporting.dang().values())
    if word is not None:
        _may_make(word)
    before, after = reviewing.drafts(cac_ban)
    found = reviewing.compared(before, after)
    text = _text(found, dang, stat=stat, words=words, mau=_reports.coloured(mau, ra))
    marked = _redline(before, after) if word is not None else None  # nothing is told before all could be made
    if ra is None:
        _reports.show(text)
    else:
        _reports.write(text, ra)
        click.echo(reporting.dem(found))
    if word is not None and marked is not None:
        _keep(marked, word, found, err=dang != "chu" or ra is None)
    return 1 if found.thay_doi else 0


def _text(found: SoSanh, dang: str, *, stat: bool, words: bool, mau: bool) -> str:
    form = reporting.dang()[dang]
    return form.viet(found, mau=mau, stat=stat, words=words) if dang == "chu" else form.viet(found, mau=mau)


def _may_make(target: Path) -> None:
    """The Word file takes no other file's place.

    Raises:
        UserError: there is a file of that name, or it is no name of a Word file.
    """
    if target.suffix.lower() != ".docx":
        raise UserError(f"{target}: tên tệp Word phải có đuôi .docx")
    if os.path.lexists(target):
        raise UserError(f"{target}: đã có tệp này; đặt tên khác (chương trình không ghi đè)")


def _redline(before: reviewing.Draft, after: reviewing.Draft) -> Redline:
    """The Word file with tracked changes.

    Raises:
        UserError: the earlier draft cannot carry any, being signed, no Word file … ; it is named.
    """
    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        return reviewing.redline(before, after, now)
    except UserError as error:
        why = str(error).removeprefix(f"{before.ten}: ")
        raise UserError(f"{before.ten}: {why} (không có --word thì vẫn so được)") from None


def _keep(made: Redline, target: Path, found: SoSanh, *, err: bool) -> None:
    archive.replace_file(target, archive.pack(made.parts))
    click.echo(f"Đã ghi tệp Word có thay đổi theo dõi: {target}", err=err)
    if not any(True for _ in found.chu):
        click.echo("  lời văn hai bản như nhau nên trong tệp không có chỗ nào để duyệt", err=err)
    for why in made.bo_lai:
        click.echo(f"  chưa ghi được vào tệp Word: {why}", err=err)
