"""`vbhc check-env`: what this machine has and lacks."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import click

import vbhc
from vbhc import resources
from vbhc.errors import UserError, ly_do
from vbhc.loading import workspace
from vbhc.word import libreoffice

_FONTS = 30.0
"""Seconds that fc-list has: the first time on a machine it reads every font."""


@click.command("check-env")
def command() -> int:
    """Xem máy có đủ những gì cần: chương trình, mẫu, LibreOffice, phông chữ."""
    good = True

    def say(ok: bool, what: str, hint: str = "", *, needed: bool = False) -> None:
        nonlocal good
        good = good and (ok or not needed)
        mark = click.style("có   ", fg="green") if ok else click.style("thiếu", fg="red" if needed else "yellow")
        click.echo(f"{mark}  {what}" + (f"\n       → {hint}" if hint and not ok else ""))

    say(True, f"vbhc {vbhc.__version__}, Python {sys.version.split()[0]}")
    templates = sorted(p.name for p in resources.base_templates().glob("*.docx"))
    say(bool(templates), f"mẫu đi kèm: {', '.join(templates)}", "cài lại vbhc", needed=True)
    try:
        space = workspace.find(Path())
        say(True, f"thư mục làm việc: {space.root} ({len(space.documents())} văn bản)")
    except UserError:
        say(False, "thư mục làm việc", "chạy trong thư mục có data/co_quan, hoặc: vbhc init THƯ_MỤC")
    program = libreoffice.find()
    say(
        program is not None,
        "LibreOffice (chỉ cần khi xuất PDF)",
        "cài LibreOffice Writer; trên Debian: apt-get install libreoffice-writer-nogui",
    )
    there, why = _font()
    say(there, "phông Times New Roman hoặc Liberation Serif (chỉ cần khi xuất PDF)", why)
    return 0 if good else 1


def _font() -> tuple[bool, str]:
    """Whether there is a font of the norm's widths; and if not, what to do."""
    install = "trên Debian: apt-get install fonts-liberation2"
    if sys.platform in ("win32", "darwin"):
        return True, ""  # Times New Roman comes with the system
    program = shutil.which("fc-list")
    if program is None:
        return Path("/usr/share/fonts/truetype/liberation2").is_dir(), install
    try:
        out = subprocess.run([program, ":", "family"], capture_output=True, check=False, timeout=_FONTS).stdout
    except subprocess.TimeoutExpired:
        return False, f"chưa rõ: fc-list không trả lời sau {_FONTS:.0f} giây; thử gọi fc-list, hoặc {install}"
    except OSError as error:
        return False, f"chưa rõ: không chạy được fc-list ({ly_do(error)}); {install}"
    return b"Times New Roman" in out or b"Liberation Serif" in out, install
