"""Lists of recipients: how lines become entries, what the edits of their marks make, and kinds no base is of."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from rules_harness import bases

from vbhc import archive, recognising
from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.edits import TextEdit
from vbhc.model.view import Layout, Look, Paragraph, Run, Spot
from vbhc.rules import BoiCanh, Khong, Loi, ke, liet_ke
from vbhc.word import seeing


def line(text: str, p: int = 0, label: str = "") -> Dong:
    """A line of a document, as the recogniser gives it."""
    look = Look(size=11)
    paragraph = Paragraph(Spot("word/document.xml", p), "", Layout(), (Run(text, look),), label)
    whole = f"{label} {text}" if label else text
    return Dong(paragraph, paragraph.runs, whole, " ".join(whole.split()), 0, label)


def lines(*texts: str) -> tuple[Dong, ...]:
    """Several."""
    return tuple(line(text, i) for i, text in enumerate(texts))


def doc(name: str) -> BanDoc:
    """A base, understood."""
    return recognising.doc(seeing.view_of(archive.members(bases()[name].data, name, "tệp Word"), name))


def with_lines(of: BanDoc, **components: tuple[Dong, ...]) -> BanDoc:
    """The document with other lines for some components."""
    return replace(of, thanh_phan={**of.thanh_phan, **components})


def said(rule: str, of: BanDoc, boi_canh: BoiCanh | None = None) -> list[Loi | Khong]:
    """What a rule says of a document."""
    soat = ke()[rule].soat
    assert soat is not None
    return list(soat(of, boi_canh or BoiCanh()))


def applied(answers: list[Loi | Khong], of: tuple[Dong, ...]) -> list[str]:
    """The lines' texts with every edit made."""
    texts = [d.doan.text for d in of]
    edits = [e for a in answers if isinstance(a, Loi) for e in a.edits if isinstance(e, TextEdit)]
    for edit in sorted(edits, key=lambda e: (e.spot.p, -e.start)):
        text = texts[edit.spot.p]
        texts[edit.spot.p] = text[: edit.start] + edit.text + text[edit.end :]
    return texts


def entries(*texts: str) -> list[str]:
    """The words of the entries lines make."""
    return [m.chu for m in liet_ke.muc(lines(*texts))]


def test_an_entry_goes_on_until_it_ends() -> None:
    assert entries("- Các bộ, cơ quan ngang bộ,", "   cơ quan thuộc Chính phủ;", "- Lưu: VT, HC (2).") == [
        "Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ;", "Lưu: VT, HC (2).",
    ]  # fmt: skip


def test_without_any_dash_each_line_is_an_entry() -> None:
    assert entries("Sở Nội vụ", "Sở Tài chính", "Lưu: VT") == ["Sở Nội vụ", "Sở Tài chính", "Lưu: VT"]


def test_the_drafters_code_under_the_list_is_none_of_it() -> None:
    assert entries("- Sở Nội vụ;", "- Lưu: VT, VP.", "PL.(300)", "PL 20", "VP.PL") == ["Sở Nội vụ;", "Lưu: VT, VP."]


def test_what_stands_under_the_end_of_the_list_is_none_of_it() -> None:
    assert entries("- Sở Nội vụ;", "- Lưu: VT, VP.", "Đã ký") == ["Sở Nội vụ;", "Lưu: VT, VP."]


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        (("+ Sở Nội vụ,", "–Sở Tài chính ;.", "- Lưu: VT, VP."), ["- Sở Nội vụ;", "- Sở Tài chính;", "- Lưu: VT, VP."]),
        (("•\tSở Nội vụ.", "- Lưu: VT, VP."), ["-\tSở Nội vụ;", "- Lưu: VT, VP."]),
        (("- Sở Nội vụ;", "Lưu: VT, VP."), ["- Sở Nội vụ;", "- Lưu: VT, VP."]),
        (("- Các sở, ban,", "ngành", "- Lưu: VT, VP."), ["- Các sở, ban,", "ngành;", "- Lưu: VT, VP."]),
        (("- UBND TP.;", "- ………;", "- Lưu: VT, VP."), ["- UBND TP.;", "- ………;", "- Lưu: VT, VP."]),
    ],
)
def test_the_marks_of_the_list_are_mended(typed: tuple[str, ...], mended: list[str]) -> None:
    of = lines(*typed)
    document = with_lines(doc("thong-bao"), noi_nhan=of)
    assert applied(said("noi_nhan/dau_cau", document), of) == mended
    assert not said("noi_nhan/dau_cau", with_lines(document, noi_nhan=lines(*mended)))


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("- Lưu VT; VP", "- Lưu: VT, VP."),
        ("- Lưu; VT, VP;", "- Lưu: VT, VP."),
        ("- Lưu: VT, VP./.", "- Lưu: VT, VP."),
        ("- Lưu: VT, HC (2)  ", "- Lưu: VT, HC (2).  "),
    ],
)
def test_the_line_of_filing_is_mended(typed: str, mended: str) -> None:
    of = lines("- Sở Nội vụ;", typed)
    document = with_lines(doc("thong-bao"), noi_nhan=of)
    assert applied(said("noi_nhan/luu", document), of)[1] == mended


