"""Tables as text, CSV and the pipe tables of `hang: |`, as chunks: a row a chunk, a cell a part, the STT kept aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from vbhc.annex.trang_tinh import MAX_ROWS
from vbhc.loading.merging.chunks import NUMBER, Chunk, Holds, Inline
from vbhc.text import letters

_BAR = re.compile(r"(?<!\\)(\|)")
_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")
_CODE = re.compile(r"(?=[\d._/-]*[^\W\d_])[\w./-]{1,30}")
"""A word with a letter in it: what a column of codes holds; a column of amounts or dates does not."""
_STT = frozenset({"stt", "tt", "so_tt", "so_thu_tu"})
DELIMITERS = ",;\t"
_NONE = "\x1f"

Split = Callable[[str], list[str]]
"""A row without its line end as cells and, between them, what parts them: cell, delimiter, cell …"""


def table(rows: Sequence[tuple[str, str]], split: Split, key_column: str = "", column: int = 0) -> list[Chunk]:
    """Rows as chunks.

    Args:
        rows: what stands before each (blank lines), and the row with its line end; the first names the columns.
        split: takes a row apart.
        key_column: the column that names the rows, if it is known; else the first of codes that differ from each other.
        column: the margin.
    """
    cells = [split(row.rstrip("\r\n")) for _, row in rows]
    names = [" ".join(x.split()) for x in cells[0][::2]]
    body = range(2 if len(rows) > 1 and _RULE.fullmatch(rows[1][1].strip()) else 1, len(rows))
    values = [[c[2 * n].strip() if 2 * n < len(c) else "" for n in range(len(names))] for c in cells]
    numbers = [n for n, name in enumerate(names) if letters.key_of(name) in _STT][:1]
    chosen = _key(names, values, body, key_column)
    seen: set[str] = set()
    out = []
    for i, (before, row) in enumerate(rows):
        pieces, mark = list(cells[i]), ""
        if i in body and numbers and values[i][numbers[0]].isdecimal():
            place = 2 * numbers[0]
            mark = values[i][numbers[0]]
            pieces[place] = pieces[place].replace(mark, NUMBER, 1)
        end = row[len(row.rstrip("\r\n")) :]
        key = (values[i][chosen] if chosen >= 0 else "") if i in body else f"#{i}"
        key = "" if key in seen else key
        seen.add(key)
        parts = _parts(names, pieces, end)
        out.append(Chunk(Holds.NOTHING, key, column, before, "".join(pieces) + end, mark, parts=parts))
    return out


def _key(names: list[str], values: list[list[str]], body: range, asked: str) -> int:
    if asked:
        return names.index(asked) if asked in names else -1
    for n in range(len(names)):
        column = [values[i][n] for i in body]
        if column and len(set(column)) == len(column) and all(_CODE.fullmatch(x) for x in column):
            return n
    return -1


def _parts(names: list[str], pieces: list[str], end: str) -> Callable[[], Inline | None]:
    def make() -> Inline | None:
        if len(pieces) != 2 * len(names) - 1:
            return None
        known = [name if name and names.count(name) == 1 else f"#{n}" for n, name in enumerate(names)]
        cells = (
            Inline(pieces[2 * n], known[n], pieces[2 * n - 1] if n else "") for n in range(len(names))
        )  # fmt: skip
        return Inline("", inner=tuple(cells), tail=end)

    return make


def by_bars(line: str) -> list[str]:
    r"""A row of a pipe table; `\|` is a bar in a cell."""
    return _BAR.split(line)


def counted(names: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """The cells of rows that say something, each with the name of its column; numbers made by counting do not."""
    told = [(2 * n, name) for n, name in enumerate(names) if letters.key_of(name) not in _STT]
    for row in rows:
        yield from ((name, value) for n, name in told if n < len(row) and (value := row[n].strip()))


def is_run(numbers: Sequence[int]) -> bool:
    """Whether numbers count up by one."""
    return all(b == a + 1 for a, b in pairwise(numbers))


def read_csv(text: str) -> tuple[Chunk, Counter[tuple[str, ...]]] | None:
    """A CSV file as a tree, and its cells (column, words) counted; None when it is no table with even rows."""
    lines = text.partition("\n")
    told = lines[0].rstrip("\r").lower()
    directive = lines[0] + lines[1] if told in {f"sep={d}" for d in DELIMITERS} else ""
    body = text[len(directive) :]
    head = re.sub(r'"(?:[^"]|"")*+"', "", body.lstrip().partition("\n")[0])
    candidates = told[4] if directive else [d for d in DELIMITERS if d in head] or [_NONE]
    even = [r for d in candidates if (r := _records(body, d)) is not None]
    if len(even) != 1:
        return None
    rows, cells, tail = even[0]
    known = iter(cells)
    inner = table(rows, lambda _: next(known))
    names = [x.strip() for x in cells[0][::2]]
    opening = Chunk(Holds.NOTHING, "#", 0, directive, "")
    closing = Chunk(Holds.NOTHING, "#.", 0, tail, "")
    return Chunk(Holds.ROWS, "", 0, "", "", inner=[opening, *inner, closing]), Counter(counted(names, cells))


def _records(text: str, delimiter: str) -> tuple[list[tuple[str, str]], list[list[str]], str] | None:
    """Rows with the blank lines before them, their cells, and what follows the last; None when cells are not even."""
    d = re.escape(delimiter)
    cell = re.compile(rf'("(?:[^"]|"")*+"[ \t]*|[^{d}"\r\n][^{d}\r\n]*|)({d}|\r?\n|\Z)')
    rows: list[tuple[str, str]] = []
    cells: list[list[str]] = []
    row: list[str] = []
    start = at = blank = 0
    while at < len(text):
        found = cell.match(text, at)
        if found is None:
            return None
        at = found.end()
        row.append(found[1])
        if found[2] == delimiter and at < len(text):
            row.append(delimiter)
            continue
        if found[2] == delimiter:
            row += [delimiter, ""]
        if any(row[::2]):
            rows.append((text[blank:start], text[start:at]))
            cells.append(row)
            blank = at
        row, start = [], at
    if not rows or len(rows) > MAX_ROWS or any(len(x) != len(cells[0]) for x in cells):
        return None
    return rows, cells, text[blank:]
