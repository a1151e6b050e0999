"""The compiled form of a template, kept between runs: compiling costs more than printing most documents.

It is found again by the template's content and by all that had a hand in making it: this Python, the editions of the
libraries, and the files of this room as they are now; so that nothing old is ever taken for new.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from collections.abc import Mapping
from functools import cache as once
from importlib.util import find_spec
from pathlib import Path
from types import CodeType

from vbhc import cache
from vbhc.word.compiled import Made, Piece

_LIBRARIES = ("docxtpl", "jinja2", "lxml", "markupsafe", "python_docx")


@once
def _made_by() -> bytes:
    """What tells this program, its libraries and this Python from others; b"" where that cannot be told."""
    found = find_spec("docxtpl")
    try:
        place = Path(found.origin or "").parents[1] if found else Path()
        libraries = [p.name for p in place.glob("*.dist-info") if p.name.partition("-")[0].lower() in _LIBRARIES]
        ours = [(p.name, p.stat().st_size, p.stat().st_mtime_ns) for p in Path(__file__).parent.glob("*.py")]
    except OSError:
        return b""
    if len(libraries) != len(_LIBRARIES) or not ours:
        return b""
    return repr((sys.version, sorted(libraries), sorted(ours))).encode()


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
    data = cache.get(_name(parts)) if _made_by() else None
    if data is None:
        return None
    try:
        names, source, base, pieces, properties, places, why_slow = marshal.loads(data)  # noqa: S302 - nobody else can have written it, see cache
        codes = [*(piece[2] for piece in pieces), *properties.values()]
    except (ValueError, EOFError, TypeError, IndexError, AttributeError):
        return None
    if not all(isinstance(code, CodeType) for code in codes):
        return None
    return frozenset(names), Made(source, base, tuple(Piece(*piece) for piece in pieces), properties, places, why_slow)


def write(parts: Mapping[str, bytes], names: frozenset[str], made: Made) -> None:
    """Keep them for the next run, if there is a place."""
    if _made_by():
        pieces = tuple(tuple(piece) for piece in made.pieces)
        cache.put(_name(parts), marshal.dumps((tuple(sorted(names)), *made._replace(pieces=pieces))))  # type: ignore[arg-type]
