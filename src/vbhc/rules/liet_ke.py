"""Lists of recipients as entries, each from its dash over one line or several; their marks and the edits of these."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from vbhc.model.ban_doc import Dong
from vbhc.model.edits import TextEdit
from vbhc.text.letters import HOA

_GACH = re.compile(r"\s*(?P<gach>[-‐‑‒–—−•●▪◦·*+\uf0b7\uf02d])(?P<cach>\s*)")
_LUU = re.compile(r"Lưu\b", re.IGNORECASE)
_NGUOI_SOAN = re.compile(r"[^\W\d_]{1,10}(?:[.\-/][^\W\d_]{1,10}){0,3}\.?\s?(?:\(\s?\d{1,4}\s?\)|\d{1,4})")
_KY_HIEU = re.compile(rf"[{HOA}]{{1,8}}(?:[.\-/][{HOA}]{{1,8}}){{0,3}}\.?")


@dataclass(frozen=True, slots=True)
class Muc:
    """An entry: its lines, its dash as typed ("" without one), whether a blank follows it, and its words."""

    dong: tuple[Dong, ...]
    gach: str
    cach: bool
    chu: str

    @property
    def luu(self) -> bool:
        """Whether it is the line that says where the document is filed."""
        return bool(_LUU.match(self.chu))

    @property
    def cho_trong(self) -> bool:
        """Whether nobody has written anything but dots in it yet."""
        return not self.chu.strip(" .…_;")


def muc(lines: Iterable[Dong]) -> list[Muc]:
    """Lines as entries.

    A line without a dash goes on with the one before, unless that one ended (`;`), or no line of the list has a dash.
    The drafter's code under the list is no part of it.
    """
    rows = [(d, _GACH.match(d.goc)) for d in lines if d.chu]
    dashed = any(found for _, found in rows)
    out: list[list[tuple[Dong, re.Match[str] | None]]] = []
    for dong, found in rows:
        if found is None and out:
            if _NGUOI_SOAN.fullmatch(dong.chu) or (dashed and _KY_HIEU.fullmatch(dong.chu)):
                continue
            before = out[-1][-1][0].chu
            if _goes_on(before, dong.chu, dashed=dashed):
                out[-1].append((dong, None))
                continue
            if before.endswith(".") and _LUU.search(out[-1][0][0].chu[:6]):
                break  # the list has ended; what stands under it is something else
        out.append([(dong, found)])
    return [_entry(rows) for rows in out]


def _goes_on(before: str, text: str, *, dashed: bool) -> bool:
    if _LUU.match(text) or before.endswith(";"):
        return False
    if dashed:
        return not (before.endswith(".") and _LUU.search(before[:6]))
    return text[0].islower() or text[0] == "("


def _entry(rows: list[tuple[Dong, re.Match[str] | None]]) -> Muc:
    first, found = rows[0]
    words = " ".join([first.chu, *(d.chu for d, _ in rows[1:])])
    if found is None:
        return Muc(tuple(d for d, _ in rows), "", True, words)
    return Muc(tuple(d for d, _ in rows), found["gach"], bool(found["cach"]), words.lstrip()[1:].lstrip())


def sua(dong: Dong, start: int, end: int, text: str) -> tuple[TextEdit, ...]:
    """The edit that puts `text` for `start`…`end` of the line as typed; none where Word makes those letters itself."""
    skip = len(dong.tu_dong) + 1 if dong.tu_dong else 0
    if start < skip:
        return ()
    return (TextEdit(dong.doan.spot, dong.dau + start - skip, dong.dau + end - skip, text),)


def sua_gach(dong: Dong) -> tuple[TextEdit, ...]:
    """The edit that makes a line begin with `- `."""
    found = _GACH.match(dong.goc)
    if found is not None:
        blank = found["cach"] or " "
        return sua(dong, found.start("gach"), found.end(), "-" + blank)
    lead = len(dong.goc) - len(dong.goc.lstrip())
    return sua(dong, lead, lead, "- ")


def dau_cuoi(dong: Dong) -> str:
    """The marks at the end of a line."""
    text = dong.goc.rstrip()
    return text[len(_body(text)) :]


def sua_cuoi(dong: Dong, mark: str) -> tuple[TextEdit, ...]:
    """The edit that makes a line end with `mark`."""
    text = dong.goc.rstrip()
    return sua(dong, len(_body(text)), len(text), mark)


def _body(text: str) -> str:
    """A line without its closing marks; dots that stand for words left out or close an abbreviation (`TP.;`) stay."""
    body = text.rstrip(";,:")
    if body.endswith(("...", "…", "v.v.", "v.v")) or (text.endswith(".;") and body == text[:-1]):
        return body
    return text.rstrip(";,:./ ")
