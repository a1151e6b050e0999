"""What is told of a PDF's bytes: whole, with pages, by whom; held against pdfplumber."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_van_ban import compose, dossier, print_it

from vbhc.word import libreoffice, pdf


def packed(pages: int, producer: bytes = b"(LibreOffice 25.8)") -> bytes:
    """A PDF 1.5 whose objects all lie in a compressed object stream, as newer writers do."""
    kids = b" ".join(b"%d 0 R" % (n + 3) for n in range(pages))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids)]
    objects += [b"<</Type /Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * pages
    objects.append(b"<</Producer %s>>" % producer)
    heads, body = [], b""
    for n, text in enumerate(objects, 1):
        heads.append(b"%d %d" % (n, len(body)))
        body += text + b" "
    head = b" ".join(heads) + b" "
    content, size = zlib.compress(head + body), len(objects) + 3
    start = b"%PDF-1.5\n"
    holder = b"%d 0 obj<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>stream\r\n%s\nendstream endobj\n" % (
        size - 2, len(objects), len(head), len(content), content,
    )  # fmt: skip
    at = len(start) + len(holder)
    rows = b"\0\0\0\0\0" + b"".join(b"\2" + (size - 2).to_bytes(3, "big") + bytes([n]) for n in range(len(objects)))
    rows += b"\1" + len(start).to_bytes(3, "big") + b"\0" + b"\1" + at.to_bytes(3, "big") + b"\0"
    entries = b"/W[1 3 1]/Size %d/Root 1 0 R/Info %d 0 R/Length %d" % (size, len(objects), len(rows))
    table = b"%d 0 obj<</Type/XRef%s>>stream\n%s\nendstream endobj\n" % (size - 1, entries, rows)
    return start + holder + table + b"startxref\n%d\n%%%%EOF\n" % at


@pytest.mark.parametrize("count", [1, 2, 7])
def test_pages_in_object_streams_are_counted(count: int) -> None:
    data = packed(count)
    with pdfplumber.open(io.BytesIO(data)) as opened:
        assert len(opened.pages) == count
    assert pdf.pages(data) == count
    assert pdf.by_libreoffice(data)
    assert not pdf.by_libreoffice(packed(count, b"(Microsoft Word)"))
    assert not pdf.by_libreoffice(data + b"9 0 obj<</Type/Sig/ByteRange[0 1 2 3]>>endobj")  # somebody has signed it
    assert not pdf.by_libreoffice(data + b"9 0 obj<</Type/Annot>>endobj\nstartxref\n9\n%%EOF\n")  # or noted something


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.parametrize("pdf_a", [False, True])
def test_libreoffices_own_are_known(pdf_a: bool, tmp_path: Path) -> None:
    source, target = tmp_path / "a.docx", tmp_path / "a.pdf"
    source.write_bytes(print_it(compose(dossier(annexes=2))))
    libreoffice.convert(source, target, pdf_a=pdf_a)
    data = target.read_bytes()
    with pdfplumber.open(target) as opened:
        assert pdf.pages(data) == len(opened.pages) > 1
    assert pdf.by_libreoffice(data)
    assert pdf.pages(data[: len(data) * 2 // 3]) == 0
    assert not pdf.by_libreoffice(data + b"9 0 obj<</Type/Sig/ByteRange[0 1 2 3]>>endobj")
    libreoffice.convert(source, target, pdf_a=pdf_a)


@given(st.lists(st.one_of(st.binary(max_size=40), st.sampled_from(
    [b"%PDF-1.5\n", b"/Type/ObjStm", b"stream\n", b"endstream", b"/Type/Page", b"%%EOF", zlib.compress(b"/Type/Page")]
)), max_size=12).map(b"".join))  # fmt: skip
def test_any_bytes_are_answered(data: bytes) -> None:
    whole = data.startswith(b"%PDF-") and b"%%EOF" in data[-1024:]
    assert whole or pdf.pages(data) == 0
    assert pdf.pages(data) >= 0
    assert not pdf.by_libreoffice(data)


def test_a_bomb_in_an_object_stream_is_not_unpacked_whole() -> None:
    bomb = zlib.compress(b"\0" * 2**27)
    data = b"%PDF-1.5\n" + b"/Type/ObjStm>>stream\n%bendstream" % bomb * 40 + b"%%EOF"
    assert pdf.pages(data) == 0
    assert sum(map(len, pdf._plain(data))) <= len(data) + pdf._UNPACKED
