"""`vbhc pdf`: what is meant, what is told, how it ends; LibreOffice is played by a script."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from fake_soffice import Soffice, word
from shared import DOCUMENT
from vbhc import archive, commands
from vbhc.commands import _jobs, _running
from vbhc.loading.workspace import Workspace

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the stand-in program is a script")
Run = Callable[..., SimpleNamespace]


@pytest.fixture
def soffice(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Soffice:
    return Soffice(tmp_path_factory.mktemp("lo"), monkeypatch)


@pytest.fixture
def run(soffice: Soffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)

    def go(*args: object) -> SimpleNamespace:
        before = [signal.getsignal(s) for s in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]
        code = _running.run(commands.cli, ["pdf", *map(str, args)])
        assert [signal.getsignal(s) for s in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)] == before
        said = capsys.readouterr()
        return SimpleNamespace(code=code, out=said.out, err=said.err)

    return go


def pdfs(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.pdf"))


def test_documents_are_printed_and_exported(run: Run, soffice: Soffice, space: Workspace, add: Callable) -> None:
    add()
    add(DOCUMENT.replace("một việc", "hai việc"), name="kh-hai")
    done = run()
    assert done.code == 0, done.err
    assert done.out.count("đã xuất: ") == 2
    assert done.out.endswith("2 tệp PDF, 0 không xuất được.\n")
    assert pdfs(space.output) == sorted(
        p.relative_to(space.output).with_suffix(".pdf").as_posix() for p in space.output.rglob("*.docx")
    )
    assert [n for _, n in soffice.runs()] == [2]
    again = run("data/2026/kh-hai")
    assert again.code == 0
    assert again.out.count("đã xuất: ") == 1
    add(DOCUMENT.replace("Triển khai một việc", "Việc mới").replace("loai: KH", "loai: KHX"), name="kh-sai")
    mixed = run("data")
    assert mixed.code == 1
    assert mixed.out.count("đã xuất: ") == 2


def test_a_pdf_that_is_made_anew_is_not_called_old(run: Run, space: Workspace, add: Callable) -> None:
    folder = add(DOCUMENT)
    assert run("data").code == 0
    add(DOCUMENT.replace("Triển khai một việc", "Việc mới"), name=folder.name)
    assert "PDF này xuất từ bản in trước" not in run("data").out


def test_data_folders_are_printed_by_as_many_as_asked(
    run: Run, soffice: Soffice, space: Workspace, add: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(5):
        add(DOCUMENT.replace("một việc", f"việc thứ {n}"), name=f"kh-{n}")
    pools: list[int] = []
    real = _jobs._processes
    monkeypatch.setattr(_jobs, "_processes", lambda count: pools.append(count) or real(count))
    done = run("-j", 2)
    assert (done.code, pools) == (0, [2]), done.err
    assert len(pdfs(space.output)) == len(list(space.output.rglob("*.docx"))) == 5
    assert sorted(n for _, n in soffice.runs()) == [2, 3]


def test_a_folder_of_word_files_is_taken_whole_and_faults_are_told_last(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "hồ sơ"
    (folder / "sâu").mkdir(parents=True)
    for name, verb in (("a.docx", "tot"), ("b.DOCX", "bo"), ("sâu/c.docx", "tot"), ("a.docm", "tot"), ("~$a.docx", "")):
        word(folder / name, verb)
    (folder / "cũ.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    done = run(folder, "-j", 3)
    assert done.code == 1
    assert pdfs(folder) == ["a.pdf", "sâu/c.pdf"]
    assert done.out.endswith("2 tệp PDF, 3 không xuất được.\n")
    told = sorted(done.err.splitlines())
    assert len(told) == 3
    assert "LibreOffice không xuất được PDF" in told[1]
    assert "chỉ xuất PDF được từ tệp .docx" in told[2]
    assert "trùng tên" in told[0]


def test_the_number_at_once_is_as_asked(run: Run, soffice: Soffice, tmp_path: Path) -> None:
    files = [word(tmp_path / f"{n}.docx", "tot") for n in range(6)]
    assert run(*files).code == 0
    assert [n for _, n in soffice.runs()] == [6]
    assert run(*files, "-j", "3").code == 0
    assert [n for _, n in soffice.runs()[1:]] == [2, 2, 2]


def test_slips_end_before_anything_is_done(run: Run, soffice: Soffice, tmp_path: Path) -> None:
    word(tmp_path / "kế-hoạch.docx", "tot")
    (tmp_path / "trống").mkdir()
    for args, words in ((("kế-hoach.docx",), "có phải “kế-hoạch.docx”?"), (("trống",), "không có văn bản nào"),
                        ((), "không thấy thư mục làm việc")):  # fmt: skip
        done = run("kế-hoạch.docx", *args) if args else run()
        assert done.code == 2
        assert words in done.err
    assert soffice.runs() == []


def test_without_libreoffice_it_is_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vbhc.word import libreoffice

    word(tmp_path / "a.docx", "tot")
    monkeypatch.setattr(libreoffice, "find", lambda: None)
    done = run("a.docx")
    assert done.code == 2
    assert "chưa có LibreOffice" in done.err


def test_files_that_were_put_aside_are_left_out_of_a_folder_but_may_be_named(run: Run, tmp_path: Path) -> None:
    for name in ("a.docx", "a.ban-sua.docx", "a.ban-sua-2.docx", "b.ban-sua-moi.docx"):
        word(tmp_path / name, "tot")
    done = run(".")
    assert pdfs(tmp_path) == ["a.pdf", "b.ban-sua-moi.pdf"]
    assert "bỏ qua 2 tệp *.ban-sua.docx" in done.out
    assert "bỏ qua" not in run("a.ban-sua.docx").out
    assert "a.ban-sua.pdf" in pdfs(tmp_path)


def test_copies_that_a_killed_run_left_are_taken_away(run: Run, soffice: Soffice, tmp_path: Path) -> None:
    word(tmp_path / "a.docx", "tot")
    old, busy, new, other = (soffice.temporary / name for name in ("vbhc-lo-cu", "vbhc-lo-ban", "vbhc-lo-moi", "khac"))
    for folder in (old, busy, new, other):
        (folder / "ra").mkdir(parents=True)
        (folder / "0000.docx").write_bytes(b"PK")
    outside = tmp_path / "của tôi"
    outside.mkdir()
    link = soffice.temporary / "vbhc-lo-lien-ket"
    link.symlink_to(outside)
    for path in (old, busy, other, *old.iterdir(), *other.iterdir(), busy / "0000.docx", outside):
        os.utime(path, (1, 1))  # in `busy` a file has been made just now
    os.utime(link, (1, 1), follow_symlinks=False)
    assert run("a.docx").code == 0
    assert sorted(soffice.temporary.iterdir()) == sorted([busy, new, other, link])
    assert outside.is_dir()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_being_ended_leaves_whole_files_and_nothing_running(name: str, soffice: Soffice, tmp_path: Path) -> None:
    for n in range(60):
        word(tmp_path / f"{n:02}.docx", "treo" if n in (25, 55) else "tot")
        (tmp_path / f"{n:02}.pdf").write_bytes(b"%PDF-1.4 /Producer(LibreOffice 6)")
    # A shell may have started the tests with Ctrl-C ignored, and what they start would inherit that.
    restore = "import signal as s; s.signal(s.SIGINT, s.default_int_handler); s.signal(s.SIGHUP, s.SIG_DFL)"
    process = subprocess.Popen(
        [sys.executable, "-c", f"{restore}; from vbhc.commands import main; main(['pdf', '.', '-j', '4'])"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        assert "đã xuất: 00.pdf" in process.stdout.readline()
        while len(soffice.runs()) < 4:
            time.sleep(0.05)
        assert soffice.left() != []
        os.killpg(process.pid, getattr(signal, name))
        time.sleep(0.1)
        os.killpg(process.pid, signal.SIGINT)  # of somebody who cannot wait
        _, err = process.communicate(timeout=15)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 130
    assert err.strip() == "Đã dừng."
    assert soffice.left() == []
    contents = [p.read_bytes() for p in sorted(tmp_path.glob("*.pdf"))]
    assert len(contents) == 60
    assert all(c.endswith(b"%%EOF\n") or c.startswith(b"%PDF-1.4") for c in contents)
    assert sum(c.endswith(b"%%EOF\n") for c in contents) >= 15
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".vbhc")] == []
    assert archive.read(tmp_path / "00.docx", "x")
