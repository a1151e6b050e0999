"""The page in a real browser: it fetches nothing, runs no words of a document, filters, and steps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from reporting_browser import MARKS, Seen, opened
from reporting_mau import bao_cao

from vbhc.reporting.check import dang

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = MARKS


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("html") / "soat.html"
    path.write_text(dang()["html"].viet(bao_cao()), encoding="utf-8")
    return path


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def seen(request: pytest.FixtureRequest, file: Path, browser: Browser) -> Iterator[Seen]:
    with opened(browser, file, script=request.param) as out:
        yield out
        assert out.asked == [file.as_uri()]


def shown(seen: Seen) -> list[str | None]:
    return seen.shown(".the")


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
