"""`vbhc log` at a terminal: what is shown of versions and units, hostile commits, options, exit codes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from life_kho import POINTS, Kho, kho
from vbhc import commands
from vbhc.commands import _running
from vbhc.model.doi_song import DoiSong, DongNguon, NguonGoc
from vbhc.reporting import life as reporting

LATE = POINTS[0].replace("15/02", "28/02")
Run = Callable[..., SimpleNamespace]


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kho:
    for name in [k for k in os.environ if k.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    made = kho(tmp_path / "kho")
    monkeypatch.chdir(made.root)
    return made


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def go(*args: object) -> SimpleNamespace:
        code = _running.run(commands.cli, ["log", *(str(a) for a in args)])
        said = capsys.readouterr()
        return SimpleNamespace(code=code, out=said.out, err=said.err)

    return go


def test_versions_are_told_as_a_reviewer_reads_them(repo: Kho, run: Run) -> None:
    first = repo.version("Dự thảo lần 1")
    second = repo.version("Gia hạn theo ý kiến Giám đốc", "Trần Thị B", points=(LATE, *POINTS[1:]))
    repo.put(points=(LATE, *POINTS[1:]), recipients=("Sở Nội vụ",))
    done = run(repo.name)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "chưa commit\n"
        "  Nơi nhận: bỏ 1 (Lãnh đạo Sở)\n"
        "\n"
        f"{second[:8]} · 04/03/2026 08:03 · Trần Thị B · Gia hạn theo ý kiến Giám đốc\n"
        "  Mục III.1, thời hạn: 15/02 → 28/02\n"
        "\n"
        f"{first[:8]} · 03/03/2026 08:02 · Nguyễn Văn A · Dự thảo lần 1\n"
        "  bản đầu tiên\n"
    )
    assert "\x1b[" in run(repo.name, "--mau", "-n", 1).out
    assert (
        run(repo.name, "--phan", "Mục I").out == "data/2026/kh-thu: không có thay đổi nào ở “Mục I” trong khoảng này.\n"
    )


@pytest.mark.slow
def test_units_are_told_with_their_versions(repo: Kho, run: Run) -> None:
    first = repo.version("Dự thảo")
    second = repo.version("Gia hạn", "Trần Thị B", points=(LATE, *POINTS[1:]))
    repo.put(points=(LATE, *POINTS[1:]), recipients=("Sở Nội vụ", "Báo Hải Phòng"))
    done = run(repo.name, "--blame", "--phan", "Mục III")
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0] == "Mục III"
    assert lines[2].startswith(f"  {second[:8]} 04/03/2026 Trần Thị B    1. Văn phòng Sở tổng hợp")
    assert lines[3].startswith(f"  {first[:8]} 03/03/2026 Nguyễn Văn A  2. Phòng Quản lý")
    whole = [" ".join(line.split()) for line in run(repo.name, "--blame", "--tu", "HEAD~1").out.splitlines()]
    assert "chưa commit - Báo Hải Phòng;" in whole
    assert "trước đó - Sở Nội vụ;" in whole
    assert f"{second[:8]} 04/03/2026 Trần Thị B 1. {LATE}" in whole


def test_json_holds_the_same(repo: Kho, run: Run) -> None:
    repo.version("Dự thảo")
    second = repo.version("Gia hạn", "Trần Thị B", points=(LATE, *POINTS[1:]))
    found = json.loads(run(repo.name, "--dang", "json").out)
    assert (found["version"], found["ten"], len(found["lan"])) == (1, repo.name, 2)
    late = found["lan"][0]
    assert late["commit"] == {"hash": second, "tac_gia": "Trần Thị B", "thoi_diem": "2026-03-04T08:03:00+07:00",
                              "tieu_de": "Gia hạn"}  # fmt: skip
    assert (late["viec"], late["thay_doi"][0]["vi_tri"]) == ("sửa", "Mục III.1")
    lines = json.loads(run(repo.name, "--dang", "json", "--blame").out)["dong"]
    assert {one["commit"]["tieu_de"] for one in lines} == {"Dự thảo", "Gia hạn"}
    assert [one["chu"] for one in lines if one["commit"]["tieu_de"] == "Gia hạn"] == [f"1. {LATE}"]


@pytest.mark.slow
def test_hostile_names_and_subjects_harm_no_terminal(repo: Kho, run: Run) -> None:
    evil = "\x1b]0;x\x07\x1b[2J\u202eđảo\u2066 <b>{0} %s"
    repo.version("Dự thảo", evil)
    repo.version(f"{evil}\n\nthân", "Người \r xoá dòng", points=(LATE, *POINTS[1:]))
    repo.version("", "x" * 3000, points=(LATE, *POINTS[2:]))
    for asked in ((), ("--blame",), ("--dang", "json"), ("--dang", "json", "--blame")):
        done = run(repo.name, *asked)
        assert done.code == 0, done.err
        assert not set("\x1b\x07\r") & set(done.out), asked
        if "json" not in asked:
            assert not set("\u202e\u2066") & set(done.out)
        else:
            json.loads(done.out)
    assert max(map(len, run(repo.name, "--blame").out.splitlines())) < 200


def test_a_time_that_is_none_is_shown_as_git_has_it(repo: Kho, run: Run) -> None:
    repo.version("Dự thảo")
    repo.put(points=(LATE, *POINTS[1:]))
    repo.git("add", "-A")
    tree = repo.git("write-tree")
    up = repo.git("rev-parse", "HEAD")
    who = "author a <a@b> 99999999999999 +9959\ncommitter a <a@b> 1 +0700"
    raw = f"tree {tree}\nparent {up}\n{who}\n\nx\n"
    path = repo.root / "c"
    path.write_text(raw, encoding="utf-8")
    made = repo.git("hash-object", "-t", "commit", "-w", "--literally", "c")
    path.unlink()
    repo.git("reset", "-q", "--hard", made)
    done = run(repo.name)
    assert done.code == 0, done.err
    assert f"{made[:8]} · " in done.out


def test_reports_are_written_and_no_document_is_written_over(repo: Kho, run: Run) -> None:
    repo.version("Dự thảo")
    done = run(repo.name, "--ra", "doi-song.txt", "--mau")
    assert (done.code, done.out) == (0, "Đã ghi báo cáo: doi-song.txt\n")
    assert "bản đầu tiên" in (repo.root / "doi-song.txt").read_text(encoding="utf-8")
    yaml = repo.folder / "van_ban.yaml"
    before = yaml.read_bytes()
    assert run(repo.name, "--ra", yaml).code == 2
    assert yaml.read_bytes() == before


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (("data/2026/kh-khac",), "không có trên đĩa"), (("data",), "không phải một văn bản"),
        (("data/2026/kh-thu", "--tu", "khong-co"), "không có phiên bản “khong-co”"),
        (("data/2026/kh-thu", "--tu", "khong-co.docx"), "không có phiên bản"),
        (("data/2026/kh-thu", "--den", "--output=x"), "không có phiên bản"),
        (("data/2026/kh-thu", "--phan", "Mục IX"), "các phần: "), (("data/2026/kh-thu", "-n", "0"), "khoảng"),
        (("data/2026/kh-thu", "-n", "2", "--blame"), "--tu"), ((), "thiếu"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_ends_with_two(repo: Kho, run: Run, args: tuple[str, ...], why: str) -> None:
    repo.version("Dự thảo")
    done = run(*args)
    assert (done.code, done.out) == (2, "")
    assert why in done.err
    assert not (repo.root / "x").exists()


def test_every_form_tells_an_empty_life() -> None:
    assert set(reporting.dang()) == {"chu", "json"}
    for form in reporting.dang().values():
        assert form.viet(DoiSong("x", ())).endswith("\n")
        assert form.viet(NguonGoc("x", (DongNguon("", "", "doan", "\x1b[0m lời", None),)), mau=False).endswith("\n")
