"""Many documents measured: a list of recipients, by one process and by two; and a long annex from Excel."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from bench import ROOT, seconds, sheet, with_vbhc, workspace

COUNT = 2_000
PER_DOCUMENT = 20


def merge(folder: Path, count: int, own_rows: bool) -> Path:
    """A workspace whose one document is made for each of `count` communes, with the same annex or its own rows."""
    document = workspace(folder, PER_DOCUMENT)
    path = document / "van_ban.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("mo_dau:", "tron: {nguon: ds.csv, khoa: Xã}\nmo_dau:", 1)
    text = text.replace("nhiệm vụ năm 2026", "nhiệm vụ năm 2026 tại xã <<Xã>>")
    if own_rows:
        text = text.replace("nguon: bang.csv", "nguon: bang.csv\n      loc: Xã")
    path.write_text(text, encoding="utf-8")
    communes = [f"Số {n}" for n in range(1, count + 1)]
    (document / "ds.csv").write_text("\n".join(["Xã", *communes]), encoding="utf-8")
    if own_rows:
        heads, *same = map(";".join, sheet(PER_DOCUMENT))
        lines = [f"Xã;{heads}", *(f"{commune};{row}" for commune in communes for row in same)]
        (document / "bang.csv").write_text("\n".join(lines), encoding="utf-8")
    return document


def _run(folder: Path, document: Path, processes: int) -> tuple[float, float, str]:
    """Wall seconds, peak MB of the largest process, and the hash of all that was made."""
    shutil.rmtree(folder / "output", ignore_errors=True)
    words = [sys.executable, "-m", "vbhc", "build", str(document), "--khong-soat", "-j", str(processes)]
    start = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, cwd=ROOT)
    most = 0.0
    while process.poll() is None:
        most = max([most, *(_rss(pid) for pid in _family(process.pid))])
        time.sleep(0.05)
    took = time.perf_counter() - start
    assert process.returncode == 0, words
    state = hashlib.sha256()
    for path in sorted((folder / "output").rglob("*.docx")):
        state.update(path.name.encode() + path.read_bytes())
    return took, most, state.hexdigest()


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        return [pid, *map(int, children.read_text(encoding="ascii").split())]
    except OSError:
        return [pid]


def _rss(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def report(folder: Path) -> None:
    """Documents a second, one process beside two, memory at two lengths of the list; and the annex from Excel."""
    print(f"\nmany: a document of {PER_DOCUMENT} rows for each of a list")
    for count, own_rows in ((COUNT // 4, False), (COUNT, False), (COUNT, True)):
        place = folder / f"merge-{count}-{own_rows}"
        document = merge(place, count, own_rows)
        alone, memory, made = _run(place, document, 1)
        shared, memory_2, made_2 = _run(place, document, 2)
        assert made == made_2, "two processes made other bytes than one"
        what = "each with its own rows of one sheet" if own_rows else "all with the same annex"
        print(f"{count:>7}, {what}: one process {count / alone:.0f} a second, {memory:.0f} MB; "
              f"two {count / shared:.0f} a second, {memory_2:.0f} MB each; {alone / shared:.2f}× as fast, same bytes")  # fmt: skip
        shutil.rmtree(place)
    document = workspace(folder / "excel", 10_000)
    _to_excel(document)
    took = seconds({"whole": with_vbhc(document)[1]}, rounds=5)["whole"]
    print(f"an annex of 10,000 rows from .xlsx, from data to file: {took * 1000:.0f} ms")


def _to_excel(document: Path) -> None:
    """The rows of the sheet as a workbook with shared strings, in UTF-8, as Excel writes them."""
    from vbhc import archive

    heads, *_ = lines = sheet(10_000)
    texts = [text for line in lines for text in line]
    strings = "".join(f"<si><t>{text}</t></si>" for text in texts)
    width = len(heads)
    written = "".join(
        f'<row r="{r + 1}" spans="1:{width}">'
        + "".join(f'<c r="{chr(65 + c)}{r + 1}" t="s"><v>{r * width + c}</v></c>' for c in range(width))
        + "</row>"
        for r in range(len(texts) // width)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

    def relations(*targets: tuple[str, str]) -> str:
        each = "".join(
            f'<Relationship Id="rId{n}" Type="{kinds}/{kind}" Target="{target}"/>'
            for n, (kind, target) in enumerate(targets, 1)
        )
        return f'{head}<Relationships xmlns="{package}/relationships">{each}</Relationships>'

    parts = {
        "[Content_Types].xml": f'{head}<Types xmlns="{package}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>',
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{head}<workbook xmlns="{main}" xmlns:r="{kinds}"><sheets>'
        '<sheet name="Bảng" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        "xl/sharedStrings.xml": f'{head}<sst xmlns="{main}" count="{len(texts)}" uniqueCount="{len(texts)}">'
        f"{strings}</sst>",
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{main}"><sheetData>{written}</sheetData></worksheet>',
    }
    (document / "bang.xlsx").write_bytes(archive.pack({name: text.encode() for name, text in parts.items()}))
    path = document / "van_ban.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("bang.csv", "bang.xlsx"), encoding="utf-8")
