"""The signature blocks: whose lines of authority belong to whose name."""

from __future__ import annotations

from dataclasses import dataclass

from vbhc.model.ban_doc import BanDoc, Dong


@dataclass(frozen=True, slots=True)
class Khoi:
    """A block: lines of authority and title, then names (several where a cell holds several signers)."""

    quyen_han: tuple[Dong, ...]
    ho_ten: tuple[Dong, ...]


def khoi(van_ban: BanDoc) -> list[Khoi]:
    """The blocks in the order of the page.

    Side by side, blocks stand in cells of their own column; under each other, a title after a name begins a new one.
    """
    lines = [(d, True) for d in van_ban.tim("quyen_han") if d.chu]
    lines += [(d, False) for d in van_ban.tim("ho_ten") if d.chu]
    lines.sort(key=lambda pair: (pair[0].doan.spot.p, pair[0].dau))
    columns: dict[tuple[int, int], list[tuple[list[Dong], list[Dong]]]] = {}
    for dong, title in lines:
        spot = dong.doan.spot
        found = columns.setdefault((spot.table, spot.column), [])
        if not found or (title and found[-1][1]):
            found.append(([], []))
        found[-1][0 if title else 1].append(dong)
    return [Khoi(tuple(titles), tuple(names)) for blocks in columns.values() for titles, names in blocks]


__all__ = ["Khoi", "khoi"]
