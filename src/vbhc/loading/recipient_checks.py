"""What is to be said of a list of recipients beside its rows' own faults: what would be lost, doubled, not filled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from vbhc.annex.ghep import gon
from vbhc.loading.dossier import Written
from vbhc.loading.recipients import Recipient, filled
from vbhc.loading.yaml_source import MAX_BYTES
from vbhc.model.ban_in import BangIn
from vbhc.problems import Place, Problem, Severity
from vbhc.text.inline import MARK

_NOTHING = re.compile(r"[-–—−.…_/?*\s]+")
_TOLD = 20
"""Remarks of one kind on rows of a list that are told one by one; the rest are counted."""


def of_list(written: Written, people: Sequence[Recipient]) -> tuple[Problem, ...]:
    """Remarks on a list as a whole."""
    return (
        *_some(_marks_in_cells(written, people)),
        *_some(_as_good_as_blank(written, people)),
        *_some(_same_number(written, people)),
    )


def _some(found: Iterator[Problem]) -> Iterator[Problem]:
    """The first of them, and how many more there are."""
    yield from islice(found, _TOLD)
    left = next(found, None)
    if left is not None:
        yield replace(left, message=f"và {1 + sum(1 for _ in found)} hàng nữa như thế")


def _marks_in_cells(written: Written, people: Sequence[Recipient]) -> Iterator[Problem]:
    """Marks that come from the list itself are not filled, for what comes out must not depend on what came in."""
    for who in people:
        for text in who.o.values():
            if "<<" in text and MARK.search(text):
                yield Problem(
                    written.places.of("tron"), Severity.CANH_BAO, "tron/dau",
                    f"{who.goi}: “{text[:40]}” in nguyên như thế: << >> trong danh sách không được điền",
                    "Viết thẳng chữ cần in",
                )  # fmt: skip


def _as_good_as_blank(written: Written, people: Sequence[Recipient]) -> Iterator[Problem]:
    """Cells with a dash or dots where nobody knew yet, which print as they are."""
    for who in people:
        for text in () if who.problems else who.o.values():
            if _NOTHING.fullmatch(text):
                yield Problem(
                    written.places.of("tron"), Severity.CANH_BAO, "tron/o_chi_dau",
                    f"{who.goi}: có ô chỉ ghi “{text[:40]}”, in nguyên như thế",
                    "Ghi chữ, số cần in; chưa có thì xoá trắng ô, hàng ấy được giữ lại",
                )  # fmt: skip


def _same_number(written: Written, people: Sequence[Recipient]) -> Iterator[Problem]:
    """Two documents of one agency and year with one number."""
    asked = [str(written.data.get(key) or "") for key in ("so_van_ban", "co_quan", "ngay_ban_hanh")]
    if not asked[0]:
        return
    first: dict[tuple[str, ...], Recipient] = {}
    for who in people:
        if who.problems:
            continue
        number, agency, day = (filled(text, who) for text in asked)
        other = first.setdefault((number.strip().lstrip("0"), agency, *re.findall(r"\d{4}", day)), who)
        if other is not who:
            yield Problem(
                written.places.of("so_van_ban"), Severity.CANH_BAO, "tron/trung_so",
                f"{other.goi} và {who.goi} cùng số {number.strip()}",
                "Xem lại cột số trong danh sách" if "<<" in asked[0] else "Lấy số từ một cột của danh sách: <<…>>",
            )  # fmt: skip
            if "<<" not in asked[0]:
                return  # so it is for all


def unasked(written: Written) -> Iterator[Problem]:
    """Marks in a document that has no list: they would print as they are."""
    for _, lines in written.aligner.texts:
        for text, place in lines:
            found = MARK.search(text) if "<<" in text else None
            if found:
                yield Problem(
                    place, Severity.CANH_BAO, "tron/thieu", f"“{found[0]}” in nguyên như thế: văn bản không có `tron`",
                    "Thêm `tron` (tệp danh sách và cột khoá), hoặc viết thẳng chữ cần in",
                )  # fmt: skip


def swollen(written: Written, who: Recipient) -> Problem | None:
    """What is wrong when a row's values would make the document longer than a document file may be."""
    marks = (m for _, lines in written.aligner.texts for text, _ in lines if "<<" in text for m in MARK.finditer(text))
    if sum(len(who.o.get(gon(m[1]), "")) for m in marks) <= MAX_BYTES:
        return None
    what = f"{who.goi}: chữ điền vào <<…>> quá dài, không in được trong một văn bản"
    return Problem(written.places.of("tron"), Severity.LOI, "tron/qua_dai", what, "Rút ngắn các ô của hàng")


def unfilled(bang: BangIn | None, place: Place, who: Recipient | None = None) -> Iterator[Problem]:
    """Marks in the cells of an annex, which come from its sheet and are not filled; `who` has these rows alone."""
    whose = f"{who.goi}: " if who else ""
    for row in bang.hang if bang else ():
        for text in row.o:
            if "<<" in text and (found := MARK.search(text)):
                yield Problem(
                    place, Severity.CANH_BAO, "tron/dau",
                    f"{whose}“{found[0]}” trong bảng in nguyên như thế: << >> trong bảng tính không được điền",
                    "Viết thẳng chữ cần in vào ô",
                )  # fmt: skip
                return


def named(written: Written, who: Recipient, problem: Problem) -> Problem:
    """A fault of a text that was filled, with the row and the values that came into it."""
    if problem.severity is not Severity.LOI or problem.place.file != written.places.file:
        return problem
    here = [text for _, lines in written.aligner.texts for text, at in lines if at.line == problem.place.line]
    columns = dict.fromkeys(" ".join(m[1].split()) for text in here for m in MARK.finditer(text))
    if not columns:
        return problem
    said = ", ".join(f"<<{name}>> là “{who.o.get(gon(name), '')[:40]}”" for name in columns)
    return replace(problem, message=f"{problem.message} ({who.goi}: {said})", chung=problem.message)
