"""`vbhc diff` as a careless or a hostile user meets it: its words, exit codes, and nothing of a person's lost."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from openpyxl import Workbook

from shared import DOCUMENT
from vbhc import archive, commands, pipeline
from vbhc.commands import _running
from vbhc.loading.workspace import Workspace
from vbhc.reporting import diff as reporting
from vbhc.word import libreoffice, revisions

LATER = DOCUMENT.replace("Làm cho tốt.", "Làm cho thật tốt.").replace("truoc: 01/12", "truoc: 15/12").replace(
    "[Sở Nội vụ, ", "["
)  # fmt: skip
SAID = """\
Mục I
  Mục I, gạch 1: Làm cho tốt. → Làm cho thật tốt.

Mục II
  Mục II.1.a, gạch 2, thời hạn: 01/12 → 15/12

Nơi nhận
  Nơi nhận: bỏ 1 (Sở Nội vụ)

3 thay đổi: 1 bỏ, 2 sửa.
"""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000)
STRICT = (
    (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    (b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"),
)
Run = Callable[..., SimpleNamespace]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def go(*args: object) -> SimpleNamespace:
        code = _running.run(commands.cli, ["diff", *(str(a) for a in args)])
        said = capsys.readouterr()
        return SimpleNamespace(code=code, out=said.out, err=said.err)

    return go


@pytest.fixture
def here(space: Workspace, add: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the two drafts as data and as Word files (cu.docx, moi.docx), outside of git."""
    for name in [k for k in os.environ if k.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(space.root.parent))
    monkeypatch.chdir(space.root)
    for name, text in (("cu", DOCUMENT), ("moi", LATER)):
        loaded = pipeline.load(space, add(text, name=name))
        assert loaded.value is not None
        Path(f"{name}.docx").write_bytes(pipeline.print_bytes(space, loaded.value)[0])
    return space.root


def parts(data: bytes) -> dict[str, bytes]:
    return archive.members(data, "x.docx", "tệp Word")


