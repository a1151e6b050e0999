"""The text view keeps its lines: what was changed is changed lines, what was put in is added lines, nothing is lost."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import reporting_mau as mau
from hypothesis import given
from hypothesis import strategies as st

from shared import DOCUMENT, examples
from vbhc import archive, pipeline, recognising
from vbhc.loading.workspace import Workspace
from vbhc.model.view import Cell, Layout, Look, Paragraph, Row, Run, Section, Shape, Spot, Table, View
from vbhc.reporting import plain
from vbhc.word import seeing

ROOT = Path(__file__).parents[2]
HEADS = ("STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời hạn", "Ghi chú")
WORDS = st.lists(
    st.sampled_from(["Tuyên truyền", "cải cách", "rà soát", "Văn phòng", "Sở", "báo cáo", "quý I", "2026", "đợt 2"]),
    min_size=1, max_size=4,
).map(" ".join)  # fmt: skip
Rows = Sequence[Sequence[str]]


class Made:
    """A View from lines and tables, each paragraph in its place."""

    def __init__(self) -> None:
        self.p = 0

    def doan(self, text: str, at: tuple[int, int, int] = (0, 0, 0), **more: object) -> Paragraph:
        spot = Spot("word/document.xml", self.p, *at)
        self.p += 1
        runs = (Run(text, Look(size=14)),) if text else ()
        return Paragraph(spot, "Normal", Layout(), runs, **more)  # type: ignore[arg-type]

    def bang(self, heads: Sequence[str], rows: Rows, number: int = 1) -> Table:
        made = []
        for i, texts in enumerate([heads, *rows], start=1):
            whole = len(texts) == 1 < len(heads)
            cells = tuple(
                Cell((self.doan(t, (number, i, j)),), span=len(heads) if whole else 1) for j, t in enumerate(texts, 1)
            )
            made.append(Row(cells, header=i == 1))
        return Table(tuple(made), number=number, bordered=True)


def text_of(*pieces: str | Table | Rows, made: Made | None = None, heads: Sequence[str] = HEADS) -> str:
    made = made or Made()
    blocks = [
        made.doan(p) if isinstance(p, str) else p if isinstance(p, Table) else made.bang(heads, p) for p in pieces
    ]
    return plain.chu(recognising.doc(View("a", tuple(blocks), (Section(210, 297, 20, 20, 30, 15),))))


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines taken out and put in."""
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return [x[2:] for x in lines if x[:2] == "- "], [x[2:] for x in lines if x[:2] == "+ "]


def numbered(rows: Rows) -> list[list[str]]:
    return [[str(n), *row] for n, row in enumerate(rows, start=1)]


def table(least: int = 1) -> st.SearchStrategy[list[list[str]]]:
    """Rows of the columns after STT, every cell filled."""
    return st.lists(st.lists(WORDS, min_size=5, max_size=5), min_size=least, max_size=8)


# --- laws -------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@examples(100)
@given(rows=table(), data=st.data())
def test_so_many_cells_changed_so_many_lines_changed(rows: list[list[str]], data: st.DataObject) -> None:
    """The cell that names a row among them, and rows that are all alike."""
    places = st.tuples(st.integers(0, len(rows) - 1), st.integers(0, 4))
    picked = data.draw(st.lists(places, min_size=1, max_size=4, unique=True))
    after = [list(row) for row in rows]
    for n, (i, j) in enumerate(picked):
        after[i][j] = f"khác {n} hẳn"
    one, two = text_of(numbered(rows)).splitlines(), text_of(numbered(after)).splitlines()
    assert len(one) == len(two)
    assert sum(x != y for x, y in zip(one, two, strict=True)) == len(picked)


