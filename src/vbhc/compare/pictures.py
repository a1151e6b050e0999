"""Pictures of two documents: which came, went, moved, or are others now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vbhc.compare import places
from vbhc.compare.matching import Thing, match
from vbhc.model.ban_doc import BanDoc
from vbhc.model.so_sanh import Loai, ThayDoi
from vbhc.model.view import Shape, Spot, every, paragraphs

_MM = 1.0
"""By how much sizes may be off and still be the same."""


class _Picture(NamedTuple):
    image: str
    width: float
    height: float
    spot: Spot
    place: str

    @property
    def said(self) -> str:
        """The picture in words."""
        return f"{self.width:.0f} × {self.height:.0f} mm" if self.width and self.height else "không rõ cỡ"


def pictures(a: BanDoc, b: BanDoc) -> Iterator[ThayDoi]:
    """What became of the pictures; nothing where one of the documents is but text."""
    if not a.view.formats or not b.view.formats:
        return
    old, new = list(_of(a)), list(_of(b))
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
    if [x.spot.part for x in gone] == [y.spot.part for y in come]:
        yield from (_change(Loai.SUA, x, y) for x, y in zip(gone, come, strict=True))
    else:
        yield from (_change(Loai.BO, x, None) for x in gone)
        yield from (_change(Loai.THEM, None, y) for y in come)


def _things(found: Sequence[_Picture]) -> list[Thing]:
    return [Thing(p.image or p[1:3], ()) for p in found]


def _of(document: BanDoc) -> Iterator[_Picture]:
    """The pictures of a document; one in the margins of several sections counts once."""
    where = {(line.doan.spot.part, line.doan.spot.p): document.vi_tri(line) for line in document.dong}
    seen: set[tuple[str, int]] = set()
    for paragraph in every(document.view):
        at = paragraph.spot.part, paragraph.spot.p
        if paragraph.shapes and at not in seen:
            seen.add(at)
            body = paragraph.spot.part == document.dong[0].doan.spot.part if document.dong else True
            place = places.short(where.get(at, "")) or places.PHAN["noi_dung" if body else "le"]
            yield from _in(paragraph.shapes, paragraph.spot, place)


def _in(shapes: Sequence[Shape], spot: Spot, place: str) -> Iterator[_Picture]:
    for shape in shapes:
        if shape.kind == "picture" or shape.image:
            yield _Picture(shape.image, shape.width, shape.height, spot, place)
        for paragraph in paragraphs(shape.blocks):
            yield from _in(paragraph.shapes, spot, place)


def _change(loai: Loai, x: _Picture | None, y: _Picture | None) -> ThayDoi:
    now = y or x
    assert now is not None
    other = "hình ảnh khác" if loai is Loai.SUA else "hình ảnh"
    old, new = ("" if p is None else f"{name} {p.said}" for p, name in ((x, "hình ảnh"), (y, other)))
    field = {Loai.SUA: "hình ảnh", Loai.DINH_DANG: "cỡ hình"}.get(loai, "")
    before = x.place if x is not None and y is not None and x.place != y.place else ""
    return ThayDoi(
        loai, "hinh", now.place, now.place, old, new, field, before,
        a=(x.spot,) if x else (), b=(y.spot,) if y else (),
    )  # fmt: skip
