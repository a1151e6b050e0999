"""Judging measured: by the length of the annex, and a thousand files."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from pathlib import Path

from bench import seconds, with_docxtpl, with_vbhc


def with_check(data: bytes) -> dict[str, Callable[[], object]]:
    """Judging one file at hand, whole and by its three steps."""
    from vbhc import archive, recognising
    from vbhc.rules import BoiCanh, engine
    from vbhc.word import seeing

    view = seeing.view_of(archive.members(data, "bench", "tệp Word"), "bench")
    document = recognising.doc(view)
    context = BoiCanh("bench")
    return {
        "read": lambda: seeing.view_of(archive.members(data, "bench", "tệp Word"), "bench"),
        "recognise": lambda: recognising.doc(view),
        "judge": lambda: engine.soat(document, context),
        "whole": lambda: engine.soat(
            recognising.doc(seeing.view_of(archive.members(data, "bench", "tệp Word"), "bench")), context
        ),
    }


def report(folder: Path, documents: dict[int, Path]) -> None:
    """Judging: by the length of the annex, beside docxtpl's render of the same table; and 1,000 files on 1 and 2 processes."""
    from concurrent.futures import ProcessPoolExecutor

    from vbhc import checking
    from vbhc.rules import ke

    print(f"\ncheck, {len(ke())} rules: warm ms for a document of five pages and an annex of so many rows")
    print(f"{'rows':>7} {'read':>9} {'recognise':>10} {'judge':>9} {'whole':>9} {'×docxtpl':>9}")
    took: dict[int, float] = {}
    for count, document in documents.items():
        jobs = dict(with_check(with_vbhc(document)[-1]()))
        jobs["docxtpl"] = with_docxtpl(folder / "plain.docx", count)
        times = seconds(jobs, rounds=9 if count <= 200 else 3)
        took[count] = times["whole"]
        print(f"{count:>7} " + " ".join(f"{times[k] * 1000:>9.1f}" for k in ("read", "recognise", "judge", "whole"))
              + f" {times['docxtpl'] / times['whole']:>9.1f}")  # fmt: skip
    growth = math.log(took[10_000] / took[2_000]) / math.log(5)
    print(f"growth exponent 2,000 → 10,000 rows: {growth:.2f} (1 is linear)")
    data = with_vbhc(documents[20])[-1]()
    many = folder / "nghin"
    many.mkdir()
    for n in range(1000):
        (many / f"{n:04}.docx").write_bytes(data)
    found = checking.sources(None, (many,))
    start = time.perf_counter()
    checking.check_all(None, found[:250], checking.Cach(gon=True))
    alone = (time.perf_counter() - start) * 4
    start = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        checking.check_all(None, found, checking.Cach(gon=True), executor=pool)
    together = time.perf_counter() - start
    print(f"1,000 documents: one process {alone:.1f} s (250 measured), two {together:.1f} s, ×{alone / together:.2f}")
