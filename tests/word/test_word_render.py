"""Any document prints sound: Word's rules hold, every word is there once, and the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from word_van_ban import compose, expected_paragraphs, ho_so, parts_of, print_it, printed_paragraphs

from shared import examples
from vbhc import composing
from vbhc.model.ban_in import BangIn, BanIn, CotIn, Doan, HangIn, KeDuoi, PhuLucIn, ThuocTinh
from vbhc.model.ho_so import HoSo
from vbhc.model.nen import Huong
from vbhc.text import measure
from vbhc.text.inline import Run
from vbhc.word import ns, patch, soundness, stamp
from vbhc.word.columns import PADDING, Columns, table_width
from vbhc.word.fragments import bookmark_name
from vbhc.word.ns import w
from vbhc.word.styles import Styles
from vbhc.word.tables import words_hash

ROOT = Path(__file__).parents[2]


def _texts(data: bytes) -> str:
    return "\n".join(printed_paragraphs(data).elements())


NO_SHRINKING = (Phase.explicit, Phase.generate)  # a document prints in 40 ms: shrinking one takes minutes


@pytest.mark.slow
@examples(250, phases=NO_SHRINKING)
@given(ho_so())
def test_a_document_prints_sound_and_whole(made: tuple[HoSo, list[str]]) -> None:
    dossier, tokens = made
    ban_in = compose(dossier)
    data = print_it(ban_in)
    assert list(soundness.faults(data)) == []
    assert printed_paragraphs(data) == expected_paragraphs(ban_in)
    words = _texts(data)
    assert {token: n for token in tokens if (n := words.count(token)) != 1} == {}
    parts = parts_of(data)
    mark = stamp.read(parts)
    assert mark is not None
    assert mark.than == stamp.body_hash(parts)
    assert print_it(ban_in) == data


@pytest.mark.slow
@examples(60, phases=NO_SHRINKING)
@given(ho_so())
def test_the_stamp_says_of_a_table_what_is_read_in_it(made: tuple[HoSo, list[str]]) -> None:
    """Said while it is written, not read again: the words, and what a person might have set by hand."""
    parts = parts_of(print_it(compose(made[0])))
    mark = stamp.read(parts)
    assert mark is not None
    assert mark.dang is not None
    tree = ns.parse(parts[ns.DOCUMENT], "x")
    for ma, words in mark.bang.items():
        table = stamp.find_table(tree, ma)
        assert stamp.words_hash(patch.table_words(table)) == words
        assert stamp.table_look(table) == mark.dang[ma]


@examples(40, phases=NO_SHRINKING)
@given(ho_so(), st.booleans())
def test_annexes_alone_print_sound_and_whole(made: tuple[HoSo, list[str]], last_only: bool) -> None:
    dossier, _ = made
    count = len(dossier.van_ban.phu_luc)
    if not count:
        return
    wanted = (count - 1,) if last_only else tuple(range(count))
    ban_in = composing.rieng_phu_luc(dossier, wanted)
    data = print_it(ban_in)
    assert list(soundness.faults(data)) == []
    assert printed_paragraphs(data) == expected_paragraphs(ban_in)
    # Numbered as in the whole document.
    assert ban_in.phu_luc == tuple(compose(dossier).phu_luc[i] for i in wanted)


@pytest.mark.slow
@pytest.mark.validator
def test_microsofts_own_rules_find_nothing(tmp_path: Path, validate: Callable[[Path], list[str]]) -> None:
    files: list[Path] = []

    def keep(ban_in: BanIn) -> None:
        files.append(tmp_path / f"{len(files)}.docx")
        files[-1].write_bytes(print_it(ban_in))

    @settings(max_examples=40, phases=NO_SHRINKING, database=None)
    @given(ho_so())
    def collect(made: tuple[HoSo, list[str]]) -> None:
        keep(compose(made[0]))
        if len(made[0].van_ban.phu_luc) == 3:
            keep(composing.rieng_phu_luc(made[0], (0, 2)))

    collect()
    assert len(files) >= 40
    with ThreadPoolExecutor(2) as pool:
        found = dict(zip(files, pool.map(validate, files), strict=True))
    assert {f.name: errors for f, errors in found.items() if errors} == {}


# --- the same input gives the same bytes ------------------------------------------------------------------------------

_PRINT_SAMPLES = """
import hashlib
from pathlib import Path
from vbhc import pipeline
from vbhc.loading.workspace import Workspace
space = Workspace(Path({root!r}))
for folder in space.documents():
    data, _ = pipeline.print_bytes(space, pipeline.load(space, folder).value)
    print(folder.name, hashlib.sha256(data).hexdigest())
