"""Pictures of two documents: which came, went, moved, or are others now."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from vbhc.compare import margins, places
from vbhc.compare.matching import Thing, match
from vbhc.model.ban_doc import BanDoc
from vbhc.model.so_sanh import Loai, ThayDoi
from vbhc.model.view import Block, Shape, Spot, paragraphs

_MM = 1.0
"""By how much sizes may be off and still be the same."""


class _Picture(NamedTuple):
    image: str
    width: float
    height: float
    spot: Spot
    place: str
    phan: str

    @property
    def said(self) -> str:
        """The picture in words."""
        return f"{self.width:.0f} × {self.height:.0f} mm" if self.width and self.height else "không rõ cỡ"


def pictures(a: BanDoc, b: BanDoc, same: Sequence[tuple[int, int]]) -> Iterator[ThayDoi]:
    """What became of the pictures, those of headers and footers page by page; nothing where one is but text.

    Args:
        a: the earlier document.
        b: the later one.
        same: which of its sections are which of the later one's.
    """
    if not a.view.formats or not b.view.formats:
        return
    for old, new in zip(_of(a), _of(b), strict=True):
        yield from _told(old, new)
    left, right = margins.Margins(a), margins.Margins(b)
    for called, x, y in margins.together(left, right, same, _shown, _shown):
        yield from _told(_in_margin(x, called), _in_margin(y, called))
    lone_a, lone_b = margins.only(left, right, same)
    for own, others, loai in ((lone_a, right, Loai.BO), (lone_b, left, Loai.THEM)):
        known = {image for _, _, blocks in others.each() for image in _shown(blocks)}
        for called, blocks in own:
            for one, image in zip(_in_margin(blocks, called), _shown(blocks), strict=True):
                if image not in known:
                    known.add(image)
                    yield _change(loai, *((one, None) if loai is Loai.BO else (None, one)))


def _told(old: Sequence[_Picture], new: Sequence[_Picture]) -> Iterator[ThayDoi]:
    """What became of the pictures of one part of the documents."""
    found = match(_things(old), _things(new), lambda _i, _j: 0.0)
    for i, j in (*found.stay, *found.moved):
        x, y = old[i], new[j]
        if (i, j) in found.moved:
            yield _change(Loai.CHUYEN, x, y)
        elif max(abs(x.width - y.width), abs(x.height - y.height)) > _MM:
            yield _change(Loai.DINH_DANG, x, y)
    paired = {i for i, _ in (*found.stay, *found.moved)}, {j for _, j in (*found.stay, *found.moved)}
    gone = [x for i, x in enumerate(old) if i not in paired[0]]
    come = [y for j, y in enumerate(new) if j not in paired[1]]
    if len(gone) == len(come):
        yield from (_change(Loai.SUA, x, y) for x, y in zip(gone, come, strict=True))
    else:
        yield from (_change(Loai.BO, x, None) for x in gone)
        yield from (_change(Loai.THEM, None, y) for y in come)


def _things(found: Sequence[_Picture]) -> list[Thing]:
    return [Thing(p.image or p[1:3], ()) for p in found]


def _of(document: BanDoc) -> tuple[list[_Picture], list[_Picture]]:
    """The pictures of the text, and those of its notes."""
    noted = tuple(block for note in document.view.notes for block in note.blocks)
    held = [p for p in paragraphs(document.view.blocks) if p.shapes]
    at = {(p.spot.part, p.spot.p) for p in held}
    lines = (line for line in document.dong if at and (line.doan.spot.part, line.doan.spot.p) in at)
    where = {line.doan.spot.p: places.short(document.vi_tri(line)) for line in lines}
    text, note = places.PHAN["noi_dung"], places.PHAN["note"]
    return (
        [one for p in held for place in (where.get(p.spot.p) or text,) for one in _in(p.shapes, p.spot, place, place)],
        [one for p in paragraphs(noted) for one in _in(p.shapes, p.spot, note, note)],
    )


def _in_margin(blocks: tuple[Block, ...], called: str) -> list[_Picture]:
    return [one for p in paragraphs(blocks) for one in _in(p.shapes, p.spot, called, places.PHAN["le"])]


def _shown(blocks: tuple[Block, ...]) -> tuple[Hashable, ...]:
    """What the pictures of a header or footer are, and how large."""
    return tuple((p.image, round(p.width), round(p.height)) for p in _in_margin(blocks, ""))


def _in(shapes: Sequence[Shape], spot: Spot, place: str, phan: str) -> Iterator[_Picture]:
    for shape in shapes:
        if shape.kind == "picture" or shape.image:
            yield _Picture(shape.image, shape.width, shape.height, spot, place, phan)
        for paragraph in paragraphs(shape.blocks):
            yield from _in(paragraph.shapes, spot, place, phan)


def _change(loai: Loai, x: _Picture | None, y: _Picture | None) -> ThayDoi:
    now = y or x
    assert now is not None
    other = "hình ảnh khác" if loai is Loai.SUA else "hình ảnh"
    old, new = ("" if p is None else f"{name} {p.said}" for p, name in ((x, "hình ảnh"), (y, other)))
    field = {Loai.SUA: "hình ảnh", Loai.DINH_DANG: "cỡ hình"}.get(loai, "")
    before = x.place if x is not None and y is not None and x.place != y.place else ""
    return ThayDoi(
        loai, "hinh", now.phan, now.place, old, new, field, before,
        a=(x.spot,) if x else (), b=(y.spot,) if y else (),
    )  # fmt: skip
