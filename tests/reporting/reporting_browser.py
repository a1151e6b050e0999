"""Pages in a real browser: what a page says and asks for is kept, and none may say anything of its own accord."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MARKS = [pytest.mark.browser, pytest.mark.slow]


class Seen:
    """A page, and everything it said or asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda m: self.said.append(m.text))
        self.page.on("pageerror", lambda e: self.said.append(str(e)))
        self.page.on("request", lambda r: self.asked.append(r.url))

    def shown(self, selector: str) -> list[str | None]:
        """The ids of what can be seen of these, in order."""
        return [n.get_attribute("id") for n in self.page.locator(selector).all() if n.is_visible()]


@contextmanager
def opened(browser: Browser, file: Path, *, script: bool) -> Iterator[Seen]:
    """A file in a page of its own, with or without script; at the end it has said nothing."""
    context = browser.new_context(java_script_enabled=script, viewport={"width": 1366, "height": 900})
    seen = Seen(context.new_page())
    seen.page.goto(file.as_uri())
    try:
        yield seen
    finally:
        context.close()
    assert seen.said == []
