"""What LibreOffice makes of our files: the pages as they come out of the printer, and a file saved again."""

from __future__ import annotations

import os
import stat
import time
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from word_van_ban import compose, dossier, print_it

from vbhc import archive, norms
from vbhc.errors import UserError
from vbhc.model.ban_in import BangIn, CotIn, HangIn
from vbhc.model.phu_luc import Canh
from vbhc.outputs import keeping
from vbhc.outputs.keeping import State
from vbhc.word import libreoffice, ns, stamp
from vbhc.word.ns import w
from vbhc.word.styles import Styles

MM = 25.4 / 72
LEFT, RIGHT, TOP, BOTTOM = 30, 15, 20, 20


@cache
def _long() -> bytes:
    """A document of several pages: an annex upright, one turned with a table of several pages, one upright."""
    opening = ["lời dài " * 40, *(f"Đoạn thứ {i} của lời." for i in range(40))]
    subject = "Triển khai một việc có trích yếu dài quá một dòng để phải ngắt thành hai dòng cho cân"
    made = dossier(annexes=3, mo_dau=opening, trich_yeu=subject)
    van_ban = made.van_ban
    turned = van_ban.phu_luc[1].model_copy(update={"huong": type(van_ban.phu_luc[1].huong)("ngang")})
    van_ban = van_ban.model_copy(update={"phu_luc": (van_ban.phu_luc[0], turned, van_ban.phu_luc[2])})
    cot = (CotIn("Số TT", 5, Canh.GIUA), CotIn("Nhiệm vụ cụ thể", 30), CotIn("Đơn vị chủ trì", 10))
    rows = tuple(HangIn((f"{i}", f"Nội dung của việc số {i} " * 6, "Văn phòng"), khoa=f"v{i}") for i in range(1, 61))
    table = BangIn("vb_bang_2", cot, rows)
    made = replace(made, van_ban=van_ban, bang=(made.bang[0], table, made.bang[2]))
    return print_it(compose(made))


def to_pdf(data: bytes, folder: Path, name: str = "a", **more: Any) -> Path:
    (folder / f"{name}.docx").write_bytes(data)
    libreoffice.convert(folder / f"{name}.docx", folder / f"{name}.pdf", **more)
    return folder / f"{name}.pdf"


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with pdfplumber.open(to_pdf(_long(), tmp_path_factory.mktemp("pdf"))) as opened:
        yield opened.pages


