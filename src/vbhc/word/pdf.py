"""What must be known of a PDF file without a library for them: is it whole, has it pages, did LibreOffice make it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_PACKED = re.compile(rb"/Type\s*/ObjStm")
_MAKER = "LibreOffice"
_PRODUCER = re.compile(
    rb"Producer\s*[<(>][^>)]{0,8}(?:"
    + b"|".join([_MAKER.encode(), re.escape(_MAKER.encode("utf-16-be")), _MAKER.encode("utf-16-be").hex().encode()])
    + rb")",
    re.IGNORECASE,
)
_UNPACKED = 64 * 2**20


def pages(data: bytes) -> int:
    """How many pages a PDF has; 0 when it is none, or breaks off before its end."""
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-1024:]:
        return 0
    return sum(len(_PAGE.findall(part)) for part in _plain(data))


def by_libreoffice(data: bytes) -> bool:
    """Whether a PDF is as LibreOffice exported it, and nobody has signed it (that brings a /ByteRange) or noted
    anything in it since: viewers put what is added behind the end (7.5.6).
    """
    return (
        b"/ByteRange" not in data and data.count(b"%%EOF") < 2 and any(_PRODUCER.search(part) for part in _plain(data))
    )


def _plain(data: bytes) -> Iterator[bytes]:
    """The file, then what its object streams hold (ISO 32000-1, 7.5.7), of these no more than a fixed sum."""
    yield data
    left, at = _UNPACKED, 0
    while left > 0 and (found := _PACKED.search(data, at)):
        begin = data.find(b"stream", found.end()) + len(b"stream")
        at = data.find(b"endstream", begin)
        if begin < len(b"stream") or at < 0:
            return
        try:
            part = zlib.decompressobj().decompress(data[begin:at].lstrip(b"\r\n"), left)
        except zlib.error:
            continue
        left -= len(part)
        yield part
