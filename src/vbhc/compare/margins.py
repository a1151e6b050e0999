"""Headers and footers of pages as units: what prints above and below the text, section by section."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
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

Said = Callable[[tuple[Block, ...]], tuple[Hashable, ...]]
"""What counts of a header or footer: its lines, its pictures."""
Named = tuple[str, tuple[Block, ...]]
"""What pages are called, and what stands on them."""


def paged(runs: Iterable[Run]) -> str:
    """The words of a page's margin; its page number is another one at every layout."""
    parts = groupby(runs, key=lambda run: run.field if run.field in _PAGES else "")
    return "".join(_TRANG if page else "".join(run.shown for run in own) for page, own in parts)


def counted_as(line: Dong, other: Dong) -> Dong:
    """A line with the page numbers that another shows, where both count the same: Word counts them at every layout."""
    groups = [[(code, list(own)) for code, own in groupby(x.runs, key=lambda run: run.field)] for x in (line, other)]
    shown = [[(code, "".join(run.text for run in own)) for code, own in of if code in _PAGES] for of in groups]
    if line.tu_dong or [code for code, _ in shown[0]] != [code for code, _ in shown[1]]:
        return line
    numbers = iter(shown[1])
    runs = tuple(
        run
        for code, own in groups[0]
        for run in ((replace(own[0], text=next(numbers)[1]),) if code in _PAGES else own)
    )  # fmt: skip
    return replace(line, runs=runs, goc="".join(run.text for run in runs))


def alone(document: BanDoc) -> list[Don]:
    """What the margins of a document say, each text once; the numbers of pages aside."""
    margins = Margins(document)
    said: dict[str, Don] = {}
    for _, called, blocks in margins.each():
        for text, line in margins.lines(blocks):
            said.setdefault(text, _unit(text, line, called))
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
    old, new = Margins(a), Margins(b)
    left: list[Don] = []
    right: list[Don] = []
    for called, x, y in together(old, new, same, old.texts, new.texts):
        for out, said in ((left, old.lines(x)), (right, new.lines(y))):
            if len(out) + len(said) > _MOST:
                raise UserError(f"{a.view.name}, {b.view.name}: đầu trang, chân trang có quá nhiều dòng; không so")
            out += [_unit(text, line, called) for text, line in said]
    lone_a, lone_b = only(old, new, same)
    for out, own, other, lone in ((left, old, new, lone_a), (right, new, old, lone_b)):
        known = {text for _, _, blocks in other.each() for text in other.texts(blocks)}
        for called, blocks in lone:
            for text, line in own.lines(blocks):
                if text not in known:
                    known.add(text)
                    out.append(_unit(text, line, called))
    if a.view.formats and b.view.formats:
        left += old.page_numbers()
        right += new.page_numbers()
    return left, right


def together(
    old: Margins, new: Margins, same: Sequence[tuple[int, int]], said_a: Said, said_b: Said
) -> Iterator[tuple[str, tuple[Block, ...], tuple[Block, ...]]]:
    """What stands on the same pages of both documents, those once that say the same in each; with what they are called.

    Args:
        old: the margins of the earlier document.
        new: those of the later one.
        same: which sections are which.
        said_a: what counts of a margin of the earlier one.
        said_b: what counts of one of the later.
    """
    keys = old.keys(said_a), new.keys(said_b)
    both_have = _settled(same, len(old.sections), len(new.sections))[0]
    for side, kind in _SLOTS:
        alike: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for i, j in both_have:
            if kind in old.kinds(i) | new.kinds(j):
                key = keys[0][id(old.blocks(i, side, kind))], keys[1][id(new.blocks(j, side, kind))]
                alike.setdefault(key, []).append((i, j))
        for pairs in alike.values():
            everywhere = len(old.sections) == len(pairs) == len(new.sections)
            which = "" if everywhere else f", phần {_numbers([j for _, j in pairs])}"
            i, j = pairs[0]
            yield _called(side, kind) + which, old.blocks(i, side, kind), new.blocks(j, side, kind)


