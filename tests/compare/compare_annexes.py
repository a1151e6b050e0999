"""Edits of annexes: rows put in, taken out and moved, cells, columns, groups, whole annexes."""

from __future__ import annotations

import random
import re
from collections import Counter

import compare_drafts
from compare_drafts import Annex, DataRow, Draft
from compare_points import reworded
from compare_wants import Edit, Made, Taken, Want, Ways, annex_place, bare
from rules_generate import UNITS

from vbhc.model.so_sanh import Loai

_ROW, _CELL, _ANNEX, _NAME = (frozenset({name}) for name in ("hang", "o_bang", "phu_luc", "ten_phu_luc"))


def _rows(draft: Draft, taken: Taken, *, single: bool = False) -> list[tuple[Annex, int]]:
    """Rows that no edit has touched, in annexes that are not edited as a whole. `single`: no other has its words."""
    out = []
    for annex in draft.annexes:
        words = Counter(annex.words(r) for r in annex.hang)
        out += [
            (annex, i) for i, row in enumerate(annex.hang)
            if row.uid not in taken and annex.uid not in taken and (not single or words[annex.words(row)] == 1)
        ]  # fmt: skip
    return out


def _beside(annex: Annex, i: int) -> list[DataRow]:
    return annex.hang[max(i - 1, 0) : i + 2]


def _taken(rows: list[DataRow], taken: Taken) -> bool:
    return any(r.uid in taken for r in rows)


def _group(annex: Annex, row: DataRow) -> list[DataRow]:
    return [r for r in annex.hang if not annex.nhom or r.o[annex.nhom] == row.o[annex.nhom]]


def _new_row(annex: Annex, model: DataRow, dice: random.Random, seen: set[str]) -> DataRow:
    """A row of new words in the group of `model`."""
    o = dict(model.o)
    for key in o:
        if key in {"nhiem_vu", "noi_dung"}:
            o[key] = compare_drafts.sentence(dice, seen)
        elif key == "ma":
            o[key] = f"moi-{dice.randint(1, 10**9)}"
        elif key in {"chu_tri", "phoi_hop", "don_vi"}:
            o[key] = dice.choice(UNITS)[0] if key != "don_vi" else f"Tổ công tác số {dice.randint(2, 99)}"
        elif key == "thoi_han":
            o[key] = compare_drafts.day(dice)
        elif key == "so_tien":
            o[key] = f"{dice.randint(1, 900)},{dice.randint(1, 9)}"
    return DataRow(o)


