"""Plain text as a View without formats: what was read off a scan, or copied out of a mail.

Lines are paragraphs; a run of lines of cells (`| a | b |`, or three and more parts set off by tabs) is a table.
"""

from __future__ import annotations

import re

from vbhc.model.view import Block, Cell, Layout, Look, Paragraph, Row, Run, Section, Spot, Table, View
from vbhc.text import letters

_RULE = re.compile(r"\|?[\s|:-]*-{2,}[\s|:-]*\|?")
_MARKS = (
    (re.compile(r"\s*(?:</p>\s*<p>|<br\s*/?>)\s*", re.IGNORECASE), "\n"),
    (re.compile(r"</?(?:p|i|b|u|em|strong|su[bp]|span|div)(?:\s[^<>]{0,80})?>", re.IGNORECASE), ""),
    (re.compile(r"\*\*"), ""),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,400})(?<=[^\s*])\*(?![\w*])"), r"\1"),
)
_LAYOUT, _LOOK = Layout(), Look()


def view_of_text(text: str, name: str) -> View:
    """The View of a text; nothing that needs formats can be judged on it."""
    blocks: list[Block] = []
    rows: list[tuple[int, list[str]]] = []
    tables = 0
    for number, line in enumerate([*text.replace("\r\n", "\n").split("\n"), ""]):
        cells = _cells(line)
        if cells:
            rows.append((number, cells))
            continue
        if rows and _RULE.fullmatch(line.strip()):
            continue
        if len(rows) > 1:
            tables += 1
            blocks.append(_table(rows, tables))
        elif rows:
            blocks.append(_paragraph(rows[0][0], "\t".join(rows[0][1])))
        rows = []
        if line.strip():
            blocks.append(_paragraph(number, line.strip()))
    return View(name, tuple(blocks), (Section(210, 297, 20, 20, 30, 15),), formats=False)


def _cells(line: str) -> list[str]:
    stripped = line.strip()
    if _RULE.fullmatch(stripped):
        return []
    if stripped.startswith("|") and stripped.count("|") > 2:
        return [c.strip() for c in stripped.strip("|").split("|")]
    parts = line.split("\t")
    return [c.strip() for c in parts] if len(parts) > 2 else []


def _paragraph(number: int, text: str, at: tuple[int, int, int] = (0, 0, 0)) -> Paragraph:
    # Bold and other marks of a scan's text say nothing that can be relied on.
    words = letters.nfc(text)
    if "<" in words or "*" in words:
        for pattern, plain in _MARKS:
            words = pattern.sub(plain, words)
        words = words.strip()
    runs = (Run(words, _LOOK),) if words else ()
    return Paragraph(Spot("", number, *at), "", _LAYOUT, runs)


def _table(rows: list[tuple[int, list[str]]], number: int) -> Table:
    width = max(len(cells) for _, cells in rows)
    made = []
    for i, (line, cells) in enumerate(rows, start=1):
        row = (
            Cell((_paragraph(line, text, (number, i, column)),))
            for column, text in enumerate([*cells, *[""] * (width - len(cells))], start=1)
        )
        made.append(Row(tuple(row)))
    return Table(tuple(made), number=number)