@pytest.mark.slow
@examples(100)
@given(rows=table(), new=st.lists(WORDS, min_size=5, max_size=5), at=st.integers(0, 8), groups=st.booleans())
def test_a_row_put_in_is_only_added_lines(rows: list[list[str]], new: list[str], at: int, groups: bool) -> None:
    """All STT after it are other ones, whether counting begins anew in each group or runs through."""
    at = min(at, len(rows))

    def with_groups(body: Rows, first: int) -> list[list[str]]:
        own = [["Nhóm thứ nhất"], *numbered(body[:first]), ["Nhóm thứ hai"]]
        rest = numbered(body[first:]) if groups else [[str(first + n), *r] for n, r in enumerate(body[first:], 1)]
        return [*own, *rest]

    half = (len(rows) + 1) // 2
    after = [*rows[:at], new, *rows[at:]]
    out, into = changed(
        text_of(with_groups(rows, half)), text_of(with_groups(after, half + (at <= half)))
    )  # fmt: skip
    moved = Counter(into)
    moved.subtract(out)
    assert sum(moved.values()) == 5
    if at != half:  # the first row of a group may be told to go on counting
        assert set(moved.elements()) <= {
            f"  • {new[0]}",
            *(f"    {h}: {t}" for h, t in zip(HEADS[2:], new[1:], strict=True)),
        }


@pytest.mark.slow
@examples(60)
@given(items=st.lists(WORDS, min_size=2, max_size=8), new=WORDS, at=st.integers(0, 8),
       kind=st.sampled_from(["{n}. {t}", "{n}) {t}", "{a}) {t}", "1.{n}. {t}"]))  # fmt: skip
def test_a_point_put_in_is_one_line(items: list[str], new: str, at: int, kind: str) -> None:
    def lines(texts: list[str]) -> list[str]:
        return [kind.format(n=n, a="abcdđeghik"[n - 1], t=f"Việc {t}") for n, t in enumerate(texts, 1)]

    at = min(at, len(items))
    before, after = items, [*items[:at], f"mới {new} ở đây", *items[at:]]
    top = ("KẾ HOẠCH", "I. MỤC ĐÍCH", "1. Việc chung của mọi người")[: 3 if kind[:2] in {"{a", "1."} else 2]
    out, into = changed(text_of(*top, *lines(before)), text_of(*top, *lines(after)))
    assert out == []
    assert len(into) == 1
    assert f"mới {new} ở đây" in into[0]


@pytest.mark.slow
@examples(40)
@given(rows=table(), lines=st.lists(WORDS, max_size=5))
def test_nothing_is_lost_and_the_same_gives_the_same(rows: list[list[str]], lines: list[str]) -> None:
    found = text_of(*lines, numbered(rows))
    assert found == text_of(*lines, numbered(rows))
    have = Counter(found.split())
    want = Counter(" ".join([*lines, *(t for r in rows for t in r)]).split())
    assert not want - have


# --- numbers ----------------------------------------------------------------------------------------------------------


def test_a_number_that_does_not_follow_is_written() -> None:
    found = text_of("KẾ HOẠCH", "I. MỤC ĐÍCH", "1. Một là", "3. Ba là", "4. Bốn là", "III. TỔ CHỨC", "5. Năm là",
                    "1. Một là", "a) Việc", "c) Việc nữa")  # fmt: skip
    lines = found.splitlines()
    assert "Mục #. MỤC ĐÍCH" in lines
    assert "Mục III. TỔ CHỨC" in lines
    assert [x.strip() for x in lines if x.startswith("  ") and x.strip()] == [
        "#. Một là", "3. Ba là", "#. Bốn là", "…#. Năm là", "1. Một là", "#) Việc", "c) Việc nữa",
    ]  # fmt: skip


def test_what_counts_through_the_document_follows_too() -> None:
    found = text_of("QUYẾT ĐỊNH", "Chương I", "QUY ĐỊNH CHUNG", "Điều 1. Phạm vi", "Điều 2. Đối tượng", "Chương II",
                    "TỔ CHỨC", "Điều 3. Thi hành", "Điều 5. Hiệu lực")  # fmt: skip
    assert re.findall(r"Điều .*", found) == [
        "Điều #. Phạm vi", "Điều #. Đối tượng", "Điều #. Thi hành", "Điều 5. Hiệu lực",
    ]  # fmt: skip


