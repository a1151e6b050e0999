"""How fast, how much memory: cold and warm, and annexes of growing length beside plain docxtpl, in one run.

Run: make bench. Prints ratios; absolute times are this machine's own. Each figure is the median of interleaved
rounds; peak memory is that of a fresh process doing one job.
"""

from __future__ import annotations

import io
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
SIZES = (20, 200, 2_000, 10_000)
COLUMNS = ("noi_dung", "chu_tri", "phoi_hop", "san_pham", "thoi_han")

AGENCY = """\
ten: Sở Khoa học và Công nghệ
chu_quan: UBND thành phố Hải Phòng
viet_tat: SKHCN
dia_danh: Hải Phòng
nguoi_ky: {giam-doc: {chuc_vu: [Giám đốc], ho_ten: Nguyễn Văn An}}
"""
DOCUMENT = """\
loai: KH
co_quan: skhcn
ngay_ban_hanh: 2026-04
trich_yeu: Triển khai nhiệm vụ năm 2026
mo_dau: "Sở Khoa học và Công nghệ xây dựng Kế hoạch như sau:"
muc_dich: |
{paragraphs}
noi_dung: [Các nhiệm vụ tại Phụ lục kèm theo.]
to_chuc_thuc_hien: |
  1. Các phòng, đơn vị thực hiện.
noi_nhan: [Sở Nội vụ]
luu: VT, VP
nguoi_ky: giam-doc
phu_luc:
  - tieu_de: Danh mục nhiệm vụ
    huong: ngang
    bang:
      nguon: bang.csv
      stt: có
      cot:
{columns}
"""
SENTENCE = (
    "Tăng cường thông tin, tuyên truyền về các chủ trương, chính sách, văn bản chỉ đạo của Trung ương, của thành phố"
)


def rows(count: int) -> list[dict[str, str]]:
    """The same rows for every contender."""
    return [{c: f"{SENTENCE[: 30 + 7 * i]} {n}" for i, c in enumerate(COLUMNS)} for n in range(1, count + 1)]


def workspace(folder: Path, count: int) -> Path:
    """A workspace with one document whose annex has `count` rows; returns the document's folder."""
    (folder / "data/co_quan").mkdir(parents=True, exist_ok=True)
    (folder / "data/co_quan/skhcn.yaml").write_text(AGENCY, encoding="utf-8")
    document = folder / f"data/2026/kh-{count}"
    document.mkdir(parents=True, exist_ok=True)
    columns = "\n".join(f"        - {{khoa: {c}, tieu_de: {c}}}" for c in COLUMNS)
    paragraphs = "\n".join(f"  - {SENTENCE}." for _ in range(30))
    text = DOCUMENT.format(paragraphs=paragraphs, columns=columns)
    (document / "van_ban.yaml").write_text(text, encoding="utf-8")
    lines = [";".join(COLUMNS), *(";".join(r.values()) for r in rows(count))]
    (document / "bang.csv").write_text("\n".join(lines), encoding="utf-8")
    return document


def plain_template(path: Path) -> None:
    """A template as people write it with docxtpl: a loop of paragraphs, a table row in a loop."""
    import docx

    document = docx.Document()
    for text in ("{{ trich_yeu }}", "{%p for d in doan %}", "{{ d }}", "{%p endfor %}"):
        document.add_paragraph(text)
    table = document.add_table(rows=4, cols=len(COLUMNS) + 1)
    for cell, text in zip(table.rows[0].cells, ("STT", *COLUMNS), strict=True):
        cell.text = text
    table.rows[1].cells[0].text = "{%tr for r in hang %}"
    for cell, text in zip(table.rows[2].cells, ("loop.index", *(f"r.{c}" for c in COLUMNS)), strict=True):
        cell.text = f"{{{{ {text} }}}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    document.save(str(path))


def with_docxtpl(template: Path, count: int) -> Callable[[], bytes]:
    """The job done by docxtpl alone, from rows in memory to bytes."""
    from docxtpl import DocxTemplate

    data = {"trich_yeu": "Triển khai", "doan": [SENTENCE] * 30, "hang": rows(count)}

    def run() -> bytes:
        document = DocxTemplate(template)
        document.render(data)
        target = io.BytesIO()
        document.save(target)
        return target.getvalue()

    return run


def with_vbhc(document: Path) -> tuple[Callable[[], bytes], Callable[[], bytes]]:
    """Our own: printing alone, and the whole way from YAML and CSV through validation to bytes."""
    from vbhc import composing, pipeline
    from vbhc.loading.workspace import Workspace
    from vbhc.word.render import render

    space = Workspace(document.parents[2])

    def whole() -> bytes:
        loaded = pipeline.load(space, document)
        assert loaded.value is not None, loaded.problems
        printed = composing.ban_in(loaded.value).value
        assert printed is not None
        out = render(printed, pipeline.find_template(space, printed.template), "bench", "").value
        assert out is not None
        return out

    loaded = pipeline.load(space, document).value
    assert loaded is not None
    ready = composing.ban_in(loaded).value
    assert ready is not None
    template = pipeline.find_template(space, ready.template)

    def print_only() -> bytes:
        out = render(ready, template, "bench", "").value
        assert out is not None
        return out

    return print_only, whole


