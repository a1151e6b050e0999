"""Notes at the foot of pages and at the end: reports give half their figures in them."""

from __future__ import annotations

import io
from pathlib import Path

import compare_drafts
import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from vbhc import compare, recognising
from vbhc.archive import members, pack
from vbhc.model.so_sanh import Loai
from vbhc.reporting import plain
from vbhc.reviewing.drafts import Draft
from vbhc.reviewing.redline import redline
from vbhc.word import libreoffice, revisions
from vbhc.word.ns import W
from vbhc.word.seeing.plain import view_of_text

TEXT = ("Toàn tỉnh có 96 xã hoàn thành kế hoạch.", "Kinh phí đã giải ngân đạt khá.", "Các sở tiếp tục thực hiện.")


def made(*notes: str, kind: str = "footnote", unused: str = "") -> bytes:
    """A report whose paragraphs have each a note; `unused` is one that no mark calls."""
    document = docx.Document()
    body = []
    for n, words in enumerate((*notes, *([unused] if unused else [])), start=1):
        mark = f"<w:r><w:{kind}Ref/></w:r>"
        body.append(
            f'<w:{kind} w:id="{n}"><w:p>{mark}<w:r><w:t xml:space="preserve"> {words}</w:t></w:r></w:p></w:{kind}>'
        )
    xml = f'<w:{kind}s xmlns:w="{W}">{"".join(body)}</w:{kind}s>'.encode()
    content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
    part = Part(PackURI(f"/word/{kind}s.xml"), content, xml, document.part.package)
    document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, f"{kind.upper()}S"))
    for n, words in enumerate(TEXT, start=1):
        paragraph = document.add_paragraph(words)
        if n <= len(notes):
            reference = paragraph.add_run()._r.makeelement(f"{{{W}}}{kind}Reference", {f"{{{W}}}id": str(n)})
            paragraph.runs[-1]._r.append(reference)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def told(a: bytes, b: bytes) -> list[tuple[Loai, str, str, str]]:
    ss = compare.so_sanh(compare_drafts.read(a), compare_drafts.read(b))
    assert not ss.khong_so
    return [(t.loai, t.vi_tri, t.cu, t.moi) for t in ss.thay_doi]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_figure_that_changed_in_a_note_is_told(kind: str) -> None:
    name = {"footnote": "Chú thích 2", "endnote": "Chú thích cuối văn bản 2"}[kind]
    a, b = (made("Theo Quyết định số 12/QĐ-UBND.", f"Gồm {n} tỷ đồng vốn đầu tư.", kind=kind) for n in (125, 152))
    assert told(a, b) == [(Loai.SUA, name, "Gồm 125 tỷ đồng vốn đầu tư.", "Gồm 152 tỷ đồng vốn đầu tư.")]
    assert told(a, a) == []


def test_a_note_that_came_or_went_is_told() -> None:
    a, b = made("Theo báo cáo của 18 sở."), made("Theo báo cáo của 18 sở.", "Số liệu đến hết tháng 9.")
    assert told(a, b) == [(Loai.THEM, "Chú thích 2", "", "Số liệu đến hết tháng 9.")]
    assert told(b, a) == [(Loai.BO, "Chú thích 2", "Số liệu đến hết tháng 9.", "")]
    assert told(a, made("Theo báo cáo của 18 sở.", unused="Không ai gọi.")) == []


def test_notes_that_change_places_are_told() -> None:
    first, second = "Theo báo cáo của 18 sở, ngành.", "Số liệu đến hết tháng 9 năm 2026."
    assert [t[0] for t in told(made(first, second), made(second, first))] == [Loai.CHUYEN]


def test_a_mark_without_its_note_is_told() -> None:
    parts = members(made("Theo báo cáo của 18 sở."), "a", "tệp")
    broken = parts | {"word/document.xml": parts["word/document.xml"].replace(b'w:id="1"', b'w:id="7"')}
    document = compare_drafts.read(pack(broken))
    assert document.view.notes == ()
    assert any("chú thích" in why for why in compare.so_sanh(document, document).khong_so)


def test_git_reads_the_notes() -> None:
    text = plain.chu(compare_drafts.read(made("Theo báo cáo của 18 sở.")))
    assert "=== Chú thích ===\n  Theo báo cáo của 18 sở.\n" in text
    assert "Không đọc được" not in text


