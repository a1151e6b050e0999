"""Texts as words, and the shortest way from one text to the other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel

from vbhc.model.so_sanh import Tu
from vbhc.text.letters import nfc
from vbhc.text.words import visible, words

_WORD = re.compile(r"\s*(?:\d+(?:[.,/-]\d+)*(?:/[\w-]*[^\W\d_][\w-]*)?%?|[^\W_]+(?:[-/.][^\W_]+)*|\S)")
"""A word with the blanks before it: a number, a date (15/02/2026), a symbol (74/KH-SKHCN), a syllable, or one mark."""
MAX_WORDS = 20_000
"""Longer texts are not looked into: what differs between their equal ends is one change."""
_ISLAND = 2
"""Words that stay between two changes and are taken into them when they are no more than this."""
_MARKS = (("dấu ngoặc kép", '"“”„‟″'), ("dấu nháy", "'‘’‚‛′"), ("dấu gạch ngang", "-–—−‐‑"))
"""Marks that a program puts for one another as one types."""
_ONE_MARK = str.maketrans({c: marks[0] for _, marks in _MARKS for c in marks})
_TONE = re.compile(r"(?<![qQ])(?:[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|[uU][ỳýỷỹỵỲÝỶỸỴ])(?![^\W\d_])")
"""A tone on the second vowel of an open syllable, which others put on the first."""
_TONED = re.compile(rf"(?P<first>[òóỏõọÒÓỎÕỌ][aeAE]|[ùúủũụÙÚỦŨỤ][yY])(?![^\W\d_])|{_TONE.pattern}")


def printed(text: str) -> str:
    """A text in the one form in which two are compared: letters composed, without what nobody sees."""
    return nfc(visible(text))


def usual(text: str) -> str:
    """The text in one habit of typing: marks of one kind each, hoà as hòa, uỷ as ủy; as long as before."""
    return _TONE.sub(_on_the_first, text.translate(_ONE_MARK))


def habits(text: str) -> tuple[tuple[str, str], ...]:
    """Which of several habits a text shows where programs and people differ: what it is about, and how it is typed."""
    said = [(name, " ".join(sorted({c for c in text if c in marks}))) for name, marks in _MARKS]
    tones = {"hòa, ủy" if found["first"] else "hoà, uỷ" for found in _TONED.finditer(text)}
    return tuple((name, how) for name, how in (*said, ("kiểu bỏ dấu", " ".join(sorted(tones)))) if how)


def alike(a: str, b: str) -> tuple[str, str]:
    """Two texts as they are held against each other: as they are, or in one habit where they were typed in two."""
    return (a, b) if habits(a) == habits(b) else (usual(a), usual(b))


def _on_the_first(found: re.Match[str]) -> str:
    vowels = found.group()
    second = unicodedata.normalize("NFD", vowels[1])
    return nfc(vowels[0] + second[1:]) + second[0]


@lru_cache(maxsize=4096)
def split(text: str) -> tuple[str, ...]:
    """The words of a text, each with the blanks before it; joined they are the text."""
    found = _WORD.findall(text)
    rest = text[sum(map(len, found)) :]
    return (*found, rest) if rest else tuple(found)


@lru_cache(maxsize=8192)
def plain(text: str) -> tuple[str, ...]:
    """The words of a text that count when two are held against each other: no marks, no capitals."""
    return words(text)


def likeness(a: Sequence[str], b: Sequence[str]) -> float:
    """How much of two lists of words stands in both in the same order: 0 nothing, 1 all (Dice over the longest)."""
    return Indel.normalized_similarity(a, b)


def steps(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int, int, int, bool]]:
    """Stretches from `a` to `b`: start and end in each, and whether they are the same there."""
    low = 0
    most = min(len(a), len(b))
    while low < most and a[low] == b[low]:
        low += 1
    high = 0
    while high < most - low and a[-1 - high] == b[-1 - high]:
        high += 1
    end_a, end_b = len(a) - high, len(b) - high
    if low:
        yield 0, low, 0, low, True
    inner_a, inner_b = a[low:end_a], b[low:end_b]
    if not inner_a or not inner_b or max(len(inner_a), len(inner_b)) > MAX_WORDS:
        if inner_a or inner_b:
            yield low, end_a, low, end_b, False
    else:
        for i, j, k, m, same in _joined(inner_a, inner_b):
            yield low + i, low + j, low + k, low + m, same
    if high:
        yield end_a, len(a), end_b, len(b), True


def _joined(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int, int, int, bool]]:
    """The shortest way, where a word or two that happen to stay between larger changes go with them."""
    found = [
        [o.src_start, o.src_end, o.dest_start, o.dest_end, o.tag == "equal"] for o in Indel.opcodes(a, b)
    ]  # fmt: skip
    merged: list[list[int]] = []
    for n, step in enumerate(found):
        same = bool(step[4])
        if same and 0 < n < len(found) - 1 and _island(a[step[0] : step[1]], merged[-1], found[n + 1 :]):
            same = False
        if not same and merged and not merged[-1][4]:
            merged[-1][1], merged[-1][3] = step[1], step[3]
        else:
            merged.append([*step[:4], same])
    for i, j, k, m, stays in merged:
        yield i, j, k, m, bool(stays)


def _island(words: Sequence[str], before: list[int], after: list[list[int]]) -> bool:
    """Whether a stretch that stays is too small beside what changes round it to be shown as staying."""
    letters = [w for w in words if any(c.isalnum() for c in w)]
    if len(letters) > _ISLAND:
        return False
    change = next(s for s in after if not s[4])
    around = min(_size(before), _size(change))
    return around > 2 * len(letters) if letters else around > 1


def _size(step: list[int]) -> int:
    return max(step[1] - step[0], step[3] - step[2])


def changed(a: str, b: str) -> tuple[Tu, ...]:
    """The words of two texts as stretches that stay, go and come; empty when they are the same.

    A word stays whether or not there is a blank before it; the blank then goes or comes by itself.
    """
    if a == b:
        return ()
    left, right = split(a), split(b)
    out: list[list[str]] = []
    for i, j, k, m, same in steps([_key(w) for w in left], [_key(w) for w in right]):
        if same:
            for old, new in zip(left[i:j], right[k:m], strict=True):
                word = new.lstrip()
                _add(out, "-", old[: len(old) - len(word)] if old != new else "")
                _add(out, "+", new[: len(new) - len(word)] if old != new else "")
                _add(out, "=", word if old != new else new)
        else:
            _add(out, "-", "".join(left[i:j]))
            _add(out, "+", "".join(right[k:m]))
    return tuple(Tu(dau, chu) for dau, chu in out)


def _key(word: str) -> str:
    """What a word is compared by: a blank before a mark counts, before a word not; an end of line always does."""
    bare = word.lstrip()
    return bare if bare[:1].isalnum() and "\n" not in word else word


def _add(out: list[list[str]], dau: str, chu: str) -> None:
    """Put a stretch behind the others: what goes stands before what comes, and neighbours of one kind are one."""
    if not chu:
        return
    if dau == "-" and out and out[-1][0] == "+":
        if len(out) > 1 and out[-2][0] == "-":
            out[-2][1] += chu
        else:
            out.insert(-1, [dau, chu])
    elif out and out[-1][0] == dau:
        out[-1][1] += chu
    else:
        out.append([dau, chu])
