"""Paragraphs, rows and tables put in, taken out and moved in one part of a file, as tracked changes.

First everything is found and what cannot be done is told; what is new is made while all is as it was; then it is
written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from vbhc.model.edits import (
    CountEdit,
    DropEdit,
    InsertEdit,
    NewParagraph,
    NewTable,
    RowDropEdit,
    RowsEdit,
    StructureEdit,
    TableDropEdit,
)
from vbhc.model.view import Spot
from vbhc.word.ns import w
from vbhc.word.tracked import blocks, gone, pieces
from vbhc.word.tracked import rows as rows_
from vbhc.word.tracked.counting import Lists
from vbhc.word.tracked.formats import Mark
from vbhc.word.tracked.lines import GONE, why_not_words
from vbhc.word.tracked.made import Maker
from vbhc.word.tracked.moves import Ranges, whole

Leave = Callable[[StructureEdit, str], None]
_IN_GONE = "chỗ này nằm trong đoạn, hàng hoặc bảng bị bỏ"
_COUNTED = "số này do Word đếm, không sửa tay"


class Structure:
    """What is to become of the blocks of one part."""

    def __init__(self, part: str, tree: Any, nodes: list[Any], lists: Lists, mark: Mark, leave: Leave) -> None:
        self._part, self._nodes = part, nodes
        self._lists, self._mark, self._leave = lists, mark, leave
        self._maker = Maker(lists, mark)
        self._counted_tables = rows_.tables(tree)
        self._tables: dict[int, rows_.Table] = {}
        self._lists_of: dict[tuple[int, int], tuple[str, int]] = {}
        self._moves: dict[str, list[Any]] = {}
        self._left_out: dict[str, list[Any]] = {}
        self._dropped: set[int] = set()
        self._to_count: list[tuple[Any, str, str]] = []
        self._names: set[str] = set()
        self.plan = blocks.Plan()
        self.blocked: dict[Any, str] = {}
        """Paragraphs whose own words and formats are not to be changed, and why."""

    def prepare(self, edits: Sequence[StructureEdit]) -> None:
        """Find the place of every change and make what is new; nothing in the file is changed yet."""
        self._rows_that_go([e for e in edits if isinstance(e, RowDropEdit | TableDropEdit)])
        drops = self._drops([e for e in edits if isinstance(e, DropEdit)])
        inserts = self._inserts([e for e in edits if isinstance(e, InsertEdit)])
        self._names = whole(drops, inserts)
        for edit, node in drops:
            self.plan.gone[node] = edit.move in self._names
            if edit.move in self._names:
                self._left_out.setdefault(edit.move, []).append(node)
        self._count([e for e in edits if isinstance(e, CountEdit)])
        for insert, node in inserts:
            self._insert(insert, node)
        for other in edits:
            if isinstance(other, RowsEdit):
                self._new_rows(other)

    def write(self) -> None:
        """Make the changes; the paragraphs' own corrections are made already."""
        for paragraph, num, style in self._to_count:
            self._lists.count(paragraph, num, style)
        ranges = Ranges(self._mark)
        out = set(self.plan.gone)
        for node, moved in self.plan.gone.items():
            if node.tag == w("p"):
                gone.take_out(node, self._mark, tag="moveFrom" if moved else "del", gone=out)
        for name in sorted(self._names):
            ranges.around("moveFrom", name, self._left_out[name])
            ranges.around("moveTo", name, self._moves[name])
        for number in sorted(self._tables):
            table = self._tables[number]
            table.change(self._mark)
            if table.vanishes:
                self.plan.gone[table.node] = False
        for parent in self.plan.containers():
            blocks.arrange(parent, self.plan, self._mark)
        ranges.settle()

    # --- finding and checking -----------------------------------------------------------------------------------------

    def _paragraph(self, spot: Spot) -> Any:
        return self._nodes[spot.p] if 0 <= spot.p < len(self._nodes) else None

    def _table(self, number: int) -> rows_.Table | None:
        if number not in self._tables:
            if not 1 <= number <= len(self._counted_tables):
                return None
            node = self._counted_tables[number - 1]
            self._tables[number] = rows_.Table(node, rows_.rows(node))
        return self._tables[number]

    def _rows_that_go(self, edits: Sequence[RowDropEdit | TableDropEdit]) -> None:
        for edit in edits:
            table = self._table(edit.table)
            count = 0 if table is None else len(table.rows)
            going = range(1, count + 1) if isinstance(edit, TableDropEdit) else [edit.row]
            if table is None or not count or not all(1 <= i <= count for i in going):
                self._leave(edit, GONE)
                continue
            why = next((why for i in going if (why := gone.why_not(table.rows[i - 1]))), "")
            if why:
                self._leave(edit, why)
                continue
            table.gone |= set(going)
            if isinstance(edit, TableDropEdit):
                self._dropped.add(edit.table)
            for i in going:
                self.blocked |= dict.fromkeys(table.rows[i - 1].iter(w("p")), _IN_GONE)

    def _drops(self, edits: Sequence[DropEdit]) -> list[tuple[DropEdit, Any]]:
        out = []
        for edit in edits:
            node = self._paragraph(edit.spot)
            why = GONE if node is None else self._why_not_beside(node) or gone.why_not(node)
            if why:
                self._leave(edit, why)
            else:
                out.append((edit, node))
        self.blocked |= {node: _IN_GONE for _, node in out}
        return out

    def _why_not_beside(self, node: Any) -> str:
        """Why a paragraph cannot be taken out, nor anything put before it."""
        if pieces.is_joined(node):
            return "đoạn trên đang nối vào đoạn này (dấu hết đoạn đã xoá, chưa chấp nhận)"
        return self.blocked.get(node, "")

    def _inserts(self, edits: Sequence[InsertEdit]) -> list[tuple[InsertEdit, Any]]:
        out = []
        for edit in edits:
            table = self._table(edit.table) if edit.table else None
            node = self._paragraph(edit.spot) if not edit.table else None if table is None else table.node
            if node is None:
                why = GONE
            elif edit.table:
                why = gone.locked(node)
            else:
                why = (self._why_not_beside(node) if edit.before else self.blocked.get(node, "")) or gone.locked(node)
                why = "" if why == _IN_GONE and not any(self._goes(r) for r in node.iterancestors(w("tr"))) else why
            why = why or next((w_ for b in edit.blocks if (w_ := _why_not_block(b))), "")
            if why:
                self._leave(edit, why)
            elif edit.blocks:
                out.append((edit, node))
        return out

    def _goes(self, row: Any) -> bool:
        return any(row is table.rows[i - 1] for table in self._tables.values() for i in table.gone)

    # --- making what is new -------------------------------------------------------------------------------------------

    def _insert(self, edit: InsertEdit, node: Any) -> None:
        moved = edit.move in self._names
        place = node if node.tag == w("p") else _beside(node)
        fresh = []
        for block in edit.blocks:
            if isinstance(block, NewTable):
                like = self._table(block.like) if block.like else None
                cells = [] if like is None else [rows_.cells(r) for r in like.rows[:3]]
                made = self._maker.table(block, None if like is None else like.node, cells, place)
                fresh.append(blocks.new(made))
                continue
            like_node = place if block.like is None or block.like.part != self._part else self._paragraph(block.like)
            made = self._maker.paragraph(block, place if like_node is None else like_node, moved=moved)
            if moved:
                self._moves.setdefault(edit.move, []).append(made)
            fresh.append(blocks.new(made, moved=moved and (bool(block.moved) or not block.text)))
        (self.plan.before if edit.before else self.plan.after).setdefault(node, []).extend(fresh)

    def _new_rows(self, edit: RowsEdit) -> None:
        table = self._table(edit.table)
        if table is None or not table.rows or not 0 <= edit.after <= len(table.rows):
            self._leave(edit, GONE)
            return
        models = [rows_.cells(table.rows[r.like - 1]) if 1 <= r.like <= len(table.rows) else [] for r in edit.rows]
        bad = any(not m or len(m) != len(r.cells) for m, r in zip(models, edit.rows, strict=True))
        why = (
            GONE
            if bad
            else _IN_GONE
            if edit.table in self._dropped
            else gone.locked(table.rows[max(0, edit.after - 1)])
        )
        why = why or next((v for r in edit.rows for c in r.cells for t in c if (v := why_not_words(t))), "")
        if why:
            self._leave(edit, why)
            return
        for new, cells in zip(edit.rows, models, strict=True):
            counted = self._lists_of.get((edit.table, new.count))
            words = [list(c) for c in new.cells]
            if counted is not None:
                words[counted[1]] = ["0"]  # whose format the number takes; Word counts it
            row = self._maker.row(words, table.rows[new.like - 1], cells)
            if counted is not None:
                paragraph = rows_.cells(row)[counted[1]].find(w("p"))
                self._lists.count(paragraph, counted[0], _style(table.node))
            table.fresh.setdefault(edit.after, []).append(row)

    def _count(self, edits: Sequence[CountEdit]) -> None:
        for edit in edits:
            found = [
                (table.node, table.rows[r - 1], g) for t, r, g in sorted(edit.rows)
                if (table := self._table(t)) is not None and 1 <= r <= len(table.rows)
            ]  # fmt: skip
            cells = [(own[edit.cell], g) for _, row, g in found if 0 <= edit.cell < len(own := rows_.cells(row))]
            if not cells or len(cells) != len(edit.rows):
                self._leave(edit, GONE)
                continue
            numbers = {table for table, _, _ in edit.rows}
            paragraphs = [cell.find(w("p")) for cell, _ in cells]
            why = self._lists.why_not(edit, cells) or next((v for p in paragraphs if (v := gone.locked(p))), "")
            if not why and any(p in self.plan.gone for p in paragraphs):
                why = _IN_GONE
            if not why and any(number in numbers for number, _ in self._lists_of):
                why = "bảng này có hai cột số thứ tự"
            if why:
                self._leave(edit, why)
                continue
            made = self._lists.open(edit)
            self._lists_of |= {(t, group): (num, edit.cell) for t in numbers for group, num in enumerate(made)}
            for paragraph, (table_node, _, group) in zip(paragraphs, found, strict=True):
                self._to_count.append((paragraph, made[group], _style(table_node)))
                self.blocked.setdefault(paragraph, _COUNTED)


