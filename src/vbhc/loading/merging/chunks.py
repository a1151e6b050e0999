"""A data file as a tree of chunks whose texts, joined, are the file; and what a merge of three such trees gives."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache

NUMBER = "\0"
"""Stands in a chunk's head for the mark before its words, which is kept aside: numbers are made anew."""


class Holds(Enum):
    """What the chunks under a chunk are."""

    NOTHING = 0
    KEYS = 1
    ITEMS = 2
    LINES = 3
    ROWS = 4


@dataclass(frozen=True, slots=True)
class Inline:
    """A line taken apart: a flow collection (`[a, b]`, `{k: v}`) or the cells of a row.

    `before` is the separator it follows, `head` opens it, `tail` closes it; `key` its name ("" by likeness). `said` is
    what it says, where its letters say it in quotes.
    """

    head: str
    key: str = ""
    before: str = ""
    inner: tuple[Inline, ...] = ()
    tail: str = ""
    said: str | None = None

    @property
    def firm(self) -> bool:
        """A key in a line is one."""
        return True

    @property
    def name(self) -> str:
        """What stands in one line is known by its key alone."""
        return ""

    @property
    def words(self) -> str:
        """What it says, blanks as one."""
        return " ".join((self.text() if self.said is None else self.said).split())

    @property
    def loose(self) -> bytes:
        """Its words."""
        return self.words.encode()

    def text(self) -> str:
        """Itself without the separator before it."""
        return self.head + "".join(x.before + x.text() for x in self.inner) + self.tail


@dataclass(slots=True, eq=False)
class Chunk:
    """Whole lines of a file: comments and blank lines (`before`), then what opens it (`head`), then what is under it.

    `column` is its indentation; the lines of `head` after the first keep theirs. A head without a line end (`- `) has
    the first chunk under it on its own line. `sentence`: an item that YAML takes for a key and its value, and a reader
    for a sentence with a colon. `parts` takes a line apart when both sides changed it. `said` is what a row says, where
    its letters say it in quotes. `name` are the words that say what it is, where it says more; `firm`: its key is known
    to be one.
    """

    holds: Holds
    key: str
    column: int
    before: str
    head: str
    mark: str = ""
    inner: Sequence[Chunk] = ()
    sentence: bool = False
    parts: Callable[[], Inline | None] | None = None
    said: str = ""
    name: str = ""
    firm: bool = True
    exact: bytes = field(init=False)
    """Equal for chunks that differ at most in numbers and in the place of their margin."""
    loose: bytes = field(init=False)
    """Equal for chunks with the same words: blanks, marks, and comments before it aside."""

    def __post_init__(self) -> None:
        step = self.inner[0].column - self.column if self.inner else 0
        head = self.head.replace(NUMBER, kind_of(self.mark), 1) if self.mark else self.head
        lines = f"{shifted(self.before, -self.column)}\0{shifted(head, -self.column)}".replace("\r", "")
        self.exact = _digest(f"{self.holds.value} {step}\0{lines}", [x.exact for x in self.inner])
        words = " ".join((self.said or self.head.replace(NUMBER, "", 1)).split())
        self.loose = _digest(words, [y for x in self.inner for y in (x.loose, _digest(x.comments, ()))])

    @property
    def comments(self) -> str:
        """The words of the comments before it."""
        return " ".join(self.before.split())

    @property
    def empty(self) -> bool:
        """Whether there is nothing, or a key without a value."""
        value = re.split(r"\s#", self.head)[0].rstrip()
        return not self.inner and (not value or value.endswith((":", "[]", "{}")))

    def own(self, mark: str | None = None) -> str:
        """Its head with its margin and a mark, its own when none is given."""
        return " " * self.column + self.head.replace(NUMBER, self.mark if mark is None else mark, 1)

    def text(self, column: int | None = None, mark: str | None = None) -> str:
        """Its lines, moved to another margin if one is given."""
        inner = "".join(x.text() for x in self.inner)
        whole = self.before + led(self.own(mark), inner, self.inner[0].column if self.inner else 0)
        return whole if column is None else shifted(whole, column - self.column)


def _digest(text: str, inner: Iterable[bytes]) -> bytes:
    return hashlib.blake2b(b"\0".join([text.encode(), *inner]), digest_size=16).digest()


@cache
def kind_of(mark: str) -> str:
    """A mark with its number taken out: `1.`, `12.` and `3.` are of one kind."""
    return re.sub(r"\d+", "1", re.sub(r"^[a-zđ](?=[.)])", "a", mark.strip()))


def shifted(text: str, by: int) -> str:
    """Lines moved right or left; one with less margin than is taken away loses what it has, blank lines stay."""
    if not by or not text or (by < 0 and text[0] != " " and "\n " not in text):
        return text
    if by > 0:
        return re.sub(r"(?m)^(?=[^\r\n])", " " * by, text)
    return re.sub(rf"(?m)^ {{1,{-by}}}", "", text)


def led(head: str, inner: str, column: int) -> str:
    """What is under a head after it: on the head's own line where the head leaves it open."""
    if head.endswith(("\n", "\r")) or not head.strip():
        return head + inner
    if inner.startswith(" " * column) and inner[column : column + 1] not in " #\r\n":
        return head + inner[column:]
    return head.rstrip() + "\n" + inner


def lines_of(text: str) -> list[str]:
    """Lines with their ends, as git counts them."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Lines that both sides changed, each as that side has them."""

    ours: str
    theirs: str

    def marked(self) -> str:
        """As git shows it, with the lines that open and close both sides alike left outside."""
        ours, theirs = lines_of(self.ours), lines_of(self.theirs)
        least = min(len(ours), len(theirs))
        start = next((i for i in range(least) if ours[i] != theirs[i]), least)
        end = next((i for i in range(least - start) if ours[-1 - i] != theirs[-1 - i]), least - start)
        middle = [
            "<<<<<<< ta\n", *ours[start : len(ours) - end],
            "=======\n", *theirs[start : len(theirs) - end], ">>>>>>> họ\n",
        ]  # fmt: skip
        return "".join([*ours[:start], *middle, *ours[len(ours) - end :]])


Piece = str | Conflict


def marked(pieces: Sequence[Piece]) -> str:
    """The merged text, conflicts between marks."""
    return "".join(x if isinstance(x, str) else x.marked() for x in pieces)


def chosen(pieces: Sequence[Piece], side: str) -> str:
    """The merged text with every conflict settled for `ours` or `theirs`."""
    return "".join(x if isinstance(x, str) else getattr(x, side) for x in pieces)


def conflicts(pieces: Sequence[Piece]) -> int:
    """How many conflicts there are."""
    return sum(isinstance(x, Conflict) for x in pieces)
