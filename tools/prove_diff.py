"""The proof of the comparison: thousands of edits that are known, made in every way files come about, each told or not.

Run: python tools/prove_diff.py [--docs 300 --kind row_moved --show 20]. For each make (both files printed from data,
both typed by hand, one of each, B edited in Word from A's file) and for one edit and ten at once: edits made, found,
and what was told besides; by kind of edit; what was missed. Exit 1 unless recall and precision are at least 0.99 for
single edits and 0.95 for ten at once, in every make.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "compare"), str(ROOT / "tests" / "rules")]

import compare_matching  # noqa: E402 - found only after the path is set
from compare_matching import Score  # noqa: E402
from compare_proof import MAKES, kinds, trial  # noqa: E402

Job = tuple[int, str, int, str]
LEAST = {1: 0.99, 10: 0.95}


def run(job: Job) -> Score:
    """One trial; a law of texts and places that does not hold counts as told besides."""
    n, make, count, kind = job
    found = trial(n, make, count, (kind,) if kind else ())
    if found is None:
        return Score()
    broken = compare_matching.texts_hold(found.ss)
    found.score.extra += len(broken)
    found.score.misses += broken
    return found.score


def jobs(docs: int, first: int, make: str, count: int, only: str) -> list[Job]:
    """Single edits take the kinds in turn, so that each is tried as often."""
    every = [k for k in kinds(make) if k.startswith(only)]
    if count > 1:
        return [(first + n, make, count, "") for n in range(docs)]
    return [(first + n, make, 1, every[n % len(every)]) for n in range(docs)] if every else []


def main() -> int:
    """Make, compare, count, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--docs", type=int, default=300, help="documents for each make and number of edits")
    options.add_argument("--first", type=int, default=0, help="number of the first document")
    options.add_argument("--kind", default="", help="only single edits of kinds that begin so")
    options.add_argument("--make", default="", help="only makes that begin so")
    options.add_argument("--show", type=int, default=20, help="misses to print")
    asked = options.parse_args()
    start = time.perf_counter()
    scores: dict[tuple[str, int], Score] = {}
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for make in (m for m in MAKES if m.startswith(asked.make)):
            for count in (1,) if asked.kind else (1, 10):
                score = scores[make, count] = Score()
                for one in pool.map(run, jobs(asked.docs, asked.first, make, count, asked.kind), chunksize=4):
                    score.add(one)
    return report(scores, asked.show, time.perf_counter() - start)


def report(scores: dict[tuple[str, int], Score], show: int, took: float) -> int:
    """The tables; 0 when every make reaches what it must."""
    print(
        f"{'make':<26}{'at once':>8}{'made':>7}{'told':>7}{'recall':>9}{'precision':>11}{'too wide':>10}{'unnamed':>9}"
    )
    for (make, count), s in scores.items():
        print(f"{make:<26}{count:>8}{s.made.total():>7}{s.told:>7}{s.recall:>9.4f}{s.precision:>11.4f}"
              f"{len(s.wide):>10}{len(s.unnamed):>9}")  # fmt: skip
    total = Score()
    for score in scores.values():
        total.add(score)
    print(f"\n{'kind of edit':<28}{'made':>7}{'found':>7}{'recall':>9}")
    for kind, made in sorted(total.made.items()):
        print(f"{kind:<28}{made:>7}{total.hit[kind]:>7}{total.hit[kind] / made:>9.4f}")
    print(f"{'all':<28}{total.made.total():>7}{total.hit.total():>7}{total.recall:>9.4f}  "
          f"precision {total.precision:.4f}, {took:.0f} s")  # fmt: skip
    if total.confusion:
        print("\nedit → what was told that nothing asked for")
    for (kind, said), n in sorted(total.confusion.items(), key=lambda x: (-x[1], x[0])):
        print(f"{n:>5}  {kind} → {said}")
    for line in [*total.misses, *total.wide, *total.unnamed][:show]:
        print(line)
    return int(any(min(s.recall, s.precision) < LEAST[count] for (_, count), s in scores.items()))


if __name__ == "__main__":
    sys.exit(main())
