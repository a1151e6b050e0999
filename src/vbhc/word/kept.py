"""The compiled form of a template, kept between runs: compiling costs more than printing most documents.

It is found again by the template's content and by all that had a hand in making it, down to the files of the libraries,
so that nothing old is ever taken for new.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from collections.abc import Mapping
from functools import cache as once
from importlib.util import find_spec
from pathlib import Path

from vbhc import cache
from vbhc.word.compiled import Made, Piece

_MAKERS = (
    "docx", "docxtpl", "jinja2", "lxml", "vbhc.word.compiled", "vbhc.word.compiling", "vbhc.word.sandbox",
    "vbhc.word.stamp", "vbhc.word.template",
)  # fmt: skip


@once
def _made_by() -> bytes:
    """What tells this program, its libraries and this Python from others."""
    said = [sys.version]
    for name in _MAKERS:
        spec = find_spec(name)
        if spec is None or spec.origin is None:
            return b""
        info = Path(spec.origin).stat()
        said.append(f"{name} {info.st_size} {info.st_mtime_ns}")
    return "\n".join(said).encode()


def _name(parts: Mapping[str, bytes]) -> str:
    state = hashlib.sha256(_made_by())
    for name in sorted(parts):
        state.update(f"\0{name}\0{len(parts[name])}\0".encode() + parts[name])
    return f"mau-{state.hexdigest()}"


def read(parts: Mapping[str, bytes]) -> tuple[frozenset[str], Made] | None:
    """The names a template uses, and its compiled form; None when they are not kept.

    Args:
        parts: of the template's file.
    """
    data = cache.get(_name(parts))
    if data is None:
        return None
    try:
        names, source, base, pieces, properties, why_slow = marshal.loads(data)  # noqa: S302 - nobody else can have written it, see cache
    except (ValueError, EOFError, TypeError):
        return None
    return frozenset(names), Made(source, base, tuple(Piece(*piece) for piece in pieces), properties, why_slow)


def write(parts: Mapping[str, bytes], names: frozenset[str], made: Made) -> None:
    """Keep them for the next run, if there is a place."""
    if _made_by():
        plain = sorted(names), made.source, made.base, [tuple(p) for p in made.pieces], made.properties, made.why_slow
        cache.put(_name(parts), marshal.dumps(plain))