def seconds(jobs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median wall time of each job; the rounds are interleaved so that noise falls on all alike."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for job in jobs.values():
        job()
    for _ in range(rounds):
        for name, job in jobs.items():
            start = time.perf_counter()
            job()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(t) for name, t in times.items()}


def cpu(*arguments: str) -> float:
    """CPU seconds of a fresh process."""
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, arguments
    return usage.ru_utime + usage.ru_stime


def peak(*arguments: str) -> float:
    """Peak MB of a fresh process of this file, told by itself (what wait4 tells holds the parent's own peak)."""
    out = subprocess.run([sys.executable, __file__, *arguments], capture_output=True, text=True, check=True).stdout
    return float(out)


def one_job(name: str, folder: str, count: str) -> None:
    """What a child process does: one contender, one size, once; then tell the peak memory in MB."""
    if name == "docxtpl":
        with_docxtpl(Path(folder) / "plain.docx", int(count))()
    else:
        with_vbhc(Path(folder) / f"data/2026/kh-{count}")[1]()
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(int(status.split("VmHWM:")[1].split()[0]) / 1024)


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


def bench_check(folder: Path, documents: dict[int, Path]) -> None:
    """Judging: by the length of the annex, beside docxtpl's render of the same table; and 1,000 files on 1 and 2 processes."""
    from concurrent.futures import ProcessPoolExecutor

    from vbhc import checking
    from vbhc.rules import ke

    print(f"\ncheck, {len(ke())} rules: warm ms for a document of five pages and an annex of so many rows")
    print(f"{'rows':>7} {'read':>9} {'recognise':>10} {'judge':>9} {'whole':>9} {'×docxtpl':>9}")
    took: dict[int, float] = {}
    for count, document in documents.items():
        jobs = dict(with_check(with_vbhc(document)[1]()))
        jobs["docxtpl"] = with_docxtpl(folder / "plain.docx", count)
        times = seconds(jobs, rounds=9 if count <= 200 else 3)
        took[count] = times["whole"]
        print(f"{count:>7} " + " ".join(f"{times[k] * 1000:>9.1f}" for k in ("read", "recognise", "judge", "whole"))
              + f" {times['docxtpl'] / times['whole']:>9.1f}")  # fmt: skip
    growth = math.log(took[10_000] / took[2_000]) / math.log(5)
    print(f"growth exponent 2,000 → 10,000 rows: {growth:.2f} (1 is linear)")
    data = with_vbhc(documents[20])[1]()
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


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain_template(folder / "plain.docx")
        documents = {n: workspace(folder, n) for n in SIZES}
        cold = []
        for _ in range(5):
            for old in (folder / "output").rglob("*.docx"):
                old.unlink()
            cold.append(cpu("-m", "vbhc", "build", str(documents[20])))
        bare = statistics.median(cpu("-c", "") for _ in range(5))
        helped = statistics.median(cpu("-m", "vbhc", "--help") for _ in range(5))
        print(f"cold, CPU: python {bare * 1000:.0f} ms, vbhc --help {helped * 1000:.0f} ms, "
              f"one document from data to file {statistics.median(cold) * 1000:.0f} ms")  # fmt: skip
        print(f"{'rows':>7} {'docxtpl':>10} {'print':>10} {'whole':>10} {'×print':>8} {'×whole':>8} "
              f"{'MB docxtpl':>11} {'MB vbhc':>9}")  # fmt: skip
        ours: dict[int, float] = {}
        for count, document in documents.items():
            print_only, whole = with_vbhc(document)
            jobs = {"docxtpl": with_docxtpl(folder / "plain.docx", count), "print": print_only, "whole": whole}
            took = seconds(jobs, rounds=9 if count <= 200 else 3)
            ours[count] = took["whole"]
            peaks = [peak(who, name, str(count)) for who in ("docxtpl", "vbhc")]
            print(f"{count:>7} {took['docxtpl'] * 1000:>8.1f}ms {took['print'] * 1000:>8.1f}ms "
                  f"{took['whole'] * 1000:>8.1f}ms {took['docxtpl'] / took['print']:>8.1f} "
                  f"{took['docxtpl'] / took['whole']:>8.1f} {peaks[0]:>11.0f} {peaks[1]:>9.0f}")  # fmt: skip
        growth = math.log(ours[10_000] / ours[2_000]) / math.log(5)
        print(f"growth exponent 2,000 → 10,000 rows, whole way: {growth:.2f} (1 is linear)")
        print(f"warm: {1 / ours[20]:.1f} documents per second, 20 rows each, one process")
        bench_check(folder, documents)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        one_job(*sys.argv[1:])
    else:
        main()
