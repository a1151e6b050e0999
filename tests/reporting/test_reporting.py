"""Reports: every form says everything, hides nothing, and hostile words stay words."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from reporting_mau import TEP, XSS, bao_cao

from vbhc.model.finding import BaoCao, KetQua
from vbhc.reporting import safe
from vbhc.reporting.check import dang

VOID = {"meta", "br", "col", "hr", "input"}


def write(name: str, **more: Any) -> str:
    return dang()[name].viet(bao_cao(), **more)


def test_four_forms_each_with_an_ending_of_its_own() -> None:
    assert {name: form.duoi for name, form in dang().items()} == {
        "chu": ".txt", "json": ".json", "sarif": ".sarif", "html": ".html"
    }  # fmt: skip


@pytest.mark.parametrize("name", ["chu", "json", "sarif", "html"])
def test_the_same_results_give_the_same_text_and_nothing_at_all_is_a_report_too(name: str) -> None:
    assert write(name) == write(name)
    assert write(name).encode()
    assert dang()[name].viet([])
    assert dang()[name].viet([BaoCao(KetQua("x\ud800.docx", loi_doc="\udfff"), None)]).encode()


def test_terminal_says_place_fault_words_hint_clause_and_what_was_not_judged() -> None:
    text = write("chu")
    lines = text.splitlines()
    assert lines[0] == f"{TEP} · Kế hoạch số …/KH-X"
    assert lines[1].startswith("  Tiêu ngữ (trang 1): lỗi: Sai <script>")
    assert lines[1].endswith("[quoc_hieu/dau_noi]")
    assert lines[2:5] == [
        "      “–”", "      → Viết khác", "      Phụ lục I, Phần I, Mục II, khoản 1, điểm b; la.lung · tự sửa được"
    ]  # fmt: skip
    assert "  CHƯA XÉT (không phải là đạt)" in lines
    assert sum(line.endswith(": van_tu/lap_tieng, quoc_hieu/dau_noi") for line in lines) == 1
    assert "    lẽ gì: la/nua" in lines
    assert any("lý do: lý do" in line for line in lines)
    assert any("CHƯA HIỂU" in line for line in lines)
    assert "  data/2026/kh/van_ban.yaml:12:5: cảnh báo: “của của” lặp [van_tu/lap_tieng]" in lines
    assert any(line.startswith("  không đọc được: tệp hỏng") for line in lines)
    assert lines[-1] == (
        "3 văn bản: 2 lỗi, 4 cảnh báo, 1 thông tin; 1 tự sửa được; 1 đã bỏ qua có lý do; 3 lượt quy tắc chưa xét; "
        "1 tệp không đọc được."
    )


def test_a_document_cannot_move_the_cursor() -> None:
    assert "\x1b" not in write("chu")
    assert "\u202e" not in write("chu")
    coloured = write("chu", mau=True)
    assert re.findall(r"\x1b\[31m", coloured) == []
    assert "\x1b[31;1mlỗi\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == write("chu")


def test_json_holds_everything_with_the_edits() -> None:
    said = json.loads(write("json"))
    assert said["version"] == 1
    assert said["summary"]["severity"] == {"lỗi": 2, "cảnh báo": 4, "thông tin": 1}
    first = said["documents"][0]
    assert set(first) == {"ten", "thong_tin", "loi_doc", "findings", "im_lang", "chua_xet", "dat", "khong_hieu"}
    found = first["findings"][1]
    assert set(found) == {
        "quy_tac", "ma", "ten", "muc", "place", "vi_tri", "trang", "message", "hint", "trich", "noi", "sua", "edits",
        "spot", "im_lang",
    }  # fmt: skip
    assert found["message"] == f"Sai {XSS}"
    assert [e["kind"] for e in found["edits"]] == ["text", "run", "paragraph", "section"]
    assert found["edits"][1]["look"] == {"bold": True, "fonts": ["Times New Roman"]}
    assert found["edits"][0]["spot"]["p"] == 1
    assert found["noi"][0]["o"] == "Phụ lục I, Phần I, Mục II, khoản 1, điểm b"
    assert said["documents"][1]["loi_doc"].startswith("tệp hỏng")
    assert len(first["chua_xet"]) == 3


class Reader(HTMLParser):
    """Checks that tags close, and gathers attributes and the text outside script and style."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != "p" or self.open[-1] == "p":
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("script", "style"):
            self.text += data


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


def test_html_closes_its_tags_and_fetches_nothing() -> None:
    reader = read(write("html"))
    assert reader.open == []
    names = {tag for tag, _ in reader.tags}
    assert not names & {"img", "link", "iframe", "object", "embed", "base"}
    assert [t for t, _ in reader.tags].count("script") == 1
    for tag, attrs in reader.tags:
        assert "style" not in attrs, tag
        assert not [a for a in attrs if a.startswith("on")], tag
        assert "src" not in attrs, tag
        assert (attrs.get("href") or "#").startswith("#"), tag


def test_html_shows_hostile_words_as_words() -> None:
    page = write("html")
    assert page.count("<script") == 1
    assert "<script>window.bad=1</script><img src=x onerror=window.bad=1>\"'&amp;{0}[a](1)�[31m�" in read(page).text
    assert "\x1b" not in page
    assert "\u202e" not in page


def test_html_puts_each_finding_once_and_marks_its_words() -> None:
    page = write("html")
    notes = [a for t, a in read(page).tags if t == "aside"]
    assert [n["id"] for n in notes] == ["v1-1", "v1-2", "v1-3", "v1-4", "v1-5", "v1-6", "v3-1"]
    assert 'data-cua="v1-4"><span class="co14">của của</span></mark>' in page
    assert 'rowspan="2"' in page
    assert page.count('class="to ') == 2
    assert "to ngang" in page
    assert "Chưa xét (không phải là đạt): 3 quy tắc" in page
    assert "Tiêu ngữ “Độc lập - Tự do - Hạnh phúc”: Được trình bày" in page


def test_measures_of_a_hostile_document_stay_within_the_page() -> None:
    style = re.findall(r"\.(?:td|tl)m?\d+\w*\{[a-z-]+:(-?[\d.]+)mm\}", write("html"))
    assert style
    assert all(-61 <= float(v) <= 101 for v in style)


def test_text_of_documents_is_made_harmless() -> None:
    assert safe.sach("a\x00b\u200fc\ud800d\ne") == "a\ufffdb\ufffdc\ufffdd\ne"
    assert safe.mot_dong(" a\n\tb ") == "a b"
