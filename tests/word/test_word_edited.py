"""Templates and prints that people have saved from anywhere: legal measures are read, all else is told, not thrown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from word_van_ban import TEMPLATES, compose, dossier, parts_of, print_it

from vbhc import archive
from vbhc.errors import UserError
from vbhc.model.ban_in import BangIn, HangIn
from vbhc.word import ns, patch, reading, stamp
from vbhc.word.ns import w
from vbhc.word.render import render
from vbhc.word.styles import Styles
from vbhc.word.template import Template

Edit = Callable[[str], str]
TYPES, RELS = "[Content_Types].xml", "word/_rels/document.xml.rels"
PLAN = compose(dossier())


def in_points(*names: str) -> Edit:
    """Twips in some attributes written with a unit, as ST_TwipsMeasure allows (ISO/IEC 29500-1 §22.9.2.14)."""
    written = re.compile(rf'(?<= )(w:(?:{"|".join(names)})=")(\d+)"')

    def edit(xml: str) -> str:
        return re.sub(
            r"<w:(?:tcW|gridCol|pgSz|pgMar) [^>]*>",
            lambda tag: written.sub(lambda found: f'{found[1]}{int(found[2]) / 20}pt"', tag[0]),
            xml,
        )

    return edit


def every(tag: str, now: str) -> Edit:
    """Each element of a name in place of what it says."""
    return lambda xml: re.sub(rf"<w:{tag}(?: [^>]*)?/>", now, xml)


def without(tag: str, name: str) -> Edit:
    return lambda xml: re.sub(rf'(<w:{tag} [^>]*?) ?w:{name}="[^"]*"', r"\1", xml)


def first(text: str) -> Edit:
    return lambda xml: xml.replace("<w:body>", f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p>", 1)


def changed(parts: dict[str, bytes], part: str, edit: Edit) -> dict[str, bytes]:
    before = parts[part].decode()
    after = edit(before)
    assert after != before
    return parts | {part: after.encode()}


def printed(folder: Path, part: str, edit: Edit) -> dict[str, bytes]:
    """The plan's parts from its template, one part of it edited."""
    path = folder / "ke_hoach.docx"
    path.write_bytes(archive.pack(changed(archive.read(TEMPLATES / "ke_hoach.docx", "mẫu"), part, edit)))
    data = render(PLAN, Template(path), "1", "x").value
    assert data is not None
    return parts_of(data)


# --- templates --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "edit",
    [
        in_points("w", "h", "top", "bottom", "left", "right"),
        every("tcW", '<w:tcW w:w="0" w:type="auto"/>'),
        every("tcW", '<w:tcW w:w="2500" w:type="pct"/>'),
        every("tcW", '<w:tcW w:w="50%" w:type="pct"/>'),
        every("tcW", ""),
    ],
    ids=["points", "auto", "pct", "percent", "unsaid"],
)
def test_a_template_with_other_measures_prints_the_same_table_and_rules(edit: Edit, tmp_path: Path) -> None:
    def drawn(parts: dict[str, bytes]) -> list[str]:
        tree = ns.parse(parts[ns.DOCUMENT], "x")
        indents = [f"{n.get(w('left'))} {n.get(w('right'))}" for n in tree.iter(w("ind"))]
        table = stamp.find_table(tree, "vb_bang_1")
        return [*indents, *(n.get(w("w"), "") for n in table.iter(w("gridCol")))]

    assert drawn(printed(tmp_path, ns.DOCUMENT, edit)) == drawn(parts_of(print_it(PLAN)))