def broken(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A Word file with bytes of one part in place of others."""
    assert old in parts(data)[name]
    return archive.pack(parts(data) | {name: parts(data)[name].replace(old, new)})


def signed(data: bytes) -> bytes:
    return archive.pack(parts(data) | {"_xmlsignatures/sig1.xml": b"<Signature/>"})


def strict(data: bytes) -> bytes:
    """The file as "Strict Open XML Document" has it: other namespaces and types of relations."""
    made = parts(data)
    for old, new in STRICT:
        made = {name: part.replace(old, new) for name, part in made.items()}
    return archive.pack(made)


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def refused(done: SimpleNamespace, said: str) -> None:
    """One sentence, nothing on the output, exit code 2."""
    assert (done.code, done.out) == (2, ""), done
    assert said in done.err
    assert done.err.startswith("vbhc: ")
    assert "Traceback" not in done.err
    assert "lỗi của chương trình" not in done.err


# --- what it says -----------------------------------------------------------------------------------------------------


def test_the_list_is_what_a_reviewer_would_say(here: Path, run: Run) -> None:
    done = run("cu.docx", "moi.docx")
    assert (done.code, done.err) == (1, "")
    assert done.out == f"cũ  cu.docx\nmới moi.docx\n\n{SAID}"
    assert run("data/2026/cu", "moi.docx").out.endswith(SAID)
    assert run("data/2026/cu/van_ban.yaml", "data/2026/moi").out.endswith(SAID)


@pytest.mark.parametrize("other", ["cu.docx", "data/2026/cu", "./data/../cu.docx"])
def test_the_same_is_told_as_the_same(here: Path, run: Run, other: str) -> None:
    done = run("cu.docx", other)
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("\nKhông có thay đổi nào.\n")


def test_swapped_drafts_give_the_reverse(here: Path, run: Run) -> None:
    done = run("moi.docx", "cu.docx")
    assert done.code == 1
    assert "thời hạn: 15/12 → 01/12" in done.out
    assert "Nơi nhận: thêm 1 (Sở Nội vụ)" in done.out


def test_counts_and_whole_words(here: Path, run: Run) -> None:
    counted = run("cu.docx", "moi.docx", "--stat").out
    assert "Cả văn bản   1    2     3" in counted
    assert "thật" not in counted
    whole = run("cu.docx", "moi.docx", "--words").out
    assert "      Làm cho {+thật+} tốt\n" in whole
    assert "[-01/12-]{+15/12+} hằng năm" in whole
    assert "[-- Sở Nội vụ;-]" in whole


def test_names_with_spaces_marks_and_a_dash_are_files(here: Path, run: Run) -> None:
    for name in ("kế hoạch số 1.docx", "-la.docx", "HEAD", "a:b.docx"):
        (here / name).write_bytes((here / "moi.docx").read_bytes())
        done = run("--", "cu.docx", name)
        assert (done.code, done.err) == (1, ""), name
        assert f"mới {name}\n" in done.out


def test_colours_only_where_a_person_sees_them(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)

    def coloured(*more: str) -> bool:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        return "\x1b[" in run("cu.docx", "moi.docx", *more).out

    assert "\x1b[" not in run("cu.docx", "moi.docx").out
    assert "\x1b[" in run("cu.docx", "moi.docx", "--mau").out
    assert coloured()
    assert not coloured("--khong-mau")
    monkeypatch.setenv("TERM", "dumb")
    assert not coloured()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not coloured()
    assert coloured("--mau")
    run("cu.docx", "moi.docx", "--ra", "r.txt")
    assert b"\x1b[" not in (here / "r.txt").read_bytes()


def test_help_keeps_every_way_of_calling_on_lines_of_its_own(run: Run) -> None:
    said = run("--help").out
    assert "\\b" not in said
    assert [line.split("`")[1] for line in said.splitlines() if line.startswith("  `")] == [
        "vbhc diff A B", "vbhc diff THƯ_MỤC", "vbhc diff HEAD~1 THƯ_MỤC", "vbhc diff HEAD~3 HEAD THƯ_MỤC",
        "vbhc diff HEAD:A.docx B.docx",
    ]  # fmt: skip


# --- what cannot be compared ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "cách gọi: vbhc diff A B"),
        (["", "cu.docx"], "tên để trống"),
        (["cu.docx"], "không dùng git thì chỉ rõ hai bản: vbhc diff A B"),
        (["cu.docx", "khong.docx"], "khong.docx: không có tệp hay thư mục này"),
        (["khong.docx", "cu.docx"], "khong.docx: không có tệp hay thư mục này"),
        (["cu.docx", "moi.docx", "x"], "chỉ rõ hai bản"),
        (["HEAD~1", "cu.docx"], "không nằm trong kho git nào"),
        (["cu.docx", "data/2026"], "không phải một văn bản"),
        (["cu.docx", "."], "không phải một văn bản"),
        (["cu.docx", "data/co_quan/skhcn.yaml"], "chỉ đọc được tệp Word"),
        (["cu.docx", os.devnull], "không phải tệp thường"),
        (["x" * 300 + ".docx", "cu.docx"], "không mở được (tên quá dài)"),
        (["cu.docx", "moi.docx", "--dang", "xml"], "'xml' không phải một trong"),
        (["cu.docx", "moi.docx", "--dang", "json", "--stat"], "chỉ dùng với --dang chu"),
        (["cu.docx", "moi.docx", "--stat", "--words"], "chọn một"),
        (["cu.docx", "moi.docx", "--xoa"], "không có tuỳ chọn"),
        (["\x1b[31m.docx", "cu.docx"], "\ufffd[31m.docx: không có"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(here: Path, run: Run, words: list[str], said: str) -> None:
    refused(run(*words), said)


def sheet() -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


BAD: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "rong.docx": (lambda _: b"", "hỏng"),
    "cut.docx": (lambda data: data[: len(data) // 2], "hỏng"),
    "gan-het.docx": (lambda data: data[:-10], "hỏng"),
    "ngau-nhien.docx": (lambda _: random.Random(1).randbytes(5000), "hỏng"),
    "pdf.docx": (lambda _: b"%PDF-1.7\n", "hỏng"),
    "that.pdf": (lambda _: b"%PDF-1.7\n", "chỉ đọc được tệp Word"),
    "mat-khau.docx": (lambda _: OLE, "mật khẩu"),
    "bom.docx": (lambda data: broken(data, "word/styles.xml", b"</w:styles>", b" " * 5_000_000), "bom nén"),
    "xml.docx": (lambda data: broken(data, "word/document.xml", b"</w:body>", b"</w:bod"), "XML hỏng"),
    "khai-bao.docx": (
        lambda data: broken(data, "word/document.xml", b"<w:document", b'<!DOCTYPE a [<!ENTITY x "y">]><w:document'),
        "DOCTYPE",
    ),
    "bang-tinh.docx": (lambda _: sheet(), "không phải văn bản Word"),
    "bang-tinh.xlsx": (lambda _: sheet(), "không phải văn bản Word"),
    "rong.txt": (lambda _: b" \n", "không có chữ nào"),
    "tcvn.txt": (lambda _: b"K\xd5 ho\xb9ch", "UTF-8"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_file_that_is_no_document_is_named(here: Path, run: Run, name: str) -> None:
    make, said = BAD[name]
    (here / name).write_bytes(make((here / "cu.docx").read_bytes()))
    before = files(here)
    for words in ((name, "cu.docx"), ("cu.docx", name)):
        done = run(*words, "--dang", "html", "--ra", "ra.html", "--word", "ra.docx")
        refused(done, said)
        assert name in done.err
    assert files(here) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_may_never_end_is_not_read(here: Path, run: Run) -> None:
    os.mkfifo(here / "ong.docx")
    os.mkfifo(here / "ong.html")
    refused(run("ong.docx", "cu.docx"), "không phải tệp thường")
    refused(run("cu.docx", "moi.docx", "--dang", "html", "--ra", "ong.html"), "không ghi đè")


def test_data_with_a_slip_say_where(here: Path, run: Run) -> None:
    slip = here / "data" / "2026" / "moi" / "van_ban.yaml"
    slip.write_text(LATER.replace("luu: VT, VP", "luu: [VT"), encoding="utf-8")
    refused(run("cu.docx", "data/2026/moi"), "data/2026/moi/van_ban.yaml:18:9: lỗi: dấu ngoặc mở mà không đóng")


def test_versions_that_hold_no_document_are_told_as_such(here: Path, run: Run) -> None:
    for args in (("init", "-q", "-b", "main"), ("add", "-A"),
                 ("-c", "user.name=Lan", "-c", "user.email=l@s", "commit", "-qm", "Bản đầu")):  # fmt: skip
        subprocess.run(["git", *args], check=True, capture_output=True)
    refused(run("HEAD", "data"), "data (HEAD): thư mục này không phải một văn bản")
    refused(run("HEAD", "."), ". (HEAD): thư mục này không phải một văn bản")
    refused(run("HEAD~4", "cu.docx"), "lịch sử không dài đến thế")
    refused(run("mian", "cu.docx"), "có phải “main”")
    refused(run("HEAD;rm -rf x", "cu.docx"), "không có phiên bản")
    refused(run("HEAD:cu.doc", "cu.docx"), "cu.doc: không có trong phiên bản")
    (here / "sau.docx").write_bytes((here / "moi.docx").read_bytes())
    refused(run("sau.docx"), "sau.docx: không có trong phiên bản")
    assert run("data/2026/cu").code == 0
    assert run("HEAD:data/2026/cu", "moi.docx").out.endswith(SAID)


# --- what it writes ---------------------------------------------------------------------------------------------------


def test_a_report_is_written_over_an_earlier_report_only(here: Path, run: Run) -> None:
    """What `--ra` may replace is told by its words, not by its name: a person has .html, .json and .txt files too."""
    for form, one in reporting.dang().items():
        first = run("cu.docx", "moi.docx", "--dang", form, "--ra", f"ra{one.duoi}")
        assert (first.code, first.out) == (1, f"Đã ghi báo cáo: ra{one.duoi}\n3 thay đổi: 1 bỏ, 2 sửa.\n")
        mine = here / f"cua-toi{one.duoi}"
        mine.write_text('{"name": "cua-toi"}\n<!doctype html>\n', encoding="utf-8")
        before = files(here)
        refused(run("cu.docx", "moi.docx", "--dang", form, "--ra", mine), "đã có tệp này")
        assert files(here) == before
        if form != "chu":
            assert run("cu.docx", "cu.docx", "--dang", form, "--ra", f"ra{one.duoi}").code == 0
            assert files(here) != before


@pytest.mark.parametrize(
    ("ra", "dang", "said"),
    [
        ("cu.docx", "chu", "đuôi này không phải của tệp báo cáo"),
        ("./data/../moi.docx", "html", "đuôi này không phải của tệp báo cáo"),
        ("moi-nua.DOCX", "html", "đuôi này không phải của tệp báo cáo"),
        ("data/2026/cu/van_ban.yaml", "json", "đuôi này không phải của tệp báo cáo"),
        ("so-sanh.html", "chu", "thêm --dang html"),
        ("so-sanh.HTM", "json", "thêm --dang html"),
        ("so-sanh.json", "html", "thêm --dang json"),
        ("data", "chu", "là thư mục"),
        ("x" * 300 + ".html", "html", "không ghi được (tên quá dài)"),
        ("cu.docx/x.html", "html", "không ghi được"),
    ],
)
def test_a_report_goes_under_a_name_of_a_report(here: Path, run: Run, ra: str, dang: str, said: str) -> None:
    before = files(here)
    refused(run("cu.docx", "moi.docx", "--dang", dang, "--ra", ra), said)
    assert files(here) == before


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("cu.docx", "đã có tệp này"),
        ("./moi.docx", "đã có tệp này"),
        ("treo.docx", "đã có tệp này"),
        ("duyet.doc", "đuôi .docx"),
        ("", "đuôi .docx"),
        ("data", "là thư mục"),
    ],
)
def test_the_word_file_takes_no_other_files_place(here: Path, run: Run, word: str, said: str) -> None:
    (here / "treo.docx").symlink_to("khong-co.docx")
    before = files(here)
    refused(run("cu.docx", "moi.docx", "--word", word, "--dang", "html", "--ra", "ra.html"), said)
    assert files(here) == before


@pytest.mark.parametrize(("make", "said"), [(signed, "đã ký số"), (strict, "Strict")])
def test_a_draft_that_carries_no_marks_is_compared_all_the_same(
    here: Path, run: Run, make: Callable[[bytes], bytes], said: str
) -> None:
    (here / "goc.docx").write_bytes(make((here / "cu.docx").read_bytes()))
    before = files(here)
    done = run("goc.docx", "moi.docx", "--word", "duyet.docx", "--dang", "html", "--ra", "ra.html")
    refused(done, said)
    assert "goc.docx: " in done.err
    assert "không có --word thì vẫn so được" in done.err
    assert files(here) == before  # not half of what was asked for
    done = run("goc.docx", "moi.docx")
    assert (done.code, done.out.partition("\n\n")[2]) == (1, SAID)
    assert run("cu.docx", "goc.docx", "--word", "duyet.docx").code == 0


def test_the_word_file_is_marked_and_says_when_there_is_nothing_to_judge(here: Path, run: Run) -> None:
    done = run("cu.docx", "moi.docx", "--word", "duyet.docx")
    assert (done.code, done.err) == (1, "Đã ghi tệp Word có thay đổi theo dõi: duyet.docx\n")
    assert done.out.endswith(SAID)
    told = run("duyet.docx", "moi.docx")
    assert told.code == 0
    assert "thay đổi theo dõi chưa duyệt: so như đã chấp nhận tất cả" in told.out
    (here / "tu-choi.docx").write_bytes(archive.pack(revisions.reject(archive.read(here / "duyet.docx", "tệp Word"))))
    assert run("tu-choi.docx", "cu.docx").out.endswith("\nKhông có thay đổi nào.\n")
    assert "không có chỗ nào để duyệt" in run("cu.docx", "cu.docx", "--word", "giong.docx").err


def test_hostile_words_do_not_become_marks_of_a_page(here: Path, run: Run) -> None:
    evil = DOCUMENT.replace("Làm cho tốt.", "'</script><script>alert(1)</script> <img src=x onerror=alert(1)>'")
    (here / "data" / "2026" / "moi" / "van_ban.yaml").write_text(evil, encoding="utf-8")
    name = "<script>alert(1)<b>.docx"
    (here / name).write_bytes((here / "cu.docx").read_bytes())
    assert run(name, "data/2026/moi", "--dang", "html", "--ra", "ra.html").code == 1
    page = (here / "ra.html").read_text(encoding="utf-8")
    assert page.count("<script>") == page.count("</script>") == 1
    assert "&lt;script&gt;alert(1)" in page
    assert "<img" not in page
    said = json.loads(run(name, "data/2026/moi", "--dang", "json", "--mau").out)
    assert (said["version"], said["a"]["ten"]) == (1, name)
    assert any("<script>alert(1)</script>" in one["moi"] for one in said["thay_doi"])


# --- as a program among others ----------------------------------------------------------------------------------------

PROGRAM = [sys.executable, "-m", "vbhc", "diff"]


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="a POSIX shell closes the output")
def test_a_closed_or_full_output_is_no_bug_of_ours(here: Path) -> None:
    closed = subprocess.run(["sh", "-c", 'exec "$@" >&-', "sh", *PROGRAM, "cu.docx", "moi.docx"],
                            capture_output=True, check=False)  # fmt: skip
    assert (closed.returncode, closed.stderr) == (1, b"")
    if Path("/dev/full").exists():
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run([*PROGRAM, "cu.docx", "moi.docx"], stdout=full, stderr=subprocess.PIPE, check=False)
        assert (done.returncode, done.stderr.decode()) == (2, "vbhc: không in ra được (đĩa hết chỗ)\n")


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="a POSIX shell makes the pipe")
def test_a_reader_that_leaves_early_and_a_poor_locale(here: Path) -> None:
    piped = subprocess.run(["sh", "-c", '"$@" --dang json | head -n 1', "sh", *PROGRAM, "cu.docx", "moi.docx"],
                           capture_output=True, check=False)  # fmt: skip
    assert (piped.stdout, piped.stderr) == (b"{\n", b"")
    (here / "kế hoạch.docx").write_bytes((here / "cu.docx").read_bytes())
    env = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
    done = subprocess.run([*PROGRAM, "kế hoạch.docx", "moi.docx"], capture_output=True, check=False,
                          env=env | {"LC_ALL": "C"})  # fmt: skip
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.decode() == f"cũ  kế hoạch.docx\nmới moi.docx\n\n{SAID}"


@pytest.mark.slow
@pytest.mark.libreoffice
def test_old_word_files_are_read_and_carry_no_marks(here: Path, run: Run) -> None:
    libreoffice.convert(here / "cu.docx", here / "cu.doc")
    done = run("cu.doc", "moi.docx", "--dang", "json")
    assert done.code == 1
    changes = {(one["loai"], one["phan"]) for one in json.loads(done.out)["thay_doi"] if one["loai"] != "định dạng"}
    assert changes == {("sửa", "Mục I"), ("sửa", "Mục II"), ("bỏ", "Nơi nhận")}
    refused(run("cu.doc", "moi.docx", "--word", "duyet.docx"), "cu.doc: bản trước không phải tệp Word .docx")


def test_an_old_word_file_that_is_none_is_not_read_as_text(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.doc"
    path.write_bytes(bytes(range(32, 127)) * 20)
    said = run(path, path)
    assert said.code == 2
    assert "hỏng" in said.err
