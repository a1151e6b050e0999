"""Which version last changed the words of each unit of a document: units followed back from the newest version.

As in git's own blame a unit goes from a version to that of its parents in which it reads the same, and stays with the
version where no parent has it so. Moving and renumbering change no words; the pieces of a split text are followed in
the whole it came from, a joined text in its pieces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from vbhc import compare
from vbhc.compare import tables
from vbhc.compare.units import units
from vbhc.model.ban_doc import BanDoc, HangBang
from vbhc.model.doi_song import DongNguon
from vbhc.model.so_sanh import Cap, CapBang, CapHang, Don, SoSanh
from vbhc.reviewing.life_versions import Versions
from vbhc.text.words import words

Key = tuple[str | int, ...]
"""What names a unit, or a row, of one document."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line of the newest document (by index) in an earlier one: the unit it is in; its words where it is a part."""

    line: int
    key: Key
    part: tuple[str, ...] = ()


def blame(
    versions: Versions, newest: BanDoc, committed: bool, asked: set[str], done: Callable[[int, int], None]
) -> Iterator[DongNguon]:  # fmt: skip
    """Every unit of a document with the version its words come from.

    Args:
        versions: the document's history.
        newest: the document as it is told.
        committed: it is what the newest version prints; otherwise it is what is on the disk.
        asked: the versions that may be named; what is older is told as older.
        done: called with how many versions have been looked at, and of how many.
    """
    lines, pieces = _lines(newest)
    found: dict[int, DongNguon] = {}
    tip = versions.commits[0].hash
    if committed:
        waiting = {tip: pieces}
    else:
        passed, left = _passed(pieces, versions, [versions.base(tip)], newest)
        found |= {one.line: lines[one.line] for one in left}
        waiting = passed
    for n, commit in enumerate(versions.commits, start=1):
        mine = [p for p in waiting.pop(commit.hash, []) if p.line not in found]
        if mine and commit.hash in asked:
            bases = [versions.base(up) for up in commit.cha]
            same = versions.state(commit.hash).moi_thu
            passed, mine = _passed(mine, versions, bases, versions.document(commit.hash), same)
            for version, more in passed.items():
                waiting.setdefault(version, []).extend(more)
            found |= {p.line: replace(lines[p.line], commit=commit) for p in mine}
        else:
            found |= {p.line: replace(lines[p.line], truoc=True) for p in mine}
        done(n, len(versions.commits))
        if not waiting:
            break
    yield from (found[n] for n in range(len(lines)))


def _passed(
    pieces: Sequence[_Piece], versions: Versions, bases: Sequence[str], document: BanDoc, same: str = ""
) -> tuple[dict[str, list[_Piece]], list[_Piece]]:
    """What reads the same in an earlier version, by version; and what does in none."""
    out: dict[str, list[_Piece]] = {}
    left = list(pieces)
    for base in dict.fromkeys(filter(None, bases)):
        if not left:
            break
        if versions.state(base).moi_thu == same:
            out.setdefault(base, []).extend(left)
            return out, []
        step = _Step(compare.so_sanh(versions.document(base), document))
        stay = []
        for piece in left:
            before = step.before(piece)
            out.setdefault(base, []).extend(before)
            if not before:
                stay.append(piece)
        left = stay
    return {version: more for version, more in out.items() if more}, left


# --- one document -----------------------------------------------------------------------------------------------------


def _lines(document: BanDoc) -> tuple[list[DongNguon], list[_Piece]]:
    """The units of a document, each row of a table one more, with what finds them again."""
    lines: list[DongNguon] = []
    pieces: list[_Piece] = []
    for unit in units(document):
        text = f"{unit.nhan} {unit.chu}{unit.duoi}".strip()
        if text:
            pieces.append(_Piece(len(lines), _key(unit)))
            lines.append(DongNguon(unit.phan, unit.vi_tri, unit.loai, text, None))
        for n, row in enumerate(unit.bang.hang if unit.bang is not None else ()):
            if row.loai in tables.BODY:
                pieces.append(_Piece(len(lines), _row_key(unit, n)))
                cells = " | ".join(dict.fromkeys(filter(None, map(tables.text, row.o))))
                lines.append(DongNguon(unit.phan, f"{unit.vi_tri}, hàng {n + 1}", "hang", cells, None))
    return lines, pieces


def _key(unit: Don) -> Key:
    if unit.bang is not None:
        return "bang", unit.bang.table.number
    if unit.o_dau == "le":
        return unit.loai, unit.chu  # a document alone and two together call its pages otherwise
    if not unit.dong:
        return unit.loai, unit.chu, unit.vi_tri
    first = unit.dong[0]
    return unit.loai, first.doan.spot.part, first.doan.spot.p, first.dau


def _row_key(unit: Don, n: int) -> Key:
    assert unit.bang is not None
    return "hang", unit.bang.table.number, n


# --- two documents ----------------------------------------------------------------------------------------------------


class _Step:
    """From a document to the one before it."""

    def __init__(self, compared: SoSanh) -> None:
        self._cap: dict[Key, Cap] = {}
        self._rows: dict[Key, Key] = {}
        for cap in compared.cap:
            self._cap |= {_key(unit): cap for unit in cap.b}
            if cap.bang is not None:
                self._table(cap.bang, cap.a[0], cap.b[0])

    def _table(self, pair: CapBang, x: Don, y: Don) -> None:
        at_a, at_b = ({id(row): n for n, row in enumerate(bang.hang)} for bang in (pair.a, pair.b))
        for row in pair.hang:
            if row.a is not None and row.b is not None and not _changed(pair, row, row.a, row.b):
                self._rows[_row_key(y, at_b[id(row.b)])] = _row_key(x, at_a[id(row.a)])

    def before(self, piece: _Piece) -> list[_Piece]:
        """Where a piece stood, in the same words; several places when it was joined of them; none when it changed."""
        if piece.key in self._rows:
            return [replace(piece, key=self._rows[piece.key])]
        cap = self._cap.get(piece.key)
        if cap is None or not cap.a:
            return []
        (own,) = (unit for unit in cap.b if _key(unit) == piece.key)
        if len(cap.a) == len(cap.b) == 1 and cap.a[0].chu == own.chu:
            return [replace(piece, key=_key(cap.a[0]))]
        if len(cap.a) > 1 and not piece.part:
            whole = [w for unit in cap.a for w in words(unit.chu)]
            return [_Piece(piece.line, _key(unit)) for unit in cap.a] if whole == list(words(own.chu)) else []
        if len(cap.b) == 1 and not piece.part:
            return []
        part = piece.part or words(own.chu)
        return [_Piece(piece.line, _key(unit), part) for unit in cap.a if _inside(part, words(unit.chu))][:1]


def _changed(pair: CapBang, row: CapHang, a: HangBang, b: HangBang) -> bool:
    """Whether a row says something else: in a cell, or in a column that came or went."""
    if row.khac:
        return True
    return any(
        (i is None and j is not None and bool(tables.text(b.o[j])))
        or (j is None and i is not None and bool(tables.text(a.o[i])))
        for i, j in pair.cot
    )


def _inside(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether words stand in others, in a row."""
    size = len(part)
    return bool(part) and any(tuple(whole[n : n + size]) == tuple(part) for n in range(len(whole) - size + 1))
