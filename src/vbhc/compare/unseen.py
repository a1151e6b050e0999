"""What a comparison cannot see, told so that nobody takes silence for sameness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc
from vbhc.model.view import View, every


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
        yield f"{which} có {what}: không so"


def _shapes(a: View, b: View) -> Iterator[str]:
    kinds = {"picture": "hình ảnh", "other": "hình vẽ, biểu đồ"}
    counts = [Counter(s.kind for p in every(v) for s in p.shapes) for v in (a, b)]
    for kind, name in kinds.items():
        before, after = (c[kind] for c in counts)
        if before != after:
            yield f"số {name} khác nhau: bản trước {before}, bản sau {after}"
        elif before:
            yield f"{name}: hai bản đều có {before}, không so bên trong"
