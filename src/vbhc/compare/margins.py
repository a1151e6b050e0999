"""Headers and footers of pages as units: what prints above and below the text, section by section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from vbhc.compare import places, words
from vbhc.errors import UserError
from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.so_sanh import Don
from vbhc.model.view import Block, Run
from vbhc.recognising.lines import lines

_PAGES = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_TRANG = "[số trang]"
_PAGE = re.compile(r"[\W_]*\d{0,4}[\W_]*")
"""What is nothing but the number of a page, be it typed."""
_SIDES = (("headers", "Đầu trang"), ("footers", "Chân trang"))
_KINDS = {"default": "", "first": " của trang đầu", "even": " của trang chẵn"}
_SLOTS = tuple((side, kind) for side, _ in _SIDES for kind in _KINDS)
_MOST = 20_000
"""Lines in the margins of all sections beyond which a file is no document."""

_Said = tuple[tuple[str, Dong], ...]
"""Lines of one header or footer, each with its words."""


def paged(runs: Iterable[Run]) -> str:
    """The words of a page's margin; its page number is another one at every layout."""
    parts = groupby(runs, key=lambda run: run.field if run.field in _PAGES else "")
    return "".join(_TRANG if page else "".join(run.shown for run in own) for page, own in parts)


def alone(document: BanDoc) -> list[Don]:
    """What the margins of a document say, each text once; the numbers of pages aside."""
    margins = _Margins(document)
    said: dict[str, Don] = {}
    for number, side, kind in margins.all():
        for text, line in margins.lines(number, side, kind):
            said.setdefault(text, _unit(text, line, _called(side, kind)))
    return list(said.values())


def both(a: BanDoc, b: BanDoc, same: Sequence[tuple[int, int]]) -> tuple[list[Don], list[Don]]:
    """The margins of two documents cut alike: those of the same pages are called the same in both.

    The numbers of pages are told of the documents as wholes: LibreOffice leaves them out where a section has but the
    first page, which shows none.

    Args:
        a: the earlier document.
        b: the later one.
        same: which of its sections are which of the later one's.

    Raises:
        UserError: margins that no document has.
    """
    old, new = _Margins(a), _Margins(b)
    same, lone_a, lone_b = _settled(same, len(old.sections), len(new.sections))
    left: list[Don] = []
    right: list[Don] = []
    for side, kind in _SLOTS:
        alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[tuple[int, int]]] = {}
        for i, j in same:
            if kind in old.kinds(i) | new.kinds(j):
                key = tuple(t for t, _ in old.lines(i, side, kind)), tuple(t for t, _ in new.lines(j, side, kind))
                alike.setdefault(key, []).append((i, j))
        for pairs in alike.values():
            everywhere = len(old.sections) == len(pairs) == len(new.sections)
            which = "" if everywhere else f", phần {_numbers([j for _, j in pairs])}"
            i, j = pairs[0]
            for out, said in ((left, old.lines(i, side, kind)), (right, new.lines(j, side, kind))):
                if len(out) + len(said) > _MOST:
                    raise UserError(f"{a.view.name}, {b.view.name}: đầu trang, chân trang có quá nhiều dòng; không so")
                out += [_unit(text, line, _called(side, kind) + which) for text, line in said]
    left += _only(old, lone_a, new, " của bản trước")
    right += _only(new, lone_b, old, "")
    if a.view.formats and b.view.formats:
        left += old.page_numbers()
        right += new.page_numbers()
    return left, right


def _settled(
    same: Sequence[tuple[int, int]], many_a: int, many_b: int
) -> tuple[list[tuple[int, int]], set[int], set[int]]:
    """The pairs in the order of B, those without a vote by their place; what is in A alone, and in B alone."""
    taken_a, taken_b = {i for i, _ in same}, {j for _, j in same}
    free = {n for n in range(min(many_a, many_b)) if n not in taken_a and n not in taken_b}
    pairs = sorted([*same, *((n, n) for n in free)], key=lambda pair: pair[1])
    return pairs, {*range(many_a)} - taken_a - free, {*range(many_b)} - taken_b - free


def _only(margins: _Margins, numbers: set[int], others: _Margins, whose: str) -> Iterator[Don]:
    """What is said only in sections that the other document does not have."""
    known = {text for slot in others.all() for text, _ in others.lines(*slot)}
    for number, side, kind in margins.all():
        if number in numbers:
            for text, line in margins.lines(number, side, kind):
                if text not in known:
                    known.add(text)
                    yield _unit(text, line, f"{_called(side, kind)}, phần {number + 1}{whose}")


class _Margins:
    """The headers and footers of a document as they print."""

    def __init__(self, document: BanDoc) -> None:
        self.sections = document.view.sections
        self._even = document.view.even_odd
        self._read: dict[int, _Said] = {}
        self._counting: dict[str, Dong] = {}

    def kinds(self, number: int) -> set[str]:
        """On which pages of a section something of its own prints."""
        own = {"first": self.sections[number].title_page, "even": self._even}
        return {"default"} | {kind for kind, prints in own.items() if prints}

    def all(self) -> Iterator[tuple[int, str, str]]:
        """Every header and footer that prints: section, side, kind of page."""
        for number in range(len(self.sections)):
            kinds = self.kinds(number)
            yield from ((number, side, kind) for side, kind in _SLOTS if kind in kinds)

    def lines(self, number: int, side: str, kind: str) -> _Said:
        """What prints on pages of a kind, which are pages like all others where they have nothing of their own."""
        if kind not in self.kinds(number):
            kind = "default"
        blocks: tuple[Block, ...] = getattr(self.sections[number], side).get(kind, ())
        if id(blocks) not in self._read:
            said = [(words.printed(" ".join(paged(line.runs).split())), line) for line in lines(blocks, "header")]
            numbers = {text: line for text, line in said if _PAGE.fullmatch(text.replace(_TRANG, ""))}
            self._counting |= {text: line for text, line in numbers.items() if any(map(str.isalnum, text))}
            self._read[id(blocks)] = tuple((text, line) for text, line in said if text not in numbers)
        return self._read[id(blocks)]

    def page_numbers(self) -> list[Don]:
        """Each way in which the number of a page stands alone."""
        for slot in self.all():
            self.lines(*slot)
        return [_unit(text, line, "Số trang") for text, line in self._counting.items()]


def _unit(text: str, line: Dong, where: str) -> Don:
    return Don("le", "", text, "", (line,), where, places.PHAN["le"], -1, "le")


def _called(side: str, kind: str) -> str:
    return f"{dict(_SIDES)[side]}{_KINDS[kind]}"


def _numbers(sections: Sequence[int]) -> str:
    """Sections by number from 1: “1, 3–5”."""
    out: list[list[int]] = []
    for n in sorted(sections):
        if out and out[-1][-1] == n:
            out[-1].append(n + 1)
        else:
            out.append([n + 1])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in out)
