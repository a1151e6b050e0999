"""Make the virtual environment of this project and install exactly what the lock file names.

Run: python3 tools/bootstrap.py [--dev] [--venv .venv]

Standard library only, because it runs where nothing else is installed yet. Pip comes from the wheel beside
this file: Debian's bare python3 brings neither pip nor ensurepip, and so every machine uses the same pip.
Keep the syntax old (no `match`, no `:=`): a Python that is too old must live to say so.
"""

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import venv
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parents[1]
STAMP = "vbhc-setup.json"
# Settings that would send packages elsewhere than into the environment, or let strangers into it.
UNWANTED = {
    "PYTHONPATH",
    "PYTHONHOME",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_CONSTRAINT",
    "PIP_DRY_RUN",
}

AGAIN = "rồi chạy lại lệnh này"
NO_NETWORK = f"""không tải được gói Python vì máy không nối được với kho gói.
  - Kiểm tra kết nối mạng, {AGAIN}.
  - Mạng nội bộ có kho gói riêng: hỏi quản trị mạng địa chỉ kho, đặt vào biến PIP_INDEX_URL hoặc tệp pip.conf.
  - Mạng đi qua máy chủ proxy: đặt biến HTTPS_PROXY. Cơ quan dùng chứng thư riêng: đặt biến PIP_CERT."""
NO_PACKAGE = """kho gói không có {what} dựng sẵn cho máy này (Python {version}, {platform}).
  - Đang dùng kho gói nội bộ: đề nghị quản trị mạng đồng bộ gói ấy.
  - Hệ điều hành hoặc bộ xử lý ít gặp: dùng máy Linux, macOS hay Windows 64 bit."""
BAD_HASH = """gói tải về không khớp mã băm trong {lock} nên không được cài.
  - Chạy lại lệnh này; nếu vẫn lỗi thì kho gói đang trả về tệp đã bị sửa: báo quản trị mạng."""
DISK_FULL = f"""ổ đĩa đã đầy: cần khoảng 500 MB trống cho {{folder}} và cho thư mục tạm.
  - Dọn bớt tệp {AGAIN}."""
NO_RIGHT = f"""không có quyền ghi vào {{folder}}.
  - Chép dự án vào thư mục của mình (ví dụ trong thư mục nhà), {AGAIN}."""

# Pip's words, and those of the systems below it, for each misfortune.
SAID_DISK_FULL = r"No space left on device|Errno 28|WinError 112|Disk quota exceeded"
SAID_NO_RIGHT = r"Permission denied|WinError 5\b|Read-only file system"
SAID_BAD_HASH = r"DO NOT MATCH THE HASHES|Hash mismatch"
SAID_NO_NETWORK = (
    r"connection error|connection broken|ConnectionError|timed out|name resolution|Max retries exceeded"
    r"|ProxyError|SSLError|CERTIFICATE_VERIFY_FAILED|\b(?:401|403|407|5\d\d) (?:Client|Server) Error"
)


class SetupError(Exception):
    """Says to the user, in Vietnamese, what went wrong and what to do."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Dựng môi trường Python của dự án theo tệp khóa.")
    parser.add_argument("--dev", action="store_true", help="cài cả công cụ kiểm thử")
    parser.add_argument("--venv", type=Path, default=ROOT / ".venv", help="thư mục môi trường (.venv)")
    args = parser.parse_args()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a Windows console may speak cp1252
    if sys.version_info[:2] < OLDEST:
        wanted, found = dotted(OLDEST), dotted(sys.version_info[:3])
        hint = "Cài bản mới hơn rồi chỉ tên nó ra, ví dụ: make plan PYTHON=python3.13"
        complain(f"cần Python {wanted} trở lên, {sys.executable} là Python {found}. {hint}")
        return 2
    folder = args.venv.absolute()
    try:
        set_up(folder, args.dev)
    except SetupError as err:
        complain(str(err))
        return 1
    except OSError as err:
        complain(reason(str(err), "", folder) or str(err))
        return 1
    except KeyboardInterrupt:
        complain("đã dừng giữa chừng; lần chạy sau sẽ dựng lại từ đầu.")
        return 130
    return 0


def set_up(folder: Path, dev: bool) -> None:
    """Bring the environment up to date, or return at once when its stamp says that it is.

    The stamp is spoilt first and written last: half a job never counts as done.
    """
    stamp = folder / STAMP
    wanted = {"place": place(folder), "run": digest("requirements.lock")}
    if dev:
        wanted["dev"] = digest("requirements-dev.lock")
    done = read_stamp(stamp)
    if works(folder):
        if wanted.items() <= done.items():
            return
        # Same place but other locks: add to it. No stamp at all: somebody else made it, so do not wipe it.
        keep = done.get("place") == wanted["place"] or not stamp.exists()
    else:
        keep = False
    if not keep:
        make_environment(folder)
    stamp.write_text("đang cài\n", encoding="utf-8")
    install_lock(folder, dev)
    say("Cài lệnh vbhc …")
    pip(folder, "--no-index", "--no-build-isolation", "--editable", str(ROOT))
    written = folder / (STAMP + ".new")
    written.write_text(json.dumps(wanted) + "\n", encoding="utf-8")
    written.replace(stamp)
    say("Đã cài xong.")


def place(folder: Path) -> str:
    """An environment holds absolute paths and one Python: it survives neither a move nor an upgrade."""
    return f"{ROOT} {folder} {dotted(sys.version_info[:2])}"


def digest(lock: str) -> str:
    """What the installation depends on besides its place."""
    found = hashlib.sha256(pip_wheel().name.encode())
    for path in (ROOT / lock, ROOT / "pyproject.toml"):
        if not path.is_file():
            raise SetupError(f"thiếu tệp {path}: lấy lại bản đầy đủ của dự án.")
        found.update(path.read_bytes())
    return found.hexdigest()


def pip_wheel() -> Path:
    wheels = sorted((ROOT / "tools").glob("pip-*-py3-none-any.whl"))
    if not wheels:
        raise SetupError(f"thiếu tệp pip-….whl trong {ROOT / 'tools'}: lấy lại bản đầy đủ của dự án.")
    return wheels[-1]


def read_stamp(stamp: Path) -> "dict[str, str]":
    try:
        return dict(json.loads(stamp.read_text(encoding="utf-8")))
    except (OSError, TypeError, ValueError):
        return {}


def python_of(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def works(folder: Path) -> bool:
    """Is there an environment, made by this Python's version, whose Python is still there?"""
    try:
        config = (folder / "pyvenv.cfg").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False
    version = re.search(r"^version(?:_info)? *= *(\d+\.\d+)\b", config, re.MULTILINE)
    mine = version is not None and version.group(1) == dotted(sys.version_info[:2])
    return mine and python_of(folder).exists()


