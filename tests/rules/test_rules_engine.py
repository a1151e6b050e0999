"""The shelf and its engine: what a rule must bring, and what becomes of its answers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import rules_foreign as foreign
from rules_harness import bases, judge

from vbhc import archive, recognising, rules
from vbhc.model.ban_doc import BanDoc
from vbhc.model.finding import Sua
from vbhc.problems import Severity
from vbhc.rules import BoiCanh, Ke, Khong, Loi, QuyTac, engine, ke
from vbhc.rules.engine import HoSoMuc
from vbhc.word import seeing

RULE = QuyTac("THU-1", "Thử", ("nha",), Severity.CANH_BAO, Sua.AN_TOAN)


@pytest.fixture
def document() -> BanDoc:
    data = bases()["ke-hoach"].data
    return recognising.doc(seeing.view_of(archive.members(data, "mẫu", "tệp Word"), "mẫu"))


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> dict[str, Ke]:
    """A shelf of the test's own."""
    own: dict[str, Ke] = {}
    monkeypatch.setattr(engine, "ke", lambda: own)
    return own


def put(shelf: dict[str, Ke], *answers: Loi | Khong, rule: QuyTac = RULE, khoa: str = "thu/thu") -> None:
    def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi | Khong]:
        yield from answers

    shelf[khoa] = Ke(khoa, rule, "", soat, None)


def test_silence_is_passing_a_fault_is_a_finding_and_cannot_tell_is_neither(
    shelf: dict[str, Ke], document: BanDoc
) -> None:
    put(shelf, khoa="a/dat")
    put(shelf, Loi(None, "sai"), khoa="b/sai")
    put(shelf, Khong("không rõ"), Khong("không rõ"), khoa="c/khong")
    put(shelf, Loi(None, "sai"), Khong("một phần không rõ"), khoa="d/ca_hai")
    result = engine.soat(document, BoiCanh())
    assert result.dat == ("a/dat",)
    assert [f.quy_tac for f in result.findings] == ["b/sai", "d/ca_hai"]
    assert [(c.quy_tac, c.vi_sao) for c in result.chua_xet] == [
        ("c/khong", "không rõ"),
        ("d/ca_hai", "một phần không rõ"),
    ]


@pytest.mark.parametrize("need", sorted(rules.CAN))
def test_what_a_rule_needs_and_is_not_there_is_the_reason(shelf: dict[str, Ke], document: BanDoc, need: str) -> None:
    from dataclasses import replace

    def soat(van_ban: BanDoc, boi_canh: BoiCanh) -> Iterator[Loi]:
        raise AssertionError("must not be asked")
        yield

    bare = replace(document, view=replace(document.view, formats=False), ngay=None)
    shelf["a/can"] = Ke("a/can", replace(RULE, can=frozenset({need})), "", soat, None)
    result = engine.soat(bare, BoiCanh())
    assert result.dat == ()
    assert [c.vi_sao for c in result.chua_xet] == [rules.CAN[need]]


def test_a_fault_said_twice_is_told_once_and_in_the_order_of_the_page(shelf: dict[str, Ke], document: BanDoc) -> None:
    first, last = document.dong[0], document.dong[-1]
    put(shelf, Loi(last, "sau"), Loi(first, "trước"), Loi(first, "trước"))
    assert [f.message for f in engine.soat(document, BoiCanh()).findings] == ["trước", "sau"]


def test_a_safe_rule_without_edits_only_proposes(shelf: dict[str, Ke], document: BanDoc) -> None:
    put(shelf, Loi(document.dong[0], "không có cách sửa"))
    assert [f.sua for f in engine.soat(document, BoiCanh()).findings] == [Sua.DE_XUAT]


def test_the_profile_sets_severity_switches_off_and_silences(shelf: dict[str, Ke], document: BanDoc) -> None:
    for name in "abc":
        put(shelf, Loi(None, "sai"), khoa=f"{name}/{name}")
    profile = HoSoMuc({"a/a": Severity.LOI}, {"b/b": "không dùng"}, {"c/c": "đã xem"})
    result = engine.soat(document, BoiCanh(), profile)
    assert [(f.quy_tac, f.muc) for f in result.findings] == [("a/a", Severity.LOI)]
    assert [(c.quy_tac, c.vi_sao) for c in result.chua_xet] == [("b/b", "cơ quan tắt quy tắc này: không dùng")]
    assert [(f.quy_tac, f.im_lang) for f in result.im_lang] == [("c/c", "đã xem")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "needs QUY_TAC"),
        ("QUY_TAC = 1\ndef soat(a, b): ...\n", "needs QUY_TAC"),
        ("{rule}\n", "one of soat"),
        ("{rule}\ndef soat(a, b): ...\ndef soat_kho(a): ...\n", "one of soat"),
        ("{rule}\ndef soat(a, b): ...\n", "handbook page"),
        ('"""X.\n\nSai: a\nĐúng: b\n"""\n{rule_without_clause}\ndef soat(a, b): ...\n', "which clause"),
        ("import khong_co_thu_vien\n", "khong_co_thu_vien"),
    ],
)
def test_a_module_that_lacks_what_the_shelf_promises_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, why: str
) -> None:
    made = (
        "from vbhc.rules import QuyTac\nfrom vbhc.model.finding import Sua\nfrom vbhc.problems import Severity\n"
        "QUY_TAC = QuyTac('X', 'x', {}, Severity.LOI, Sua.KHONG)"
    )
    folder = tmp_path / "khu_thu"
    folder.mkdir()
    (folder / "__init__.py").write_text("", encoding="utf-8")
    text = text.replace("{rule_without_clause}", made.format("()")).replace("{rule}", made.format("('nha',)"))
    (folder / "hong.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(rules, "__path__", [str(tmp_path)])
    with pytest.raises(ImportError, match=why):
        ke.__wrapped__()
    for name in [n for n in sys.modules if "khu_thu" in n]:
        del sys.modules[name]


def test_an_empty_shelf_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "__path__", [str(tmp_path)])
    with pytest.raises(ImportError, match="empty"):
        ke.__wrapped__()


