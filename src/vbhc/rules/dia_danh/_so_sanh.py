"""Names compared as people compare them: case, blanks and the seat of the tone mark do not count."""

from __future__ import annotations

import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"


def chuan(name: str) -> str:
    """A name without case, with each word's tone at its end: UỶ and ỦY are one."""
    out = []
    for word in unicodedata.normalize("NFD", name.casefold()).split():
        tones = "".join(c for c in word if c in _TONES)
        out.append("".join(c for c in word if c not in _TONES) + tones)
    return " ".join(out)


def nhu_nhau(one: str, other: str) -> bool:
    """Whether two names are the same."""
    return chuan(one) == chuan(other)
