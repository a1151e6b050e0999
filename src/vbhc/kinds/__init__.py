"""The kinds of document that can be printed. One module a kind; adding one is adding its file and its template."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from vbhc import norms
from vbhc.errors import UserError
from vbhc.model.ho_so import Kind
from vbhc.text import letters


@cache
def moi_loai() -> dict[str, Kind]:
    """Every kind by its abbreviation, in the order of the decree's table.

    Raises:
        RuntimeError: a module of this room has no `KIND`, or the room is empty.
    """
    found: dict[str, Kind] = {}
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        kind = getattr(module, "KIND", None)
        if not isinstance(kind, Kind) or kind.ma not in norms.ten_loai():
            raise RuntimeError(f"{module.__name__} has no KIND of the decree's table")
        found[kind.ma] = kind
    if not found:
        raise RuntimeError("no kinds")
    return {ma: found[ma] for ma in norms.ten_loai() if ma in found}


def tim(name: str) -> Kind:
    """The kind with this abbreviation or name (`KH`, `kh`, `Kế hoạch`).

    Raises:
        UserError: not a kind of the decree, or one that is not built.
    """
    wanted = letters.key_of(name)
    built = moi_loai()
    for ma, ten in norms.ten_loai().items():
        if wanted in (letters.key_of(ma), letters.key_of(ten)) and (
            ma in built or name == ma or letters.key_of(ten) == wanted
        ):
            if ma in built:
                return built[ma]
            raise UserError(f"{ten} ({ma}) có trong Nghị định nhưng chưa có mẫu in; đang có: {', '.join(built)}")
    near = letters.nearest(name, [*built, *(norms.ten_loai()[m] for m in built)])
    raise UserError(
        f"không có loại văn bản “{name}”" + (f"; có phải {near}?" if near else f"; đang có: {', '.join(built)}")
    )
