"""`vbhc text`: a Word file as readable text."""

from __future__ import annotations

from pathlib import Path

import click

from vbhc.errors import UserError, ly_do

CHU, THE_THUC = "chu", "the-thuc"


@click.command("text")
@click.argument("tep", type=click.Path(path_type=Path), metavar="TỆP.docx")
@click.option(
    "--dang", type=click.Choice([CHU, THE_THUC]), default=CHU,
    help="chu: lời văn theo cấu trúc; the-thuc: từng đoạn với kiểu, lề, bảng.",
)  # fmt: skip
@click.option("--git", "cho_git", is_flag=True, help="Git gọi: tệp không đọc được thì in một dòng nói vì sao, mã 0.")
def command(tep: Path, dang: str, cho_git: bool) -> int:
    """Xem tệp Word dưới dạng chữ: mỗi đoạn một dòng, mỗi ô bảng một dòng.

    Số thứ tự nối tiếp số trước in là “#”, nên thêm một điểm hay một hàng chỉ thêm đúng những dòng của nó. Sau
    vbhc git-setup, git diff và git log -p dùng cách đọc này.
    """
    text = _for_git(tep) if cho_git else _read(tep, dang)
    click.echo(text.encode(), nl=False)  # as bytes: git would take a Windows line end for a change
    return 0


def _read(path: Path, form: str) -> str:
    from vbhc import git, recognising
    from vbhc.reporting import plain
    from vbhc.word import opening, reading

    try:
        with path.open("rb") as stream:
            if git.is_pointer(stream.read(1024)):
                raise UserError(f"{path}: {git.POINTER}")
    except OSError as error:
        raise UserError(f"{path}: không đọc được tệp Word ({ly_do(error)})") from None
    if form == THE_THUC:
        return reading.as_text(path)
    return plain.chu(recognising.doc(opening.read(path, str(path))[0]))


def _for_git(path: Path) -> str:
    """The text, or one line that says why there is none: `git log -p` ends at the first file that fails."""
    from vbhc.reporting.safe import mot_dong

    try:
        return _read(path, CHU)
    except UserError as error:
        why = str(error).removeprefix(f"{path}: ")
    except RecursionError:
        why = "nội dung lồng nhau quá sâu"
    except Exception as error:  # noqa: BLE001 - a bug on one old file must not hide the history of all
        why = f"lỗi của chương trình ({type(error).__name__}); xem: vbhc text"
    # git gives a version's content under a name of the moment, which would make each reading another one.
    return f"(không đọc được: {mot_dong(why.replace(str(path), path.name))})\n"
