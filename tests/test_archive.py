"""Zips: traps are refused before they open, what is packed comes back whole, and a file is never written by half."""

from __future__ import annotations

import os
import random
import signal
import struct
import subprocess
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vbhc import archive
from vbhc.errors import UserError

ROOT = Path(__file__).parents[1]
posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", method) as package:
        for name, data in members:
            package.writestr(name, data)
    return target.getvalue()


# --- what is packed comes back ----------------------------------------------------------------------------------------

_names = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(
    lambda name: not name.endswith("/") and "\\" not in name
)
_data = st.one_of(st.binary(max_size=2000), st.integers(0, 70_000).map(lambda n: b"<w:p/>" * n))


@settings(max_examples=150)
@given(st.dictionaries(_names, _data, max_size=8))
def test_packed_parts_come_back_whole_and_any_zip_program_reads_them(parts: dict[str, bytes]) -> None:
    data = archive.pack(parts)
    assert archive.members(data, "x", "tệp Word") == parts
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        assert {n: package.read(n) for n in package.namelist()} == parts
    assert archive.pack(dict(reversed(parts.items()))) == data


def test_content_types_come_first() -> None:
    data = archive.pack({"a": b"1", "[Content_Types].xml": b"2", "A": b"3"})
    assert zipfile.ZipFile(BytesIO(data)).namelist() == ["[Content_Types].xml", "A", "a"]


@given(st.dictionaries(_names, st.binary(max_size=300), min_size=1, max_size=5))
def test_a_zip_of_another_program_is_read_alike(parts: dict[str, bytes]) -> None:
    assert archive.members(zipped(*parts.items()), "x", "tệp Word") == parts


# --- traps ------------------------------------------------------------------------------------------------------------


def refused(data: bytes) -> str:
    with pytest.raises(UserError) as caught:
        archive.members(data, "mau.docx", "tệp Word")
    assert str(caught.value).startswith("mau.docx: ")
    return str(caught.value)


def test_a_member_that_swells_beyond_reason_is_refused() -> None:
    assert "bom nén" in refused(zipped(("word/document.xml", b"\0" * (3 * 2**20))))


def test_small_members_of_blanks_are_no_bomb() -> None:
    data = zipped(("a", b" " * (2**20 - 1)))
    assert len(data) * archive.MAX_RATIO < 2**20
    assert archive.members(data, "x", "tệp Word")["a"] == b" " * (2**20 - 1)


def test_many_members_that_swell_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED", 50_000)
    noise = random.Random(1).randbytes(11_000)
    assert "bung ra quá" in refused(zipped(*((f"{i}", noise) for i in range(5))))


