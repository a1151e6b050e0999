"""Shared ground of the tests: the switch for goldens, what the machine has, a small workspace, the validator."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from shared import AGENCY, DOCUMENT
from vbhc.loading import workspace as ws
from vbhc.word import libreoffice

ROOT = Path(__file__).parents[1]
REQUIRE_ALL = os.environ.get("VBHC_REQUIRE_ALL") == "1"

os.environ["VBHC_CACHE"] = str(ROOT / ".pytest_cache" / "vbhc")  # never the user's own

settings.register_profile(
    "vbhc", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.register_profile("quick", settings.get_profile("vbhc"), max_examples=25)
settings.load_profile("vbhc")


def _validator() -> Path | None:
    """Microsoft's Open XML SDK validator, as the npm package ships it."""
    system = {"Linux": "linux", "Darwin": "darwin", "Windows": "win32"}.get(platform.system(), "")
    machine = {"x86_64": "x64", "AMD64": "x64", "aarch64": "arm64", "arm64": "arm64"}.get(platform.machine(), "")
    name = "ooxml-validator.exe" if system == "win32" else "ooxml-validator"
    path = ROOT / "node_modules" / "@xarsh" / f"ooxml-validator-{system}-{machine}" / name
    return path if path.is_file() else None


def _chromium() -> str | None:
    """The machine's own Chromium or Chrome."""
    return next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cap-nhat", action="store_true", help="write the goldens anew")


def pytest_configure(config: pytest.Config) -> None:
    """`make quick` tries each law on fewer examples, where the law does not say how many; the whole suite on all."""
    if "not slow" in config.getoption("markexpr"):
        settings.load_profile("quick")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    lacks = {
        "browser": None if _chromium() else "Chromium is not installed",
        "libreoffice": None if libreoffice.find() else "LibreOffice is not installed",
        "validator": None if _validator() else "the Open XML SDK validator is not installed (npm ci)",
    }
    for item in items:
        for mark, why in lacks.items():
            if why and item.get_closest_marker(mark):
                if REQUIRE_ALL:
                    raise pytest.UsageError(f"VBHC_REQUIRE_ALL: {why}")
                item.add_marker(pytest.mark.skip(reason=why))


_left_out: list[str] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", []):
        why = report.longrepr[2].removeprefix("Skipped: ") if isinstance(report.longrepr, tuple) else "?"
        reasons[why] = reasons.get(why, 0) + 1
    _left_out.extend(f"{n} because {why}" for why, n in sorted(reasons.items()))


def pytest_unconfigure() -> None:
    """The very last line, after pytest's own: what this machine could not check. Nothing when all was checked."""
    if _left_out:
        print(f"left out: {'; '.join(_left_out)}")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is (use with the mark `browser`)."""
    found = _chromium()
    assert found is not None
    return found


@pytest.fixture
def cap_nhat(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--cap-nhat"))


@pytest.fixture
def space(tmp_path: Path) -> ws.Workspace:
    """A workspace with one agency `skhcn` and no document; it prints with the shipped templates."""
    (tmp_path / "data" / "co_quan").mkdir(parents=True)
    (tmp_path / "data" / "co_quan" / "skhcn.yaml").write_text(AGENCY, encoding="utf-8")
    return ws.Workspace(tmp_path.resolve())


@pytest.fixture
def add(space: ws.Workspace) -> Callable[..., Path]:
    """Writes a document into the workspace: `add(text, name=…, **other files)` gives its folder."""

    def write(text: str = DOCUMENT, name: str = "kh-thu", nam: str = "2026", **files: str | bytes) -> Path:
        folder = space.data / nam / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "van_ban.yaml").write_text(text, encoding="utf-8")
        for key, content in files.items():
            target = folder / key.replace("__", ".")
            target.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return write


@pytest.fixture(scope="session")
def validate() -> Callable[[Path], list[str]]:
    """Errors that Microsoft's Open XML SDK finds in a file (use with the mark `validator`)."""
    program = _validator()
    assert program is not None

    def run(path: Path) -> list[str]:
        out = subprocess.run([program, path], capture_output=True, text=True, check=False, timeout=120).stdout
        answer = json.loads(out)
        if answer["ok"]:
            return []
        return [f"{e['errorType']}: {e['description']} at {e['path']}" for e in answer["errors"]] or ["not ok"]

    return run


@pytest.fixture
def copy_templates(space: ws.Workspace) -> Path:
    """The shipped templates copied into the workspace, to be broken."""
    shutil.copytree(ROOT / "templates", space.templates)
    return space.templates
