"""The comparison measured: how much of what was edited is told, how fast, how much memory; beside python-redlines.

Times are medians of interleaved rounds, warm; ratios are of one
run. python-redlines (its Docxodus engine) is measured where it is installed; otherwise the report says so.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tests" / "compare"), str(ROOT / "tests" / "rules")]

import compare_drafts  # noqa: E402 - found only after the path is set
import compare_edits  # noqa: E402
from compare_matching import Score  # noqa: E402
from compare_proof import MAKES  # noqa: E402

import prove_diff  # noqa: E402
from bench import seconds  # noqa: E402
from vbhc import archive, compare, recognising  # noqa: E402
from vbhc.compare.redlining import plan  # noqa: E402
from vbhc.word import ns, seeing, tracked  # noqa: E402
from vbhc.word.ns import w  # noqa: E402

_ROWS = ("row_inserted", "row_deleted", "row_moved", "cell_changed")
_MARKS = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")
_MOST_SECONDS, _MOST_MB = 3.0, 500.0
"""What two annexes of 2,000 rows may take."""


@dataclass(frozen=True)
class Files:
    """Two files to compare, and words that stand in every place where they differ ("" where that is not asked)."""

    name: str
    a: bytes
    b: bytes
    only: str = ""
    large: bool = False


def pairs() -> list[Files]:
    """Ten edits in some five pages; one row put into 200 numbered ones; 200 edits of rows among 2,000."""
    out = []
    for name, n, rows, count, kinds in (
        ("5 pages, 10 edits", 2, 0, 10, ()),
        ("200 rows, 1 put in", 7, 200, 1, ("row_inserted",)),
        ("2,000 rows, 200 edits", 7, 2_000, 200, _ROWS),
    ):
        a = compare_drafts.make(n, rows)
        b, made = compare_edits.script(a, "bench", count, kinds)
        only = made[0].what.split(" | ")[0] if count == 1 else ""
        out.append(Files(name, compare_drafts.printed(a), compare_drafts.printed(b), only, rows > 1_000))
    return out


def diff(files: Files) -> Any:
    """From two files' bytes to the comparison."""
    return compare.so_sanh(*(
        recognising.doc(seeing.view_of(archive.members(data, name, "tệp Word"), name))
        for data, name in ((files.a, "A"), (files.b, "B"))
    ))  # fmt: skip


def redline(files: Files) -> bytes:
    """From two files' bytes to the bytes of the file with tracked changes."""
    parts = archive.members(files.a, "A", "tệp Word")
    made = tracked.apply_some(parts, plan(diff(files)).edits, ai="bench", khi="2026-01-01T00:00:00Z")
    return archive.pack(made.parts)


def docxodus() -> Callable[[Files], bytes] | None:
    """The same job done by python-redlines, where it is installed."""
    try:
        from python_redlines import DocxodusEngine
    except ImportError:
        return None
    engine = DocxodusEngine()
    return lambda files: engine.run_redline("bench", files.a, files.b)[0]


def revisions(data: bytes, only: str = "") -> tuple[int, int]:
    """Tracked insertions, deletions and moves of a file: all, and those outside the row that holds the words `only`."""
    tree = ns.parse(archive.members(data, "kết quả", "tệp Word")[ns.DOCUMENT], "kết quả")
    marks = [node for name in _MARKS for node in tree.iter(w(name))]
    rows = [next((a for a in node.iterancestors(w("tr"))), None) for node in marks]
    return len(marks), sum(row is None or only not in "".join(t.text or "" for t in row.iter(w("t"))) for row in rows)


def told(docs: int = 60) -> None:
    """Precision and recall, single edits and ten at once, in every make; `make prove` is the large one."""
    print(f"\ndiff: edits made and told, {docs} documents each")
    print(f"{'make':<26}" + "".join(f"{f'{c} edit(s)':>9}{'recall':>9}{'precision':>11}" for c in (1, 10)))
    for make in MAKES:
        line = f"{make:<26}"
        for count in (1, 10):
            score = Score()
            for job in prove_diff.jobs(docs if count == 1 else docs // 10, 60_000, make, count, ""):
                score.add(prove_diff.run(job))
            line += f"{score.made.total():>9}{score.recall:>9.4f}{score.precision:>11.4f}"
        print(line)


def report() -> None:
    """Times, then how much is told."""
    speed()
    told()


def speed() -> None:
    """Times of each pair, and of python-redlines on the same; revisions it and we write."""
    other = docxodus()
    print("\ndiff: warm ms from two files' bytes")
    print(f"{'pair':<24}{'diff':>9}{'redline':>9}{'docxodus':>10}{'×diff':>8}{'×redline':>10}"
          f"{'revisions':>11}{'false':>7}{'docxodus':>10}{'false':>7}")  # fmt: skip
    for files in pairs():
        jobs: dict[str, Callable[[], object]] = {"diff": lambda f=files: diff(f), "redline": lambda f=files: redline(f)}
        beside = None if files.large else other  # it takes minutes on the large pair
        if beside is not None:
            jobs["docxodus"] = lambda f=files, g=beside: g(f)
        took = seconds(jobs, rounds=3 if files.large else 7)
        theirs = took.get("docxodus", 0.0)
        ours = revisions(redline(files), files.only)
        row = f"{files.name:<24}{took['diff'] * 1000:>9.0f}{took['redline'] * 1000:>9.0f}"
        if beside is None:
            row += f"{'–':>10}{'–':>8}{'–':>10}{ours[0]:>11}{_false(ours, files):>7}"
        else:
            found = revisions(beside(files), files.only)
            row += (f"{theirs * 1000:>10.0f}{theirs / took['diff']:>8.1f}{theirs / took['redline']:>10.1f}"
                    f"{ours[0]:>11}{_false(ours, files):>7}{found[0]:>10}{_false(found, files):>7}")  # fmt: skip
        print(row)
        if files.large:
            _peak(files, took["diff"])
    if other is None:
        print("python-redlines is not installed: left out (pip install 'python-redlines[docxodus]')")


def _false(counted: tuple[int, int], files: Files) -> str:
    return str(counted[1]) if files.only else "–"


def _peak(files: Files, took: float) -> None:
    """What the largest pair may take, in a process of its own for the memory."""
    with tempfile.TemporaryDirectory() as name:
        for letter, data in (("a", files.a), ("b", files.b)):
            (Path(name) / f"{letter}.docx").write_bytes(data)
        out = subprocess.run(
            [sys.executable, str(Path(__file__).parent), "peak-of-diff", name],
            capture_output=True,
            text=True,
            check=True,
        )
    peak = float(out.stdout)
    print(f"{'':<24}peak of diff {peak:.0f} MB (at most {_MOST_MB:.0f}: {_said(peak < _MOST_MB)}), "
          f"diff {took:.2f} s (at most {_MOST_SECONDS:.0f}: {_said(took < _MOST_SECONDS)})")  # fmt: skip


def _said(good: bool) -> str:
    return "kept" if good else "NOT KEPT"


def one_diff(folder: str) -> None:
    """What a child process does: one comparison, once; then tell the peak memory in MB."""
    a, b = ((Path(folder) / f"{letter}.docx").read_bytes() for letter in "ab")
    diff(Files("", a, b))
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(int(status.split("VmHWM:")[1].split()[0]) / 1024)
