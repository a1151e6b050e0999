"""Edits of the text: words, values, points and khoản put in, taken out, moved, split and joined."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import compare_drafts
from compare_drafts import TWICE, Draft, Node
from compare_wants import POINTS, Edit, Made, Taken, Want, Ways, bare, place
from rules_generate import LETTERS

from vbhc.model.so_sanh import Loai

_FRESH = ("thường xuyên", "đồng bộ", "nghiêm túc", "hiệu quả", "chủ động", "rộng rãi", "toàn diện", "khẩn trương",
          "thiết thực", "cụ thể", "đột xuất", "định kỳ hằng quý")  # fmt: skip
_DATE = re.compile(r"\d{2}/\d{1,2}/2026")
_AMOUNT = re.compile(r"(?<=kinh phí )\d+")


def _points(draft: Draft, taken: Taken) -> list[tuple[int | str, list[Node], int]]:
    """Points that no edit has touched, with their list and index; those that point to annexes are left alone."""
    return [
        (owner, nodes, i)
        for owner, nodes in draft.lists()
        for i, node in enumerate(nodes)
        if node.cuoi and not _busy(node, taken) and "[@" not in node.chu
    ]


def _busy(node: Node, taken: Taken) -> bool:
    return any(n.uid in taken for n in node.all())


def _beside(nodes: list[Node], *at: int) -> list[Node]:
    """The points at these indexes and those next to them."""
    return [nodes[i] for i in sorted({j for i in at for j in (i - 1, i, i + 1)}) if 0 <= i < len(nodes)]


def _take(taken: Taken, nodes: list[Node]) -> None:
    taken.update(n.uid for node in nodes for n in node.all())


def _text(node: Node) -> str:
    return bare("\n".join(n.chu for n in node.all()))


def _new_words(
    kind: str, node: Node, taken: Taken, new: str, tu: tuple[int, int], cho: tuple[str, str] = ("", "")
) -> Made:
    old, node.chu = node.chu, new
    _take(taken, [node])
    return Made(kind, f"{old} → {new}", lambda a, b: [
        (Want(Loai.SUA, POINTS, bare(old), bare(new), noi=place(b, node.uid), tu=tu, cho=cho),)])  # fmt: skip


def _some_point(draft: Draft, dice: random.Random, taken: Taken, fit: str = "") -> Node | None:
    found = [nodes[i] for _, nodes, i in _points(draft, taken) if re.search(fit, nodes[i].chu)]
    return dice.choice(found) if found else None


def reworded(text: str, dice: random.Random, how: str) -> tuple[str, tuple[int, int]]:
    """A text with one stretch of words other than before, and how many words went and came."""
    words = text.split()
    fresh = dice.choice([f for f in _FRESH if f not in text]).split()
    at = dice.randint(1, len(words) - 1)
    old = {"word_changed": 1, "phrase_changed": 3, "words_inserted": 0, "words_deleted": 2}[how]
    old = min(old, len(words) - at)
    new = [] if how == "words_deleted" else fresh[:1] if how == "word_changed" else fresh
    return " ".join([*words[:at], *new, *words[at + old :]]), (old, len(new))


def _word_edit(how: str) -> Edit:
    def edit(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
        node = _some_point(draft, dice, taken, r"(?:\S+ ){7}")
        if node is None:
            return None
        new, tu = reworded(node.chu, dice, how)
        return _new_words(how, node, taken, new, tu) if bare(new) != bare(node.chu) else None

    return edit


def _value_edit(kind: str, value: re.Pattern[str], other: Callable[[random.Random], str]) -> Edit:
    def edit(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
        node = _some_point(draft, dice, taken, value.pattern)
        if node is None:
            return None
        found = value.search(node.chu)
        assert found is not None
        new = other(dice)
        text = node.chu[: found.start()] + new + node.chu[found.end() :]
        return _new_words(kind, node, taken, text, (1, 1), (found.group(), new)) if new != found.group() else None

    return edit


def _point_inserted(draft: Draft, dice: random.Random, taken: Taken, like: bool = False) -> Made | None:
    found = [(o, nodes, i) for o, nodes, i in _points(draft, taken) if _roomy(nodes)]
    if not found:
        return None
    _, nodes, i = dice.choice(found)
    model, at = nodes[i], i + dice.randint(0, 1)
    near = _beside(nodes, at, at - 1) if at > 0 else _beside(nodes, at)
    if any(_busy(n, taken) for n in near) or model.under:
        return None
    text = compare_drafts.sentence(dice, compare_drafts.heads(draft))
    if like:
        text = reworded(model.chu, dice, "phrase_changed")[0]
    node = Node(model.cap, text, model.cuoi)
    _take(taken, [*near, node])
    nodes.insert(at, node)
    kind = "point_inserted_alike" if like else "point_inserted"
    return Made(kind, text, lambda a, b: [(Want(Loai.THEM, POINTS, "", _text(node), noi=place(b, node.uid)),)])


def _roomy(nodes: list[Node]) -> bool:
    return sum(n.cap == "diem" for n in nodes) < len(LETTERS) - 1


def _point_deleted(draft: Draft, dice: random.Random, taken: Taken, titled: bool = False) -> Made | None:
    found = _khoan(draft, taken) if titled else _points(draft, taken)
    found = [(o, nodes, i) for o, nodes, i in found if sum(n.cap == nodes[i].cap for n in nodes) > 2]
    if not found:
        return None
    _, nodes, i = dice.choice(found)
    if any(_busy(n, taken) for n in _beside(nodes, i)):
        return None
    _take(taken, _beside(nodes, i))
    node = nodes.pop(i)
    return Made("khoan_deleted" if titled else "point_deleted", node.chu, lambda a, b: [
        (Want(Loai.BO, POINTS, _text(node), "", noi=place(a, node.uid)),)])  # fmt: skip


def _khoan(draft: Draft, taken: Taken) -> list[tuple[int | str, list[Node], int]]:
    return [(o, nodes, i) for o, nodes in draft.lists() for i, n in enumerate(nodes) if n.under and not _busy(n, taken)]


def _khoan_inserted(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
    found = _khoan(draft, taken)
    if not found:
        return None
    _, nodes, i = dice.choice(found)
    if any(_busy(n, taken) for n in _beside(nodes, i)):
        return None
    model, seen = nodes[i], compare_drafts.heads(draft)
    under = []
    for _ in range(dice.randint(2, 4)):
        under.append(Node(model.under[0].cap, compare_drafts.sentence(dice, seen), model.under[0].cuoi))
        seen |= {under[-1].chu}
    node = Node("khoan", f"{dice.choice(_TITLES)} {dice.choice(['năm 2026', 'quý IV', 'tại cơ sở'])}", "", under)
    _take(taken, [*_beside(nodes, i), node])
    nodes.insert(i + dice.randint(0, 1), node)
    return Made("khoan_inserted", node.chu, lambda a, b: [
        (Want(Loai.THEM, POINTS, "", _text(node), noi=place(b, node.uid)),)])  # fmt: skip


_TITLES = ("Chế độ thông tin, báo cáo", "Công tác thi đua, khen thưởng", "Bảo đảm an toàn thông tin mạng",
           "Phối hợp với các cơ quan báo chí")  # fmt: skip


def _moved(draft: Draft, dice: random.Random, taken: Taken, titled: bool = False) -> Made | None:
    """Within its list. At the end the list tells what it was moved past; one neighbour alone may as well have moved."""
    every = [n.chu for n in draft.nodes()]
    found = _khoan(draft, taken) if titled else _points(draft, taken)
    found = [
        (o, nodes, i) for o, nodes, i in found
        if f"move {o}" not in taken and every.count(nodes[i].chu) == 1 and nodes[i].chu != TWICE
        and sum(n.cap == nodes[i].cap and not _pinned(n) for n in nodes) > 1
    ]  # fmt: skip
    if not found:
        return None
    owner, nodes, i = dice.choice(found)
    node = nodes[i]
    places = [j for j, n in enumerate(nodes) if n.cap == node.cap and j != i and not _pinned(n)]
    j = dice.choice(places)
    passed = nodes[min(i, j) : max(i, j) + 1]
    if any(_busy(n, taken) for n in passed):
        return None
    nodes.insert(j, nodes.pop(i))
    _take(taken, passed)
    taken.add(f"move {owner}")
    return Made("khoan_moved" if titled else "point_moved", f"{node.chu}: {i} → {j}",
                lambda a, b: _either(a, b, node.uid))  # fmt: skip


def _pinned(node: Node) -> bool:
    return "[@" in node.chu


def _either(a: Draft, b: Draft, uid: int) -> Ways:
    now, before = _list_of(b, uid), _list_of(a, uid)
    kept = {n.uid for n in now} & {n.uid for n in before}
    order = [n.uid for n in before if n.uid in kept]
    at, was = [n.uid for n in now if n.uid in kept].index(uid), order.index(uid)
    after = [n.uid for n in now if n.uid in kept]
    passed = set(after[:at]) ^ set(order[:was])
    return [(_move(a, b, u),) for u in ([uid, *passed] if len(passed) == 1 else [uid])]


def _list_of(draft: Draft, uid: int) -> list[Node]:
    return next(nodes for _, nodes in draft.lists() if any(n.uid == uid for n in nodes))


def _node(draft: Draft, uid: int) -> Node:
    return next(n for n in draft.nodes() if n.uid == uid)


def _move(a: Draft, b: Draft, uid: int) -> Want:
    """A khoản that moves is told by its own words; what stands under it goes with it."""
    old, new = bare(_node(a, uid).chu), bare(_node(b, uid).chu)
    return Want(Loai.CHUYEN, POINTS, old, new, noi=place(b, uid), noi_cu=place(a, uid))


def _moved_away(draft: Draft, dice: random.Random, taken: Taken, changed: bool = False) -> Made | None:
    """To another list; it takes the marks of the points there."""
    every = [n.chu for n in draft.nodes()]
    found = [(o, nodes, i) for o, nodes, i in _points(draft, taken)
             if every.count(nodes[i].chu) == 1 and nodes[i].chu != TWICE
             and len(nodes[i].chu.split()) > 7 and len(nodes) > 2
             and not any(_busy(n, taken) for n in _beside(nodes, i))]  # fmt: skip
    if not found:
        return None
    owner, nodes, i = dice.choice(found)
    goals = [(o, t, j) for o, t, j in _points(draft, taken) if o != owner and _roomy(t) and not t[j].under
             and not any(_busy(n, taken) for n in _beside(t, j))]  # fmt: skip
    if not goals:
        return None
    _, goal, j = dice.choice(goals)
    _take(taken, [*_beside(nodes, i), *_beside(goal, j)])
    node = nodes.pop(i)
    node.cap, node.cuoi = goal[j].cap, goal[j].cuoi
    if changed:
        node.chu = reworded(node.chu, dice, "word_changed")[0]
    goal.insert(j + dice.randint(0, 1), node)
    kind = "point_moved_and_changed" if changed else "point_moved_away"
    return Made(kind, node.chu, lambda a, b: [(_move(a, b, node.uid),)])


def _split(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
    found = [(nodes, i) for _, nodes, i in _points(draft, taken)
             if len(nodes[i].chu.split()) > 11 and not nodes[i].under and _roomy(nodes)]  # fmt: skip
    if not found:
        return None
    nodes, i = dice.choice(found)
    node = nodes[i]
    words = node.chu.split()
    cuts = [n for n in range(len(words) * 2 // 5, len(words) * 3 // 5 + 1) if words[n][0].isalpha()]
    if not cuts or any(_busy(n, taken) for n in _beside(nodes, i)):
        return None
    cut, old = dice.choice(cuts), node.chu
    node.chu = " ".join(words[:cut]).rstrip(",;")
    rest = " ".join(words[cut:])
    other = Node(node.cap, rest[0].upper() + rest[1:], node.cuoi)
    _take(taken, [*_beside(nodes, i), other])
    nodes.insert(i + 1, other)
    return Made("point_split", f"{node.chu} | {other.chu}", lambda a, b: [
        (Want(Loai.TACH, POINTS, bare(old), bare(f"{node.chu}\n{other.chu}"), noi=place(b, node.uid)),)])  # fmt: skip


def _joined(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
    found = [(nodes, i) for _, nodes, i in _points(draft, taken)
             if i + 1 < len(nodes) and nodes[i + 1].cap == nodes[i].cap and not nodes[i].under
             and not nodes[i + 1].under and not _pinned(nodes[i + 1])
             and not any(_busy(n, taken) for n in _beside(nodes, i, i + 1))]  # fmt: skip
    if not found:
        return None
    nodes, i = dice.choice(found)
    _take(taken, _beside(nodes, i, i + 1))
    one, two = nodes[i], nodes.pop(i + 1)
    old = f"{one.chu}\n{two.chu}"
    one.chu = f"{one.chu}; {two.chu[0].lower()}{two.chu[1:]}"
    return Made("points_joined", one.chu, lambda a, b: [
        (Want(Loai.NHAP, POINTS, bare(old), bare(one.chu), noi=place(b, one.uid)),)])  # fmt: skip


EDITS: dict[str, Edit] = {
    **{how: _word_edit(how) for how in ("word_changed", "phrase_changed", "words_inserted", "words_deleted")},
    "date_changed": _value_edit("date_changed", _DATE, compare_drafts.day),
    "amount_changed": _value_edit("amount_changed", _AMOUNT, lambda dice: str(dice.randint(11, 890))),
    "point_inserted": _point_inserted,
    "point_inserted_alike": lambda d, dice, taken: _point_inserted(d, dice, taken, like=True),
    "point_deleted": _point_deleted,
    "point_moved": _moved,
    "point_moved_away": _moved_away,
    "point_moved_and_changed": lambda d, dice, taken: _moved_away(d, dice, taken, changed=True),
    "point_split": _split,
    "points_joined": _joined,
    "khoan_inserted": _khoan_inserted,
    "khoan_deleted": lambda d, dice, taken: _point_deleted(d, dice, taken, titled=True),
    "khoan_moved": lambda d, dice, taken: _moved(d, dice, taken, titled=True),
}