def test_a_dash_that_word_makes_is_read_and_not_edited() -> None:
    right = (line("Sở Nội vụ;", 0, "-"), line("Lưu: VT, VP.", 1, "-"))
    document = with_lines(doc("thong-bao"), noi_nhan=right)
    assert not said("noi_nhan/dau_cau", document)
    wrong = (line("Sở Nội vụ,", 0, "•"), line("Lưu: VT, VP.", 1, "•"))
    answers = said("noi_nhan/dau_cau", with_lines(document, noi_nhan=wrong))
    assert len(answers) == 3
    assert applied(answers, wrong) == ["Sở Nội vụ;", "Lưu: VT, VP."]


def test_a_cong_van_needs_its_addressee() -> None:
    letter = replace(with_lines(doc("thong-bao"), kinh_gui=()), loai="CV")
    assert [type(a) for a in said("kinh_gui/co_khong", letter)] == [Loi]
    assert not said("kinh_gui/co_khong", with_lines(letter, kinh_gui=lines("Kính gửi: Bộ Nội vụ")))
    unread = replace(letter, dong=lines("Kính gửi: Bộ Nội vụ"))
    assert [type(a) for a in said("kinh_gui/co_khong", unread)] == [Khong]
    assert [type(a) for a in said("kinh_gui/co_khong", replace(letter, loai=""))] == [Khong]


def test_a_letter_of_introduction_files_with_the_registry_only() -> None:
    base = with_lines(doc("thong-bao"), noi_nhan=lines("- Như trên;", "- Lưu: VT."))
    assert said("noi_nhan/luu_don_vi", base)
    assert not said("noi_nhan/luu_don_vi", replace(base, loai="GGT"))
    assert not said("noi_nhan/nhu_tren", replace(base, loai="GGT"))


def test_initials_raised_after_the_unit_are_no_unit() -> None:
    base = bases()["thong-bao"].boi_canh
    look, small = Look(size=11), Look(size=11, raised="superscript")
    paragraph = Paragraph(
        Spot("word/document.xml", 0),
        "",
        Layout(),
        (Run("- Lưu: VT, VP", look), Run("XT", small, 13), Run(".", look, 15)),
    )
    filed = Dong(paragraph, paragraph.runs, paragraph.text, paragraph.text)
    document = with_lines(doc("thong-bao"), noi_nhan=(filed,))
    assert not said("noi_nhan/luu_don_vi_la", document, base)


def hostile() -> Iterator[str]:
    """Long lines that a careless pattern would be slow on."""
    yield "- " + ";" * 100_000
    yield " " * 100_000 + "x"
    yield "- Lưu: VT" + ", VP" * 25_000
    yield "Kính gửi" + " " * 100_000
    yield "(Kèm theo " + "số " * 30_000
    yield "- " + "(để " * 25_000
    yield "A." * 50_000
    yield "Phụ lục " + "IVX" * 33_000


@pytest.mark.parametrize("text", list(hostile()), ids=lambda t: t[:12].strip() or "blank")
def test_long_lines_cost_no_time(text: str) -> None:
    base = doc("ke-hoach")
    one = (line(text),)
    annex = replace(base.phu_luc[0], tieu_de=one[0], kem_theo=one, ten=one)
    document = replace(
        with_lines(base, kinh_gui=one, noi_nhan=one, dau=one, nguoi_soan=one, dia_chi=one),
        phu_luc=(annex,), loai="BC",
    )  # fmt: skip
    rooms = ("kinh_gui/", "noi_nhan/", "dau/", "nguoi_soan/", "dia_chi/", "phu_luc/")
    start = time.perf_counter()
    for khoa, rule in ke().items():
        if khoa.startswith(rooms) and rule.soat is not None:
            list(rule.soat(document, bases()["ke-hoach"].boi_canh))
    assert time.perf_counter() - start < 2
