"""Text of documents made harmless for a terminal or a page."""

from __future__ import annotations

import re

# Controls, bidi marks and halves of characters in a hostile document would move a terminal's cursor, hide words on a
# page or make the report unwritable.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)


def sach(text: str) -> str:
    """Text of a document with what cannot be seen replaced by a visible mark; line ends stay."""
    return _HIDDEN.sub("\ufffd", text)


def mot_dong(text: str) -> str:
    """The same on one line."""
    return " ".join(sach(text).split())