def _row_inserted(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
    found = [(a, i) for a, i in _rows(draft, taken) if not _taken(_beside(a, i), taken)]
    if not found:
        return None
    annex, i = dice.choice(found)
    row = _new_row(annex, annex.hang[i], dice, compare_drafts.heads(draft))
    taken |= {r.uid for r in [*_beside(annex, i), row]}
    annex.hang.insert(i + dice.randint(0, 1), row)
    return Made("row_inserted", " | ".join(annex.words(row)), lambda a, b: [
        (Want(Loai.THEM, _ROW, co=annex.words(row), noi=annex_place(b, annex.uid)),)])  # fmt: skip


def _row_deleted(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
    found = [(a, i) for a, i in _rows(draft, taken) if not _taken(_beside(a, i), taken) and len(a.hang) > 3
             and len(_group(a, a.hang[i])) > 1]  # fmt: skip
    if not found:
        return None
    annex, i = dice.choice(found)
    taken |= {r.uid for r in _beside(annex, i)}
    row = annex.hang.pop(i)
    return Made("row_deleted", " | ".join(annex.words(row)), lambda a, b: [
        (Want(Loai.BO, _ROW, co=annex.words(row), noi=annex_place(a, annex.uid)),)])  # fmt: skip


def _row_moved(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
    """Within its group, or its table where there are none."""
    found = [(a, i) for a, i in _rows(draft, taken, single=True)
             if f"move {a.uid}" not in taken and len(_group(a, a.hang[i])) > 2]  # fmt: skip
    if not found:
        return None
    annex, i = dice.choice(found)
    row = annex.hang[i]
    goals = [j for j, r in enumerate(annex.hang) if j != i and any(r is g for g in _group(annex, row))]
    j = dice.choice(goals)
    passed = annex.hang[min(i, j) : max(i, j) + 1]
    if _taken(passed, taken) or len({annex.words(r) for r in passed}) == 1:
        return None
    annex.hang.insert(j, annex.hang.pop(i))
    taken |= {f"move {annex.uid}", *(r.uid for r in passed)}
    return Made("row_moved", f"{' | '.join(annex.words(row))}: {i + 1} → {j + 1}",
                lambda a, b: _either(a, b, annex.uid, row.uid))  # fmt: skip


def _either(a: Draft, b: Draft, annex: int, row: int) -> Ways:
    old, new = (next(x for x in d.annexes if x.uid == annex) for d in (a, b))
    kept = {r.uid for r in old.hang} & {r.uid for r in new.hang}
    before, after = ([r.uid for r in x.hang if r.uid in kept] for x in (old, new))
    passed = set(after[: after.index(row)]) ^ set(before[: before.index(row)])
    told = {r.uid: r for r in new.hang}
    return [
        (Want(Loai.CHUYEN, _ROW, co=new.words(told[u]), noi=annex_place(b, annex)),)
        for u in ([row, *sorted(passed)] if len(passed) == 1 else [row])
    ]


def _cell_changed(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
    """One cell; a row that has little else in common with what it was may be told as another row."""
    found = _rows(draft, taken)
    if not found:
        return None
    annex, i = dice.choice(found)
    row = annex.hang[i]
    key = dice.choice([k for k in annex.cot if k != annex.nhom])
    was, old = annex.words(row), row.o[key]
    new = _other(key, old, dice)
    if new == old or annex.words(DataRow(row.o | {key: new})) in [annex.words(r) for r in annex.hang]:
        return None
    row.o[key] = new
    taken.add(row.uid)

    def wants(a: Draft, b: Draft) -> Ways:
        noi, now = annex_place(b, annex.uid), annex.words(row)
        cell = Want(Loai.SUA, _CELL, bare(old), bare(new), noi=noi, truong=annex.cot[key])
        ways: Ways = [(cell,)]
        if 2 * len(old) > len("".join(was)) or 2 * len(new) > len("".join(now)):
            ways.append((Want(Loai.BO, _ROW, co=was), Want(Loai.THEM, _ROW, co=now, noi=noi)))
        return ways

    return Made("cell_changed", f"{annex.cot[key]}: {old} → {new}", wants)


def _other(key: str, old: str, dice: random.Random) -> str:
    if key == "so_tien":
        return f"{dice.randint(1, 900)},{dice.randint(1, 9)}"
    if key == "thoi_han":
        return compare_drafts.day(dice)
    if key in {"chu_tri", "phoi_hop"}:
        return dice.choice(UNITS)[0]
    if key == "ket_qua":
        return dice.choice(["Đạt", "Chưa đạt", "Tốt", "Xuất sắc"])
    if key == "ghi_chu":
        return dice.choice(["", "Đang rà soát", "Đợt 4"])
    if key == "don_vi":
        return f"{old} và hậu cần"
    return reworded(old, dice, dice.choice(["word_changed", "phrase_changed", "words_inserted"]))[0]


def _column_added(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
    found = [a for a in draft.annexes if a.uid not in taken and not _taken(a.hang, taken)
             and "san_pham" not in a.cot and f"move {a.uid}" not in taken]  # fmt: skip
    if not found:
        return None
    annex = dice.choice(found)
    taken.add(annex.uid)
    annex.cot = annex.cot | {"san_pham": "Sản phẩm"}
    for row in annex.hang:
        row.o["san_pham"] = dice.choice(["Báo cáo", "Kế hoạch", "Tờ trình"])
    return Made("column_added", annex.data["tieu_de"], lambda a, b: [
        (Want(Loai.THEM, frozenset({"cot"}), co=("Sản phẩm",), noi=annex_place(b, annex.uid)),)])  # fmt: skip


def _column_removed(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
    found = [a for a in draft.annexes if a.uid not in taken and not _taken(a.hang, taken) and "phoi_hop" in a.cot
             and f"move {a.uid}" not in taken]  # fmt: skip
    if not found:
        return None
    annex = dice.choice(found)
    taken.add(annex.uid)
    annex.cot = {k: v for k, v in annex.cot.items() if k != "phoi_hop"}
    for row in annex.hang:
        del row.o["phoi_hop"]
    return Made("column_removed", annex.data["tieu_de"], lambda a, b: [
        (Want(Loai.BO, frozenset({"cot"}), co=("Đơn vị phối hợp",), noi=annex_place(a, annex.uid)),)])  # fmt: skip


def _group_renamed(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
    found = [(a, i) for a, i in _rows(draft, taken) if a.nhom and not _taken(_group(a, a.hang[i]), taken)]
    if not found:
        return None
    annex, i = dice.choice(found)
    old = annex.hang[i].o[annex.nhom]
    new = f"{old} và phân cấp"
    for row in _group(annex, annex.hang[i]):
        row.o[annex.nhom] = new
        taken.add(row.uid)
    return Made("group_renamed", new, lambda a, b: [
        (Want(Loai.SUA, _CELL | _ROW, bare(old), bare(new), noi=annex_place(b, annex.uid)),)])  # fmt: skip


def _annex_renamed(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
    found = [a for a in draft.annexes if a.uid not in taken and f"name {a.uid}" not in taken]
    if not found:
        return None
    annex = dice.choice(found)
    taken.add(f"name {annex.uid}")
    old = annex.data["tieu_de"]
    annex.data["tieu_de"] = new = f"{old} năm 2026"
    return Made("annex_renamed", new, lambda a, b: [
        (Want(Loai.SUA, _NAME, bare(old), bare(new), noi=annex_place(b, annex.uid)),)])  # fmt: skip


def _annex_added(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
    if "annexes" in taken:
        return None
    annex = compare_drafts.new_annex(dice, 7)
    draft.annexes.insert(dice.randint(0, len(draft.annexes)), annex)
    taken |= {"annexes", annex.uid, f"name {annex.uid}"}
    return Made("annex_added", annex.data["tieu_de"], lambda a, b: [
        (Want(Loai.THEM, _ANNEX, co=(annex.data["tieu_de"],), noi=annex_place(b, annex.uid)),)])  # fmt: skip


def _annex_removed(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
    found = [a for a in draft.annexes if a.uid not in taken and not _taken(a.hang, taken)
             and not {f"move {a.uid}", f"name {a.uid}"} & taken]  # fmt: skip
    if not found or "annexes" in taken:
        return None
    annex = dice.choice(found)
    draft.annexes = [a for a in draft.annexes if a is not annex]
    taken.add("annexes")
    for _, nodes in draft.lists():
        nodes[:] = [n for n in nodes if f"[@{annex.data['ma']}]" not in n.chu]
    return Made("annex_removed", annex.data["tieu_de"], lambda a, b: [
        (Want(Loai.BO, _ANNEX, co=(annex.data["tieu_de"],), noi=annex_place(a, annex.uid)),)])  # fmt: skip


def _annexes_swapped(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
    if len(draft.annexes) < 2 or "annexes" in taken:
        return None
    i = dice.randint(0, len(draft.annexes) - 2)
    one, two = draft.annexes[i : i + 2]
    draft.annexes[i : i + 2] = [two, one]
    taken |= {"annexes", *(f"name {a.uid}" for a in (one, two))}
    return Made("annexes_swapped", f"{one.data['tieu_de']} ↔ {two.data['tieu_de']}", lambda a, b: [
        (Want(Loai.CHUYEN, _ANNEX, noi=annex_place(b, x.uid), noi_cu=annex_place(a, x.uid)),) for x in (one, two)
    ])  # fmt: skip


def sums(draft: Draft) -> dict[int, int]:
    """The sum that each annex prints, in tenths."""
    return {
        a.uid: sum(int(re.sub(r"\D", "", r.o["so_tien"])) for r in a.hang) for a in draft.annexes if "so_tien" in a.cot
    }


def sum_changes(a: Draft, b: Draft) -> list[Made]:
    """What the edits change besides in rows of sums: each is a change of its own that must be told."""
    before, after = sums(a), sums(b)
    out = []
    for uid in before.keys() & after.keys():
        if before[uid] != after[uid]:
            old, new = (bare(f"{s / 10:,.1f}") for s in (before[uid], after[uid]))
            out.append(_told("sum_follows", Want(Loai.SUA, _CELL, old, new)))
    return out


def _told(kind: str, want: Want) -> Made:
    return Made(kind, f"{want.cu} → {want.moi}", lambda a, b: [(want,)])


EDITS: dict[str, Edit] = {
    "row_inserted": _row_inserted,
    "row_deleted": _row_deleted,
    "row_moved": _row_moved,
    "cell_changed": _cell_changed,
    "column_added": _column_added,
    "column_removed": _column_removed,
    "group_renamed": _group_renamed,
    "annex_renamed": _annex_renamed,
    "annex_added": _annex_added,
    "annex_removed": _annex_removed,
    "annexes_swapped": _annexes_swapped,
}
