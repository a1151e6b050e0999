"""A YAML data file as a tree of chunks: a key, an item of a list, a point of an outline, a row of a table."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator

from vbhc.errors import UserError
from vbhc.loading import yaml_source
from vbhc.loading.align import Aligner
from vbhc.loading.merging import rows as rows_
from vbhc.loading.merging.chunks import NUMBER, Chunk, Holds, Inline
from vbhc.loading.yaml_source import Node, Source
from vbhc.problems import Problems
from vbhc.text import letters, outline
from vbhc.text.outline import Dong

_NAMES = ("khoa", "ma")
"""Keys that name an item among its like (a column, an annex), where the table does not say which column does."""
_TITLES = ("tieu_de", "ten", "noi_dung")
"""Keys whose words say what an item is; else those of its first key do."""
_TABLE = "hang"


class _NotOurs(Exception):
    """The file is YAML, but not laid out in lines as a drafter does."""


def read(text: str) -> tuple[Chunk, Counter[tuple[str, ...]]] | None:
    """A file as a tree, and what it says (keys on the way, words) counted; None when it is not ours to understand."""
    plain = text.replace("\r\n", "\n")
    if len(text) > yaml_source.MAX_BYTES or "\r" in plain:
        return None
    problems = Problems()
    try:
        source = yaml_source.parse(plain, "", problems)
        if source is None or any(p.code == "du_lieu/yaml" for p in problems) or source.root.kind != "map":
            return None
        tree = _Tree(source, text.splitlines(keepends=True)).root()
    except (UserError, _NotOurs):
        return None
    return (tree, Counter(_said(source))) if tree.text() == text else None


class _Tree:
    """Builds the tree of one file. Lines count from 0 here."""

    def __init__(self, source: Source, lines: list[str]) -> None:
        self._source = source
        self._lines = lines
        self._starts = [0]
        for line in source.lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        if len(lines) != len(source.text.splitlines()):
            raise _NotOurs

    def root(self) -> Chunk:
        root = self._source.root
        first = root.pairs[0][0].line - 1 if root.pairs else len(self._lines)
        inner = self._map(root, first) if root.pairs else []
        last = self._last(root) + 1 if root.pairs else first
        opening = Chunk(Holds.NOTHING, "#", 0, self._text(0, first), "")
        closing = Chunk(Holds.NOTHING, "#.", 0, self._text(last, len(self._lines)), "")
        return Chunk(Holds.KEYS, "", 0, "", "", inner=[opening, *inner, closing])

    def _text(self, start: int, end: int) -> str:
        return "".join(self._lines[start:end])

    def _flow(self, node: Node) -> bool:
        return node.kind != "text" and self._source.text[node.start : node.start + 1] in ("[", "{")

    def _last(self, node: Node) -> int:
        """The last line of a node."""
        if node.kind != "text" and not self._flow(node):
            inner = node.items[-1] if node.items else node.pairs[-1][1] if node.pairs else None
            return node.line - 1 if inner is None else max(node.line - 1, self._last(inner))
        at = bisect_right(self._starts, max(node.start, node.end - 1)) - 1
        while node.block and at > node.line - 1 and not self._lines[at].strip():
            at -= 1
        return at

    def _map(self, node: Node, start: int) -> list[Chunk]:
        """The entries of a block mapping, whose lines begin at `start`."""
        out: list[Chunk] = []
        named = {k.text: v.text for k, v in node.pairs if v.kind == "text"}
        seen: set[str] = set()
        for key, value in node.pairs:
            at, column = key.line - 1, key.column - 1
            opens = not out and start == at
            if at < start or self._flow(key) or not (opens or not self._lines[at][:column].strip()):
                raise _NotOurs
            last = max(at, self._last(value))
            name = letters.key_of(key.text) or key.text
            name = "" if name in seen else name
            seen.add(name)
            under = named.get("khoa", "") if name == _TABLE else ""
            out.append(self._chunk(value, name, at, column, self._text(start, at), last, under))
            start = last + 1
        return out

    def _list(self, node: Node, start: int, row_key: str) -> list[Chunk]:
        """The items of a block list."""
        out: list[Chunk] = []
        column = node.column - 1
        seen: set[str] = set()
        for item in node.items:
            at = start if not out and start == node.line - 1 else self._dash(start, item.line - 1, column)
            last = max(at, self._last(item))
            name = _name(item, row_key)
            name = "" if name in seen else name
            seen.add(name)
            made = self._chunk(item, name, at, column, self._text(start, at), last, "")
            made.sentence = Aligner.is_sentence(item) and not self._flow(item)
            made.name = _title(item)
            out.append(made)
            start = last + 1
        return out

    def _dash(self, start: int, end: int, column: int) -> int:
        for at in range(start, end + 1):
            if self._lines[at][column : column + 1] == "-" and not self._lines[at][:column].strip():
                return at
        raise _NotOurs

    def _chunk(self, node: Node, key: str, at: int, column: int, before: str, last: int, row_key: str) -> Chunk:
        """What stands from line `at` to line `last`: a key with its value, or an item with its dash."""
        head = self._lines[at][column:]
        under = at + 1
        inner: list[Chunk] = []
        holds = Holds.NOTHING
        if node.block and self._source.text[node.start] == "|" and node.line - 1 == at and last > at:
            if key == _TABLE:
                holds, inner = Holds.ROWS, self._table(under, last + 1, row_key)
            else:
                holds, inner = Holds.LINES, self._outline(under, last + 1)
        elif node.kind != "text" and not self._flow(node):
            if node.line - 1 == at:  # on the line of its dash
                head, under = self._lines[at][column : node.column - 1], at
                if head.strip() != "-":
                    raise _NotOurs
            holds = Holds.KEYS if node.pairs else Holds.ITEMS
            inner = self._map(node, under) if node.pairs else self._list(node, under, row_key)
        if not inner:
            head = self._lines[at][column:] + self._text(at + 1, last + 1)
        return Chunk(holds if inner else Holds.NOTHING, key, column, before, head, inner=inner, parts=self._parts(
            node, at, column, last
        ))  # fmt: skip

    # --- texts --------------------------------------------------------------------------------------------------

    def _margin(self, start: int, end: int) -> int:
        return min(len(x) - len(x.lstrip(" ")) for x in self._lines[start:end] if x.strip())

    def _outline(self, start: int, end: int) -> list[Chunk]:
        margin = self._margin(start, end)
        taken = start

        def make(line: Dong) -> Chunk:
            nonlocal taken
            at = start + line.dong
            before, taken = self._text(taken, at), at + 1
            head, mark = _without_mark(self._lines[at][margin:])
            name = " ".join(head.replace(NUMBER, "", 1).split()) if line.muc else ""
            return Chunk(Holds.LINES, "", margin, before, head, mark, [make(x) for x in line.muc], name=name)

        return [make(x) for x in outline.read(self._text(start, end))]

    def _table(self, start: int, end: int, row_key: str) -> list[Chunk]:
        margin = self._margin(start, end)
        rows: list[tuple[str, str]] = []
        before = ""
        for line in self._lines[start:end]:
            if line.strip():
                rows.append((before, line[margin:]))
            before = "" if line.strip() else before + line
        return rows_.table(rows, rows_.by_bars, row_key, margin)

    def _parts(self, node: Node, at: int, column: int, last: int) -> Callable[[], Inline | None] | None:
        """Takes apart a flow collection that stands on one line."""
        whole = self._lines[at].rstrip("\r\n") == self._source.lines[at]  # else places in it are not those of the file
        if not self._flow(node) or last != at or node.line - 1 != at or not whole:
            return None

        def make() -> Inline | None:
            start, line = self._starts[at], self._source.lines[at]
            opening, closing = line[column : node.start - start], line[node.end - start :]
            made = Inline(opening, inner=(self._inline(node, "#"),), tail=closing + self._lines[at][len(line) :])
            return made if made.text() == self._lines[at][column:] else None

        return make

    def _inline(self, node: Node, key: str = "", before: str = "", start: int = -1) -> Inline:
        """A member of a flow collection, its key with it if it has one."""
        text = self._source.text
        start = node.start if start < 0 else start
        members = node.pairs or [(x, x) for x in node.items]
        if not self._flow(node) or not members:
            return Inline(text[start : max(start, node.end)], key, before)
        at = first = members[0][0].start
        inner = []
        for name, value in members:
            named = letters.key_of(name.text) if node.pairs else _name(value, "")
            inner.append(self._inline(value, named, text[at : name.start], name.start))
            at = max(value.start, value.end)
        return Inline(text[start:first], key, before, tuple(inner), text[at : node.end])


def _without_mark(line: str) -> tuple[str, str]:
    """A line of an outline with NUMBER in the place of its mark, and the mark with the blank after it."""
    words = line.strip()
    level, _, _ = outline.dau_muc(words)
    if level is None:
        return line, ""
    stars = len(words) - len(words.lstrip("*"))
    found = re.match(r"\S+\s+", words[stars:])
    assert found is not None  # a mark is followed by a blank
    at = line.index(words) + stars
    return line[:at] + NUMBER + line[at + found.end() :], found.group()


def _name(item: Node, row_key: str) -> str:
    """What an item is called among its like, "" when nothing names it."""
    named = {letters.key_of(k.text): v.text for k, v in item.pairs if v.kind == "text" and v.text.strip()}
    for key in (letters.key_of(row_key),) if row_key else _NAMES:
        if key in named:
            return f"{key}={named[key]}"
    return ""


def _title(item: Node) -> str:
    """The words that say what an item of several keys is: its title, or what it says first."""
    texts = {letters.key_of(k.text): " ".join(v.text.split()) for k, v in item.pairs if v.kind == "text"}
    return next((texts[key] for key in _TITLES if key in texts), next(iter(texts.values()), ""))


def _said(source: Source) -> Iterator[tuple[str, ...]]:
    """Every line of text with the keys on the way to it; marks of points and made numbers left out."""
    keys: dict[str, str] = {}
    stack: list[tuple[tuple[str, ...], Node]] = [((), source.root)]
    while stack:
        path, node = stack.pop()
        stack += [(path, x) for x in node.items]
        for key, value in node.pairs:
            if key.text not in keys:
                keys[key.text] = letters.key_of(key.text) or key.text
            stack.append(((*path, keys[key.text]), value))
        if node.kind != "text":
            continue
        lines = [x for x in node.text.split("\n") if x.strip()]
        if node.block and path[-1:] == (_TABLE,) and lines:
            rows = [[x.strip() for x in rows_.by_bars(line)[::2]] for line in lines]
            yield from ((*path, *cell) for cell in rows_.counted(rows))
            continue
        for line in lines:
            yield (*path, " ".join(outline.dau_muc(line.strip())[2].split()))