"""


@pytest.mark.slow
def test_another_process_clock_and_language_give_the_same_bytes(tmp_path: Path) -> None:
    answers = []
    for n, (seed, zone, lang) in enumerate(
        [("0", "Asia/Ho_Chi_Minh", "vi_VN.UTF-8"), ("4711", "America/St_Johns", "C")]
    ):
        env = os.environ | {
            "PYTHONHASHSEED": seed, "TZ": zone, "LANG": lang, "LC_ALL": lang, "PYTHONPATH": str(ROOT / "src"),
            "HOME": str(tmp_path / f"{n}"), "USER": f"user{n}",
        }  # fmt: skip
        code = _PRINT_SAMPLES.format(root=str(ROOT))
        done = subprocess.run(
            [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True, cwd=tmp_path
        )
        answers.append(done.stdout.splitlines())
    assert len(answers[0]) == 6
    assert answers[0] == answers[1]


@examples(10, phases=NO_SHRINKING)
@given(ho_so())
def test_the_zip_is_sorted_and_tells_no_time(made: tuple[HoSo, list[str]]) -> None:
    data = print_it(compose(made[0]))
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = package.namelist()
        assert names[0] == "[Content_Types].xml"
        assert names[1:] == sorted(names[1:])
        assert {i.date_time for i in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.testzip() is None
        core = package.read("docProps/core.xml").decode()
    date = made[0].van_ban.ngay_ban_hanh
    assert ("T00:00:00Z" in core) == date.day_du
    assert core.count(f"{date.iso()}T00:00:00Z") == (2 if date.day_du else 0)
    assert "revision" not in core
    assert "lastModifiedBy" not in core


def test_what_goes_in_is_what_the_stamp_hashes() -> None:
    data = parts_of(_table([HangIn(("a", "b"))]))
    mark = stamp.read(data)
    assert mark is not None
    assert (mark.phien_ban, mark.quy_tac, mark.dau_vao, mark.nguon) == ("1", "nd30", "dau-vao", "data/2026/x")
    assert mark.than == stamp.body_hash(data)


@pytest.mark.parametrize(
    "number", ["-12.345.678.901.234 %", "12.345.678", "99,5%", "1" * 18, "05/12/2026", "(1.234)", "20/4–25/4/2026"]
)
def test_a_number_stands_on_one_line_whatever_its_columns_share(number: str) -> None:
    bang = BangIn("vb_bang_1", (CotIn("a", 0.2), CotIn("b", 3)), (HangIn((number, "x")), HangIn(("1", "y"))))
    styles = Styles(parts_of(_table([HangIn(("a", "b"))]))[ns.STYLES], "bản in")
    (width, _), faults = Columns(styles).widths(bang, 160.0)
    assert not faults
    assert width / ns.twips(1) >= measure.width(number, styles.face("o_bang")) + 2 * PADDING


def _columns(cells: list[str], be_rong: float, heading: str = "a") -> tuple[list[int], list[str], Styles]:
    styles = Styles(parts_of(_table([HangIn(("a", "b"))]))[ns.STYLES], "bản in")
    bang = BangIn("vb_bang_1", tuple(CotIn(heading, 1) for _ in cells), (HangIn(tuple(cells)),))
    return *Columns(styles).widths(bang, be_rong), styles


def test_a_date_among_words_stands_on_one_line() -> None:
    made, faults, styles = _columns(["Trước 05/12/2026", *"abcdefgh"], 160.0)
    assert not faults
    assert made[0] / ns.twips(1) >= measure.width("05/12/2026", styles.face("o_bang")) + 2 * PADDING
    assert made[0] > made[1]


def test_numbers_come_before_words_of_headings_where_there_is_no_room_for_both() -> None:
    numbers = ["12.345.678.901"] * 5
    made, faults, styles = _columns(numbers, 160.0, "Nghiêngngảnghiêngngả")
    wide = measure.width(numbers[0], styles.face("o_bang")) + 2 * PADDING
    assert min(made) / ns.twips(1) >= wide
    names = ", ".join(["“Nghiêngngảnghiêngngả”"] * 5)
    assert faults == [f"cột {names} hẹp hơn một từ trong tiêu đề của cột"]


def test_numbers_that_break_all_the_same_are_told() -> None:
    made, faults, _ = _columns(["12.345.678.901"] * 7, 160.0)
    assert sum(made) == ns.twips(160)
    (fault,) = faults
    assert "số bị ngắt làm hai dòng" in fault
    assert fault.count("“a”") == 7


# --- tables -----------------------------------------------------------------------------------------------------------


def _table(rows: list[HangIn], columns: int = 2, huong: Huong = Huong.DOC) -> bytes:
    """A file with one annex that holds these rows."""
    cot = tuple(CotIn(f"Cột {i}", 10) for i in range(columns))
    return print_it(_alone(BangIn("vb_bang_1", cot, tuple(rows)), huong))


def _alone(bang: BangIn, huong: Huong = Huong.DOC) -> BanIn:
    def doan(part: str, text: str) -> Doan:
        return Doan(part, (Run(text),))

    note = doan("kem_theo", "(Kèm theo)")
    one = PhuLucIn(
        so=1, tieu_de=doan("phu_luc", "Phụ lục")._replace(neo="vb_phu_luc_1"), ten=None, kem_theo=note,
        ke=KeDuoi(note, 0.6), loi_van=(), don_vi_tinh="", bang=bang, ghi_chu=(),
        ket=doan("ket_phu_luc", "./."), huong=huong,
    )  # fmt: skip
    return BanIn("phu_luc", "14", ThuocTinh("a", "b", "c"), {}, (one,), "data/2026/x")


def _document(data: bytes) -> Any:
    return ns.parse(parts_of(data)[ns.DOCUMENT], "document")


def test_group_rows_merge_their_empty_cells_and_sums_do_not() -> None:
    rows = [
        HangIn(("I", "Nhóm một", ""), "nhom"), HangIn(("1", "", "x"), "thuong", "a"), HangIn(("", "Tổng", "5"), "tong"),
        HangIn(("Cả nhóm", "", ""), "nhom"),
    ]  # fmt: skip
    tree = _document(_table(rows, 3))

    def span(cell: Any) -> int:
        found = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
        return 1 if found is None else int(found.get(w("val")))

    spans = [[span(cell) for cell in row.iter(w("tc"))] for row in tree.iter(w("tr"))]
    assert spans == [[1, 1, 1], [1, 2], [1, 1, 1], [1, 1, 1], [3]]
    # A group heading stays with its first row; the sums stay with what ends the table.
    keeps = [row.find(f".//{w('keepNext')}") is not None for row in tree.iter(w("tr"))]
    assert keeps == [False, True, False, False, True]


def test_marks_in_a_columns_heading_are_marks() -> None:
    bang = BangIn("vb_bang_1", (CotIn("Diện tích (m^{2})", 10), CotIn("*Ghi chú*", 10)), (HangIn(("1", "a")),))
    data = print_it(_alone(bang))
    head = next(_document(data).iter(w("tr")))
    assert [ns.text_of(cell) for cell in head.iter(w("tc"))] == ["Diện tích (m2)", "Ghi chú"]
    assert [mark.get(w("val")) for mark in head.iter(w("vertAlign"))] == ["superscript"]
    mark = stamp.read(parts_of(data))
    table = stamp.find_table(_document(data), "vb_bang_1")
    assert mark is not None and mark.dang is not None  # noqa: PT018 - for the reader of types
    assert (mark.bang["vb_bang_1"], mark.dang["vb_bang_1"]) == (
        stamp.words_hash(patch.table_words(table)), stamp.table_look(table),
    )  # fmt: skip
    assert words_hash(bang) == mark.bang["vb_bang_1"]


def test_a_merged_first_column_runs_down() -> None:
    rows = [HangIn(("A", "1"), gop="dau"), HangIn(("", "2"), gop="tiep"), HangIn(("B", "3"), gop="dau")]
    merges = [m.get(w("val")) for m in _document(_table(rows)).iter(w("vMerge"))]
    assert merges == ["restart", None, "restart"]


@given(
    st.lists(st.floats(0.01, 1e5), min_size=1, max_size=12),
    st.floats(40, 400),
    st.lists(st.floats(0, 60), min_size=12, max_size=12),
)
def test_columns_fill_the_text_width_to_the_twip(shares: list[float], width: float, least: list[float]) -> None:
    made = table_width(width, tuple(CotIn("a", r) for r in shares), least[: len(shares)])
    assert sum(made) == ns.twips(width)
    assert min(made) >= 0
    if sum(least[: len(shares)]) < width:  # all longest words fit: each column holds its own
        assert all(got >= ns.twips(mm) - 2 for got, mm in zip(made, least, strict=False))


def test_bookmarks_of_rows_differ_in_name_and_in_number() -> None:
    # Two keys whose checksums of 29 bits meet: a table of 30,000 rows has such a pair more often than not.
    seen: dict[int, str] = {}
    pair: tuple[str, str] | None = None
    for n in range(200_000):
        key = hashlib.md5(b"%d" % n).hexdigest()[:12]
        meets = seen.setdefault(crc32(bookmark_name("h1", key).encode()) & 0x1FFFFFFF, key)
        if meets != key:
            pair = (meets, key)
            break
    assert pair is not None
    data = _table([HangIn(("a", "b"), khoa=pair[0]), HangIn(("c", "d"), khoa=pair[1])])
    marks = list(_document(data).iter(w("bookmarkStart")))
    assert len({m.get(w("id")) for m in marks}) == len(marks) == 4
    assert len({m.get(w("name")) for m in marks}) == 4


@given(st.lists(st.text(min_size=1, max_size=60), min_size=2, max_size=6, unique=True))
def test_bookmark_names_are_names_word_takes(keys: list[str]) -> None:
    names = [bookmark_name("h12", key) for key in keys]
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", n) for n in names)
    assert len({n.casefold() for n in names}) == len(keys)


def test_a_row_taller_than_most_of_the_page_may_break() -> None:
    tall = "một hai ba bốn " * 400
    tree = _document(_table([HangIn(("1", "ngắn")), HangIn(("2", tall))]))
    fixed = [row.find(f"{w('trPr')}/{w('cantSplit')}") is not None for row in tree.iter(w("tr"))]
    assert fixed == [True, True, False]


def test_a_landscape_annex_is_turned_and_numbered_from_one() -> None:
    tree = _document(_table([HangIn(("a", "b"))], huong=Huong.NGANG))
    (section,) = tree.iter(w("sectPr"))
    size = section.find(w("pgSz"))
    assert (size.get(w("w")), size.get(w("h")), size.get(w("orient"))) == ("16838", "11906", "landscape")
    assert section.find(w("pgNumType")).get(w("start")) == "1"
    grid = [int(c.get(w("w"))) for c in tree.iter(w("gridCol"))]
    assert sum(grid) == ns.twips(297 - 30 - 15)


@pytest.mark.slow
def test_three_thousand_rows_print_sound() -> None:
    rows = [HangIn((f"{i}", f"Việc **{i}** <&> {{{{ x }}}}"), khoa=f"k{i}") for i in range(3000)]
    data = _table(rows)
    assert list(soundness.faults(data)) == []
    tree = _document(data)
    found = [[ns.text_of(c) for c in row.iter(w("tc"))] for row in tree.iter(w("tr"))]
    assert found[1:] == [[f"{i}", f"Việc {i} <&> {{{{ x }}}}"] for i in range(3000)]


def test_a_sum_does_not_break_over_two_lines() -> None:
    cot = (CotIn("Việc", 95), CotIn("Số", 5))
    rows = (HangIn(("a", "1")), HangIn(("Tổng", "100.234.567.890,5"), "tong"))
    grids = []
    for shown in (rows[:1], rows):
        tree = _document(print_it(_alone(BangIn("vb_bang_1", cot, shown))))
        grids.append([int(c.get(w("w"))) for c in tree.iter(w("gridCol"))])
    face = measure.Face(12, dam=True)
    assert grids[0][1] < ns.twips(measure.width("100.234.567.890,5", face)) + ns.twips(3) < grids[1][1]
    assert sum(grids[0]) == sum(grids[1])
