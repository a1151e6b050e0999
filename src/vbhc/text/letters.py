"""Letters as Unicode sees them: one normal form, keys without marks, characters that may not be printed."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Invisible on paper, yet they change what a search, a reader or the next editor sees.
_HIDDEN = {
    0x00AD: "gạch nối mềm",
    0x200B: "khoảng trắng rộng 0",
    0x200C: "dấu không nối",
    0x200D: "dấu nối",
    0x2028: "dấu ngắt dòng lạ",
    0x2029: "dấu ngắt đoạn lạ",
    0x2060: "dấu nối từ",
    0xFEFF: "dấu BOM",
}
_BIDI = {*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)}

_BAD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
    + "".join(map(chr, sorted(_HIDDEN)))
    + "".join(map(chr, sorted(_BIDI)))
    + "]"
)

_UNREADABLE = re.compile("[\ufffc\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]")
_LOST = {"\ufffd": "chữ đã hỏng khi đổi bảng mã", "\ufffc": "chỗ của một hình dán từ nơi khác"}

HOA = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
"""Every capital letter, to stand inside the brackets of a pattern: a range of them would hold small letters too."""
_NO_KEY = re.compile("[^a-z0-9]+")
_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
"""The marks of Latin letters; others are asked for one by one, which takes ten times as long."""


def nfc(text: str) -> str:
    """The composed form, in which `ế` is one character however it was typed."""
    return unicodedata.normalize("NFC", text)


def forbidden_character(text: str, start: int = 0) -> tuple[int, str] | None:
    """The first character from `start` that must not go into a document: its index and a name for people.

    Control characters are not allowed in XML (XML 1.0 §2.2: Word would not open the file, or a lenient parser
    would drop text silently); hidden and direction-changing ones make the page differ from the file.
    """
    found = None if text.isprintable() else _BAD.search(text, start)  # nothing in _BAD is printable
    if found is None:
        return None
    code = ord(found.group())
    if code in _HIDDEN:
        name = _HIDDEN[code]
    elif code in _BIDI:
        name = "dấu đổi chiều chữ"
    elif 0xD800 <= code <= 0xDFFF:
        name = "nửa ký tự"
    else:
        name = "ký tự điều khiển"
    return found.start(), f"{name} U+{code:04X}"


def unfit_character(text: str, start: int = 0) -> tuple[int, str] | None:
    """The first character from `start` that no drafter means to print, as `forbidden_character` tells it.

    Beside the forbidden ones: what a program put for a letter it could not read, and signs that only one font has,
    which come with words pasted from Word or PDF and print as boxes.
    """
    found = forbidden_character(text, start)
    lost = None if text.isascii() else _UNREADABLE.search(text, start, found[0] if found else len(text))
    if lost is None:
        return found
    return lost.start(), f"{_LOST.get(lost[0], 'ký hiệu riêng của một phông')} U+{ord(lost[0]):04X}"


def without_marks(text: str) -> str:
    """The text in Latin letters without diacritics: `Đề án số 4` → `De an so 4`."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    plain = _MARKS.sub("", decomposed)
    return plain if plain.isascii() else "".join(c for c in plain if not unicodedata.combining(c))


def key_of(name: str) -> str:
    """A name as a key: `Trích yếu`, `TRÍCH YẾU`, `trich-yeu` (composed or not) all give `trich_yeu`."""
    return _key_again(name) if len(name) < _NAME else _key(name)


def _key(name: str) -> str:
    return _NO_KEY.sub("_", without_marks(name).lower()).strip("_")


_NAME = 40  # letters; what is longer is hardly a name, and seldom asked for again
_key_again = lru_cache(maxsize=4096)(_key)


def nearest(wrong: str, known: Iterable[str]) -> str | None:
    """The known name that a person most likely meant, or None when nothing is near."""
    by_key = {key_of(k): k for k in known}
    near = difflib.get_close_matches(key_of(wrong), list(by_key), n=1, cutoff=0.7)
    return by_key[near[0]] if near else None
