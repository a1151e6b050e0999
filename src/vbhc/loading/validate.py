"""Aligned data into a model; what pydantic still finds wrong becomes a problem in Vietnamese at its place."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError

from vbhc.model.ho_so import Places
from vbhc.model.nen import Nen
from vbhc.problems import Problems

M = TypeVar("M", bound=Nen)


def build(model: type[M], data: Any, places: Places, problems: Problems) -> M | None:
    """Make the object, or None with its problems on the list."""
    try:
        return model.model_validate(data)
    except ValidationError as errors:
        told = {p.place for p in problems}  # a value of the wrong shape was named there already
        for error in errors.errors(include_url=False):
            path = tuple(p for p in error["loc"] if not (isinstance(p, str) and p in _BRANCHES))
            left_out = error["type"] == "missing" and path not in places.at
            if left_out or places.of(*path) not in told:
                _report(error, path, model, places, problems)
        return None


_BRANCHES = {"str", "NguoiKy", "function-before", "tuple[dict[str,Annotated[str, WithJsonSchema]], ...]"}


def _report(error: Any, path: tuple[Any, ...], model: type[Nen], places: Places, problems: Problems) -> None:
    kind = error["type"]
    title = field_title(model, path)
    place = places.of(*path)
    if kind == "missing":
        key = path[-1] if path else ""
        if path in places.at:
            problems.loi("du_lieu/thieu", place, f"`{key}` đang để trống", "Điền vào dòng này", title)
        else:
            problems.loi("du_lieu/thieu", places.of(*path[:-1]), f"thiếu `{key}`", f"Thêm dòng `{key}: …`", title)
    elif kind == "value_error":
        wrong = error["ctx"]["error"]
        problems.loi("du_lieu/gia_tri", place, str(wrong), getattr(wrong, "hint", ""), title)
    elif kind == "too_short":
        problems.loi("du_lieu/thieu", place, "danh sách đang trống", "Thêm ít nhất một mục", title)
    elif kind in ("greater_than_equal", "less_than_equal"):
        limit = error["ctx"].get("ge", error["ctx"].get("le"))
        problems.loi(
            "du_lieu/gia_tri",
            place,
            f"số phải {'từ' if kind.startswith('greater') else 'đến'} {limit}",
            "Chưa có thì để trống",
            title,
        )
    else:
        problems.loi("du_lieu/gia_tri", place, f"“{str(error['input'])[:60]}” không dùng được ở đây", "", title)


def field_title(model: type[Nen], path: tuple[Any, ...]) -> str:
    """The Vietnamese name of the field that a path ends in."""
    import typing

    title: str = ""
    here: type[Nen] | None = model
    for step in path:
        if not isinstance(step, str) or here is None:
            continue
        info = here.model_fields.get(step) if isinstance(here, type) and issubclass(here, Nen) else None
        if info is None:
            continue
        title = info.title or step
        inner = [info.annotation]
        here = None  # found again below when the field holds a model
        while inner:
            candidate = inner.pop()
            if isinstance(candidate, type) and issubclass(candidate, Nen):
                here = candidate
                break
            inner.extend(typing.get_args(candidate))
    return title
