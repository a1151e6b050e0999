"""Lines of A changed word by word into lines of B, at the letters of A's file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vbhc.compare import words
from vbhc.model.ban_doc import Dong
from vbhc.model.edits import TextEdit
from vbhc.text.letters import nfc


def typed(line: Dong) -> str:
    """A line as one would type it: its number included, capitals that a format makes typed as capitals."""
    if any(run.look.caps for run in line.runs):
        return f"{line.tu_dong} {line.in_ra}".strip()
    return line.goc.strip()


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of A: its line, where it stands there, and by what it is compared."""

    line: int
    start: int
    end: int
    key: str


def changed(old: Sequence[Dong], new: Sequence[str]) -> Iterator[TextEdit] | None:
    """What turns lines of A into texts of B; the ends of lines stay where A has them.

    Returns:
        None where the file's own letters are others than those that were read (an old encoding): nothing may be put
        beside them.
    """
    if any(_offset(line) is None for line in old):
        return None
    return _edits(old, new)


def whole(line: Dong) -> bool:
    """Whether a line is all that its paragraph says."""
    return _offset(line) is not None and line.doan.text.strip() == _own(line).strip()


def _own(line: Dong) -> str:
    """A line's text in the file: without the number that Word makes."""
    return line.goc[len(line.tu_dong) + 1 :] if line.tu_dong else line.goc


def _offset(line: Dong) -> int | None:
    """Where a line's text begins in its paragraph; None where the file has other letters."""
    own = _own(line)
    return line.dau if line.doan.text[line.dau : line.dau + len(own)] == own else None


def _edits(old: Sequence[Dong], new: Sequence[str]) -> Iterator[TextEdit]:
    left = list(_words(old))
    caps = bool(old) and all(run.look.caps for line in old for run in line.runs if run.text.strip())
    text = " ".join(filter(None, new))
    if old and old[0].tu_dong and text.startswith(old[0].tu_dong):
        text = text[len(old[0].tu_dong) :].strip()
    right = words.split(text)
    keys = [_key(word, first=n == 0, caps=caps) for n, word in enumerate(right)]
    for i, j, k, m, same in words.steps([w.key for w in left], keys):
        if not same:
            yield from _change(old, left, i, j, "".join(right[k:m]), at_start=k == 0)


def _words(lines: Sequence[Dong]) -> Iterator[_Word]:
    for n, line in enumerate(lines):
        start = _offset(line)
        assert start is not None
        own = _own(line)
        caps = bool(line.runs) and all(run.look.caps for run in line.runs if run.text.strip())
        at = 0
        for word in words.split(own):
            if word.strip():
                key = _key(word, first=at == 0 and n == 0, caps=caps, led=at == 0 and n > 0)
                yield _Word(n, start + at, start + at + len(word), key)
            at += len(word)


def _key(word: str, *, first: bool, caps: bool, led: bool = False) -> str:
    """A word for comparing: composed, the blanks before it one blank, capitals where the format makes them."""
    bare = nfc(word.strip())
    blank = (word[:1].isspace() or led) and not first
    return (" " if blank else "") + (bare.upper() if caps else bare)


def _change(old: Sequence[Dong], left: list[_Word], i: int, j: int, text: str, *, at_start: bool) -> Iterator[TextEdit]:
    """Take the words `i`…`j` of A out, line by line, and put a text in where the first of them stood."""
    if i == j:
        if i == 0:
            line = old[0]
            start = left[0].start if left else _offset(line) or 0
            yield TextEdit(line.doan.spot, start, start, text.lstrip() + ("" if not left else " " * text.endswith(" ")))
            return
        before = left[i - 1]
        yield TextEdit(old[before.line].doan.spot, before.end, before.end, text)
        return
    by_line: dict[int, list[_Word]] = {}
    for word in left[i:j]:
        by_line.setdefault(word.line, []).append(word)
    for n, (at, found) in enumerate(by_line.items()):
        spot, start, end = old[at].doan.spot, found[0].start, found[-1].end
        raw = old[at].doan.text[start:end]
        put = text if n == 0 else ""
        if n == 0 and put and (raw[:1].isspace() != put[:1].isspace()):
            # The blank before the stretch belongs to the neighbour that stays, as far as both sides have one.
            if raw[:1].isspace() and at_start:
                start += len(raw) - len(raw.lstrip())
            elif put[:1].isspace() and start == (_offset(old[at]) or 0):
                put = put.lstrip()
        yield TextEdit(spot, start, end, put)
