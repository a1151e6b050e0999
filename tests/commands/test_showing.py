"""What a list of many rows tells: every row that needs a hand, and of the rest no more than anybody reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from shared import DOCUMENT
from vbhc import commands
from vbhc.commands import _running, _showing
from vbhc.loading.workspace import Workspace
from vbhc.pipeline import Printed
from vbhc.problems import Place, Problem, Severity


def fault(row: int, severity: Severity = Severity.LOI, file: str = "ds.csv") -> Problem:
    return Problem(Place(file, cell=f"A{row}" if row else ""), severity, "x/y", "điều gì đó")


def of_row(space: Workspace, row: int, viec: str, *problems: Problem) -> Printed:
    folder = space.data / "2026" / "tb"
    tep = None if viec == "không in" else space.output / "2026" / "tb" / f"{row}.docx"
    return Printed(folder, tep, viec, problems, f"hàng {row}")


@pytest.fixture
def told(space: Workspace, capsys: pytest.CaptureFixture[str]) -> Callable[[Iterable[Printed]], list[str]]:
    def tell(done: Iterable[Printed]) -> list[str]:
        tally = _showing.Tally(space)
        for one in done:
            tally.add(one)
        tally.show()
        return capsys.readouterr().out.splitlines()

    return tell


def test_rows_with_errors_come_before_all_remarks_and_are_never_crowded_out(space: Workspace, told: Callable) -> None:
    said = told([
        *(of_row(space, n, "để nguyên", fault(n, Severity.THONG_TIN)) for n in range(1, 61)),
        of_row(space, 61, "không in", fault(61)),
        of_row(space, 62, "đã in", fault(62)),
        *(of_row(space, n, "đã in", fault(n, Severity.CANH_BAO)) for n in range(63, 71)),
    ])  # fmt: skip
    assert said[:4] == [
        "ds.csv: A61: lỗi: điều gì đó [x/y]", "không in: data/2026/tb (hàng 61)",
        "ds.csv: A62: lỗi: điều gì đó [x/y]", "đã in: output/2026/tb/62.docx (hàng 62)",
    ]  # fmt: skip
    assert len(said) == 4 + 2 * 50 + 3
    assert said[-3] == (
        "… và 18 bản nữa của danh sách data/2026/tb không có lỗi, chỉ được nhắc như trên (8 có cảnh báo, "
        "10 có thông tin)."
    )
    assert said[-1] == "60 để nguyên, 1 không in, 9 đã in; 2 lỗi, 8 cảnh báo, 60 thông tin."


def test_of_very_many_bad_rows_the_later_ones_are_named_in_a_line(space: Workspace, told: Callable) -> None:
    said = told(of_row(space, n, "không in", fault(n)) for n in range(1, 301))
    assert sum(line.startswith("không in: ") for line in said) == 50
    assert said[100].startswith("… và 250 bản nữa của danh sách data/2026/tb có điều cần xem: hàng 51; hàng 52; ")
    assert said[100].endswith("; hàng 200; …; sửa các chỗ trên rồi chạy lại.")
    assert len(said) == 103


def test_what_is_wrong_with_every_row_is_told_once_with_their_number(space: Workspace, told: Callable) -> None:
    broken, own = fault(0, file="templates/thong_bao.docx"), fault(7)
    said = told([*(of_row(space, n, "không in", broken) for n in range(1, 301)), of_row(space, 301, "không in", own)])
    assert said[:4] == [
        "templates/thong_bao.docx: lỗi: điều gì đó [x/y]",
        "không in: data/2026/tb (hàng 1) và 299 hàng nữa, cùng lỗi ấy",
        "ds.csv: A7: lỗi: điều gì đó [x/y]",
        "không in: data/2026/tb (hàng 301)",
    ]
    assert said[-1] == "301 không in; 2 lỗi."


def test_the_same_fault_of_texts_with_marks_is_told_once_and_the_rows_are_named(
    space: Workspace, add: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = DOCUMENT + "kinh_gui: Tổ <<Việc>>\ntron: {nguon: ds.csv, khoa: Việc}\n"
    add(text, ds__csv="Việc\n" + "".join(f"Thứ {n}\n" for n in range(1, 31)))
    assert run(space, monkeypatch, "build", "--khong-soat", "-j", "1") == _running.FAULTS
    said = capsys.readouterr().out
    assert said.count("lỗi: ") == 1
    assert "(hàng 2, “Thứ 1”: <<Việc>> là “Thứ 1”)" in said
    assert "(hàng 2, “Thứ 1”) và 29 hàng nữa, cùng lỗi ấy: hàng 3, “Thứ 2”; hàng 4, “Thứ 3”; " in said
    assert "hàng 22, “Thứ 21”; …\n" in said


def run(space: Workspace, monkeypatch: pytest.MonkeyPatch, *args: str) -> int:
    monkeypatch.chdir(space.root)
    return _running.run(commands.cli, list(args))


@pytest.mark.parametrize("verb", [("build", "--khong-soat"), ("check",)])
def test_a_document_out_of_its_place_is_warned_of(
    verb: tuple[str, ...], space: Workspace, add: Callable[..., Path], monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    add(nam="2026/quy-1", name="tb")
    run(space, monkeypatch, *verb)
    said = capsys.readouterr()
    where = said.err if verb[0] == "check" else said.out
    assert "data/2026/quy-1/tb/van_ban.yaml: cảnh báo: " in where
    assert "→ Chuyển thư mục ấy thành data/2026/quy-1-tb\n" in where
    assert "dữ liệu không có lỗi" not in said.out
    if verb[0] == "build":
        assert said.out.endswith("không có văn bản nào; 1 cảnh báo.\n")
        assert run(space, monkeypatch, *verb, "--muc-do", "canh-bao") == _running.FAULTS
        assert run(space, monkeypatch, *verb, "data/2026/quy-1") == _running.CANNOT
        assert "data/2026/quy-1-tb" in capsys.readouterr().err


def test_a_broken_template_of_a_list_is_told_once(
    space: Workspace, add: Callable[..., Path], copy_templates: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    text = DOCUMENT.replace("một việc", "việc <<Việc>>") + "tron: {nguon: ds.csv, khoa: Việc}\n"
    add(text, ds__csv="Việc\n" + "".join(f"Thứ {n}\n" for n in range(1, 31)))
    (copy_templates / "ke_hoach.docx").write_bytes(b"PK")
    assert run(space, monkeypatch, "build", "--khong-soat", "-j", "1") == _running.CANNOT
    said = capsys.readouterr().out
    assert said.count("lỗi: ") == 1
    assert "(hàng 2, “Thứ 1”) và 29 hàng nữa, cùng lỗi ấy\n" in said
