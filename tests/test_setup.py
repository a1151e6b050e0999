"""A newcomer's first command: Makefile, lock files and tools/bootstrap.py, all without a package index."""

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ["requirements.lock", "requirements-dev.lock"]
USED_DAILY = ["help", "plan", "notice", "report", "all", "annex", "new", "pdf", "check-env"]
TARGETS = [*USED_DAILY, "schema", "lock", "test", "quick", "lint", "bench", "clean"]
BIN = "Scripts" if os.name == "nt" else "bin"
PYTHON = "python.exe" if os.name == "nt" else "python"

needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="máy không có make")


def make(*args: str) -> "subprocess.CompletedProcess[str]":
    # -n shows what would be run; the inherited flags of an outer make would change that.
    env = {k: v for k, v in os.environ.items() if k not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
    return subprocess.run(["make", *args], cwd=ROOT, env=env, capture_output=True, encoding="utf-8")


# --- Makefile


@needs_make
def test_help_is_the_default_and_names_every_target() -> None:
    shown = make()
    assert shown.returncode == 0
    described = dict(re.findall(r"^  make (\S+) +(\S.*)$", shown.stdout, re.MULTILINE))
    assert set(TARGETS) <= described.keys()


@needs_make
@pytest.mark.parametrize("target", TARGETS)
def test_every_target_can_be_made(target: str) -> None:
    assert make("-n", target, "DATA=data/x").returncode == 0


@needs_make
def test_a_path_with_spaces_and_quotes_reaches_the_program_whole() -> None:
    shown = make("-n", "plan", "DATA=data/2026/kế hoạch 'mới'")
    assert shown.stdout.rstrip().endswith(r"""vbhc build --loai KH 'data/2026/kế hoạch '\''mới'\'''""")


@needs_make
def test_annex_without_data_says_what_is_missing() -> None:
    # PYTHON=true: nothing is to be installed for a command that cannot be carried out.
    done = make("annex", "PYTHON=true")
    assert done.returncode != 0
    assert "Thiếu DATA" in done.stderr


# --- lock files


def pins(lock: str) -> dict[str, tuple[str, int]]:
    """Name -> (version, number of hashes)."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)
    heads = [(re.match(r"([\w.-]+)==([\w.+!]+)", block), block) for block in blocks]
    return {head.group(1): (head.group(2), block.count("--hash=sha256:")) for head, block in heads if head}


def names(requirements: list) -> set[str]:
    found = [re.match(r"[\w.-]+", line) for line in requirements if isinstance(line, str)]
    return {re.sub(r"[-_.]+", "-", match.group()).lower() for match in found if match}


def test_locks_hold_every_dependency_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    run, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    run_time = names(project["project"]["dependencies"]) | names(project["build-system"]["requires"])
    assert run_time | names(groups["build"]) <= run.keys()
    assert run_time | names(groups["build"]) | names(groups["dev"]) <= dev.keys()
    assert [name for lock in (run, dev) for name, (_, hashes) in lock.items() if not hashes] == []


def test_both_locks_agree() -> None:
    run, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {name: dev.get(name) for name in run} == run


@pytest.mark.parametrize("name", [*LOCKS, "package-lock.json", "package.json", ".npmrc"])
def test_no_registry_is_named(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"://|--(?:extra-)?index-url|--find-links|\bregistry *=|\"resolved\"", text)


def test_the_validator_is_locked_with_its_hash() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name in ("ooxml-validator", "ooxml-validator-linux-x64"):
        assert packages[f"node_modules/@xarsh/{name}"]["integrity"].startswith("sha512-")


# --- tools/bootstrap.py


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A checkout with the real bootstrap and pip, whose lock files name two wheels lying beside them."""
    root = tmp_path / "dự án"
    (root / "tools").mkdir(parents=True)
    for path in [ROOT / "tools" / "bootstrap.py", *(ROOT / "tools").glob("pip-*.whl")]:
        shutil.copy(path, root / "tools")
    wheel(root, "du_an", "")
    backend = wheel(
        root,
        "nho_backend",
        "import shutil\n"
        "def build_editable(folder, config_settings=None, metadata_directory=None):\n"
        "    shutil.copy('wheels/du_an-1-py3-none-any.whl', folder)\n"
        "    return 'du_an-1-py3-none-any.whl'\n",
    )
    tool = wheel(root, "nho_tool", "")
    (root / "requirements.lock").write_text(backend)
    (root / "requirements-dev.lock").write_text(backend + tool)
    (root / "pyproject.toml").write_text(
        '[project]\nname = "du-an"\nversion = "1"\n'
        '[build-system]\nrequires = ["nho-backend"]\nbuild-backend = "nho_backend"\n'
    )
    return root


def wheel(root: Path, name: str, code: str) -> str:
    """Put a wheel of one module into root/wheels; return its line for a lock file."""
    (root / "wheels").mkdir(exist_ok=True)
    path = root / "wheels" / f"{name}-1-py3-none-any.whl"
    info = f"{name}-1.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}.py", code)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return f"{name.replace('_', '-')}==1 --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


