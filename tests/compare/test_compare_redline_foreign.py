"""Redlines of files that people typed: tables cut in two, numbers by Word, old encodings, letters typed otherwise."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
import test_compare_foreign as foreign
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from old_fonts import typed_in

from vbhc import archive, compare, reviewing
from vbhc.compare.redlining import Plan, plan
from vbhc.model.so_sanh import Loai
from vbhc.model.view import Table, paragraphs
from vbhc.reviewing import Draft
from vbhc.reviewing.drafts import of_bytes
from vbhc.text import legacy
from vbhc.word import revisions

WHEN = "2026-11-21T08:00:00Z"
SAME, ROWS = foreign.SAME, foreign.ROWS
NEW = ("Kiểm tra công vụ đột xuất", "Thanh tra", "31/10/2026")
Rows = tuple[tuple[str, ...], ...]

pytestmark = pytest.mark.slow


def outcomes(a: bytes, b: bytes) -> tuple[Draft, Draft]:
    """All accepted, which reads as B, and all rejected, which is A."""
    before, after = of_bytes(a, "A"), of_bytes(b, "B")
    made = reviewing.redline(before, after, WHEN)
    assert made.bo_lai == ()
    accepted, rejected = (
        of_bytes(archive.pack(f(made.parts)), "mẫu") for f in (revisions.accept, revisions.reject)
    )  # fmt: skip
    told = [t for t in compare.so_sanh(accepted.document, after.document).chu if t.loai is not Loai.DANH_SO]
    assert told == []
    assert compare.so_sanh(before.document, rejected.document).thay_doi == ()
    return accepted, rejected


def planned(a: bytes, b: bytes) -> Plan:
    return plan(compare.so_sanh(of_bytes(a, "A").document, of_bytes(b, "B").document))


def cells(draft: Draft, which: int = -1) -> list[list[str]]:
    """A table as it prints, numbers that Word makes included."""
    found = [block for block in draft.document.view.blocks if isinstance(block, Table)][which]
    return [["\n".join(p.label + p.text for p in paragraphs(c.blocks)) for c in row.cells] for row in found.rows]


# --- tables cut in two ------------------------------------------------------------------------------------------------

CUTS = [(after, heads) for after in range(1, len(ROWS)) for heads in (False, True)]


def drawn(rows: Rows, cut: tuple[int, bool] | None) -> bytes:
    """The annex's table as one, or cut after so many rows, its heads repeated or not."""
    data = foreign.typed(SAME, rows=rows)
    return data if cut is None else foreign._edited(data, foreign._cut(cut[0], heads=cut[1]))


@pytest.mark.slow
@given(st.data())
@settings(max_examples=40)
def test_rows_of_a_table_cut_in_two_change_where_they_stand(data: st.DataObject) -> None:
    """Rows gone, new, in another order, with other words; B whole or cut elsewhere."""
    rows = [*data.draw(st.permutations(ROWS))] if data.draw(st.booleans()) else list(ROWS)
    for _ in range(data.draw(st.integers(0, 3))):
        del rows[data.draw(st.integers(0, len(rows) - 1))]
    if data.draw(st.booleans()):
        rows.insert(data.draw(st.integers(0, len(rows))), NEW)
    if data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(rows) - 1))
        rows[at] = (*rows[at][:2], "31/8/2026")
    elsewhere = [cut for cut in CUTS if cut[0] < len(rows)]
    cut, other = data.draw(st.sampled_from(CUTS)), data.draw(st.sampled_from([None, *elsewhere]))
    outcomes(drawn(ROWS, cut), drawn(tuple(rows), other))


def test_pieces_of_which_one_is_too_short_to_be_seen_as_numbered() -> None:
    outcomes(drawn(ROWS, (1, False)), drawn((ROWS[2], *ROWS[4:]), (1, False)))


@pytest.mark.parametrize("heads", [False, True])
def test_numbers_are_counted_on_from_one_piece_into_the_next(heads: bool) -> None:
    accepted, rejected = outcomes(drawn(ROWS, (3, heads)), drawn((ROWS[0], NEW, *ROWS[1:]), None))
    said = [
        [row[0] for row in cells(draft, which) if row[0] != "STT"] for draft in (accepted, rejected)
        for which in (-2, -1)
    ]  # fmt: skip
    assert said == [["1", "2", "3", "4"], ["5", "6", "7"], ["1", "2", "3"], ["4", "5", "6"]]


def test_a_heading_put_otherwise_is_so_in_each_piece() -> None:
    def edit(document: Any) -> None:
        document.tables[-1].rows[0].cells[3].paragraphs[0].runs[0].text = "Thời hạn hoàn thành"

    accepted, _ = outcomes(drawn(ROWS, (3, True)), foreign._edited(drawn(ROWS, None), edit))
    assert [cells(accepted, which)[0][3] for which in (-2, -1)] == ["Thời hạn hoàn thành"] * 2


