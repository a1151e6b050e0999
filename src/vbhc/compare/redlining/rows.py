"""Tables: rows put in, taken out and moved, cells word by word, numbers of rows counted by Word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from vbhc import norms
from vbhc.compare import counting, tables, words
from vbhc.compare.redlining import lines
from vbhc.model.ban_doc import Bang, Dong, HangBang, OBang
from vbhc.model.edits import (
    CountEdit,
    DropEdit,
    Edit,
    InsertEdit,
    NewParagraph,
    NewRow,
    NewTable,
    RowDropEdit,
    RowsEdit,
    StructureEdit,
    TableDropEdit,
)  # fmt: skip
from vbhc.model.so_sanh import CapBang, CapHang
from vbhc.model.view import paragraphs

Edits = Iterator[Edit | StructureEdit]


def same_columns(pair: CapBang) -> bool:
    """Whether no column came, went or moved: only then are its rows the same rows."""
    return all(i == j for i, j in pair.cot)


def replaced(pair: CapBang) -> Edits:
    """A table whose columns came, went or moved: the old one out, the new one in."""
    number = pair.a.table.number
    yield InsertEdit(first_line(pair.a).doan.spot, (new_table(pair.b, number),), table=number)
    yield from dropped(pair.a)


def dropped(bang: Bang) -> Edits:
    """A table out, all of it."""
    for piece in pieces(bang):
        yield TableDropEdit(piece.table.number)


def pieces(bang: Bang) -> tuple[Bang, ...]:
    """The tables of the file in which a table stands."""
    return bang.manh or (bang,)


def _places(bang: Bang) -> list[tuple[int, int]]:
    """The table of the file, and the row in it (from 1), that each row is."""
    return [
        (piece.table.number, n) for piece in pieces(bang) for n, row in enumerate(piece.hang, start=1)
        if piece.table.number == bang.table.number or row.loai != "dau"
    ]  # fmt: skip


def new_table(bang: Bang, like: int, font: str = "", size: float = 0) -> NewTable:
    """A table of B to be put in; like which of A, in which letters: as in `NewTable`."""
    rows = tuple(
        tuple(tuple(words.printed(f"{p.label} {p.text}".strip()) for p in paragraphs(cell.blocks)) or ("",)
              for cell in row.cells)
        for row in bang.table.rows
    )  # fmt: skip
    spans = tuple(tuple(cell.span for cell in row.cells) for row in bang.table.rows)
    heads = sum(row.loai == "dau" for row in bang.hang)
    merged = tuple(tuple(cell.merged for cell in row.cells) for row in bang.table.rows)
    own = norms.thanh_phan()
    styles = own["bang"].kieu, own["dau_bang"].kieu, own["o_bang"].kieu
    unbroken = tuple(row.whole for row in bang.table.rows)
    return NewTable(rows, spans, bang.table.widths, like, heads, merged, styles, _aligns(bang), unbroken, font, size)


def _aligns(bang: Bang) -> tuple[str, ...]:
    """How the columns of a table are aligned: as in its first row that spans none."""
    width = len(bang.table.widths)
    row = next((r for r in bang.thuong() if len(bang.table.rows[bang.hang.index(r)].cells) == width), None)
    if row is None:
        return ()
    cells = bang.table.rows[bang.hang.index(row)].cells
    return tuple(next((p.layout.align for p in paragraphs(cell.blocks)), "") for cell in cells)


def first_line(bang: Bang) -> Dong:
    """A line of the table, to say which it is."""
    return next(line for row in bang.hang for o in row.o if o is not None for line in o.dong)


def changes(pair: CapBang, left: list[str]) -> Edits:
    """What turns a table of A into the one of B, columns being the same; `left` is told what cannot be written."""
    yield from _Work(pair, left).run()


@dataclass(frozen=True, slots=True)
class _Kept:
    """A row of A (its number from 1) that stays and becomes a row of B."""

    row: int
    a: HangBang
    b: HangBang


class _Work:
    def __init__(self, pair: CapBang, left: list[str]) -> None:
        self.pair, self.left = pair, left
        self.places = _places(pair.a)
        self.at = {id(row): n for n, row in enumerate(pair.a.hang, start=1)}
        self.at_b = {id(row): n for n, row in enumerate(pair.b.hang, start=1)}
        self.counted = tables.both_counted(pair.a, pair.b)
        self.by_word = _by_word(pair.a, self.counted[0])
        self.other: set[int] = set()
        """Rows of A that take the words of another row."""

    def run(self) -> Edits:
        """All edits of the table."""
        caps = self._merged(self.pair.hang)
        kept = [_Kept(self.at[id(c.a)], c.a, c.b) for c in caps if c.a is not None and c.b is not None and not c.chuyen]
        gone = [self.at[id(c.a)] for c in caps if c.a is not None and (c.b is None or c.chuyen)]
        count = self._count(kept)
        at = {place: n for n, place in enumerate(self.places, start=1)}
        groups = {at[table, row]: group for table, row, group in count.rows} if count is not None else {}
        yield from self._heads()
        for one in kept:
            yield from self._row(one, numbered=self.by_word or one.row in groups)
        new = list(self._new(caps, groups))
        going = [self.places[row - 1] for row in sorted(gone)]
        stay = {self.places[one.row - 1][0] for one in kept} | {edit.table for edit in new} | {self.places[0][0]}
        for table, row in going:
            if table in stay:
                yield RowDropEdit(table, row)
        for table in sorted({table for table, _ in going} - stay):  # the heads it repeats go with it
            yield TableDropEdit(table)
        yield from new
        if count is not None:
            yield count

    def _merged(self, caps: Sequence[CapHang]) -> list[CapHang]:
        """A row that goes or comes must not break a merged cell that its neighbours keep.

        Where the row that goes is the head of one, it stays and takes the words of the row after it, and that row goes
        instead. Where the row that comes becomes the head, the row after it takes its words, and comes anew behind.
        """
        out = list(caps)
        by_a = {id(c.a): n for n, c in enumerate(out) if c.a is not None}
        for row, after in pairwise(self.pair.a.hang):
            n, m = by_a.get(id(row)), by_a.get(id(after))
            if n is None or m is None or out[n].b is not None or out[m].b is None or out[m].chuyen:
                continue
            if _heads(row) & _goes_on(after):
                out[m], out[n] = replace(out[m], a=row), replace(out[n], a=after)
                by_a[id(row)], by_a[id(after)] = m, n
                self.other.add(id(row))
        head: tuple[int, HangBang] | None = None
        for n, cap in enumerate(out):
            if cap.b is None:
                continue
            if cap.a is None or cap.chuyen:
                head = (n, cap.b) if _heads(cap.b) else head
                continue
            if head is not None and _heads(cap.a) & _heads(head[1]) & _goes_on(cap.b):
                out[n], out[head[0]] = replace(out[head[0]], b=cap.b), replace(cap, b=head[1])
                self.other.add(id(cap.a))
            head = None
        return out

    def _heads(self) -> Edits:
        """The rows of headings, where both tables have as many; where a piece of a table repeats them, there too."""
        new = [row for row in self.pair.b.hang if row.loai == "dau"]
        if self.pair.a.dau == self.pair.b.dau:
            return
        for piece in pieces(self.pair.a):
            old = [(n, row) for n, row in enumerate(piece.hang, start=1) if row.loai == "dau"]
            if len(old) == len(new):
                for (n, x), y in zip(old, new, strict=True):
                    yield from self._row(_Kept(n, x, y), numbered=False)

    def _row(self, one: _Kept, *, numbered: bool) -> Edits:
        """The cells of a row that stays; `numbered`: Word counts its number."""
        for i, (x, y) in enumerate(zip(one.a.o, one.b.o, strict=True)):
            if x is None or x.hang != one.row or (numbered and i in self.counted[0]):
                continue
            yield from _cell(x, y, self.left, whole=id(one.a) in self.other)

    # --- new rows -----------------------------------------------------------------------------------------------------

    def _new(self, caps: Sequence[CapHang], groups: dict[int, int]) -> Iterator[RowsEdit]:
        """Rows of B that are new, or stand elsewhere in A, after the row of A they follow."""
        after = sum(row.loai == "dau" for row in self.pair.a.hang)
        group = -1
        pending: list[HangBang] = []
        for cap in caps:
            if cap.b is not None and (cap.a is None or cap.chuyen):
                pending.append(cap.b)
                continue
            if cap.a is None:
                continue
            row = self.at[id(cap.a)]
            if cap.b is None:
                continue
            if pending:
                yield self._behind(after, pending, group, groups.get(row, -1))
                pending = []
            after, group = row, groups.get(row, group)
        if pending:
            yield self._behind(after, pending, group, -1)

    def _behind(self, row: int, new: Sequence[HangBang], before: int, after: int) -> RowsEdit:
        """Rows put in after a row of A (0: before the first) that is counted in one group, and the next in another."""
        table, at = self.places[row - 1] if row else (self.places[0][0], 0)
        return RowsEdit(table, at, tuple(self._made(b, row, self._group(b, before, after)) for b in new))

    def _group(self, row: HangBang, before: int, after: int) -> int:
        """In which group a new row is counted: that of the row before it, or of the one after it."""
        if not _numbered(row, self.counted[1]):
            return -1
        return before if before >= 0 else after

    def _made(self, row: HangBang, after: int, group: int) -> NewRow:
        like = self._like(row, after)
        model = self.pair.a.hang[like - 1]
        counts = group >= 0 or (self.by_word and _numbered(row, self.counted[1]))
        cells: list[tuple[str, ...]] = []
        column = 0
        for cell in model.row.cells:
            o = row.o[column] if column < len(row.o) else None
            merged = cell.merged == "on" or (o is not None and o.hang != self.at_b[id(row)] and column in _goes_on(row))
            if o is None or merged or (counts and column in self.counted[0]):
                cells.append(("",))
            else:
                cells.append(tuple(lines.typed(line) for line in o.dong) or ("",))
            column += cell.span
        return NewRow(tuple(cells), self.places[like - 1][1], group)

    def _like(self, row: HangBang, after: int) -> int:
        """The row of A that a new row is made like: of its kind and merged like it, near the place it comes to.

        It is one of the same table of the file.
        """
        on = _goes_on(row)

        def rank(n: int) -> tuple[bool, bool, bool, int]:
            model = self.pair.a.hang[n - 1]
            return model.loai != row.loai, _goes_on(model) != on, bool(_heads(model)), abs(n - after)

        table = self.places[max(after - 1, 0)][0]
        own = [n for n, (number, _) in enumerate(self.places, start=1) if number == table]
        return min([n for n in own if self.pair.a.hang[n - 1].loai != "dau"] or own, key=rank)

    # --- numbers ------------------------------------------------------------------------------------------------------

    def _count(self, kept: Sequence[_Kept]) -> CountEdit | None:
        """Word counts the rows where their numbers change only because rows came, went or moved."""
        if self.by_word or not self.counted[0] or not self.counted[1]:
            return None
        column, other = min(self.counted[0]), min(self.counted[1])
        old, new = self._groups(self.pair.a, column), self._groups(self.pair.b, other)
        if old is None or new is None or old[2] != new[2]:
            return None
        shifted = any(
            tables.text(one.a.o[column]) != tables.text(one.b.o[other]) for one in kept if one.a.loai != "dau"
        )  # fmt: skip
        if not shifted:
            return None
        groups_a, groups_b = old[0], new[0]
        both = {(groups_a.get(one.row), groups_b.get(self.at_b[id(one.b)])) for one in kept if one.a.loai != "dau"}
        both.discard((None, None))
        if any(x is None or y is None or x != y for x, y in both) or len(old[1]) != len(new[1]):
            return None
        cells = {self._index(self.pair.a.hang[row - 1], column) for row in groups_a}
        if len(cells) != 1 or old[1] != new[1]:
            return None
        counted = tuple((*self.places[row - 1], group) for row, group in sorted(groups_a.items()))
        return CountEdit(cells.pop(), counted, tuple(old[1]), old[2])

    @staticmethod
    def _index(row: HangBang, column: int) -> int:
        """The index among a row's own cells of the one at a column."""
        at = 0
        for n, cell in enumerate(row.row.cells):
            if at == column:
                return n
            at += cell.span
        return -1

    def _groups(self, bang: Bang, column: int) -> tuple[dict[int, int], list[int], str] | None:
        """Each numbered row's group, the first number of each group, the form; None where numbers do not follow."""
        groups: dict[int, int] = {}
        starts: list[int] = []
        forms: set[tuple[str, str]] = set()
        last = 0
        for n, row in enumerate(bang.hang, start=1):
            cell = row.o[column]
            if row.loai != "thuong" or cell is None or cell.hang != n or not cell.chu:
                continue
            number = counting.read(cell.chu)
            if number is None or len(number.steps) != 1 or not number.form.startswith("#1") or len(cell.dong) != 1:
                return None
            value = number.steps[0]
            if not starts or (value == 1 and last != 0):
                starts.append(value)
            elif value != last + 1:
                return None
            last = value
            groups[n] = len(starts) - 1
            forms.add(("0" if cell.chu.startswith("0") else "" if value < 10 else "any", number.form[2:]))
        padded = {zero for zero, _ in forms} - {"any"}
        endings = {ending for _, ending in forms}
        if len(padded) > 1 or len(endings) != 1 or not groups:
            return None
        return groups, starts, f"{''.join(padded)}%1{endings.pop()}"