def bootstrap(root: Path, *args: str, **env: str) -> "subprocess.CompletedProcess[str]":
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
    # No index answers at this address: what is installed can only come from the wheels beside the lock.
    clean |= {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull}
    clean |= {"PIP_FIND_LINKS": (root / "wheels").as_uri(), "PIP_NO_CACHE_DIR": "1"} | env
    command = [sys.executable, str(root / "tools" / "bootstrap.py"), *args]
    return subprocess.run(command, env=clean, capture_output=True, encoding="utf-8", cwd=root.parent)


def has(root: Path, module: str, folder: str = ".venv") -> bool:
    python = root / folder / BIN / PYTHON
    return subprocess.run([python, "-I", "-c", f"import {module}"], capture_output=True).returncode == 0


@pytest.mark.slow
def test_it_installs_once(project: Path) -> None:
    first = bootstrap(project)
    assert (first.returncode, first.stderr) == (0, "")
    assert has(project, "du_an")
    assert not has(project, "nho_tool")
    shutil.rmtree(project / "wheels")  # whoever would install now, could not
    second = bootstrap(project)
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")


@pytest.mark.slow
def test_dev_adds_to_what_is_there(project: Path) -> None:
    bootstrap(project)
    marker = project / ".venv" / "marker"
    marker.touch()
    assert bootstrap(project, "--dev").returncode == 0
    assert has(project, "nho_tool")
    assert marker.exists()
    assert bootstrap(project).stdout == ""
    assert bootstrap(project, "--dev").stdout == ""


@pytest.mark.slow
@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_changed_file_is_noticed(project: Path, name: str) -> None:
    bootstrap(project)
    with (project / name).open("a") as file:
        file.write("# changed\n")
    assert "Tải và cài" in bootstrap(project).stdout


@pytest.mark.slow
def test_half_an_installation_is_begun_anew(project: Path) -> None:
    bootstrap(project)
    site = next((project / ".venv").rglob("nho_backend.py"))
    lock = project / "requirements.lock"
    whole = lock.read_text()
    lock.write_text(whole + "khong-co==1 --hash=sha256:" + "0" * 64 + "\n")
    assert bootstrap(project).returncode == 1
    site.write_text("broken half way")
    lock.write_text(whole)  # the very state the first stamp was written for
    again = bootstrap(project)
    assert again.returncode == 0
    assert "Dựng môi trường" in again.stdout
    assert "broken" not in site.read_text()


@pytest.mark.slow
def test_a_moved_project_gets_a_new_environment(project: Path) -> None:
    bootstrap(project)
    moved = project.rename(project.with_name("chỗ khác"))
    again = bootstrap(moved)
    assert again.returncode == 0
    assert "Dựng môi trường" in again.stdout
    assert has(moved, "du_an")


def test_a_folder_with_other_files_is_left_alone(project: Path) -> None:
    (project / "tài liệu").mkdir()
    (project / "tài liệu" / "quý.docx").touch()
    done = bootstrap(project, "--venv", str(project / "tài liệu"))
    assert done.returncode == 1
    assert "chọn thư mục khác" in done.stderr
    assert (project / "tài liệu" / "quý.docx").exists()


@pytest.mark.slow
def test_a_package_with_another_hash_is_refused(project: Path) -> None:
    lock = project / "requirements.lock"
    lock.write_text(re.sub("sha256:....", "sha256:0000", lock.read_text()))
    done = bootstrap(project)
    assert done.returncode == 1
    assert "không khớp mã băm" in done.stderr
    assert not has(project, "nho_backend")


@pytest.mark.slow
def test_without_network_it_says_what_to_do(project: Path) -> None:
    shutil.rmtree(project / "wheels")
    done = bootstrap(project, PIP_FIND_LINKS="")
    assert done.returncode == 1
    assert "không nối được với kho gói" in done.stderr
    assert "PIP_INDEX_URL" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_old_python_is_told_so_in_one_sentence(project: Path) -> None:
    script = project / "tools" / "bootstrap.py"
    code = "import runpy, sys; sys.version_info = (3, 9, 2); "
    code += f"runpy.run_path({str(script)!r}, run_name='__main__')"
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], capture_output=True, encoding="utf-8")
    assert done.returncode == 2
    assert "cần Python 3.11 trở lên" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (project / ".venv").exists()


def test_an_old_python_can_read_the_script() -> None:
    source = (ROOT / "tools" / "bootstrap.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("OSError: [Errno 28] No space left on device", "ổ đĩa đã đầy"),
        ("OSError: [Errno 13] Permission denied: '/x'", "không có quyền ghi"),
        ("connection error: HTTPSConnectionPool(host='x')", "không nối được"),
        ("SSLError(SSLCertVerificationError(...))", "không nối được"),
        ("Could not fetch URL x: 503 Server Error", "không nối được"),
        ("Could not fetch URL x: 404 Client Error\nNo matching distribution found for lxml==1", "lxml==1"),
        ("something new", ""),
    ],
)
def test_pips_words_are_put_plainly(said: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import bootstrap as script

    told = script.reason(said, "requirements.lock", Path("/x"))
    assert expected in told
    assert bool(told) == bool(expected)
