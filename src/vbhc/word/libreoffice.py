"""LibreOffice without a screen: a Word file to PDF, or saved again as Word.

Each call has a profile folder of its own (two calls must not meet in one), a time limit, and succeeds only when the
file is there: LibreOffice may exit with 0 and have made nothing.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from vbhc import archive
from vbhc.errors import UserError, ly_do

TIMEOUT = 180
_PLACES = (
    "/usr/bin/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


def find() -> Path | None:
    """The soffice program, or None."""
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    if on_path:
        return Path(on_path)
    return next((Path(p) for p in _PLACES if Path(p).is_file()), None)


def convert(source: Path, target: Path, *, pdf_a: bool = False, timeout: float = TIMEOUT) -> None:
    """Convert a file; the target's ending says to what (.pdf, .docx, .odt).

    Args:
        source: the Word file.
        target: the file to write, replaced whole.
        pdf_a: make PDF/A-2b (LibreOffice export filter, SelectPdfVersion=2).
        timeout: seconds.

    Raises:
        UserError: LibreOffice is missing, hangs, or makes no file.
    """
    kind = target.suffix.lstrip(".")
    program = find()
    if program is None:
        what = "xuất PDF" if kind == "pdf" else f"mở tệp {source.suffix}"
        raise UserError(f"chưa có LibreOffice để {what}; cài LibreOffice Writer rồi chạy lại (xem: vbhc check-env)")
    export = kind
    if kind == "pdf":
        options = {"SelectPdfVersion": {"type": "long", "value": "2" if pdf_a else "0"},
                   "UseTaggedPDF": {"type": "boolean", "value": "true"}}  # fmt: skip
        export = f"pdf:writer_pdf_Export:{json.dumps(options, separators=(',', ':'))}"
    elif kind == "docx":
        export = "docx:MS Word 2007 XML"
    with tempfile.TemporaryDirectory(prefix="vbhc-lo-") as folder:
        work = Path(folder)
        copy = work / f"vao{source.suffix}"
        shutil.copyfile(source, copy)
        made = work / "ra"
        command = [
            str(program), "--headless", "--norestore", "--nolockcheck", "--nodefault",
            f"-env:UserInstallation={(work / 'ho-so').as_uri()}",
            "--convert-to", export, "--outdir", str(made), str(copy),
        ]  # fmt: skip
        _run(command, timeout, source)
        out = made / f"vao.{kind}"
        if not out.is_file() or out.stat().st_size == 0:
            failed = "xuất được PDF" if kind == "pdf" else f"chuyển được sang {kind.upper()}"
            raise UserError(f"{source}: LibreOffice không {failed}; mở thử tệp bằng LibreOffice xem có hỏng không")
        archive.replace_file(target, out.read_bytes())


def _run(command: list[str], timeout: float, source: Path) -> None:
    posix = os.name == "posix"
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=posix,
        )
    except OSError as error:
        raise UserError(f"không chạy được LibreOffice ({ly_do(error)})") from None
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired:
        raise UserError(
            f"{source}: LibreOffice chạy quá {timeout:.0f} giây nên đã dừng; thử lại, hoặc mở tệp xem có hỏng không"
        ) from None
    finally:
        if process.poll() is None:
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
