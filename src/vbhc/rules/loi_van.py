"""The running text as the rules of box 6 see it: its paragraphs, the căn cứ as entries, one fault told once for all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from vbhc.model.ban_doc import BanDoc, Dong, Muc
from vbhc.model.edits import Edit
from vbhc.rules import Loi
from vbhc.text.measure import Face, width

NGAN, DAI = 40, 140
"""No line of so few letters fills the page, and none of so many fits on it (13 to 14 points, 125 to 180 mm)."""
_MO_CAN_CU = re.compile(r"[-–—•+*▪]?\s*(?:Căn cứ|Theo|Xét|Thực hiện|Trên cơ sở)\b", re.IGNORECASE)
_TEN_BANG = re.compile(r"(?:Bảng|Biểu(?: đồ)?)(?: số)? ?\d{1,3}(?:\.\d{1,2})*\s*[.:–-]", re.IGNORECASE)
_GHI_CHU = re.compile(r"[(*]?\s*(?:Nguồn|Ghi chú)\b", re.IGNORECASE)
_GAN_BANG, _NGAN_GON = 3, 200
"""So many lines at a table, none longer, are its name, its unit and its notes."""
_DE_NGHI = re.compile(r"(?:Theo|Xét) đề nghị của\b")


@dataclass(frozen=True, slots=True)
class Doan:
    """A paragraph of the running text: its first line, and its item where it is one (None: a căn cứ)."""

    dong: Dong
    muc: Muc | None

    @property
    def cap(self) -> str:
        """The level, "can_cu" for a căn cứ."""
        return "can_cu" if self.muc is None else self.muc.cap


def doan(van_ban: BanDoc) -> tuple[Doan, ...]:
    """The paragraphs of the running text in order, each once, without those in tables and drawings and at tables."""
    beside = chu_bang(van_ban)
    found = [Doan(d, None) for d in van_ban.can_cu] + [Doan(m.dong, m) for m in van_ban.muc]
    seen: dict[tuple[str, int], Doan] = {}
    for item in found:
        spot = item.dong.doan.spot
        if item.dong.chu and not item.dong.o_dau and not spot.table and (spot.part, spot.p) not in beside:
            seen.setdefault((spot.part, spot.p), item)
    return tuple(seen.values())


def chu_bang(van_ban: BanDoc) -> frozenset[tuple[str, int]]:
    """The paragraphs that name a table or note something under it, whose form the decree leaves open."""
    tables = {b.table.number for b in van_ban.bang}
    if not tables:
        return frozenset()
    lines = [d for d in van_ban.dong if d.chu and not d.o_dau]
    plain = {id(m.dong) for m in van_ban.muc if m.cap == "doan"}
    inside = [d.doan.spot.table in tables for d in lines]
    out: set[tuple[str, int]] = set()
    for i, (above, below) in enumerate(pairwise(inside)):
        if above == below:
            continue
        near = lines[max(0, i + 1 - _GAN_BANG) : i + 1][::-1] if below else lines[i + 1 : i + 1 + _GAN_BANG]
        fits = _la_ten if below else _la_ghi_chu
        for dong in near:
            unit = id(dong) not in plain and dong.doan.layout.align == "right"
            if dong.doan.spot.table or not (unit or (id(dong) in plain and fits(dong))):
                break
            out.add((dong.doan.spot.part, dong.doan.spot.p))
    return frozenset(out)


def _la_ten(dong: Dong) -> bool:
    text = dong.chu
    placed = dong.doan.layout.align in {"center", "right"} and not text.endswith((":", ";", "."))
    return len(text) <= _NGAN_GON and (placed or _TEN_BANG.match(text) is not None)


def _la_ghi_chu(dong: Dong) -> bool:
    return len(dong.chu) <= _NGAN_GON and _GHI_CHU.match(dong.chu) is not None


def nhieu_dong(van_ban: BanDoc, dong: Dong) -> bool:
    """Whether a paragraph surely takes more than one line of the page; a break that was typed does not count."""
    text = dong.chu
    if len(text) <= NGAN or len(text) >= DAI:
        return len(text) >= DAI
    sections = van_ban.view.sections
    if dong.doan.section >= len(sections):
        return False
    page, layout, looks = sections[dong.doan.section], dong.doan.layout, dong.nhin
    room = page.width - page.left - page.right - layout.left - layout.right - layout.first
    return bool(looks) and width(text, Face(looks[0].size, looks[0].bold, looks[0].italic)) > room > 0


def ca_bai(cases: Iterable[tuple[str, Dong, tuple[Edit, ...]]], hint: str) -> Iterator[Loi]:
    """One fault for each distinct message, at the first line that has it, with how many more have it and all edits."""
    groups: dict[str, list[tuple[Dong, tuple[Edit, ...]]]] = {}
    for message, dong, edits in cases:
        groups.setdefault(message, []).append((dong, edits))
    for message, found in groups.items():
        more = f" (và {len(found) - 1} đoạn khác)" if len(found) > 1 else ""
        yield Loi(found[0][0], message + more, hint, edits=tuple(e for _, edits in found for e in edits))


def can_cu(van_ban: BanDoc) -> list[tuple[Dong, ...]]:
    """The căn cứ as entries: one goes on over a break, and into a line that begins with a small letter.

    "Theo đề nghị của …" is the last line of the preamble also where it stands as text. What announces the text
    (it ends in a colon) is no căn cứ.
    """
    lines = [d for d in van_ban.can_cu if d.chu]
    if lines and van_ban.muc and _DE_NGHI.match(van_ban.muc[0].dong.chu):
        lines.append(van_ban.muc[0].dong)
    out: list[list[Dong]] = []
    for dong in lines:
        if out and not _MO_CAN_CU.match(dong.chu) and (dong.dau or dong.chu[0].islower()):
            out[-1].append(dong)
        else:
            out.append([dong])
    return [tuple(entry) for entry in out if not entry[-1].chu.endswith(":")]


__all__ = ["Doan", "ca_bai", "can_cu", "chu_bang", "doan", "nhieu_dong"]
