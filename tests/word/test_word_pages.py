"""The printed page, as LibreOffice lays it out: what stands where, in millimetres, and nothing on a page of its own."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from shared import AGENCY, DOCUMENT
from vbhc import archive, pipeline
from vbhc.errors import UserError
from vbhc.loading.workspace import Workspace
from vbhc.outputs import keeping
from vbhc.word import libreoffice, ns, stamp
from vbhc.word.ns import w

MM = 72 / 25.4
TOP, LEFT, RIGHT, WIDTH = 20, 30, 15, 210

LONG = "Tăng cường thông tin, tuyên truyền về các chủ trương, chính sách, văn bản chỉ đạo của Trung ương, thành phố."
ROWS = "\n".join(f"        Việc số {i} | Văn phòng Sở chủ trì, các phòng phối hợp | {i}" for i in range(1, 61))
ANNEXES = f"""\
phu_luc:
  - tieu_de: Danh mục nhiệm vụ
    ma: mot
    huong: ngang
    bang:
      stt: có
      khoa: so
      hang: |
        viec | ai | so
{ROWS}
      cot: [{{khoa: viec, tieu_de: Tên việc}}, {{khoa: ai, tieu_de: Chủ trì}}, {{khoa: so, tieu_de: Điểm, kieu: so}}]
  - tieu_de: Lời văn
    ma: hai
    loi_van: Một đoạn.
