"""Hostile files and careless hands under `vbhc check`: a result or a reason in words, soon, and nobody's file lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules_harness import bases
from rules_mutate import break_it

from shared import DOCUMENT, examples
from vbhc import archive, pipeline, recognising
from vbhc.checking import Cach, Da, check, check_all, fix
from vbhc.commands import main
from vbhc.errors import UserError
from vbhc.loading.workspace import Workspace
from vbhc.reporting import check as reporting
from vbhc.rules import Ke, engine, ke
from vbhc.word import libreoffice, ns, seeing, stamp

pytestmark = pytest.mark.slow
SECONDS = 10
RULE_SECONDS = 5
"""What grows with the square of a line takes much longer; what does not, a tenth of it on an idle machine."""
LETTERS = 100_000
KHI = "2026-11-21T08:00:00Z"
SPACES = f'xmlns:w="{ns.W}" xmlns:mc="{ns.MC}" xmlns:r="{ns.R}" xmlns:v="urn:schemas-microsoft-com:vml"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "word/_rels/document.xml.rels"
SLIPS = [{"chu": {"o": "tieu_ngu", "tu": " - ", "thanh": " – "}}, {"run": {"o": "so_ky_hieu", "size": 16}}]
Add = Callable[..., Path]


def p(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def whole() -> dict[str, bytes]:
    return archive.members(bases()["ke-hoach"].data, "ke-hoach", "tệp Word")


def body(inner: str, **parts: str) -> dict[str, bytes]:
    """A print with another body, and other parts of `word/`."""
    more = {f"word/{name}.xml": f"<w:{name} {SPACES}>{xml}</w:{name}>".encode() for name, xml in parts.items()}
    return whole() | {ns.DOCUMENT: f"<w:document {SPACES}><w:body>{inner}</w:body></w:document>".encode()} | more


def nested(before: str, after: str, times: int, inner: str) -> str:
    return before * times + inner + after * times


def styles(many: int, *, loop: bool) -> str:
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="s{i}"><w:name w:val="n{i}"/>'
        f'<w:basedOn w:val="s{(i + 1) % many if loop else i + 1}"/></w:style>'
        for i in range(many)
    )


def styled(many: int) -> str:
    return "".join(f'<w:p><w:pPr><w:pStyle w:val="s{i}"/></w:pPr></w:p>' for i in range(many))


def stamped(data: str) -> dict[str, bytes]:
    """A print whose stamp says that it was made of something else."""
    parts = whole()
    mark = stamp.read(parts)
    assert mark is not None
    stamp.write(parts, stamp.Stamp(mark.phien_ban, mark.quy_tac, mark.nguon, mark.dau_vao, data))
    return parts


def related(extra: str) -> dict[str, bytes]:
    parts = whole()
    parts[RELS] = parts[RELS].replace(b"</Relationships>", f"{extra}</Relationships>".encode())
    return parts


def a_header_a_thousand_times() -> dict[str, bytes]:
    name = next(n for n in whole() if n.startswith("word/header"))
    parts = related("".join(
        f'<Relationship Id="h{i}" Type="{OFFICE}/header" Target="{name[5:]}"/>' for i in range(1000)
    ))  # fmt: skip
    parts[name] = parts[name].replace(b"</w:hdr>", (p("Nội dung ") * 500 + "</w:hdr>").encode())
    sections = "".join(
        f'<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="h{i}"/></w:sectPr></w:pPr></w:p>'
        for i in range(1000)
    )
    parts[ns.DOCUMENT] = parts[ns.DOCUMENT].replace(b"<w:body>", f"<w:body>{sections}".encode())
    return parts


TABLE = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")
BOX = (
    "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>",
    "</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
)
CHOICE = (
    '<mc:AlternateContent><mc:Choice Requires="wps">',
    "</mc:Choice><mc:Fallback><w:p/></mc:Fallback></mc:AlternateContent>",
)
NUMBERED = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="999999999"/><w:numFmt w:val="upperRoman"/>'
    '<w:lvlText w:val="%1%1%1%1%1%1%1%1"/></w:lvl></w:abstractNum><w:num w:numId="1">'
    '<w:abstractNumId w:val="0"/></w:num>'
)
CITED = "Quyết định số 1/QĐ-UBND ngày 01/01/2020 của UBND tỉnh, "
FILES: dict[str, Callable[[], dict[str, bytes]]] = {
    "tables in tables": lambda: body(nested(*TABLE, 300, "<w:p/>")),
    "tables in tables, as deep as is read": lambda: body(nested(*TABLE, 70, p("a"))),
    "a row of 60,000 cells": lambda: body(f"<w:tbl><w:tr>{'<w:tc><w:p/></w:tc>' * 60_000}</w:tr></w:tbl>"),
    "a paragraph of 5 MB": lambda: body(p(CITED * 90_000)),
    "many long paragraphs": lambda: body(p(CITED * 3000) * 40),
    "paragraphs that flow into one": lambda: body(
        '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>abc </w:t></w:r></w:p>' * 60_000
    ),
    "a chain of styles": lambda: body(styled(3000), styles=styles(3000, loop=False)),
    "a loop of styles": lambda: body(styled(3000), styles=styles(3000, loop=True)),
    "numbers beyond all numbers": lambda: body(NUMBERED * 20_000, numbering=NUMBERING),
    "very many runs": lambda: body(f"<w:p>{'<w:r><w:t>a</w:t></w:r>' * 150_000}</w:p>"),
    "boxes in boxes": lambda: body(f"<w:p>{nested(*BOX, 40, '<w:r><w:t>x</w:t></w:r>')}</w:p>"),
    "choices in choices": lambda: body(nested(*CHOICE, 80, p("x")) * 20),
    "fields that never end": lambda: body('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' * 20_000),
    "one header a thousand times": a_header_a_thousand_times,
    "relations out of the file": lambda: related("".join(
        f'<Relationship Id="x{i}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate([
            ("header", "../../../../etc/passwd"), ("header", "/etc/passwd"), ("header", ""), ("footer", "document.xml"),
            ("styles", "../_rels/.rels"), ("numbering", "file:///etc/passwd"),
        ])
    )),
    "a document type": lambda: whole() | {ns.DOCUMENT: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + whole()[ns.DOCUMENT]},
    "letters of another code": lambda: whole() | {ns.DOCUMENT: whole()[ns.DOCUMENT].replace("ế".encode(), b"\xff")},
    "UTF-16": lambda: whole() | {
        ns.DOCUMENT: whole()[ns.DOCUMENT].decode().replace("UTF-8", "UTF-16").encode("utf-16")
    },
    "no content types": lambda: whole() | {"[Content_Types].xml": b"?"},
    "a stamp as deep as the sea": lambda: stamped("[" * 200_000),
    "a stamp of wrong types": lambda: stamped(
        '{"van_ban": {"co_quan": ["a"], "hinh_thuc": {}, "bo_qua": [1]}, "co_quan": {"hinh_thuc": []}}'
    ),
    "a stamp with a path for a key": lambda: stamped('{"van_ban": {"co_quan": "../../../etc/passwd\\u0000"}}'),
    "a stamp with half letters": lambda: stamped('{"van_ban": {"bo_qua": {"quoc_hieu/dau_noi": "\\ud800"}}}'),
    "a stamp that silences all": lambda: stamped(
        json.dumps({"van_ban": {"bo_qua": dict.fromkeys(ke(), "<script>alert(1)</script>")}})
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_judged_or_refused_soon(name: str, tmp_path: Path) -> None:
    path = tmp_path / "tệp.docx"
    with zipfile.ZipFile(path, "w") as package:
        for part, data in FILES[name]().items():
            package.writestr(part, data)
    began = time.perf_counter()
    reports = check_all(None, [path], Cach())
    assert time.perf_counter() - began < SECONDS
    assert reports[0].ket_qua.loi_doc or reports[0].van_ban is not None
    for form in ("chu", "html", "json", "sarif"):
        text = written(form, reports)
        assert "<script>alert" not in text or form != "html"


def written(form: str, reports: object) -> str:
    text: str = reporting.dang()[form].viet(reports)
    text.encode()
    return text


def test_a_forged_stamp_does_not_hide_what_it_silences(tmp_path: Path) -> None:
    parts = archive.members(break_it(archive.pack(stamped(
        json.dumps({"van_ban": {"bo_qua": dict.fromkeys(ke(), "vì thế")}})
    )), SLIPS), "x", "tệp Word")  # fmt: skip
    path = tmp_path / "x.docx"
    path.write_bytes(archive.pack(parts))
    result = check(None, path, Cach()).bao_cao.ket_qua
    assert {"quoc_hieu/dau_noi"} <= {f.quy_tac for f in result.im_lang}
    assert fix(None, check(None, path, Cach()), KHI).tep == (), "what is silenced is not mended"


@examples(40)
@given(st.data())
def test_a_print_cut_or_bent_anywhere_is_judged_or_refused(tmp_path_factory: pytest.TempPathFactory,
                                                           data: st.DataObject) -> None:  # fmt: skip
    package = bases()["thong-bao"].data
    at = data.draw(st.integers(0, len(package) - 1))
    cut = data.draw(st.booleans())
    path = tmp_path_factory.mktemp("x") / "x.docx"
    path.write_bytes(package[:at] if cut else package[:at] + bytes([package[at] ^ 255]) + package[at + 1 :])
    result = check(None, path, Cach()).bao_cao.ket_qua
    assert result.loi_doc or result.dat


# --- lines of 100 kB under every rule ---------------------------------------------------------------------------------

PIECES = ("a", "A ", " ", "1", "(", "“", "[", ".", "-", "…", ", ", "\t", "ngày 1/1/", "Phụ lục ", "số 1/QĐ-", "theo ",
          "UBND, ", "“a” UBND ", "e\u0302", CITED)  # fmt: skip
WHERE = ("tieu_ngu", "so_ky_hieu", "trich_yeu", "can_cu", "doan", "gach", "noi_nhan", "o_bang")


def answers(rule: Ke, document: object, known: object) -> Iterator[object]:
    if rule.soat is not None:
        yield from rule.soat(document, known)  # type: ignore[arg-type]
    elif rule.soat_kho is not None:
        yield from rule.soat_kho([(document, known)] * 2)  # type: ignore[list-item]


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_no_rule_takes_long_over_a_long_line(piece: str) -> None:
    base = bases()["ke-hoach"]
    parts = whole()
    known = recognising.doc(seeing.view_of(parts, "x")).thanh_phan
    long = (piece * (LETTERS // len(piece) + 1))[:LETTERS]
    for name in WHERE:
        spot = known[name][0].doan.spot
        tree = ns.parse(parts[spot.part], "x")
        text = list(list(tree.iter(ns.w("p")))[spot.p].iter(ns.w("t")))[-1]
        text.text = f"{text.text} {long}"
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        document = recognising.doc(seeing.view_of(parts | {spot.part: ns.serialize(tree)}, "x"))
        for rule in ke().values():
            if all(engine._given(need, document, base.boi_canh) for need in rule.quy_tac.can):
                began = time.perf_counter()
                list(answers(rule, document, base.boi_canh))
                assert time.perf_counter() - began < RULE_SECONDS, (rule.khoa, name)


# --- a clerk at the keyboard ------------------------------------------------------------------------------------------


@pytest.fixture
def word(tmp_path: Path) -> Path:
    path = tmp_path / "cua-nguoi.docx"
    path.write_bytes(break_it(bases()["ke-hoach"].data, SLIPS))
    return path


def run(*args: object) -> int:
    with pytest.raises(SystemExit) as left:
        main(["check", *map(str, args)])
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.mark.parametrize("name", ["cua-nguoi.docx", "moi.docx", "MOI.DOCX", "so-lieu.xlsx", "ghi-chep", "van_ban.yaml"])
def test_a_report_is_never_written_over_a_persons_file(
    word: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    target = word.with_name(name)
    if target.suffix in {".xlsx", "", ".yaml"}:
        target.write_text("của tôi", encoding="utf-8")
    before = target.read_bytes() if target.exists() else None
    assert run(word, "--ra", target) == 2
    assert (target.read_bytes() if target.exists() else None) == before
    assert "đặt tên khác, ví dụ: bao-cao.txt" in capsys.readouterr().err


def test_a_report_takes_the_place_of_the_one_before(word: Path) -> None:
    target = word.with_name("bao-cao.html")
    assert run(word, "--dang", "html", "--ra", target) == run(word, "--dang", "html", "--ra", target) == 1
    text = word.with_suffix(".txt")
    text.write_text("Kế hoạch", encoding="utf-8")
    assert run(text, "--ra", text) == 2
    assert text.read_text(encoding="utf-8") == "Kế hoạch"


def test_names_that_are_not_there_are_told_once(
    word: Path, space: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(space.root)
    assert run(word.with_name("cua-nguoj.docx")) == 2
    assert "không có tệp hay thư mục này; có phải “" in capsys.readouterr().err
    assert run(word, word, "--co-quan", "skhcm") == 2
    said = capsys.readouterr()
    assert "Có phải `skhcn`?" in said.err
    assert said.out == ""
    assert run(word.with_name("x" * 400)) == 2
    assert run(word, "-j", "-1") == 2
    assert "không nằm trong khoảng" in capsys.readouterr().err


def test_one_bad_file_does_not_sink_the_others(word: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = word.parent
    (folder / "hong.docx").write_text("?", encoding="utf-8")
    (folder / "thu-muc.docx").mkdir()
    (folder / "~$cua-nguoi.docx").write_text("?", encoding="utf-8")
    (folder / "gay.docx").symlink_to("khong-co")
    (folder / "100% 'tên'.docx").write_bytes(word.read_bytes())
    assert run(folder) == 2
    shown = capsys.readouterr().out
    assert shown.count("không đọc được:") == 2
    assert "4 văn bản" in shown


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd5\xff\xc0", "mã UTF-8"),
        ("Kế hoạch".encode("utf-16"), ""),
        (b"  \n", "không có chữ nào"),
        (b"K\0", "mã UTF-8"),
    ],
)
def test_a_text_is_read_in_its_own_code_or_refused(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    judged = check(None, path, Cach()).bao_cao
    assert said in judged.ket_qua.loi_doc
    assert said or (judged.van_ban is not None and judged.van_ban.dong[0].chu == "Kế hoạch")


def test_what_is_no_document_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf, old = tmp_path / "x.pdf", tmp_path / "x.doc"
    pdf.write_bytes(b"%PDF-1.4")
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "chỉ đọc được tệp Word" in check(None, pdf, Cach()).bao_cao.ket_qua.loi_doc
    monkeypatch.setattr(libreoffice, "find", lambda: None)
    assert "chưa có LibreOffice để mở tệp .doc" in check(None, old, Cach()).bao_cao.ket_qua.loi_doc


def test_a_file_that_cannot_be_opened_is_a_reason_not_a_bug(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.txt"
    path.write_text("x", encoding="utf-8")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert check(None, path, Cach()).bao_cao.ket_qua.loi_doc == "không có quyền"


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of a process group")
@pytest.mark.parametrize("wait", [0.4, 0.6, 2.5])
def test_ctrl_c_ends_at_once_and_quietly(tmp_path: Path, wait: float) -> None:
    for n in range(300):
        (tmp_path / f"{n}.docx").write_bytes(bases()["ke-hoach"].data)
    code = "from vbhc.commands import main; main()"
    process = subprocess.Popen([sys.executable, "-c", code, "check", str(tmp_path), "-j", "2"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)  # fmt: skip
    time.sleep(wait)
    os.killpg(process.pid, signal.SIGINT)
    try:
        said = process.communicate(timeout=20)[1].decode()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    # A signal before the program itself runs is Python's to answer.
    assert process.returncode == 130 or wait < 1
    assert "Traceback" not in said or wait < 1


# --- safe fixes -------------------------------------------------------------------------------------------------------


def judged(path: Path, space: Workspace | None = None) -> Da:
    return check(space, path, Cach())


def test_mending_twice_makes_one_copy(word: Path) -> None:
    before = word.read_bytes()
    first = fix(None, judged(word), KHI)
    again = fix(None, judged(word), "2027-01-01T00:00:00Z")
    assert first.tep == again.tep == (word.with_name("cua-nguoi_da-sua.docx"),)
    first.tep[0].write_bytes(before)  # somebody's own file under that name stays
    assert fix(None, judged(word), KHI).tep == (word.with_name("cua-nguoi_da-sua-2.docx"),)
    assert word.read_bytes() == first.tep[0].read_bytes() == before


def test_a_name_too_long_for_a_copy_is_told(word: Path) -> None:
    path = word.rename(word.with_name("x" * 248 + ".docx"))
    with pytest.raises(UserError, match="tên quá dài"):
        fix(None, judged(path), KHI)


def test_a_print_of_data_that_are_mended_gets_no_copy(
    space: Workspace, add: Add, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done = pipeline.build(space, add(DOCUMENT.replace("Làm cho tốt.", "Làm  cho tốt .")))
    monkeypatch.chdir(space.root)
    run("--fix")
    assert "in lại bằng vbhc build" in capsys.readouterr().out
    assert done.tep is not None
    assert [path.name for path in space.output.rglob("*.docx")] == [done.tep.name]


def test_what_was_mended_is_told_beside_a_report_for_machines(word: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(word, "--fix", "--dang", "json")
    said = capsys.readouterr()
    assert "đã sửa" in said.err
    assert json.loads(said.out)
