"""What a right comparison says of an edit, and where: the words and places that a script expects to be told."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

import compare_drafts
from compare_drafts import Draft, Node

from vbhc.model.so_sanh import Loai

POINTS = frozenset({"khoan", "diem", "gach", "doan", "cong", "cap_thap"})
_LABEL = re.compile(r"^\s*(?:(?:[IVXLC]+|\d+)\s?[./-]|[a-zđ][)/-]|[-+–])\s+")


@dataclass(frozen=True)
class Want:
    """A change that must be found. None: anything; `co`: words that its row, column or annex must hold.

    `noi`, `noi_cu` are what its place in B (in A for what is gone), and its place in A, begin with. `tu` are how many
    words may be shown as gone and as come.
    """

    loai: Loai
    la: frozenset[str] = frozenset()
    cu: str | None = None
    moi: str | None = None
    co: tuple[str, ...] = ()
    noi: str = ""
    noi_cu: str = ""
    truong: str = ""
    tu: tuple[int, int] = (0, 0)
    cho: tuple[str, str] = ("", "")


Ways = list[tuple[Want, ...]]


@dataclass(frozen=True)
class Made:
    """An edit: its kind, what was done in words for people, and the right ways to tell it. Units it had to itself."""

    kind: str
    what: str
    wants: Callable[[Draft, Draft], Ways]


Taken = set[int | str]
Edit = Callable[[Draft, random.Random, Taken], Made | None]


def bare(text: str) -> str:
    """Words alone: without marks at the beginnings of lines, punctuation, capitals."""
    return " ".join(re.findall(r"\w+", "\n".join(_LABEL.sub("", x) for x in text.split("\n")).casefold()))


# --- places -----------------------------------------------------------------------------------------------------------

_MUC = {"muc_dich": "Mục I.1", "yeu_cau": "Mục I.2", "noi_dung": "Mục II", "to_chuc_thuc_hien": "Mục III",
        "ket_qua": "Mục I", "kien_nghi": "Mục II"}  # fmt: skip


def place(draft: Draft, uid: int) -> str:
    """What the place of a point begins with; "" where it has no numbered place."""
    if draft.doc["loai"] == "TB":
        return ""
    for part, nodes in draft.parts.items():
        found = _path(nodes, uid)
        if found is not None:
            return _MUC[part] + found
    return ""


def _path(nodes: list[Node], uid: int) -> str | None:
    for node, mark, _ in compare_drafts.lines(nodes):
        if not any(node is n for n in nodes):
            continue
        step = "." + mark.rstrip(".) ") if node.cap in {"khoan", "diem"} else ""
        if node.uid == uid:
            return step
        inner = _path(node.under, uid)
        if inner is not None:
            return step + inner
    return None


def annex_place(draft: Draft, uid: int) -> str:
    """What the places in an annex begin with."""
    if len(draft.annexes) == 1:
        return "Phụ lục"
    at = next(i for i, a in enumerate(draft.annexes) if a.uid == uid)
    return f"Phụ lục {('I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX')[at]}"