def test_a_table_cut_in_two_goes_and_what_follows_comes_behind_all_of_it() -> None:
    def gone(document: Any) -> None:
        document.tables[-1]._tbl.getparent().remove(document.tables[-1]._tbl)

    def followed(document: Any) -> None:
        document.add_paragraph("Các đơn vị báo cáo kết quả trước ngày 20 hằng tháng.")

    cut = drawn(ROWS, (3, True))
    count = sum(isinstance(b, Table) for b in of_bytes(cut, "A").document.view.blocks)
    accepted, _ = outcomes(cut, foreign._edited(drawn(ROWS, None), gone))
    assert sum(isinstance(b, Table) for b in accepted.document.view.blocks) == count - 2
    accepted, _ = outcomes(cut, foreign._edited(drawn(ROWS, None), followed))
    blocks = [b for b in accepted.document.view.blocks if isinstance(b, Table) or b.text]
    assert [isinstance(b, Table) for b in blocks[-3:]] == [True, True, False]


@pytest.mark.parametrize("cut", [None, (3, True)])
@pytest.mark.parametrize("order", [(0, 1, 3, 2), (1, 0, 2, 3), (3, 1, 2, 0)])
def test_a_column_that_moved_is_written(cut: tuple[int, bool] | None, order: tuple[int, ...]) -> None:
    b = foreign._edited(foreign.typed(SAME), foreign._columns(*order))
    accepted, _ = outcomes(drawn(ROWS, cut), b)
    assert cells(accepted) == cells(of_bytes(b, "B"))


# --- letters and marks typed otherwise --------------------------------------------------------------------------------

MARKS = {"other marks", "marks with strokes", "marks with dashes", "all of it"}


@pytest.mark.parametrize("who", sorted(set(foreign.OTHERS) - MARKS))
def test_letters_typed_otherwise_are_no_change(who: str) -> None:
    same, other = foreign.typed(SAME), foreign.typed(foreign.OTHERS[who])
    assert planned(same, other) == planned(other, same) == Plan(())


@pytest.mark.slow
@pytest.mark.parametrize("who", foreign.OTHERS)
def test_edits_in_a_file_typed_otherwise_are_written(who: str) -> None:
    fewer = tuple(r for r in foreign.RECIPIENTS if r != "Sở Nội vụ")
    for a, b in ((SAME, foreign.OTHERS[who]), (foreign.OTHERS[who], SAME)):
        outcomes(foreign.typed(a), foreign.typed(b, foreign.EDITED, fewer, (ROWS[0], NEW, *ROWS[1:])))


def test_a_word_changed_in_letters_in_pieces_tracks_that_word() -> None:
    pieces = foreign.typed(foreign.OTHERS["letters in pieces"])
    (edit,) = planned(pieces, foreign.typed(SAME, tuple((n, t.replace("hài lòng của", "yên tâm của") if n == 2 and
                      "thước đo" in t else t) for n, t in foreign.TEXT))).edits  # fmt: skip
    assert edit.text.strip() == "yên tâm"


# --- numbers by Word --------------------------------------------------------------------------------------------------

LEVELS = ((re.compile(r"[IVX]+\. "), "upperRoman", "%1."), (re.compile(r"\d+\. "), "decimal", "%2."),
          (re.compile(r"[a-dđ]\) "), "lowerLetter", "%3)"))  # fmt: skip


def counted(data: bytes) -> bytes:
    """The same file with the marks of its three levels made by Word."""
    document = docx.Document(io.BytesIO(data))
    lists = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{form}"/>'
        '<w:lvlJc w:val="left"/></w:lvl>'
        for n, (_, kind, form) in enumerate(LEVELS)
    )
    lists.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="900">{levels}</w:abstractNum>'))
    lists.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="900"><w:abstractNumId w:val="900"/></w:num>'))
    for paragraph in document.paragraphs:
        for n, (mark, _, _) in enumerate(LEVELS):
            if found := mark.match(paragraph.text):
                paragraph.runs[0].text = paragraph.text[found.end() :]
                paragraph._p.get_or_add_pPr()._insert_numPr(
                    parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{n}"/><w:numId w:val="900"/></w:numPr>')
                )
                break
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize("who", foreign.OTHERS)
def test_marks_that_word_makes_stay_whatever_marks_are_typed(who: str) -> None:
    a, b = counted(foreign.typed(SAME)), foreign.typed(foreign.OTHERS[who])
    assert planned(a, b) == Plan(())
    assert reviewing.redline(of_bytes(a, "A"), of_bytes(b, "B"), WHEN).bo_lai == ()


def marks(draft: Draft) -> list[str]:
    return [m.nhan for m in draft.document.muc if m.nhan]


