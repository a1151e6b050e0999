"""The proof of the rules: right documents by the hundred, one thing broken at a time, every answer counted.

Run: make prove [or: python tools/prove.py --docs 300 --per-case 6 --lo]. Bases are the cases' own right documents, the
printed samples and generated documents, each as printed, as typed by hand (styles flattened to direct formats), and
as LibreOffice saves it. For every rule: planted, found, and what else was said. Exit 1 unless all is found and nothing
else is said.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "rules"))

import rules_generate  # noqa: E402 - found only after the path is set
from rules_foreign import typed_by_hand  # noqa: E402
from rules_harness import RIENG, Base, Case, NotThere, base, bases, cases, judge, planted, spoken  # noqa: E402

from vbhc.loading import workspace as ws  # noqa: E402
from vbhc.problems import Severity  # noqa: E402
from vbhc.word import libreoffice  # noqa: E402

Answer = tuple[str, str, str, bool, tuple[str, ...]]
"""Rule, case, base, found, what else was said."""
Job = tuple[list[Case], Base, str]


def right_documents(count: int, folder: Path) -> list[Base]:
    """Bases of all three sources, as printed."""
    samples = ws.Workspace(ROOT)
    out = [*bases().values(), *(base(samples, found) for found in ws.document_folders(samples, ()))]
    made = rules_generate.write(folder, count)
    return [*out, *(base(ws.Workspace(folder.resolve()), found) for found in made)]


def resaved(bases: list[Base], folder: Path) -> list[Base]:
    """The same documents as LibreOffice saves them, many in one call."""
    program = libreoffice.find()
    if program is None:
        return []
    before, after = folder / "vao", folder / "ra"
    before.mkdir()
    for i, one in enumerate(bases):
        (before / f"{i}.docx").write_bytes(one.data)
    for start in range(0, len(bases), 40):
        names = [str(before / f"{i}.docx") for i in range(start, min(start + 40, len(bases)))]
        subprocess.run(
            [str(program), "--headless", "--norestore", f"-env:UserInstallation={(folder / 'ho-so').as_uri()}",
             "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(after), *names],
            check=True, capture_output=True, timeout=900,
        )  # fmt: skip
    return [replace(one, data=(after / f"{i}.docx").read_bytes()) for i, one in enumerate(bases)]


def run(job: Job) -> list[Answer]:
    """One base: silent as it is, and with each case planted."""
    wanted, one, kind = job
    found = judge(one.data, one.boi_canh, one.im_lang).findings
    own = spoken(found)
    loud = tuple(sorted({f.quy_tac for f in found if f.muc > Severity.THONG_TIN}))
    out: list[Answer] = [("(văn bản đúng)", "", f"{one.ten} [{kind}]", True, loud)]
    for case in wanted:
        try:
            data, known = planted(case, one)
        except NotThere:
            continue
        said = spoken(judge(data, known, one.im_lang).findings) - own
        others = set(said) - {case.quy_tac} - set(case.them) - set(own)
        found = not case.sai or case.quy_tac in said
        if not case.sai and case.quy_tac in said:
            others.add(case.quy_tac)
        out.append((case.quy_tac, case.mo_ta, f"{one.ten} [{kind}]", found, tuple(sorted(others))))
    return out


def chosen(every: list[Case], one: Base, kind: str, share: float) -> list[Case]:
    """The cases tried on a base: all on the cases' own documents, an even share, always the same, on the others."""
    silent = dict(one.im_lang)
    own = one.ten in bases()
    fit = [
        c
        for c in every
        if kind in c.kieu and (one.ten in c.mau or (not c.mau and one.ten != RIENG)) and c.quy_tac not in silent
    ]
    if own:
        return fit
    fit = [c for c in fit if not c.rieng]
    dice = random.Random(f"{one.ten} {kind}")
    return [c for c in fit if dice.random() < share]


def main() -> int:
    """Plant, judge, count, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--docs", type=int, default=200, help="generated documents")
    options.add_argument("--per-case", type=float, default=8, help="bases tried with each case, besides the cases' own")
    options.add_argument("--lo", action="store_true", help="also as LibreOffice saves them")
    options.add_argument("--rule", default="", help="only rules whose code begins so")
    asked = options.parse_args()
    every = [c for c in cases() if not c.kho and c.quy_tac.startswith(asked.rule)]
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        printed = right_documents(asked.docs, folder / "sinh")
        variants = {"goc": printed, "go_tay": [replace(b, data=typed_by_hand(b.data)) for b in printed]}
        if asked.lo:
            variants["lo"] = resaved(printed, folder)
            shutil.rmtree(folder / "ho-so", ignore_errors=True)
        share = asked.per_case / max(len(printed), 1)
        jobs = [(chosen(every, one, kind, share), one, kind) for kind, found in variants.items() for one in found]
        with ProcessPoolExecutor(os.cpu_count()) as pool:
            answers = [a for found in pool.map(run, jobs, chunksize=4) for a in found]
    return report(answers, every, time.perf_counter() - start)


def report(answers: list[Answer], every: list[Case], took: float) -> int:
    """The table, what was missed and what was said besides; 0 when all is as it must be."""
    right = [a for a in answers if not a[1]]
    wrong = [a for a in answers if a[1]]
    breaks = {(c.quy_tac, c.mo_ta) for c in every if c.sai}
    rows: dict[str, Counter[str]] = {}
    for rule, what, _, found, others in wrong:
        row = rows.setdefault(rule, Counter())
        row["planted" if (rule, what) in breaks else "right"] += 1
        row["found"] += found and (rule, what) in breaks
        row["others"] += bool(others)
    print(f"{'rule':<34}{'planted':>9}{'found':>8}{'near misses':>13}{'else':>6}")
    for rule, row in sorted(rows.items()):
        print(f"{rule:<34}{row['planted']:>9}{row['found']:>8}{row['right']:>13}{row['others']:>6}")
    total: Counter[str] = sum(rows.values(), Counter())
    loud = [a for a in right if a[4]]
    print(f"{'all':<34}{total['planted']:>9}{total['found']:>8}{total['right']:>13}{total['others']:>6}")
    recall = total["found"] / max(total["planted"], 1)
    precision = total["found"] / max(total["found"] + total["others"] + len(loud), 1)
    print(f"{len(right)} right documents, {len(loud)} of them not silent; recall {recall:.4f}, precision {precision:.4f}; "
          f"{len(answers)} judgements in {took:.0f} s")  # fmt: skip
    for rule, what, where, found, others in [*loud, *wrong]:
        if not found or others:
            print(f"  {'MISSED ' if not found else 'ELSE '}{rule}: {what} in {where}: {', '.join(others)}")
    never = {c.quy_tac for c in every if c.sai} - {rule for rule, row in rows.items() if row["planted"]}
    for rule in sorted(never):
        print(f"  NEVER PLANTED {rule}")
    return int(bool(loud or never or total["others"] or total["found"] != total["planted"]))


if __name__ == "__main__":
    sys.exit(main())
