"""Speed as ratios of one run: beside plain docxtpl, and beside ourselves on more rows. Nothing is held to the clock."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from word_van_ban import compose, dossier, print_it

from vbhc.model.ban_in import HangIn
from vbhc.word import patch

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

import bench

pytestmark = pytest.mark.slow
PLAN = compose(dossier())


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


def test_new_tables_take_time_by_their_rows_and_no_more(tmp_path: Path) -> None:
    jobs = {}
    for n in (500, 4_000):
        rows = tuple(HangIn((str(i), f"Việc {i}", "Văn phòng"), khoa=f"v{i}") for i in range(n))
        annex = PLAN.phu_luc[0]
        assert annex.bang is not None
        plan = replace(PLAN, phu_luc=(replace(annex, bang=replace(annex.bang, hang=rows)),))
        path = tmp_path / f"{n}.docx"
        path.write_bytes(print_it(plan))
        more = replace(annex.bang, hang=(*rows, HangIn(("x", "Việc mới", "Văn phòng"), khoa="x")))
        jobs[str(n)] = partial(patch.replace_tables, path, "x", [more], "x", force=False)
    took = cpu_seconds(jobs, rounds=1)
    assert took["4000"] < 8 * 2 * took["500"]


def test_time_grows_with_the_rows_and_no_faster(tmp_path: Path) -> None:
    jobs = {str(n): bench.with_vbhc(bench.workspace(tmp_path, n))[0] for n in (1_000, 8_000)}
    took = cpu_seconds(jobs, rounds=3)
    assert took["8000"] < 8 * 1.5 * took["1000"]
