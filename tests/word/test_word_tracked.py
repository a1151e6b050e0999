"""Tracked changes: rejected they were never made, accepted they are made, and nothing else is any different."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from word_van_ban import compose, dossier, print_it

from shared import examples
from vbhc import archive
from vbhc.errors import UserError
from vbhc.model.edits import Edit, ParagraphEdit, RunEdit, SectionEdit, TextEdit
from vbhc.model.view import Block, Layout, Look, Paragraph, Spot, View, paragraphs
from vbhc.text.words import words
from vbhc.word import libreoffice, ns, revisions, seeing, tracked
from vbhc.word.ns import w
from vbhc.word.tracked.order import order

WHO = {"ai": "vbhc", "khi": "2026-01-31T08:00:00Z"}
Parts = dict[str, bytes]

ODD = """
<w:p><w:pPr><w:jc w:val="center"/><w:rPr><w:b/></w:rPr></w:pPr>
  <w:r><w:rPr><w:b/><w:sz w:val="26"/></w:rPr><w:t>KẾ  HOẠCH</w:t></w:r></w:p>
<w:p><w:bookmarkStart w:id="7" w:name="a"/><w:r><w:t xml:space="preserve">Số : 12 </w:t></w:r><w:bookmarkEnd w:id="7"/>
  <w:hyperlink w:anchor="a"><w:r><w:rPr><w:color w:val="0000FF"/><w:u w:val="single"/></w:rPr><w:t>liên kết</w:t></w:r>
  </w:hyperlink><w:r><w:t xml:space="preserve"> sau .</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Trang </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>
  <w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>
  <w:r><w:rPr><w:i/></w:rPr><w:t>12</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
  <w:r><w:tab/><w:t>hết</w:t><w:br/><w:t>dòng hai</w:t></w:r></w:p>
<w:p><w:fldSimple w:instr=" DATE "><w:r><w:t>01/01</w:t></w:r></w:fldSimple><w:fldSimple w:instr="PAGE"/></w:p>
<w:p><w:r><w:t xml:space="preserve">đầu </w:t></w:r><w:ins w:id="20" w:author="x" w:date="2020-01-01T00:00:00Z">
  <w:r><w:t>chữ thêm vào</w:t></w:r></w:ins><w:del w:id="21" w:author="x" w:date="2020-01-01T00:00:00Z">
  <w:r><w:rPr><w:b/></w:rPr><w:delText>chữ bỏ</w:delText></w:r></w:del>
  <w:r><w:rPr><w:i/><w:rPrChange w:id="22" w:author="x" w:date="2020-01-01T00:00:00Z"><w:rPr><w:b/></w:rPr>
  </w:rPrChange></w:rPr><w:t xml:space="preserve"> cuối</w:t></w:r></w:p>
<w:p><w:pPr><w:spacing w:before="100" w:beforeAutospacing="1"/><w:ind w:start="200" w:hanging="100"/>
  <w:rPr><w:ins w:id="23" w:author="x" w:date="2020-01-01T00:00:00Z"/></w:rPr>
  <w:pPrChange w:id="24" w:author="x" w:date="2020-01-01T00:00:00Z"><w:pPr><w:keepNext/></w:pPr></w:pPrChange></w:pPr>
  <w:ins w:id="25" w:author="x" w:date="2020-01-01T00:00:00Z"><w:r><w:t>đoạn mới</w:t></w:r></w:ins></w:p>
<w:p/>
<w:p><w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent><w:r><w:t>ô nội dung</w:t></w:r></w:sdtContent></w:sdt>
  <w:r><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:smallCaps/></w:rPr>
  <w:lastRenderedPageBreak/><w:t>một</w:t><w:softHyphen/><w:t>hai</w:t><w:lastRenderedPageBreak/><w:t>ba</w:t>
  <w:noBreakHyphen/><w:t>bốn</w:t></w:r></w:p>
<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid>
  <w:tr><w:tc><w:tcPr><w:tcW w:w="5000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>ô  bảng</w:t></w:r></w:p>
  </w:tc></w:tr></w:tbl>
<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1000" w:right="1000" w:bottom="1000"
  w:left="1000" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr></w:pPr><w:r><w:t>hết phần</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Kết thúc  văn bản</w:t></w:r></w:p>
