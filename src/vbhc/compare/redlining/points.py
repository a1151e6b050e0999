"""The running text, the head and the foot: lines word by word, points put in, taken out, moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vbhc import norms
from vbhc.compare import margins
from vbhc.compare.redlining import lines, pages, rows
from vbhc.model.edits import DropEdit, Edit, InsertEdit, NewParagraph, NewTable, StructureEdit
from vbhc.model.so_sanh import Cap, Don, SoSanh
from vbhc.model.view import Spot

AnyEdit = Edit | StructureEdit


@dataclass(frozen=True, slots=True)
class Plan:
    """Edits of A's file, and what of B cannot be written as such, in words for people."""

    edits: tuple[AnyEdit, ...]
    bo_lai: tuple[str, ...] = ()


def plan(so_sanh: SoSanh) -> Plan:
    """What turns the file of A into one that reads as B."""
    work = _Work(so_sanh, [cap for cap in so_sanh.cap if not _all(cap, "le") and not _all(cap, "note")])
    edits = list(work.run())
    edits += list(pages.emptied(so_sanh.a, edits))
    left = [*work.left, *pages.not_turned(so_sanh, edits)]
    edits += work.notes([cap for cap in so_sanh.cap if _all(cap, "note")])
    edits += _margins(so_sanh, left)
    return Plan(tuple(edits), tuple(dict.fromkeys(left)))


def _margins(so_sanh: SoSanh, left: list[str]) -> Iterator[AnyEdit]:
    """Edits of headers and footers; one that A's sections share is only edited where B's sections share it too."""
    by_pages: dict[str, list[Cap]] = {}
    for cap in so_sanh.cap:
        if _all(cap, "le"):
            by_pages.setdefault((cap.a or cap.b)[0].vi_tri, []).append(cap)
    wanted: dict[tuple[tuple[str, int], ...], list[tuple[AnyEdit, ...]]] = {}
    for caps in by_pages.values():
        work = _Work(so_sanh, caps)
        edits = tuple(work.run())
        left += work.left
        own = sorted((s.part, s.p) for s in (line.doan.spot for cap in caps for unit in cap.a for line in unit.dong))
        wanted.setdefault(tuple(own), []).append(edits)
    for several in wanted.values():
        if all(edits == several[0] for edits in several):
            yield from several[0]


def _all(cap: Cap, zone: str) -> bool:
    return all(unit.o_dau == zone for unit in (*cap.a, *cap.b))


