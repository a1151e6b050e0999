"""The same job in Node: docxtemplater (its free core) and carbone, where node and the two packages can be had."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bench import COLUMNS, data, template

HERE = Path(__file__).parent
NAMES = ("docxtemplater", "carbone")


@dataclass(frozen=True)
class Figures:
    """Median of the warm rounds in seconds, peak memory in MB, bytes of the file made."""

    seconds: float
    mb: float
    size: int


def ready() -> bool:
    """Whether they can be measured; installed beside this file when node is there."""
    if shutil.which("npm") is None:
        return False
    made = subprocess.run(
        ["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=HERE, capture_output=True, check=False
    )
    return made.returncode == 0


def prepare(folder: Path, sizes: tuple[int, ...]) -> None:
    """Their templates and data."""
    of_rows = ["{#hang}{stt}", *(f"{{{c}}}" for c in COLUMNS)]
    of_rows[-1] += "{/hang}{/nhom}"
    paragraphs = ("{trich_yeu}", "{#doan}", "{.}", "{/doan}")
    template(folder / "docxtemplater.docx", paragraphs, [["{#nhom}{so}", "{ten}"], of_rows])
    group, next_group = ([f"{{d.nhom[{i}].{c}}}" for c in ("so", "ten")] for i in ("i", "i+1"))
    of_rows, next_one = ([f"{{d.nhom[i].hang[{i}].{c}}}" for c in ("stt", *COLUMNS)] for i in ("i", "i+1"))
    paragraphs = ("{d.trich_yeu}", "{d.doan[i]}", "{d.doan[i+1]}")
    template(folder / "carbone.docx", paragraphs, [group, of_rows, next_one, next_group])
    for size in sizes:
        (folder / f"{size}.json").write_text(json.dumps(data(size), ensure_ascii=False), encoding="utf-8")


def measure(name: str, folder: Path, size: int, rounds: int) -> Figures:
    """One of them, one size."""
    job = [
        "node",
        str(HERE / "peers.mjs"),
        name,
        str(folder / f"{name}.docx"),
        str(folder / f"{size}.json"),
        str(rounds),
    ]
    said = json.loads(subprocess.run(job, capture_output=True, text=True, check=True).stdout)
    return Figures(statistics.median(said["ms"]) / 1000, said["mb"], said["size"])