<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:cols w:space="720"/></w:sectPr>
"""


def document(body: str) -> Parts:
    """A small Word file with this body."""
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{ns.CT}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'wordprocessingml.document.main+xml"/></Types>'
        ).encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{ns.REL}"><Relationship Id="r1" Type="{ns.R}/officeDocument" '
            'Target="word/document.xml"/></Relationships>'
        ).encode(),
        ns.DOCUMENT: f'<w:document xmlns:w="{ns.W}"><w:body>{tight(body)}</w:body></w:document>'.encode(),
    }


def tight(xml: str) -> str:
    return re.sub(r">\s*\n\s*<", "><", xml.strip())


@cache
def ours() -> Parts:
    return archive.members(print_it(compose(dossier(paragraphs=3, annexes=1))), "x", "x")


@cache
def odd() -> Parts:
    return document(ODD)


def see(parts: Parts) -> View:
    return seeing.view_of(parts, "a.docx")


def every(view: View) -> Iterator[Paragraph]:
    """Every paragraph: body, headers, footers, shapes."""
    held: list[tuple[Block, ...]] = [view.blocks]
    for section in view.sections:
        held += [*section.headers.values(), *section.footers.values()]
    seen = set()
    for blocks in held:
        for paragraph in paragraphs(blocks):
            for one in (paragraph, *(q for s in paragraph.shapes for q in paragraphs(s.blocks))):
                if (one.spot.part, one.spot.p) not in seen:
                    seen.add((one.spot.part, one.spot.p))
                    yield one


def settled(view: View) -> View:
    return dataclasses.replace(view, changes=0)


def letters(paragraph: Paragraph) -> list[tuple[str, Look]]:
    return [(c, r.look) for r in paragraph.runs for c in r.text]


LOOKS = {
    "size": st.sampled_from([11.0, 13.0, 14.0, 13.5]), "bold": st.booleans(), "italic": st.booleans(),
    "underline": st.sampled_from(["", "single"]), "color": st.sampled_from(["auto", "FF0000"]), "caps": st.booleans(),
    "fonts": st.just(("Times New Roman",)), "strike": st.booleans(),
}  # fmt: skip
LAYOUTS = {
    "align": st.sampled_from(["left", "center", "right", "both"]), "first": st.sampled_from([0.0, 10.0, 12.7, -5.0]),
    "left": st.sampled_from([0.0, 5.0]), "right": st.sampled_from([0.0, 5.0]), "before": st.sampled_from([0.0, 6.0]),
    "after": st.sampled_from([0.0, 6.0]), "line": st.sampled_from([1.0, 1.5]), "keep_next": st.booleans(),
    "keep_lines": st.booleans(),
}  # fmt: skip
PAGES = {
    "top": st.sampled_from([20.0, 25.0]), "left": st.sampled_from([30.0, 35.0]), "right": st.sampled_from([15.0, 20.0]),
    "bottom": st.sampled_from([20.0, 25.0]), "title_page": st.booleans(), "restart": st.sampled_from([1, 5]),
    "width": st.just(210.0), "height": st.just(297.0),
}  # fmt: skip


def some(choices: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=choices).filter(bool)


@st.composite
def edits_of(draw: st.DrawFn, view: View, most: int = 6) -> list[Edit]:
    lines = list(every(view))
    out: list[Edit] = []
    for _ in range(draw(st.integers(1, most))):
        line = draw(st.sampled_from(lines))
        length = len(line.text)
        start = draw(st.integers(0, length))
        end = draw(st.integers(start, length))
        kind = draw(st.integers(0, 9))
        if kind < 4:
            out.append(RunEdit(line.spot, start, end, draw(some(LOOKS))))
        elif kind < 7:
            end = min(end, start + draw(st.integers(0, 4)))
            out.append(TextEdit(line.spot, start, end, draw(st.sampled_from(["", " ", "mới", "a\tb\nc", "  "]))))
        elif kind < 9:
            out.append(ParagraphEdit(line.spot, draw(some(LAYOUTS))))
        else:
            out.append(SectionEdit(draw(st.integers(0, len(view.sections) - 1)), draw(some(PAGES))))
    return out


def expected(view: View, edits: list[Edit], gone: set[int]) -> tuple[dict[tuple[str, int], Any], list[dict[str, Any]]]:
    """What each paragraph's letters and layout, and each section, are to be; `gone`: edits left out."""
    lines = {(p.spot.part, p.spot.p): p for p in every(view)}
    out: dict[tuple[str, int], Any] = {}
    for key, line in lines.items():
        mine = [e for e in edits if not isinstance(e, SectionEdit) and (e.spot.part, e.spot.p) == key]
        look = letters(line)
        layout = line.layout
        for edit in sorted((e for e in mine if isinstance(e, RunEdit)), key=order):
            for i in range(edit.start, edit.end):
                look[i] = look[i][0], dataclasses.replace(look[i][1], **edit.look)
        for edit in sorted((e for e in mine if isinstance(e, ParagraphEdit)), key=order):
            layout = dataclasses.replace(
                layout, **edit.layout, **({"line_rule": "auto"} if "line" in edit.layout else {})
            )
        out[key] = look, layout
    pages = [{} for _ in view.sections]
    for edit in sorted((e for e in edits if isinstance(e, SectionEdit)), key=order):
        pages[edit.section] |= edit.page
    return out, pages