def test_judging_twice_says_the_same() -> None:
    base = bases()["ke-hoach"]
    assert judge(base.data, base.boi_canh) == judge(base.data, base.boi_canh)


CATALOGUE = (
    "00-1", "00-2", "00-3", "00-4", "00-5", "00-6", "00-7", "00-8", "00-9", "00-10", "00-11", "00-12", "01-1",
    "01-2", "01-3", "01-4", "02-1", "02-2", "03-1", "03-2", "03-3", "03-4", "04-1", "04-2", "04-3", "04-4", "05-1",
    "05-2", "05-3", "06-1", "06-2", "06-3", "06-4", "06-5", "06-6", "06-7", "07-1", "07-2", "07-3", "07-4", "09-1",
    "09-2", "09-3", "09-4", "09-5", "10-1", "12-1", "13-1", "PL-1", "PL-2", "PL-3", "PL-4", "PL-5", "PL-6", "PL-7",
    "VH-1", "VH-2", "ST-1", "SG-1",
)  # fmt: skip


@pytest.mark.parametrize("entry", CATALOGUE)
def test_every_entry_of_the_catalogue_has_its_rules(entry: str) -> None:
    ids = {rule.quy_tac.ma for rule in ke().values()}
    assert any(i.rstrip("abcdefghijklmnopqrstuvwxyz") == f"N30-{entry}" for i in ids)


def test_what_is_quoted_is_not_cut_inside_a_word(shelf: dict[str, Ke], document: BanDoc) -> None:
    line = max(document.dong, key=lambda d: len(d.chu))
    at = line.chu.index(" công tác")
    put(shelf, Loi(line, "sai", trich=line.chu[at + 2 : at + 7]))
    (found,) = engine.soat(document, BoiCanh()).findings
    assert found.trich == "công tác"
    put(shelf, Loi(line, "sai"))
    (found,) = engine.soat(document, BoiCanh()).findings
    assert line.chu.startswith(found.trich + " ")
    assert len(found.trich) <= engine.TRICH


@pytest.mark.parametrize("lost", [True, False])
def test_a_sign_that_only_its_font_has_is_no_letter_lost(document: BanDoc, lost: bool) -> None:
    parts = archive.members(bases()["ke-hoach"].data, "mẫu", "tệp Word")
    body = parts["word/document.xml"].decode()
    sign = "<w:t>\ufffd</w:t>" if lost else '<w:sym w:font="Rieng" w:char="F041"/>'
    at = body.index("<w:r>", body.index("như sau") - 400)
    made = parts | {"word/document.xml": f"{body[:at]}<w:r>{sign}</w:r>{body[at:]}".encode()}
    result = engine.soat(recognising.doc(seeing.view_of(made, "mẫu")), BoiCanh())
    assert ["trang/chu_hong" in [f.quy_tac for f in result.findings],
            "trang/chu_hong" in [c.quy_tac for c in result.chua_xet]] == [lost, not lost]  # fmt: skip


def test_two_rules_typed_in_one_line_are_of_neither_side_for_sure() -> None:
    """A head set apart by tabs: the other side of a line is not what stands below it."""
    base = bases()["ke-hoach"]
    parts = archive.members(foreign.head_with_tabs(foreign.typed_by_hand(base.data)), "mẫu", "tệp Word")
    body = parts["word/document.xml"].decode()
    at = body.index("</w:p>", body.index("Độc lập")) + len("</w:p>")
    rules_ = "<w:p><w:r><w:tab/><w:t>_______</w:t><w:tab/><w:t>______________</w:t></w:r></w:p>"
    for inserted, told in (("", "findings"), (rules_, "chua_xet")):
        made = parts | {"word/document.xml": (body[:at] + inserted + body[at:]).encode()}
        result = engine.soat(recognising.doc(seeing.view_of(made, "mẫu")), base.boi_canh)
        found = {x.quy_tac for x in getattr(result, told)}
        assert {"co_quan/ke", "quoc_hieu/ke"} <= found