def only(old: Margins, new: Margins, same: Sequence[tuple[int, int]]) -> tuple[list[Named], list[Named]]:
    """What stands on pages of sections that the other document does not have: of the earlier one, of the later."""
    lone = _settled(same, len(old.sections), len(new.sections))[1:]
    return _of(old, lone[0], " của bản trước"), _of(new, lone[1], "")


def _of(margins: Margins, numbers: Iterable[int], whose: str) -> list[Named]:
    return [(f"{called}, phần {n + 1}{whose}", blocks) for n, called, blocks in margins.each(sorted(numbers))]


def _settled(
    same: Sequence[tuple[int, int]], many_a: int, many_b: int
) -> tuple[list[tuple[int, int]], set[int], set[int]]:
    """The pairs in the order of B, those without a vote by their place; what is in A alone, and in B alone."""
    taken_a, taken_b = {i for i, _ in same}, {j for _, j in same}
    free = {n for n in range(min(many_a, many_b)) if n not in taken_a and n not in taken_b}
    pairs = sorted([*same, *((n, n) for n in free)], key=lambda pair: pair[1])
    return pairs, {*range(many_a)} - taken_a - free, {*range(many_b)} - taken_b - free


class Margins:
    """The headers and footers of a document as they print."""

    def __init__(self, document: BanDoc) -> None:
        self.sections = document.view.sections
        self._even = document.view.even_odd
        self._read: dict[int, tuple[tuple[str, Dong], ...]] = {}
        self._counting: dict[str, Dong] = {}

    def kinds(self, number: int) -> set[str]:
        """On which pages of a section something of its own prints."""
        own = {"first": self.sections[number].title_page, "even": self._even}
        return {"default"} | {kind for kind, prints in own.items() if prints}

    def each(self, numbers: Iterable[int] | None = None) -> Iterator[tuple[int, str, tuple[Block, ...]]]:
        """Every header and footer that prints (in these sections), once: a section, what it is called, what it is."""
        seen: set[int] = set()
        for number in range(len(self.sections)) if numbers is None else numbers:
            kinds = self.kinds(number)
            for side, kind in _SLOTS:
                blocks = self.blocks(number, side, kind)
                if kind in kinds and id(blocks) not in seen:
                    seen.add(id(blocks))
                    yield number, _called(side, kind), blocks

    def blocks(self, number: int, side: str, kind: str) -> tuple[Block, ...]:
        """What prints on pages of a kind, which are pages like all others where they have nothing of their own."""
        found: tuple[Block, ...] = getattr(self.sections[number], side).get(
            kind if kind in self.kinds(number) else "default", ()
        )
        return found

    def keys(self, said: Said) -> dict[int, int]:
        """Of each header and footer (by its id) a number, the same for those that say the same."""
        known: dict[tuple[Hashable, ...], int] = {}
        every = ((), *(blocks for _, _, blocks in self.each()))
        return {id(blocks): known.setdefault(said(blocks), len(known)) for blocks in every}

    def texts(self, blocks: tuple[Block, ...]) -> tuple[str, ...]:
        """The words of each line of a header or footer."""
        return tuple(text for text, _ in self.lines(blocks))

    def lines(self, blocks: tuple[Block, ...]) -> tuple[tuple[str, Dong], ...]:
        """The lines of a header or footer, each with its words."""
        if id(blocks) not in self._read:
            said = [(words.printed(" ".join(paged(line.runs).split())), line) for line in lines(blocks, "header")]
            numbers = {text: line for text, line in said if _PAGE.fullmatch(text.replace(_TRANG, ""))}
            self._counting |= {text: line for text, line in numbers.items() if any(map(str.isalnum, text))}
            self._read[id(blocks)] = tuple((text, line) for text, line in said if text not in numbers)
        return self._read[id(blocks)]

    def page_numbers(self) -> list[Don]:
        """Each way in which the number of a page stands alone."""
        for _, _, blocks in self.each():
            self.lines(blocks)
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