class _Work:
    """What turns some units of A into those of B that they are paired with."""

    def __init__(self, so_sanh: SoSanh, caps: Sequence[Cap]) -> None:
        self.caps = caps
        self.left: list[str] = []
        self.moves = dict(_moves(self.caps))
        self.rules = (pages.rules(so_sanh.a), pages.rules(so_sanh.b)) if self._headed() else ({}, {})
        self.heads = {id(annex.tieu_de) for annex in so_sanh.b.phu_luc}

    def _headed(self) -> bool:
        """Whether any of these units is one that a rule may be drawn under."""
        return any(unit.loai in _HEADS for cap in self.caps for unit in cap.b)

    def run(self) -> Iterator[AnyEdit]:
        """All edits."""
        for n, cap in enumerate(self.caps):
            if cap.a and cap.b and not cap.chuyen:
                yield from self._kept(cap)
            elif cap.a:
                yield from self._gone(cap.a, self.moves.get(n, ""))
        yield from self._come()

    def notes(self, caps: Sequence[Cap]) -> Iterator[AnyEdit]:
        """Notes are worded otherwise in their places; with one that comes or goes its mark would have to."""
        for cap in caps:
            if len(cap.a) == len(cap.b) == 1:
                yield from self._reworded(cap.a[0], cap.b[0])

    # --- what stays and what goes -------------------------------------------------------------------------------------

    def _kept(self, cap: Cap) -> Iterator[AnyEdit]:
        x = cap.a[0]
        if cap.bang is not None:
            yield from rows.changes(cap.bang, self.left) if rows.same_columns(cap.bang) else rows.replaced(cap.bang)
            return
        if len(cap.a) == len(cap.b) == 1:
            yield from self._reworded(x, cap.b[0])
        elif len(cap.b) > 1:  # split: what goes on in a paragraph of its own is put in behind
            yield from self._reworded(x, cap.b[0])
            last = x.dong[-1].doan.spot
            yield InsertEdit(last, tuple(
                NewParagraph(text, last, counted=by_word) for unit in cap.b[1:] for text, by_word in _texts(unit, x)
            ))  # fmt: skip
        else:  # joined: the first takes all, the others go
            yield from self._reworded(x, cap.b[0])
            yield from self._gone(cap.a[1:], "")

    def _reworded(self, x: Don, y: Don) -> Iterator[AnyEdit]:
        if x.dong and not y.dong:
            yield from self._gone((x,), "")
            return
        if not x.dong:
            return
        if len(x.dong) == len(y.dong):
            for old, new in zip(x.dong, y.dong, strict=True):
                said = lines.typed(margins.counted_as(new, old) if x.o_dau == "le" else new)
                yield from lines.changed((old,), [said], self.left, mark=y.nhan)
        else:
            yield from lines.changed(x.dong, [lines.typed(new) for new in y.dong], self.left, mark=y.nhan)

    def _gone(self, units: Sequence[Don], move: str) -> Iterator[AnyEdit]:
        for unit in (u for u in units if u.o_dau != "note"):  # its mark in the text would stay
            if unit.bang is not None:
                yield from rows.dropped(unit.bang)
            for line in unit.dong:
                if lines.whole(line):
                    yield DropEdit(line.doan.spot, move)
                else:
                    yield from lines.changed((line,), [], self.left)

    # --- what comes ---------------------------------------------------------------------------------------------------

    def _come(self) -> Iterator[AnyEdit]:
        """New and moved units beside what stays: after the unit before them, or before the one after."""
        waiting: list[int] = []
        before: Cap | None = None
        for n, cap in enumerate((*self.caps, None)):
            if cap is None or (cap.a and cap.b and not cap.chuyen):
                if waiting:
                    yield from self._placed(waiting, before, cap)
                waiting = []
                before = cap
            elif cap.b:
                waiting.append(n)

    def _placed(self, waiting: Sequence[int], before: Cap | None, after: Cap | None) -> Iterator[AnyEdit]:
        for n in waiting:
            cap = self.caps[n]
            for unit in cap.b:
                where = self._where(unit, n, before, after)
                blocks = tuple(self._blocks(unit, cap))
                if not blocks:
                    continue
                if where is None:
                    self.left.append(f"{unit.vi_tri}: không có chỗ tương ứng trong bản trước để thêm vào")
                    continue
                spot, first, table = where
                yield InsertEdit(spot, blocks, first, table, self.moves.get(n, ""))

    def _where(
        self, unit: Don, n: int, before: Cap | None, after: Cap | None
    ) -> tuple[Spot, bool, int] | None:  # fmt: skip
        """Beside which paragraph or table of A a unit comes: (spot, before it, table)."""
        if before is not None and _fits(unit, before.a[-1]):
            return _behind(before.a[-1])
        if after is not None and _fits(unit, after.a[0]):
            return _front(after.a[0])
        for k in range(n - 1, -1, -1):
            cap = self.caps[k]
            if cap.a and cap.b and not cap.chuyen and _fits(unit, cap.a[-1]):
                return _behind(cap.a[-1])
        for cap in self.caps[n + 1 :]:
            if cap.a and cap.b and not cap.chuyen and _fits(unit, cap.a[0]):
                return _front(cap.a[0])
        return self._at_the_end() if _annexed(unit) else None

    def _at_the_end(self) -> tuple[Spot, bool, int] | None:
        """Behind all there is, the foot included: where the first annex comes."""
        ends = [
            _behind(unit) for cap in self.caps for unit in cap.a
            if unit.o_dau in {"", "cuoi"} and (unit.dong or unit.bang is not None)
        ]  # fmt: skip
        if not ends:
            return None
        spot, first, _ = max(ends, key=lambda end: end[0].p)
        return spot, first, spot.table

    def _blocks(self, unit: Don, cap: Cap) -> Iterator[NewParagraph | NewTable]:
        if unit.bang is not None:
            near = next((c.a[0].bang.table.number for c in self.caps if c.a and c.a[0].bang is not None), 0)
            yield rows.new_table(unit.bang, near, *self._letters())
            return
        kin = self._of_its_kind(unit, cap)
        own = norms.thanh_phan().get(unit.loai)
        style = own.kieu if kin is None and own is not None else ""
        like = self._like_it(unit, cap) if kin is None else kin.dong[0].doan.spot
        for line, (text, by_word) in zip(unit.dong, _texts(unit, kin), strict=True):
            kept = _kept(cap, text) if cap.chuyen else ()
            page = id(line) in self.heads
            yield NewParagraph(text, like, kept, style, page=page, counted=by_word)
        ruled = any(line.doan.spot in self.rules[1] for line in unit.dong[-1:])
        if ruled and self.rules[0] and unit.loai in _HEADS and not cap.chuyen:
            yield NewParagraph("", list(self.rules[0].values())[-1])

    def _letters(self) -> tuple[str, float]:
        """The font and size in points that most letters of the text of A have; "" and 0 where it has no text."""
        found: Counter[tuple[str, float]] = Counter()
        for unit in (unit for cap in self.caps for unit in cap.a if not unit.o_dau and unit.loai in _TEXT):
            for run in (run for line in unit.dong for run in line.runs if run.look.fonts):
                found[run.look.fonts[0], run.look.size] += len(run.text)
        return found.most_common(1)[0][0] if found else ("", 0)

    def _of_its_kind(self, unit: Don, cap: Cap) -> Don | None:
        """The unit of A whose format a new one takes: itself where it moved, else the nearest of its kind."""
        near = (*cap.a, *self._near(cap))
        return next((o for o in near if o.loai == unit.loai and o.dong and _titled(o) == _titled(unit)), None)

    def _like_it(self, unit: Don, cap: Cap) -> Spot | None:
        """Where A has none of its kind: itself as it was, what looks much like it, or what stands about it."""
        if cap.a and cap.a[0].dong:
            return cap.a[0].dong[0].doan.spot
        looks = _LOOKS_LIKE.get(unit.loai)
        for other in self._near(cap):
            if other.dong and (other.loai == looks if looks else other.o_dau == unit.o_dau and other.loai in _TEXT):
                return other.dong[0].doan.spot
        return None

    def _near(self, cap: Cap) -> Iterator[Don]:
        """The units of A, from a place outwards."""
        here = self.caps.index(cap)
        for k in sorted(range(len(self.caps)), key=lambda k: abs(k - here)):
            yield from self.caps[k].a