"""


def write(root: Path, name: str, text: str) -> Path:
    (root / "data/co_quan").mkdir(parents=True, exist_ok=True)
    (root / "data/co_quan/skhcn.yaml").write_text(AGENCY, encoding="utf-8")
    folder = root / "data/2026" / name
    folder.mkdir(parents=True)
    (folder / "van_ban.yaml").write_text(text, encoding="utf-8")
    one = pipeline.build(Workspace(root), folder)
    assert one.tep is not None, one.problems
    return one.tep


def pages(docx: Path) -> list[Any]:
    pdf = docx.with_suffix(".pdf")
    libreoffice.convert(docx, pdf)
    return list(pdfplumber.open(pdf).pages)


def lines(page: Any) -> list[dict[str, Any]]:
    return list(page.extract_text_lines(strip=True, return_chars=True))


def line(page: Any, words: str) -> dict[str, Any]:
    found = [one for one in lines(page) if words in one["text"]]
    assert len(found) == 1, (words, [one["text"] for one in lines(page)])
    return found[0]


def rules(page: Any) -> list[tuple[float, float, float]]:
    """Horizontal rules as (left, right, distance from top) in mm; LibreOffice draws each border twice."""
    found = {
        (round(r["x0"] / MM, 1), round(r["x1"] / MM, 1), round(r["top"] / MM))
        for r in [*page.lines, *page.rects]
        if abs(r["bottom"] - r["top"]) < 2 and r["x1"] - r["x0"] > 10
    }
    return sorted(found, key=lambda r: r[2])


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Any]]:
    text = DOCUMENT.replace("ngay_ban_hanh: 2026-04", "so_van_ban: 8\nngay_ban_hanh: 2026-04-05").replace(
        "muc_dich: [Làm cho tốt.]", "muc_dich: |\n" + f"  - {LONG}\n" * 22 + "  - Theo [@mot], [@hai] kèm theo."
    )
    docx = write(tmp_path_factory.mktemp("trang"), "kh-trang", text + ANNEXES)
    return docx, pages(docx)


pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]


def test_head_of_the_first_page(printed: tuple[Path, list[Any]]) -> None:
    first = printed[1][0]
    words = first.extract_words(keep_blank_chars=True, use_text_flow=False, x_tolerance=6)
    top = {
        name: next(x["top"] for x in words if name in x["text"]) for name in ("Số: 08/KH-SKHCN", "Hải Phòng, ngày 05")
    }
    assert top["Số: 08/KH-SKHCN"] == pytest.approx(top["Hải Phòng, ngày 05"], abs=1.5)  # one line, sizes 13 and 14
    nation = next(x for x in words if "CỘNG HÒA" in x["text"])
    assert nation["text"].endswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert (nation["x1"] - nation["x0"]) / MM == pytest.approx(95.7, abs=1)
    motto = next(x for x in words if "Độc lập" in x["text"])
    assert (nation["x0"] + nation["x1"]) / 2 == pytest.approx((motto["x0"] + motto["x1"]) / 2, abs=1)
    assert TOP - 1 < nation["top"] / MM < TOP + 3


def test_rules_have_the_decrees_lengths(printed: tuple[Path, list[Any]]) -> None:
    first = printed[1][0]
    words = first.extract_words(keep_blank_chars=True, x_tolerance=6)
    found = [r for r in rules(first) if r[2] < 80]
    assert len(found) == 3, found

    def under(name: str) -> float:
        text = next(x for x in words if name in x["text"])
        middle = (text["x0"] + text["x1"]) / 2 / MM
        below = [r for r in found if abs((r[0] + r[1]) / 2 - middle) < 1 and 0 <= r[2] - text["bottom"] / MM < 3]
        assert len(below) == 1, (name, found)
        return (below[0][1] - below[0][0]) / ((text["x1"] - text["x0"]) / MM)

    assert under("Độc lập - Tự do") == pytest.approx(1, abs=0.02)
    assert 1 / 3 <= under("SỞ KHOA HỌC VÀ CÔNG NGHỆ") <= 1 / 2
    assert 1 / 3 <= under("Triển khai một việc") <= 1 / 2


def test_text_stays_inside_the_margins(printed: tuple[Path, list[Any]]) -> None:
    looked = 0
    for page in printed[1][:2]:
        for one in lines(page):
            if "Tăng cường" in one["text"] or one["text"].endswith("tuyên"):
                looked += 1
                assert one["x0"] / MM >= LEFT - 0.5
                assert one["x1"] / MM <= WIDTH - RIGHT + 0.5
    assert looked > 20


def test_page_numbers_stand_centred_in_the_top_margin_but_not_on_first_pages(printed: tuple[Path, list[Any]]) -> None:
    seen = []
    for page in printed[1]:
        numbers = [one for one in lines(page) if one["text"].isdecimal() and one["bottom"] / MM < TOP]
        seen.append([one["text"] for one in numbers])
        for one in numbers:
            inner_left, inner_right = LEFT * MM, page.width - RIGHT * MM
            assert (one["x0"] + one["x1"]) / 2 == pytest.approx((inner_left + inner_right) / 2, abs=2)
    sizes = [(round(p.width / MM), round(p.height / MM)) for p in printed[1]]
    body = sizes.index((297, 210))
    annex = sizes.count((297, 210))
    assert body >= 2
    assert annex >= 3
    assert seen[:body] == [[], *([str(n)] for n in range(2, body + 1))]
    assert seen[body : body + annex] == [[], *([str(n)] for n in range(2, annex + 1))]
    assert seen[body + annex :] == [[]]
    assert sizes == [(210, 297)] * body + [(297, 210)] * annex + [(210, 297)]


def test_the_heading_row_is_on_every_page_of_a_long_table(printed: tuple[Path, list[Any]]) -> None:
    annex = [p for p in printed[1] if p.width > p.height]
    assert len(annex) >= 3
    assert all("Tên việc" in (p.extract_text() or "") for p in annex)
    everything = "\n".join(p.extract_text() for p in annex)
    assert all(f"Việc số {i} " in everything for i in range(1, 61))


@pytest.mark.parametrize("count", range(14, 26))
def test_signature_keeps_with_the_last_lines_and_no_page_is_blank(tmp_path: Path, count: int) -> None:
    body = "muc_dich: |\n" + f"  - {LONG}\n" * count + "  - Theo [@mot] kèm theo."
    annex = "phu_luc:\n  - {ma: mot, tieu_de: Lời văn, loi_van: Một đoạn.}\n"
    docx = write(tmp_path, "kh-ky", DOCUMENT.replace("muc_dich: [Làm cho tốt.]", body) + annex)
    every = pages(docx)
    texts = [p.extract_text() or "" for p in every]
    assert all(len(t) > 5 for t in texts)
    signed = next(i for i, t in enumerate(texts) if "Nguyễn Văn An" in t)
    assert "GIÁM ĐỐC" in texts[signed]
    assert "Nơi nhận:" in texts[signed]
    assert "Giám đốc Sở./." in texts[signed]
    assert len(texts) == signed + 2  # the text, then the annex at once


def test_what_survives_a_save_in_libreoffice(printed: tuple[Path, list[Any]], tmp_path: Path) -> None:
    saved = tmp_path / "luu.docx"
    libreoffice.convert(printed[0], saved)
    before, after = (archive.read(p, "tệp Word") for p in (printed[0], saved))

    def marks(parts: dict[str, bytes]) -> set[str]:
        tree = ns.parse(parts[ns.DOCUMENT], "")
        return {b.get(w("name")) for b in tree.iter(w("bookmarkStart"))} - {"_GoBack"}

    def looks(parts: dict[str, bytes]) -> set[str]:
        tree = ns.parse(parts[ns.STYLES], "")
        return {n.get(w("val")) for n in tree.iter(w("name"))}

    assert marks(before) <= marks(after)
    assert {"vb_phu_luc_1", "vb_phu_luc_2", "vb_bang_1", "h1_60"} <= marks(after)
    assert {n for n in looks(before) if n.startswith("VB ")} - looks(after) <= {
        "VB Bảng"
    }  # LibreOffice drops table styles
    old, new = stamp.read(before), stamp.read(after)
    assert old is not None
    assert new is not None
    assert (new.nguon, new.du_lieu, new.bang) == (old.nguon, old.du_lieu, old.bang)
    assert keeping.look(saved)[0] is keeping.State.EDITED


def test_pdf_a_says_what_it_is(printed: tuple[Path, list[Any]], tmp_path: Path) -> None:
    archival, plain = tmp_path / "a.pdf", printed[0].with_suffix(".pdf")
    libreoffice.convert(printed[0], archival, pdf_a=True)
    assert b"pdfaid:part>2<" in archival.read_bytes()
    assert b"pdfaid:part" not in plain.read_bytes()


# --- a LibreOffice that misbehaves ------------------------------------------------------------------------------------


@pytest.fixture
def soffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a program of ours in LibreOffice's place."""

    def put(code: str) -> None:
        program = tmp_path / "soffice"
        program.write_text(f"#!{sys.executable}\n{code}\n", encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(libreoffice, "find", lambda: program)

    return put


@pytest.mark.skipif(os.name != "posix", reason="a shebang stands in for the program")
def test_one_that_hangs_is_stopped_with_all_its_children(
    soffice: Callable[[str], None], printed: tuple[Path, list[Any]], tmp_path: Path
) -> None:
    told = tmp_path / "pid"
    soffice(
        "import subprocess, sys, time\n"
        f"child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(told)!r}, 'w').write(str(child.pid))\n"
        "time.sleep(600)"
    )
    with pytest.raises(UserError, match="chạy quá"):
        libreoffice.convert(printed[0], tmp_path / "a.pdf", timeout=2)
    child = int(told.read_text())
    for _ in range(50):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            break
        if Path(f"/proc/{child}/stat").is_file() and Path(f"/proc/{child}/stat").read_text().split()[2] == "Z":
            break
        time.sleep(0.1)
    else:
        pytest.fail("a child of LibreOffice is still running")
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.skipif(os.name != "posix", reason="a shebang stands in for the program")
def test_one_that_makes_nothing_and_says_all_is_well_is_not_believed(
    soffice: Callable[[str], None], printed: tuple[Path, list[Any]], tmp_path: Path
) -> None:
    soffice("raise SystemExit(0)")
    (tmp_path / "a.pdf").write_bytes(b"cu")
    with pytest.raises(UserError, match="không xuất được PDF"):
        libreoffice.convert(printed[0], tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == b"cu"


def test_a_missing_one_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(libreoffice, "find", lambda: None)
    with pytest.raises(UserError, match="chưa có LibreOffice"):
        libreoffice.convert(tmp_path / "a.docx", tmp_path / "a.pdf")
