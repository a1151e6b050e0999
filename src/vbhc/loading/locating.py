"""From words on the printed page back to the data they come from: file, line and column, or sheet and cell.

A paragraph is known again by its own words; numbers, labels and citations that the program writes are known as such.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from vbhc.loading import locating_units as units_
from vbhc.loading import workspace as ws
from vbhc.loading.locating_cells import Cells
from vbhc.loading.locating_made import citations, made
from vbhc.loading.locating_units import DataFile, Unit, fold, shingles
from vbhc.loading.mending import Replacement
from vbhc.model.edits import TextEdit
from vbhc.model.ho_so import HoSo
from vbhc.problems import Place
from vbhc.text import letters

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "chu_quan": ("co_quan:chu_quan", "co_quan"), "co_quan": ("co_quan:ten", "co_quan"),
    "dia_chi": ("co_quan:dia_chi", "in_dia_chi"), "ten_loai": ("loai",),
    "so_ky_hieu": ("so_van_ban", "ky_hieu"),
    "dia_danh": ("ngay_ban_hanh", "dia_danh", "co_quan:dia_danh"), "dau": ("do_mat", "do_khan", "pham_vi"),
    "trich_yeu": ("trich_yeu",), "trich_yeu_cv": ("trich_yeu",), "kinh_gui": ("kinh_gui",), "can_cu": ("can_cu",),
    "nguoi_soan": ("nguoi_soan", "so_ban"), "noi_nhan": ("noi_nhan", "luu", "co_quan:nhom_noi_nhan"), "luu": ("luu",),
    "quyen_han": ("nguoi_ky", "co_quan:nguoi_ky"), "chuc_vu_khac": ("nguoi_ky", "co_quan:nguoi_ky"),
    "ho_ten": ("nguoi_ky", "co_quan:nguoi_ky"), "phu_luc": ("phu_luc",), "ten_phu_luc": ("phu_luc",),
    "kem_theo": ("phu_luc",), "don_vi_tinh": ("phu_luc",), "dau_bang": ("phu_luc",), "o_bang": ("phu_luc",),
    "nhom_bang": ("phu_luc",), "ket_phu_luc": ("phu_luc",),
    "quoc_hieu": (), "tieu_ngu": (), "duong_ke": (), "so_trang": (), "noi_nhan_dau": (), "cho_ky": (),
}  # fmt: skip
"""Where a component's words come from, the likeliest first; with none, they are the program's own."""
_HEAD = frozenset({
    "chu_quan", "loai", "co_quan", "so_van_ban", "ky_hieu", "ngay_ban_hanh", "dia_danh", "do_mat", "do_khan", "pham_vi",
    "trich_yeu", "kinh_gui", "can_cu", "nguoi_soan", "so_ban", "noi_nhan", "luu", "nguoi_ky", "vien_dan", "in_dia_chi",
    "hinh_thuc", "nhan_nhiem_vu",
})  # fmt: skip
_LABEL = re.compile(r"(?:[-+–•]|\d{1,3}[.)]|[a-zđ][.)]|[ivxlc]{1,7}\.)\s+")
_ENOUGH = 0.5
"""So much must a line share with a paragraph to be taken for it where it does not hold the words themselves."""


class Locator:
    """The data of one document, ready to be searched."""

    def __init__(self, folder: Path, ho_so: HoSo) -> None:
        self._ho_so = ho_so
        space = ws.find(folder)
        own = folder / ws.TEN_TEP
        agency = space.data / "co_quan" / f"{ho_so.van_ban.co_quan}.yaml"
        shared = space.data / "vien_dan.yaml"
        self._own = units_.read(own, ho_so.places.file)
        self._agency = units_.read(agency, space.ten(agency))
        self._shared = units_.read(shared, space.ten(shared))
        self.cells = Cells(folder, ho_so)

    def place(self, words: str, context: str = "", component: str = "", lan: int = 0) -> Place:
        """Where words come from.

        Args:
            words: the words in question.
            context: the paragraph they stand in, as printed.
            component: its component (key of norms' components.yaml), "" when not known.
            lan: which of the paragraphs with exactly these words it is, from 0.
        """
        found = self._find(words, context or words, component, lan)
        if found is None:
            return self._field(component)
        unit, at = found
        if at < 0:
            return Place(unit.file, unit.line, unit.column)
        if unit.cited and unit.cited[at] and all(k == unit.cited[at] for k in unit.cited[at : at + len(fold(words))]):
            entry = self._entry(unit.cited[at], fold(words))
            if entry is not None:
                return entry
        return Place(unit.file, *unit.at[at])

    def replacement(
        self, text: str, edit: TextEdit, component: str = "", lan: int = 0
    ) -> tuple[Path, Replacement] | None:
        """A change of a paragraph's text as one of the data; None where the data does not hold these very letters.

        Args:
            text: the paragraph's text, as the offsets of the edit count.
            edit: the change.
            component: the paragraph's component.
            lan: which of the paragraphs with exactly this text it is, from 0.
        """
        low, high = max(0, edit.start - 20), min(len(text), edit.end + 20)
        found = self._find(text[low:high], text, component, lan) or self._find(text, text, component, lan)
        unit = self._told(found[0]) if found is not None else None
        if unit is None:
            return None
        file = next(f for f in self._files if f.name == unit.file)
        last = max(line for line, _ in unit.at) if unit.at else unit.line
        for room in (1, 2, 4, 8, 16):
            start, end = max(0, edit.start - room), min(len(text), edit.end + room)
            old = text[start:end]
            hits = [(n, file.lines[n - 1].find(old)) for n in range(unit.line, last + 1) if old in file.lines[n - 1]]
            if len(hits) == 1 and file.lines[hits[0][0] - 1].find(old, hits[0][1] + 1) < 0:
                n, at = hits[0]
                new = text[start : edit.start] + edit.text + text[edit.end : end]
                return file.path, Replacement(n, old, new, at + 1)
            if not hits and room > 1:
                return None
        return None

    def _told(self, unit: Unit) -> Unit | None:
        """The line of data that a unit is, or of which the program made it with words of its own."""
        if not unit.made:
            return unit
        at = unit.column, unit.column + 1  # a text in quotes begins after them
        here = (u for u in self._units if not u.made and (u.file, u.line) == (unit.file, unit.line))
        return next((u for u in here if u.column in at), None)

    def cell(self, annex: int, row: Sequence[str], words: str = "", column: str = "") -> Place:
        """Where a cell of an annex's table comes from; arguments as for `Cells.place`."""
        return self.cells.place(annex, row, words, column)

    # --- searching ------------------------------------------------------------------------------------------------

    def _find(self, words: str, context: str, component: str, lan: int) -> tuple[Unit, int] | None:
        wanted = _FIELDS.get(component)
        if wanted == ():
            return None
        units = [u for u in self._units if _belongs(u, self._own, wanted)]
        around = fold(context)
        around = around[m.end() :] if (m := _LABEL.match(around)) else around
        scores = self._scores(around)
        best = max((scores.get(id(u), 0.0) for u in units), default=0.0)
        for sought in _forms(fold(words)):
            held = [(u, u.fold.find(sought)) for u in units if sought in u.fold]
            held = [(u, at) for u, at in held if scores.get(id(u), 0.0) >= 0.5 * best]
            if held:
                return _choose(held, scores, lan, context)
        if best >= _ENOUGH:
            return _choose([(u, -1) for u in units], scores, lan, context)
        return None

    def _scores(self, around: str) -> dict[int, float]:
        """How much each unit shares with a paragraph, 0 to 1."""
        mine = shingles(around)
        hits: Counter[int] = Counter()
        for piece in mine:
            hits.update(self._index.get(piece, ()))
        return {k: 2 * n / (len(mine) + self._sizes[k]) for k, n in hits.items()}

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        out: dict[str, list[int]] = defaultdict(list)
        for unit in self._units:
            for piece in unit.words:
                out[piece].append(id(unit))
        return out

    @cached_property
    def _sizes(self) -> dict[int, int]:
        return {id(u): len(u.words) for u in self._units}

    # --- what is searched -----------------------------------------------------------------------------------------

    @property
    def _files(self) -> list[DataFile]:
        return [f for f in (self._own, self._agency, self._shared) if f is not None]

    @cached_property
    def _units(self) -> list[Unit]:
        out: dict[tuple[object, ...], Unit] = {}
        ways = list(citations(self._ho_so, self._own))
        for file in (self._own, self._agency):
            for raw in file.texts if file is not None else ():
                if file is self._agency and self._of_another(raw.path):
                    continue
                texts = [t for _, _, t in raw.stretches]
                for cite in ways if any("[@" in t for t in texts) else [{}]:
                    assert file is not None
                    unit = units_.unit(file.name, raw.path, raw.stretches, cite)
                    out.setdefault((unit.file, unit.line, unit.column, unit.fold), unit)
        for unit in made(self._ho_so, self._own) if self._own is not None else ():
            out.setdefault((unit.file, unit.line, unit.column, unit.fold), unit)
        return list(out.values())

    def _of_another(self, path: Sequence[str]) -> bool:
        """Whether a text of the agency is of one who does not sign this document; offices sign with words alike."""
        signer = self._ho_so.van_ban.nguoi_ky
        key = letters.key_of(signer) if isinstance(signer, str) else ""
        return path[:1] == ("nguoi_ky",) and len(path) > 1 and path[1] != key

    # --- places that are not lines of text ------------------------------------------------------------------------

    def _field(self, component: str) -> Place:
        """The place of a component's field, or of the file."""
        for field in _FIELDS.get(component, ()):
            where, _, inner = field.rpartition(":")
            file = self._agency if where else self._own
            if file is None or inner not in file.keys:
                continue
            if not where and (inner,) in self._ho_so.places.at:
                return self._ho_so.places.of(inner)
            return Place(file.name, *file.keys[inner])
        return Place(self._ho_so.places.file)

    def _entry(self, key: str, sought: str) -> Place | None:
        """The field of a cited document's description that holds the words; its number when none does alone."""
        for file in (self._own, self._shared):
            if file is None:
                continue
            path = ("vien_dan", letters.key_of(key) or key)
            texts = [r for r in file.texts if r.path[:2] == path and len(r.path) == 3]
            for raw in texts:
                unit = units_.unit(file.name, raw.path, raw.stretches, {})
                at = unit.fold.find(sought)
                if at >= 0:
                    return Place(file.name, *unit.at[at])
            if texts:
                chosen = next((r for r in texts if r.path[2] == "so_ky_hieu"), texts[0])
                return Place(file.name, *chosen.stretches[0][:2])
        return None


def locate(folder: Path, ho_so: HoSo, words: str, context: str = "", component: str = "") -> Place:
    """Where printed words come from; for more than a few, keep one `Locator`."""
    return Locator(folder, ho_so).place(words, context, component)


def _belongs(unit: Unit, own: DataFile | None, wanted: tuple[str, ...] | None) -> bool:
    mine = own is not None and unit.file == own.name
    top = unit.path[0] if unit.path else ""
    if wanted is None:
        return mine and top not in _HEAD
    return (top if mine else f"co_quan:{top}") in wanted


def _forms(sought: str) -> Iterator[str]:
    """The words as they are, without the number or dash before them, without the stop at the end."""
    bare = sought[m.end() :] if (m := _LABEL.match(sought)) else sought
    yield from dict.fromkeys(x for x in (sought, bare, bare.rstrip(" .;:,/")) if x)


def _choose(held: list[tuple[Unit, int]], scores: Mapping[int, float], lan: int, context: str) -> tuple[Unit, int]:
    """The one that shares most with the paragraph; among equals one typed as it is printed, blanks and all; in turn."""
    best = max(scores.get(id(u), 0.0) for u, _ in held)
    equal = [(u, at) for u, at in held if scores.get(id(u), 0.0) >= best - 1e-9]
    bare = context[m.end() :] if (m := _LABEL.match(context)) else context
    typed = [(u, at) for u, at in equal if u.typed and (u.typed in context or bare in u.typed)]
    same: dict[tuple[str, int], tuple[Unit, int]] = {}
    for unit, at in typed or equal:
        same.setdefault((unit.file, unit.line), (unit, at))
    ordered = [same[k] for k in sorted(same)]
    return ordered[min(lan, len(ordered) - 1)]


__all__ = ["Locator", "locate"]