MOVED = (*foreign.TEXT[:10], foreign.TEXT[12], *foreign.TEXT[10:12], *foreign.TEXT[13:])
SPLIT = tuple(
    line for n, text in foreign.TEXT for line in (
        [(n, "Phân công rõ người, rõ việc, rõ thời hạn."), (n, "Không chồng chéo giữa các phòng.")]
        if text.startswith("Phân công") else [(n, text)]
    )
)  # fmt: skip


@pytest.mark.parametrize("text", [foreign.EDITED, MOVED, SPLIT, (*foreign.TEXT[:6], *foreign.TEXT[7:])])
def test_points_that_come_go_or_move_are_counted_by_word(text: foreign.Text) -> None:
    """No number twice, none left out: those of B, which were typed."""
    typed = foreign.typed(SAME, text)
    accepted, _ = outcomes(counted(foreign.typed(SAME)), typed)
    assert marks(accepted) == marks(of_bytes(typed, "B"))
    assert all(m.dong.tu_dong for m in accepted.document.muc if m.nhan)


# --- old encodings ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "font"), [(legacy.TCVN3, ".VnTime"), (legacy.VNI, "VNI-Times")])
def test_of_an_old_encoding_it_is_told_once_and_where_words_changed(kind: str, font: str) -> None:
    """Held against the letters that the encoding has: TCVN3 lacks most capitals."""
    a = foreign.typed(foreign.Typist(font=font, habit=lambda text: typed_in(text, kind)))
    today = foreign.Typist(habit=lambda text: legacy.to_unicode(typed_in(text, kind), font))
    assert planned(a, foreign.typed(today)) == Plan(())
    text = tuple((n, t.replace("Phân công rõ người", "Giao việc")) for n, t in foreign.TEXT if "Khảo sát" not in t)
    b = foreign.typed(today, text, rows=((*ROWS[0][:2], "31/8/2026"), *ROWS[1:]))
    (why,) = planned(a, b).bo_lai
    assert "bảng mã cũ" in why
    told = reviewing.redline(of_bytes(a, "A"), of_bytes(b, "B"), WHEN).bo_lai
    assert told[0] == why
    assert len(told) == 2
    assert "Mục I.2.a: chưa ghi được (sửa)" in told


# --- annexes that nobody called one -----------------------------------------------------------------------------------


@pytest.mark.parametrize("of_a", [0, 1, 2])
@pytest.mark.parametrize("of_b", [0, 1, 2])
def test_an_annex_without_a_line_that_calls_it_one_comes_and_goes(of_a: int, of_b: int) -> None:
    def annexes(count: int) -> bytes:
        data = foreign.typed(SAME)
        for title in ("DỰ TOÁN KINH PHÍ", "DANH SÁCH THÀNH VIÊN")[:count]:
            data = foreign._edited(data, foreign._unnamed(title, "15.000.000"))
        return data

    outcomes(annexes(of_a), annexes(of_b))


# --- the first table --------------------------------------------------------------------------------------------------


def test_the_first_table_takes_letters_of_the_text_and_heads_bold_in_the_middle() -> None:
    def before_annexes(document: Any) -> None:
        body = document.element.body
        annex = next(p._p for p in document.paragraphs if p.text == "PHỤ LỤC").getprevious()
        for node in [annex, *annex.itersiblings()]:
            if not node.tag.endswith("sectPr"):
                body.remove(node)

    a = foreign._edited(foreign.typed(foreign.Typist(size=13)), before_annexes)
    accepted, _ = outcomes(a, foreign.typed(SAME))
    table = [block for block in accepted.document.view.blocks if isinstance(block, Table)][-1]
    looks = [
        {(r.look.size, r.look.bold, p.layout.align) for c in row.cells for p in paragraphs(c.blocks) for r in p.runs}
        for row in table.rows
    ]
    assert looks[0] == {(13, True, "center")}
    assert {(size, bold) for row in looks[1:] for size, bold, _ in row} == {(13, False)}


# --- for Word ---------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.validator
def test_files_are_valid_marked_accepted_and_rejected(tmp_path: Path, validate: Callable[[Path], list[str]]) -> None:
    more = (ROWS[0], NEW, *ROWS[1:4])
    for a, b in (
        (counted(foreign.typed(SAME)), foreign.typed(SAME, foreign.EDITED)),
        (counted(foreign.typed(SAME)), foreign.typed(SAME, MOVED)),
        (drawn(ROWS, (3, True)), drawn(more, None)),
        (drawn(ROWS, (4, True)), drawn(ROWS[:2], None)),
    ):
        marked = reviewing.redline(of_bytes(a, "A"), of_bytes(b, "B"), WHEN).parts
        path = tmp_path / "a.docx"
        path.write_bytes(a)
        known = {fault.partition(" at ")[0] for fault in validate(path)}
        for parts in (marked, revisions.accept(marked), revisions.reject(marked)):
            path.write_bytes(archive.pack(parts))
            assert {fault.partition(" at ")[0] for fault in validate(path)} <= known