def make_environment(folder: Path) -> None:
    config = folder / "pyvenv.cfg"
    if folder != ROOT / ".venv" and folder.exists() and any(folder.iterdir()) and not config.exists():
        raise SetupError(f"{folder} có tệp khác bên trong, không phải môi trường Python; chọn thư mục khác.")
    say(f"Dựng môi trường Python {dotted(sys.version_info[:3])} tại {folder} …")
    if config.exists():
        config.unlink()  # first of all, so that a wiping cut short leaves nothing that looks whole
    venv.EnvBuilder(clear=True, symlinks=os.name != "nt", with_pip=False).create(str(folder))


def install_lock(folder: Path, dev: bool) -> None:
    lock = ROOT / ("requirements-dev.lock" if dev else "requirements.lock")
    count = len(re.findall(r"^[\w.-]+==", lock.read_text(encoding="utf-8"), re.MULTILINE))
    say(f"Tải và cài {count} gói theo {lock.name} (lần đầu có thể mất vài phút) …")
    # Ready-made wheels only, so that no stranger's code runs while installing. The exception, odfpy, is
    # published as source alone; what builds it is held to the lock too.
    wheels = ["--only-binary=:all:"]
    if dev:
        wheels += ["--no-binary=odfpy", f"--build-constraint={lock}"]
    pip(folder, "--require-hashes", *wheels, "--requirement", str(lock))


def pip(folder: Path, *args: str) -> None:
    # Only a very verbose pip tells that it could not reach the index. Nobody sees its words unless it fails.
    options = ["-vv", "--no-deps", "--no-input", "--no-user", "--disable-pip-version-check"]
    env = {name: value for name, value in os.environ.items() if name.upper() not in UNWANTED}
    env.update(PYTHONUTF8="1", PYTHONNOUSERSITE="1")
    done = subprocess.run(
        [str(python_of(folder)), str(pip_wheel() / "pip"), "install", *options, *args],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=env,
        check=False,
    )
    if done.returncode:
        lines = done.stdout.strip().splitlines()
        told = [line for line in lines if line.startswith("ERROR")][-3:] or lines[-3:]
        why = reason(done.stdout, Path(args[-1]).name, folder) or f"không cài được {Path(args[-1]).name}."
        raise SetupError("\n".join([why, "  Lời báo của pip:", *("    " + line for line in told)]))


def reason(said: str, what: str, folder: Path) -> str:
    """What befell us, in the words of somebody who has to get on with the day; empty when unknown."""
    if re.search(SAID_DISK_FULL, said):
        return DISK_FULL.format(folder=folder)
    if re.search(SAID_NO_RIGHT, said):
        return NO_RIGHT.format(folder=folder)
    if re.search(SAID_BAD_HASH, said):
        return BAD_HASH.format(lock=what)
    if re.search(SAID_NO_NETWORK, said, re.IGNORECASE):
        return NO_NETWORK
    missing = re.search(r"No matching distribution found for (\S+)", said)
    if missing:
        version = dotted(sys.version_info[:2])
        return NO_PACKAGE.format(what=missing.group(1), version=version, platform=sys.platform)
    return ""


def dotted(version: "tuple[int, ...]") -> str:
    return ".".join(map(str, version))


def say(line: str) -> None:
    print(line, flush=True)


def complain(line: str) -> None:
    print(f"Lỗi: {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
