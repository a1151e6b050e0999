"""Many files through LibreOffice: what is bad fails alone, whatever it does, and nothing of it stays behind."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_van_ban import compose, dossier, print_it

from fake_soffice import BAD, Soffice, word
from shared import examples
from vbhc import archive
from vbhc.errors import FileChangedByPerson, UserError
from vbhc.word import libreoffice

posix = pytest.mark.skipif(os.name != "posix", reason="the stand-in program is a script")


@pytest.fixture
def soffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Soffice:
    return Soffice(tmp_path / "lo", monkeypatch)


def pairs(folder: Path, verbs: list[str]) -> list[tuple[Path, Path]]:
    """A file for each verb; every target has a PDF of an earlier time."""
    folder.mkdir()
    out = []
    for n, verb in enumerate(verbs):
        source = word(folder / f"kế hoạch {n} (mới).docx", verb, f"so-{n}")
        source.with_suffix(".pdf").write_bytes(b"%PDF-1.4 /Producer(LibreOffice 6)")
        out.append((source, source.with_suffix(".pdf")))
    return out


def states(todo: list[tuple[Path, Path]]) -> list[str]:
    """Of each target: is it made of its own source, or still the old one."""
    out = []
    for n, (_, target) in enumerate(todo):
        data = target.read_bytes()
        out.append("tot" if b"/Noi(so-%d)" % n in data and data.endswith(b"%%EOF\n") else data[:8].decode())
    return out


@posix
@pytest.mark.slow
@examples(25)
@given(verbs=st.lists(st.sampled_from(["tot"] * 6 + list(BAD)), min_size=1, max_size=9), jobs=st.integers(1, 4))
def test_only_the_bad_fail_and_each_costs_few_runs(
    verbs: list[str], jobs: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("a")
    with pytest.MonkeyPatch.context() as patch:
        soffice = Soffice(folder / "lo", patch)
        todo = pairs(folder / "tệp", verbs)
        results = list(libreoffice.convert_all(todo, jobs=jobs))
        assert [source for source, _ in results] == [source for source, _ in todo]
        assert [error is None for _, error in results] == [verb == "tot" for verb in verbs]
        assert states(todo) == ["tot" if verb == "tot" else "%PDF-1.4" for verb in verbs]
        for source, error in results:
            assert error is None or str(error).startswith(f"{source}: LibreOffice không xuất được PDF")
        bad = sum(verb != "tot" for verb in verbs)
        assert len(soffice.runs()) <= min(jobs, len(verbs)) + 2 * bad
        assert soffice.left() == []
        assert sorted(p.name for p in (folder / "tệp").iterdir()) == sorted(p.name for pair in todo for p in pair)


@posix
@pytest.mark.slow
@pytest.mark.parametrize("at", [0, 2, 4])
def test_one_that_hangs_fails_alone_in_time(at: int, soffice: Soffice, tmp_path: Path) -> None:
    verbs = ["tot"] * 5
    verbs[at] = "treo"
    todo = pairs(tmp_path / "tệp", verbs)
    start = time.monotonic()
    failed = {source: str(error) for source, error in libreoffice.convert_all(todo, timeout=1.5) if error}
    assert time.monotonic() - start < 20
    assert list(failed) == [todo[at][0]]
    assert "quá 2 giây" in failed[todo[at][0]]
    assert states(todo) == ["tot" if n != at else "%PDF-1.4" for n in range(5)]
    assert [n for _, n in soffice.runs()] == ([5, 1, 4 - at] if at < 4 else [5, 1])
    assert soffice.left() == []


@posix
def test_files_share_runs_of_a_bounded_number_and_size(
    soffice: Soffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    todo = pairs(tmp_path / "tệp", ["tot"] * 7)
    monkeypatch.setattr(libreoffice, "CHUNK", 3)
    assert all(error is None for _, error in libreoffice.convert_all(todo))
    assert [n for _, n in soffice.runs()] == [3, 3, 1]
    monkeypatch.setattr(archive, "MAX_FILE", 2 * todo[0][0].stat().st_size)
    assert all(error is None for _, error in libreoffice.convert_all(todo))
    assert [n for _, n in soffice.runs()[3:]] == [2, 2, 2, 1]
    assert list(libreoffice.convert_all([])) == []


@posix
def test_what_is_no_word_file_never_reaches_it(soffice: Soffice, tmp_path: Path) -> None:
    todo = pairs(tmp_path / "tệp", ["tot"] * 5)
    todo[0][0].write_bytes("rác rưởi".encode())
    todo[1][0].write_bytes(b"")
    todo[2][0].write_bytes(todo[3][0].read_bytes()[:-9])
    todo[4][0].unlink()
    results = [error for _, error in libreoffice.convert_all(todo)]
    assert [error is None for error in results] == [False, False, False, True, False]
    assert "hỏng" in str(results[0])
    assert "không có tệp này" in str(results[4])
    assert [n for _, n in soffice.runs()] == [1]


@posix
@pytest.mark.parametrize(
    "theirs",
    [
        b"%PDF-1.7 /Producer(Microsoft Word 2019) %%EOF",
        b"%PDF-1.6 /Producer(LibreOffice 7.4) /ByteRange[0 1 2 3] %%EOF",
        b"%PDF-1.6 /Title(LibreOffice) /Producer(Scan) %%EOF",
        b"ghi nho",
    ],
)
def test_a_pdf_that_a_person_made_or_signed_is_kept(theirs: bytes, soffice: Soffice, tmp_path: Path) -> None:
    todo = pairs(tmp_path / "tệp", ["tot", "tot"])
    todo[0][1].write_bytes(theirs)
    (_, error), (_, none) = libreoffice.convert_all(todo)
    assert isinstance(error, FileChangedByPerson)
    assert none is None
    assert todo[0][1].read_bytes() == theirs


@posix
def test_a_target_that_cannot_be_written_fails_alone_and_is_not_tried_again(soffice: Soffice, tmp_path: Path) -> None:
    todo = pairs(tmp_path / "tệp", ["tot", "tot"])
    todo[0][1].unlink()
    todo[0][1].mkdir()
    (_, error), (_, none) = libreoffice.convert_all(todo)
    assert "không ghi được" in str(error)
    assert none is None
    assert len(soffice.runs()) == 1


@posix
@pytest.mark.slow
def test_closing_ends_it_all(soffice: Soffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    todo = pairs(tmp_path / "tệp", ["tot", "treo", "tot", "tot", "treo", "tot"])
    monkeypatch.setattr(libreoffice, "CHUNK", 1)
    results = libreoffice.convert_all(todo, jobs=2)
    assert next(results) == (todo[0][0], None)
    while len(soffice.runs()) < 3:
        time.sleep(0.05)
    start = time.monotonic()
    results.close()
    assert time.monotonic() - start < 5
    assert soffice.left() == []
    assert set(states(todo)) == {"tot", "%PDF-1.4"}
    runs = soffice.runs()
    time.sleep(0.3)
    assert soffice.runs() == runs


@posix
def test_a_child_left_behind_by_a_run_that_ended_is_ended(soffice: Soffice, tmp_path: Path) -> None:
    program = Path(str(libreoffice.find()))
    program.write_text(f"#!/bin/sh\nsleep 300 &\necho $$ 1 >> {tmp_path}/lo/nhat-ky\n")
    with pytest.raises(UserError, match="không xuất được PDF"):
        libreoffice.convert(*pairs(tmp_path / "tệp", ["tot"])[0])
    assert len(soffice.runs()) == 1
    assert soffice.left() == []


# --- the real one -----------------------------------------------------------------------------------------------------


def _texts(path: Path) -> list[str]:
    with pdfplumber.open(path) as opened:
        return [page.extract_text() for page in opened.pages]


@pytest.mark.slow
@pytest.mark.libreoffice
def test_together_is_as_one_by_one_and_broken_files_sink_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "tmp").mkdir()
    todo = []
    for n in range(12):
        made = dossier(annexes=n % 3, paragraphs=4 + 3 * n, trich_yeu=f"Về việc số {n}")
        source = tmp_path / f"kế hoạch {n}.docx"
        source.write_bytes(print_it(compose(made)))
        todo.append((source, source.with_suffix(".pdf")))
    parts = archive.read(todo[0][0], "x")
    without, torn = parts.copy(), parts.copy()
    del without["word/document.xml"]
    torn["word/document.xml"] = parts["word/document.xml"][:500]
    for n, data in ((2, archive.pack(without)), (5, archive.pack(torn)), (6, b"chu thuong")):
        todo[n][0].write_bytes(data)
    results = list(libreoffice.convert_all(todo, jobs=2))
    assert [n for n, (_, error) in enumerate(results) if error] == [2, 5, 6]
    counts = set()
    for n, (source, target) in enumerate(todo):
        if results[n][1]:
            assert not target.exists()
        elif n % 3 == 1:
            alone = tmp_path / "alone.pdf"
            libreoffice.convert(source, alone)
            assert _texts(target) == _texts(alone)
            counts.add(len(_texts(alone)))
            assert f"Về việc số {n}" in _texts(target)[0]
    assert len(counts) >= 2
    assert list((tmp_path / "tmp").glob("vbhc-*")) == []


@pytest.mark.slow
@pytest.mark.libreoffice
def test_a_file_too_slow_for_its_time_fails_alone(tmp_path: Path) -> None:
    small = print_it(compose(dossier(annexes=0)))
    words = [" ".join(f"{n * k * 7919 % 99991}" for k in range(200)) for n in range(1, 4001)]
    slow = print_it(compose(dossier(annexes=0, mo_dau=words)))
    todo = []
    for n, data in enumerate((small, slow, small)):
        source = tmp_path / f"{n}.docx"
        source.write_bytes(data)
        todo.append((source, source.with_suffix(".pdf")))
    results = [error for _, error in libreoffice.convert_all(todo, timeout=9)]
    assert [error is None for error in results] == [True, False, True]
    assert "quá 9 giây" in str(results[1])
    assert [target.exists() for _, target in todo] == [True, False, True]
