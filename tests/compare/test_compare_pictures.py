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
from vbhc.archive import members, pack
from vbhc.model.so_sanh import Loai
from vbhc.reporting.diff import _cau
from vbhc.reviewing.drafts import Draft
from vbhc.reviewing.redline import redline
from vbhc.word import libreoffice, revisions

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


def _headed(*headers: int | None, first: int = 0) -> bytes:
    """A document of a section a header, each with a picture of that shade (0: none); None goes on with the last one."""
    document = docx.Document()
    for n, shade in enumerate(headers):
        section = document.add_section() if n else document.sections[0]
        document.add_paragraph(WORDS[n])
        if shade is not None:
            section.header.is_linked_to_previous = False
            section.header.paragraphs[0].text = "Sở Khoa học và Công nghệ"
            if shade:
                section.header.paragraphs[0].add_run().add_picture(io.BytesIO(png(shade)), width=Mm(40))
    if first:  # no section prints it
        header = document.sections[0].first_page_header
        header.paragraphs[0].add_run().add_picture(io.BytesIO(png(first)), width=Mm(40))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def placed(a: bytes, b: bytes) -> list[tuple[Loai, str]]:
    ss = compare.so_sanh(compare_drafts.read(a), compare_drafts.read(b))
    return [(t.loai, t.vi_tri) for t in ss.thay_doi]


def test_pictures_of_headers_are_told_page_by_page() -> None:
    linked, copied = _headed(1, None), _headed(1, 1)
    assert placed(linked, copied) == placed(copied, linked) == placed(linked, _headed(1, None, first=2)) == []
    for a in (linked, copied):
        assert placed(a, _headed(1, 0)) == [(Loai.BO, "Đầu trang, phần 2")]
        assert placed(a, _headed(1, 2)) == [(Loai.SUA, "Đầu trang, phần 2")]
        assert placed(a, _headed(2, 2)) == [(Loai.SUA, "Đầu trang")]
        assert placed(_headed(0, None), a) == [(Loai.THEM, "Đầu trang")]
    assert [t for t in placed(_headed(1), _headed(1, 2)) if "trang" in t[1]] == [(Loai.THEM, "Đầu trang, phần 2")]
    assert [t for t in placed(_headed(1, 1), _headed(1)) if "trang" in t[1]] == []


_W14 = "http://schemas.microsoft.com/office/word/2010"


def _boxed(*boxes: str, shade: int, picture_in: bool) -> bytes:
    """A drawing of text boxes, with a picture in the last of them or beside them."""
    data = made((shade,))
    parts = members(data, "a", "tệp")
    xml = parts["word/document.xml"].decode()
    start, end = xml.index("<pic:pic"), xml.index("</pic:pic>") + len("</pic:pic>")
    picture = xml[start:end]
    run = xml[xml.rindex("<w:drawing", 0, start) : xml.index("</w:drawing>") + len("</w:drawing>")]
    held = [f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in boxes]
    if picture_in:
        held[-1] += f"<w:p><w:r>{run}</w:r></w:p>"
    drawn = "".join(f"<wps:txbx><w:txbxContent>{one}</w:txbxContent></wps:txbx>" for one in held)
    group = f'<wps:wsp xmlns:wps="{_W14}/wordprocessingShape">{drawn}</wps:wsp>' + ("" if picture_in else picture)
    return pack(parts | {"word/document.xml": (xml[:start] + group + xml[end:]).encode()})


@pytest.mark.parametrize("picture_in", [True, False])
def test_a_picture_in_a_text_box_or_beside_it_is_told_once(picture_in: bool) -> None:
    a, b = (_boxed("Giám đốc", "Phó Giám đốc", shade=shade, picture_in=picture_in) for shade in (1, 2))
    assert told(a, a) == []
    assert told(a, b) == [(Loai.SUA, ONE, OTHER)]


def test_every_text_box_of_a_drawing_is_read() -> None:
    a, b = (_boxed("Giám đốc", f"Trước ngày {day}/11", shade=1, picture_in=False) for day in (15, 28))
    assert told(a, b) == [(Loai.SUA, "Trước ngày 15/11", "Trước ngày 28/11")]
    drafts = [Draft(n, compare_drafts.read(d), members(d, n, "tệp")) for n, d in (("a", a), ("b", b))]
    marked = redline(drafts[0], drafts[1], "2026-01-01T00:00:00Z")
    assert marked.bo_lai == ()
    assert told(pack(revisions.accept(marked.parts)), b) == told(pack(revisions.reject(marked.parts)), a) == []


def test_a_page_says_that_it_is_a_picture_beside_the_text_too() -> None:
    found = compare.so_sanh(compare_drafts.read(made((1,), (2,))), compare_drafts.read(made((1,))))
    (line,) = _cau.nhan_de(found.thay_doi[0])
    assert "".join(piece.chu for piece in line).endswith("bỏ “hình ảnh 40 × 40 mm”")
