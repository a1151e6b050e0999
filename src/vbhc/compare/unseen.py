"""What a comparison cannot see, told so that nobody takes silence for sameness."""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.view import CHU_THICH, Shape, View, every


def unseen(a: BanDoc, b: BanDoc) -> tuple[str, ...]:
    """What is in either file and was not compared, in words for people."""
    return tuple(dict.fromkeys([*_of(a, "bản trước"), *_of(b, "bản sau"), *_shapes(a.view, b.view)]))


def _of(document: BanDoc, which: str) -> Iterator[str]:
    view = document.view
    if view.changes:
        yield f"{which} còn {view.changes} thay đổi theo dõi chưa duyệt: so như đã chấp nhận tất cả"
    if view.comments:
        yield f"{which} có {view.comments} ghi chú (comment): không so"
    if not view.formats:
        yield f"{which} không có định dạng: chỉ so chữ"
    for what in view.unknown:
        if what not in CHU_THICH.values():
            yield f"{which} có {what}: không so"


def _shapes(a: View, b: View) -> Iterator[str]:
    drawn, linked = ([sum(1 for p in every(v) for s in p.shapes if of(s)) for v in (a, b)] for of in (_drawn, _linked))
    if any(drawn):
        same = f"hai bản đều có {drawn[0]}" if drawn[0] == drawn[1] else f"bản trước {drawn[0]}, bản sau {drawn[1]}"
        yield f"hình vẽ, biểu đồ ({same}): không so bên trong"
    if any(linked):
        yield "có hình ảnh nằm ngoài tệp: không so bên trong"


def _drawn(shape: Shape) -> bool:
    return shape.kind == "other"


def _linked(shape: Shape) -> bool:
    return shape.kind == "picture" and not shape.image
