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

from vbhc.loading import workspace as ws
from vbhc.word import libreoffice

ROOT = Path(__file__).parents[1]
REQUIRE_ALL = os.environ.get("VBHC_REQUIRE_ALL") == "1"

settings.register_profile(
    "vbhc", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("vbhc")



def _validator() -> Path | None:
    """Microsoft's Open XML SDK validator, as the npm package ships it."""
    system = {"Linux": "linux", "Darwin": "darwin", "Windows": "win32"}.get(platform.system(), "")
    machine = {"x86_64": "x64", "AMD64": "x64", "aarch64": "arm64", "arm64": "arm64"}.get(platform.machine(), "")
    name = "ooxml-validator.exe" if system == "win32" else "ooxml-validator"
    path = ROOT / "node_modules" / "@xarsh" / f"ooxml-validator-{system}-{machine}" / name
    return path if path.is_file() else None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cap-nhat", action="store_true", help="write the goldens anew")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    lacks = {
        "libreoffice": None if libreoffice.find() else "LibreOffice is not installed",
        "validator": None if _validator() else "the Open XML SDK validator is not installed (npm ci)",
    }
    for item in items:
        for mark, why in lacks.items():
            if why and item.get_closest_marker(mark):
                if REQUIRE_ALL:
                    raise pytest.UsageError(f"VBHC_REQUIRE_ALL: {why}")
                item.add_marker(pytest.mark.skip(reason=why))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", []):
        why = report.longrepr[2].removeprefix("Skipped: ") if isinstance(report.longrepr, tuple) else "?"
        reasons[why] = reasons.get(why, 0) + 1
    if reasons:
        told = "; ".join(f"{n} because {why}" for why, n in sorted(reasons.items()))
        terminalreporter.write_line(f"left out: {told}")


@pytest.fixture
def cap_nhat(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--cap-nhat"))


AGENCY = """\
ten: Sở Khoa học và Công nghệ
chu_quan: UBND thành phố Hải Phòng
viet_tat: SKHCN
dia_danh: Hải Phòng
dia_chi: [Số 1 đường Một, điện thoại 0225.000.000]
don_vi:
  vp: {ten: Văn phòng Sở, viet_tat: VP}
  qlcn: Phòng Quản lý Công nghệ
nguoi_ky:
  giam-doc: {chuc_vu: [Giám đốc], ho_ten: Nguyễn Văn An}
  pho: {chuc_vu: [KT. Giám đốc, Phó Giám đốc], ho_ten: Trần Thị Bình}
nhom_noi_nhan:
  noi-bo: ["Lãnh đạo Sở", "Các phòng, đơn vị thuộc Sở"]
"""

DOCUMENT = """\
loai: KH
co_quan: skhcn
ngay_ban_hanh: 2026-04
trich_yeu: Triển khai một việc
mo_dau: "Sở xây dựng Kế hoạch như sau:"
muc_dich: [Làm cho tốt.]
noi_dung:
  - tieu_de: Việc thứ nhất
    muc:
      - tieu_de: Lập danh sách
        nhiem_vu: {chu_tri: vp, thoi_han: {truoc: 01/12, hang_nam: có}}
to_chuc_thuc_hien: |
  1. Các đơn vị thực hiện.
  2. Văn phòng Sở tổng hợp.
ket_thuc: Có vướng mắc thì báo cáo Giám đốc Sở.
noi_nhan: [Sở Nội vụ, {nhom: noi-bo}]
luu: VT, VP
nguoi_ky: giam-doc
"""


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
