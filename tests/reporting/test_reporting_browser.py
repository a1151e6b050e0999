"""The page in a real browser: it fetches nothing, runs no words of a document, filters, and steps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from reporting_mau import bao_cao

from vbhc.reporting.check import dang

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [pytest.mark.browser, pytest.mark.slow]


class Seen:
    """A page, and everything it said or asked for."""

    def __init__(self, page: object) -> None:
        self.page: sync_api.Page = page
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda m: self.said.append(m.text))
        self.page.on("pageerror", lambda e: self.said.append(str(e)))
        self.page.on("request", lambda r: self.asked.append(r.url))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("html") / "soat.html"
    path.write_text(dang()["html"].viet(bao_cao()), encoding="utf-8")
    return path


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def seen(request: pytest.FixtureRequest, file: Path, chromium: str) -> Iterator[Seen]:
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = browser.new_context(java_script_enabled=request.param, viewport={"width": 1366, "height": 900})
        out = Seen(context.new_page())
        out.page.goto(file.as_uri())
        yield out
        assert out.said == []
        assert out.asked == [file.as_uri()]
        browser.close()


def shown(seen: Seen) -> list[str]:
    return [n.get_attribute("id") for n in seen.page.locator(".the").all() if n.is_visible()]


@pytest.mark.parametrize("seen", [False], indirect=True)
def test_reads_without_script(seen: Seen) -> None:
    assert len(shown(seen)) == 7
    assert not seen.page.locator(".loc").is_visible()
    seen.page.locator("#v1-4 summary").click()
    assert "Được trình bày bằng chữ in thường" in seen.page.locator("#v1-4 details p").first.inner_text()


@pytest.mark.parametrize("seen", [True], indirect=True)
def test_words_of_a_document_do_not_run(seen: Seen) -> None:
    assert seen.page.evaluate("window.bad") is None


@pytest.mark.parametrize("seen", [True], indirect=True)
def test_filters_by_severity_rule_and_fix(seen: Seen) -> None:
    page = seen.page
    assert len(shown(seen)) == 7
    page.locator("[name=muc][value='2']").uncheck()
    assert shown(seen) == ["v1-1", "v1-2", "v1-3"]
    assert page.locator("output").inner_text() == "3 (lọc)"
    page.locator("[name=muc][value='2']").check()
    page.locator("[name=sua]").select_option("an-toan")
    assert shown(seen) == ["v1-3"]
    page.locator("[name=sua]").select_option("")
    page.locator("[name=quy-tac]").select_option("van_tu/lap_tieng")
    assert shown(seen) == ["v1-4", "v1-5", "v1-6", "v3-1"]


@pytest.mark.parametrize("seen", [True], indirect=True)
def test_keys_step_through_what_is_shown_and_come_round(seen: Seen) -> None:
    page = seen.page
    page.locator("[name=quy-tac]").select_option("quoc_hieu/dau_noi")
    page.locator("[name=quy-tac]").blur()
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "v1-3"
    page.locator("[name=quy-tac]").select_option("")
    page.locator("[name=quy-tac]").blur()
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "v1-4"
    assert page.locator("output").inner_text() == "4/7"
    for _ in range(4):
        page.keyboard.press("p")
    assert page.evaluate("document.activeElement.id") == "v3-1"
    page.locator("[name=sau]").click()
    assert page.evaluate("document.activeElement.id") == "v1-1"


@pytest.mark.parametrize("seen", [True], indirect=True)
def test_notes_stand_beside_the_paper_and_do_not_overlap(seen: Seen) -> None:
    boxes = [seen.page.locator(f"#v1-{n}").bounding_box() for n in (3, 4, 5, 6)]
    paper = seen.page.locator(".to").first.bounding_box()
    assert paper is not None
    for before, after in pairwise(boxes):
        assert before is not None
        assert after is not None
        assert before["x"] >= paper["x"] + paper["width"]
        assert after["y"] >= before["y"] + before["height"]
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
