"""Text of documents made harmless for a terminal or a page."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from html import escape

# Controls, bidi marks and halves of characters in a hostile document would move a terminal's cursor, hide words on a
# page or make the report unwritable; soft hyphens and tags would be a difference that nobody sees.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)


def sach(text: str) -> str:
    """Text of a document with what cannot be seen replaced by a visible mark; line ends stay."""
    return _HIDDEN.sub("\ufffd", text)


def mot_dong(text: str) -> str:
    """The same on one line."""
    return " ".join(sach(text).split())


def html(text: str) -> str:
    """The same as text of a page, or as the value of a quoted attribute."""
    return escape(sach(text))


def chinh_sach(style: str, script: str) -> str:
    """A page's own policy (CSP): this style and this script, named by their hashes, and nothing else from anywhere."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; "
        "form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()
