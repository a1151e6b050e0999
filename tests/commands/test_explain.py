"""`vbhc explain`: a rule's page by code, id or near miss."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from vbhc import commands
from vbhc.commands import _running
from vbhc.rules import ke

Run = Callable[..., SimpleNamespace]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def go(*args: str) -> SimpleNamespace:
        code = _running.run(commands.cli, ["explain", *args])
        said = capsys.readouterr()
        return SimpleNamespace(code=code, out=said.out, err=said.err)

    return go


@pytest.mark.parametrize("name", ["quoc_hieu/dau_noi", "N30-01-2a", "n30-01-2A", "[quoc_hieu/dau_noi]", "dau_noi"])
def test_a_page_by_code_by_id_and_by_the_end_of_its_code(run: Run, name: str) -> None:
    said = run(name)
    assert said.code == 0
    assert said.out.startswith("quoc_hieu/dau_noi (N30-01-2a): Dấu nối trong Tiêu ngữ\nlỗi · tự sửa được\n")
    assert "Sai: Độc lập – Tự do – Hạnh phúc" in said.out
    assert "Phụ lục I, Phần I, Mục II, khoản 1, điểm b\n  Tiêu ngữ" in said.out


@pytest.mark.parametrize("name", ["quoc_hieu/dau_nooi", "dau_nooi", "quốc hiệu dấu nối sai"])
def test_a_near_miss_is_told(run: Run, name: str) -> None:
    said = run(name)
    assert said.code == 2
    assert "có phải “quoc_hieu/dau_noi”?" in said.err


def test_nothing_near_points_to_the_list(run: Run) -> None:
    said = run("xyzxyz")
    assert (said.code, said.out) == (2, "")
    assert "vbhc explain" in said.err


def test_without_a_name_all_rules_are_listed(run: Run) -> None:
    out = run().out
    assert all(code in out for code in ke())
    assert "Quốc hiệu và Tiêu ngữ\n" in out


@pytest.mark.parametrize("name", sorted(ke()))
def test_every_rule_has_a_page_with_a_clause(run: Run, name: str) -> None:
    said = run(name)
    assert said.code == 0
    assert said.out.count("\n") > 5