def test_the_marked_file_words_a_note_otherwise_and_tells_of_what_it_cannot() -> None:
    a, b = made("Gồm 125 tỷ đồng."), made("Gồm 152 tỷ đồng.")
    drafts = [Draft(n, compare_drafts.read(d), members(d, n, "tệp")) for n, d in (("a", a), ("b", b))]
    marked = redline(drafts[0], drafts[1], "2026-01-01T00:00:00Z")
    assert marked.bo_lai == ()
    assert told(pack(revisions.accept(marked.parts)), b) == []
    assert told(pack(revisions.reject(marked.parts)), a) == []

    c = made("Gồm 125 tỷ đồng.", "Số liệu đến hết tháng 9.")
    drafts.append(Draft("c", compare_drafts.read(c), members(c, "c", "tệp")))
    for before, after in ((0, 2), (2, 0)):
        left = redline(drafts[before], drafts[after], "2026-01-01T00:00:00Z").bo_lai
        assert [why for why in left if "Chú thích 2" in why]


@pytest.mark.libreoffice
@pytest.mark.slow
def test_libreoffice_keeps_the_notes(tmp_path: Path) -> None:
    before, after = tmp_path / "a.docx", tmp_path / "b.docx"
    before.write_bytes(made("Theo báo cáo của 18 sở.", "Gồm 125 tỷ đồng."))
    libreoffice.convert(before, after)
    ss = compare.so_sanh(compare_drafts.read(before.read_bytes()), compare_drafts.read(after.read_bytes()))
    assert list(ss.chu) == []
    assert len(compare_drafts.read(after.read_bytes()).view.notes) == 2


def _plain(*paragraphs: str, header: str = "") -> bytes:
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_what_was_a_note_or_a_margin_and_stands_in_the_text_now_is_told() -> None:
    words = "Theo báo cáo của 18 sở, ngành tại kỳ họp thứ mười hai."
    noted, endnoted = made(words), made(words, kind="endnote")
    in_text, in_header = _plain(*TEXT, words), _plain(*TEXT, header=words)
    for a, b in ((noted, in_text), (in_text, in_header), (noted, in_header), (noted, endnoted)):
        assert sorted(t[0] for t in told(a, b)) == [Loai.BO, Loai.THEM]
        assert sorted(t[0] for t in told(b, a)) == [Loai.BO, Loai.THEM]


def test_a_text_does_not_say_which_of_its_lines_are_notes() -> None:
    words = "Theo báo cáo của 18 sở, ngành tại kỳ họp thứ mười hai."
    text = recognising.doc(view_of_text("\n".join((*TEXT, words)), "b.txt"))
    assert not any(compare.so_sanh(compare_drafts.read(made(words)), text).chu)


def test_a_second_mark_of_a_note_does_not_say_it_again() -> None:
    parts = members(made("Theo báo cáo của 18 sở.", "Số liệu đến hết tháng 9."), "a", "tệp")
    name, document = "word/document.xml", "footnoteReference"
    twice = parts[name].replace(f'<w:{document} w:id="2"/>'.encode(), f'<w:{document} w:id="1"/>'.encode())
    assert twice != parts[name]
    assert len(compare_drafts.read(pack(parts | {name: twice})).view.notes) == 1


def _marked_at(place: int, *, first: str = "") -> bytes:
    """A report with one note, at one of its paragraphs; `first` comes before them all."""
    parts = members(made("Theo báo cáo của 18 sở."), "a", "tệp")
    name = "word/document.xml"
    xml = parts[name].decode()
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    assert mark in xml
    xml = xml.replace(mark, "")
    at = xml.index(TEXT[place])
    end = xml.index("</w:p>", at)
    xml = xml[:end] + mark + xml[end:]
    if first:
        xml = xml.replace("<w:body>", f"<w:body><w:p><w:r><w:t>{first}</w:t></w:r></w:p>")
    return pack(parts | {name: xml.encode()})


def test_a_note_that_is_said_of_another_text_now_is_told() -> None:
    assert [t[:2] for t in told(_marked_at(0), _marked_at(2))] == [(Loai.CHUYEN, "Chú thích 1, ở Nội dung")]
    assert told(_marked_at(1), _marked_at(1)) == []
    assert [t[0] for t in told(_marked_at(1), _marked_at(1, first="Thực hiện chỉ đạo của tỉnh."))] == [Loai.THEM]
