"""The words of a text: what stays when blanks, punctuation, capitals and the zeros before a number do not count.

Two texts with the same words say the same; a correction of form may change anything else.
"""

from __future__ import annotations

import re

from vbhc.text.letters import nfc

# Digits joined by a dot or comma are one number: 1.000 is not 1.00, nor 5.05 the same as 5.5.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def visible(text: str) -> str:
    """The text without the characters that nobody sees: soft hyphens, joiners, marks of direction."""
    return _UNSEEN.sub("", text)


def words(text: str) -> tuple[str, ...]:
    """The words in order: letters composed and in lower case, numbers without the zeros before them."""
    plain = nfc(nfc(visible(text)).casefold())
    return tuple(_number(word) if word[0].isdigit() else word for word in _WORD.findall(plain))


def _number(word: str) -> str:
    rest = word.lstrip("0")
    return rest if rest[:1].isdigit() else f"0{rest}"