def lines(page: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.extract_text_lines(return_chars=False)
    return found


def line_with(page: Any, text: str) -> dict[str, Any]:
    return next(x for x in lines(page) if text in x["text"])


def rules(page: Any) -> list[tuple[float, float, float]]:
    """Horizontal rules as (y, left, right) in mm; each border is drawn twice."""
    found = {(round(r["top"] * MM), round(r["x0"] * MM, 1), round(r["x1"] * MM, 1)) for r in (*page.lines, *page.rects)
             if r["height"] < 3 and r["width"] > 10}  # fmt: skip
    out: list[tuple[float, float, float]] = []
    for rule in sorted(found):
        if not any(abs(rule[1] - o[1]) < 1 and abs(rule[2] - o[2]) < 1 and abs(rule[0] - o[0]) <= 1 for o in out):
            out.append(rule)
    return out


def words_width(page: Any, text: str) -> tuple[float, float]:
    """Where a text stands on its line, in mm."""
    (found,) = page.search(text.replace("(", r"\("), return_chars=False)[:1]
    return found["x0"] * MM, found["x1"] * MM


@pytest.mark.slow
@pytest.mark.libreoffice
class TestPages:
    def test_no_page_is_blank(self, pdf: Any) -> None:
        assert len(pdf) >= 8
        for page in pdf:
            assert len(page.extract_words()) > 5

    def test_the_head_stands_as_the_decree_draws_it(self, pdf: Any) -> None:
        page = pdf[0]
        nation = line_with(page, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        assert "VIỆT NAM" in nation["text"]
        number, place = line_with(page, "Số: 05/KH-SKHCN"), line_with(page, "Hải Phòng, ngày 05 tháng 01 năm 2026")
        words = page.extract_words()
        bottoms = [next(x["bottom"] for x in words if x["text"] == t and x["top"] < 200) for t in ("Số:", "Phòng,")]
        assert number["top"] == pytest.approx(place["top"], abs=1)
        assert bottoms[0] == pytest.approx(bottoms[1], abs=2)

    def test_margins_are_kept(self, pdf: Any) -> None:
        for n, page in enumerate(pdf):
            start = line_with(page, "KẾ HOẠCH")["top"] if n == 0 else TOP / MM - 1
            chars = [c for c in page.chars if c["text"].strip() and c["top"] >= start]
            assert min(c["x0"] for c in chars) * MM >= LEFT - 0.5
            assert max(c["x1"] for c in chars) * MM <= page.width * MM - RIGHT + 0.5
            assert max(c["bottom"] for c in chars) * MM <= page.height * MM - BOTTOM + 0.5
        # A paragraph's first line is indented by 12.7 mm, and justified text reaches the right edge.
        assert line_with(pdf[0], "Đoạn thứ 3")["x0"] * MM == pytest.approx(LEFT + 12.7, abs=0.5)
        full = [x for x in lines(pdf[0]) if "lời dài" in x["text"]]
        assert full
        assert max(x["x1"] for x in full) * MM == pytest.approx(210 - RIGHT, abs=0.5)

    def test_page_numbers_stand_in_the_top_margin_and_begin_anew_in_each_annex(self, pdf: Any) -> None:
        seen = []
        for page in pdf:
            in_margin = [x for x in page.extract_words() if x["bottom"] * MM < TOP]
            if page is pdf[0] or lines(page)[0]["text"].startswith("Phụ lục"):
                assert [x["text"] for x in in_margin if x["text"].isdigit()] == []
                seen.append(1)
            else:
                (number,) = in_margin
                middle = (LEFT + page.width * MM - RIGHT) / 2
                assert (number["x0"] + number["x1"]) / 2 * MM == pytest.approx(middle, abs=0.7)
                seen.append(int(number["text"]))
        expected = []
        for number in seen:
            expected.append(1 if number == 1 else expected[-1] + 1)
        assert seen == expected
        assert seen.count(1) == 4

    def test_only_the_turned_annex_is_turned_and_its_heading_row_is_on_each_page(self, pdf: Any) -> None:
        turned = [p for p in pdf if p.width > p.height]
        first = next(n for n, p in enumerate(pdf) if p.width > p.height)
        assert turned == pdf[first : first + len(turned)]
        assert len(turned) >= 3
        with_rows = [p for p in turned if "việc số" in (p.extract_text() or "")]
        assert len(with_rows) >= 3
        for page in with_rows:
            assert "Nhiệm vụ cụ thể" in page.extract_text()

    def test_rules_are_as_long_as_the_decree_says(self, pdf: Any) -> None:
        page = pdf[0]

        def under(text: str) -> tuple[float, float, float]:
            """Length of the rule under a text, that of the text, and how far their middles lie apart."""
            x0, x1 = words_width(page, text)
            bottom = line_with(page, text)["bottom"] * MM
            below = [r for r in rules(page) if -1 < r[0] - bottom < 8 and r[1] > x0 - 2 and r[2] < x1 + 2]
            assert below, (text, rules(page))
            _, left, right = below[0]
            return right - left, x1 - x0, abs((left + right) / 2 - (x0 + x1) / 2)

        length, width, apart = under("Độc lập - Tự do - Hạnh phúc")
        assert length == pytest.approx(width, abs=1)
        assert apart < 0.6
        tops = [line_with(page, text)["top"] for text in ("KẾ HOẠCH", "lời dài")]
        subject = [x["text"] for x in lines(page) if tops[0] < x["top"] < tops[1]]
        assert len(subject) == 2
        for text in ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", subject[-1]):
            length, width, apart = under(text)
            assert width / 3 <= length <= width / 2
            assert apart < 0.6

    def test_the_text_has_its_size(self, pdf: Any) -> None:
        paragraph = line_with(pdf[0], "Đoạn thứ 3")
        sizes = {round(c["size"], 1) for c in pdf[0].chars if abs(c["top"] - paragraph["top"]) < 3}
        assert sizes == {norms.thanh_phan()["doan"].co[0]}


@pytest.mark.slow
@pytest.mark.libreoffice
def test_the_longest_common_place_name_stays_on_one_line(tmp_path: Path) -> None:
    made = dossier(annexes=0, dia_danh="Thành phố Hồ Chí Minh", ngay_ban_hanh="2026-12-29")
    with pdfplumber.open(to_pdf(print_it(compose(made)), tmp_path)) as opened:
        assert "Thành phố Hồ Chí Minh, ngày 29 tháng 12 năm 2026" in line_with(opened.pages[0], "Hồ Chí Minh")["text"]


@pytest.mark.slow
@pytest.mark.libreoffice
def test_the_signature_never_stands_alone_on_a_page(tmp_path: Path) -> None:
    pages = set()
    for n, extra in enumerate(range(12)):
        lead = "Lời văn của văn bản này. " * 3
        made = dossier(annexes=0, paragraphs=12 + extra, ket_thuc=[f"KẾT THÚC {lead}"])
        with pdfplumber.open(to_pdf(print_it(compose(made)), tmp_path, f"a{n}")) as opened:
            text = [page.extract_text() for page in opened.pages]
            pages.add(len(text))
            (at,) = [i for i, t in enumerate(text) if "Nguyễn Văn An" in t]
            assert at == len(text) - 1
            assert "Nơi nhận" in text[at]
            assert "KT. GIÁM ĐỐC" in text[at]
            assert "./." in text[at], f"{12 + extra} paragraphs: the signature is alone on page {at + 1}"
    assert pages == {1, 2}


@pytest.mark.slow
@pytest.mark.libreoffice
def test_a_file_saved_again_keeps_styles_bookmarks_and_stamp(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "a.docx", tmp_path / "b.docx"
    ours.write_bytes(_long())
    libreoffice.convert(ours, theirs)
    before, after = archive.read(ours, "x"), archive.read(theirs, "x")

    def bookmarks(parts: dict[str, bytes]) -> set[str]:
        return {b.get(w("name")) for b in ns.parse(parts[ns.DOCUMENT], "x").iter(w("bookmarkStart"))}

    wanted = bookmarks(before)
    assert {"vb_phu_luc_1", "vb_phu_luc_3", "vb_bang_1", "vb_bang_2", "h2_v1", "h2_v60"} <= wanted
    assert wanted <= bookmarks(after)
    styles = Styles(after[ns.STYLES], "x")
    for component in norms.thanh_phan().values():
        if not component.bang:
            assert styles.ten(styles.id_of(component.ma)) == component.kieu
    assert keeping.look(ours)[0] is State.OURS
    state, mark = keeping.look(theirs)
    assert state is State.EDITED
    assert mark == stamp.read(before)


@pytest.mark.slow
@pytest.mark.libreoffice
def test_pdf_a_says_so(tmp_path: Path) -> None:
    data = print_it(compose(dossier()))
    archival = to_pdf(data, tmp_path, pdf_a=True).read_bytes()
    assert b"<pdfaid:part>2</pdfaid:part>" in archival
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in archival or b"conformance>A<" in archival
    assert b"pdfaid" not in to_pdf(data, tmp_path, "b").read_bytes()


@pytest.mark.slow
@pytest.mark.libreoffice
def test_two_conversions_at_once_do_not_meet(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    data = print_it(compose(dossier()))
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda n: to_pdf(data, tmp_path, f"kế hoạch {n} (mới)"), range(3)))
    assert all(p.read_bytes().startswith(b"%PDF") for p in made)


# --- when LibreOffice fails -------------------------------------------------------------------------------------------

OLD = b"%PDF-1.6 /Producer(LibreOffice 7.4)"
posix = pytest.mark.skipif(os.name != "posix", reason="the stand-in program is a shell script")


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts a shell script in LibreOffice's place."""

    def make(script: str) -> Path:
        program = tmp_path / "bin" / "soffice"
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
        return program

    (tmp_path / "a.docx").write_bytes(archive.pack({"x": b""}))
    (tmp_path / "a.pdf").write_bytes(OLD)
    return make


def converting_fails(folder: Path, timeout: float = 20) -> str:
    with pytest.raises(UserError) as caught:
        libreoffice.convert(folder / "a.docx", folder / "a.pdf", timeout=timeout)
    assert (folder / "a.pdf").read_bytes() == OLD
    assert [p.name for p in folder.glob(".vbhc*")] == []
    return str(caught.value)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A child that ended may wait for its new parent to take note.
    state = Path(f"/proc/{pid}/stat")
    return not (state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] == "Z")


@posix
def test_one_that_hangs_is_stopped_with_its_children(fake: Any, tmp_path: Path) -> None:
    fake(f"sleep 300 &\necho $! $$ > {tmp_path}/pids\nwait")
    start = time.monotonic()
    assert "quá 1 giây" in converting_fails(tmp_path, timeout=1)
    assert time.monotonic() - start < 10
    time.sleep(0.2)
    assert [p for p in map(int, (tmp_path / "pids").read_text().split()) if alive(p)] == []


@posix
@pytest.mark.parametrize(
    "script", ["exit 0", "exit 77", 'for o; do [ "$p" = --outdir ] && mkdir -p "$o" && : > "$o/vao.pdf"; p=$o; done']
)
def test_one_that_makes_no_file_fails_whatever_it_answers(script: str, fake: Any, tmp_path: Path) -> None:
    fake(script)
    assert "không xuất được PDF" in converting_fails(tmp_path)


@posix
def test_one_that_cannot_be_started_is_told(fake: Any, tmp_path: Path) -> None:
    fake("").write_text("#!/khong/co/chuong/trinh\n")
    assert "không chạy được LibreOffice" in converting_fails(tmp_path)


def test_without_libreoffice_it_is_told(fake: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(libreoffice, "_PLACES", ())
    assert "chưa có LibreOffice" in converting_fails(tmp_path)