def test_stt_that_does_not_follow_is_written_and_groups_count_by_themselves() -> None:
    row = ["việc", "VP", "", "", ""]
    found = text_of([["I", "Nhóm một", "", "", "", ""], ["1", *row], ["2", *row], ["II", "Nhóm hai", "", "", "", ""],
                     ["3", *row], ["7", *row], ["8", *row]])  # fmt: skip
    body = found[found.index("Bảng: ") :].splitlines()[1:]
    assert [x.strip() for x in body if not x.strip().startswith("Chủ trì")] == [
        "▸ Nhóm một", "• việc", "• việc", "▸ Nhóm hai", "• việc", "STT: (nối tiếp)", "• việc", "STT: 7", "• việc",
    ]  # fmt: skip


def test_dotted_numbers_of_another_point_are_written() -> None:
    found = text_of("KẾ HOẠCH", "I. NỘI DUNG", "1. Việc một", "1.1. Phần đầu", "1.2. Phần sau", "2. Việc hai",
                    "2.1. Phần đầu", "3.2. Phần lạ")  # fmt: skip
    assert [x.strip() for x in found.splitlines() if "Phần" in x and "===" not in x] == [
        "#.#. Phần đầu", "#.#. Phần sau", "#.#. Phần đầu", "3.2. Phần lạ",
    ]  # fmt: skip


# --- tables -----------------------------------------------------------------------------------------------------------


def test_merged_wide_nested_and_summed_tables_keep_every_word() -> None:
    made = Made()

    def o(text: str, row: int, column: int, **more: object) -> Cell:
        return Cell((made.doan(text, (1, row, column)),), **more)  # type: ignore[arg-type]

    inner = Table((Row((Cell((made.doan("ô lồng", (1, 2, 2)),)),)),))
    rows = (
        Row((o("Nội dung", 1, 1), o("Nhiệm vụ", 1, 2), o("Thời hạn", 1, 3)), header=True),
        Row((o("I. Nhóm", 2, 1, merged="start"),
             Cell((made.doan("một", (1, 2, 2)), made.doan("hai", (1, 2, 2)), inner)), o("quý I", 2, 3))),
        Row((o("", 3, 1, merged="on"), o("ba", 3, 2), o("", 3, 3))),
        Row((o("Tổng cộng", 4, 1), o("9", 4, 2), o("", 4, 3))),
        Row((o("nhóm", 5, 1), o("", 5, 2), o("trống", 5, 3))),
    )  # fmt: skip
    found = text_of("Phụ lục", Table(rows, number=1, bordered=True), made=made)
    assert found[found.index("Bảng") :].splitlines() == [
        "Bảng: Nội dung | Nhiệm vụ | Thời hạn",
        "  • một ⏎ hai ⏎ ô lồng", "    Nội dung: #. Nhóm", "    Thời hạn: quý I",
        "  • ba", "    Nội dung: 〃",
        "  Σ Tổng cộng", "    Nhiệm vụ: 9",
        "  •", "    Nội dung: nhóm", "    Thời hạn: trống",
    ]  # fmt: skip
    wide = [[f"ô{n}" for n in range(200)]]
    found = text_of(wide, heads=[f"c{n}" for n in range(200)])
    assert set(wide[0]) <= set(re.findall(r"ô\d+", found))
    assert "    cột 200: ô199" in found


def test_columns_without_a_heading_have_a_number() -> None:
    assert "    cột 3: VP" in text_of([["1", "việc", "VP"]], heads=["STT", "Nội dung", ""])


# --- nothing lost -----------------------------------------------------------------------------------------------------