def _by_word(bang: Bang, counted: set[int]) -> bool:
    """Whether Word counts the rows of a table already: no number is typed."""
    cells = [o for row in bang.thuong() for c in counted if (o := row.o[c]) is not None and o.chu]
    return bool(cells) and all(line.tu_dong for o in cells for line in o.dong if line.chu)


def _heads(row: HangBang) -> frozenset[int]:
    """The columns in which a merged cell begins in this row."""
    return _merged(row, "start")


def _goes_on(row: HangBang) -> frozenset[int]:
    """The columns in which this row goes on with the cell above."""
    return _merged(row, "on")


def _merged(row: HangBang, kind: str) -> frozenset[int]:
    out, column = set(), 0
    for cell in row.row.cells:
        if cell.merged == kind:
            out.add(column)
        column += cell.span
    return frozenset(out)


def _cell(x: OBang, y: OBang | None, left: list[str], *, whole: bool) -> Edits:
    """A cell's lines, one by one; lines that are more are put in or taken out."""
    old = [line for line in x.dong if line.chu] or list(x.dong[:1])
    new = [lines.typed(line) for line in y.dong if line.chu] if y is not None else []
    if not old or [lines.typed(line) for line in old if line.chu] == new:
        return
    for n, line in enumerate(old):
        if n and n >= len(new) and lines.whole(line):
            yield DropEdit(line.doan.spot)
        else:
            yield from lines.changed((line,), new[n : n + 1], left, whole=whole)
    if len(new) > len(old):
        last = old[-1].doan.spot
        yield InsertEdit(last, tuple(NewParagraph(text, last) for text in new[len(old) :]))


def _numbered(row: HangBang, counted: set[int]) -> bool:
    """Whether a row has a number in the first of the counted columns."""
    if not counted or row.loai != "thuong":
        return False
    cell = row.o[min(counted)]
    return cell is not None and cell.chu.strip(". ").isdigit()
