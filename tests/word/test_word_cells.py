"""Cells that are read like one before them: the same View as when each is walked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests" / "rules")]

from rules_harness import bases  # noqa: E402

from vbhc import archive  # noqa: E402
from vbhc.errors import UserError  # noqa: E402
from vbhc.model.view import View  # noqa: E402
from vbhc.word import ns, seeing  # noqa: E402
from vbhc.word.seeing import cells, walk  # noqa: E402

NUMBERING = f"""<w:numbering xmlns:w="{ns.W}"><w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val=""/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""
STYLES = f"""<w:styles xmlns:w="{ns.W}">
<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="So"><w:name w:val="So"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/>
</w:numPr></w:pPr></w:style>
<w:style w:type="table" w:styleId="B"><w:name w:val="Bang"/><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>
</w:tblStylePr><w:tblStylePr w:type="lastCol">
<w:pPr><w:jc w:val="right"/></w:pPr></w:tblStylePr></w:style></w:styles>"""
RUN = "<w:r><w:t>@</w:t></w:r>"
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _p(inside: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def _numbered(level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'


SHAPES = (
    _p(RUN), _p(RUN), _p(RUN, '<w:jc w:val="center"/>'), _p("<w:r><w:rPr><w:b/></w:rPr><w:t>@</w:t></w:r>"),
    _p('<w:bookmarkStart w:id="@" w:name="h1_@"/><w:bookmarkEnd w:id="@"/>' + RUN), _p(""), _p("<w:r><w:t/></w:r>"),
    _p(RUN + RUN), _p(RUN) + _p(RUN), _p("<w:r><w:tab/><w:t>@</w:t></w:r>"), _p("<w:r><w:t>@</w:t><w:br/></w:r>"),
    _p(RUN, _numbered(0)), _p(RUN, _numbered(1)), _p(RUN, _numbered(2)), _p(RUN, '<w:pStyle w:val="So"/>'),
    _p(RUN, "<w:rPr><w:del/></w:rPr>") + _p(RUN), _p(RUN, "<w:rPr><w:del/></w:rPr>"),
    _p(RUN, "<w:rPr><w:ins/></w:rPr>"), _p(f"<w:ins>{RUN}</w:ins>"),
    _p(f"<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>{RUN}"), _p(f"<w:del>{RUN}</w:del>"),
    _p("<w:r><w:lastRenderedPageBreak/><w:t>@</w:t></w:r>"),
    _p("<w:r><w:t>@</w:t></w:r><w:r><w:commentReference/></w:r>"), _p(FIELD + RUN), _p(END), _p(RUN + END),
    _p(FIELD + RUN + END), _p(FIELD), _p(f'<w:fldSimple w:instr="PAGE">{RUN}</w:fldSimple>'),
    _p(f"<w:sdt><w:sdtContent>{RUN}</w:sdtContent></w:sdt>"),
    f"<w:sdt><w:sdtContent>{_p(RUN)}</w:sdtContent></w:sdt>", _p("<w:object><w:p/></w:object>" + RUN),
    _p("<w:khong/>" + RUN), "<w:chart><w:p/></w:chart>" + _p(RUN),
    f"<w:tbl><w:tr><w:tc>{_p(RUN)}</w:tc></w:tr></w:tbl>" + _p(RUN),
    _p("<w:r><w:t>@</w:t><w:rPr><w:i/></w:rPr></w:r>"), _p("<w:r><w:rPr><w:t>@</w:t></w:rPr></w:r>"),
    _p("<w:r><w:sym w:font='Wingdings' w:char='A8'/></w:r>" + RUN), _p(RUN, "<w:sectPr/>"), _p("<!-- @ -->" + RUN),
    _p("<w:r><w:t> @ </w:t></w:r>"), _p(RUN + "<w:r><w:t>nữa</w:t></w:r>"), _p("<w:r><w:pict/></w:r>" + RUN), "",
)  # fmt: skip
"""What may stand in a cell; @ is where its words go."""
CELL = ("", '<w:tcW w:w="900" w:type="dxa"/>', '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>")
WORDS = st.sampled_from(["", "1", "một", "hai &amp; ba", "bốn", "&#13;", "dài " * 9])


@st.composite
def table(draw: st.DrawFn) -> str:
    among = draw(st.sampled_from([SHAPES, [x for x in SHAPES if "fldChar" in x], [x for x in SHAPES if "<w:num" in x]]))
    few = [*draw(st.lists(st.sampled_from(among), min_size=1, max_size=4)), _p(RUN)]
    row = st.lists(st.tuples(st.sampled_from(CELL), st.sampled_from(few), WORDS), min_size=1, max_size=4)
    rows = draw(st.lists(row, min_size=1, max_size=6))
    made = [
        "".join(f"<w:tc><w:tcPr>{own}</w:tcPr>{shape.replace('@', words)}</w:tc>" for own, shape, words in r)
        for r in rows
    ]
    style = draw(st.sampled_from(["", '<w:tblStyle w:val="B"/><w:tblLook w:firstRow="1" w:lastColumn="1"/>']))
    return f"<w:tbl><w:tblPr>{style}</w:tblPr>{''.join(f'<w:tr>{r}</w:tr>' for r in made)}</w:tbl>"


@contextmanager
def each_walked() -> Iterator[None]:
    with mock.patch.object(cells.Alike, "read", return_value=None):
        yield


def parts_of(body: str) -> dict[str, bytes]:
    document = f'<w:document xmlns:w="{ns.W}"><w:body>{body}</w:body></w:document>'
    return {
        ns.DOCUMENT: document.encode(),
        "word/styles.xml": STYLES.encode(),
        "word/numbering.xml": NUMBERING.encode(),
    }


def both(parts: dict[str, bytes]) -> tuple[View, View]:
    quick = seeing.view_of(parts, "tệp.docx")
    with each_walked():
        return quick, seeing.view_of(parts, "tệp.docx")


@given(
    st.lists(
        st.one_of(table(), st.builds(str.replace, st.sampled_from(SHAPES), st.just("@"), WORDS)), min_size=1, max_size=4
    )
)
def test_a_file_reads_the_same_when_each_cell_is_walked(blocks: list[str]) -> None:
    quick, walked = both(parts_of("".join(blocks)))
    assert quick == walked


@pytest.mark.parametrize("name", sorted(bases()))
def test_a_real_file_reads_the_same_when_each_cell_is_walked(name: str) -> None:
    quick, walked = both(archive.members(bases()[name].data, name, "tệp Word"))
    assert quick == walked


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<w:r><w:rPr><w:b/></w:rPr><w:t>@</w:t></w:r>", "<w:r><w:rPr><w:b/><w:t>@</w:t></w:rPr></w:r>"),
        (
            '<w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:t>@</w:t></w:r>',
            '<w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t>@</w:t></w:r>',
        ),
        (RUN, "<w:r><w:t>trước</w:t></w:r>" + RUN),
        (RUN, "<w:r><w:pict/></w:r>" + RUN),
        ("<w:r><w:t/></w:r>" + RUN, "<w:r><w:t>trước</w:t></w:r>" + RUN),
    ],
)
def test_cells_that_differ_in_more_than_words_are_told_apart(one: str, other: str) -> None:
    for first, second in ((one, other), (other, one)):
        cells = "".join(
            f"<w:tc>{_p(x).replace('@', words)}</w:tc>" for x in (first, second) for words in ("một", "hai")
        )
        quick, walked = both(parts_of(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))
        assert quick == walked


def test_of_many_cells_of_one_form_one_is_walked() -> None:
    """Whatever Word marks paragraphs and runs with, and whatever bookmarks are called."""
    mark = '<w:bookmarkStart w:id="{0}" w:name="h1_{0}"/>'
    cell = f'<w:tc><w:p w:rsidR="00{{0}}">{mark}<w:r w:rsidR="{{0}}"><w:t>{{0}}</w:t></w:r></w:p></w:tc>'
    rows = "".join(f"<w:tr>{cell.format(n)}</w:tr>" for n in range(50))
    with mock.patch.object(walk.Walker, "_paragraph", autospec=True, side_effect=walk.Walker._paragraph) as walked:
        seeing.view_of(parts_of(f"<w:tbl>{rows}</w:tbl>"), "tệp.docx")
    assert walked.call_count == 1


def test_a_long_cell_is_not_looked_through_before_it_is_walked() -> None:
    """Cells may stand in each other hundreds deep, and each would look through all that are in it."""
    tree = ns.parse(f'<w:tc xmlns:w="{ns.W}"><w:p>{"<w:r/>" * 5000}</w:p></w:tc>'.encode(), "ô")
    seen: list[object] = []
    assert cells.form(mock.Mock(iter=lambda: (seen.append(node) or node for node in tree.iter()))) is None
    assert len(seen) < 500


def test_lines_too_long_are_refused_in_a_cell_like_another() -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    line = "a" * walk.MAX_LINE
    for said, words in (
        ("đoạn dài hơn", [line + "a"]),
        ("văn bản dài hơn", [line] * (walk.MAX_LETTERS // len(line) + 1)),
    ):
        rows = "".join(f"<w:tr>{cell.format(w)}</w:tr>" for w in ("x", *words))
        with pytest.raises(UserError, match=said):
            seeing.view_of(parts_of(f"<w:tbl>{rows}</w:tbl>"), "tệp.docx")