def test_boxes_margins_deleted_words_and_what_cannot_be_read_are_told() -> None:
    made = Made()
    box = made.doan("", shapes=(Shape("text", blocks=(made.doan("chữ trong hộp"),)), Shape("picture"), Shape("line")))
    page = (
        Run("Trang ", Look()), Run("2", Look(), field="PAGE"), Run("", Look(bold=True), field="PAGE"),
        Run("/", Look()), Run("5", Look(), field="NUMPAGES"),
    )  # fmt: skip
    head = Paragraph(Spot("word/header1.xml", 0), "Normal", Layout(), page)
    section = Section(210, 297, 20, 20, 30, 15, headers={"default": (head,)})
    view = View(
        "a", (made.doan("Lời văn", deleted="lời cũ"), box), (section, section), changes=2, comments=1, signed=True,
        unknown=("công thức",),
    )  # fmt: skip
    lines = plain.chu(recognising.doc(view)).splitlines()
    assert [x for x in lines if "Trang" in x] == ["  Trang [số trang]/[số trang]"]
    assert lines.index("  [chờ bỏ] lời cũ") == lines.index("  Lời văn") + 1
    assert "  chữ trong hộp" in lines
    assert lines[lines.index("=== Không đọc được ===") + 1 :] == [
        "  2 thay đổi theo dõi chưa duyệt: chữ ở trên là khi đã chấp nhận tất cả", "  1 ghi chú (comment)",
        "  công thức", "  1 hình", "  chữ ký số: có",
    ]  # fmt: skip


def test_what_moves_a_cursor_is_made_harmless() -> None:
    found = text_of("Lời \x1b[31m\u202eđỏ\u2028xuống", [["1", "a\nb\x07", "\x9b", "", "", ""]])
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2028]", found)
    assert "  • a ⏎ b\ufffd" in found
    lines = text_of("=== Phụ lục I ===", "  • giả hàng").splitlines()  # no paragraph passes for a heading or a row
    assert "  === Phụ lục I ===" in lines


@pytest.mark.parametrize("path", sorted((ROOT / "templates").glob("*.docx")), ids=lambda p: p.name)
def test_a_templates_words_are_there(path: Path) -> None:
    view = seeing.view(path)
    document = recognising.doc(view)
    found = " ".join(plain.chu(document).split())
    for line in document.dong:
        for word in line.chu.split():
            assert word.strip("-IVX.1a)/;") in found


def test_a_hostile_view_is_text_too() -> None:
    found = plain.chu(recognising.doc(mau.view()))
    assert "ô trong" in found
    assert "hộp" in found


# --- what git shows over a hunk ---------------------------------------------------------------------------------------


ANNEX = """phu_luc:
  - tieu_de: Danh mục việc
    bang:
      stt: có
      cot:
        - {khoa: noi_dung, tieu_de: Nội dung}
        - {khoa: chu_tri, tieu_de: Chủ trì}
      hang:
        - {noi_dung: Tuyên truyền trên Trang thông tin điện tử của Sở và báo, chu_tri: Văn phòng}
        - {noi_dung: Rà soát, chu_tri: Thanh tra}
"""


def test_headings_are_found_by_gits_pattern_in_a_print(space: Workspace, add: Callable[..., Path]) -> None:
    loaded = pipeline.load(space, add(DOCUMENT + ANNEX))
    assert loaded.value is not None
    data, _ = pipeline.print_bytes(space, loaded.value)
    document = recognising.doc(seeing.view_of(archive.members(data, "a", "tệp Word"), "a"))
    patterns = [re.compile(p) for p in plain.TIEU_DE.split("\n")]
    shown = [m[1] for line in plain.chu(document).splitlines() for p in patterns if (m := p.match(line))]
    assert shown == [
        "=== Phần đầu ===", "=== Nội dung ===", "Mục #. MỤC ĐÍCH", "Mục #. NỘI DUNG", "#. Việc thứ nhất",
        "Mục #. TỔ CHỨC THỰC HIỆN", "#. Các đơn vị thực hiện.", "#. Văn phòng Sở tổng hợp.",
        "=== Nơi nhận, chữ ký ===", "=== Phụ lục – DANH MỤC VIỆC ===", "• Tuyên truyền trên Trang thông tin điện tử",
        "• Rà soát",
    ]  # fmt: skip
