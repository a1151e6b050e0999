"""The page of a comparison in a real browser: modes, steps, filters, folding, print; it fetches and runs nothing."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pdfplumber
import pytest
from diff_mau import bang_dai, khong_doi, tay, that
from reporting_browser import MARKS, Seen, opened

from vbhc.reporting.diff import dang

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = MARKS
MADE = {"sample": that, "hand": tay, "long": lambda: bang_dai(200), "none": khong_doi}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("html")
    out = {}
    for name, make in MADE.items():
        out[name] = folder / f"{name}.html"
        out[name].write_text(dang()["html"].viet(make()), encoding="utf-8")
    return out


@pytest.fixture
def seen(request: pytest.FixtureRequest, files: dict[str, Path], browser: Browser) -> Iterator[Seen]:
    name, script = request.param
    with opened(browser, files[name], script=script) as out:
        yield out
        assert {url.partition("#")[0] for url in out.asked} == {files[name].as_uri()}


def stops(seen: Seen) -> list[str | None]:
    return seen.shown(".td")


def told(seen: Seen) -> str:
    return seen.page.locator("output").inner_text()


def on(name: str, *, script: bool = True) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("seen", [(name, script)], indirect=True, ids=[name])


@on("hand", script=False)
def test_reads_without_script_in_two_columns_with_all_rows(seen: Seen) -> None:
    assert len(stops(seen)) == 14
    assert not seen.page.locator(".loc").is_visible()
    a, b = (seen.page.locator("[data-t='2 12'] > ." + side).bounding_box() for side in "ab")
    assert a is not None
    assert b is not None
    assert a["x"] + a["width"] < b["x"]
    assert a["y"] == b["y"]


@on("long", script=False)
def test_nothing_is_folded_without_script(seen: Seen) -> None:
    assert all(r.is_visible() for r in seen.page.locator("tbody.gap[id] tr").all()[::20])
    assert not seen.page.locator(".nut").first.is_visible()


@on("hand")
def test_words_of_a_document_do_not_run(seen: Seen) -> None:
    assert seen.page.evaluate("window.bad") is None
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@on("hand")
def test_one_column_shows_what_went_and_what_came_in_one_text(seen: Seen) -> None:
    page, row = seen.page, seen.page.locator("[data-t='2 12']")
    assert re.search(r"ngày +28/02 lời", row.locator(".b").inner_text())
    page.locator("[name=cot][value=mot]").check()
    assert not row.locator(".a").is_visible()
    assert re.search(r"ngày +15/02 *28/02 lời", row.locator(".b").inner_text())
    gone = page.locator("[data-t='5']")
    assert "Như Điều 3" in gone.locator(".a").inner_text()
    marked = gone.locator("del").evaluate("x => getComputedStyle(x).textDecorationLine")
    assert marked == "line-through"
    page.locator("[name=cot][value=hai]").check()
    assert row.locator(".a").is_visible()


@on("hand")
def test_keys_and_buttons_step_through_and_come_round(seen: Seen) -> None:
    page = seen.page
    assert told(seen) == "14"
    order = [f"t{n}" for n in (13, 0, 1, 2, 12, 3, 4, 5, 6, 7, 8, 9, 10, 11)]
    assert stops(seen) == order
    for n, ref in enumerate(order, start=1):
        page.keyboard.press("n")
        assert page.evaluate("document.activeElement.id") == ref
        assert told(seen) == f"{n}/14"
        assert page.locator(".nay").count() == 1
    assert page.locator("tr.nay").get_attribute("class") == "chuyen nay"
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "t13"
    page.locator("[name=truoc]").click()
    assert page.evaluate("document.activeElement.id") == "t11"
    for _ in range(3):
        page.keyboard.press("p")
    assert page.locator("td.nay del").inner_text() == "15/02"


@on("hand")
def test_filters_by_kind_and_part_and_says_how_many_are_left(seen: Seen) -> None:
    page = seen.page
    for kind in ("dinh-dang", "danh-so", "sua"):
        page.locator(f"[name=loai][value={kind}]").uncheck()
    assert told(seen) == "8 (lọc)"
    assert stops(seen) == ["t1", "t3", "t4", "t5", "t6", "t9", "t10", "t11"]
    assert page.locator("[data-t='2 12']").get_attribute("class").split()[-1] == "tat"
    page.locator(".chon summary").click()
    page.locator("[name=khong]").click()
    assert stops(seen) == []
    page.keyboard.press("n")
    page.locator(".chon label", has_text="Nơi nhận").locator("input").check()
    assert stops(seen) == ["t5", "t6"]
    assert page.locator(".chon span").inner_text() == "1/6"
    page.keyboard.press("Escape")
    assert not page.locator("[name=het]").is_visible()
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "t5"


@on("sample")
def test_only_what_changed_with_a_little_round_it(seen: Seen) -> None:
    page = seen.page
    rows = page.locator("main > .hang, main > .gap > .hang")
    before = sum(r.is_visible() for r in rows.all())
    page.locator("[name=chi]").check()
    assert sum(r.is_visible() for r in rows.all()) < before - 20
    assert len(stops(seen)) == 7
    button = page.locator("div.nut button").first
    count = int(re.findall(r"\d+", button.inner_text())[0])
    shown = sum(r.is_visible() for r in rows.all())
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    assert sum(r.is_visible() for r in rows.all()) == shown + count
    button.click()
    assert sum(r.is_visible() for r in rows.all()) == shown
    page.locator("[name=loai][value=them]").uncheck()
    assert not page.locator("tr.them").is_visible()


@on("long")
def test_long_tables_are_folded_and_open_with_a_click(seen: Seen) -> None:
    page = seen.page
    rows = page.locator("tbody:not(.nut) tr")
    assert rows.count() == 200 + 2  # the new one, and the trace of the one that moved
    assert sum(r.is_visible() for r in rows.all()) < 60
    page.locator("tbody.nut button:visible").first.click()
    assert page.locator("tbody.gap.mo tr").count() == 48
    assert page.locator("tbody.gap.mo tr").last.is_visible()
    assert [page.locator(f"td.doi {tag}").inner_text() for tag in ("del", "ins")] == ["Báo cáo", "Tờ trình"]


@on("hand")
def test_links_lead_to_the_change_and_to_where_it_was(seen: Seen) -> None:
    page = seen.page
    page.locator(".muc-luc a", has_text="Mục II.4").click()
    assert page.evaluate("document.activeElement.id") == "t1"
    assert told(seen) == "3/14"
    page.locator("#t1 a").click()
    assert page.evaluate("location.hash") == "#g1"
    page.locator("#g1 a").click()
    assert page.evaluate("document.activeElement.id") == "t1"


@on("none")
def test_no_change_is_a_page_too(seen: Seen) -> None:
    assert "Không có thay đổi nào." in seen.page.locator(".tom-tat").inner_text()
    assert stops(seen) == []
    seen.page.keyboard.press("n")
    seen.page.locator("[name=chi]").check()
    assert seen.page.locator("div.nut").count() == 1


@on("sample")
def test_prints_landscape_in_two_columns_and_portrait_in_one(seen: Seen, tmp_path: Path) -> None:
    page = seen.page
    for mode, wide in (("hai", True), ("mot", False)):
        page.locator(f"[name=cot][value={mode}]").check()
        path = tmp_path / f"{mode}.pdf"
        page.pdf(path=path, prefer_css_page_size=True, print_background=True)
        with pdfplumber.open(path) as pdf:
            assert all((p.width > p.height) is wide for p in pdf.pages)
            assert 2 < len(pdf.pages) < 9
            said = "".join("".join((p.extract_text() or "").split()) for p in pdf.pages)
        assert "‹trước" not in said
        assert all(words in said for words in ("nhằm", "quađó", "ĐàiPTTHtỉnh", "LãnhđạoSở", "cảicáchhànhchính"))


def test_two_thousand_rows_open_at_once(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "dai.html"
    path.write_text(dang()["html"].viet(bang_dai(2000)), encoding="utf-8")
    assert path.stat().st_size < 2_000_000
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    start = time.monotonic()
    page.goto(path.as_uri())
    page.keyboard.press("n")
    assert page.locator("output").inner_text() == "1/4"
    took = time.monotonic() - start
    page.set_viewport_size({"width": 700, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()
    assert took < 5
