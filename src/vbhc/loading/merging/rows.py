"""Tables as text, CSV and the pipe tables of `hang: |`, as chunks: a row a chunk, a cell a part, the STT kept aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from vbhc.loading.merging.chunks import NUMBER, Chunk, Holds, Inline
from vbhc.text import letters

_BAR = re.compile(r"(?<!\\)(\|)")
_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")
_CODE = re.compile(r"(?=[\d._/-]*[^\W\d_])[\w./-]{1,30}")
"""A word with a letter in it: what a column of codes holds; a column of amounts or dates does not."""
_STT = frozenset({"stt", "tt", "so_tt", "so_thu_tu"})
DELIMITERS = ",;\t"
_NONE = "\x1f"
_QUOTE = '"'

Split = Callable[[str], list[str]]
"""A row without its line end as cells and, between them, what parts them: cell, delimiter, cell …"""
Value = Callable[[str], str]
"""What a cell says."""


def table(
    rows: Sequence[tuple[str, str]], split: Split, key_column: str = "", column: int = 0, value: Value = str.strip
) -> list[Chunk]:
    """Rows as chunks.

    Args:
        rows: what stands before each (blank lines), and the row with its line end; the first names the columns.
        split: takes a row apart.
        key_column: the column that names the rows, if it is known; else the first of codes that differ from each other,
            which is not firm: codes are also counted anew.
        column: the margin.
        value: what a cell says.
    """
    cells = [split(row.rstrip("\r\n")) for _, row in rows]
    told = [[value(x) for x in c[::2]] for c in cells]
    names = [" ".join(x.split()) for x in told[0]]
    body = range(2 if len(rows) > 1 and _RULE.fullmatch(rows[1][1].strip()) else 1, len(rows))
    known = [name if name and names.count(name) == 1 else f"#{n}" for n, name in enumerate(names)]
    number = next((n for n, name in enumerate(names) if letters.key_of(name) in _STT), -1)
    chosen = _key(names, told, body, key_column)
    seen: set[str] = set()
    titles = _titles(told, body, number, chosen)
    out = []
    for i, (before, row) in enumerate(rows):
        pieces, says, mark = list(cells[i]), told[i], ""
        if i in body and 0 <= number < len(says) and says[number].isdecimal():
            mark = says[number]
            pieces[2 * number] = pieces[2 * number].replace(mark, NUMBER, 1)
            says[number] = ""
        end = row[len(row.rstrip("\r\n")) :]
        key = (says[chosen] if 0 <= chosen < len(says) else "") if i in body else f"#{i}"
        key = "" if key in seen else key
        seen.add(key)
        parts = partial(_parts, known, pieces, says, end)
        said = " | ".join(says)
        out.append(Chunk(
            Holds.NOTHING, key, column, before, "".join(pieces) + end, mark, parts=parts, said=said,
            name=titles.get(i, ""), firm=bool(key_column) or i not in body,
        ))  # fmt: skip
    return out


def _titles(told: list[list[str]], body: range, number: int, code: int) -> dict[int, str]:
    """The words that say what each row is: its first cell of words, all of them where that one is not the row's own.

    A column of words has letters in most of its cells. What follows a code says what it is the code of, and where no
    column is of words the first says what a row is.
    """
    other = [n for n in range(len(told[0])) if n not in (number, code)]
    wordy = [
        n for n in other if 2 * sum(any(map(str.isalpha, "".join(told[i][n : n + 1]))) for i in body) > len(body)
    ]  # fmt: skip
    wordy = wordy if wordy and code < 0 else other[:1]
    firsts = {i: "".join(told[i][wordy[0] : wordy[0] + 1]) for i in body} if wordy else {}
    often = Counter(firsts.values())
    return {
        i: x if often[x] == 1 else " | ".join(filter(None, ("".join(told[i][n : n + 1]) for n in wordy)))
        for i, x in firsts.items()
    }


def _key(names: list[str], told: list[list[str]], body: range, asked: str) -> int:
    if asked:
        return names.index(asked) if asked in names else -1
    for n in range(len(names)):
        column = [told[i][n] if n < len(told[i]) else "" for i in body]
        if column and len(set(column)) == len(column) and all(_CODE.fullmatch(x) for x in column):
            return n
    return -1


def _parts(known: list[str], pieces: list[str], says: list[str], end: str) -> Inline | None:
    if len(pieces) != 2 * len(known) - 1:
        return None
    cells = (
        Inline(pieces[2 * n], known[n], pieces[2 * n - 1] if n else "", said=says[n]) for n in range(len(known))
    )  # fmt: skip
    return Inline("", inner=tuple(cells), tail=end)


def by_bars(line: str) -> list[str]:
    r"""A row of a pipe table; `\|` is a bar in a cell."""
    return _BAR.split(line)


def counted(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """The cells of rows that say something, each with the name of its column; numbers made by counting do not."""
    named = [(n, name) for n, name in enumerate(rows[0]) if letters.key_of(name) not in _STT]
    for row in rows:
        yield from ((name, row[n]) for n, name in named if n < len(row) and row[n])


def is_run(numbers: Sequence[int]) -> bool:
    """Whether numbers count up by one."""
    return all(b == a + 1 for a, b in pairwise(numbers))


def read_csv(text: str) -> tuple[Chunk, Counter[tuple[str, ...]]] | None:
    """A CSV file as a tree, and its cells (column, words) counted; None when it is no table with even rows."""
    directive, delimiters = _delimiters(text)
    even = [r for d in delimiters if (r := _records(text[len(directive) :], d)) is not None]
    if len(even) != 1:
        return None
    rows, cells, tail = even[0]
    known = iter(cells)
    inner = table(rows, lambda _: next(known), value=_unquoted)
    opening = Chunk(Holds.NOTHING, "#", 0, directive, "")
    closing = Chunk(Holds.NOTHING, "#.", 0, tail, "")
    said = Counter(counted([[_unquoted(x) for x in row[::2]] for row in cells]))
    return Chunk(Holds.ROWS, "", 0, "", "", inner=[opening, *inner, closing]), said


def delimiter(text: str) -> str:
    """What parts the cells of a CSV file, "" where nothing does, or its first line leaves it open."""
    found = _delimiters(text)[1]
    return found[0] if len(found) == 1 and found[0] != _NONE else ""


def with_delimiter(text: str, old: str, new: str) -> str:
    """A CSV file with another delimiter; as it was when it is no table with even rows."""
    directive, _ = _delimiters(text)
    found = _records(text[len(directive) :], old)
    if found is None:
        return text
    rows, cells, tail = found
    out = [directive.replace(old, new)]
    for (before, row), pieces in zip(rows, cells, strict=True):
        quoted = [f'"{x.replace(_QUOTE, 2 * _QUOTE)}"' if new in x and x[0] != _QUOTE else x for x in pieces[::2]]
        out += [before.replace(old, new), new.join(quoted), row[len(row.rstrip("\r\n")) :]]
    return "".join([*out, tail.replace(old, new)])


def _delimiters(text: str) -> tuple[str, Sequence[str]]:
    """The directive of Excel (`sep=;`) with its line end, and what may part the cells."""
    first, end, _ = text.partition("\n")
    told = first.rstrip("\r").lower()
    if told in {f"sep={d}" for d in DELIMITERS}:
        return first + end, told[4]
    head = re.sub(r'"(?:[^"]|"")*+"', "", text.lstrip().partition("\n")[0])
    return "", [d for d in DELIMITERS if d in head] or [_NONE]


def _unquoted(cell: str) -> str:
    """What a cell of CSV says, with or without quotes."""
    cell = cell.strip()
    return cell[1:-1].replace(2 * _QUOTE, _QUOTE).strip() if cell[:1] == _QUOTE else cell


def _records(text: str, delimiter: str) -> tuple[list[tuple[str, str]], list[list[str]], str] | None:
    """Rows with the blank lines before them, their cells, and what follows the last; None when cells are not even."""
    d = re.escape(delimiter)
    cell = re.compile(rf'("(?:[^"]|"")*+"(?:(?!{d})[ \t])*|[^{d}"\r\n][^{d}\r\n]*|)({d}|\r?\n|\Z)')
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
            if len(row) != len(cells[0]):
                return None
        row, start = [], at
    return (rows, cells, text[blank:]) if rows else None
