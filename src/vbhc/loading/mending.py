"""Corrections of form written into a YAML file where they belong, everything else byte for byte as it was.

Each is proved before it is kept: read again, the file says the same but for blanks, punctuation and capitals in the
texts that were to be changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vbhc import archive
from vbhc.errors import FileChangedByPerson, UserError, ly_do
from vbhc.loading import yaml_source
from vbhc.loading.yaml_source import Node, Source
from vbhc.problems import Problems
from vbhc.text.words import words

_END = re.compile(r"(\r\n|\r|\n)")
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Replacement:
    """Replace `old` on a line by `new`; line and column count from 1, column 0: wherever it stands, if only once."""

    line: int
    old: str
    new: str
    column: int = 0


@dataclass(frozen=True, slots=True)
class Mended:
    """The text with the corrections made, and those refused, each with the reason."""

    text: str
    bo_lai: tuple[tuple[Replacement, str], ...] = ()


def mend(text: str, changes: Sequence[Replacement], name: str = "van_ban.yaml") -> Mended:
    """The YAML text with every correction that only changes form; nothing else is touched."""
    bom = _BOM if text.startswith(_BOM) else ""
    pieces = _END.split(text[len(bom) :])
    before = _parse("".join(_normal(pieces)), name)
    refused: list[tuple[Replacement, str]] = []
    if before is None:
        return Mended(text, tuple((c, "tệp đang có lỗi, sửa lỗi ấy trước") for c in dict.fromkeys(changes)))
    placed: list[tuple[int, int, Replacement]] = []
    for change in dict.fromkeys(changes):
        at, why = _find(pieces, change)
        if why:
            refused.append((change, why))
        else:
            placed.append((change.line, at, change))
    placed.sort(key=lambda x: (x[0], x[1], len(x[2].old), x[2].new))
    apart: list[tuple[int, int, Replacement]] = []
    for line, at, change in placed:
        last = apart[-1] if apart else None
        if last is not None and last[0] == line and at < last[1] + max(len(last[2].old), 1):
            refused.append((change, "hai chỗ sửa chồng lên nhau"))
        else:
            apart.append((line, at, change))
    kept = list(_proved(pieces, apart, before, name, refused))
    return Mended(bom + "".join(_made(pieces, kept)), tuple(refused))


def mend_file(path: Path, name: str, changes: Sequence[Replacement]) -> Mended:
    """Correct a file in its place, whole or not at all; nothing is written when nothing changes.

    Raises:
        FileChangedByPerson: somebody saved the file while it was being corrected; theirs stays.
        UserError: it cannot be read or written, or is not UTF-8.
    """
    data = _bytes(path, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise UserError(f"{name}: chữ không phải mã UTF-8 nên không tự sửa; lưu lại bằng mã UTF-8") from None
    made = mend(text, changes, name)
    if made.text != text:
        if _bytes(path, name) != data:
            raise FileChangedByPerson(name, "có người vừa lưu tệp này nên không ghi; chạy lại")
        archive.replace_file(path, made.text.encode("utf-8"))
    return made


def _bytes(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"{name}: không đọc được ({ly_do(error)})") from None


def _parse(text: str, name: str) -> tuple[Source, list[str]] | None:
    problems = Problems()
    try:
        source = yaml_source.parse(text, name, problems)
    except UserError:
        return None
    if source is None:
        return None
    # A sentence that the reader had to put in quotes to understand it must not become one, or cease to be one.
    quoted = [f"{n} '" for n, (a, b) in enumerate(zip(text.split("\n"), source.lines, strict=True)) if a != b]
    return source, [*sorted(f"{p.place.line} {p.code}" for p in problems), *quoted]


def _normal(pieces: list[str]) -> Iterator[str]:
    """Lines and their ends as the reader sees them."""
    return ("\n" if i % 2 else piece for i, piece in enumerate(pieces))


def _find(pieces: list[str], change: Replacement) -> tuple[int, str]:
    index = 2 * (change.line - 1)
    if not 0 <= index < len(pieces) or not change.old or _END.search(change.old + change.new):
        return 0, "chỗ cần sửa không còn đúng với tệp"
    line = pieces[index]
    if change.column:
        at = change.column - 1
        return at, "" if line.startswith(change.old, at) else "chỗ cần sửa không còn đúng với tệp"
    at = line.find(change.old)
    if at < 0:
        return 0, "chỗ cần sửa không còn đúng với tệp"
    return at, "" if line.find(change.old, at + 1) < 0 else "trên dòng có nhiều chỗ giống nhau"


def _made(pieces: list[str], changes: Sequence[tuple[int, int, Replacement]]) -> list[str]:
    out = list(pieces)
    for line, at, change in reversed(changes):
        old = out[2 * (line - 1)]
        out[2 * (line - 1)] = old[:at] + change.new + old[at + len(change.old) :]
    return out


def _proved(
    pieces: list[str],
    changes: list[tuple[int, int, Replacement]],
    before: tuple[Source, list[str]],
    name: str,
    refused: list[tuple[Replacement, str]],
) -> Iterator[tuple[int, int, Replacement]]:
    """Those that can be proved: all at once if possible, otherwise half by half."""
    if not changes:
        return
    why = _why_not(before, _parse("".join(_normal(_made(pieces, changes))), name), {line for line, _, _ in changes})
    if not why:
        yield from changes
    elif len(changes) == 1:
        refused.append((changes[0][2], why))
    else:
        middle = len(changes) // 2
        yield from _proved(pieces, changes[:middle], before, name, refused)
        yield from _proved(pieces, changes[middle:], before, name, refused)


def _why_not(before: tuple[Source, list[str]], after: tuple[Source, list[str]] | None, lines: set[int]) -> str:
    if after is None or before[1] != after[1]:
        return "sửa xong tệp không đọc được như cũ"
    touched: set[int] = set()
    stack = [(before[0].root, after[0].root)]
    while stack:
        old, new = stack.pop()
        shape = (old.kind, old.line, old.block, old.plain, len(old.items), [k.text for k, _ in old.pairs])
        if shape != (new.kind, new.line, new.block, new.plain, len(new.items), [k.text for k, _ in new.pairs]):
            return "sửa xong dữ liệu có hình dạng khác"
        if old.text != new.text:
            if words(old.text) != words(new.text):
                return "sửa xong chữ khác đi"
            touched |= set(range(old.line, _last_line(before[0], old) + 1))
        stack += zip(old.items, new.items, strict=True)
        stack += [(x, y) for (_, x), (_, y) in zip(old.pairs, new.pairs, strict=True)]
    return "" if lines <= touched else "chỗ ấy không phải chữ của văn bản (chú thích, khoá)"


def _last_line(source: Source, node: Node) -> int:
    return node.line + source.text.count("\n", node.start, node.end)


__all__ = ["Mended", "Replacement", "mend", "mend_file"]
