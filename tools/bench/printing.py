"""Printing measured beside docxtpl and two programs in Node, by the length of the annex; and cold starts."""

from __future__ import annotations

import math
import statistics
from pathlib import Path

from bench import ROOT, SIZES, cpu, peak, peers, picture, plain_template, seconds, with_docxtpl, with_vbhc

PICTURE = ROOT / "docs" / "toc-do.svg"


def cold(folder: Path, document: Path) -> None:
    """CPU of fresh processes."""
    built = []
    for _ in range(5):
        for old in (folder / "output").rglob("*.docx"):
            old.unlink()
        built.append(cpu("-m", "vbhc", "build", str(document)))
    bare = statistics.median(cpu("-c", "") for _ in range(5))
    helped = statistics.median(cpu("-m", "vbhc", "--help") for _ in range(5))
    print(f"cold, CPU: python {bare * 1000:.0f} ms, vbhc --help {helped * 1000:.0f} ms, "
          f"one document from data to file {statistics.median(built) * 1000:.0f} ms")  # fmt: skip


def report(folder: Path, documents: dict[int, Path], draw: bool) -> None:
    """The table of times, ratios, sizes and memory; with `draw` the picture in docs/ anew."""
    plain_template(folder / "plain.docx")
    others = peers.NAMES if peers.ready() else ()
    if others:
        peers.prepare(folder, SIZES)
    else:
        print("docxtemplater and carbone are not to be had (node, npm): left out")
    lines: dict[str, dict[int, float]] = {}
    print(f"{'rows':>7}  {'':<16}{'ms':>10}{'× ours':>9}{'bytes':>10}{'peak MB':>9}")
    for count, document in documents.items():
        rounds = 15 if count <= 200 else 5
        print_only, whole = with_vbhc(document)
        by_docxtpl = with_docxtpl(folder / "plain.docx", count)
        jobs = {"docxtpl": by_docxtpl, "vbhc print": print_only, "vbhc whole way": whole}
        took = seconds(jobs, rounds)
        for name, job in jobs.items():
            memory = peak(name, str(folder), str(count))
            _line(count, name, took[name], took["vbhc print"], len(job()), memory)  # type: ignore[arg-type]
            lines.setdefault(name, {})[count] = took[name]
        for name in others:
            found = peers.measure(name, folder, count, rounds)
            _line(count, name, found.seconds, took["vbhc print"], found.size, found.mb)
            lines.setdefault(name, {})[count] = found.seconds
    ours = lines["vbhc print"]
    for name in ("vbhc print", "vbhc whole way"):
        growth = math.log(lines[name][10_000] / lines[name][200]) / math.log(50)
        print(f"{name}: growth exponent 200 → 10,000 rows {growth:.2f} (1 is linear)")
    ratios = ", ".join(f"{lines['docxtpl'][n] / ours[n]:.0f}× at {n:,}" for n in ours)
    print(
        f"docxtpl takes {ratios} rows; from data to file {1 / lines['vbhc whole way'][20]:.0f} documents of 20 rows a second"
    )
    if draw:
        PICTURE.write_text(picture.svg("One document, warm: seconds by rows (log)", lines), encoding="utf-8")
        print(f"drawn: {PICTURE.relative_to(ROOT)}")


def _line(count: int, name: str, took: float, ours: float, size: int, memory: float) -> None:
    print(f"{count:>7}  {name:<16}{took * 1000:>10.2f}{took / ours:>9.1f}{size:>10,}{memory:>9.0f}")