def test_too_many_members_are_refused() -> None:
    assert "quá nhiều" in refused(archive.pack({f"{i}": b"" for i in range(archive.MAX_MEMBERS + 1)}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice_is_refused() -> None:
    assert "trùng tên" in refused(zipped(("word/document.xml", b"a"), ("word/document.xml", b"b")))


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(zipped(("a", b"x")))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "mật khẩu" in refused(bytes(data))


def test_old_or_locked_office_files_are_named() -> None:
    assert "kiểu cũ hoặc có mật khẩu" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000)


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7", b"PK\x03\x04" + b"\0" * 100, "văn bản".encode() * 99])
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    assert "hỏng hoặc không đúng định dạng" in refused(data)


def test_a_file_cut_short_anywhere_is_refused() -> None:
    whole = (ROOT / "templates" / "ke_hoach.docx").read_bytes()
    for tenth in range(10):
        refused(whole[: len(whole) * tenth // 10])
    refused(whole[:-1])


def test_a_file_with_flipped_bytes_opens_alike_or_is_refused() -> None:
    whole = (ROOT / "templates" / "phu_luc.docx").read_bytes()
    parts = archive.members(whole, "x", "tệp Word")
    dice = random.Random(7)
    for _ in range(300):
        broken = bytearray(whole)
        broken[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        try:
            got = archive.members(bytes(broken), "x", "tệp Word")
        except UserError:
            continue
        # The checksum guards the content; only a name or an unused field may have changed.
        assert sorted(got.values()) == sorted(parts.values())


def test_a_member_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(zipped(("a", b"x" * 5000)))
    start = data.index(b"PK\x01\x02")
    data[start + 24 : start + 28] = struct.pack("<I", 10)
    refused(bytes(data))


def test_a_method_nobody_knows_is_refused() -> None:
    data = bytearray(zipped(("a", b"x")))
    for at in (8, data.index(b"PK\x01\x02") + 10):
        data[at : at + 2] = struct.pack("<H", 77)
    refused(bytes(data))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_office_never_writes_are_refused(method: int) -> None:
    refused(zipped(("a", b"x" * 3000), method=method))


def test_a_huge_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "lon.docx"
    with path.open("wb") as stream:
        stream.truncate(archive.MAX_FILE + 1)
    with pytest.raises(UserError, match="lớn hơn 100 MB"):
        archive.read(path, "tệp Word")


def test_a_missing_file_or_a_folder_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "x.docx", tmp_path):
        with pytest.raises(UserError, match="không đọc được tệp Word"):
            archive.read(path, "tệp Word")


@pytest.mark.parametrize(
    ("xml", "has"),
    [
        (b"<a/>", False),
        (b'<?xml version="1.0"?>\n<!-- <!DOCTYPE -->\n<a>&lt;!DOCTYPE</a>', False),
        (b"<!DOCTYPE a><a/>", True),
        (b'\xef\xbb\xbf<?xml version="1.0"?><!-- x --><?y z?>\n <!doctype a []><a/>', True),
        ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"), True),
        ("<!DOCTYPE a><a/>".encode("utf-16"), True),
    ],
)
def test_a_doctype_is_seen_wherever_it_hides(xml: bytes, has: bool) -> None:
    assert archive.has_doctype(xml) is has


# --- whole or not at all ----------------------------------------------------------------------------------------------


def leftovers(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.name.startswith(".vbhc-"))


def test_a_file_is_replaced_and_nothing_else_stays(tmp_path: Path) -> None:
    path = tmp_path / "moi" / "thư mục" / "a.docx"
    archive.replace_file(path, b"1")
    archive.replace_file(path, b"22")
    assert path.read_bytes() == b"22"
    assert [p.name for p in path.parent.iterdir()] == ["a.docx"]


def test_where_nothing_can_be_written_the_old_file_stays(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "thu-muc").mkdir()
    (tmp_path / "thu-muc" / "b").write_bytes(b"x")
    for target in (tmp_path / "a" / "b.docx", tmp_path / "thu-muc"):
        with pytest.raises(UserError, match="không ghi được"):
            archive.replace_file(target, b"new")
    assert (tmp_path / "a").read_bytes() == b"old"
    assert leftovers(tmp_path) == []


_FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from vbhc import archive
from vbhc.errors import UserError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    archive.replace_file(Path(sys.argv[1]), b"n" * 3_000_000)
except UserError as error:
    print(error)
"""


def child(code: str, *args: str, **more: object) -> subprocess.Popen[str]:
    env = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    return subprocess.Popen([sys.executable, "-c", code, *args], env=env, stdout=subprocess.PIPE, text=True)


@posix
def test_when_the_disk_is_full_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    said, _ = child(_FULL_DISK, str(path)).communicate(timeout=60)
    assert "không ghi được" in said
    assert "Tệp cũ còn nguyên" in said
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.docx"]


_WRITE_ON = """
import sys
from pathlib import Path
from vbhc import archive
print("ready", flush=True)
n = 0
while True:
    n = (n + 1) % 10
    archive.replace_file(Path(sys.argv[1]), str(n).encode() * 400_000)
"""


@posix
def test_killed_at_any_moment_the_file_is_one_whole_version(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"0" * 400_000)
    dice = random.Random(5)
    for _ in range(12):
        writer = child(_WRITE_ON, str(path))
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(dice.uniform(0.0, 0.08))
        writer.send_signal(signal.SIGKILL)
        writer.wait(10)
        writer.stdout.close()
        data = path.read_bytes()
        assert data == data[:1] * 400_000
    # What a kill leaves behind is in nobody's way: no document, no sample, no hindrance to the next run.
    archive.replace_file(path, b"next")
    assert path.read_bytes() == b"next"
    assert [p.name for p in tmp_path.glob("*.docx")] == ["a.docx"]
    assert {n for n in leftovers(tmp_path) if not n.endswith(".tmp")} == set()


@posix
def test_a_written_file_may_be_read_by_all(tmp_path: Path) -> None:
    archive.replace_file(tmp_path / "a.docx", b"1")
    assert (tmp_path / "a.docx").stat().st_mode & 0o777 == 0o644
