"""Rows of a table written by the block are what they are written one by one."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from word_van_ban import print_it

from vbhc import archive
from vbhc.model.ban_in import BanIn, CotIn, HangIn, ThuocTinh
from vbhc.model.phu_luc import Canh
from vbhc.word import ns
from vbhc.word.ns import w
from vbhc.word.row import CellForm, RowWriter, Written, words_of
from vbhc.word.row_blocks import RowBlocks
from vbhc.word.styles import Styles

PRESERVE = b' xml:space="preserve"'
PLAIN = st.sampled_from(["", "a", "Việc 1", "R&D <x>", "“một – hai”", "{{ x }}", "đ|e", "0"])
ODD = st.sampled_from(
    ["**đậm**", "2^{3}", "\\*", "một\nhai", "\n", " đầu", "cuối ", "hai  dấu", "x\u00a0y", "{_{", "a\tb", "\u1680", "|",
     "*", "dài " * 300, "\ue000", "\u00ad"]
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, list[HangIn], list[bytes]]:
    """Number of columns, rows with and without groups, marks."""
    columns = draw(st.integers(1, 4))
    texts = draw(st.sampled_from([PLAIN, st.one_of(PLAIN, PLAIN, PLAIN, PLAIN, ODD)]))
    kinds = draw(
        st.sampled_from(
            [[("thuong", "")], [("thuong", ""), ("nhom", "")],
             [("thuong", "dau"), ("thuong", "tiep"), ("thuong", "mot")],
             [("thuong", ""), ("nhom", ""), ("tong", ""), ("thuong", "dau"), ("thuong", "tiep"), ("nhom", "dau")]]
        )
    )  # fmt: skip
    rows, marks = [], []
    for i in range(draw(st.integers(1, 12))):
        loai, gop = draw(st.sampled_from(kinds))
        cells = [draw(texts) for _ in range(columns)]
        if loai == "nhom" and draw(st.integers(0, 5)):
            cells[2:] = [""] * len(cells[2:])
        if gop == "tiep" and draw(st.integers(0, 5)):
            cells[0] = ""
        rows.append(HangIn(tuple(cells), loai, gop=gop))
        marks.append(
            draw(st.sampled_from([b"", b'<w:bookmarkStart w:id="%d" w:name="a"/><w:bookmarkEnd w:id="%d"/>' % (i, i)]))
        )
    return columns, rows, marks


def _styles() -> Styles:
    empty = BanIn("phu_luc", "14", ThuocTinh("a", "b", "c"), {}, (), "data/2026/x")
    return Styles(archive.members(print_it(empty), "bản in", "tệp Word")[ns.STYLES], "bản in")


CELLS = CellForm(_styles())


@given(tables(), st.sampled_from([30.0, 160.0]))
def test_blocks_are_rows_one_after_the_other(made: tuple[int, list[HangIn], list[bytes]], tallest: float) -> None:
    columns, rows, marks = made
    cot = [CotIn(f"Cột {i}", 10, canh) for i, canh in zip(range(columns), [None, *Canh], strict=False)]
    writer = RowWriter(CELLS, cot, [1500 + 700 * i for i in range(columns)], tallest)
    block = RowBlocks(writer).write(rows, marks)
    one_by_one = [writer.write(row, mark) for row, mark in zip(rows, marks, strict=True)]
    assert [one.words for one in one_by_one] == [words_of(row) for row in rows]
    expected = Written(
        b"".join(one.xml for one in one_by_one), b"\n".join(one.words for one in one_by_one),
        b"".join(one.look for one in one_by_one),
    )  # fmt: skip
    assert block.xml.replace(PRESERVE, b"") == expected.xml.replace(PRESERVE, b"")
    assert (block.words, block.look) == (expected.words, expected.look)
    tree = etree.fromstring(b'<x xmlns:w="%s">%s</x>' % (ns.W.encode(), block.xml))
    for text in tree.iter(w("t")):  # what may lose blanks says that it must not
        assert text.keys() or re.fullmatch(r"\S+( \S+)*", text.text or "")
