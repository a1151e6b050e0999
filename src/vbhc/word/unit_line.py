"""The line above an annex table that says in which unit its numbers are, in a file that people have worked in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from lxml import etree

from vbhc import norms
from vbhc.text import letters, units
from vbhc.word import ns
from vbhc.word.ns import w
from vbhc.word.styles import Styles

_TRACKED = tuple(map(w, ("ins", "del", "moveFrom", "moveTo")))
_NEAR = 5
"""Paragraphs with words above the table among which the line is sought: people put things between."""


class UnitLine(NamedTuple):
    """The whole line as it was printed, and as it is to be; "" for none."""

    printed: str = ""
    wanted: str = ""


def settle(table: Any, line: UnitLine, styles: Styles, *, new_numbers: bool, force: bool) -> tuple[bool, str]:
    """Bring the line to what the data say now, unless a person has worked in it.

    Args:
        table: the table in the file.
        line: what it said, and is to say.
        styles: of the file.
        new_numbers: whether the table is to be replaced.
        force: go over what a person wrote there.

    Returns:
        Whether the line was changed; and what the file says that the numbers must not come under ("" when all is well).
    """
    there = _line_above(table, styles)
    said = "" if there is None else _words(there)
    printed, wanted, now = map(units.don_vi, (line.printed, line.wanted, said))
    other = _among_words(table) if there is None and (printed != wanted or (wanted and new_numbers)) else None
    if other is not None:
        unit = units.tien_trong_loi(_words(other))
        if units.don_vi(unit) != wanted and not force:
            return False, f"ghi “{_words(other)}”"
        if units.don_vi(unit) == wanted and printed:
            return False, ""  # a person has put it there
        if wanted and printed and _replace(other, unit, units.trong_dong(line.wanted)):
            return True, ""
    tracked = there is not None and new_numbers and next(there.iter(*_TRACKED), None) is not None
    if tracked:
        if not force:
            return False, f"ghi “{said}”, còn Track Changes"
    elif now == wanted or (printed == wanted and not (now and wanted and new_numbers)):
        return False, ""  # a person's own choice at most, and no number that it does not fit
    elif now != printed and not force:
        return False, f"ghi “{said}”" if said else "không còn dòng đơn vị tính"
    if there is None:
        return _put_above(table, line.wanted, styles)
    if not wanted:
        if there.find(f"{w('pPr')}/{w('sectPr')}") is not None:
            return False, f"ghi “{said}”"
        there.getparent().remove(there)
    elif (
        tracked or now != printed or not _replace(there, units.trong_dong(line.printed), units.trong_dong(line.wanted))
    ):
        _write(there, line.wanted)
    return True, ""


def _words(paragraph: Any) -> str:
    return letters.nfc(" ".join(ns.text_of(paragraph).split()))


def _line_above(table: Any, styles: Styles) -> Any:
    """The paragraph that says the unit, None where there is none: by its words or by its style."""
    style = norms.thanh_phan()["don_vi_tinh"].kieu
    for paragraph in islice(_paragraphs_above(table), _NEAR):
        pressed = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        if units.la_dong_don_vi(_words(paragraph)) or (
            pressed is not None and styles.ten(pressed.get(w("val"), "")) == style
        ):
            return paragraph
    return None


def _among_words(table: Any) -> Any:
    """The paragraph above the table that says a unit of money among other words, None where there is none."""
    near = islice(_paragraphs_above(table), _NEAR)
    return next((paragraph for paragraph in near if units.tien_trong_loi(_words(paragraph))), None)


def _paragraphs_above(table: Any) -> Iterator[Any]:
    """Paragraphs with words, from the table upwards, as far as another table or the head of an annex."""
    node = table
    while node is not None and node.tag != w("body"):
        for before in node.itersiblings(preceding=True):
            if before.tag == w("tbl"):
                return
            inside = [before] if before.tag == w("p") else before.iter(w("p")) if before.tag == w("sdt") else ()
            for paragraph in reversed([*inside]):
                if ns.text_of(paragraph).strip():
                    yield paragraph
                names = (mark.get(w("name"), "") for mark in paragraph.iter(w("bookmarkStart")))
                if any(name.startswith("vb_phu_luc_") for name in names):
                    return
        node = node.getparent()


def _put_above(table: Any, line: str, styles: Styles) -> tuple[bool, str]:
    paragraph = etree.Element(w("p"))
    style = etree.SubElement(etree.SubElement(paragraph, w("pPr")), w("pStyle"))
    style.set(w("val"), styles.id_of("don_vi_tinh"))
    table.addprevious(paragraph)
    _write(paragraph, line)
    return True, ""


def _replace(paragraph: Any, old: str, new: str) -> bool:
    """Put one unit for another among the words as they stand; False where they are not in one piece."""
    word = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)", re.IGNORECASE)
    for node in paragraph.iter(w("t")):
        text = letters.nfc(node.text or "")
        if found := [*word.finditer(text)]:
            node.text = text[: found[-1].start()] + new + text[found[-1].end() :]
            return True
    return False


def _write(paragraph: Any, line: str) -> None:
    """Give a paragraph other words, in the look of its first ones."""
    look = paragraph.find(f".//{w('r')}/{w('rPr')}")
    for child in [*paragraph]:
        if child.tag != w("pPr"):
            paragraph.remove(child)
    run = etree.SubElement(paragraph, w("r"))
    if look is not None:
        run.append(look)
    text = etree.SubElement(run, w("t"))
    text.text = line
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
