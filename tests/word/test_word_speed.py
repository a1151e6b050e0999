"""Speed as ratios of one run: beside plain docxtpl, and beside ourselves on more rows. Nothing is held to the clock."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

import bench

pytestmark = pytest.mark.slow


def cpu_seconds(jobs: Mapping[str, Callable[[], object]], rounds: int = 5) -> dict[str, float]:
    """Median CPU time of each job, which other programs on the machine disturb little."""
    return bench.seconds(jobs, rounds, time.process_time)


@pytest.mark.parametrize("rows", [20, 500])
def test_printing_takes_a_fraction_of_what_docxtpl_takes(tmp_path: Path, rows: int) -> None:
    """Eleven to twenty-five times faster when this was written; less than half of that is asked, for bad moments."""
    print_only, whole = bench.with_vbhc(bench.workspace(tmp_path, rows))
    bench.plain_template(tmp_path / "plain.docx")
    bench.same_template(tmp_path / "same.docx", print_only())
    by_docxtpl = {name: bench.with_docxtpl(tmp_path / path, rows) for name, path in bench.TEMPLATES.items()}
    took = cpu_seconds(by_docxtpl | {"print": print_only, "whole": whole})
    assert took["docxtpl"] > 6 * took["print"]
    assert took["docxtpl, same form"] > 5 * took["print"]
    assert took["docxtpl"] > 1.5 * took["whole"]


def test_time_grows_with_the_rows_and_no_faster(tmp_path: Path) -> None:
    jobs = {str(n): bench.with_vbhc(bench.workspace(tmp_path, n))[0] for n in (1_000, 8_000)}
    took = cpu_seconds(jobs, rounds=3)
    assert took["8000"] < 8 * 1.5 * took["1000"]
