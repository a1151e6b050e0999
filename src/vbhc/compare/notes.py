"""Notes at the foot of pages and at the end of the text, as units."""

from __future__ import annotations

from collections import Counter

from vbhc.compare import places, words
from vbhc.model.ban_doc import BanDoc
from vbhc.model.so_sanh import Don
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