def check_laws(parts: Parts, edits: list[Edit]) -> Parts:
    before = see(parts)
    made = tracked.apply_some(parts, edits, **WHO)
    after = made.parts
    assert settled(see(revisions.reject(after))) == settled(see(revisions.reject(parts)))
    base, accepted = see(revisions.accept(parts)), see(revisions.accept(after))
    assert accepted.changes == 0
    left = [e for e, _ in made.bo_lai]
    assert all(isinstance(e, TextEdit | RunEdit) for e in left), left
    bad_runs = {repr(e) for e in left if isinstance(e, RunEdit)}
    wanted, pages = expected(before, [e for e in edits if repr(e) not in bad_runs], set())
    texts = {(e.spot.part, e.spot.p) for e in edits if isinstance(e, TextEdit)}
    got = {(p.spot.part, p.spot.p): p for p in every(see(after))}
    assert set(got) == set(wanted)
    for key, (look, layout) in wanted.items():
        assert same_layout(got[key].layout, layout), key
        if key not in texts:
            assert letters(got[key]) == look, key
    assert [p.text for p in every(see(after))] == [p.text for p in every(accepted)]
    # The section's measures, and that what was not asked for is as it was.
    for old, new, page in zip(base.sections, accepted.sections, pages, strict=True):
        for name in ("top", "left", "right", "bottom", "width", "height", "title_page", "restart"):
            want = page.get(name, getattr(old, name))
            have = getattr(new, name)
            assert have == want or abs(have - want) < 0.02, name
    ids = [n.get(w("id")) for n in ns.parse(after[ns.DOCUMENT], "x").iter() if _is_change(n)]
    assert len(set(ids)) == len(ids)
    return after


def _is_change(node: Any) -> bool:
    return isinstance(node.tag, str) and node.get(w("author")) is not None


def same_layout(one: Layout, other: Layout) -> bool:
    for field in dataclasses.fields(Layout):
        a, b = getattr(one, field.name), getattr(other, field.name)
        if a != b and not (isinstance(a, float) and abs(a - b) < 0.02):
            return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize("source", [odd, ours], ids=["odd", "ours"])
@given(data=st.data())
@examples(120)
def test_the_laws(source: Callable[[], Parts], data: st.DataObject) -> None:
    check_laws(source(), data.draw(edits_of(see(source()))))


@given(data=st.data())
@examples(40)
def test_the_order_of_edits_does_not_matter(data: st.DataObject) -> None:
    edits = data.draw(edits_of(see(odd()), 8))
    shuffled = data.draw(st.permutations(edits))
    one, other = (tracked.apply_some(odd(), e, **WHO) for e in (edits, shuffled))
    assert one.parts == other.parts
    assert [why for _, why in one.bo_lai] == [why for _, why in other.bo_lai]


