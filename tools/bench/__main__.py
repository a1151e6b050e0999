"""python tools/bench [print|many|check|diff …] [--draw]: measure all, or some; see `bench`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import bench
from bench import comparing, judging, many, printing


def main(wanted: list[str]) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents = {n: bench.workspace(folder, n) for n in bench.SIZES}
        if "print" in wanted:
            printing.cold(folder, documents[20])
            printing.report(folder, documents, draw="--draw" in wanted)
        if "many" in wanted:
            many.report(folder)
        if "check" in wanted:
            bench.plain_template(folder / "plain.docx")
            judging.report(folder, documents)
    if "diff" in wanted:
        comparing.report()


if __name__ == "__main__":
    asked = sys.argv[1:]
    if asked[:1] == ["peak-of-job"]:
        bench.one_job(*asked[1:])
    elif asked[:1] == ["peak-of-diff"]:
        comparing.one_diff(asked[1])
    else:
        main(asked if {*asked} - {"--draw"} else ["print", "many", "check", "diff", *asked])
