"""Zips: what is read is checked first, what is written is the same everywhere and whole or not there."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbhc import archive
from vbhc.errors import UserError

NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=["C"], exclude_characters="/\\:"), min_size=1, max_size=20
)


@given(st.dictionaries(NAMES, st.binary(max_size=3000), min_size=1, max_size=8))
def test_what_is_packed_is_read_back(parts: dict[str, bytes]) -> None:
    data = archive.pack(parts)
    assert archive.members(data, "x", "tệp") == parts
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert {i.date_time for i in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_order_of_parts_does_not_change_the_bytes() -> None:
    parts = {"b.xml": b"1" * 500, "a.xml": b"2", "[Content_Types].xml": b"3"}
    backwards = dict(reversed(parts.items()))
    assert archive.pack(parts) == archive.pack(backwards)
    assert zipfile.ZipFile(io.BytesIO(archive.pack(parts))).namelist() == ["[Content_Types].xml", "a.xml", "b.xml"]


def refused(data: bytes) -> str:
    with pytest.raises(UserError) as caught:
        archive.members(data, "tep.docx", "tệp Word")
    return str(caught.value)


def zipped(*members: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as package:
        for name, data in members:
            package.writestr(name, data)
    return target.getvalue()


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    assert "bom nén" in refused(zipped(("a", b"\0" * (20 * 2**20))))


def test_a_sum_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED", 1000)
    assert "bung ra quá" in refused(zipped(("a", os.urandom(600)), ("b", os.urandom(600))))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice_is_refused() -> None:
    assert "trùng tên" in refused(zipped(("a", b"1"), ("a", b"2")))


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBERS", 3)
    assert "quá nhiều" in refused(zipped(*((str(i), b"") for i in range(4))))


def test_an_encrypted_part_is_refused() -> None:
    data = bytearray(zipped(("a", b"x" * 50)))
    data[6] |= 1  # the flag in the local header and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "mật khẩu" in refused(bytes(data))


def test_an_old_word_file_or_one_with_a_password_is_named() -> None:
    assert "kiểu cũ" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


@pytest.mark.parametrize("data", [b"", b"PK", b"khong phai zip", b"%PDF-1.7" + b"\0" * 100])
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    assert "không đúng định dạng" in refused(data)


def test_a_truncated_file_is_refused_wherever_it_is_cut() -> None:
    whole = zipped(("a.xml", os.urandom(2000)), ("b.xml", b"<x/>" * 200))
    for cut in range(1, len(whole), len(whole) // 40):
        refused(whole[:cut])


def test_a_part_without_a_name_is_refused() -> None:
    assert "không đúng định dạng" in refused(zipped(("x.xml", b"<x/>")).replace(b"x.xml", b"\0.xml"))


@given(st.data())
def test_a_flipped_byte_is_refused_or_read_right(data: st.DataObject) -> None:
    whole = bytearray(zipped(("a.xml", b"<x/>" * 50), ("b.xml", b"y" * 99)))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    try:
        parts = archive.members(bytes(whole), "t", "tệp")
    except UserError:
        return
    assert set(parts.values()) <= {b"<x/>" * 50, b"y" * 99}  # a name or a flag may have changed, content never


def test_missing_file_and_folder_are_one_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "khong-co.docx", tmp_path):
        with pytest.raises(UserError, match="không đọc được"):
            archive.read(path, "tệp Word")


@pytest.mark.parametrize(
    ("xml", "found"),
    [
        (b"<!DOCTYPE x><x/>", True),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a --><!doctype x>", True),
        (b" " * 9000 + b"<!DOCTYPE x []><x/>", True),
        ("<!DOCTYPE x><x/>".encode("utf-16"), True),
        (b"<?xml version='1.0'?><x>&lt;!DOCTYPE</x>", False),
        (b"<x><!-- <!DOCTYPE y> --></x>", False),
    ],
)
def test_doctype_is_seen_behind_any_prolog(xml: bytes, found: bool) -> None:
    assert archive.has_doctype(xml) is found


# --- writing ----------------------------------------------------------------------------------------------------------


def test_replace_file_makes_folders_and_leaves_nothing_behind(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b.docx"
    archive.replace_file(target, b"mot")
    archive.replace_file(target, b"hai")
    assert target.read_bytes() == b"hai"
    assert list(target.parent.iterdir()) == [target]


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from vbhc import archive
from vbhc.errors import UserError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    archive.replace_file(Path(sys.argv[1]), b"m" * 5000)
except UserError as error:
    print(error)
    sys.exit(2)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limit to set")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"cu" * 300)
    run = subprocess.run([sys.executable, "-c", FULL_DISK, target], capture_output=True, text=True, check=False)
    assert run.returncode == 2, run.stderr
    assert "Tệp cũ còn nguyên" in run.stdout
    assert target.read_bytes() == b"cu" * 300
    assert list(tmp_path.iterdir()) == [target]


WRITE_ON = """
import sys
from pathlib import Path
from vbhc import archive
n = 0
print("go", flush=True)
while True:
    n = (n + 1) % 10
    archive.replace_file(Path(sys.argv[1]), str(n).encode() * 300_000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_kill_in_mid_write_leaves_a_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    for attempt in range(12):
        process = subprocess.Popen([sys.executable, "-c", WRITE_ON, target], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.005 + 0.004 * attempt)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        if target.exists():
            data = target.read_bytes()
            assert len(data) == 300_000
            assert len(set(data)) == 1
    assert target.exists()
    archive.replace_file(target, b"sau")  # what a kill left lying about disturbs no later run
    assert target.read_bytes() == b"sau"
