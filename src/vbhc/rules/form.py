"""What many form rules share: a component's letters and alignment held against the norms, with edits that mend them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from vbhc import norms
from vbhc.model.ban_doc import Dong
from vbhc.model.edits import ParagraphEdit, RunEdit, TextEdit
from vbhc.model.view import CANH, Look, Run
from vbhc.norms import GioiHan
from vbhc.rules import Loi

SLACK = 0.05
"""Points by which a size may be off and still be the size."""


FIRST = 3.0
"""Millimetres of first-line indent from which a centred line stands visibly beside the middle."""


def co(size: float) -> str:
    """A size as people write it."""
    return f"{size:g}".replace(".", ",")


def co_chu(dong: Dong) -> bool:
    """Whether a line has words: a rule drawn with underscores is a line of its own, and no component's words."""
    return any(c.isalnum() for c in dong.chu)


def ca_dong(dong: Dong) -> bool:
    """Whether a line is all that stands on its line of the paragraph, as typed, and nothing was read into it."""
    whole = dong.doan.text
    if whole == dong.goc:
        return True
    end = dong.dau + len(dong.goc)
    if whole[dong.dau : end] != dong.goc:
        return False
    return (dong.dau == 0 or whole[dong.dau - 1] in "\n\f") and (end == len(whole) or whole[end] in "\n\f")


def sua(dong: Dong, start: int, end: int, text: str) -> tuple[TextEdit, ...]:
    """Put a text in place of the characters `start`…`end` of a line; nothing where the file's own letters are others.

    A number that Word makes, or letters of an old encoding, stand in `goc` but not so in the file.
    """
    if dong.doan.text[dong.dau : dong.dau + len(dong.goc)] != dong.goc:
        return ()
    return (TextEdit(dong.doan.spot, dong.dau + start, dong.dau + end, text),)


@dataclass(frozen=True, slots=True)
class DongTach:
    """A line taken apart by a pattern: what stands where, as offsets in `Dong.goc`."""

    dong: Dong

    def edit(self, start: int, end: int, text: str) -> tuple[TextEdit, ...]:
        """Put a text in place of what stands from `start` to `end` of the line."""
        return sua(self.dong, start, end, text)


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
        if co_chu(dong):
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
    """The alignment of a component's paragraphs.

    A line that is put in its place by tabs or blanks is left alone: where it then stands cannot be told.
    """
    allowed = norms.gioi_han()[thanh_phan].canh
    for dong in lines:
        found = dong.doan.layout.align
        if not co_chu(dong) or not allowed or found in allowed or "\t" in dong.goc or dong.goc[:2].isspace():
            continue
        if not dong.tu_dong and not ca_dong(dong):
            continue
        # Centred text with an indent of its first line would stand beside the middle.
        want: dict[str, object] = {"align": allowed[0]} | ({"first": 0.0} if allowed[0] == "center" else {})
        yield Loi(
            dong, f"{ten} canh {CANH.get(found, found)}", f"Canh {CANH[allowed[0]]}",
            edits=(ParagraphEdit(dong.doan.spot, want),),
        )  # fmt: skip


def lech(lines: Iterable[Dong], ten: str) -> Iterator[Loi]:
    """An indent that puts centred words beside the middle of the page: a first line pushed in as in running text."""
    for dong in lines:
        layout = dong.doan.layout
        if co_chu(dong) and layout.align == "center" and abs(layout.first) > FIRST and not dong.doan.spot.table:
            yield Loi(
                dong,
                f"{ten} canh giữa nhưng thụt đầu dòng {co(layout.first)} mm nên bị lệch",
                "Bỏ thụt đầu dòng",
                edits=(ParagraphEdit(dong.doan.spot, {"first": 0.0}),),
            )


__all__ = [
    "SLACK",
    "DongTach",
    "Look",
    "ca_dong",
    "canh",
    "co",
    "co_chu",
    "kieu_chu",
    "kieu_chu_dong",
    "lech",
    "letters",
    "sua",
]
