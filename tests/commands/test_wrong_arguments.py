"""Ordinary slips in what is typed after a command end with one sentence; none is taken for a bug of ours."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fake_soffice import Soffice
from shared import DOCUMENT
from vbhc import commands
from vbhc.commands import _running
from vbhc.loading.workspace import Workspace

LONG = "a" * 300
OFFICE = ("--chu-quan", "", "--viet-tat", "A", "--dia-danh", "B", "--chuc-vu", "C", "--ho-ten", "D")
NEW = ("new", "KH", "--trich-yeu", "Một việc", "--luu", "VT", "--nguoi-ky", "giam-doc")
ANNEX = 'phu_luc: [{bang: {hang: "a\\nx", cot: [{khoa: a, tieu_de: A}]}}]\n'


@pytest.fixture
def office(
    space: Workspace, add: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Workspace:  # fmt: skip
    """A workspace with one document with an annex, and a file README.md; LibreOffice is there."""
    Soffice(tmp_path_factory.mktemp("lo"), monkeypatch)
    add(DOCUMENT + ANNEX)
    (space.root / "README.md").write_text("Của tôi", encoding="utf-8")
    monkeypatch.chdir(space.root)
    return space


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("init", "README.md", "--ten", "Sở", *OFFICE), "README.md: là tệp, không phải thư mục"),
        (("init", "README.md", "--mau"), "README.md: là tệp, không phải thư mục"),
        (("init", LONG, "--ten", "Sở", *OFFICE), "tên quá dài"),
        (("init", "moi", "--ten", "!!!", *OFFICE), "“!!!” không có chữ nào"),
        *(((verb, LONG), "tên quá dài") for verb in ("build", "annex", "pdf", "check", "text", "log", "diff")),
        (("annex", "data/2026/kh-thu", "--trong", "--tep", LONG), "tên quá dài"),
        (("annex", "data/2026/kh-thu", "--trong", "--tep", "khong.docx"), "chưa có tệp này"),
        ((*NEW, "--thu-muc", LONG), "tên quá dài"),
        ((*NEW, "--nam", "-5"), "không nằm trong khoảng 1900<=x<=2999"),
        ((*NEW, "--nam", "20266"), "không nằm trong khoảng"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, tuple) else "",
)
def test_a_slip_is_told_in_a_sentence_and_leaves_nothing_behind(
    office: Workspace, args: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(office.root.rglob("*"))
    code = _running.run(commands.cli, list(args))
    err = capsys.readouterr().err
    assert (code, err.startswith("vbhc: ")) == (_running.CANNOT, True), err
    assert said in err
    assert sorted(office.root.rglob("*")) == before


def test_a_subject_of_one_endless_word_gives_a_folder_all_the_same(office: Workspace) -> None:
    assert _running.run(commands.cli, ["new", "KH", "--trich-yeu", LONG, "--luu", "VT", "--nam", "2026"]) == _running.OK
    assert len(office.documents()) == 2


class Terminal(io.StringIO):
    """Somebody who types these lines."""

    def isatty(self) -> bool:
        return True


def test_a_wrong_answer_is_asked_again_and_the_right_ones_stand(
    office: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {p.name for p in (office.data / "2026").iterdir()}
    taken = next(iter(before)).removeprefix("kh-")
    typed = ["khac", "skhcn", taken, "Một  việc mới", "chanh", "pho", ""]
    monkeypatch.setattr("sys.stdin", Terminal("".join(f"{line}\n" for line in typed)))
    assert _running.run(commands.cli, ["new", "KH", "--nam", "2026"]) == 0
    said = capsys.readouterr().out
    assert said.count("Xin trả lời lại.") == 3
    for what in ("chưa có cơ quan “khac”; đang có: skhcn", "đã có thư mục này", "chưa có người ký “chanh”"):
        assert what in said
    (made,) = {p.name for p in (office.data / "2026").iterdir()} - before
    assert made == "kh-mot-viec-moi"
    text = (office.data / "2026" / made / "van_ban.yaml").read_text(encoding="utf-8")
    assert "trich_yeu: 'Một việc mới'" in text


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize("args", [["build"], ["build", "-j", "2"], ["--help"], ["explain"], ["schema"], ["check"]])
def test_an_output_that_is_full_closed_or_has_no_reader_is_no_bug_of_ours(office: Workspace, args: list[str]) -> None:
    def run(how: str) -> tuple[int, str]:
        command = ["bash", "-c", how, "bash", sys.executable, "-m", "vbhc", *args]
        done = subprocess.run(command, capture_output=True, check=False, timeout=60)
        return done.returncode, done.stderr.decode()

    assert run('exec "$@" >/dev/full') == (_running.CANNOT, "vbhc: không in ra được (đĩa hết chỗ)\n")
    assert run('exec "$@" >/dev/full 2>&1') == (_running.CANNOT, "")
    assert run('exec "$@" >/dev/null 2>&-')[0] in (_running.OK, _running.FAULTS)
    status, said = run('"$@" | true; exit ${PIPESTATUS[0]}')
    assert (status in (_running.OK, _running.FAULTS), said) == (True, "")