def _why_not_block(block: NewParagraph | NewTable) -> str:
    if isinstance(block, NewTable):
        fits = len(block.rows) == len(block.spans) and all(
            row and len(row) == len(spans) and min(spans) > 0 and sum(spans) == len(block.widths)
            for row, spans in zip(block.rows, block.spans, strict=False)
        )
        shape = [len(row) for row in block.merged]
        fits = fits and len(block.aligns) in {0, len(block.widths)} and len(block.whole) in {0, len(block.rows)}
        if not block.rows or not fits or (shape and shape != [len(row) for row in block.rows]):
            return "bảng cần thêm có hàng không khớp số cột"
        return next((v for r in block.rows for c in r for t in c if (v := why_not_words(t))), "")
    edges = [0, *(k for span in block.moved for k in span), len(block.text)]
    return GONE if edges != sorted(edges) else why_not_words(block.text)


def _beside(table: Any) -> Any:
    """A paragraph beside a table; an empty one where there is none."""
    for siblings in (table.itersiblings(preceding=True), table.itersiblings()):
        found = next((n for n in siblings if n.tag == w("p")), None)
        if found is not None:
            return found
    return table.makeelement(w("p"))


def _style(table: Any) -> str:
    """The style of a table, "" where it names none."""
    node = table.find(f"{w('tblPr')}/{w('tblStyle')}")
    return "" if node is None else str(node.get(w("val"), ""))
