"""Printing measured beside docxtpl and two programs in Node, by the length of the annex; and cold starts.

Python's own are measured twice, on the wall and in CPU time; what runs in Node tells its wall time alone.
"""

from __future__ import annotations

import math
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from bench import (
    ROOT,
    SIZES,
    TEMPLATES,
    cpu,
    from_yaml,
    peak,
    peers,
    picture,
    plain_template,
    same_template,
    seconds,
    with_docxtpl,
    with_vbhc,
)

_LIBRARIES = """\
import click, yaml, lxml.etree, jinja2.sandbox
from pydantic import BaseModel
class A(BaseModel): x: int = 0"""

PICTURE = ROOT / "docs" / "toc-do.svg"


def cold(folder: Path, document: Path) -> None:
    """CPU of fresh processes. What the first of them keeps of a template the others find."""
    os.environ["VBHC_CACHE"] = str(folder / "kept")

    def built(*options: str) -> float:
        for old in (folder / "output").rglob("*.docx"):
            old.unlink()
        return cpu("-m", "vbhc", "build", str(document), *options)

    first = built("--khong-soat")
    jobs: dict[str, Callable[[], float]] = {
        "python": lambda: cpu("-c", ""),
        "python with pydantic, click, yaml, jinja2, lxml": lambda: cpu("-c", _LIBRARIES),
        "vbhc --help": lambda: cpu("-m", "vbhc", "--help"),
        "one document from data to file": lambda: built("--khong-soat"),
        "the same and judged": built,
    }
    print(f"cold, CPU ms (the very first document, its template not yet compiled: {first * 1000:.0f}):")
    for name, job in jobs.items():
        print(f"  {name}: {statistics.median(job() for _ in range(5)) * 1000:.0f}")


def report(folder: Path, documents: dict[int, Path], draw: bool) -> None:
    """The table of times, ratios, sizes and memory; with `draw` the picture in docs/ anew."""
    plain_template(folder / "plain.docx")
    same_template(folder / "same.docx", with_vbhc(documents[SIZES[0]])[0]())
    others = peers.NAMES if peers.ready() else ()
    if others:
        peers.prepare(folder, SIZES)
    else:
        print("docxtemplater and carbone are not to be had (node, npm): left out")
    lines: dict[str, dict[int, float]] = {}
    print(f"{'rows':>7}  {'':<19}{'ms':>10}{'CPU ms':>10}{'× ours':>9}{'bytes':>10}{'peak MB':>9}")
    for count, document in documents.items():
        rounds = 15 if count <= 200 else 5
        print_only, whole = with_vbhc(document)
        jobs = {name: with_docxtpl(folder / template, count) for name, template in TEMPLATES.items()}
        jobs |= {"vbhc print": print_only, "vbhc whole way": whole}
        took, spent = seconds(jobs, rounds), seconds(jobs, rounds, time.process_time)
        for name, job in jobs.items():
            memory = peak("peak-of-job", name, str(folder), str(count))
            _line(count, name, took[name], spent[name], took["vbhc print"], len(job()), memory)
            lines.setdefault(name, {})[count] = took[name]
        by_hand = {"docxtpl + PyYAML": from_yaml(folder / "plain.docx", folder / "rows.yaml", count)}
        slow = seconds(by_hand, min(rounds, 3))["docxtpl + PyYAML"]
        lines.setdefault("docxtpl + PyYAML", {})[count] = slow
        _line(count, "docxtpl + PyYAML", slow, None, took["vbhc print"])
        for name in others:
            found = peers.measure(name, folder, count, rounds)
            _line(count, name, found.seconds, None, took["vbhc print"], found.size, found.mb)
            lines.setdefault(name, {})[count] = found.seconds
    ours = lines["vbhc print"]
    for name in ("vbhc print", "vbhc whole way"):
        growth = math.log(lines[name][10_000] / lines[name][200]) / math.log(50)
        print(f"{name}: growth exponent 200 → 10,000 rows {growth:.2f} (1 is linear)")
    for name in TEMPLATES:
        ratios = ", ".join(f"{lines[name][n] / ours[n]:.0f}× at {n:,}" for n in ours)
        print(f"print alone: {name} takes {ratios} rows")
    whole_way = lines["vbhc whole way"]
    ratios = ", ".join(f"{lines['docxtpl + PyYAML'][n] / whole_way[n]:.0f}× at {n:,}" for n in whole_way)
    print(f"from data to file: docxtpl with PyYAML takes {ratios} rows; "
          f"ours makes {1 / whole_way[20]:.0f} documents of 20 rows a second")  # fmt: skip
    if draw:
        PICTURE.write_text(picture.svg("One document, warm: seconds by rows (log)", lines), encoding="utf-8")
        print(f"drawn: {PICTURE.relative_to(ROOT)}")


def _line(
    count: int, name: str, took: float, spent: float | None, ours: float, size: int = 0, memory: float = 0
) -> None:
    known = [f"{spent * 1000:>10.2f}" if spent is not None else f"{'':>10}", f"{took / ours:>9.1f}"]
    known += [f"{size:>10,}{memory:>9.0f}"] if size else []
    print(f"{count:>7}  {name:<19}{took * 1000:>10.2f}{''.join(known)}")
