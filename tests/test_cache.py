"""What is kept between runs: believed only when whole and nobody else's, never needed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbhc import cache
from vbhc.resources import base_templates
from vbhc.word import compiling, kept
from vbhc.word.template import Template

END = ".vbhc-cache"
posix = pytest.mark.skipif(sys.platform == "win32", reason="rights of files are the folder's there")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kept"
    monkeypatch.setenv("VBHC_CACHE", str(folder))
    return folder


def test_what_was_kept_is_found_again(place: Path) -> None:
    assert cache.get("a") is None
    cache.put("a", b"one")
    cache.put("b", b"")
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == (b"one", b"", None)
    cache.put("a", b"two")
    assert cache.get("a") == b"two"
    assert len(list(place.iterdir())) == 2


def test_a_file_under_anothers_name_is_no_result(place: Path) -> None:
    cache.put("a", b"one")
    (place / f"a{END}").rename(place / f"b{END}")
    assert (cache.get("a"), cache.get("b")) == (None, None)


@given(data=st.data())
def test_a_damaged_file_is_no_result(data: st.DataObject) -> None:
    cache.put("a", b"something of some length")
    place = cache.folder()
    assert place is not None
    whole = (place / f"a{END}").read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda n: n != whole[at]))
    for broken in (whole[:at], whole[:at] + bytes([other]) + whole[at + 1 :]):
        (place / f"a{END}").write_bytes(broken)
        assert cache.get("a") is None


@posix
@pytest.mark.parametrize("open_to_others", ["folder", "file"])
def test_what_others_may_write_is_not_believed(place: Path, open_to_others: str) -> None:
    cache.put("a", b"one")
    (place if open_to_others == "folder" else place / f"a{END}").chmod(0o777)
    assert cache.get("a") is None


@posix
def test_a_link_to_somebody_elses_file_is_not_believed(place: Path, tmp_path: Path) -> None:
    cache.put("a", b"one")
    (tmp_path / "b").write_bytes((place / f"a{END}").read_bytes())
    (tmp_path / "b").chmod(0o666)
    (place / f"b{END}").symlink_to(tmp_path / "b")
    assert cache.get("b") is None


@posix
def test_nothing_is_kept_in_a_folder_open_to_others(place: Path) -> None:
    place.mkdir()
    place.chmod(0o777)
    cache.put("a", b"one")
    assert not list(place.iterdir())


def test_without_a_place_nothing_is_kept_and_nothing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    for where in ("", str(tmp_path / "file"), str(tmp_path / "file" / "under")):
        monkeypatch.setenv("VBHC_CACHE", where)
        cache.put("a", b"one")
        assert cache.get("a") is None


def test_the_oldest_go_when_there_are_many_and_nothing_of_a_persons(place: Path) -> None:
    place.mkdir()
    for n in range(100):
        (place / f"bao_cao_{n}.docx").write_bytes(b"a person's work")
        os.utime(place / f"bao_cao_{n}.docx", ns=(n, n))
    for n in range(cache.MAX_FILES + 3):
        cache.put(f"n{n}", b"x")
        os.utime(place / f"n{n}{END}", ns=(n, n))
    left = {p.name for p in place.glob(f"*{END}")}
    assert len(list(place.iterdir())) == 100 + cache.MAX_FILES
    assert left == {f"n{n}{END}" for n in range(3, cache.MAX_FILES + 3)}


# --- templates --------------------------------------------------------------------------------------------------------


def _template(folder: Path) -> Path:
    path = folder / "mau.docx"
    path.write_bytes(next(base_templates().glob("*.docx")).read_bytes())
    return path


def test_a_kept_template_is_the_compiled_one(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _template(tmp_path)
    first = Template(path)
    wanted = first.compiled
    assert [p.name.split("-")[0] for p in place.iterdir()] == ["mau"]
    monkeypatch.setattr(compiling, "make", None)  # whoever compiles now fails
    again = Template(path)
    assert again.names == first.names
    assert again.compiled.base == wanted.base
    names = ("ten", "phu_luc", *first.names)
    context: dict[str, object] = {name: [] if "[]" in name or name == "phu_luc" else "chữ" for name in names}
    context |= {name.split("[]")[0]: [] for name in names if "[]" in name}
    assert again.compiled.render(context) == wanted.render(context) != {}


@pytest.mark.parametrize("what", ["content", "library", "nonsense"])
def test_what_was_kept_of_another_is_not_taken(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    path = _template(tmp_path)
    template = Template(path)
    assert template.compiled.base
    assert kept.read(template.parts) is not None
    parts = dict(template.parts)
    if what == "content":
        parts["word/document.xml"] += b" "
    elif what == "library":
        monkeypatch.setattr(kept, "_made_by", lambda: b"another")
    else:
        name = next(place.iterdir()).name.removesuffix(END)
        cache.put(name, b"\xff\xff\xff")
    assert kept.read(parts) is None
    if what == "nonsense":
        assert Template(path).compiled.base == template.compiled.base
