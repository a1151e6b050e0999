"""Two documents compared by structure: what came, went, moved, and says something else; formats apart from wording."""

from __future__ import annotations

from dataclasses import replace

from vbhc.compare import formats, margins, sections, tables
from vbhc.compare.changes import Both, changes, collapse
from vbhc.compare.continued import joined
from vbhc.compare.notes import marks, notes
from vbhc.compare.pairing import pair
from vbhc.compare.pictures import pictures
from vbhc.compare.units import flow
from vbhc.compare.unseen import unseen
from vbhc.model.ban_doc import BanDoc
from vbhc.model.so_sanh import SoSanh


def so_sanh(a: BanDoc, b: BanDoc) -> SoSanh:
    """What changed from the document `a` to the document `b`."""
    units_a, units_b = joined(flow(a), flow(b))
    same = sections.same(units_a, units_b)
    margins_a, margins_b = margins.both(a, b, same)
    units_a, units_b = units_a + notes(a) + margins_a, units_b + notes(b) + margins_b
    pairing = pair(units_a, units_b)
    compared = {}
    for n, (left, right) in enumerate(pairing.groups):
        x, y = units_a[left[0]].bang, units_b[right[0]].bang
        if x is not None and y is not None:
            compared[n] = tables.compare(x, y)
    shown = a.view.formats and b.view.formats
    both = Both(units_a, units_b, pairing, compared)
    told = [(cap, [*found, *(formats.of_pair(cap) if shown else ())]) for cap, found in changes(both)]
    every = [one for _, found in told for one in found]
    kept = collapse(
        [*every, *marks(a, b, both), *pictures(a, b, same), *formats.of_pages(a, b, [cap for cap, _ in told])]
    )
    index = {n: k for k, (_, group) in enumerate(kept) for n in group}
    caps, at = [], 0
    for cap, found in told:
        own = dict.fromkeys(index[n] for n in range(at, at + len(found)))
        caps.append(replace(cap, thay_doi=tuple(own)))
        at += len(found)
    return SoSanh(a, b, tuple(caps), tuple(one for one, _ in kept), unseen(a, b))


__all__ = ["so_sanh"]
