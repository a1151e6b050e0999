"""Pictures: one put in, taken out, replaced, moved or made larger is told; the same picture is not."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import compare_drafts
import docx
import pytest
from docx.shared import Mm

from vbhc import compare
from vbhc.archive import members
from vbhc.model.so_sanh import Loai
from vbhc.reviewing.drafts import Draft
from vbhc.reviewing.redline import redline
from vbhc.word import libreoffice

WORDS = ("Sơ đồ tổ chức bộ máy của Sở như sau:", "Bản đồ các xã được sáp nhập trong năm:", "Kết thúc nội dung.")


def png(shade: int) -> bytes:
    """A picture of one colour."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = zlib.compress(b"".join(b"\0" + bytes([shade] * 8) for _ in range(8)))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


def made(*after: tuple[int, ...], wide: float = 40, header: int = -1) -> bytes:
    """A document with pictures of given shades after each of its paragraphs."""
    document = docx.Document()
    for words, shades in zip(WORDS, (*after, *[()] * 3), strict=False):
        document.add_paragraph(words)
        for shade in shades:
            document.add_picture(io.BytesIO(png(shade)), width=Mm(wide))
    if header >= 0:
        document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(png(header)), width=Mm(wide))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def told(a: bytes, b: bytes) -> list[tuple[Loai, str, str]]:
    ss = compare.so_sanh(compare_drafts.read(a), compare_drafts.read(b))
    assert not any("hình ảnh" in why for why in ss.khong_so)
    return [(t.loai, t.cu, t.moi) for t in ss.thay_doi]


ONE, OTHER = "hình ảnh 40 × 40 mm", "hình ảnh khác 40 × 40 mm"


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        (made((1,), (2,)), made((1,), (2,)), []),
        (made((1,)), made((3,)), [(Loai.SUA, ONE, OTHER)]),
        (made((1,)), made((1,), (2,)), [(Loai.THEM, "", ONE)]),
        (made((1,), (2,)), made((1,)), [(Loai.BO, ONE, "")]),
        (made((1,), (2,)), made((2,), (1,)), [(Loai.CHUYEN, ONE, ONE)]),
        (made((1,)), made((1,), wide=60), [(Loai.DINH_DANG, ONE, "hình ảnh 60 × 60 mm")]),
        (made(header=5), made(header=6), [(Loai.SUA, ONE, OTHER)]),
        (made((1, 1)), made((1,)), [(Loai.BO, ONE, "")]),
    ],
)
def test_what_became_of_the_pictures(before: bytes, after: bytes, wanted: list[tuple[Loai, str, str]]) -> None:
    assert told(before, after) == wanted


def test_the_marked_file_says_that_it_has_not_the_new_picture() -> None:
    before, after = made((1,)), made((3,))
    drafts = [Draft(n, compare_drafts.read(d), members(d, n, "tệp")) for n, d in (("a", before), ("b", after))]
    assert any("chưa ghi được" in why for why in redline(drafts[0], drafts[1], "2026-01-01T00:00:00Z").bo_lai)


@pytest.mark.libreoffice
@pytest.mark.slow
def test_libreoffice_keeps_a_picture_as_it_was(tmp_path: Path) -> None:
    before, after = tmp_path / "a.docx", tmp_path / "b.docx"
    before.write_bytes(made((1,), (2,)))
    libreoffice.convert(before, after)
    assert [t for t in told(before.read_bytes(), after.read_bytes()) if "hình" in f"{t[1]}{t[2]}"] == []
