"""Three versions of a data file made one, for git: by key, item, point, row and cell, and proved before it is kept.

A merge without conflict reads again, and says what each side's changes add up to, no word more or less; what cannot be
proved so is merged by lines, and at last left to the person who merges.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar

from vbhc.errors import UserError
from vbhc.loading.merging import rows, three, yaml
from vbhc.loading.merging.chunks import Chunk, Conflict, Piece, chosen, conflicts, marked

MAX_BYTES = 50 * 2**20
MAX_LINES = 50_000
"""A longer file is merged by lines, for git waits: no document has so many points, no annex so many rows."""
Said = Counter[tuple[str, ...]]
Read = Callable[[str], tuple[Chunk, Said] | None]
_READERS: dict[str, Read] = {
    ".yaml": yaml.read, ".yml": yaml.read, ".csv": rows.read_csv,
}  # fmt: skip
_CODINGS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"", "utf-8"))
_ENDS = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged file, and how many conflicts are marked in it."""

    data: bytes
    xung_dot: int


@dataclass(frozen=True, slots=True)
class _Side:
    """A version of the file as text; `end` is its line end, "" where it uses several."""

    text: str
    bom: bytes
    coding: str
    end: str
    closed: bool


def merge(base: bytes, ours: bytes, theirs: bytes, name: str) -> Merged:
    """The changes of both sides since the base in one file.

    Args:
        base: the common ancestor; empty when both sides added the file.
        ours: the version of the branch merged into; its side of a conflict comes first.
        theirs: the version merged in.
        name: the file's path, for messages and its suffix.

    Raises:
        UserError: a version is no text in UTF-8 (or UTF-16 with BOM), or too large.
    """
    if theirs in (base, ours):
        return Merged(ours, 0)
    if ours == base:
        return Merged(theirs, 0)
    sides = [_open(x, name) for x in (base, ours, theirs)]
    one_end = all(x.end for x in sides)
    texts = [_closed(_ENDS.sub("\n", x.text) if one_end else x.text) for x in sides]
    suffix = PurePosixPath(name).suffix.lower()
    if suffix == ".csv":
        texts = _one_delimiter(texts)
    base_, mine, other = texts
    pieces = _merge(base_, mine, other, suffix)
    text = marked(pieces)
    if not _chosen(*(x.closed for x in sides)) and not (pieces and isinstance(pieces[-1], Conflict)):
        text = text.removesuffix("\n")
    text = text.replace("\n", _chosen(*(x.end for x in sides))) if one_end else text
    bom, coding = _chosen(*((x.bom, x.coding) for x in sides))
    return Merged(bom + text.encode(coding), conflicts(pieces))


def _one_delimiter(texts: list[str]) -> list[str]:
    """CSV files with the delimiter of the side that changed it: a program for sheets saves with its own."""
    found = [rows.delimiter(x) for x in texts]
    wanted = _chosen(*found)
    if not all(found):
        return texts
    return [x if d == wanted else rows.with_delimiter(x, d, wanted) for x, d in zip(texts, found, strict=True)]


def _closed(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"


T = TypeVar("T")


def _chosen(base: T, ours: T, theirs: T) -> T:
    return theirs if ours == base else ours


def _open(data: bytes, name: str) -> _Side:
    if len(data) > MAX_BYTES:
        raise UserError(f"{name}: tệp lớn hơn {MAX_BYTES >> 20} MB nên không gộp được; {_BY_HAND}")
    bom, coding = next((b, c) for b, c in _CODINGS if data.startswith(b))
    try:
        text = data[len(bom) :].decode(coding)
    except UnicodeDecodeError:
        raise UserError(f"{name}: có bản không phải văn bản mã UTF-8 nên không gộp được; {_BY_HAND}") from None
    if "\0" in text:
        raise UserError(f"{name}: có bản chứa ký tự NUL, không phải văn bản, nên không gộp được; {_BY_HAND}")
    ends = sorted(set(_ENDS.findall(text)))
    end = ends[0] if len(ends) == 1 else "" if ends else "\n"
    return _Side(text, bom, coding, end, not text or text.endswith(("\n", "\r")))


_BY_HAND = "chọn một bản: git checkout --ours (hoặc --theirs) -- TỆP, rồi git add"


def _merge(base: str, ours: str, theirs: str, suffix: str) -> list[Piece]:
    """The first way of merging whose result can be proved."""
    read = _READERS.get(suffix) if max(x.count("\n") for x in (base, ours, theirs)) <= MAX_LINES else None
    found = [read(x) if read else None for x in (base, ours, theirs)]
    trees = [x[0] for x in found if x is not None]
    by_lines = three.merge_lines(base, ours, theirs)
    if read is None or len(trees) < 3:
        return by_lines
    said = [x[1] for x in found if x is not None]
    for pieces in _ways(trees, by_lines):
        if _proved(pieces, read, said):
            return pieces
    return by_lines if conflicts(by_lines) else [Conflict(ours, theirs)]


def _ways(trees: list[Chunk], by_lines: list[Piece]) -> Iterator[list[Piece]]:
    yield three.merge(*trees)
    yield by_lines


def _proved(pieces: list[Piece], read: Read, said: list[Said]) -> bool:
    """Whether every choice that is left reads, and nothing that a side said is lost.

    Without conflict each thing said must stand there as often as the changes of both sides add up to.
    """
    settled = [read(chosen(pieces, side)) for side in (("ours", "theirs") if conflicts(pieces) else ("ours",))]
    counts = [x[1] for x in settled if x is not None]
    if len(counts) < len(settled):
        return False
    base, ours, theirs = said
    for thing in {*base, *ours, *theirs, *counts[0], *counts[-1]}:
        b, o, t = base[thing], ours[thing], theirs[thing]
        least = max(o + min(0, t - b), t + min(0, o - b))
        most = min(o + max(0, t - b), t + max(0, o - b))
        if max(x[thing] for x in counts) < least or (len(counts) == 1 and counts[0][thing] > most):
            return False
    return True
