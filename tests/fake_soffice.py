"""A stand-in for LibreOffice that does with each file what the file says, and keeps a diary of its runs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from vbhc import archive

_PROGRAM = r"""#!%(python)s -IS
import os, signal, sys, time, zipfile
args = sys.argv[1:]
at = args.index("--outdir")
out, files = args[at + 1], args[at + 2:]
profile = next(a for a in args if a.startswith("-env:")).partition("file://")[2]
os.makedirs(profile, exist_ok=False)
diary = open(%(diary)r, "a")
diary.write(f"{os.getpid()} {len(files)}\n"); diary.flush()
os.makedirs(out, exist_ok=True)
open(os.path.join(os.environ["TMPDIR"], f"lu{os.getpid()}.tmp"), "w").close()
for file in files:
    try:
        verb, _, words = zipfile.ZipFile(file).read("viec").decode().partition(" ")
    except KeyError:
        verb, words = "tot", ""
    made = os.path.join(out, os.path.basename(file).rpartition(".")[0] + ".pdf")
    good = b"%%PDF-1.6\n1 0 obj<</Type/Page/Noi(" + words.encode() + b")>>endobj\n/Producer(LibreOffice)\n%%%%EOF\n"
    text = {"tot": good, "rac": b"<html>" * 99, "do": good[:-6], "rong": b""}
    text["khong_trang"] = good.replace(b"/Page", b"")
    if verb in text:
        open(made, "wb").write(text[verb])
    if verb == "treo":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        open(made, "wb").write(good[:9])
        os.spawnlp(os.P_NOWAIT, "sleep", "sleep", "300")
        time.sleep(300)
    if verb == "nga":
        os.kill(os.getpid(), 11)
    if verb == "thoi":
        sys.exit(0)
"""
BAD = ("rac", "do", "rong", "khong_trang", "nga", "thoi", "bo")
"""Garbage, cut off, empty, without pages; a crash, an end with 0, a file passed over. And "treo": it hangs."""


class Soffice:
    """Where the stand-in is, and what it did."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._diary = folder / "nhat-ky"
        program = folder / "bin" / "soffice"
        program.parent.mkdir(parents=True)
        program.write_text(_PROGRAM % {"python": sys.executable, "diary": str(self._diary)}, encoding="utf-8")
        program.chmod(0o755)
        temporary = folder / "tmp"
        temporary.mkdir()
        self.temporary = temporary
        monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.setenv("TMPDIR", str(temporary))
        monkeypatch.setattr("tempfile.tempdir", None)

    def runs(self) -> list[tuple[int, int]]:
        """Process and number of files of each run so far."""
        text = self._diary.read_text() if self._diary.exists() else ""
        return [(int(a), int(b)) for a, b in (line.split() for line in text.splitlines())]

    def left(self) -> list[str]:
        """What it left in the folder for temporary files, and which of its runs (or their children) still live."""
        alive = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                state, _, group = stat.read_text().rpartition(")")[2].split()[:3]
            except OSError:
                continue
            if state != "Z" and int(group) in {pid for pid, _ in self.runs()}:
                alive.append(stat.parent.name)
        return [p.name for p in self.temporary.iterdir()] + alive


def word(path: Path, verb: str, words: str = "") -> Path:
    """A zip that says what is to be done with it."""
    path.write_bytes(archive.pack({"viec": f"{verb} {words}".encode()}))
    return path
