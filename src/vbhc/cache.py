"""Small results kept between runs, in the folder that the system gives each user for such things.

Nothing depends on it: what cannot be kept is made again. What is kept is believed only if nobody else can have written
it: the folder and the file must be the user's own, and closed to others.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
from pathlib import Path

MAX_FILES = 64
_END = ".vbhc-cache"
"""What our files end in: a folder that `VBHC_CACHE` names may hold other things, which are not ours to delete."""
_DIGEST = hashlib.sha256().digest_size


def folder() -> Path | None:
    """Where results are kept: VBHC_CACHE if it is set ("" keeps nothing), else the system's place; None for nowhere."""
    chosen = os.environ.get("VBHC_CACHE")
    if chosen is not None:
        return Path(chosen) if chosen else None
    try:
        if sys.platform == "win32":
            local = os.environ.get("LOCALAPPDATA")
            return Path(local) / "vbhc" / "cache" if local else None
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Caches" / "vbhc"
        told = os.environ.get("XDG_CACHE_HOME", "")
        return (Path(told) if told.startswith("/") else Path.home() / ".cache") / "vbhc"
    except RuntimeError:  # a user without a home
        return None


def get(name: str) -> bytes | None:
    """What was kept under a name; None when there is nothing, it is damaged, or somebody else could have written it.

    Args:
        name: letters fit for a file name; whatever the result depends on must be in it.
    """
    place = folder()
    if place is None:
        return None
    try:
        path = place / f"{name}{_END}"
        if not _only_ours(place) or not _only_ours(path):
            return None
        data = path.read_bytes()
    except OSError:
        return None
    digest, data = data[:_DIGEST], data[_DIGEST:]
    return data if _digest(name, data) == digest else None


def _digest(name: str, data: bytes) -> bytes:
    """Of a result under its own name: a file that was renamed is not believed."""
    return hashlib.sha256(name.encode() + b"\0" + data).digest()


def put(name: str, data: bytes) -> None:
    """Keep a result, whole or not at all; the oldest go when there are many. Silent where it cannot be."""
    place = folder()
    if place is None:
        return
    temporary = ""
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _only_ours(place):
            return
        _make_room(place)
        descriptor, temporary = tempfile.mkstemp(prefix=".vbhc-", dir=place)  # readable by its owner alone
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(_digest(name, data) + data)
        Path(temporary).replace(place / f"{name}{_END}")
        temporary = ""
    except OSError:
        return
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _only_ours(path: Path) -> bool:
    """Whether a path is the user's own and nobody else may write it; on Windows the folder's own rights see to that."""
    if sys.platform == "win32":
        return path.exists()
    info = path.lstat()
    return info.st_uid == os.getuid() and not info.st_mode & 0o022


def _make_room(place: Path) -> None:
    there = sorted((path.stat().st_mtime_ns, path) for path in place.glob(f"*{_END}"))
    for _, path in there[: max(0, len(there) - MAX_FILES + 1)]:
        path.unlink(missing_ok=True)
