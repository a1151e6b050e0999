"""The sample documents, printed, read as text: any change on any page shows here as a line.

Refresh after looking at the pages: pytest tests/test_golden.py --cap-nhat
"""

from __future__ import annotations

from pathlib import Path

import pytest

from vbhc import pipeline
from vbhc.loading.workspace import Workspace
from vbhc.problems import Severity
from vbhc.word import reading

ROOT = Path(__file__).parents[1]
SPACE = Workspace(ROOT)
SAMPLES = SPACE.documents()
GOLDEN = Path(__file__).parent / "golden"


def test_there_are_six_samples_and_no_golden_is_left_behind() -> None:
    names = {f"{f.parent.name}-{f.name}.txt" for f in SAMPLES}
    assert len(names) == 6
    assert {p.name for p in GOLDEN.iterdir()} == names


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda f: f.name)
def test_sample_prints_as_its_golden(folder: Path, tmp_path: Path, cap_nhat: bool) -> None:
    loaded = pipeline.load(SPACE, folder)
    assert loaded.value is not None, loaded.problems
    data, problems = pipeline.print_bytes(SPACE, loaded.value)
    # A sample is in form: nothing an office would have to mend.
    assert [p for p in (*loaded.problems, *problems) if p.severity >= Severity.CANH_BAO] == []
    path = tmp_path / "in.docx"
    path.write_bytes(data)
    text = reading.as_text(path)
    golden = GOLDEN / f"{folder.parent.name}-{folder.name}.txt"
    if cap_nhat:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
