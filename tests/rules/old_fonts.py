"""Text as a typist of before Unicode had it: `legacy.to_unicode` turned round, letter by letter."""

from __future__ import annotations

import string
import unicodedata
from functools import cache

from vbhc.text import legacy

FONTS = {legacy.TCVN3: ".VnTime", legacy.VNI: "VNI-Times"}
_LATIN = [chr(n) for n in range(0xA1, 0x100)]


def typed_in(text: str, kind: str) -> str:
    """The text as a font of an encoding has it; capitals with marks that it lacks are small, as typists write them."""
    table = _letters(kind)
    return "".join(table.get(c) or table.get(c.lower(), c) for c in unicodedata.normalize("NFC", text))


@cache
def _letters(kind: str) -> dict[str, str]:
    """What is typed for each letter: one character, or a letter and its mark."""
    pairs = [a + b for a in (*string.ascii_letters, *_LATIN) for b in _LATIN]
    said = {old: legacy.to_unicode(old, FONTS[kind]) for old in (*pairs, *_LATIN)}
    return {new: old for old, new in said.items() if len(new) == 1 and new != old}
