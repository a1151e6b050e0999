"""What rules of the page share: what to call a section, every paragraph once, where page numbers stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from vbhc import norms
from vbhc.model.ban_doc import BanDoc, Dong
from vbhc.model.edits import SectionEdit
from vbhc.model.view import Block, Paragraph, Section, paragraphs
from vbhc.rules import Loi

BODY = "word/document.xml"


def mm(value: float) -> str:
    """A length as people write it."""
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


def phan_chinh(van_ban: BanDoc) -> frozenset[int]:
    """The sections that hold words of the document itself; the others hold nothing but annexes."""
    first = van_ban.phu_luc[0].tieu_de.doan if van_ban.phu_luc else None
    out = set()
    for dong in van_ban.dong:
        if dong.doan is first:
            break
        if dong.chu:
            out.add(dong.doan.section)
    return frozenset(out or {0})


def goi(van_ban: BanDoc, section: int) -> str:
    """What a person calls a section of pages."""
    if len(van_ban.view.sections) == 1:
        return "cả văn bản"
    annex = next((a for a in reversed(van_ban.phu_luc) if a.section <= section), None)
    name = "phần văn bản" if annex is None or section in phan_chinh(van_ban) else annex.tieu_de.chu[:20]
    return f"{name} (section {section + 1} trong Word)"


def le(van_ban: BanDoc, canh: str, field: str, ten: str) -> Iterator[Loi]:
    """One margin of every section against the allowed ranges.

    Args:
        van_ban: the document.
        canh: the side as page.yaml calls it.
        field: the field of Section.
        ten: what messages call it.
    """
    page = norms.trang()
    slack = page["sai_so"]["le"]
    for i, section in enumerate(van_ban.view.sections):
        # A negative margin is Word's way of saying "exactly".
        found = abs(getattr(section, field))
        ranges = page["le_cho_phep"]["ngang" if section.landscape else "doc"][canh]
        if any(low - slack <= found <= high + slack for low, high in ranges):
            continue
        low, high = ranges[0]
        yield Loi(
            None,
            f"Lề {ten} {mm(found)} mm",
            f"Đặt lề {ten} từ {low} đến {high} mm",
            edits=(SectionEdit(i, {field: float(low if found < low else high)}),),
            vi_tri=goi(van_ban, i),
        )


def doan(van_ban: BanDoc) -> Iterator[Paragraph]:
    """Every paragraph once: body, shapes, headers and footers."""
    last = None
    for dong in van_ban.dong:
        if dong.doan is not last:
            last = dong.doan
            yield last
    seen: set[int] = set()
    for section in van_ban.view.sections:
        for blocks in section.margins:
            if id(blocks) not in seen:
                seen.add(id(blocks))
                yield from _all(blocks)


def dong_cua(van_ban: BanDoc, paragraph: Paragraph) -> Dong:
    """A line to point at a paragraph."""
    found = next((d for d in van_ban.dong if d.doan is paragraph and d.chu), None)
    text = paragraph.text
    where = "" if paragraph.spot.part == BODY else "header"
    return found or Dong(paragraph, paragraph.runs, text, " ".join(text.split()), o_dau=where)


def _all(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for paragraph in paragraphs(tuple(blocks)):
        yield paragraph
        for shape in paragraph.shapes:
            yield from _all(shape.blocks)


@dataclass(frozen=True, slots=True)
class SoTrang:
    """A paragraph with the page's number, as a line of which only the number is looked at."""

    dong: Dong
    chan: bool
    trong_hinh: bool


def so_trang(blocks: Iterable[Block], *, chan: bool, trong_hinh: bool = False) -> Iterator[SoTrang]:
    """The page numbers in a header or footer."""
    for paragraph in paragraphs(tuple(blocks)):
        runs = tuple(r for r in paragraph.runs if r.field == "PAGE")
        if runs:
            text = paragraph.text
            line = Dong(paragraph, runs, text, " ".join(text.split()), o_dau="footer" if chan else "header")
            yield SoTrang(line, chan, trong_hinh)
        for shape in paragraph.shapes:
            yield from so_trang(shape.blocks, chan=chan, trong_hinh=True)


def in_ra(section: Section, trang: str, *, even_odd: bool = False) -> list[SoTrang]:
    """The page numbers that print on a section's "first" page, or on the "other" ones."""
    if trang == "first":
        keys = ["first"] if section.title_page else ["default"]
    else:
        keys = ["default", "even"] if even_odd else ["default"]
    out: list[SoTrang] = []
    for key in keys:
        out += so_trang(section.headers.get(key, ()), chan=False)
        out += so_trang(section.footers.get(key, ()), chan=True)
    return out


def moi_so_trang(van_ban: BanDoc) -> list[SoTrang]:
    """Every page number that prints anywhere, each paragraph once."""
    view = van_ban.view
    out: dict[tuple[str, int], SoTrang] = {}
    for section in view.sections:
        for which in ("first", "other"):
            for found in in_ra(section, which, even_odd=view.even_odd):
                out.setdefault((found.dong.doan.spot.part, found.dong.doan.spot.p), found)
    return list(out.values())


def nhin(found: SoTrang) -> Dong:
    """The number's line for judging letters: an empty result still has a look."""
    runs = tuple(r if r.text.strip() else replace(r, text="1") for r in found.dong.runs)
    return replace(found.dong, runs=runs[:1] if not any(r.text.strip() for r in found.dong.runs) else found.dong.runs)
