"""How a command ends: exit codes, errors as one sentence, a report file for bugs of ours."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import TextIO

import click

import vbhc
from vbhc.errors import UserError, ly_do

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EIO)
"""What a disk answers that takes no more: what is printed may go to a file on it."""
OK, FAULTS, CANNOT, BUG, STOPPED = 0, 1, 2, 3, 130
"""How a run ends, in numbers that a shell can ask for."""

_VIETNAMESE = (
    ("No such option", "không có tuỳ chọn"),
    ("Missing argument", "thiếu"),
    ("Missing option", "thiếu tuỳ chọn"),
    ("Got unexpected extra arguments", "thừa tham số"),
    ("Got unexpected extra argument", "thừa tham số"),
    ("is not one of", "không phải một trong"),
    ("does not exist", "không có"),
    ("File '", "'"),
    ("Path '", "'"),
    ("is not readable", "không đọc được (không có quyền)"),
    ("is not writable", "không ghi được (không có quyền)"),
    ("is a directory", "là thư mục, không phải tệp"),
    ("is not in the range", "không nằm trong khoảng"),
    ("requires an argument", "cần một giá trị"),
    ("is not a valid integer range", "không phải số nguyên"),
    ("is not a valid integer", "không phải số nguyên"),
    ("Invalid value for", "giá trị sai ở"),
    ("Did you mean one of: ", "Có phải một trong: "),
    ("Did you mean", "Có phải"),
    ("(Possible options: ", "(có phải: "),
    ("Option '", "tuỳ chọn '"),
    ("does not take a value", "không nhận giá trị"),
)


def run(cli: click.Command, args: list[str] | None) -> int:
    """Run and return the exit code; nothing escapes but what click itself means to."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # a Windows console or a pipe may not be UTF-8
            reconfigure(encoding="utf-8", errors="replace")
    args = sys.argv[1:] if args is None else args
    try:
        result = cli.main(args or ["--help"], prog_name="vbhc", standalone_mode=False)
        return result if isinstance(result, int) else OK
    except UserError as error:
        _say(f"vbhc: {error}")
        return CANNOT
    except (click.exceptions.Abort, KeyboardInterrupt):
        _say("Đã dừng.")
        return STOPPED
    except click.ClickException as error:
        said = _in_vietnamese(error.format_message())
        _say(f"vbhc: {said}{'' if said.endswith('?') else '.'} Xem: vbhc --help")
        return CANNOT
    except (BrokenPipeError, SystemExit):  # with which click answers a broken pipe
        no_more_output(sys.stdout)
        return OK
    except MemoryError:
        _say("vbhc: hết bộ nhớ; chia nhỏ bảng phụ lục rồi chạy lại")
        return CANNOT
    except Exception as error:  # noqa: BLE001 - the last net: a bug becomes one line and a report
        if isinstance(error, OSError) and error.errno in _FULL:
            no_more_output(sys.stdout)
            _say(f"vbhc: không in ra được ({ly_do(error)})")
            return CANNOT
        _say(f"vbhc: lỗi của chương trình ({type(error).__name__}); báo cáo: {_report(error, args)}")
        return BUG


def _say(text: str) -> None:
    """Why a run ends, to whoever still listens."""
    try:
        click.echo(text, err=True)
    except OSError:
        no_more_output(sys.stderr)


def no_more_output(stream: TextIO) -> None:
    """Nobody takes what is still to be written: Python's own last try at it would change how the run ends."""
    with suppress(OSError, ValueError):  # a stream without a file
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _in_vietnamese(message: str) -> str:
    for english, vietnamese in _VIETNAMESE:
        message = message.replace(english, vietnamese)
    return message.rstrip(".")


def _report(error: BaseException, args: list[str]) -> str:
    """A file to send us: what ran, where, and how it broke.

    No content of documents: of the arguments only the command and the names of options, of an error its kind and
    place but not its words, which may quote a document.
    """
    import tempfile
    import traceback

    shown = [a.split("=")[0] if a.startswith("-") else "…" for a in args[1:]]
    text = (
        f"vbhc {vbhc.__version__}, Python {sys.version.split()[0]}, {sys.platform}\n"
        f"lệnh: {' '.join([*args[:1], *shown])}\n"
    )
    link: BaseException | None = error
    while link is not None:
        text += f"\n{''.join(traceback.format_tb(link.__traceback__))}{type(link).__module__}.{type(link).__name__}\n"
        link = link.__cause__ or link.__context__
    try:
        descriptor, name = tempfile.mkstemp(prefix="vbhc-loi-", suffix=".txt")
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
        return name
    except OSError:
        _say(text)
        return "(ở trên)"