_TEXT = frozenset({"khoan", "diem", "gach", "cong", "doan", "can_cu", "noi_nhan", "kinh_gui", "cap_thap"})
_HEADS = frozenset({"phu_luc", "ten_phu_luc", "kem_theo"})
_LOOKS_LIKE = {"phu_luc": "ten_loai", "ten_phu_luc": "trich_yeu", "kem_theo": "dia_danh"}
"""What of the head an annex's title is set like where no annex is: bold and in the middle, or in italics."""


def _titled(unit: Don) -> bool:
    """Whether a unit's first words are bold: a titled khoản looks otherwise than one that is a sentence."""
    return bool(unit.dong) and any(look.bold for look in unit.dong[0].nhin[:1])


def _texts(unit: Don, kin: Don | None) -> Iterator[tuple[str, bool]]:
    """The lines of a unit as one would type them, each with whether Word numbers it as it does one of its kind in A."""
    for n, line in enumerate(unit.dong):
        text = lines.typed(line)
        by_word = bool(n == 0 and unit.nhan and kin is not None and kin.loai == unit.loai and kin.dong[0].tu_dong)
        yield lines.unmarked(text, unit.nhan) if by_word else text, by_word


def _kept(cap: Cap, text: str) -> tuple[tuple[int, int], ...]:
    """The stretches of a moved text that were in A."""
    if not cap.tu:
        return ((0, len(text)),) if text else ()
    out, at = [], 0
    for piece in cap.tu:
        if piece.dau == "-":
            continue
        found = text.find(piece.chu.strip(), at)
        if found < 0:
            return ((0, len(text)),)
        if piece.dau == "=":
            out.append((found, found + len(piece.chu.strip())))
        at = found + len(piece.chu.strip())
    return tuple(out)


def _fits(unit: Don, beside: Don) -> bool:
    """Whether a unit may come to stand beside another: in the same stretch of the document, not into a cell."""
    if unit.o_dau != beside.o_dau or _annexed(unit) != _annexed(beside):
        return False
    lists = {"noi_nhan", "noi_nhan_dau", "luu"}
    if unit.loai in lists or beside.loai in lists:
        return unit.loai in lists and beside.loai in lists
    if beside.bang is not None:
        return unit.o_dau == ""
    if not beside.dong:
        return False
    in_table = bool(beside.dong[-1].doan.spot.table)
    return unit.o_dau in {"dau", "cuoi", "le"} or not in_table


def _annexed(unit: Don) -> bool:
    """Whether a unit is of an annex: it stands behind the foot."""
    return unit.phan.startswith("Phụ lục")


def _behind(unit: Don) -> tuple[Spot, bool, int]:
    if unit.bang is not None:
        return rows.first_line(unit.bang).doan.spot, False, rows.pieces(unit.bang)[-1].table.number
    return unit.dong[-1].doan.spot, False, 0


def _front(unit: Don) -> tuple[Spot, bool, int]:
    if unit.bang is not None:
        return rows.first_line(unit.bang).doan.spot, True, unit.bang.table.number
    return unit.dong[0].doan.spot, True, 0


def _moves(caps: Sequence[Cap]) -> Iterator[tuple[int, str]]:
    """The moved pairs by index with the name of their move: those that moved side by side are one."""
    name, last_n, last_p = 0, -2, -2
    for n, cap in enumerate(caps):
        if not cap.chuyen or not cap.a or not cap.b or cap.bang is not None:
            continue
        p = cap.a[0].dong[0].doan.spot.p if cap.a[0].dong else -1
        if n != last_n + 1 or not 0 < p - last_p <= 2:
            name += 1
        yield n, f"chuyen{name}"
        last_n, last_p = n, cap.a[-1].dong[-1].doan.spot.p if cap.a[-1].dong else -2