@pytest.mark.parametrize(
    ("part", "edit", "why"),
    [
        (ns.DOCUMENT, without("pgMar", "left"), "thiếu khổ giấy hoặc lề (left)"),
        (ns.DOCUMENT, every("pgSz", '<w:pgSz w:w="rộng" w:h="1e400"/>'), "thiếu khổ giấy hoặc lề (h, w)"),
        (ns.DOCUMENT, every("pgSz", '<w:pgSz w:w="100" w:h="100"/>'), "không chừa chỗ cho chữ"),
        (ns.DOCUMENT, lambda xml: re.sub(r"<w:body>.*</w:body>", "", xml, flags=re.DOTALL), "không có thân văn bản"),
        (ns.DOCUMENT, lambda xml: xml.replace(ns.W, "http://purl.oclc.org/ooxml/x"), "không có thân văn bản"),
        (ns.DOCUMENT, lambda xml: re.sub(r"\bw(?=:\w)|(?<=xmlns:)w(?==)", "x", xml), "không có thân"),
        (ns.DOCUMENT, first("{% if 1 &lt; ho_ten %}x{% endif %}"), "đoạn 1 “{% if 1 < ho_ten %}x{% endif %}”"),
        (ns.DOCUMENT, first("{% if ho_ten in 3 %}x{% endif %}"), "mẫu chỉ được so sánh bằng == và !="),
        (
            RELS,
            lambda xml: re.sub(r'<Relationship [^>]*"styles.xml"[^>]*/>', "", xml),
            "không nối tới phần word/styles",
        ),
        (RELS, lambda _: "hỏng", f"phần {RELS}"),
        (TYPES, lambda _: "hỏng", f"phần {TYPES}"),
        (TYPES, lambda _: "<a/>", "hỏng bên trong"),
        ("_rels/.rels", lambda xml: xml.replace("metadata/core-properties", "x"), "tệp mẫu"),
        (ns.DOCUMENT, lambda xml: re.sub(r"(</?w:)pPr\b", r"\1tbl", xml), "hỏng bên trong"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")  # python-docx adds the properties that nothing leads to
def test_a_template_at_fault_is_told_by_its_name(part: str, edit: Edit, why: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        printed(tmp_path, part, edit)
    assert "ke_hoach.docx" in str(caught.value)
    assert why in str(caught.value)


@pytest.mark.parametrize(("written", "size"), [("13pt", 13.0), ("26", 13.0), ("1e400", 10.0), ("9999", 10.0)])
def test_sizes_are_read_in_every_unit_and_none_is_beyond_all_letters(written: str, size: float) -> None:
    xml = archive.read(TEMPLATES / "ke_hoach.docx", "mẫu")[ns.STYLES].decode()
    styles = Styles(re.sub(r'<w:sz w:val="[^"]*"', f'<w:sz w:val="{written}"', xml).encode(), "x")
    assert styles.face("doan").co == size


def test_what_only_looks_like_our_mark_of_a_table_is_printed(tmp_path: Path) -> None:
    words = "\ue000abc\ue001"

    def edit(xml: str) -> str:
        style = re.search(r'<w:pPr><w:pStyle w:val="\w+"/></w:pPr>', xml)
        assert style is not None
        end = xml.rindex("<w:sectPr")
        return f"{xml[:end]}<w:p>{style[0]}<w:r><w:t>{words}</w:t></w:r></w:p>{xml[end:]}"

    assert printed(tmp_path, ns.DOCUMENT, edit)[ns.DOCUMENT].decode().count(words) == 1


# --- prints that get new tables ---------------------------------------------------------------------------------------


def longer() -> BangIn:
    table = PLAN.phu_luc[0].bang
    assert table is not None
    return replace(table, hang=(*table.hang, HangIn(("4", "Việc 4", "Văn phòng"), khoa="v4")))


@pytest.mark.parametrize(
    ("part", "edit"),
    [
        (ns.DOCUMENT, in_points("w", "h", "top", "bottom", "left", "right")),
        (ns.DOCUMENT, lambda xml: re.sub(r"<w:sectPr>.*?</w:sectPr>", "", xml, flags=re.DOTALL)),
        (ns.DOCUMENT, every("pgMar", "")),
        (ns.STYLES, lambda xml: re.sub(r'<w:sz w:val="(\d+)"', r'<w:sz w:val="1\1pt"', xml)),
        (ns.DOCUMENT, lambda xml: re.sub(r"\bw(?=:\w)|(?<=xmlns:)w(?==)", "x", xml)),
    ],
    ids=["points", "no section", "no margins", "sizes", "another prefix"],
)
def test_new_rows_go_into_a_print_however_its_measures_are_written(part: str, edit: Edit, tmp_path: Path) -> None:
    path = tmp_path / "kh.docx"
    path.write_bytes(archive.pack(changed(parts_of(print_it(PLAN)), part, edit)))
    assert reading.as_text(path)
    made = patch.replace_tables(path, "kh.docx", [longer()], "x", force=False).value
    assert made is not None
    table = stamp.find_table(ns.parse(made.parts[ns.DOCUMENT], "x"), "vb_bang_1")
    assert patch.table_words(table)[-1] == ["4", "Việc 4", "Văn phòng"]


def test_a_print_without_room_for_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "kh.docx"
    path.write_bytes(archive.pack(changed(parts_of(print_it(PLAN)), ns.DOCUMENT, every("pgSz", '<w:pgSz w:w="9"/>'))))
    with pytest.raises(UserError, match=r"^kh\.docx: lề trang không chừa chỗ"):
        patch.replace_tables(path, "kh.docx", [longer()], "x", force=False)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("a 100 200", "a 90 219", True), ("a 100", "a 5pt", True), ("a 100", "a 100 200", False), ("a 100", "a 79", False),
     ("a 100", "b 100", False), ("a", " ", False)],
)  # fmt: skip
def test_looks_are_the_same_but_for_rounding(one: str, other: str, same: bool) -> None:
    assert stamp.same_look(one, other) is same
