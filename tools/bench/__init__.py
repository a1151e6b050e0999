"""How fast, how much memory: everything beside its peers, in one run.

Run: make bench. Ratios count; absolute times are this machine's own. Each figure is the median of interleaved rounds;
peak memory is that of a fresh process doing one job. Here are the jobs and the clocks; `__main__` runs them all.
"""

from __future__ import annotations

import gc
import io
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SIZES = (20, 200, 2_000, 10_000)
TEMPLATES = {"docxtpl": "plain.docx", "docxtpl, same form": "same.docx"}
COLUMNS = ("noi_dung", "chu_tri", "phoi_hop", "san_pham", "thoi_han")
_OF_A_GROUP = 10  # rows, under a row with the group's name

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
      nhom: nhom
      cot:
{columns}
"""
SENTENCE = (
    "Tăng cường thông tin, tuyên truyền về các chủ trương, chính sách, văn bản chỉ đạo của Trung ương, của thành phố"
)


def rows(count: int) -> list[dict[str, str]]:
    """The same rows for every contender."""
    return [{c: f"{SENTENCE[: 30 + 7 * i]} {n}" for i, c in enumerate(COLUMNS)} for n in range(1, count + 1)]


def data(count: int) -> dict[str, object]:
    """What a template without a program behind it is given: numbers and groups made beforehand."""
    numbered = [{"stt": n, **row} for n, row in enumerate(rows(count), start=1)]
    groups = [numbered[i : i + _OF_A_GROUP] for i in range(0, count, _OF_A_GROUP)]
    return {
        "trich_yeu": "Triển khai", "doan": [SENTENCE] * 30,
        "nhom": [{"so": n, "ten": _group(n), "hang": group} for n, group in enumerate(groups, start=1)],
    }  # fmt: skip


def sheet(count: int) -> list[list[str]]:
    """The rows as a sheet has them, under its heads: the group is one more column."""
    body = [[*row.values(), _group(i // _OF_A_GROUP + 1)] for i, row in enumerate(rows(count))]
    return [[*COLUMNS, "nhom"], *body]


def _group(number: int) -> str:
    return f"Nhóm nhiệm vụ thứ {number}"


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
    (document / "bang.csv").write_text("\n".join(map(";".join, sheet(count))), encoding="utf-8")
    return document


_LOOP = (
    ("{%tr for n in nhom %}",),
    ("{{ n.so }}", "{{ n.ten }}"),
    ("{%tr for r in n.hang %}",),
    ("{{ r.stt }}", *(f"{{{{ r.{c} }}}}" for c in COLUMNS)),
    ("{%tr endfor %}",),
    ("{%tr endfor %}",),
)
"""The words of a template's rows: a group's name, its rows, and what repeats both."""


def plain_template(path: Path) -> None:
    """A template as people write it with docxtpl: a loop of paragraphs, groups of table rows in two loops."""
    template(path, ("{{ trich_yeu }}", "{%p for d in doan %}", "{{ d }}", "{%p endfor %}"), _LOOP)


def template(path: Path, paragraphs: Sequence[str], body: Sequence[Sequence[str]]) -> None:
    """A template of Word's default form; a row of two words is a group's, its name over all columns but the first."""
    import docx

    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    table = document.add_table(rows=1 + len(body), cols=len(COLUMNS) + 1)
    for row, texts in zip(table.rows, [("STT", *COLUMNS), *body], strict=True):
        if len(texts) == 2:
            row.cells[1].merge(row.cells[-1])
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    document.save(str(path))


def same_template(path: Path, printed: bytes) -> None:
    """A template that has docxtpl print our own document: what we printed, its paragraphs and rows made loops."""
    import docx

    document = docx.Document(io.BytesIO(printed))
    for paragraph, text in zip(_ours(document), ("{%p for d in doan %}", "{{ d }}", "{%p endfor %}"), strict=False):
        paragraph.runs[0].text = text
    for paragraph in _ours(document):
        paragraph._p.getparent().remove(paragraph._p)
    _, group, *rows = document.tables[-1].rows
    kept = [rows[0], group, *rows[1:5]]
    group._tr.getparent().insert(group._tr.getparent().index(rows[0]._tr) + 1, group._tr)
    for row, texts in zip(kept, _LOOP, strict=True):
        cells = row._tr.tc_lst
        for cell, text in zip(cells, [*texts, *[""] * len(cells)], strict=False):
            docx.table._Cell(cell, document.tables[-1]).paragraphs[0].runs[0].text = text
    for row in rows[5:]:
        row._tr.getparent().remove(row._tr)
    document.save(str(path))


def _ours(document: Any) -> list[Any]:
    return [paragraph for paragraph in document.paragraphs if SENTENCE in paragraph.text]


def with_docxtpl(template: Path, count: int) -> Callable[[], bytes]:
    """The job done by docxtpl alone, from rows in memory to bytes."""
    values = data(count)
    return lambda: _by_docxtpl(template, values)


def from_yaml(template: Path, path: Path, count: int) -> Callable[[], bytes]:
    """The whole way as people write it: the rows as YAML mappings, read by PyYAML, through docxtpl; nothing checked."""
    import yaml

    path.write_text(yaml.safe_dump(data(count), allow_unicode=True), encoding="utf-8")
    return lambda: _by_docxtpl(template, yaml.safe_load(path.read_text(encoding="utf-8")))


def _by_docxtpl(template: Path, values: dict[str, object]) -> bytes:
    from docxtpl import DocxTemplate

    document = DocxTemplate(template)
    document.render(values)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


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


def seconds(
    jobs: Mapping[str, Callable[[], object]], rounds: int, clock: Callable[[], float] = time.perf_counter
) -> dict[str, float]:
    """Median time of each job; the rounds are interleaved so that noise falls on all alike.

    As in timeit, what one job leaves to be tidied up is not tidied in the time of another. With
    `time.process_time` for a clock it is CPU time, which other programs on the machine disturb less.
    """
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for job in jobs.values():
        job()
    gc.collect()
    gc.freeze()  # what is there for good is not walked again before each job, which would empty the CPU's caches
    for _ in range(rounds):
        for name, job in jobs.items():
            gc.collect()
            bytearray(2**16)  # at a large block the C library joins all the small ones that were freed
            gc.disable()
            start = clock()
            job()
            times[name].append(clock() - start)
            gc.enable()
    gc.unfreeze()
    return {name: statistics.median(t) for name, t in times.items()}


def cpu(*arguments: str) -> float:
    """CPU seconds of a fresh process."""
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, arguments
    return usage.ru_utime + usage.ru_stime


def peak(*arguments: str) -> float:
    """Peak MB of a fresh process, told by itself (what wait4 tells holds the parent's own peak)."""
    job = [sys.executable, str(Path(__file__).with_name("__main__.py")), *arguments]
    out = subprocess.run(job, capture_output=True, text=True, check=True).stdout
    return float(out)


def one_job(name: str, folder: str, count: str) -> None:
    """What a child process does: one contender, one size, once; then tell the peak memory in MB."""
    document = Path(folder) / f"data/2026/kh-{count}"
    if name.startswith("docxtpl"):
        with_docxtpl(Path(folder) / TEMPLATES[name], int(count))()
    else:
        with_vbhc(document)[name == "vbhc whole way"]()
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(int(status.split("VmHWM:")[1].split()[0]) / 1024)
