"""The data as lines that can be searched: folded for matching, each letter knowing the line and column it came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from vbhc.composing.citing import MARK
from vbhc.loading import yaml_source
from vbhc.loading.align import Aligner
from vbhc.loading.yaml_source import Node, Source
from vbhc.problems import Problems
from vbhc.text import letters

_UNSEEN = frozenset("*\\^{}'\"")
"""Inline marks and quotes of YAML: typed in the data, not printed."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A line of data. `at` is where each letter of `fold` stands, `cited` the citation it was written out from.

    `typed` is the line as it was typed; `made`: words the program puts there, which all stand for one place.
    """

    file: str
    path: tuple[str, ...]
    line: int
    column: int
    fold: str
    at: tuple[tuple[int, int], ...]
    cited: tuple[str, ...] = ()
    made: bool = False
    typed: str = ""

    @property
    def words(self) -> frozenset[str]:
        """What it is compared by."""
        return shingles(self.fold)


def shingles(fold: str) -> frozenset[str]:
    """Syllables and pairs of neighbours."""
    found = _WORD.findall(fold)
    return frozenset([*found, *(f"{a} {b}" for a, b in pairwise(found))])


def fold(text: str) -> str:
    """A text for matching: composed, lower case, blanks as one, without inline marks."""
    return "".join(c for c, _ in _letters(text)).strip()


def _letters(text: str) -> Iterator[tuple[str, int]]:
    """Letters for matching, each with the index it came from."""
    blank = True
    i = 0
    while i < len(text):
        start = i
        i += 1
        if text[start].isspace():
            if not blank:
                yield " ", start
            blank = True
            continue
        while i < len(text) and unicodedata.combining(text[i]):
            i += 1
        if text[start] in _UNSEEN:
            continue
        blank = False
        for letter in letters.nfc(text[start:i]).casefold():
            yield letter, start


def unit(file: str, path: tuple[str, ...], stretches: Iterable[tuple[int, int, str]], cite: dict[str, str]) -> Unit:
    """A unit of stretches of text, each with its line and column; citations are written out by `cite`."""
    out: list[str] = []
    at: list[tuple[int, int]] = []
    cited: list[str] = []

    def add(text: str, line: int, column: int, key: str = "") -> None:
        for letter, index in _letters(text):
            if letter == " " and (not out or out[-1] == " "):
                continue
            out.append(letter)
            at.append((line, column if key else column + index))
            cited.append(key)
        if text[-1:].isspace() and out and out[-1] != " ":  # a blank that opened the text was not given
            out.append(" ")
            at.append((line, column))
            cited.append(key)

    first: tuple[int, int] | None = None
    typed: list[str] = []
    for line, column, text in stretches:
        first = first or (line, column)
        typed.append(text)
        end = 0
        for found in MARK.finditer(text):
            _piece(add, text[end : found.start()], line, column + end)
            add(cite.get(found.group(), found.group()), line, column + found.start(), found.group(1))
            end = found.end()
        _piece(add, text[end:], line, column + end)
        add(" ", line, column + len(text))
    while out and out[-1] == " ":
        for held in (out, at, cited):
            held.pop()
    first = first or (1, 1)
    return Unit(file, path, *first, "".join(out), tuple(at), tuple(cited) if any(cited) else (), typed=" ".join(typed))


def _piece(add: Callable[[str, int, int], None], text: str, line: int, column: int) -> None:
    if text[:1].isspace():
        add(" ", line, column)
    if text:
        add(text, line, column)


def made(file: str, path: tuple[str, ...], line: int, column: int, text: str) -> Unit:
    """A unit of words the program makes, all standing for one place."""
    words = fold(text)
    return Unit(file, path, line, column, words, ((line, column),) * len(words), made=True, typed=text)


@dataclass(frozen=True, slots=True)
class Raw:
    """A text of a file as typed: its path of keys, and its stretches line by line."""

    path: tuple[str, ...]
    stretches: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class DataFile:
    """A YAML file: its lines as typed and its texts."""

    name: str
    path: Path
    lines: tuple[str, ...]
    texts: tuple[Raw, ...]
    keys: dict[str, tuple[int, int]]
    """Where each key of the top stands."""


def read(path: Path, name: str) -> DataFile | None:
    """Read a file; None when it is not there or cannot be understood."""
    if not path.is_file():
        return None
    source = yaml_source.read(path, name, Problems())
    if source is None:
        return None
    typed = path.read_bytes()
    text = typed.decode("utf-16" if typed[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    keys = {letters.key_of(k.text): (k.line, k.column) for k, _ in source.root.pairs}
    return DataFile(name, path, tuple(lines), tuple(_texts(source, lines)), keys)


def _texts(source: Source, lines: list[str]) -> Iterator[Raw]:
    stack: list[tuple[tuple[str, ...], Node]] = [((), source.root)]
    starts = [0]
    for line in source.lines:
        starts.append(starts[-1] + len(line) + 1)
    while stack:
        path, node = stack.pop()
        if node.kind == "text":
            yield from _text(path, node, source, lines, starts)
            continue
        if node.kind == "map" and Aligner.is_sentence(node):
            # A sentence with a colon, or a key with its value: nothing is lost by having both.
            line = lines[node.line - 1]
            yield Raw(path, ((node.line, node.column, _without_comment(line[node.column - 1 :])),))
        stack += [((*path, str(i)), item) for i, item in reversed(list(enumerate(node.items)))]
        stack += [((*path, letters.key_of(k.text) or k.text), value) for k, value in reversed(node.pairs)]


def _text(path: tuple[str, ...], node: Node, source: Source, lines: list[str], starts: list[int]) -> Iterator[Raw]:
    last = node.line + source.text.count("\n", node.start, node.end)
    if node.block:
        found = [(n, line) for n, line in enumerate(lines[node.line : last], start=node.line + 1) if line.strip()]
        whole = [(n, len(line) - len(line.lstrip()) + 1, line.strip()) for n, line in found]
        if source.text[node.start : node.start + 1] == ">":
            yield Raw(path, tuple(whole))
        else:
            yield from (Raw(path, (stretch,)) for stretch in whole)
        return
    stretches = []
    for n in range(node.line, min(last, len(lines)) + 1):
        line = lines[n - 1]
        start = node.column - 1 if n == node.line else len(line) - len(line.lstrip())
        same = line == source.lines[n - 1]
        end = node.end - starts[n - 1] if n == last and same else len(line)
        text = line[start:end] if same else _without_comment(line[start:end])
        if text.strip():
            stretches.append((n, start + 1, text))
    if stretches:
        n, column, text = stretches[0]
        if text[0] in "'\"" and len(text) > 1:
            stretches[0] = (n, column + 1, text[1:])
        yield Raw(path, tuple(stretches))


def _without_comment(line: str) -> str:
    found = re.search(r"\s\s#", line)
    return line[: found.start()] if found else line.rstrip()
