"""Broken and hostile files: each reads, or says in words why not; none takes long."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests" / "rules")]

from rules_harness import bases  # noqa: E402

from shared import examples  # noqa: E402
from vbhc import archive, recognising  # noqa: E402
from vbhc.errors import UserError  # noqa: E402
from vbhc.model.view import paragraphs  # noqa: E402
from vbhc.word import ns, opening, seeing, stamp  # noqa: E402

SECONDS = 5
PARTS = ("word/document.xml", "word/styles.xml", "word/settings.xml", "word/_rels/document.xml.rels", "_rels/.rels")
VALUES = (
    "",
    "-1",
    "0",
    "1e999",
    "nan",
    "99999999999999999999",
    "12pt",
    "abc",
    "%1%2%3",
    "\u0000"[:0],
    "true",
    "9",
    "63",
)
TAGS = ("w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:pPr", "w:rPr", "w:sectPr", "w:ins", "w:del", "w:sdt", "w:br",
        "w:fldChar", "w:numPr", "w:gridSpan", "w:vMerge", "w:hyperlink", "w:drawing", "w:style")  # fmt: skip


def read(parts: dict[str, bytes]) -> bool:
    """Whether the parts can be read; anything but a reason in words is a fault of ours."""
    began = time.perf_counter()
    try:
        doc = recognising.doc(seeing.view_of(parts, "tệp.docx"))
    except UserError:
        return False
    finally:
        assert time.perf_counter() - began < SECONDS
    for p in paragraphs(doc.view.blocks):
        at = 0
        for run in p.runs:
            assert run.start == at
            at += len(run.text)
        assert at == len(p.text)
    return True


def parts_of(name: str) -> dict[str, bytes]:
    return archive.members(bases()[name].data, name, "tệp Word")


@pytest.mark.slow
@examples(150)
@given(st.data())
def test_random_edits_of_the_xml_read_or_are_refused(data: st.DataObject) -> None:
    parts = parts_of(data.draw(st.sampled_from(sorted(bases()))))
    for _ in range(data.draw(st.integers(1, 4))):
        part = data.draw(st.sampled_from([p for p in PARTS if p in parts]))
        xml = parts[part].decode()
        kind = data.draw(st.sampled_from(["value", "tag", "drop", "cut", "double"]))
        tags = list(re.finditer(r"<(/?)(w:\w+)([^<>]*?)(/?)>", xml))
        if kind == "cut" or not tags:
            xml = xml[: data.draw(st.integers(0, len(xml)))]
        else:
            found = tags[data.draw(st.integers(0, len(tags) - 1))]
            if kind == "value" and '="' in found[0]:
                new = re.sub(r'="[^"]*"', f'="{data.draw(st.sampled_from(VALUES))}"', found[0], count=1)
                xml = xml[: found.start()] + new + xml[found.end() :]
            elif kind == "tag":
                old, new = found[2], data.draw(st.sampled_from(TAGS))
                xml = re.sub(rf"<(/?){old}(?=[\s/>])", rf"<\1{new}", xml)
            elif kind == "drop":
                xml = xml[: found.start()] + xml[found.end() :]
            elif found[4]:
                xml = xml[: found.end()] + found[0] * data.draw(st.integers(1, 50)) + xml[found.end() :]
        parts[part] = xml.encode()
    read(parts)


@examples(60)
@given(st.data())
def test_a_cut_or_bent_package_reads_or_is_refused(data: st.DataObject) -> None:
    package = bases()["thong-bao"].data
    if data.draw(st.booleans()):
        package = package[: data.draw(st.integers(0, len(package)))]
    else:
        at = data.draw(st.integers(0, len(package) - 1))
        package = package[:at] + bytes([data.draw(st.integers(0, 255))]) + package[at + 1 :]
    try:
        parts = archive.members(package, "tệp.docx", "tệp Word")
    except UserError:
        return
    read(parts)


@pytest.mark.parametrize("missing", ["word/styles.xml", "word/settings.xml", "word/numbering.xml",
                                     "word/theme/theme1.xml",
                                     "word/_rels/document.xml.rels", "_rels/.rels", "[Content_Types].xml"])  # fmt: skip
def test_missing_parts_are_done_without(missing: str) -> None:
    parts = parts_of("ke-hoach")
    parts.pop(missing, None)
    assert read(parts)


def body(inner: str, before: str = "") -> dict[str, bytes]:
    xml = f'<w:document xmlns:w="{ns.W}"{before}><w:body>{inner}</w:body></w:document>'
    return {ns.DOCUMENT: xml.encode()}


@pytest.mark.parametrize("depth", [20, 60, 200, 5000])
def test_deep_nesting_is_read_or_refused(depth: int) -> None:
    tables = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    controls = "<w:sdt><w:sdtContent>" * depth + "<w:p/>" + "</w:sdtContent></w:sdt>" * depth
    runs = "<w:p>" + "<w:smartTag>" * depth + "<w:r><w:t>x</w:t></w:r>" + "</w:smartTag>" * depth + "</w:p>"
    for inner in (tables, controls, runs):
        assert read(body(inner)) or depth >= 60


def test_a_style_that_is_based_on_itself_ends() -> None:
    parts = parts_of("thong-bao")
    parts["word/styles.xml"] = (
        f'<w:styles xmlns:w="{ns.W}"><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
        '<w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/>'
        "</w:style></w:styles>"
    ).encode()
    assert read(parts)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-16-le", "utf-32", "utf-7"])
def test_words_cannot_be_lost_in_entities(encoding: str) -> None:
    xml = body("<w:p><w:r><w:t>trước &e; sau</w:t></w:r></w:p>")[ns.DOCUMENT].decode()
    declared = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY e "giữa">]>{xml}'
    with pytest.raises(UserError, match="DOCTYPE"):
        seeing.view_of({ns.DOCUMENT: declared.encode(encoding)}, "tệp.docx")
    mark = f'<!DOCTYPE a [<!ENTITY e "giữa">]><ban_in xmlns="{stamp.NAMESPACE}"/>'
    assert stamp.read({"customXml/item1.xml": mark.encode()}) is None


def test_files_beyond_all_measure_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Kế hoạch", encoding="utf-8")
    assert opening.read(text, "a.txt")
    monkeypatch.setattr(opening, "MAX_TEXT", 5)
    with pytest.raises(UserError, match="lớn hơn"):
        opening.read(text, "a.txt")
    assert read(body("<w:p/>"))
    monkeypatch.setattr(seeing, "MAX_PART", 5)
    assert not read(body("<w:p/>"))


LONG = (
    ("(", 50_000), ("ngày ", 20_000), ("Số: .", 20_000), ("Luật A, ", 12_000), ("- ", 40_000), ("1.", 40_000),
    ("Quyết định số 1/QĐ-A của Sở ", 3_500), ("\t a", 30_000), ("_ ", 50_000), ("của ", 25_000), ("Nơi nhận: ", 9_000),
    ("I", 100_000), (" ", 100_000), ("A và ", 20_000), ("ngày 1/1/2020, A ban hành ", 4_000), ("số 1/QĐ-A ", 9_000),
)  # fmt: skip


@pytest.mark.parametrize("text", [piece * times for piece, times in LONG], ids=[piece for piece, _ in LONG])
def test_long_lines_cost_their_length(text: str) -> None:
    for inner in (text, text.upper()):
        assert read(body(f"<w:p><w:r><w:t xml:space='preserve'>{inner}</w:t></w:r></w:p>" * 3))


def test_many_short_paragraphs_and_cells() -> None:
    rows = "<w:tr>" + "<w:tc><w:p><w:r><w:t>Ủy ban</w:t></w:r></w:p></w:tc>" * 6 + "</w:tr>"
    assert read(body("<w:p><w:r><w:t>- Một;</w:t></w:r></w:p>" * 3000 + f"<w:tbl>{rows * 500}</w:tbl>"))


def test_a_wide_row_among_many_does_not_multiply() -> None:
    wide = "<w:tr>" + "<w:tc><w:p/></w:tc>" * 5000 + "</w:tr>"
    assert read(body("<w:tbl>" + wide + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 3000 + "</w:tbl>"))
