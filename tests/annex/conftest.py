"""A document's folder, and the table made from what lies in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from vbhc.annex import lap_bang
from vbhc.model.phu_luc import Bang


class ThuMuc:
    """A folder with a spreadsheet, and the table that `lap_bang` makes from it."""

    def __init__(self, path: Path):
        self.path = path
        self.problems = ()

    def lap(self, *, nhiem_vu=(), don_vi=None, dong=7, **bang):
        """The table; its problems stay in `problems`."""
        bang.setdefault("cot", [{"khoa": "a", "tieu_de": "Nhiệm vụ"}, {"khoa": "b", "tieu_de": "Chủ trì"}])
        outcome = lap_bang(Bang.model_validate(bang), "b1", self.path, "kh/van_ban.yaml", dong, nhiem_vu, don_vi or {})
        self.problems = outcome.problems
        return outcome.value

    def ma(self, label="lỗi"):
        """The codes of the problems of a severity, in order."""
        return [p.code.removeprefix("phu_luc/") for p in self.problems if p.severity.label == label]

    def mot(self, code):
        """The only problem with this code."""
        (found,) = [p for p in self.problems if p.code == f"phu_luc/{code}"]
        return found


@pytest.fixture
def thu_muc(tmp_path):
    return ThuMuc(tmp_path)
