"""What many form rules share: a component's letters and alignment held against the norms, with the edits that mend them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from vbhc import norms
from vbhc.model.ban_doc import Dong
from vbhc.model.finding import ParagraphEdit, RunEdit
from vbhc.model.view import Look, Run
from vbhc.norms import GioiHan
from vbhc.rules import Loi

CANH = {"left": "trái", "right": "phải", "center": "giữa", "both": "đều hai bên"}
SLACK = 0.05
"""Points by which a size may be off and still be the size."""


def co(size: float) -> str:
    """A size as people write it."""
    return f"{size:g}".replace(".", ",")


def letters(dong: Dong) -> Iterator[Run]:
    """The runs of a line that print letters; raised letters (footnote marks, units) are left out."""
    return (r for r in dong.runs if r.text.strip() and not r.look.raised and not r.look.hidden)


def kieu_chu(lines: Iterable[Dong], thanh_phan: str, ten: str) -> Iterator[Loi]:
    """Size, weight, slant and capitals of a component's lines; one fault for each of the four and line.

    Args:
        lines: the component's lines.
        thanh_phan: its key in norms' limits.yaml.
        ten: what messages call it.
    """
    limit = norms.gioi_han()[thanh_phan]
    for dong in lines:
        if dong.chu:
            yield from kieu_chu_dong(dong, limit, ten)


def kieu_chu_dong(dong: Dong, limit: GioiHan, ten: str) -> Iterator[Loi]:
    """The same for one line and given limits."""
    low, high = limit.co
    runs = list(letters(dong))
    sizes = [r for r in runs if not low - SLACK <= r.look.size <= high + SLACK]
    if sizes:
        want = co(low) if low == high else f"{co(low)} đến {co(high)}"
        yield _fault(dong, sizes, f"{ten} cỡ chữ {co(sizes[0].look.size)}", f"Đặt cỡ chữ {want}",
                     "size", lambda look: low if look.size < low else high)  # fmt: skip
    if limit.dam is not None:
        wrong = [r for r in runs if r.look.bold is not limit.dam]
        if wrong:
            say = ("chưa đậm", "Đặt chữ đậm") if limit.dam else ("in đậm", "Bỏ chữ đậm")
            yield _fault(dong, wrong, f"{ten} {say[0]}", say[1], "bold", lambda _: limit.dam)
    if limit.nghieng is not None:
        wrong = [r for r in runs if r.look.italic is not limit.nghieng]
        if wrong:
            say = ("chưa nghiêng", "Đặt chữ nghiêng") if limit.nghieng else ("in nghiêng", "Đặt chữ đứng")
            yield _fault(dong, wrong, f"{ten} {say[0]}", say[1], "italic", lambda _: limit.nghieng)
    if limit.hoa and any(c.islower() for c in dong.in_ra):
        wrong = [r for r in runs if any(c.islower() for c in r.shown)]
        yield _fault(dong, wrong, f"{ten} chưa in hoa", f"Viết: {dong.in_ra.upper()}", "caps", lambda _: True)


def _fault(dong: Dong, runs: list[Run], message: str, hint: str, key: str, value: Callable[[Look], object]) -> Loi:
    edits = tuple(RunEdit(dong.doan.spot, r.start, r.start + len(r.text), {key: value(r.look)}) for r in runs)
    part = " ".join("".join(r.text for r in runs).split())
    return Loi(dong, message, hint, trich=part[:80], edits=edits)


def canh(lines: Iterable[Dong], thanh_phan: str, ten: str) -> Iterator[Loi]:
    """The alignment of a component's paragraphs."""
    allowed = norms.gioi_han()[thanh_phan].canh
    for dong in lines:
        found = dong.doan.layout.align
        if dong.chu and allowed and found not in allowed:
            yield Loi(
                dong, f"{ten} canh {CANH.get(found, found)}", f"Canh {CANH[allowed[0]]}",
                edits=(ParagraphEdit(dong.doan.spot, {"align": allowed[0]}),),
            )  # fmt: skip


__all__ = ["CANH", "SLACK", "Look", "canh", "co", "kieu_chu", "kieu_chu_dong", "letters"]
