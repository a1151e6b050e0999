"""The house: imports go down, each library stays in its room, made files are fresh. Each check counts what it saw."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import jsonschema
import pytest
import yaml

from vbhc.rules import ke

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "vbhc"
sys.path.insert(0, str(ROOT / "tools"))

FLOORS = {
    "__main__": 8, "commands": 7, "checking": 6, "reviewing": 6, "pipeline": 5, "loading": 4, "outputs": 4,
    "reporting": 4, "composing": 3, "rules": 3, "compare": 3, "kinds": 2, "annex": 2, "word": 2, "recognising": 2,
    "model": 1, "norms": 1, "text": 0, "archive": 0, "cache": 0, "git": 0, "resources": 0, "problems": 0, "errors": 0,
    "__init__": 0,
}  # fmt: skip
SIDEWAYS = {("archive", "errors"), ("git", "errors")}
"""Neighbours on the ground floor that may lean on each other; no other pair of one floor may."""

OWNERS = {
    "lxml": {"word"},
    "docx": {"word"},
    "docxtpl": {"word"},
    "jinja2": {"word"},
    "xlrd": {"annex"},
    "babel": {"text"},
    "deflate": {"archive"},
    "click": {"commands"},
    "yaml": {"loading", "norms"},
}


ASKING = {"print", "input", "datetime.datetime.now", "datetime.date.today", "time.time", "sys.argv"}


def rooms() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).parts
        found.setdefault(parts[0].removesuffix(".py"), []).append(path)
    return found


@cache
def read(path: Path) -> tuple[tuple[str, ...], frozenset[str]]:
    """What a module imports; the names it calls, and `sys.argv` where it reads it. Each is parsed once for all."""
    imported: list[str] = []
    used: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            imported += [f"{module}.{alias.name}" if module == "vbhc" else module for alias in node.names]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            used.add(ast.unparse(node.func))
        elif isinstance(node, ast.Attribute) and node.attr == "argv":
            used.add(ast.unparse(node))
    return tuple(imported), frozenset(used)


def imports(path: Path) -> tuple[str, ...]:
    return read(path)[0]


def test_every_room_is_known_and_none_is_empty() -> None:
    assert set(rooms()) == set(FLOORS)
    for room, files in rooms().items():
        if len(files) > 1:
            assert any(len(f.read_text(encoding="utf-8").splitlines()) > 5 for f in files), room


def test_imports_go_down_only() -> None:
    looked = 0
    for room, files in rooms().items():
        for path in files:
            for name in imports(path):
                if not name.startswith("vbhc.") or name == "vbhc.__version__":
                    continue
                other = name.split(".")[1]
                looked += 1
                if other != room and (room, other) not in SIDEWAYS:
                    assert FLOORS[other] < FLOORS[room], f"{path.relative_to(ROOT)} imports {name}"
    assert looked > 200


def test_each_library_stays_in_its_room() -> None:
    looked = 0
    for room, files in rooms().items():
        for path in files:
            for name in imports(path):
                owners = OWNERS.get(name.split(".")[0])
                if owners is not None:
                    looked += 1
                    assert room in owners, f"{path.relative_to(ROOT)} imports {name}"
    assert looked > 20


def test_only_commands_print_read_argv_or_ask_the_clock() -> None:
    looked = 0
    for room, files in rooms().items():
        if room in ("commands", "__main__"):
            continue
        for path in files:
            looked += 1
            assert not read(path)[1] & ASKING, path
    assert looked > 60


def test_modules_fit_on_a_few_screens() -> None:
    long = {p.name: n for p in SOURCE.rglob("*.py") if (n := len(p.read_text(encoding="utf-8").splitlines())) > 480}
    assert long == {}


def test_made_pages_and_schemas_are_fresh() -> None:
    import make_docs

    pages = make_docs.pages()
    shelf = {f"docs/quy-tac/{code.split('/')[0]}.md" for code in ke()}
    assert set(pages) >= {"docs/lenh.md", "docs/khoa.md", "docs/quy-tac/README.md", *shelf}
    assert {p.relative_to(ROOT).as_posix() for p in (ROOT / "docs/quy-tac").glob("*")} == {
        *shelf, "docs/quy-tac/README.md"
    }  # fmt: skip
    for name, text in pages.items():
        assert (ROOT / name).read_text(encoding="utf-8") == text, f"run: python tools/make_docs.py ({name})"


class _Plain(yaml.SafeLoader):
    """YAML as an editor's language server reads it, dates left as text."""


_Plain.yaml_implicit_resolvers = {
    letter: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for letter, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
DATA_FILES = sorted(p for p in (ROOT / "data").rglob("*.yaml"))


@pytest.mark.parametrize("path", DATA_FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_data_files_name_a_schema_that_accepts_them(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    first = text.split("\n", 1)[0]
    assert first.startswith("# yaml-language-server: $schema=")
    schema = json.loads((path.parent / first.split("=", 1)[1]).read_text(encoding="utf-8"))
    faults = [
        f"{list(e.path)}: {e.message[:120]}"
        for e in jsonschema.Draft7Validator(schema).iter_errors(yaml.load(text, _Plain))
    ]
    assert faults == []


def test_schema_refuses_an_unknown_key() -> None:
    schema = json.loads((ROOT / "data/schema/van_ban.schema.json").read_text(encoding="utf-8"))
    good = yaml.load((ROOT / "data/2026/tb-phan-cong-cchc/van_ban.yaml").read_text(encoding="utf-8"), _Plain)
    assert list(jsonschema.Draft7Validator(schema).iter_errors(good)) == []
    assert list(jsonschema.Draft7Validator(schema).iter_errors(good | {"trich_yeuu": "x"}))


def test_there_are_data_files() -> None:
    assert len(DATA_FILES) == 10


@pytest.mark.slow
def test_wheel_carries_templates_and_norms(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    import zipfile

    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    for needed in (
        "vbhc/templates/ke_hoach.docx", "vbhc/templates/phu_luc.docx", "vbhc/norms/nd30/components.yaml",
        "vbhc/text/widths.json",
    ):  # fmt: skip
        assert needed in names
