"""Notes at the foot of pages and at the end of the text, as units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from vbhc.compare import places, words
from vbhc.compare.changes import Both, spots
from vbhc.model.ban_doc import BanDoc
from vbhc.model.so_sanh import Don, Loai, ThayDoi
from vbhc.model.view import paragraphs
from vbhc.recognising.lines import lines

_CALLED = {"footnote": "Chú thích", "endnote": "Chú thích cuối văn bản"}


def notes(document: BanDoc) -> list[Don]:
    """The notes in the order of their marks, each called by its place in that order."""
    out = []
    count: Counter[str] = Counter()
    for note in document.view.notes:
        count[note.kind] += 1
        said = tuple(line for line in lines(note.blocks, "note") if line.chu)
        text = " ".join(words.printed(line.in_ra).strip() for line in said)
        where = f"{_CALLED[note.kind]} {count[note.kind]}"
        if text:
            out.append(Don(f"chu_thich_{note.kind}", "", text, "", said, where, places.PHAN["note"], -1, "note"))
    return out


def marks(a: BanDoc, b: BanDoc, both: Both) -> Iterator[ThayDoi]:
    """Notes whose marks went to another text: what they say is said of something else now.

    Marks in tables, and in texts that are in one document only, are not followed.
    """
    if not a.view.notes or not b.view.notes:
        return
    stands_a, stands_b = _marked(a, both.a), _marked(b, both.b)
    group_a, group_b = both.pairing.of_a(), both.pairing.of_b()
    went: dict[int, tuple[int, int]] = {}
    for n, (left, right) in enumerate(both.pairing.groups):
        i, j = group_a.get(stands_a.get(left[0], -1)), group_b.get(stands_b.get(right[0], -1))
        if i is not None and j is not None and i != j:
            went[n] = i, j
    told = {
        went[n][::-1] for n in both.pairing.moved if n in went
    }  # two that changed places are told as one that moved
    for n, (i, j) in went.items():
        if n in both.pairing.moved or (i, j) in told:
            continue
        (left, right), old, new = both.pairing.groups[n], both.pairing.groups[i][0][0], both.pairing.groups[j][1][0]
        x, y = both.a[left[0]], both.b[right[0]]
        yield ThayDoi(
            Loai.CHUYEN, y.loai, y.phan, f"{y.vi_tri}, ở {both.b[new].vi_tri}", x.chu, y.chu,
            vi_tri_cu=f"{x.vi_tri}, ở {both.a[old].vi_tri}", a=spots((both.a[old],)), b=spots((both.b[new],)),
        )  # fmt: skip


def _marked(document: BanDoc, units: Sequence[Don]) -> dict[int, int]:
    """The notes among units, each with the unit that has its mark."""
    at = {(p.spot.part, p.spot.p): note.at for note in document.view.notes for p in paragraphs(note.blocks)}
    text = {(s.doan.spot.part, s.doan.spot.p): n for n, u in enumerate(units) if u.o_dau != "note" for s in u.dong}
    found = {n: at.get((u.dong[0].doan.spot.part, u.dong[0].doan.spot.p)) for n, u in enumerate(units)
             if u.o_dau == "note"}  # fmt: skip
    where = {n: text.get((spot.part, spot.p)) for n, spot in found.items() if spot is not None}
    return {n: own for n, own in where.items() if own is not None}
