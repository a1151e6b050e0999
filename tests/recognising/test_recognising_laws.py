"""Whatever made the file, the same words in the same places are the same components."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests" / "rules"), str(ROOT / "tests" / "word")]

import rules_foreign as foreign  # noqa: E402
import word_van_ban  # noqa: E402
from rules_harness import RIENG, bases  # noqa: E402

from shared import examples  # noqa: E402
from vbhc import archive, recognising  # noqa: E402
from vbhc.model.ban_doc import BanDoc  # noqa: E402
from vbhc.word import libreoffice, seeing  # noqa: E402

CELLS = {"dau_bang", "o_bang", "nhom_bang"}
SAMPLES = sorted((ROOT / "output").glob("*/*.docx"))
LAYOUTS: dict[str, Callable[[bytes], bytes]] = {
    "head with tabs": foreign.head_with_tabs,
    "foot with tabs": foreign.foot_with_tabs,
    "head in one paragraph": foreign.head_in_one_paragraph,
    "title with a break": foreign.title_in_one_paragraph,
    "title in one line": lambda data: foreign.title_in_one_paragraph(data, " "),
}


@lru_cache(maxsize=16)
def understood(data: bytes) -> BanDoc:
    return recognising.doc(seeing.view_of(archive.members(data, "mẫu", "tệp Word"), "mẫu"))


def components(doc: BanDoc) -> dict[str, list[str]]:
    return {
        name: [line.in_ra for line in lines]
        for name, lines in doc.thanh_phan.items()
        if name not in CELLS and name != "duong_ke"
    }


def facts(doc: BanDoc) -> tuple[object, ...]:
    return (
        doc.loai, doc.so and (doc.so.so, doc.so.ky_hieu), doc.ngay, doc.dia_danh,
        [(m.cap, m.nhan, m.vi_tri, m.co_tieu_de) for m in doc.muc],
        [(b.o_dau, b.dau, b.cot, [h.loai for h in b.hang]) for b in doc.bang],
        [(p.so, p.tieu_de.chu, [d.chu for d in p.ten], len(p.bang)) for p in doc.phu_luc],
        [(v.loai, v.so_ky_hieu, v.ngay, v.co_quan, v.trich_yeu, v.vi_tri) for v in doc.vien_dan],
        [d.chu for d in doc.noi_nhan.muc], doc.noi_nhan.luu and doc.noi_nhan.luu.chu,
    )  # fmt: skip


def every() -> dict[str, bytes]:
    return {name: base.data for name, base in bases().items()} | {p.stem: p.read_bytes() for p in SAMPLES}


@pytest.mark.parametrize("name", sorted(every()))
def test_typed_by_hand_is_understood_as_our_print(name: str) -> None:
    data = every()[name]
    ours, typed = understood(data), understood(foreign.typed_by_hand(data))
    assert ours.cua_ta
    assert not typed.cua_ta
    assert components(typed) == components(ours)
    assert facts(typed) == facts(ours)
    assert typed.khong_hieu == ()


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@pytest.mark.parametrize("name", sorted(set(bases()) - {RIENG}))  # an annex alone has neither head nor foot
def test_other_layouts_of_head_title_and_foot(name: str, layout: str) -> None:
    data = bases()[name].data
    ours, typed = understood(data), understood(LAYOUTS[layout](foreign.typed_by_hand(data)))
    assert components(typed) == components(ours)
    assert typed.khong_hieu == ()


@pytest.mark.parametrize("name", sorted(bases()))
def test_words_alone_tell_the_components(name: str) -> None:
    from vbhc.word.seeing import plain

    ours = understood(bases()[name].data)
    read = recognising.doc(plain.view_of_text(foreign.text(bases()[name].data), name))
    for component in ("quoc_hieu", "tieu_ngu", "co_quan", "so_ky_hieu", "dia_danh", "ten_loai", "can_cu", "kinh_gui",
                      "noi_nhan", "quyen_han", "ho_ten", "phu_luc", "ten_phu_luc", "phan", "gach", "diem"):  # fmt: skip
        assert [d.chu for d in read.tim(component)] == [d.in_ra for d in ours.tim(component)], component
    assert (read.loai, read.ngay, len(read.bang)) == (ours.loai, ours.ngay, len(ours.bang))


@pytest.mark.parametrize("name", ["ke-hoach", "bao-cao"])
def test_paragraphs_without_style_among_ours_are_placed(name: str) -> None:
    """Every third paragraph loses its style's name but not its look: a person typed it."""
    data = bases()[name].data
    parts, bare = (
        archive.members(data, "mẫu", "tệp Word"),
        archive.members(foreign.typed_by_hand(data), "mẫu", "tệp Word"),
    )
    from vbhc.word import ns

    ours, typed = ns.parse(parts[ns.DOCUMENT], "mẫu"), ns.parse(bare[ns.DOCUMENT], "mẫu")
    pairs = list(zip(ours.iter(ns.w("p")), typed.iter(ns.w("p")), strict=True))
    for n, (one, other) in enumerate(pairs):
        if n % 3 == 1:
            one.getparent().replace(one, other)
    mixed = understood(archive.pack(parts | {ns.DOCUMENT: ns.serialize(ours)}))
    assert mixed.cua_ta
    assert components(mixed) == components(understood(data))
    assert facts(mixed) == facts(understood(data))


@pytest.mark.slow
@examples(60)
@given(st.data())
def test_any_print_typed_by_hand(data: st.DataObject) -> None:
    made, _ = data.draw(word_van_ban.ho_so())
    printed = word_van_ban.print_it(word_van_ban.compose(made))
    ours, typed = understood(printed), understood(foreign.typed_by_hand(printed))
    skip = {"ghi_chu"}
    assert {k: v for k, v in components(typed).items() if k not in skip} == {
        k: v for k, v in components(ours).items() if k not in skip
    }


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("name", ["ke-hoach", "bao-cao"])
def test_saved_by_libreoffice(name: str, tmp_path: Path) -> None:
    data = bases()[name].data
    for number, file in enumerate((data, foreign.typed_by_hand(data))):
        source = tmp_path / f"{name}-{number}.docx"
        source.write_bytes(file)
        saved = tmp_path / f"{name}-{number}-lo.docx"
        libreoffice.convert(source, saved)
        # It writes other sections, so that headers are counted otherwise.
        one, two = (components(understood(x)) for x in (saved.read_bytes(), data))
        assert one.pop("so_trang")
        assert two.pop("so_trang")
        assert one == two
