"""A command imports what it uses and no more: that, not a time, is what a start with nothing warm costs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from vbhc.loading.workspace import Workspace

RUN = """\
import contextlib, io, json, sys
from vbhc import commands
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    commands.main(sys.argv[1:])
print(json.dumps(sorted(sys.modules)))
"""
PRINTING = {"docx", "docxtpl", "jinja2"}
NET = {"http.client", "ssl", "urllib.request", "asyncio"}
JUDGING = {"vbhc.checking", "vbhc.recognising", "vbhc.rules"}
COMPARING = {"vbhc.compare", "vbhc.reviewing", "rapidfuzz"}


def imported(space: Workspace | None, *args: str | Path) -> set[str]:
    """The modules there are when a command has run in a process of its own."""
    words = [sys.executable, "-c", RUN, *map(str, args)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=space.root if space else None)
    modules: list[str] = json.loads(done.stdout)
    return set(modules)


@pytest.mark.parametrize("args", [("--help",), ("--version",), ("khong-co",)])
def test_help_imports_no_library_but_that_of_the_terminal(args: tuple[str, ...]) -> None:
    found = imported(None, *args)
    assert "click" in found
    assert not found & {"lxml", "pydantic", "yaml", "deflate", "zipfile", "multiprocessing", *PRINTING, *NET}
    ours = {m for m in found if m.startswith("vbhc.")}
    assert ours <= {"vbhc.commands", "vbhc.commands._running", "vbhc.errors", "vbhc.text", "vbhc.text.letters"}


@pytest.mark.slow
def test_a_command_imports_only_what_it_works_with(
    space: Workspace, add: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VBHC_CACHE", str(tmp_path / "kept"))
    folder = add()
    built = imported(space, "build", "--khong-soat", folder)
    printed = next(iter(space.output.rglob("*.docx")))
    assert built >= {"pydantic", *PRINTING}
    assert not built & {*JUDGING, *COMPARING, *NET, "xlrd", "babel", "vbhc.word.tracked", "concurrent.futures"}
    printed.unlink()
    again = imported(space, "build", "--khong-soat", folder)
    assert printed.is_file()
    assert again >= {"pydantic", "jinja2"}
    assert not again & {"docx", "docxtpl"}  # the template's compiled form was kept
    judged = imported(space, "check", printed)
    assert judged >= JUDGING
    assert not judged & {*PRINTING, *COMPARING, *NET, "xlrd"}
    made = imported(space, "new", "KH", "--trich-yeu", "Một việc", "--nguoi-ky", "giam-doc", "--luu", "VT")
    assert len(space.documents()) == 2
    assert not made & {"lxml", *PRINTING, *JUDGING, *COMPARING, *NET}
    assert not imported(space, "explain", "noi_nhan/luu") & {"lxml", *PRINTING, *COMPARING, *NET}
    assert not imported(space, "diff", printed, printed) & {*PRINTING, *NET}