@pytest.mark.slow
@given(data=st.data())
@examples(150)
def test_a_change_of_text_is_made_where_it_was_asked(data: st.DataObject) -> None:
    """Changes that do not meet: the text afterwards is the one a plain string would have."""
    view = see(odd())
    line = data.draw(st.sampled_from([p for p in every(view) if p.text]))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(line.text)), min_size=2, max_size=6)))
    edits = [
        TextEdit(line.spot, a, b, data.draw(st.sampled_from(["", "x", "mới  ", "a\tb"])))
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    made = tracked.apply_some(odd(), edits, **WHO)
    refused = {(e.start, e.end) for e, _ in made.bo_lai}
    assert not refused or any(r.field for r in line.runs)
    text, kept = line.text, letters(line)
    for edit in reversed(edits):
        if any(edit.start <= a and b <= edit.end for a, b in refused):
            continue
        text = text[: edit.start] + edit.text + text[edit.end :]
        kept = kept[: edit.start] + kept[edit.end :]
    got = next(p for p in every(see(made.parts)) if p.spot.p == line.spot.p)
    assert got.text == text
    assert settled(see(revisions.reject(made.parts))) == settled(see(revisions.reject(odd())))


# --- one by one -------------------------------------------------------------------------------------------------------


def spot(p: int) -> Spot:
    return Spot(ns.DOCUMENT, p)


def xml_of(parts: Parts, p: int) -> str:
    node = list(ns.parse(parts[ns.DOCUMENT], "x").iter(w("p")))[p]
    return re.sub(r' xmlns:\w+="[^"]+"| w:(?:author|date|id)="[^"]*"', "", etree.tostring(node, encoding="unicode"))


def test_a_text_is_replaced_in_its_own_format() -> None:
    after = tracked.apply(odd(), [TextEdit(spot(0), 2, 4, " ")], **WHO)
    run = '<w:rPr><w:b/><w:sz w:val="26"/></w:rPr>'
    assert xml_of(after, 0).endswith(
        f'<w:r>{run}<w:t xml:space="preserve">KẾ </w:t></w:r><w:del><w:r>{run}<w:delText xml:space="preserve"> '
        f"</w:delText></w:r></w:del><w:r>{run}<w:t>HOẠCH</w:t></w:r></w:p>"
    )
    after = tracked.apply(odd(), [TextEdit(spot(0), 4, 9, "toán")], **WHO)
    assert f"</w:del><w:ins><w:r>{run}<w:t>toán</w:t></w:r></w:ins>" in xml_of(after, 0)


def test_formats_of_one_run_share_one_change_and_an_older_one_stays() -> None:
    one = RunEdit(spot(0), 0, 9, {"size": 14.0})
    two = RunEdit(spot(0), 0, 9, {"bold": False, "fonts": ("Times New Roman",)})
    xml = xml_of(tracked.apply(odd(), [one, two], **WHO), 0)
    assert xml.count("<w:rPrChange>") == 1
    assert '<w:rPr><w:rFonts w:ascii="Times New Roman"' in xml
    assert '<w:rPrChange><w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:rPrChange>' in xml
    line = next(p for p in every(see(odd())) if p.text.endswith("cuối"))
    end = len(line.text)
    xml = xml_of(tracked.apply(odd(), [RunEdit(line.spot, end - 5, end, {"size": 14.0})], **WHO), line.spot.p)
    assert xml.count("<w:rPrChange>") == 1
    assert "<w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange>" in xml


def test_what_is_as_wanted_already_leaves_no_trace() -> None:
    edits: list[Edit] = [
        RunEdit(spot(0), 0, 9, {"bold": True}), ParagraphEdit(spot(0), {"align": "center"}),
        TextEdit(spot(0), 0, 2, "KẾ"),
    ]  # fmt: skip
    assert see(tracked.apply(odd(), edits, **WHO)) == see(odd())
    assert b"vbhc" not in tracked.apply(odd(), edits, **WHO)[ns.DOCUMENT]


@pytest.mark.parametrize(
    ("p", "start", "end", "why"),
    [
        (2, 5, 8, "trường"),
        (2, 7, 7, "trường"),
        (3, 0, 2, "trường"),
        (0, 5, 99, "không còn đúng"),
        (99, 0, 0, "không còn"),
    ],
)
def test_what_cannot_be_changed_safely_is_refused(p: int, start: int, end: int, why: str) -> None:
    edits = [TextEdit(spot(p), start, end, "mới")]
    with pytest.raises(UserError, match=why):
        tracked.apply(odd(), edits, **WHO)
    made = tracked.apply_some(odd(), [*edits, RunEdit(spot(0), 0, 2, {"bold": False})], **WHO)
    assert len(made.bo_lai) == 1
    assert see(made.parts).changes == see(odd()).changes + 1


def test_changes_that_meet_are_not_both_made() -> None:
    made = tracked.apply_some(odd(), [TextEdit(spot(0), 0, 4, "a"), TextEdit(spot(0), 2, 6, "b")], **WHO)
    assert [why for _, why in made.bo_lai] == ["hai chỗ sửa chữ chồng lên nhau"]
    twice = tracked.apply(odd(), [TextEdit(spot(0), 2, 4, " "), TextEdit(spot(0), 0, 5, "KẾ H")], **WHO)
    assert see(twice).changes == see(odd()).changes + 1


def test_a_signed_file_is_not_touched() -> None:
    with pytest.raises(UserError, match="ký số"):
        tracked.apply({**odd(), "_xmlsignatures/origin.sigs": b""}, [], **WHO)


def test_a_strict_file_is_not_touched() -> None:
    strict = odd()[ns.DOCUMENT].replace(ns.W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    with pytest.raises(UserError, match="Strict"):
        tracked.apply({**odd(), ns.DOCUMENT: strict}, [], **WHO)


def test_a_paragraph_that_another_flows_into_keeps_its_words() -> None:
    mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr>'
    parts = document(f"<w:p>{mark}<w:r><w:t>một</w:t></w:r></w:p><w:p><w:r><w:t>hai</w:t></w:r></w:p>")
    made = tracked.apply_some(parts, [TextEdit(spot(1), 0, 3, "x"), ParagraphEdit(spot(1), {"align": "both"})], **WHO)
    assert len(made.bo_lai) == 1
    assert [p.layout.align for p in every(see(made.parts))] == ["both"]


def test_every_page_number_gets_the_format_with_its_field() -> None:
    header = next(p for p in every(see(ours())) if any(r.field == "PAGE" for r in p.runs))
    length = len(header.text)
    after = tracked.apply(ours(), [RunEdit(header.spot, 0, length, {"size": 13.0})], **WHO)
    assert {r.look.size for p in every(see(after)) if p.spot == header.spot for r in p.runs} == {13.0}
    assert settled(see(revisions.reject(after))) == see(ours())
    assert {k for k in after if after[k] != ours()[k]} == {header.spot.part}


def test_inserting_beside_another_persons_words_keeps_theirs_apart() -> None:
    line = next(p for p in every(see(odd())) if p.text.startswith("đầu"))
    after = tracked.apply(odd(), [TextEdit(line.spot, 8, 8, "GIỮA")], **WHO)
    tree = ns.parse(after[ns.DOCUMENT], "x")
    added = [n for n in tree.iter(w("ins")) if n.getparent().tag == w("p")]
    assert [(n.get(w("author")), "".join(n.itertext())) for n in added] == [
        ("x", "chữ "), ("vbhc", "GIỮA"), ("x", "thêm vào"), ("x", "đoạn mới"),
    ]  # fmt: skip


def test_a_page_has_its_measures_and_its_number() -> None:
    after = tracked.apply(odd(), [SectionEdit(1, {"left": 30.0, "width": 210.0, "height": 297.0, "restart": 1})], **WHO)
    section = see(after).sections[1]
    assert (section.left, section.top, section.width, section.restart) == (30.0, 25.4, pytest.approx(210, abs=0.02), 1)
    assert see(after).sections[0] == see(odd()).sections[0]
    assert b'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar' in after[ns.DOCUMENT]


@pytest.mark.slow
def test_a_long_line_with_many_changes_is_done_quickly() -> None:
    parts = document(f"<w:p><w:r><w:t>{'chữ  ' * 20_000}</w:t></w:r></w:p>")
    (line,) = every(see(parts))
    edits = [TextEdit(line.spot, i + 3, i + 5, " ") for i in range(0, len(line.text) - 5, 5)]
    after = tracked.apply(parts, edits, **WHO)
    assert "  " not in next(every(see(after))).text.rstrip()


# --- accepting and rejecting what others wrote ------------------------------------------------------------------------

_AT = 'w:author="x" w:date="2020-01-01T00:00:00Z"'
_TABLE = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid>{}</w:tbl><w:p/>'


def _row(text: str, mark: str = "") -> str:
    own = f"<w:trPr>{mark}</w:trPr>" if mark else ""
    return f"<w:tr>{own}<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>"


@pytest.mark.parametrize(
    ("body", "accepted", "rejected"),
    [
        ('<w:p><w:moveFrom w:id="1" {at}><w:r><w:t>a</w:t></w:r></w:moveFrom><w:r><w:t>b</w:t></w:r>'
         '<w:moveTo w:id="2" {at}><w:r><w:t>a</w:t></w:r></w:moveTo></w:p>', ["ba"], ["ab"]),
        ('<w:p><w:pPr><w:jc w:val="center"/><w:rPr><w:del w:id="1" {at}/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
         "<w:p><w:r><w:t>b</w:t></w:r></w:p>", ["ab"], ["a", "b"]),
        ('<w:p><w:pPr><w:rPr><w:ins w:id="1" {at}/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
         '<w:p><w:pPr><w:rPr><w:ins w:id="3" {at}/></w:rPr></w:pPr><w:ins w:id="2" {at}><w:r><w:t>mới</w:t></w:r>'
         "</w:ins></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p>", ["a", "mới", "b"], ["ab"]),
        ('<w:p><w:ins w:id="1" {at}><w:del w:id="2" {at}><w:r><w:delText>a</w:delText></w:r></w:del><w:r><w:t>b</w:t>'
         "</w:r></w:ins></w:p>", ["b"], [""]),
        (_TABLE.format(_row("a") + _row("b", '<w:ins w:id="1" {at}/>')), ["a", "b", ""], ["a", ""]),
        (_TABLE.format(_row("a") + _row("b", '<w:del w:id="1" {at}/>')), ["a", ""], ["a", "b", ""]),
        (_TABLE.format(_row("b", '<w:del w:id="1" {at}/>')), [""], ["b", ""]),
        ('<w:p><w:pPr><w:rPr><w:del w:id="1" {at}/></w:rPr></w:pPr><w:del w:id="2" {at}><w:r><w:delText>a</w:delText>'
         "</w:r></w:del></w:p>" + _TABLE.format(_row("b")), ["b", ""], ["a", "b", ""]),
    ],
)  # fmt: skip
def test_changes_of_others_are_settled(body: str, accepted: list[str], rejected: list[str]) -> None:
    parts = document(body.replace("{at}", _AT))
    for settle, wanted in ((revisions.accept, accepted), (revisions.reject, rejected)):
        view = see(settle(parts))
        assert [p.text for p in every(view)] == wanted
        assert view.changes == 0
        assert "".join(p.deleted for p in every(view)) == ""
        assert b":author" not in settle(parts)[ns.DOCUMENT]


def test_former_tables_and_pages_come_back() -> None:
    parts = document(
        f'<w:tbl><w:tblPr><w:tblW w:w="1"/><w:jc w:val="center"/><w:tblPrChange w:id="1" {_AT}><w:tblPr>'
        f'<w:tblW w:w="9"/></w:tblPr></w:tblPrChange></w:tblPr><w:tblGrid><w:gridCol w:w="1"/>'
        f'<w:tblGridChange w:id="2"><w:tblGrid>'
        f'<w:gridCol w:w="9"/></w:tblGrid></w:tblGridChange></w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:trPrChange '
        f'w:id="3" {_AT}><w:trPr/></w:trPrChange></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>'
        f'<w:sectPr><w:pgSz w:w="1"/>'
        f"<w:sectPrChange w:id='4' {_AT}><w:sectPr><w:pgSz w:w='9'/></w:sectPr></w:sectPrChange></w:sectPr>"
    )
    back = revisions.reject(parts)[ns.DOCUMENT].decode()
    assert '<w:tblPr><w:tblW w:w="9"/></w:tblPr><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr><w:trPr/>' in back
    assert '<w:sectPr><w:pgSz w:w="9"/></w:sectPr>' in back
    kept = revisions.accept(parts)[ns.DOCUMENT].decode()
    assert "Change" not in kept
    assert '<w:jc w:val="center"/>' in kept


def test_parts_without_changes_stay_byte_for_byte() -> None:
    assert revisions.accept(ours()) == ours() == revisions.reject(ours())


# --- Word and LibreOffice ---------------------------------------------------------------------------------------------


def many_edits(parts: Parts) -> list[Edit]:
    """An edit of each kind in every paragraph it can be made in."""
    out: list[Edit] = [SectionEdit(0, {"left": 31.0, "restart": 2, "title_page": True})]
    for line in every(see(parts)):
        length = len(line.text)
        out += [
            RunEdit(
                line.spot, length // 3, length, {"size": 12.0, "italic": True, "fonts": ("Arial",), "color": "FF0000"}
            ),
            RunEdit(line.spot, 0, length // 2, {"bold": True, "caps": True, "underline": "single", "color": "FF0000"}),
            ParagraphEdit(line.spot, {"align": "right", "first": 5.0, "before": 3.0, "line": 1.2, "keep_next": True}),
        ]
        if length > 1:  # LibreOffice forgets a deletion of all there is in a cell that opens with a bookmark
            out.append(TextEdit(line.spot, length // 2, min(length, length // 2 + 3), "mới\tvà"))
    return out


@pytest.mark.slow
@pytest.mark.validator
@pytest.mark.parametrize("source", [odd, ours], ids=["odd", "ours"])
def test_word_takes_the_file(
    source: Callable[[], Parts], tmp_path: Path, validate: Callable[[Path], list[str]]
) -> None:
    for name, parts in (("before", source()), ("after", check_laws(source(), many_edits(source())))):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(archive.pack(parts))
        assert validate(path) == [], name
    for settle in (revisions.accept, revisions.reject):
        path.write_bytes(archive.pack(settle(parts)))
        assert validate(path) == []


def body_words(parts: Parts) -> list[str]:
    """The words of the body, but those that the program itself works out (page numbers, dates)."""
    lines = paragraphs(see(parts).blocks)
    return list(words("\n".join("".join(r.text for r in p.runs if not r.field) for p in lines)))


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.parametrize("source", [odd, ours], ids=["odd", "ours"])
def test_libreoffice_keeps_the_changes(source: Callable[[], Parts], tmp_path: Path) -> None:
    edits = [e for e in many_edits(source()) if not isinstance(e, SectionEdit)]
    after = tracked.apply_some(source(), edits, **WHO).parts
    path, again = tmp_path / "a.docx", tmp_path / "b.docx"
    path.write_bytes(archive.pack(after))
    libreoffice.convert(path, again)
    theirs = archive.read(again, "x")
    assert body_words(revisions.accept(after)) == body_words(revisions.accept(theirs))
    if source is ours:  # other people's changes, with ours inside them, it settles in its own way
        assert body_words(revisions.reject(after)) == body_words(revisions.reject(theirs))
    tree = ns.parse(theirs[ns.DOCUMENT], "x")
    assert {n.tag for n in tree.iter() if n.get(w("author")) == "vbhc"} == {
        w("ins"), w("del"), w("rPrChange"), w("pPrChange"),
    }  # fmt: skip


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Số :  5 /KH", "số: 05/kh.", True), ("ngày 2/9", "ngày 02/9", True), ("e\u0302\u0301", "ế", True),
        ("Hải\u200bPhòng", "HảiPhòng", True), ("Hải Phòng", "HảiPhòng", False), ("1.000 đồng", "1.00 đồng", False),
        ("5.05", "5.5", False), ("00", "0", True), ("ủy", "uỷ", False), ("a", "a b", False), ("0,5", "00,5", True),
    ],
)  # fmt: skip
def test_words_are_what_is_said(one: str, other: str, same: bool) -> None:
    assert (words(one) == words(other)) is same


def test_a_document_keeps_its_words_when_only_its_form_changes() -> None:
    form = tracked.apply(odd(), [TextEdit(spot(0), 2, 4, " "), TextEdit(spot(1), 2, 4, ":")], **WHO)
    assert tracked.same_words(see(odd()), see(form))
    other = tracked.apply(odd(), [TextEdit(spot(0), 0, 2, "LỊCH")], **WHO)
    assert not tracked.same_words(see(odd()), see(other))
